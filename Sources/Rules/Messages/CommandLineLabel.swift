/// What the members of the API are called for people, and in which order they are read.
public enum CommandLineLabel {
    public static let subject = Text(en: "Subject", zhHant: "主體", zhHans: "主体")
    public static let issuer = Text(en: "Issuer", zhHant: "簽發者", zhHans: "颁发者")
    public static let serial = Text(en: "Serial number", zhHant: "序號", zhHans: "序列号")
    public static let validity = Text(en: "Validity", zhHant: "有效期", zhHans: "有效期")
    public static let publicKey = Text(en: "Public key", zhHant: "公開密碼匙", zhHans: "公钥")
    public static let otherNames = Text(en: "Other names", zhHant: "其他名稱", zhHans: "其他名称")
    public static let authorityDepth = Text(
        en: "Authorities below", zhHant: "下級機關層數", zhHans: "下级机构层数")
    public static let keyUsage = Text(en: "Key usage", zhHant: "密碼匙用途", zhHans: "密钥用途")
    public static let policies = Text(en: "Policies", zhHant: "證書政策", zhHans: "证书策略")
    public static let notice = Text(en: "Notice", zhHant: "通告", zhHans: "声明")
    public static let relianceLimit = Text(
        en: "Reliance limit", zhHant: "倚據限額", zhHans: "赔偿限额")
    public static let corrected = Text(en: "corrected", zhHant: "更正", zhHans: "更正")
    public static let application = Text(en: "Application", zhHant: "申請", zhHans: "申请")
    public static let caseNumber = Text(
        en: "Case number", zhHant: "個案編號", zhHans: "案件编号")
    public static let contents = Text(en: "Contents", zhHant: "證書內容", zhHans: "证书内容")
    public static let signedHash = Text(
        en: "Hash that is signed", zhHant: "所簽雜湊值", zhHans: "所签哈希值")
    public static let checkpoint = Text(en: "Checkpoint", zhHant: "檢查點", zhHans: "检查点")

    /// The label of a member of the API; nil where it has none and its own name is shown.
    public static func of(_ name: String) -> Text? {
        places[name].map { rows[$0].1 }
    }

    /// The reading order: members that are not listed come last.
    public static func place(of name: String) -> Int {
        places[name] ?? rows.count
    }

    /// Whether an integer under this name is milliseconds since 1970.
    public static func isTime(_ name: String) -> Bool {
        name == "at" || name == "from" || name == "until" || name == "effectiveFrom"
            || name == "time" || name == "begins" || name == "deadline"
            || name.hasSuffix("At")
    }

    /// Whether the value says what it is, so that a list needs no label.
    public static func isSelfEvident(_ name: String) -> Bool {
        ["at", "event", "time", "operation", "message", "kind", "name"].contains(name)
    }

    private static let places = Dictionary(
        rows.enumerated().map { ($1.0, $0) }, uniquingKeysWith: { first, _ in first })

    private static let rows: [(String, Text)] =
        cases + work + campaigns + attributes + certificates + subscribers + people + settings
        + settingsOfWork + madeKeys + signer + journal + clauses
}

