/// What every applicant declares with an application, word for word.
///
/// Who changes a word gives the next ``version``: what was declared is kept with the version and the digest
/// of all of it.
public enum DeclarationWords {
    public static let version: Int64 = 1

    /// A declaration, the clause that asks for it, and its words.
    public struct Declaration: Sendable {
        /// The member of `declarations` that says it.
        public let name: String
        public let clause: String
        public let text: Text
    }

    public static let all = [intellectualProperty, liability, trademark]

    public static let intellectualProperty = Declaration(
        name: "intellectualProperty", clause: "5.3a",
        text: Text(
            en: "I undertake that nothing that I state for the certificate infringes the "
                + "intellectual property of anybody.",
            zhHant: "本人承諾就證書所陳述的內容並不侵犯任何人的知識產權。",
            zhHans: "本人承诺就证书所陈述的内容不侵犯任何人的知识产权。"))
    public static let liability = Declaration(
        name: "liability", clause: "6.2c",
        text: Text(
            en: "What I state and hand in is true, reliable and complete. I bear the legal "
                + "liability for false or forged information.",
            zhHant: "本人所陳述及提交的資料真實、可靠、完整。如提供虛假或偽造資料，本人承擔法律責任。",
            zhHans: "本人所陈述及提交的资料真实、可靠、完整。如提供虚假或伪造资料，本人承担法律责任。"))
    public static let trademark = Declaration(
        name: "trademark", clause: "5.3b",
        text: Text(
            en: "I answer whether the contents of the certificate hold a trademark; if they do, I "
                + "hand in the document of its registration.",
            zhHant: "本人說明證書內容是否含有商標；如有，則提交商標註冊文件。",
            zhHans: "本人说明证书内容是否含有商标；如有，则提交商标注册文件。"))
}

extension RefusalCode {
    public static func declarationMissing(
        _ declaration: DeclarationWords.Declaration
    ) -> RefusalCode {
        let text = declaration.text
        return RefusalCode(
            "application.declarationMissing", clause: declaration.clause,
            en: (
                "The application lacks a declaration: \"\(text.english)\"",
                "Who declares it says so: `kapok apply` with --declare, and with --trademark yes or "
                    + "no."
            ),
            zhHant: (
                "申請欠缺聲明：「\(text.traditionalChinese)」",
                "如作此聲明，請在 `kapok apply` 加上 --declare，並以 --trademark yes 或 no 作答。"
            ),
            zhHans: (
                "申请缺少声明：“\(text.simplifiedChinese)”",
                "如作此声明，请在 `kapok apply` 加上 --declare，并以 --trademark yes 或 no 作答。"
            ))
    }

    public static let declarationsOther = RefusalCode(
        "application.declarationsOther", clause: "5.3a",
        en: (
            "The application declares words that are not in force: version {said}.",
            "The words in force are version {version}; the digest of their three texts is {digest}."
        ),
        zhHant: ("申請所聲明的文本並非現行版本：第 {said} 版。", "現行為第 {version} 版，三種語文文本的摘要為 {digest}。"),
        zhHans: ("申请所声明的文本并非现行版本：第 {said} 版。", "现行为第 {version} 版，三种语言文本的摘要为 {digest}。"))
}
