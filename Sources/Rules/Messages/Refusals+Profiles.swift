// Refusals of the profiles: what a certificate may contain.

extension RefusalCode {
    public static let profileAttributeMissing = RefusalCode(
        "profile.attributeMissing", clause: "5.1",
        en: (
            "The profile {profile} needs {field}.",
            "Give it as vetted; for organisations, one of the identifiers is enough."
        ),
        zhHant: (
            "證書類別 {profile} 必須有 {field}。",
            "請填寫經核實的資料；機構只需其中一項識別編號。"
        ),
        zhHans: (
            "证书类别 {profile} 必须有 {field}。",
            "请填写经核实的资料；机构只需其中一项识别编号。"
        ))

    public static let profileAttributeNotAllowed = RefusalCode(
        "profile.attributeNotAllowed", clause: "5.1",
        en: (
            "The profile {profile} has no place for {field}.",
            "Leave it out, or choose the profile that has it."
        ),
        zhHant: (
            "證書類別 {profile} 不設 {field}。",
            "請刪除此欄，或選用設有此欄的證書類別。"
        ),
        zhHans: (
            "证书类别 {profile} 不设 {field}。",
            "请删除此字段，或选用设有此字段的证书类别。"
        ))

    public static let profileAttributeRepeated = RefusalCode(
        "profile.attributeRepeated", clause: "5.2a",
        en: (
            "{field} is given more than once; a name leads to one person or organisation.",
            "Give it once."
        ),
        zhHant: (
            "{field} 重複；名稱只可指向一個人或一個機構。",
            "請只填寫一次。"
        ),
        zhHans: (
            "{field} 重复；名称只可指向一个人或一个机构。",
            "请只填写一次。"
        ))

    public static let profileAttributeUnverified = RefusalCode(
        "profile.attributeUnverified", clause: "5.7",
        en: (
            "{field} was not verified, and the profile {profile} does not declare it as "
                + "unverified.",
            "Verify it, or leave it out."
        ),
        zhHant: (
            "{field} 未經核實，而證書類別 {profile} 並未聲明此欄可不經核實。",
            "請先核實，或刪除此欄。"
        ),
        zhHans: (
            "{field} 未经核实，而证书类别 {profile} 并未声明此字段可不经核实。",
            "请先核实，或删除此字段。"
        ))

    public static let profileNameDiffers = RefusalCode(
        "profile.nameDiffers", clause: "5.2c",
        en: (
            "The commonName is not the name of the organisation.",
            "Write both as the organisation is registered."
        ),
        zhHant: (
            "commonName 與機構名稱不同。",
            "請按機構登記的名稱填寫兩者。"
        ),
        zhHans: (
            "commonName 与机构名称不同。",
            "请按机构登记的名称填写两者。"
        ))

    public static let profileMethodMissing = RefusalCode(
        "profile.methodMissing", clause: "5.6b",
        en: (
            "The method by which the person was identified is not stated.",
            "Vet the person by method A or B (5.5); the certificate states which."
        ),
        zhHant: (
            "沒有說明審核個人身份的方式。",
            "請按方式 A 或 B（5.5）審核身份；證書會載明所用方式。"
        ),
        zhHans: (
            "没有说明审核个人身份的方式。",
            "请按方式 A 或 B（5.5）审核身份；证书会载明所用方式。"
        ))

    public static let profileMethodNotAllowed = RefusalCode(
        "profile.methodNotAllowed", clause: "5.6b",
        en: (
            "The profile {profile} certifies no person, so it states no method of "
                + "identifying one.",
            "Leave the method out."
        ),
        zhHant: (
            "證書類別 {profile} 並非個人證書，不載明個人身份審核方式。",
            "請不要提供審核方式。"
        ),
        zhHans: (
            "证书类别 {profile} 不是个人证书，不载明个人身份审核方式。",
            "请不要提供审核方式。"
        ))

    public static let profileLimitMissing = RefusalCode(
        "profile.limitMissing", clause: "11.1",
        en: (
            "No reliance limit is set for {profile} certificates.",
            "Set one in the practice settings; a limit of zero is allowed."
        ),
        zhHant: (
            "證書類別 {profile} 沒有設定倚據限額。",
            "請在作業設定中訂明；限額可以是零。"
        ),
        zhHans: (
            "证书类别 {profile} 没有设定赔偿限额。",
            "请在业务设置中订明；限额可以是零。"
        ))

    public static let profileValidityTooLong = RefusalCode(
        "profile.validityTooLong", clause: "8.15e",
        en: (
            "The validity is longer than {years} years, the most for {profile} certificates.",
            "End it at {latest} or earlier."
        ),
        zhHant: (
            "有效期超過 {years} 年，即 {profile} 證書的上限。",
            "請將到期時間定於 {latest} 或之前。"
        ),
        zhHans: (
            "有效期超过 {years} 年，即 {profile} 证书的上限。",
            "请将到期时间定于 {latest} 或之前。"
        ))

    public static let profileOutlivesIssuer = RefusalCode(
        "profile.outlivesIssuer", clause: "8.15c",
        en: (
            "The certificate would be valid outside the period of its issuer's key "
                + "({earliest} to {latest}).",
            "Shorten the validity, or issue from an authority with a newer key."
        ),
        zhHant: (
            "證書的有效期超出簽發者密碼匙的使用期（{earliest} 至 {latest}）。",
            "請縮短有效期，或由使用較新密碼匙的機關簽發。"
        ),
        zhHans: (
            "证书的有效期超出签发者密钥的使用期（{earliest} 至 {latest}）。",
            "请缩短有效期，或由使用较新密钥的机构签发。"
        ))

