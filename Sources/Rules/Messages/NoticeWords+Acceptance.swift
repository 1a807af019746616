/// What subscribers are told of certificates that they accept after the delivery (CP 6.11, 6.12).
extension NoticeWords {
    package static let issuedOnHold = News(
        title: Text(
            en: "Accept your certificate: {origin}", zhHant: "請接受你的證書：{origin}",
            zhHans: "请接受您的证书：{origin}"),
        head: Text(
            en: "The authority {origin} issued a certificate to you (CP 6.11). It is on hold "
                + "until you accept it (CP 6.12): nobody relies on it, and it is not published.",
            zhHant: "核證機關 {origin} 已向你簽發證書（CP 6.11）。證書在你接受前暫時吊銷（CP 6.12）：任何人均不會倚據，亦不予公布。",
            zhHans: "认证机构 {origin} 已向您签发证书（CP 6.11）。证书在您接受前处于挂起状态（CP 6.12）：任何人均不会依赖，也不予公布。"),
        line: Text(
            en: """
                authority {name} ({authority}), serial number {serial}
                  accept it until {until}
                  SHA-256 of the file: {digest}
                """,
            zhHant: """
                簽發機關 {name}（{authority}），編號 {serial}
                  接受期限：{until}
                  檔案的 SHA-256：{digest}
                """,
            zhHans: """
                签发机构 {name}（{authority}），序列号 {serial}
                  接受期限：{until}
                  文件的 SHA-256：{digest}
                """),
        foot: Text(
            en: "Check that the names and all else in it are right and yours, and accept it in "
                + "the way that you agreed on with the authority: by a signature with its key, "
                + "or by signing for the medium. If anything is wrong, say so at once: then it "
                + "is revoked. Without an answer it is revoked after the time given above. The "
                + "authority never asks for your private key.",
            zhHant: "請核對證書內的名稱及其他內容正確無誤，且屬於你，並按與該機關約定的方式接受：以證書的密碼匙簽署，或簽收媒體。如有任何錯誤，請立即告知，該證書會被撤銷。"
                + "如無回覆，證書會於上述期限後撤銷。該機關不會向你索取私人密碼匙。",
            zhHans: "请核对证书内的名称及其他内容正确无误，且属于您，并按与该机构约定的方式接受：用证书的密钥签名，或签收介质。如有任何错误，请立即告知，该证书会被吊销。"
                + "如无答复，证书会在上述期限后吊销。该机构不会向您索取私钥。"))

    package static let accepted = News(
        title: Text(
            en: "Your certificate is valid: {origin}", zhHant: "你的證書已生效：{origin}",
            zhHans: "您的证书已生效：{origin}"),
        head: Text(
            en: "You accepted a certificate that the authority {origin} issued to you (CP 6.12). "
                + "It is valid now, and published.",
            zhHant: "你已接受核證機關 {origin} 簽發予你的證書（CP 6.12）。該證書現已有效，並已公布。",
            zhHans: "您已接受认证机构 {origin} 签发给您的证书（CP 6.12）。该证书现已有效，并已公布。"),
        line: issued.line,
        foot: Text(
            en: "If you did not accept it, or somebody else may have the private key, tell the "
                + "authority at once.",
            zhHant: "如你未曾接受，或他人可能持有私人密碼匙，請立即通知該機關。",
            zhHans: "如您未曾接受，或他人可能持有私钥，请立即通知该机构。"))

    package static let acceptanceTitle = Text(
        en: "Your certificate waits for you: {origin}", zhHant: "你的證書尚待接受：{origin}",
        zhHans: "您的证书尚待接受：{origin}")
    package static let acceptanceHead = Text(
        en: "You have not accepted a certificate that the authority {origin} issued to you (CP "
            + "6.12).",
        zhHant: "你尚未接受核證機關 {origin} 簽發予你的證書（CP 6.12）。",
        zhHans: "您尚未接受认证机构 {origin} 签发给您的证书（CP 6.12）。")
    package static let acceptanceLine = Text(
        en: "certificate {certificate}, accept it until {until}",
        zhHant: "證書 {certificate}，接受期限 {until}", zhHans: "证书 {certificate}，接受期限 {until}")
    package static let acceptanceFoot = Text(
        en: "After that time it is revoked. If its contents are wrong, or you never asked for "
            + "it, tell the authority.",
        zhHant: "逾期該證書會被撤銷。如內容有誤，或你從未申請，請通知該機關。",
        zhHans: "逾期该证书会被吊销。如内容有误，或您从未申请，请通知该机构。")
}
