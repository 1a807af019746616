extension CommandLineOption {
    public static let corrects = Text(
        en: "The next version of this proposal, which was returned to you for correction.",
        zhHant: "作為此項退回予你更正的提議的新版本。", zhHans: "作为此项退回给你更正的提议的新版本。")
    public static let proposalState = Text(
        en: "Those in this state: pending, returned, refused, withdrawn, corrected, done.",
        zhHant: "屬此狀態者：pending、returned、refused、withdrawn、corrected、done。",
        zhHans: "属此状态者：pending、returned、refused、withdrawn、corrected、done。")
    public static let allOfKind = Text(
        en: "All that wait for signatures of this operation and lack yours, such as "
            + "practice.change.",
        zhHant: "所有待簽而尚欠你簽署的此類操作，例如 practice.change。",
        zhHans: "所有待签而尚缺你签名的此类操作，例如 practice.change。")
    public static let ownWords = Text(
        en: "Why, in your own words; kept with the proposal, apart from the journal.",
        zhHant: "以你自己的話說明理由；與提議一併保存，不載於日誌。",
        zhHans: "用你自己的话说明理由；与提议一并保存，不载于日志。")
    public static let fieldToCorrect = Text(
        en: "What is to be corrected, such as commonName or settings.crlPeriodHours.",
        zhHant: "須更正的欄位，例如 commonName 或 settings.crlPeriodHours。",
        zhHans: "须更正的字段，例如 commonName 或 settings.crlPeriodHours。")
}