    public static let profileKeyOutsideCategory = RefusalCode(
        "profile.keyOutsideCategory", clause: "A2.4",
        en: (
            "The key ({key}) does not belong to the {family} category.",
            "Make a new key pair: RSA of 2048 to 8192 bits, or SM2, as the authority issues."
        ),
        zhHant: (
            "密碼匙（{key}）不屬於 {family} 類別。",
            "請按機關所簽發的類別產生新密碼匙：2048 至 8192 位元的 RSA，或 SM2。"
        ),
        zhHans: (
            "密钥（{key}）不属于 {family} 类别。",
            "请按机构所签发的类别生成新密钥：2048 至 8192 位的 RSA，或 SM2。"
        ))

    public static let profileKeyWeak = RefusalCode(
        "profile.keyWeak", clause: "8.8c",
        en: (
            "The key is weak: {weakness}.",
            "Make a new key pair with current software."
        ),
        zhHant: (
            "密碼匙強度不足：{weakness}。",
            "請以現行軟件產生新密碼匙。"
        ),
        zhHans: (
            "密钥强度不足：{weakness}。",
            "请以现行软件生成新密钥。"
        ))

    public static let profileSignatureOutsideCategory = RefusalCode(
        "profile.signatureOutsideCategory", clause: "A2.4",
        en: (
            "The signature algorithm {algorithm} does not belong to the {family} category.",
            "Choose an authority and algorithm of the same category as the key."
        ),
        zhHant: (
            "簽署算法 {algorithm} 不屬於 {family} 類別。",
            "請選用與密碼匙同一類別的機關及算法。"
        ),
        zhHans: (
            "签名算法 {algorithm} 不属于 {family} 类别。",
            "请选用与密钥同一类别的机构及算法。"
        ))

    public static let profileSerialMalformed = RefusalCode(
        "profile.serialMalformed", clause: "RFC 5280 §4.1.2.2",
        en: (
            "The serial number is not of 20 octets, the first 01 to 7f.",
            "Reserve a serial number; it is never chosen by hand."
        ),
        zhHant: (
            "序號並非 20 個八位元組而首位元組為 01 至 7f。",
            "請由系統預留序號；序號不可自行選定。"
        ),
        zhHans: (
            "序列号不是 20 个字节且首字节为 01 至 7f。",
            "请由系统预留序列号；序列号不可自行选定。"
        ))

    public static let profileEnvironmentMark = RefusalCode(
        "profile.environmentMark", clause: "8.22b",
        en: (
            "The name {name} does not fit the environment {environment}: names of "
                + "authorities say TEST in test, and only there.",
            "Write the name with TEST in test, without it in production."
        ),
        zhHant: (
            "名稱 {name} 與環境 {environment} 不符：測試環境中機關的名稱必須有 TEST，其他環境不得有。",
            "測試環境請加上 TEST，正式環境請刪除。"
        ),
        zhHans: (
            "名称 {name} 与环境 {environment} 不符：测试环境中机构的名称必须有 TEST，其他环境不得有。",
            "测试环境请加上 TEST，正式环境请删除。"
        ))

    public static let profileAddressMalformed = RefusalCode(
        "profile.addressMalformed", clause: "3.3a",
        en: (
            "{field} is missing or is not an address that relying parties can fetch from: "
                + "{value}",
            "Give an ASCII URL beginning with http:// (the practice statement may begin "
                + "with https://)."
        ),
        zhHant: (
            "{field} 欠缺，或不是依賴方可取用的網址：{value}",
            "請填寫以 http:// 開頭的 ASCII 網址（核證作業準則可用 https://）。"
        ),
        zhHans: (
            "{field} 缺失，或不是依赖方可取用的网址：{value}",
            "请填写以 http:// 开头的 ASCII 网址（电子认证业务规则可用 https://）。"
        ))

    public static let profileNoticeTooLong = RefusalCode(
        "profile.noticeTooLong", clause: "RFC 5280 §4.2.1.4",
        en: (
            "The notice of the certificate would have {count} characters; at most 200 are "
                + "allowed.",
            "Leave out unverified information."
        ),
        zhHant: (
            "證書內的通告有 {count} 個字元，上限為 200 個。",
            "請刪除未經核實的資料。"
        ),
        zhHans: (
            "证书内的通告有 {count} 个字符，上限为 200 个。",
            "请删除未经核实的资料。"
        ))

    public static let profileNotEncodable = RefusalCode(
        "profile.notEncodable", clause: "9.2",
        en: (
            "The contents cannot be written as X.509: {reason}.",
            "Correct the field that is named."
        ),
        zhHant: (
            "內容不能寫成 X.509 格式：{reason}。",
            "請更正所指的欄位。"
        ),
        zhHans: (
            "内容不能写成 X.509 格式：{reason}。",
            "请更正所指的字段。"
        ))
}

extension RefusalCode {
    /// What the linter found, as a refusal: the rule's own text, its clause, one remedy for all.
    public static func lint(rule: String, clause: String, text: Text) -> RefusalCode {
        RefusalCode(
            "lint.\(rule)", clause: clause,
            en: (
                text.english,
                "Nothing was signed. Correct the settings or the vetted facts that are named; if "
                    + "they are right, report a fault of the software."
            ),
            zhHant: (
                text.traditionalChinese,
                "系統並未簽署。請更正所指的設定或經核實的資料；如資料無誤，請報告軟件故障。"
            ),
            zhHans: (
                text.simplifiedChinese,
                "系统并未签署。请更正所指的设置或经核实的资料；如资料无误，请报告软件故障。"
            ))
    }
}
