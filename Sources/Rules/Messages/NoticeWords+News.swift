/// What subscribers are told of their certificates (CP 6.11, 6.19d).
extension NoticeWords {
    /// The words for one kind of news.
    package struct News: Sendable, Hashable {
        package let title: Text
        package let head: Text
        /// Of each certificate.
        package let line: Text
        package let foot: Text
    }

    package static let newsTitle = Text(
        en: "News of your certificates: {origin}", zhHant: "你的證書的最新情況：{origin}",
        zhHans: "您的证书的最新情况：{origin}")

    /// Before several kinds of news in one message.
    package static let newsOrder = Text(
        en: "Several things happened. They are told in their order; the last one counts.",
        zhHant: "以下事項按發生次序列出，以最後一項為準。", zhHans: "以下事项按发生次序列出，以最后一项为准。")

    package static let issued = News(
        title: Text(
            en: "Your certificate was issued: {origin}", zhHant: "你的證書已簽發：{origin}",
            zhHans: "您的证书已签发：{origin}"),
        head: Text(
            en: "The authority {origin} issued a certificate to you (CP 6.11).",
            zhHant: "核證機關 {origin} 已向你簽發證書（CP 6.11）。",
            zhHans: "认证机构 {origin} 已向您签发证书（CP 6.11）。"),
        line: Text(
            en: """
                authority {name} ({authority}), serial number {serial}
                  valid from {from} until {until}
                  download: {address}
                  SHA-256 of the file: {digest}
                """,
            zhHant: """
                簽發機關 {name}（{authority}），編號 {serial}
                  有效期由 {from} 至 {until}
                  下載：{address}
                  檔案的 SHA-256：{digest}
                """,
            zhHans: """
                签发机构 {name}（{authority}），序列号 {serial}
                  有效期自 {from} 至 {until}
                  下载：{address}
                  文件的 SHA-256：{digest}
                """),
        foot: Text(
            en: "Before you use it, check that the names and all else in it are right and yours, "
                + "that it is valid for as long as it should be, and that it belongs to your "
                + "private key. If anything is wrong, or if you never asked for it, do not use "
                + "it and tell the authority at once. The authority does not have your private "
                + "key and never asks for it.",
            zhHant: "使用前請核對：證書內的名稱及其他內容正確無誤，且屬於你；有效期正確；證書與你的私人密碼匙相配。"
                + "如有任何錯誤，或你從未申請此證書，請勿使用，並立即通知該機關。該機關並無你的私人密碼匙，亦不會向你索取。",
            zhHans: "使用前请核对：证书内的名称及其他内容正确无误，且属于您；有效期正确；证书与您的私钥相配。"
                + "如有任何错误，或您从未申请此证书，请勿使用，并立即通知该机构。该机构没有您的私钥，也不会向您索取。"))

    package static let suspended = News(
        title: Text(
            en: "Your certificate is suspended: {origin}", zhHant: "你的證書已暫時吊銷：{origin}",
            zhHans: "您的证书已挂起：{origin}"),
        head: Text(
            en: "A certificate that the authority {origin} issued to you was suspended (CP "
                + "6.19d). For as long as that lasts, nobody relies on it.",
            zhHant: "核證機關 {origin} 簽發予你的證書已暫時吊銷（CP 6.19d）。暫時吊銷期間，任何人均不會倚據此證書。",
            zhHans: "认证机构 {origin} 签发给您的证书已挂起（CP 6.19d）。挂起期间，任何人均不会依赖此证书。"),
        line: Text(
            en: """
                authority {name} ({authority}), serial number {serial}
                  suspended: {at}
                  reason: {reason}
                  decided on at the latest: {until}
                """,
            zhHant: """
                簽發機關 {name}（{authority}），編號 {serial}
                  暫時吊銷時間：{at}
                  原因：{reason}
                  最遲決定時間：{until}
                """,
            zhHans: """
                签发机构 {name}（{authority}），序列号 {serial}
                  挂起时间：{at}
                  原因：{reason}
                  最迟决定时间：{until}
                """),
        foot: Text(
            en: "Sign nothing with it meanwhile. By the time given above the authority releases "
                + "or revokes it. If you have lost the private key, or somebody else may have "
                + "it, ask for its revocation. If you know of no reason for the suspension, ask "
                + "the authority and name the serial number.",
            zhHant: "在此期間請勿以此證書簽署。該機關會在上述時間或之前恢復或撤銷此證書。"
                + "如你已失去私人密碼匙，或他人可能持有該密碼匙，請要求撤銷證書。如你不知道暫時吊銷的原因，請向該機關查詢，並提供編號。",
            zhHans: "在此期间请勿用此证书签名。该机构会在上述时间或之前恢复或吊销此证书。"
                + "如您已失去私钥，或他人可能持有该私钥，请要求吊销证书。如您不知道挂起的原因，请向该机构查询，并提供序列号。"))

