/// The subscriber agreement as Kapok words it, for an authority whose practice names no other.
///
/// Who changes a word gives the next ``version``: what somebody accepted is kept by the digest of all of it.
public enum AgreementWords {
    public static let version = "kapok-2"

    /// A passage, the clause that asks for it, and its words.
    public struct Passage: Sendable {
        public let clause: String
        public let text: Text
    }

    /// In the order in which they are read: what accepting means, what the subscriber owes, what the authority
    /// answers for, and how it ends.
    public static let passages = [
        Passage(
            clause: "6.12",
            text: Text(
                en: "By signing the acceptance statement you accept the certificate "
                    + "contents and this agreement, both of which it names. Until then no "
                    + "certificate is issued. Where the authority lets you accept after the "
                    + "delivery, you sign this agreement on paper before, and accept the "
                    + "contents by that statement or by signing for the medium. Until then "
                    + "the certificate is on hold and not published; if you do not accept "
                    + "it in the time that you are told, or decline it, it is revoked.",
                zhHant: "閣下簽署接受聲明，即接受聲明所指明的證書內容及本協議。在此之前不會簽發證書。如本機構容許於交付"
                    + "後接受，閣下須先以紙本簽署本協議，其後以該聲明或簽收媒體接受證書內容。在此之前證書暫時吊銷，"
                    + "亦不予公布；如閣下未有在獲告知的期限內接受，或拒絕接受，證書會被撤銷。",
                zhHans: "您对接受声明签名，即接受声明所指明的证书内容及本协议。在此之前不会签发证书。如本机构允许在交付"
                    + "后接受，您须先以纸质签署本协议，其后以该声明或签收介质接受证书内容。在此之前证书处于挂起状态，"
                    + "也不予公布；如您未在所告知的期限内接受，或拒绝接受，证书会被吊销。")),
        Passage(
            clause: "6.25a",
            text: Text(
                en: "You use the private key only for the purposes that the certificate "
                    + "names.",
                zhHant: "閣下只可把私人密碼匙用於證書所載的用途。",
                zhHans: "您只可将私钥用于证书所载的用途。")),
        Passage(
            clause: "6.25b",
            text: Text(
                en: "You use private key and certificate only as this agreement allows, "
                    + "and fulfil your other duties under it.",
                zhHant: "閣下只可按本協議使用私人密碼匙及證書，並履行本協議的其他責任。",
                zhHans: "您只可按本协议使用私钥及证书，并履行本协议的其他责任。")),
        Passage(
            clause: "6.25c",
            text: Text(
                en: "You sign in your own name, and only while the certificate is "
                    + "valid. Once it is expired or revoked you no longer use its key; "
                    + "while it is suspended you do not sign.",
                zhHant: "閣下以自身名義簽署，並只可在證書有效期間簽署。證書到期或被撤銷後不得再使用其密碼"
                    + "匙；暫時吊銷期間不得簽署。",
                zhHans: "您以自身名义签名，并只可在证书有效期间签名。证书到期或被吊销后不得再使用其密钥；"
                    + "挂起期间不得签名。")),
        Passage(
            clause: "6.25d",
            text: Text(
                en: "You keep the private key under your sole control, and protect it "
                    + "against loss, disclosure, change and use by others. If it is lost, "
                    + "or may be known to somebody else, or if anything in the "
                    + "certificate is no longer right, you tell the authority at once and "
                    + "have the certificate suspended or revoked.",
                zhHant: "閣下須獨自控制私人密碼匙，防止其遺失、外洩、被更改或被他人使用。如密碼匙遺失、可"
                    + "能為他人所知，或證書任何內容不再正確，須立即通知本機構，並要求暫時吊銷或撤銷證書"
                    + "。",
                zhHans: "您须独自控制私钥，防止其丢失、泄露、被更改或被他人使用。如密钥丢失、可能为他人所"
                    + "知，或证书任何内容不再正确，须立即通知本机构，并要求挂起或吊销证书。")),
        Passage(
            clause: "6.25e",
            text: Text(
                en: "You use the certificate for nothing unlawful.",
                zhHant: "閣下不得把證書用於非法用途。",
                zhHans: "您不得将证书用于非法用途。")),
        Passage(
            clause: "6.2a",
            text: Text(
                en: "You warrant that what you stated is true, and answer for the "
                    + "damage that comes from what is false or from a breach of this "
                    + "agreement.",
                zhHant: "閣下保證所陳述的內容真實，並對因內容虛假或違反本協議而引致的損失負責。",
                zhHans: "您保证所陈述的内容真实，并对因内容虚假或违反本协议而造成的损失负责。")),
        Passage(
            clause: "6.8",
            text: Text(
                en: "The authority warrants to you, and to whoever reasonably relies on "
                    + "the certificate or on a signature verified by it, that it is "
                    + "issued as law, certificate policy and practice statement ask. "
                    + "Towards relying parties its liability is limited to the reliance "
                    + "limit that the certificate names, as far as the law allows.",
                zhHant: "本機構向閣下，以及合理地信賴證書或其可核實的簽署的人，保證證書的簽發遵照法律、證"
                    + "書政策及核證作業準則。在法律容許的範圍內，本機構對依賴方的法律責任以證書所載的倚"
                    + "據限額為限。",
                zhHans: "本机构向您，以及合理地信赖证书或其可核实的签名的人，保证证书的签发遵照法律、证书"
                    + "策略及电子认证业务规则。在法律允许的范围内，本机构对依赖方的法律责任以证书所载的"
                    + "信赖限额为限。")),
        Passage(
            clause: "6.27",
            text: Text(
                en: "The agreement ends when the certificate is revoked, when the "
                    + "authority accepts your request to end it early, or when the "
                    + "certificate expires and neither certificate nor key is renewed.",
                zhHant: "證書被撤銷、閣下提早終止的申請獲本機構接受，或證書期滿而未更新證書或密碼匙時，本"
                    + "協議即告終止。",
                zhHans: "证书被吊销、您提前终止的申请获本机构接受，或证书期满而未更新证书或密钥时，本协议"
                    + "即告终止。")),
    ]
}