extension CommandLineLabel {
    /// What a thing is, and where it stands.
    private static let cases: [(String, Text)] = [
        ("ok", Text(en: "In order", zhHant: "正常", zhHans: "正常")),
        ("proposal", Text(en: "Proposal", zhHant: "提議", zhHans: "提议")),
        ("application", application),
        ("certificate", Text(en: "Certificate", zhHant: "證書", zhHans: "证书")),
        ("name", Text(en: "Name", zhHant: "名稱", zhHans: "名称")),
        ("index", Text(en: "Entry", zhHant: "紀錄", zhHans: "记录")),
        ("time", Text(en: "Time", zhHant: "時間", zhHans: "时间")),
        ("at", Text(en: "At", zhHant: "時間", zhHans: "时间")),
        ("event", Text(en: "Event", zhHant: "事件", zhHans: "事件")),
        ("operation", Text(en: "Operation", zhHant: "操作", zhHans: "操作")),
        ("actor", Text(en: "By", zhHant: "執行者", zhHans: "执行者")),
        ("case", Text(en: "Case", zhHant: "個案", zhHans: "案件")),
        ("outcome", Text(en: "Outcome", zhHant: "結果", zhHans: "结果")),
        ("code", Text(en: "Code", zhHant: "代碼", zhHans: "代码")),
        ("role", Text(en: "Role", zhHant: "職務", zhHans: "岗位")),
        ("caseNumber", caseNumber),
        ("authority", Text(en: "Authority", zhHant: "核證機關", zhHans: "认证机构")),
        ("serial", serial),
        ("subject", subject),
        ("site", Text(en: "Site", zhHant: "受理地點", zhHans: "受理网点")),
        ("category", Text(en: "Type", zhHant: "類別", zhHans: "类别")),
        ("kind", Text(en: "Kind", zhHant: "類別", zhHans: "类别")),
        ("profile", Text(en: "Profile", zhHant: "證書類別", zhHans: "证书类别")),
        ("family", Text(en: "Algorithms", zhHant: "算法", zhHans: "算法")),
        ("jurisdiction", Text(en: "Jurisdiction", zhHant: "司法管轄區", zhHans: "法域")),
        ("issuer", issuer),
        ("state", Text(en: "State", zhHant: "狀態", zhHans: "状态")),
        ("renews", Text(en: "Renews", zhHant: "續期自", zhHans: "续期自")),
        (
            "renewalSigned",
            Text(en: "Signed by the current key", zhHant: "經現有密碼匙簽署", zhHans: "经现有密钥签名")
        ),
        ("subscription", Text(en: "Subscription", zhHant: "登記", zhHans: "订户服务")),
        ("stateAt", Text(en: "Since", zhHant: "自", zhHans: "自")),
        ("cause", Text(en: "Cause", zhHant: "因由", zhHans: "缘由")),
        ("since", Text(en: "Counts from", zhHant: "起計時間", zhHans: "起算时间")),
        ("reason", Text(en: "Reason", zhHant: "原因", zhHans: "原因")),
        ("from", Text(en: "From", zhHant: "由", zhHans: "自")),
        ("until", Text(en: "Until", zhHant: "直至", zhHans: "直至")),
        ("requester", Text(en: "Asked by", zhHant: "要求者", zhHans: "请求者")),
        ("identified", Text(en: "Identified by", zhHant: "身份核實", zhHans: "身份核实")),
        ("hindrance", Text(en: "Cannot come", zhHant: "不能到場", zhHans: "不能到场")),
        ("contactFrom", Text(en: "Number from", zhHant: "號碼出處", zhHans: "号码出处")),
        ("incident", Text(en: "Incident", zhHant: "事故", zhHans: "事故")),
        (
            "identificationOwed",
            Text(en: "Still to be identified", zhHant: "尚待核實身份", zhHans: "尚待鉴别身份")
        ),
        ("signatures", Text(en: "Signatures", zhHant: "已有簽署", zhHans: "已有签名")),
        ("lapsed", Text(en: "No longer count", zhHant: "已不計算", zhHans: "不再计入")),
        ("changed", Text(en: "Changed since", zhHant: "其後更改", zhHans: "其后更改")),
        ("corrects", Text(en: "Corrects", zhHant: "更正", zhHans: "更正")),
        ("ended", Text(en: "Ended or returned", zhHant: "終結或退回", zhHans: "终结或退回")),
        ("field", Text(en: "To be corrected", zhHant: "須更正", zhHans: "须更正")),
        ("words", Text(en: "In own words", zhHant: "理由", zhHans: "理由")),
        ("needed", Text(en: "Still needed", zhHant: "尚欠簽署", zhHans: "尚缺签名")),
        ("payload", Text(en: "To be decided", zhHant: "決定事項", zhHans: "决定事项")),
        ("result", Text(en: "Result", zhHant: "結果", zhHans: "结果")),
        ("differsFrom", Text(en: "Not who did", zhHant: "須異於以下操作者", zhHans: "须异于以下操作者")),
        ("documents", Text(en: "Documents", zhHant: "文件", zhHans: "文件")),
        ("direction", Text(en: "Direction", zhHant: "方向", zhHans: "方向")),
        ("clauses", Text(en: "Clauses", zhHant: "條款", zhHans: "条款")),
        ("archive", Text(en: "Archive class", zhHant: "歸檔類別", zhHans: "归档类别")),
        ("retention", Text(en: "Kept", zhHant: "保存期", zhHans: "保存期")),
        (
            "confirmation",
            Text(en: "Confirmation", zhHant: "監管機構的確認", zhHans: "监管部门的确认")
        ),
        ("people", Text(en: "People", zhHant: "所需人數", zhHans: "所需人数")),
        ("able", Text(en: "Able", zhHant: "可執行者", zhHans: "可执行者")),
        ("staffing", Text(en: "Staffing", zhHant: "人手", zhHans: "人手")),
        ("stops", Text(en: "Stands still", zhHant: "停頓的操作", zhHans: "停顿的操作")),
    ]

