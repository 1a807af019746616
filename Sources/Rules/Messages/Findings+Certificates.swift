// How breaches read that the linter finds in certificates, CRLs and OCSP answers before they leave.

/// Breaches in certificates.
public enum CertificateFindings {
    public static let encoding = Text(
        en: "The bytes are not what they should be: {reason}.",
        zhHant: "內容的編碼不正確：{reason}。",
        zhHans: "内容的编码不正确：{reason}。")

    public static let version = Text(
        en: "The version is {found}, not 3.",
        zhHant: "版本是 {found}，而不是 3。",
        zhHans: "版本是 {found}，而不是 3。")

    public static let serialNumber = Text(
        en: "The serial number {found} is not of 20 octets, the first 01 to 7f.",
        zhHant: "序號 {found} 並非 20 個八位元組而首位元組為 01 至 7f。",
        zhHans: "序列号 {found} 不是 20 个字节且首字节为 01 至 7f。")

    public static let signatureAlgorithm = Text(
        en: "The signature algorithm {found} does not belong to the category {family}.",
        zhHant: "簽署算法 {found} 不屬於 {family} 類別。",
        zhHans: "签名算法 {found} 不属于 {family} 类别。")

    public static let keyAlgorithm = Text(
        en: "The certified key ({found}) does not belong to the category {family}.",
        zhHant: "所核證的密碼匙（{found}）不屬於 {family} 類別。",
        zhHans: "所认证的密钥（{found}）不属于 {family} 类别。")

    public static let keyWeak = Text(
        en: "The certified key is weak: {found}.",
        zhHant: "所核證的密碼匙強度不足：{found}。",
        zhHans: "所认证的密钥强度不足：{found}。")

    public static let issuerName = Text(
        en: "The issuer {found} is not the authority {expected}.",
        zhHant: "簽發者 {found} 並非機關 {expected}。",
        zhHans: "颁发者 {found} 不是机构 {expected}。")

    public static let subjectMissing = Text(
        en: "The certificate names no subject.",
        zhHant: "證書沒有主體名稱。",
        zhHans: "证书没有主体名称。")

    public static let validityLimit = Text(
        en: "The certificate is valid until {found}, beyond {years} years ({latest}).",
        zhHant: "證書有效至 {found}，超過 {years} 年（{latest}）。",
        zhHans: "证书有效至 {found}，超过 {years} 年（{latest}）。")

    public static let validityWithinIssuer = Text(
        en: "The certificate is valid outside the period of its issuer's key "
            + "({earliest} to {latest}).",
        zhHant: "證書的有效期超出簽發者密碼匙的使用期（{earliest} 至 {latest}）。",
        zhHans: "证书的有效期超出颁发者密钥的使用期（{earliest} 至 {latest}）。")

    public static let nameStringType = Text(
        en: "{field} is written as {found}, not as {expected}.",
        zhHant: "{field} 的字串類型是 {found}，應為 {expected}。",
        zhHans: "{field} 的字符串类型是 {found}，应为 {expected}。")

    public static let nameValue = Text(
        en: "{field} has what a name may not have: {reason} {codePoint}",
        zhHant: "{field} 含有名稱不可用的內容：{reason} {codePoint}",
        zhHans: "{field} 含有名称不可用的内容：{reason} {codePoint}")

    public static let nameRepeated = Text(
        en: "{field} stands in the name more than once.",
        zhHant: "{field} 在名稱中重複出現。",
        zhHans: "{field} 在名称中重复出现。")

    public static let namePseudonym = Text(
        en: "The name holds a pseudonym or none at all ({field}).",
        zhHant: "名稱是假名或匿名（{field}）。",
        zhHans: "名称是假名或匿名（{field}）。")

    public static let nameNotVetted = Text(
        en: "The commonName is not the vetted name.",
        zhHant: "commonName 並非經核實的名稱。",
        zhHans: "commonName 不是经核实的名称。")

    public static let nameOrganisationDiffers = Text(
        en: "The commonName is not the organizationName.",
        zhHant: "commonName 與 organizationName 不同。",
        zhHans: "commonName 与 organizationName 不同。")

