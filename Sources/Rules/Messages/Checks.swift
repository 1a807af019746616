// What a relying party is told of each check that was made, or could not be made.

/// Checks of the path from the certificate to a trust anchor.
public enum PathChecks {
    public static let found = Text(
        en: "The certificate leads to the trust anchor {anchor}; certificates of authorities on "
            + "the way: {count}.",
        zhHant: "證書連至信任起點 {anchor}；途中的機關證書：{count} 張。",
        zhHans: "证书连至信任起点 {anchor}；途中的机构证书：{count} 张。")

    public static let issuerUnknown = Text(
        en: "No certificate of the issuer {issuer} is at hand, and it is no trust anchor.",
        zhHant: "手上沒有簽發者 {issuer} 的證書，它亦不是信任起點。",
        zhHans: "手上没有颁发者 {issuer} 的证书，它也不是信任起点。")

    public static let searchCut = Text(
        en: "The search for a path ended at a limit; the set of certificates handed in "
            + "is out of the ordinary.",
        zhHant: "尋找證書路徑時到達上限；所提交的證書組合異常。",
        zhHans: "查找证书路径时到达上限；所提交的证书组合异常。")

    public static let inputCut = Text(
        en: "More objects were handed in than are looked at ({kind}: {count}, at most "
            + "{limit}).",
        zhHant: "所提交的物件超過可處理的數目（{kind}：{count}，上限 {limit}）。",
        zhHans: "所提交的对象超过可处理的数目（{kind}：{count}，上限 {limit}）。")

    public static let signaturesValid = Text(
        en: "Each certificate of the path is signed by the one above it.",
        zhHant: "路徑上每張證書均由上一級簽署。",
        zhHans: "路径上每张证书均由上一级签署。")

    public static let signatureInvalid = Text(
        en: "The certificate {certificate} is not signed by its issuer's key.",
        zhHant: "證書 {certificate} 並非由其簽發者的密碼匙簽署。",
        zhHans: "证书 {certificate} 不是由其颁发者的密钥签署。")

    public static let keyUnusable = Text(
        en: "The key of the issuer of {certificate} is of a kind that cannot be "
            + "checked here.",
        zhHant: "證書 {certificate} 的簽發者密碼匙屬於無法在此查核的類型。",
        zhHans: "证书 {certificate} 的颁发者密钥属于无法在此查验的类型。")

    public static let withinValidity = Text(
        en: "Each certificate of the path is within its validity at {at}.",
        zhHant: "路徑上每張證書在 {at} 均在有效期內。",
        zhHans: "路径上每张证书在 {at} 均在有效期内。")

    public static let expired = Text(
        en: "The certificate {certificate} expired at {until}.",
        zhHant: "證書 {certificate} 已於 {until} 到期。",
        zhHans: "证书 {certificate} 已于 {until} 到期。")

    public static let notYetValid = Text(
        en: "The certificate {certificate} is valid from {from} only.",
        zhHant: "證書 {certificate} 自 {from} 起才有效。",
        zhHans: "证书 {certificate} 自 {from} 起才有效。")

    public static let authorities = Text(
        en: "Each authority of the path may certify what is below it.",
        zhHant: "路徑上每個機關均有權核證其下一級。",
        zhHans: "路径上每个机构均有权认证其下一级。")

    public static let notAnAuthority = Text(
        en: "The certificate {certificate} is not that of an authority.",
        zhHant: "證書 {certificate} 並非機關的證書。",
        zhHans: "证书 {certificate} 不是机构的证书。")

    public static let pathTooLong = Text(
        en: "More authorities stand below {certificate} than it allows.",
        zhHant: "{certificate} 之下的機關數目超過其容許的上限。",
        zhHans: "{certificate} 之下的机构数目超过其允许的上限。")

    public static let mayNotCertify = Text(
        en: "The key of {certificate} is not for signing certificates like those below it.",
        zhHant: "{certificate} 的密碼匙並非用於簽署其下的這類證書。",
        zhHans: "{certificate} 的密钥不是用于签署其下的这类证书。")

    public static let extensionsUnderstood = Text(
        en: "Every critical extension of the path is understood.",
        zhHant: "路徑上所有關鍵擴展項均可理解。",
        zhHans: "路径上所有关键扩展项均可理解。")