    /// Applications, certificates and lists.
    private static let certificates: [(String, Text)] =
        [
            ("notBefore", Text(en: "Valid from", zhHant: "生效", zhHans: "生效")),
            ("notAfter", Text(en: "Valid until", zhHant: "到期", zhHans: "到期")),
            ("issuedAt", Text(en: "Issued", zhHant: "簽發時間", zhHans: "签发时间")),
            ("createdAt", Text(en: "Received", zhHant: "收到時間", zhHans: "收到时间")),
            ("openedAt", Text(en: "Opened", zhHant: "提出時間", zhHans: "提出时间")),
            ("expiresAt", Text(en: "Expires", zhHant: "失效時間", zhHans: "失效时间")),
            ("enrolledAt", Text(en: "Enrolled", zhHant: "委任時間", zhHans: "任命时间")),
            (
                "identityMethod",
                Text(en: "Identity proven by", zhHant: "身份核實方法", zhHans: "身份核实方法")
            ),
            ("method", Text(en: "Method", zhHant: "方法", zhHans: "方法")),
            ("evidence", Text(en: "Evidence", zhHant: "證據", zhHans: "证据")),
            ("connector", Text(en: "Connector", zhHant: "連接器", zhHans: "连接器")),
            ("connectors", Text(en: "Connectors", zhHant: "連接器", zhHans: "连接器")),
            ("check", Text(en: "Question", zhHant: "查詢編號", zhHans: "查询编号")),
            ("matched", Text(en: "Matches", zhHant: "是否相符", zhHans: "是否相符")),
            ("reference", Text(en: "Source's number", zhHant: "來源的編號", zhHans: "来源的编号")),
            ("asked", Text(en: "Asked in entry", zhHant: "查詢紀錄", zhHans: "查询记录")),
            (
                "connectorNetworks",
                Text(en: "Networks of connectors", zhHant: "連接器的網絡", zhHans: "连接器的网络")
            ),
            ("correction", Text(en: "To be corrected", zhHant: "須更正", zhHans: "须更正")),
            ("statement", Text(en: "Stated", zhHant: "陳述", zhHans: "陈述")),
            ("earlierStatements", Text(en: "Stated before", zhHant: "先前陳述", zhHans: "此前陈述")),
            (
                "statementCommitment",
                Text(en: "Commitment", zhHant: "承諾值", zhHans: "承诺值")
            ),
            ("contents", contents),
            (
                "subscriberReference",
                Text(en: "Subscriber", zhHant: "登記人編號", zhHans: "订户编号")
            ),
            (
                "recordingReference",
                Text(en: "Number in recordings", zhHant: "錄製所用號碼", zhHans: "录制所用号码")
            ),
            (
                "ignoredFromRequest",
                Text(en: "Ignored in request", zhHant: "申請檔中被忽略", zhHans: "请求中被忽略")
            ),
            ("number", Text(en: "Number", zhHant: "編號", zhHans: "编号")),
            ("thisUpdate", Text(en: "This update", zhHant: "本次更新", zhHans: "本次更新")),
            ("nextUpdate", Text(en: "Next update", zhHant: "下次更新", zhHans: "下次更新")),
            ("crl", Text(en: "Revocation list", zhHant: "證書撤銷清單", zhHans: "证书吊销列表")),
        ]

