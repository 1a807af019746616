// How breaches read that the linter finds in CRLs and OCSP answers before they leave.

/// Breaches in CRLs.
public enum CertificateListFindings {
    public static let version = Text(
        en: "The CRL is version {found}, not 2.",
        zhHant: "清單版本是 {found}，而不是 2。",
        zhHans: "列表版本是 {found}，而不是 2。")

    public static let nextUpdate = Text(
        en: "The next update ({found}) is missing, not after this update, or later "
            + "than {latest}.",
        zhHant: "下次更新時間（{found}）欠缺、不在本次更新之後，或遲於 {latest}。",
        zhHans: "下次更新时间（{found}）缺失、不在本次更新之后，或晚于 {latest}。")

    public static let number = Text(
        en: "The CRL number is missing, critical or not greater than the last one "
            + "({found}, last {last}).",
        zhHant: "清單編號欠缺、標為關鍵或不大於上一個（{found}，上一個 {last}）。",
        zhHans: "列表编号缺失、标为关键或不大于上一个（{found}，上一个 {last}）。")

    public static let entryTime = Text(
        en: "The entry {serial} was revoked after this update ({found}).",
        zhHant: "條目 {serial} 的撤銷時間在本次更新之後（{found}）。",
        zhHans: "条目 {serial} 的吊销时间在本次更新之后（{found}）。")

    public static let entryRepeated = Text(
        en: "The serial number {serial} stands in the list more than once.",
        zhHant: "序號 {serial} 在清單中重複。",
        zhHans: "序列号 {serial} 在列表中重复。")

    public static let entryReason = Text(
        en: "The entry {serial} has the reason {found}, which does not stand in a full "
            + "CRL.",
        zhHant: "條目 {serial} 的原因 {found} 不可見於完整清單。",
        zhHans: "条目 {serial} 的原因 {found} 不可见于完整列表。")

    public static let listExtension = Text(
        en: "The extension {field} has no place in this CRL, or is marked wrongly.",
        zhHant: "清單不應有擴展項 {field}，或其關鍵標記不正確。",
        zhHans: "列表不应有扩展项 {field}，或其关键标记不正确。")

    public static let entryExtension = Text(
        en: "The entry {serial} has an extension that has no place there.",
        zhHant: "條目 {serial} 載有不應有的擴展項。",
        zhHans: "条目 {serial} 载有不应有的扩展项。")

    /// Every text, for the tests.
    public static let all: [Text] = [
        version,
        nextUpdate,
        number,
        entryTime,
        entryRepeated,
        entryReason,
        listExtension,
        entryExtension,
    ]
}

/// Breaches in OCSP answers.
public enum StatusAnswerFindings {
    public static let responder = Text(
        en: "The responder id does not name the signer's certificate.",
        zhHant: "回應者識別與簽署者的證書不符。",
        zhHans: "响应者标识与签名者的证书不符。")

    public static let times = Text(
        en: "The times of the answer do not follow one another: {field}.",
        zhHant: "回應的時間次序不正確：{field}。",
        zhHans: "响应的时间次序不正确：{field}。")

    public static let lifetime = Text(
        en: "The answer for {serial} is valid until {found}, beyond {latest}.",
        zhHant: "{serial} 的回應有效至 {found}，超過 {latest}。",
        zhHans: "{serial} 的响应有效至 {found}，超过 {latest}。")

    public static let certID = Text(
        en: "The answer for {serial} does not name the issuer.",
        zhHant: "{serial} 的回應所指的簽發者不正確。",
        zhHans: "{serial} 的响应所指的颁发者不正确。")

    public static let status = Text(
        en: "The answer for {serial} is {found}; the status is {expected}.",
        zhHant: "{serial} 的回應是 {found}，實際狀態是 {expected}。",
        zhHans: "{serial} 的响应是 {found}，实际状态是 {expected}。")

    public static let delegation = Text(
        en: "The signer is neither the issuer nor a responder that the issuer "
            + "certified for this.",
        zhHant: "簽署者既非簽發者，亦非獲其核證的回應者。",
        zhHans: "签名者既非颁发者，也非获其认证的响应者。")

    /// Every text, for the tests.
    public static let all: [Text] = [
        responder,
        times,
        lifetime,
        certID,
        status,
        delegation,
    ]
}
