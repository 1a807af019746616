/// What subscribers are told before their certificates are revoked with many others (CP 6.19d, 6.22).
extension NoticeWords {
    package static let campaign = News(
        title: Text(
            en: "Your certificate will be revoked: {origin}", zhHant: "你的證書將被撤銷：{origin}",
            zhHans: "您的证书将被吊销：{origin}"),
        head: Text(
            en: "The authority {origin} has decided to revoke many certificates, among them one of "
                + "yours (CP 6.19d).",
            zhHant: "核證機關 {origin} 已決定撤銷一批證書，你的證書亦在其中（CP 6.19d）。",
            zhHans: "认证机构 {origin} 已决定吊销一批证书，您的证书也在其中（CP 6.19d）。"),
        line: Text(
            en: """
                authority {name} ({authority}), serial number {serial}
                  revoked between {from} and {until}
                  reason: {reason}
                """,
            zhHant: """
                簽發機關 {name}（{authority}），編號 {serial}
                  撤銷時間：{from} 至 {until} 之間
                  原因：{reason}
                """,
            zhHans: """
                签发机构 {name}（{authority}），序列号 {serial}
                  吊销时间：{from} 至 {until} 之间
                  原因：{reason}
                """),
        foot: Text(
            en: "Apply for a new certificate with a new key pair now, and use it in place of this "
                + "one. After its revocation nobody relies on this one. You will be told when it "
                + "is revoked. The authority does not have your private key and never asks for it.",
            zhHant: "請立即以新的密碼匙配對申請新證書，並以新證書取代此證書。此證書撤銷後，任何人均不會倚據之。撤銷時會再通知你。該機關並無你的私人密碼匙，亦不會向你索取。",
            zhHans: "请立即以新的密钥对申请新证书，并以新证书取代此证书。此证书吊销后，任何人均不会依赖它。吊销时会再通知您。该机构没有您的私钥，也不会向您索取。"))
}
