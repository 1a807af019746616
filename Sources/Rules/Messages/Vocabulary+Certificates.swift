// What certificates and requests are made of, and why they change.

extension Vocabulary {
    static let kinds: [String: Text] = [
        "personal": Text(en: "person", zhHant: "個人", zhHans: "个人"),
        "organisation": Text(en: "organisation", zhHant: "機構", zhHans: "机构"),
        "root": Text(en: "root", zhHant: "根機關", zhHans: "根机构"),
        "issuing": Text(en: "issuing", zhHant: "簽發機關", zhHans: "签发机构"),
        "ocspResponder": Text(en: "OCSP responder", zhHant: "OCSP 回應者", zhHans: "OCSP 响应者"),
        // Of what a relying party hands in.
        "certificates": Text(en: "certificates", zhHant: "證書", zhHans: "证书"),
        "anchors": Text(en: "trust anchors", zhHant: "信任起點", zhHans: "信任起点"),
    ]

    static let families: [String: Text] = [
        "rsa": Text(en: "RSA", zhHant: "RSA", zhHans: "RSA"),
        "sm2": Text(en: "SM2", zhHant: "SM2", zhHans: "SM2"),
        "p256": Text(en: "P-256", zhHant: "P-256", zhHans: "P-256"),
    ]

    static let profiles: [String: Text] = {
        var profiles: [String: Text] = [
            "imported": Text(en: "issued elsewhere", zhHant: "由其他系統簽發", zhHans: "由其他系统颁发")
        ]
        for (family, short) in [("rsa", "RSA"), ("sm2", "SM2"), ("p256", "P-256")] {
            for (id, kind) in profileKinds {
                profiles["\(id)-\(family)"] = Text(
                    en: "\(kind.english), \(short)",
                    zhHant: "\(kind.traditionalChinese)（\(short)）",
                    zhHans: "\(kind.simplifiedChinese)（\(short)）")
            }
        }
        return profiles
    }()

    private static let profileKinds: [String: Text] = [
        "personal": Text(en: "person", zhHant: "個人證書", zhHans: "个人证书"),
        "organisation": Text(en: "organisation", zhHant: "機構證書", zhHans: "机构证书"),
        "root": Text(en: "root", zhHant: "根證書", zhHans: "根证书"),
        "issuing": Text(en: "issuing authority", zhHant: "簽發機關證書", zhHans: "签发机构证书"),
        "ocsp-responder": Text(
            en: "OCSP responder", zhHant: "OCSP 回應者證書", zhHans: "OCSP 响应者证书"),
    ]

    static let jurisdictions: [String: Text] = [
        "hongKong": Text(en: "Hong Kong", zhHant: "香港", zhHans: "香港"),
        "guangdong": Text(en: "Guangdong", zhHant: "廣東", zhHans: "广东"),
    ]