    /// Of names, in reading order.
    private static let attributes: [(String, Text)] = [
        "commonName", "surname", "givenName", "organizationName", "organizationIdentifier",
        "organizationalUnitName", "title", "localityName", "stateOrProvinceName", "countryName",
        "emailAddress", "serialNumber", "pseudonym",
    ].compactMap { name in Vocabulary.attributes[name].map { (name, $0) } }

    /// Officers, keys, and the program itself.
    private static let people: [(String, Text)] = [
        ("officer", Text(en: "Officer", zhHant: "人員", zhHans: "人员")),
        ("roles", Text(en: "Roles", zhHant: "職務", zhHans: "岗位")),
        ("grants", Text(en: "Grants", zhHant: "職務授予", zhHans: "岗位授予")),
        ("tell", Text(en: "To be told now", zhHant: "須即時通知", zhHans: "须立即通知")),
        ("told", Text(en: "Told as shown by", zhHant: "通知證明", zhHans: "通知证明")),
        ("formerly", Text(en: "Formerly", zhHant: "前代號", zhHans: "前代号")),
        ("ended", Text(en: "Grants ended", zhHant: "已終止的授予", zhHans: "已终止的授予")),
        ("key", Text(en: "Key", zhHant: "密碼匙", zhHans: "密钥")),
        ("publicKey", publicKey),
        ("token", Text(en: "On the token", zhHant: "權標位置", zhHans: "令牌位置")),
        ("keyFile", Text(en: "Key file", zhHant: "密碼匙檔案", zhHans: "密钥文件")),
        ("transportFile", Text(en: "File for connections", zhHant: "連線用檔案", zhHans: "连接用文件")),
        ("publicKeyFile", Text(en: "Public key file", zhHant: "公開密碼匙檔案", zhHans: "公钥文件")),
        ("founders", Text(en: "Founders", zhHant: "創辦人", zhHans: "创办人")),
        ("data", Text(en: "Data folder", zhHant: "資料夾", zhHans: "数据文件夹")),
        ("module", Text(en: "Cryptographic module", zhHant: "密碼模組", zhHans: "密码模块")),
        ("baseURL", Text(en: "Public address", zhHant: "公眾地址", zhHans: "公众地址")),
        ("environment", Text(en: "Environment", zhHant: "環境", zhHans: "环境")),
        ("origin", Text(en: "Journal", zhHant: "日誌", zhHans: "日志")),
        ("verifierKey", Text(en: "Journal's key", zhHant: "日誌的密碼匙", zhHans: "日志的密钥")),
        ("predecessor", Text(en: "Earlier journal", zhHant: "先前的日誌", zhHans: "先前的日志")),
        ("kept", Text(en: "Kept", zhHant: "保留", zhHans: "保留")),
        ("seen", Text(en: "Seen outside", zhHant: "外間所見", zhHans: "外间所见")),
        ("recovered", Text(en: "Entered", zhHant: "補記", zhHans: "补记")),
        ("foreign", Text(en: "Of others", zhHant: "屬於他人", zhHans: "属于他人")),
        ("checkpointKey", Text(en: "Checkpoint key", zhHant: "檢查點密碼匙", zhHans: "检查点密钥")),
        ("witness", Text(en: "Witness", zhHant: "見證人", zhHans: "见证人")),
        ("witnessKey", Text(en: "Witness's key", zhHant: "見證人的密碼匙", zhHans: "见证人的密钥")),
        ("cosignedAt", Text(en: "Cosigned", zhHant: "聯署時間", zhHans: "联署时间")),
        ("program", Text(en: "Program", zhHant: "程式", zhHans: "程序")),
        ("server", Text(en: "Server", zhHant: "伺服器", zhHans: "服务器")),
    ]

