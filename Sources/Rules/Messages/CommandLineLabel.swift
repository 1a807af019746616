/// What the members of the API are called for people, and in which order they are read.
public enum CommandLineLabel {
    public static let subject = Text(en: "Subject", zhHant: "主體", zhHans: "主体")
    public static let issuer = Text(en: "Issuer", zhHant: "簽發者", zhHans: "颁发者")
    public static let serial = Text(en: "Serial number", zhHant: "編號", zhHans: "编号")
    public static let validity = Text(en: "Validity", zhHant: "有效期", zhHans: "有效期")
    public static let keyKind = Text(en: "Public key", zhHant: "公開密碼匙", zhHans: "公钥")
    public static let otherNames = Text(en: "Other names", zhHant: "其他名稱", zhHans: "其他名称")
    public static let authorityDepth = Text(
        en: "Authority, depth", zhHant: "核證機關，層數", zhHans: "认证机构，层数")
    public static let keyUsage = Text(en: "Key usage", zhHant: "密碼匙用途", zhHans: "密钥用途")
    public static let policies = Text(en: "Policies", zhHant: "證書政策", zhHans: "证书策略")
    public static let notice = Text(en: "Notice", zhHant: "通告", zhHans: "声明")
    public static let relianceLimit = Text(en: "Reliance limit", zhHant: "倚據限額", zhHans: "赔偿限额")
    public static let application = Text(en: "Application", zhHant: "申請", zhHans: "申请")
    public static let contents = Text(en: "Contents", zhHant: "證書內容", zhHans: "证书内容")

    /// The label of a member of the API; nil where it has none and its own name is shown.
    public static func of(_ name: String) -> Text? {
        rows.first { $0.0 == name }?.1
    }

    /// The reading order: members that are not listed come last.
    public static func place(of name: String) -> Int {
        rows.firstIndex { $0.0 == name } ?? rows.count
    }

    /// Whether an integer under this name is milliseconds since 1970.
    public static func isTime(_ name: String) -> Bool {
        name == "at" || name == "until" || name == "effectiveFrom" || name == "time"
            || name.hasSuffix("At")
    }

    /// Whether the value says what it is, so that a list needs no label.
    public static func isSelfEvident(_ name: String) -> Bool {
        ["at", "event", "time", "operation", "message", "kind", "name"].contains(name)
    }

    /// Whether values under this name are words of the product, said in the reader's language.
    public static func isWord(_ name: String) -> Bool {
        words.contains(name)
    }

    private static let words: Set<String> = [
        "state", "category", "kind", "jurisdiction", "reason", "requester", "identified", "event",
        "outcome", "roles", "role", "environment",
    ]