    /// Of suspensions, revocations and refused applications.
    static let reasons: [String: Text] = [
        "keySeen": Text(
            en: "private key seen", zhHant: "私人密碼匙曾外露", zhHans: "私钥曾外露"),
        "codeShown": Text(
            en: "suspension code", zhHant: "停用碼", zhHans: "停用码"),
        "acceptancePending": Text(
            en: "waits to be accepted", zhHant: "待登記人接受", zhHans: "待订户接受"),
        "accepted": Text(
            en: "accepted by the subscriber", zhHant: "登記人已接受", zhHans: "订户已接受"),
        "notAccepted": Text(
            en: "not accepted in time", zhHant: "逾期未獲接受", zhHans: "逾期未获接受"),
        "contentsWrong": Text(en: "contents wrong", zhHant: "內容有誤", zhHans: "内容有误"),
        "keyLost": Text(en: "key lost", zhHant: "密碼匙遺失", zhHans: "密钥遗失"),
        "identificationPending": Text(
            en: "identification pending", zhHant: "身份核實中", zhHans: "身份核实中"),
        "investigation": Text(en: "investigation", zhHant: "調查中", zhHans: "调查中"),
        "subscriberRequest": Text(
            en: "subscriber's request", zhHant: "登記人要求", zhHans: "订户要求"),
        // Of records that end, and of reading what is confidential.
        "over": Text(en: "over", zhHant: "已過去", zhHans: "已过去"),
        "replaced": Text(en: "replaced", zhHant: "已被取代", zhHans: "已被取代"),
        "wrong": Text(en: "entered by mistake", zhHant: "誤錄", zhHans: "误录"),
        "duplicate": Text(en: "entered twice", zhHant: "重複記錄", zhHans: "重复记录"),
        "ownTask": Text(en: "own task", zhHant: "履行職務", zhHans: "履行职务"),
        "assessment": Text(en: "assessment", zhHant: "評估", zhHans: "评估"),
        "regulatorOrder": Text(
            en: "order of the regulator", zhHant: "監管機構指令", zhHans: "监管部门指令"),
        "courtOrder": Text(en: "order of a court", zhHant: "法院命令", zhHans: "法院命令"),
        "personAsks": Text(
            en: "the person asks", zhHant: "當事人要求", zhHans: "当事人要求"),
        // Of the use of personal data.
        "accuracyDisputed": Text(
            en: "the person disputes that it is right", zhHant: "當事人質疑資料是否正確",
            zhHans: "当事人质疑信息是否正确"),
        "keptByLawOnly": Text(
            en: "kept by law only", zhHant: "僅因法律規定保存", zhHans: "仅因法律规定保存"),
        "absence": Text(en: "absence", zhHant: "缺勤", zhHans: "缺勤"),
        "keyDoubtful": Text(en: "key in doubt", zhHant: "密碼匙存疑", zhHans: "密钥存疑"),
        "trainingLapsed": Text(en: "training lapsed", zhHant: "培訓逾期", zhHans: "培训逾期"),
        "screeningLapsed": Text(en: "screening lapsed", zhHant: "審查逾期", zhHans: "审查逾期"),
        "leaving": Text(en: "leaving", zhHant: "離職", zhHans: "离职"),
        "recoveryContested": Text(
            en: "recovery contested", zhHant: "對恢復提出異議", zhHans: "对恢复提出异议"),
        "dismissed": Text(en: "dismissed", zhHant: "解僱", zhHans: "解聘"),
        "certificateHold": Text(en: "on hold", zhHant: "暫時吊銷", zhHans: "挂起"),
        "unspecified": Text(en: "unspecified", zhHant: "未指明", zhHans: "未指明"),
        "keyCompromise": Text(en: "key compromised", zhHant: "密碼匙洩漏", zhHans: "密钥泄露"),
        "caCompromise": Text(
            en: "authority compromised", zhHant: "核證機關密碼匙洩漏", zhHans: "认证机构密钥泄露"),
        "affiliationChanged": Text(
            en: "affiliation changed", zhHant: "隸屬關係改變", zhHans: "隶属关系改变"),
        "superseded": Text(en: "superseded", zhHant: "已被取代", zhHans: "已被取代"),
        "cessationOfOperation": Text(
            en: "cessation of operation", zhHant: "停止營運", zhHans: "停止运营"),
        "privilegeWithdrawn": Text(
            en: "privilege withdrawn", zhHant: "權利被收回", zhHans: "权利被收回"),
        "removeFromCRL": Text(
            en: "removed from the list", zhHant: "由清單移除", zhHans: "从列表移除"),
        "aaCompromise": Text(
            en: "attribute authority compromised", zhHant: "屬性機關密碼匙洩漏",
            zhHans: "属性机构密钥泄露"),
        "identityNotProven": Text(
            en: "identity not proven", zhHant: "身份未獲證明", zhHans: "身份未获证明"),
        "documentsMissing": Text(en: "documents missing", zhHant: "欠缺文件", zhHans: "缺少文件"),
        "hardship": Text(en: "hardship", zhHant: "經濟困難", zhHans: "经济困难"),
        "publicInterest": Text(en: "public interest", zhHant: "公眾利益", zhHans: "公共利益"),
        "ownMistake": Text(
            en: "a mistake of the authority", zhHant: "機關的失誤", zhHans: "机构的失误"),
        "otherWaiver": Text(
            en: "waived for another reason", zhHant: "因其他原因豁免", zhHans: "因其他原因免除"),
        "decidedInError": Text(en: "decided in error", zhHant: "決定有誤", zhHans: "决定有误"),
        "newFacts": Text(en: "new facts", zhHant: "有新情況", zhHans: "有新情况"),
        "evidenceDoubtful": Text(
            en: "doubtful evidence", zhHant: "證據存疑", zhHans: "证据存疑"),
        "otherRecall": Text(
            en: "taken back for another reason", zhHant: "因其他原因收回", zhHans: "因其他原因收回"),
        "differsFromDocument": Text(
            en: "differs from the document", zhHant: "與文件不符", zhHans: "与文件不符"),
        "incomplete": Text(en: "incomplete", zhHant: "不完整", zhHans: "不完整"),
        "unreadable": Text(en: "cannot be read", zhHant: "無法辨讀", zhHans: "无法辨读"),
        "outOfDate": Text(en: "out of date", zhHant: "已過時", zhHans: "已过时"),
        "notVerifiable": Text(en: "cannot be verified", zhHant: "無法核實", zhHans: "无法核实"),
        "otherCorrection": Text(en: "another reason", zhHant: "其他原因", zhHans: "其他原因"),
        "statementWrong": Text(en: "statement wrong", zhHant: "陳述有誤", zhHans: "陈述有误"),
        "withdrawn": Text(
            en: "withdrawn by the applicant", zhHant: "申請人撤回", zhHans: "申请人撤回"),
        "expired": Text(en: "too old", zhHant: "已過時", zhHans: "已过时"),
        "other": Text(en: "other", zhHant: "其他", zhHans: "其他"),
    ]