    /// Practice settings, in the order of their meaning.
    private static let settings: [(String, Text)] = [
        ("version", Text(en: "Version", zhHant: "版本", zhHans: "版本")),
        ("effectiveFrom", Text(en: "In force from", zhHant: "生效時間", zhHans: "生效时间")),
        ("replaces", Text(en: "Gives up version", zhHant: "放棄版本", zhHans: "放弃版本")),
        ("settings", Text(en: "Settings", zhHant: "設定", zhHans: "设置")),
        ("organization", Text(en: "Organisation", zhHant: "機構", zhHans: "机构")),
        (
            "privateArc",
            Text(en: "Arc of own extensions", zhHant: "自訂擴展項的物件識別碼", zhHans: "自定义扩展项的对象标识符")
        ),
        (
            "subscriberValidityDays",
            Text(
                en: "Subscriber validity, days", zhHant: "登記人證書有效期（日）",
                zhHans: "订户证书有效期（天）")
        ),
        (
            "rootValidityYears",
            Text(en: "Root validity, years", zhHant: "根證書有效期（年）", zhHans: "根证书有效期（年）")
        ),
        (
            "issuingValidityYears",
            Text(
                en: "Issuing authority validity, years", zhHant: "簽發機關證書有效期（年）",
                zhHans: "签发机构证书有效期（年）")
        ),
        (
            "responderValidityDays",
            Text(
                en: "OCSP responder validity, days", zhHant: "OCSP 回應者證書有效期（日）",
                zhHans: "OCSP 响应者证书有效期（天）")
        ),
        (
            "relianceCurrency",
            Text(en: "Reliance currency", zhHant: "倚據限額貨幣", zhHans: "赔偿限额货币")
        ),
        (
            "personalRelianceLimit",
            Text(
                en: "Reliance limit, person", zhHant: "個人證書倚據限額", zhHans: "个人证书赔偿限额")
        ),
        (
            "organisationRelianceLimit",
            Text(
                en: "Reliance limit, organisation", zhHant: "機構證書倚據限額",
                zhHans: "机构证书赔偿限额")
        ),
        (
            "crlPeriodHours",
            Text(
                en: "Revocation list every, hours", zhHant: "撤銷清單公布間隔（小時）",
                zhHans: "吊销列表公布间隔（小时）")
        ),
        (
            "crlNextUpdateHours",
            Text(
                en: "Revocation list good for, hours", zhHant: "撤銷清單有效時間（小時）",
                zhHans: "吊销列表有效时间（小时）")
        ),
        (
            "rootCRLNextUpdateDays",
            Text(
                en: "Root's list good for, days", zhHant: "根機關撤銷清單有效時間（日）",
                zhHans: "根机构吊销列表有效时间（天）")
        ),
        (
            "ocspNextUpdateMinutes",
            Text(
                en: "OCSP answer good for, minutes", zhHant: "OCSP 回應有效時間（分鐘）",
                zhHans: "OCSP 响应有效时间（分钟）")
        ),
        (
            "suspensionLimitDays",
            Text(en: "Longest suspension, days", zhHant: "暫時吊銷上限（日）", zhHans: "挂起上限（天）")
        ),
        (
            "contentsLifetimeDays",
            Text(
                en: "Prepared contents good for, days", zhHant: "擬備內容有效時間（日）",
                zhHans: "拟备内容有效时间（天）")
        ),
        (
            "recoveryDelayHours",
            Text(
                en: "Recovered officers wait, hours", zhHant: "補任人員等候時間（小時）",
                zhHans: "补任人员等候时间（小时）")
        ),
        (
            "recoveryAddresses",
            Text(en: "Told of a recovery", zhHant: "補任時通知", zhHans: "补任时通知")
        ),
        (
            "qualificationRule",
            Text(
                en: "Lapsed vetting or training", zhHant: "審查或培訓逾期", zhHans: "审查或培训过期")
        ),
    ]