    public static let notAsVetted = Text(
        en: "{field} is not as vetted.",
        zhHant: "{field} 與經核實的資料不符。",
        zhHans: "{field} 与经核实的资料不符。")

    public static let nameCountry = Text(
        en: "{found} is not a country code of ISO 3166-1.",
        zhHant: "{found} 並非 ISO 3166-1 的國家或地區代碼。",
        zhHans: "{found} 不是 ISO 3166-1 的国家或地区代码。")

    public static let nameIncomplete = Text(
        en: "The name lacks {field}.",
        zhHant: "名稱欠缺 {field}。",
        zhHans: "名称缺少 {field}。")

    public static let nameNotOfProfile = Text(
        en: "The profile has no place for {field} in the name.",
        zhHant: "此證書類別的名稱不設 {field}。",
        zhHans: "此证书类别的名称不设 {field}。")

    public static let policies = Text(
        en: "The policies are {found}; they have to be {expected}.",
        zhHant: "證書政策是 {found}，應為 {expected}。",
        zhHans: "证书策略是 {found}，应为 {expected}。")

    public static let policyNotice = Text(
        en: "The user notice breaks a limit: {reason}.",
        zhHant: "用戶通告不合規：{reason}。",
        zhHans: "用户通告不合规：{reason}。")

    public static let method = Text(
        en: "The identity-verification method is not stated as vetted, both as notice "
            + "and as extension (notice: {notice}, extension: {extension}).",
        zhHant: "身份審核方式沒有按核實結果同時載於通告及擴展項（通告：{notice}，擴展項：{extension}）。",
        zhHans: "身份审核方式没有按核实结果同时载于通告及扩展项（通告：{notice}，扩展项：{extension}）。")

    public static let unverified = Text(
        en: "What was not verified is not named as such: {expected}.",
        zhHant: "未經核實的資料沒有如實標明：{expected}。",
        zhHans: "未经核实的资料没有如实标明：{expected}。")

    public static let identityNumbers = Text(
        en: "Numbers of identity documents are not stated as the practice says (found: {found}, "
            + "expected: {expected}).",
        zhHant: "證件號碼沒有按作業設定載明（載有：{found}，應有：{expected}）。",
        zhHans: "证件号码没有按业务设置载明（载有：{found}，应有：{expected}）。")

    public static let relianceLimit = Text(
        en: "The reliance limit is not stated as {expected} (notice: {notice}, "
            + "statement: {statement}).",
        zhHant: "倚據限額沒有載明為 {expected}（通告：{notice}，聲明：{statement}）。",
        zhHans: "赔偿限额没有载明为 {expected}（通告：{notice}，声明：{statement}）。")

    public static let privateKeyUsagePeriod = Text(
        en: "The usage period of the private key is not the validity of the certificate.",
        zhHant: "私人密碼匙的使用期與證書有效期不同。",
        zhHans: "私钥的使用期与证书有效期不同。")

    public static let basicConstraints = Text(
        en: "The basic constraints are {found}; they have to be {expected}.",
        zhHant: "基本限制是 {found}，應為 {expected}。",
        zhHans: "基本限制是 {found}，应为 {expected}。")

    public static let keyUsage = Text(
        en: "The key usage is {found}; it has to be {expected} and critical.",
        zhHant: "密碼匙用途是 {found}，應為 {expected} 並標為關鍵。",
        zhHans: "密钥用法是 {found}，应为 {expected} 并标为关键。")

    public static let extendedKeyUsage = Text(
        en: "The extended key usage is {found}; it has to be {expected}.",
        zhHant: "擴展密碼匙用途是 {found}，應為 {expected}。",
        zhHans: "扩展密钥用法是 {found}，应为 {expected}。")

    public static let subjectKeyIdentifier = Text(
        en: "The subject key identifier is not that of the certified key.",
        zhHant: "主體密碼匙識別碼並非所核證密碼匙的識別碼。",
        zhHans: "主体密钥标识符不是所认证密钥的标识符。")