    static let requesters: [String: Text] = [
        "subscriber": Text(en: "subscriber", zhHant: "登記人", zhHans: "订户"),
        "representative": Text(en: "representative", zhHant: "獲授權代表", zhHans: "授权代表"),
        "estate": Text(en: "estate", zhHant: "遺產代理人", zhHans: "遗产代理人"),
        "liquidator": Text(
            en: "liquidator or receiver", zhHant: "清盤人或接管人", zhHans: "清算人或接管人"),
        "court": Text(en: "court", zhHant: "法院", zhHans: "法院"),
        "authority": Text(en: "authority", zhHant: "核證機關", zhHans: "认证机构"),
    ]

    static let identifications: [String: Text] = [
        "signedRequest": Text(en: "signed request", zhHant: "經簽署的要求", zhHans: "经签署的请求"),
        "sameDocuments": Text(
            en: "same documents, in person", zhHant: "親身出示相同文件", zhHans: "当面出示相同文件"),
        "ownDocuments": Text(
            en: "their own documents, in person", zhHant: "親身出示本人文件", zhHans: "当面出示本人文件"),
        "telephone": Text(en: "telephone, called back", zhHant: "回撥電話", zhHans: "回拨电话"),
        "post": Text(en: "post", zhHant: "郵遞", zhHans: "邮寄"),
        "thirdPartyProof": Text(
            en: "a third party's proof", zhHant: "第三方證明", zhHans: "第三方证明"),
        "courtDocument": Text(en: "court document", zhHant: "法院文件", zhHans: "法院文件"),
        "internalProcedure": Text(
            en: "internal procedure", zhHant: "內部程序", zhHans: "内部程序"),
    ]

    /// Why somebody does not come in person (CP 5.8b).
    static let hindrances: [String: Text] = [
        "distance": Text(en: "too far away", zhHant: "路途遙遠", zhHans: "路途遥远"),
        "cannotTravel": Text(en: "cannot travel", zhHant: "不能出行", zhHans: "无法出行"),
        "officeClosed": Text(en: "office closed", zhHant: "辦事處休息", zhHans: "办事处休息"),
        "otherHindrance": Text(en: "another hindrance", zhHant: "其他不便", zhHans: "其他不便"),
    ]