    /// The journal and its audit.
    private static let journal: [(String, Text)] = [
        ("status", Text(en: "Condition", zhHant: "狀況", zhHans: "状况")),
        ("openIntents", Text(en: "Open signatures", zhHant: "未完成簽署", zhHans: "未完成签名")),
        ("entries", Text(en: "Entries", zhHant: "紀錄", zhHans: "记录")),
        ("checkpoints", Text(en: "Checkpoints", zhHant: "檢查點", zhHans: "检查点")),
        ("ownCertificate", Text(en: "Own certificate", zhHant: "本身的證書", zhHans: "本身的证书")),
        (
            "withoutCertificate",
            Text(
                en: "Without certificate", zhHant: "沒有證書", zhHans: "没有证书")
        ),
        ("known", Text(en: "Known already", zhHant: "已知", zhHans: "已知")),
        ("tightens", Text(en: "Worse than known", zhHant: "較已知更差", zhHans: "比已知更差")),
        ("conflictCount", Text(en: "Conflicts", zhHant: "衝突", zhHans: "冲突")),
        ("crlNumber", Text(en: "Last list number", zhHant: "最後清單編號", zhHans: "最后列表编号")),
        ("files", Text(en: "Files", zhHant: "檔案", zhHans: "文件")),
        ("pieces", Text(en: "Pieces", zhHant: "部分", zhHans: "部分")),
        ("next", Text(en: "Next piece", zhHant: "下一部分", zhHans: "下一部分")),
        ("rows", Text(en: "Rows", zhHant: "資料列", zhHans: "数据行")),
        ("entry", Text(en: "Entry", zhHant: "紀錄", zhHans: "记录")),
        ("to", Text(en: "Written to", zhHant: "寫入", zhHans: "写入")),
        (
            "schemaBefore",
            Text(en: "Form of the tables before", zhHant: "原有資料表格式", zhHans: "原有数据表格式")
        ),
        (
            "schemaAfter",
            Text(en: "Form of the tables after", zhHant: "其後資料表格式", zhHans: "其后数据表格式")
        ),
        (
            "journalBefore",
            Text(en: "Form of entries before", zhHant: "原有紀錄格式", zhHans: "原有记录格式")
        ),
        (
            "journalAfter",
            Text(en: "Form of entries after", zhHant: "其後紀錄格式", zhHans: "其后记录格式")
        ),
        ("changes", Text(en: "Changes", zhHant: "更改", zhHans: "更改")),
        ("backup", Text(en: "Backup of before", zhHant: "事前備份", zhHans: "事前备份")),
        ("recipient", Text(en: "Encrypted to", zhHant: "加密予", zhHans: "加密给")),
        ("bytes", Text(en: "Bytes", zhHant: "位元組", zhHans: "字节")),
        ("size", Text(en: "Entries in it", zhHant: "所含紀錄", zhHans: "所含记录")),
        ("root", Text(en: "Root", zhHant: "根雜湊值", zhHans: "根哈希值")),
        ("madeAt", Text(en: "Made", zhHant: "製作時間", zhHans: "制作时间")),
        ("lastEntryAt", Text(en: "Last entry", zhHant: "最後紀錄", zhHans: "最后记录")),
        (
            "recoveryMilliseconds",
            Text(en: "Restored in, ms", zhHant: "還原所需（毫秒）", zhHans: "恢复所需（毫秒）")
        ),
        (
            "pointMilliseconds",
            Text(
                en: "Age of the last entry, ms", zhHant: "最後紀錄距今（毫秒）",
                zhHans: "最后记录距今（毫秒）")
        ),
        ("compared", Text(en: "Compared with", zhHant: "核對對象", zhHans: "核对对象")),
        ("history", Text(en: "History", zhHant: "歷史", zhHans: "历史")),
        ("record", Text(en: "Record", zhHant: "登記紀錄", zhHans: "登记记录")),
        ("register", Text(en: "Register", zhHant: "登記冊", zhHans: "登记册")),
        ("file", Text(en: "File", zhHant: "檔案", zhHans: "文件")),
        ("import", Text(en: "Import", zhHant: "匯入", zhHans: "导入")),
        ("digest", Text(en: "Digest over all lines", zhHant: "全部資料列的摘要", zhHans: "全部数据行的摘要")),
        ("broken", Text(en: "Broken lines", zhHant: "有誤的行數", zhHans: "有误的行数")),
        ("column", Text(en: "Column", zhHant: "欄位", zhHans: "列")),
        ("heading", Text(en: "Heading", zhHant: "標題", zhHans: "标题")),
        ("form", Text(en: "Written as", zhHant: "寫法", zhHans: "写法")),
        ("asked", Text(en: "Asked", zhHant: "要求", zhHans: "要求")),
        ("versions", Text(en: "Versions", zhHant: "各版本", zhHans: "各版本")),
        ("fault", Text(en: "Found", zhHant: "發現", zhHans: "发现")),
        ("attachments", Text(en: "Attachments", zhHant: "附件", zhHans: "附件")),
        ("mediaType", Text(en: "Type of content", zhHant: "內容類型", zhHans: "内容类型")),
    ]
}