    package static let released = News(
        title: Text(
            en: "Your certificate is valid again: {origin}", zhHant: "你的證書已恢復有效：{origin}",
            zhHans: "您的证书已恢复有效：{origin}"),
        head: Text(
            en: "A certificate that the authority {origin} issued to you is suspended no more "
                + "(CP 6.19d). It can be used again.",
            zhHant: "核證機關 {origin} 簽發予你的證書已不再暫時吊銷（CP 6.19d），可恢復使用。",
            zhHans: "认证机构 {origin} 签发给您的证书已不再挂起（CP 6.19d），可恢复使用。"),
        line: Text(
            en: """
                authority {name} ({authority}), serial number {serial}
                  released: {at}
                """,
            zhHant: """
                簽發機關 {name}（{authority}），編號 {serial}
                  恢復時間：{at}
                """,
            zhHans: """
                签发机构 {name}（{authority}），序列号 {serial}
                  恢复时间：{at}
                """),
        foot: Text(
            en: "What was signed with it during the suspension is not relied on, now as before. "
                + "If you did not expect this, or somebody else may have the private key, tell "
                + "the authority at once.",
            zhHant: "暫時吊銷期間以此證書所作的簽署，仍不獲倚據。如你未預期證書會恢復，或他人可能持有私人密碼匙，請立即通知該機關。",
            zhHans: "挂起期间用此证书所作的签名，仍不获依赖。如您未预期证书会恢复，或他人可能持有私钥，请立即通知该机构。"))

    package static let revoked = News(
        title: Text(
            en: "Your certificate was revoked: {origin}", zhHant: "你的證書已撤銷：{origin}",
            zhHans: "您的证书已吊销：{origin}"),
        head: Text(
            en: "A certificate that the authority {origin} issued to you was revoked (CP 6.19d). "
                + "That is final: nobody relies on it any more.",
            zhHant: "核證機關 {origin} 簽發予你的證書已撤銷（CP 6.19d），不會恢復；此後任何人均不會倚據此證書。",
            zhHans: "认证机构 {origin} 签发给您的证书已吊销（CP 6.19d），不会恢复；此后任何人均不会依赖此证书。"),
        line: Text(
            en: """
                authority {name} ({authority}), serial number {serial}
                  revoked: {at}
                  reason: {reason}
                """,
            zhHant: """
                簽發機關 {name}（{authority}），編號 {serial}
                  撤銷時間：{at}
                  原因：{reason}
                """,
            zhHans: """
                签发机构 {name}（{authority}），序列号 {serial}
                  吊销时间：{at}
                  原因：{reason}
                """),
        foot: Text(
            en: "Sign nothing with it any more. If you still need a certificate, apply for a new "
                + "one, with a new key pair. If you did not ask for the revocation and know of "
                + "no reason, ask the authority and name the serial number.",
            zhHant: "請勿再以此證書簽署。如仍需證書，請以新的密碼匙對重新申請。如你未有要求撤銷，亦不知道原因，請向該機關查詢，並提供編號。",
            zhHans: "请勿再用此证书签名。如仍需证书，请用新的密钥对重新申请。如您未要求吊销，也不知道原因，请向该机构查询，并提供序列号。"))
}