    /// Where a number that was called stands (CP 5.8b).
    static let calledContacts: [String: Text] = [
        "application": Text(en: "the application", zhHant: "申請", zhHans: "申请"),
        "officialRegister": Text(
            en: "official register", zhHant: "官方登記冊", zhHans: "官方登记册"),
        "earlierContact": Text(
            en: "an earlier contact", zhHant: "先前聯絡", zhHans: "此前联系"),
    ]

    /// What the authority says of itself where it revokes (CP 6.20).
    static let ownCauses: [String: Text] = [
        "productionMistake": Text(
            en: "a mistake of production", zhHant: "製作失誤", zhHans: "制作失误")
    ]

    /// How contents are accepted (CP 6.12).
    static let acceptances: [String: Text] = [
        "before": Text(
            en: "before certification", zhHant: "核證前接受", zhHans: "认证前接受"),
        "medium": Text(
            en: "by receipt of the medium; until then on hold",
            zhHant: "簽收媒體時接受，之前暫時吊銷", zhHans: "签收介质时接受，之前挂起"),
        "afterwards": Text(
            en: "after delivery; until then on hold", zhHant: "交付後接受，之前暫時吊銷",
            zhHans: "交付后接受，之前挂起"),
    ]

    /// CP 5.5.
    static let methods: [String: Text] = [
        "A": Text(en: "A (in presence)", zhHant: "A（當面）", zhHans: "A（当面）"),
        "B": Text(en: "B (at a distance)", zhHant: "B（遙距）", zhHans: "B（远程）"),
    ]

    /// Of names, by their names in the API.
    public static let attributes: [String: Text] = [
        "commonName": Text(en: "Common name", zhHant: "通用名稱", zhHans: "通用名称"),
        "surname": Text(en: "Surname", zhHant: "姓氏", zhHans: "姓氏"),
        "givenName": Text(en: "Given name", zhHant: "名字", zhHans: "名字"),
        "countryName": Text(en: "Country or region", zhHant: "國家或地區", zhHans: "国家或地区"),
        "stateOrProvinceName": Text(en: "Province", zhHant: "省份", zhHans: "省份"),
        "localityName": Text(en: "Town", zhHant: "所在地", zhHans: "所在地"),
        "emailAddress": Text(en: "E-mail", zhHant: "電郵地址", zhHans: "电子邮件"),
        "organizationName": Text(en: "Organisation", zhHant: "機構名稱", zhHans: "机构名称"),
        "organizationIdentifier": Text(
            en: "Register number", zhHant: "註冊編號", zhHans: "注册编号"),
        "organizationalUnitName": Text(en: "Department", zhHant: "部門", zhHans: "部门"),
        "title": Text(en: "Title", zhHant: "職銜", zhHans: "职衔"),
        "serialNumber": Text(
            en: "Subscriber reference", zhHant: "登記人編號", zhHans: "订户编号"),
        "pseudonym": Text(en: "Pseudonym", zhHant: "化名", zhHans: "化名"),
    ]

    /// RFC 5280 §4.2.1.3.
    static let keyUsages: [String: Text] = [
        "digitalSignature": Text(en: "digital signature", zhHant: "數碼簽署", zhHans: "数字签名"),
        "nonRepudiation": Text(en: "non-repudiation", zhHant: "不可否認", zhHans: "抗抵赖"),
        "keyEncipherment": Text(en: "key encipherment", zhHant: "密碼匙加密", zhHans: "密钥加密"),
        "dataEncipherment": Text(en: "data encipherment", zhHant: "資料加密", zhHans: "数据加密"),
        "keyAgreement": Text(en: "key agreement", zhHant: "密碼匙協商", zhHans: "密钥协商"),
        "keyCertSign": Text(
            en: "signing certificates", zhHant: "簽署證書", zhHans: "签署证书"),
        "cRLSign": Text(
            en: "signing revocation lists", zhHant: "簽署證書撤銷清單", zhHans: "签署证书吊销列表"),
        "encipherOnly": Text(en: "encipher only", zhHant: "只限加密", zhHans: "仅加密"),
        "decipherOnly": Text(en: "decipher only", zhHant: "只限解密", zhHans: "仅解密"),
    ]
}
