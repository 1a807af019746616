// What a relying party is told of the certificate itself and of its status.

/// Checks of the certificate itself.
public enum CertificateChecks {
    public static let policyRecognised = Text(
        en: "The certificate carries the policy of mutual recognition ({policy}).",
        zhHant: "證書載有互認的證書政策（{policy}）。",
        zhHans: "证书载有互认的证书策略（{policy}）。")

    public static let policyNotRecognised = Text(
        en: "The certificate carries no policy of mutual recognition ({policies}).",
        zhHant: "證書沒有互認的證書政策（{policies}）。",
        zhHans: "证书没有互认的证书策略（{policies}）。")

    public static let holderSubscriber = Text(
        en: "The certificate is that of a subscriber, not of an authority.",
        zhHant: "這是登記人的證書，並非機關的證書。",
        zhHans: "这是订户的证书，不是机构的证书。")

    public static let holderAuthority = Text(
        en: "The certificate is that of an authority: its key is for certificates, not for "
            + "what a person or an organisation signs.",
        zhHant: "這是機關的證書：其密碼匙用於簽發證書，並非供個人或機構簽署。",
        zhHans: "这是机构的证书：其密钥用于签发证书，不供个人或组织签名。")

    public static let keyUsageFits = Text(
        en: "The key is for signatures.",
        zhHant: "密碼匙可用於簽署。",
        zhHans: "密钥可用于签名。")

    public static let keyUsageOther = Text(
        en: "The key is not for signatures ({usage}).",
        zhHant: "密碼匙並非用於簽署（{usage}）。",
        zhHans: "密钥不是用于签名（{usage}）。")

    public static let keyPeriodHolds = Text(
        en: "The moment lies within the usage period of the private key.",
        zhHant: "該時刻在私人密碼匙的使用期內。",
        zhHans: "该时刻在私钥的使用期内。")

    public static let keyPeriodOver = Text(
        en: "The moment lies outside the usage period of the private key: afterwards "
            + "the public key only verifies what was signed before.",
        zhHant: "該時刻不在私人密碼匙的使用期內：期後公開密碼匙只可核實之前的簽署。",
        zhHans: "该时刻不在私钥的使用期内：期后公钥只可验证之前的签名。")

    public static let limitStated = Text(
        en: "The issuer answers for up to {limit}.",
        zhHant: "簽發者的倚據限額為 {limit}。",
        zhHans: "颁发者的赔偿限额为 {limit}。")

    public static let limitNotStated = Text(
        en: "The certificate states no reliance limit; see the issuer's certification "
            + "practice statement.",
        zhHant: "證書沒有載明倚據限額；請查閱簽發者的核證作業準則。",
        zhHans: "证书没有载明赔偿限额；请查阅颁发者的电子认证业务规则。")

    public static let methodStated = Text(
        en: "The person was identified by method {method}.",
        zhHant: "該人的身份審核方式：{method}。",
        zhHans: "该人的身份审核方式：{method}。")

    public static let methodNotStated = Text(
        en: "The certificate does not state how the person was identified.",
        zhHant: "證書沒有載明身份審核方式。",
        zhHans: "证书没有载明身份审核方式。")

    public static let methodOfOrganisation = Text(
        en: "The certificate is that of an organisation; no method of identifying a "
            + "person applies.",
        zhHant: "這是機構證書，不涉及個人身份審核方式。",
        zhHans: "这是机构证书，不涉及个人身份审核方式。")

    public static let environmentProduction = Text(
        en: "The certificates are marked as real ones, or not marked as test ones.",
        zhHant: "證書標明為正式證書，或沒有標明為測試證書。",
        zhHans: "证书标明为正式证书，或没有标明为测试证书。")

    public static let environmentTest = Text(
        en: "TEST: the certificates are of a test environment and bind nobody.",
        zhHant: "測試：這些是測試環境的證書，對任何人均無約束力。",
        zhHans: "测试：这些是测试环境的证书，对任何人均无约束力。")

    public static let environmentMixed = Text(
        en: "The certificates of the path are marked for different environments.",
        zhHant: "路徑上的證書標示不同的環境。",
        zhHans: "路径上的证书标示不同的环境。")

    /// Every text, for the tests.
    public static let all: [Text] = [
        policyRecognised,
        policyNotRecognised,
        holderSubscriber,
        holderAuthority,
        keyUsageFits,
        keyUsageOther,
        keyPeriodHolds,
        keyPeriodOver,
        limitStated,
        limitNotStated,
        methodStated,
        methodNotStated,
        methodOfOrganisation,
        environmentProduction,
        environmentTest,
        environmentMixed,
    ]
}