    public static let authorityKeyIdentifier = Text(
        en: "The authority key identifier is not that of the issuer's key.",
        zhHant: "機關密碼匙識別碼並非簽發者密碼匙的識別碼。",
        zhHans: "机构密钥标识符不是颁发者密钥的标识符。")

    public static let distributionPoints = Text(
        en: "The CRL distribution points are not the addresses of the issuer's CRL.",
        zhHant: "證書撤銷清單分發點並非簽發者清單的網址。",
        zhHans: "证书吊销列表分发点不是颁发者列表的网址。")

    public static let informationAccess = Text(
        en: "The authority information access is not that of the issuer: {field}.",
        zhHant: "機關資訊存取與簽發者的設定不符：{field}。",
        zhHans: "机构信息访问与颁发者的设置不符：{field}。")

    public static let alternativeName = Text(
        en: "The subject alternative name is not the vetted e-mail address alone.",
        zhHant: "主體別名並非只含經核實的電郵地址。",
        zhHans: "主体别名不是仅含经核实的电子邮件地址。")

    public static let extensionUndecodable = Text(
        en: "The extension {field} cannot be read: {reason}.",
        zhHant: "擴展項 {field} 無法讀取：{reason}。",
        zhHans: "扩展项 {field} 无法读取：{reason}。")

    public static let extensionNotOfProfile = Text(
        en: "The profile has no place for the extension {field}.",
        zhHant: "此證書類別不設擴展項 {field}。",
        zhHans: "此证书类别不设扩展项 {field}。")

    public static let extensionCriticality = Text(
        en: "The extension {field} is critical: {found}; expected: {expected}.",
        zhHant: "擴展項 {field} 的關鍵標記是 {found}，應為 {expected}。",
        zhHans: "扩展项 {field} 的关键标记是 {found}，应为 {expected}。")

    public static let environment = Text(
        en: "The environment is not marked as {expected}: {field}.",
        zhHant: "環境沒有標明為 {expected}：{field}。",
        zhHans: "环境没有标明为 {expected}：{field}。")

    public static let noCheck = Text(
        en: "The responder's certificate does not say that it is not to be checked.",
        zhHant: "回應者證書沒有載明無需查核其狀態。",
        zhHans: "响应者证书没有载明无需查验其状态。")

    public static let uniqueIdentifier = Text(
        en: "The certificate holds an issuer or subject unique identifier.",
        zhHant: "證書載有簽發者或主體的唯一識別碼。",
        zhHans: "证书载有颁发者或主体的唯一标识符。")

    public static let signatureInvalid = Text(
        en: "The signature does not belong to the contents and the issuer's key.",
        zhHant: "簽署與內容及簽發者的密碼匙不符。",
        zhHans: "签名与内容及颁发者的密钥不符。")

    public static let contentsChanged = Text(
        en: "What was signed is not what was approved.",
        zhHant: "所簽署的內容與獲批准的內容不同。",
        zhHans: "所签署的内容与获批准的内容不同。")

    /// Every text, for the tests.
    public static let all: [Text] = [
        encoding,
        version,
        serialNumber,
        signatureAlgorithm,
        keyAlgorithm,
        keyWeak,
        issuerName,
        subjectMissing,
        validityLimit,
        validityWithinIssuer,
        nameStringType,
        nameValue,
        nameRepeated,
        namePseudonym,
        nameNotVetted,
        nameOrganisationDiffers,
        notAsVetted,
        nameCountry,
        nameIncomplete,
        nameNotOfProfile,
        policies,
        policyNotice,
        method,
        unverified,
        identityNumbers,
        relianceLimit,
        privateKeyUsagePeriod,
        basicConstraints,
        keyUsage,
        extendedKeyUsage,
        subjectKeyIdentifier,
        authorityKeyIdentifier,
        distributionPoints,
        informationAccess,
        alternativeName,
        extensionUndecodable,
        extensionNotOfProfile,
        extensionCriticality,
        environment,
        noCheck,
        uniqueIdentifier,
        signatureInvalid,
        contentsChanged,
    ]
}
