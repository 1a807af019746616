extension CommandLineOption {
    public static let campaign = Text(
        en: "The campaign: cam-….", zhHant: "行動：cam-…。", zhHans: "行动：cam-…。")
    public static let campaignState = Text(
        en: "Those in this state: waiting, paused, running, stopped, done.",
        zhHant: "屬此狀態者：waiting、paused、running、stopped、done。",
        zhHans: "属此状态者：waiting、paused、running、stopped、done。")
    public static let cohortCategory = Text(
        en: "Certificates of persons or of organisations: personal, organisation.",
        zhHant: "個人或機構的證書：personal、organisation。",
        zhHans: "个人或机构的证书：personal、organisation。")
    public static let cohortFrom = Text(
        en: "Issued at this time or later.", zhHant: "於此時間或其後簽發。",
        zhHans: "在此时间或其后签发。")
    public static let cohortUntil = Text(
        en: "Issued at this time or earlier.", zhHant: "於此時間或之前簽發。",
        zhHans: "在此时间或之前签发。")
    public static let cohortProof = Text(
        en: "With an item of evidence of this kind in the dossier, such as identityDocument.",
        zhHant: "檔案內有此類證據，例如 identityDocument。",
        zhHans: "档案内有此类证据，例如 identityDocument。")
    public static let cohortSource = Text(
        en: "With an item of evidence from this source.", zhHant: "有證據出自此來源。",
        zhHans: "有证据出自此来源。")
    public static let cohortSourceVersion = Text(
        en: "By this version of the source or its connector.", zhHant: "屬該來源或其連接器的此版本。",
        zhHans: "属该来源或其连接器的此版本。")
    public static let cohortPlace = Text(
        en: "With an item of evidence that was taken at this place.",
        zhHant: "有證據取自此地點。", zhHans: "有证据取自此地点。")
    public static let cohortRules = Text(
        en: "With an item of evidence that was taken by this version of the rules.",
        zhHant: "有證據按此版本的規則收取。", zhHans: "有证据按此版本的规则收取。")
    public static let cohortOfficer = Text(
        en: "Vetted by this officer, or with evidence that this officer put down.",
        zhHant: "由此人員審核，或有證據由此人員記入。", zhHans: "由此人员审核，或有证据由此人员记入。")
    public static let cohortPractice = Text(
        en: "Completed while this version of the practice was in force.",
        zhHant: "於此版本的作業設定生效期間完成簽發。", zhHans: "在此版本的业务设置生效期间完成签发。")
    public static let cohortAlgorithm = Text(
        en: "With a key of this kind: RSA-2048, RSA-3072, RSA-4096, SM2, P-256, P-384, Ed25519.",
        zhHant: "密碼匙屬此類：RSA-2048、RSA-3072、RSA-4096、SM2、P-256、P-384、Ed25519。",
        zhHans: "密钥属此类：RSA-2048、RSA-3072、RSA-4096、SM2、P-256、P-384、Ed25519。")
    public static let cohortAsOf = Text(
        en: "As things stood behind this entry of the journal; the newest if not given.",
        zhHant: "以日誌此項之後的情況為準；不填即為最新一項。",
        zhHans: "以日志此项之后的情况为准；不填即为最新一项。")
    public static let cohortDigest = Text(
        en: "The digest of the cohort, as the preview showed it.", zhHant: "預覽所示的證書羣組摘要。",
        zhHans: "预览所示的证书群组摘要。")
    public static let campaignBegins = Text(
        en: "When the first slice is revoked.", zhHant: "首批證書的撤銷時間。",
        zhHans: "首批证书的吊销时间。")
    public static let campaignDeadline = Text(
        en: "By when all are revoked.", zhHant: "全部證書的撤銷限期。", zhHans: "全部证书的吊销期限。")
    public static let campaignFirstSlice = Text(
        en: "How many certificates are revoked before a third person looks at them: at most 1000 "
            + "and half of the cohort.",
        zhHant: "第三人檢視前撤銷多少張證書：最多 1000 張，且不多於羣組的一半。",
        zhHans: "第三人查看前吊销多少张证书：最多 1000 张，且不多于群组的一半。")
}