    public static let extensionUnknown = Text(
        en: "The certificate {certificate} has a critical extension that is not "
            + "understood: {field}.",
        zhHant: "證書 {certificate} 載有無法理解的關鍵擴展項：{field}。",
        zhHans: "证书 {certificate} 载有无法理解的关键扩展项：{field}。")

    public static let extensionUnreadable = Text(
        en: "The certificate {certificate} has an extension that cannot be read: {field}.",
        zhHant: "證書 {certificate} 載有無法讀取的擴展項：{field}。",
        zhHans: "证书 {certificate} 载有无法读取的扩展项：{field}。")

    public static let namesPermitted = Text(
        en: "Every name is one that the authorities above it may certify.",
        zhHant: "所有名稱均在上級機關可核證的範圍內。",
        zhHans: "所有名称均在上级机构可认证的范围内。")

    public static let nameNotPermitted = Text(
        en: "A name of {certificate} is outside what an authority above it may "
            + "certify: {name}.",
        zhHant: "{certificate} 的名稱超出上級機關可核證的範圍：{name}。",
        zhHans: "{certificate} 的名称超出上级机构可认证的范围：{name}。")

    public static let constraintUnsupported = Text(
        en: "An authority above {certificate} constrains a kind of name that cannot be "
            + "checked here.",
        zhHant: "{certificate} 的上級機關限制了無法在此查核的名稱類型。",
        zhHans: "{certificate} 的上级机构限制了无法在此查验的名称类型。")

    public static let policiesHold = Text(
        en: "A policy holds along the whole path: {policies}.",
        zhHant: "整條路徑均適用的證書政策：{policies}。",
        zhHans: "整条路径均适用的证书策略：{policies}。")

    public static let policiesUnrestricted = Text(
        en: "No policy is required, and none holds along the whole path.",
        zhHant: "沒有要求證書政策，整條路徑亦無共同的證書政策。",
        zhHans: "没有要求证书策略，整条路径也没有共同的证书策略。")

    public static let noPolicy = Text(
        en: "No accepted policy holds along the whole path.",
        zhHant: "沒有任何可接受的證書政策適用於整條路徑。",
        zhHans: "没有任何可接受的证书策略适用于整条路径。")

    public static let policiesTooMany = Text(
        en: "The policies of the path are too many to be worked out.",
        zhHant: "路徑上的證書政策過多，無法推算。",
        zhHans: "路径上的证书策略过多，无法推算。")

    public static let algorithmsRecognised = Text(
        en: "Keys and signatures belong to one category of approved algorithms: {family}.",
        zhHant: "密碼匙及簽署均屬同一類認可算法：{family}。",
        zhHans: "密钥及签名均属同一类认可算法：{family}。")

    public static let algorithmsTaken = Text(
        en: "Keys and signatures are of algorithms that are taken.",
        zhHant: "密碼匙及簽署均使用可接受的算法。",
        zhHans: "密钥及签名均使用可接受的算法。")

    public static let algorithmOutside = Text(
        en: "The certificate {certificate} uses an algorithm that is not approved "
            + "({algorithm}).",
        zhHant: "證書 {certificate} 使用未獲認可的算法（{algorithm}）。",
        zhHans: "证书 {certificate} 使用未获认可的算法（{algorithm}）。")

    public static let keyWeak = Text(
        en: "The key of {certificate} is weak: {weakness}.",
        zhHant: "證書 {certificate} 的密碼匙強度不足：{weakness}。",
        zhHans: "证书 {certificate} 的密钥强度不足：{weakness}。")

    public static let algorithmsMixed = Text(
        en: "The certificate {certificate} mixes two categories of algorithms.",
        zhHant: "證書 {certificate} 混用兩類算法。",
        zhHans: "证书 {certificate} 混用两类算法。")

    /// Every text, for the tests.
    public static let all: [Text] = [
        found,
        issuerUnknown,
        searchCut,
        inputCut,
        signaturesValid,
        signatureInvalid,
        keyUnusable,
        withinValidity,
        expired,
        notYetValid,
        authorities,
        notAnAuthority,
        pathTooLong,
        mayNotCertify,
        extensionsUnderstood,
        extensionUnknown,
        extensionUnreadable,
        namesPermitted,
        nameNotPermitted,
        constraintUnsupported,
        policiesHold,
        policiesUnrestricted,
        noPolicy,
        policiesTooMany,
        algorithmsRecognised,
        algorithmsTaken,
        algorithmOutside,
        keyWeak,
        algorithmsMixed,
    ]
}