    private static let rows: [(String, Text)] = [
        ("ok", Text(en: "In order", zhHant: "正常", zhHans: "正常")),
        ("proposal", Text(en: "Proposal", zhHant: "提議", zhHans: "提议")),
        ("application", application),
        ("certificate", Text(en: "Certificate", zhHant: "證書", zhHans: "证书")),
        ("name", Text(en: "Name", zhHant: "名稱", zhHans: "名称")),
        ("index", Text(en: "Entry", zhHant: "序號", zhHans: "序号")),
        ("time", Text(en: "Time", zhHant: "時間", zhHans: "时间")),
        ("at", Text(en: "At", zhHant: "時間", zhHans: "时间")),
        ("event", Text(en: "Event", zhHant: "事件", zhHans: "事件")),
        ("operation", Text(en: "Operation", zhHant: "操作", zhHans: "操作")),
        ("actor", Text(en: "By", zhHant: "執行者", zhHans: "执行者")),
        ("case", Text(en: "Case", zhHant: "個案", zhHans: "案件")),
        ("outcome", Text(en: "Outcome", zhHant: "結果", zhHans: "结果")),
        ("authority", Text(en: "Authority", zhHant: "核證機關", zhHans: "认证机构")),
        ("serial", serial),
        ("subject", subject),
        ("category", Text(en: "Type", zhHant: "類別", zhHans: "类别")),
        ("kind", Text(en: "Kind", zhHant: "類別", zhHans: "类别")),
        ("profile", Text(en: "Profile", zhHant: "證書類別", zhHans: "证书类别")),
        ("family", Text(en: "Algorithms", zhHant: "演算法", zhHans: "算法")),
        ("jurisdiction", Text(en: "Jurisdiction", zhHant: "司法管轄區", zhHans: "法域")),
        ("issuer", issuer),
        ("commonName", Text(en: "Common name", zhHant: "通用名稱", zhHans: "通用名称")),
        ("state", Text(en: "State", zhHant: "狀態", zhHans: "状态")),
        ("stateAt", Text(en: "Since", zhHant: "自", zhHans: "自")),
        ("reason", Text(en: "Reason", zhHant: "原因", zhHans: "原因")),
        ("until", Text(en: "Until", zhHant: "直至", zhHans: "直至")),
        ("requester", Text(en: "Asked by", zhHant: "要求者", zhHans: "请求者")),
        ("identified", Text(en: "Identified by", zhHant: "身分核實", zhHans: "身份核实")),
        ("needed", Text(en: "Signatures needed", zhHant: "所需簽署", zhHans: "所需签名")),
        ("signatures", Text(en: "Signatures", zhHant: "已有簽署", zhHans: "已有签名")),
        ("notBefore", Text(en: "Valid from", zhHant: "生效", zhHans: "生效")),
        ("notAfter", Text(en: "Valid until", zhHant: "到期", zhHans: "到期")),
        ("issuedAt", Text(en: "Issued", zhHant: "簽發時間", zhHans: "签发时间")),
        ("createdAt", Text(en: "Received", zhHant: "收到時間", zhHans: "收到时间")),
        ("openedAt", Text(en: "Opened", zhHant: "提出時間", zhHans: "提出时间")),
        ("expiresAt", Text(en: "Expires", zhHant: "失效時間", zhHans: "失效时间")),
        ("identityMethod", Text(en: "Identity proven by", zhHant: "身分核實方法", zhHans: "身份核实方法")),
        ("method", Text(en: "Method", zhHant: "方法", zhHans: "方法")),
        ("evidence", Text(en: "Evidence", zhHant: "證據", zhHans: "证据")),
        ("statement", Text(en: "Stated", zhHant: "陳述", zhHans: "陈述")),
        ("statementCommitment", Text(en: "Commitment", zhHant: "承諾值", zhHans: "承诺值")),
        ("contents", contents),
        ("subscriberReference", Text(en: "Subscriber", zhHant: "登記人編號", zhHans: "订户编号")),
        ("ignoredFromRequest", Text(en: "Ignored in request", zhHant: "申請檔中被忽略", zhHans: "请求中被忽略")),
        ("officer", Text(en: "Officer", zhHant: "人員", zhHans: "人员")),
        ("roles", Text(en: "Roles", zhHant: "職務", zhHans: "岗位")),
        ("key", Text(en: "Key", zhHant: "密碼匙", zhHans: "密钥")),
        ("keyFile", Text(en: "Key file", zhHant: "密碼匙檔案", zhHans: "密钥文件")),
        ("publicKeyFile", Text(en: "Public key file", zhHant: "公開密碼匙檔案", zhHans: "公钥文件")),
        ("number", Text(en: "Number", zhHant: "編號", zhHans: "编号")),
        ("thisUpdate", Text(en: "This update", zhHant: "本次更新", zhHans: "本次更新")),
        ("nextUpdate", Text(en: "Next update", zhHant: "下次更新", zhHans: "下次更新")),
        ("version", Text(en: "Version", zhHant: "版本", zhHans: "版本")),
        ("effectiveFrom", Text(en: "In force from", zhHant: "生效時間", zhHans: "生效时间")),
        ("settings", Text(en: "Settings", zhHant: "設定", zhHans: "设置")),
        ("baseURL", Text(en: "Public address", zhHant: "公眾地址", zhHans: "公众地址")),
        ("environment", Text(en: "Environment", zhHant: "環境", zhHans: "环境")),
        ("origin", Text(en: "Journal", zhHant: "日誌", zhHans: "日志")),
        ("program", Text(en: "Program", zhHant: "程式", zhHans: "程序")),
        ("server", Text(en: "Server", zhHant: "伺服器", zhHans: "服务器")),
        ("entries", Text(en: "Entries", zhHant: "紀錄", zhHans: "记录")),
        ("checkpoints", Text(en: "Checkpoints", zhHant: "檢查點", zhHans: "检查点")),
        ("rows", Text(en: "Rows", zhHant: "資料列", zhHans: "数据行")),
        ("findings", Text(en: "Findings", zhHant: "發現", zhHans: "发现")),
        ("crl", Text(en: "Revocation list", zhHant: "證書撤銷清單", zhHans: "证书吊销列表")),
        ("openIntents", Text(en: "Open signatures", zhHant: "未完成簽署", zhHans: "未完成签名")),
        ("intent", Text(en: "Signature", zhHant: "簽署工序", zhHans: "签名工序")),
        ("status", Text(en: "Condition", zhHant: "狀況", zhHans: "状况")),
        ("data", Text(en: "Data folder", zhHant: "資料夾", zhHans: "数据文件夹")),
        ("founders", Text(en: "Founders", zhHant: "創辦人", zhHans: "创办人")),
        ("verifierKey", Text(en: "Journal's key", zhHant: "日誌的密碼匙", zhHans: "日志的密钥")),
        ("result", Text(en: "Result", zhHant: "結果", zhHans: "结果")),
        ("publicKey", Text(en: "Public key", zhHant: "公開密碼匙", zhHans: "公钥")),
        ("findingsLeftOff", Text(en: "Further findings", zhHant: "其他發現", zhHans: "其他发现")),
        ("surname", Text(en: "Surname", zhHant: "姓氏", zhHans: "姓氏")),
        ("givenName", Text(en: "Given name", zhHant: "名字", zhHans: "名字")),
        ("countryName", Text(en: "Country or region", zhHant: "國家或地區", zhHans: "国家或地区")),
        ("localityName", Text(en: "Town", zhHant: "所在地", zhHans: "所在地")),
        ("emailAddress", Text(en: "E-mail", zhHant: "電郵", zhHans: "电子邮件")),
        ("organizationName", Text(en: "Organisation", zhHant: "機構", zhHans: "机构")),
        (
            "organizationIdentifier",
            Text(en: "Register number", zhHant: "註冊編號", zhHans: "注册编号")
        ),
        ("organizationalUnitName", Text(en: "Department", zhHant: "部門", zhHans: "部门")),
        ("history", Text(en: "History", zhHant: "歷史", zhHans: "历史")),
    ]
}
