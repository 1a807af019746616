/// The words of evidence: its kinds, what is said about it, and what may be wrong with it.
package enum EvidenceWords {
    /// The name of a kind of evidence.
    package static func kind(_ id: String) -> Text { kinds[id] ?? unknown }

    /// The heading of what is said about it.
    package static func field(_ name: String) -> Text {
        fields[name] ?? RecordWords.fields[name] ?? asked[name] ?? unknown
    }

    /// The word for a value that is one of a few; nil where it is shown as it is.
    package static func choice(_ value: String) -> Text? {
        choices[value] ?? RecordWords.choices[value]
    }

    /// What a problem is, by its code: `proof` and `column` are filled in.
    package static func problem(_ code: String) -> Text { problems[code] ?? unknown }

    /// For tests: everything that has a word here.
    package static var known: (kinds: Set<String>, fields: Set<String>, problems: Set<String>) {
        (Set(kinds.keys), Set(fields.keys).union(RecordWords.fields.keys), Set(problems.keys))
    }

    private static let unknown = Text(en: "–", zhHant: "–", zhHans: "–")

    static let kinds: [String: Text] = [
        "contentsReview": Text(
            en: "review of the contents", zhHant: "證書內容審閱", zhHans: "证书内容审阅"),
        "trademark": Text(en: "trademark document", zhHant: "商標證明文件", zhHans: "商标证明文件"),
        "existence": Text(
            en: "proof that the organisation exists", zhHant: "機構存在的證明", zhHans: "机构存在的证明"),
        "genuineness": Text(
            en: "review that the material is genuine", zhHant: "申請資料真確性審查",
            zhHans: "申请资料真实性审查"),
        "callBack": Text(
            en: "call to the organisation that confirms the application",
            zhHant: "向機構回電確認申請", zhHans: "向机构回电确认申请"),
        "namedPerson": Text(
            en: "organisation's confirmation of the person named", zhHant: "機構對證書所載人士的確認",
            zhHans: "机构对证书所载人员的确认"),
        "authorisation": Text(
            en: "written authorisation of the representative", zhHant: "代表人的書面授權",
            zhHans: "代表人的书面授权"),
        "representative": Text(
            en: "representative seen face to face", zhHant: "面對面核實代表人身份",
            zhHans: "面对面核实代表人身份"),
        "faceToFace": Text(
            en: "applicant seen face to face (method A)", zhHant: "面對面核實申請人身份（方法 A）",
            zhHans: "面对面核实申请人身份（方法 A）"),
        "guardian": Text(
            en: "guardian of a minor, seen face to face", zhHant: "面對面核實未成年人的監護人",
            zhHans: "面对面核实未成年人的监护人"),
        "identityDatabase": Text(
            en: "comparison with a recognised database (method B, part 1)",
            zhHant: "與認可資料庫比對（方法 B 第 1 項）", zhHans: "与认可数据库比对（方法 B 第 1 项）"),
        "biometricMatch": Text(
            en: "biometric match (method B, part 2)", zhHant: "生物特徵比對（方法 B 第 2 項）",
            zhHans: "生物特征比对（方法 B 第 2 项）"),
        "trueIntent": Text(
            en: "recording of the true intent (method B, part 3)",
            zhHant: "真實意願的錄製紀錄（方法 B 第 3 項）", zhHans: "真实意愿的录制记录（方法 B 第 3 项）"),
        "auxiliarySource": Text(
            en: "auxiliary source of identity (method B, part 4)",
            zhHant: "輔助身份來源（方法 B 第 4 項）", zhHans: "辅助身份来源（方法 B 第 4 项）"),
        "agreement": Text(
            en: "signed subscriber agreement", zhHant: "已簽署的登記人協議", zhHans: "已签署的订户协议"),
        "addressProof": Text(en: "proof of address", zhHant: "住址證明", zhHans: "住址证明"),
        "secondDocument": Text(
            en: "second identity document", zhHant: "第二份身份證明文件", zhHans: "第二份身份证件"),
        "siteVisit": Text(en: "visit on site", zhHant: "實地查訪", zhHans: "实地查访"),
    ]

    /// Beside those that registers have, too.
    static let fields: [String: Text] = [
        "trademark": Text(
            en: "Contents hold a trademark", zhHant: "內容含有商標", zhHans: "内容含有商标"),
        "minor": Text(en: "Under 18 years of age", zhHant: "未滿 18 歲", zhHans: "未满 18 岁"),
        "relation": Text(en: "Relation", zhHant: "關係", zhHans: "关系"),
        "register": Text(en: "Register", zhHant: "註冊處", zhHans: "注册机构"),
        "owner": Text(en: "Owner", zhHant: "擁有人", zhHans: "所有人"),
        "documentUntil": Text(
            en: "Document good until", zhHant: "文件有效至", zhHans: "证件有效至"),
        "sourceVersion": Text(
            en: "Version of the source", zhHant: "來源版本", zhHans: "来源版本"),
        "seenAt": Text(en: "Checked at", zhHant: "核實時間", zhHans: "核实时间"),
        "compared": Text(en: "Compared with", zhHant: "比對對象", zhHans: "比对对象"),
        "contactFrom": Text(
            en: "Number taken from", zhHant: "聯絡號碼來源", zhHans: "联系号码来源"),
        "spokenTo": Text(en: "Spoken to", zhHant: "通話對象", zhHans: "通话对象"),
        "confirmedBy": Text(en: "Confirmed by", zhHant: "確認人", zhHans: "确认人"),
        "confirmedOn": Text(en: "Confirmed on", zhHant: "確認日期", zhHans: "确认日期"),
        "act": Text(en: "Authorised to", zhHant: "授權事項", zhHans: "授权事项"),
        "score": Text(en: "Score, thousandths", zhHant: "得分（千分之）", zhHans: "得分（千分之）"),
        "threshold": Text(
            en: "Threshold, thousandths", zhHant: "門檻（千分之）", zhHans: "阈值（千分之）"),
        "liveness": Text(en: "Liveness", zhHant: "活體檢測", zhHans: "活体检测"),
        "reference": Text(
            en: "Subscriber reference in the recording", zhHant: "錄製內容中的登記人編號",
            zhHans: "录制内容中的订户编号"),
        "agreement": Text(
            en: "Agreement (number of the contract)", zhHant: "協議（合約編號）", zhHans: "协议（合同编号）"),
        "digest": Text(
            en: "SHA-256 of the agreement", zhHant: "協議的 SHA-256", zhHans: "协议的 SHA-256"),
        "issuedOn": Text(en: "Issued on", zhHant: "簽發日期", zhHans: "签发日期"),
        "issuer": Text(en: "Issuer", zhHant: "簽發者", zhHans: "签发者"),
        "place": Text(en: "Place", zhHant: "地點", zhHans: "地点"),
    ]

    /// What a connector is asked about beside that.
    private static let asked: [String: Text] = [
        "identifier": Text(en: "Identifier", zhHant: "識別碼", zhHans: "标识符"),
        "bank": Text(en: "Bank", zhHant: "銀行", zhHans: "银行"),
        "account": Text(en: "Account", zhHant: "帳戶號碼", zhHans: "账号"),
        "text": Text(en: "Message", zhHant: "訊息", zhHans: "消息"),
    ]

    static let choices: [String: Text] = [
        "genuine": Text(en: "genuine", zhHant: "真確", zhHans: "真实"),
        "doubtful": Text(en: "doubtful", zhHant: "存疑", zhHans: "存疑"),
        "confirmed": Text(en: "confirmed", zhHant: "已確認", zhHans: "已确认"),
        "denied": Text(en: "denied", zhHant: "已否認", zhHans: "已否认"),
        "match": Text(en: "match", zhHant: "相符", zhHans: "相符"),
        "mismatch": Text(en: "no match", zhHant: "不符", zhHans: "不符"),
        "officialRegister": Text(en: "official register", zhHant: "官方登記冊", zhHans: "官方登记册"),
        "publicDirectory": Text(en: "public directory", zhHant: "公開名錄", zhHans: "公开名录"),
        "earlierContact": Text(en: "earlier contact", zhHant: "以往聯絡", zhHans: "以往联系"),
        "apply": Text(en: "apply", zhHant: "申請證書", zhHans: "申请证书"),
        "revoke": Text(en: "revoke", zhHant: "撤銷證書", zhHans: "吊销证书"),
        "all": Text(en: "all acts", zhHant: "一切事項", zhHans: "一切事项"),
        "hongKongIdentityCard": Text(
            en: "Hong Kong identity card", zhHant: "香港身份證", zhHans: "香港身份证"),
        "residentIdentityCard": Text(
            en: "resident identity card", zhHant: "居民身份證", zhHans: "居民身份证"),
        "residencePermit": Text(en: "residence permit", zhHant: "居住證", zhHans: "居住证"),
        "mainlandTravelPermit": Text(
            en: "Mainland travel permit", zhHant: "來往內地通行證", zhHans: "来往内地通行证"),
        "exitEntryPermit": Text(
            en: "exit-entry permit", zhHant: "往來港澳通行證", zhHans: "往来港澳通行证"),
        "passport": Text(en: "passport", zhHant: "護照", zhHans: "护照"),
        "parent": Text(en: "parent", zhHant: "父母", zhHans: "父母"),
        "legalGuardian": Text(en: "legal guardian", zhHant: "法定監護人", zhHans: "法定监护人"),
        "photo": Text(en: "photo", zhHant: "相片", zhHans: "照片"),
        "electronicIdentity": Text(
            en: "electronic identity", zhHant: "電子身份", zhHans: "电子身份"),
        "bankAccount": Text(en: "bank account", zhHant: "銀行帳戶", zhHans: "银行账户"),
    ]
}