/// Checks of revocation and suspension.
public enum StatusChecks {
    public static let good = Text(
        en: "The certificate {certificate} is neither revoked nor suspended, says "
            + "{source} of {at}.",
        zhHant: "根據 {at} 的 {source}，證書 {certificate} 未被撤銷或暫時吊銷。",
        zhHans: "根据 {at} 的 {source}，证书 {certificate} 未被吊销或挂起。")

    public static let revokedLater = Text(
        en: "The certificate {certificate} was revoked at {date}, after the moment "
            + "that is judged.",
        zhHant: "證書 {certificate} 於 {date} 被撤銷，在所判斷的時刻之後。",
        zhHans: "证书 {certificate} 于 {date} 被吊销，在所判断的时刻之后。")

    public static let authorityRevokedLater = Text(
        en: "The authority's certificate {certificate} was revoked at {date} ({reason}), after the "
            + "moment that is judged. Who holds its key since could date certificates back, and "
            + "nothing here proves that the one below it existed at that moment.",
        zhHant: "機關證書 {certificate} 於 {date} 被撤銷（{reason}），在所判斷的時刻之後。"
            + "此後持有其密碼匙的人可倒填證書日期，而此處並無證明其下的證書在該時刻已經存在。",
        zhHans: "机构证书 {certificate} 于 {date} 被吊销（{reason}），在所判断的时刻之后。"
            + "此后持有其密钥的人可倒填证书日期，而此处没有证明其下的证书在该时刻已经存在。")

    public static let revoked = Text(
        en: "The certificate {certificate} was revoked at {date} ({reason}).",
        zhHant: "證書 {certificate} 已於 {date} 被撤銷（{reason}）。",
        zhHans: "证书 {certificate} 已于 {date} 被吊销（{reason}）。")

    public static let revokedBackwards = Text(
        en: "The certificate {certificate} was revoked at {date} ({reason}); its issuer counts "
            + "it as invalid since {since}.",
        zhHant: "證書 {certificate} 已於 {date} 被撤銷（{reason}）；簽發者指明自 {since} 起無效。",
        zhHans: "证书 {certificate} 已于 {date} 被吊销（{reason}）；颁发者指明自 {since} 起无效。")

    public static let suspended = Text(
        en: "The certificate {certificate} has been suspended since {date}.",
        zhHant: "證書 {certificate} 自 {date} 起被暫時吊銷。",
        zhHans: "证书 {certificate} 自 {date} 起被挂起。")

    public static let noEvidence = Text(
        en: "There is no CRL or OCSP answer about {certificate}.",
        zhHant: "沒有關於證書 {certificate} 的撤銷清單或 OCSP 回應。",
        zhHans: "没有关于证书 {certificate} 的吊销列表或 OCSP 响应。")

    public static let notCurrent = Text(
        en: "No CRL or OCSP answer about {certificate} is current at {at}.",
        zhHant: "沒有在 {at} 時有效的撤銷清單或 OCSP 回應涉及證書 {certificate}。",
        zhHans: "没有在 {at} 时有效的吊销列表或 OCSP 响应涉及证书 {certificate}。")

    public static let notAuthentic = Text(
        en: "No CRL or OCSP answer about {certificate} is signed by who may say so.",
        zhHant: "涉及證書 {certificate} 的撤銷清單或 OCSP 回應並非由有權者簽署。",
        zhHans: "涉及证书 {certificate} 的吊销列表或 OCSP 响应不是由有权者签署。")

    public static let incomplete = Text(
        en: "The CRLs about {certificate} do not cover all reasons for revocation.",
        zhHant: "涉及證書 {certificate} 的撤銷清單未涵蓋所有撤銷原因。",
        zhHans: "涉及证书 {certificate} 的吊销列表未涵盖所有吊销原因。")

    public static let unknownToResponder = Text(
        en: "The responder does not know the certificate {certificate}.",
        zhHant: "OCSP 回應者不知悉證書 {certificate}。",
        zhHans: "OCSP 响应者不知道证书 {certificate}。")

    public static let limitReached = Text(
        en: "The status objects handed in are too many to be checked.",
        zhHant: "所提交的狀態物件過多，無法查核。",
        zhHans: "所提交的状态对象过多，无法查验。")

    /// Every text, for the tests.
    public static let all: [Text] = [
        good,
        revokedLater,
        authorityRevokedLater,
        revoked,
        revokedBackwards,
        suspended,
        noEvidence,
        notCurrent,
        notAuthentic,
        incomplete,
        unknownToResponder,
        limitReached,
    ]
}
