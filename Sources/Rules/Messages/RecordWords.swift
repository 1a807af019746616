/// The words of the registers: their names, the headings of their columns, and the values that are
/// words. Headings stand in templates and are read back from files in any of the languages.
package enum RecordWords {
    /// The heading of a column, by its name.
    package static func heading(_ name: String) -> Text { fields[name] ?? unknown }

    /// The name of a register.
    package static func kind(_ id: String) -> Text { kinds[id] ?? unknown }

    /// For tests: everything that has a word.
    package static var known: (kinds: Set<String>, fields: Set<String>, choices: Set<String>) {
        (
            Set(kinds.keys), Set(fields.keys), Set(choices.keys).union(Vocabulary.duties.keys)
        )
    }

    /// The word for a value that is one of a few; nil where it is shown as it is.
    package static func choice(_ value: String) -> Text? {
        choices[value] ?? Vocabulary.duties[value]
    }

    private static let unknown = Text(en: "–", zhHant: "–", zhHans: "–")

    static let kinds: [String: Text] = [
        "personnel": Text(en: "Personnel", zhHant: "人事檔案", zhHans: "人事档案"),
        "training": Text(en: "Training", zhHant: "培訓紀錄", zhHans: "培训记录"),
        "contract": Text(en: "Contracts", zhHant: "合約", zhHans: "合同"),
        "insurance": Text(en: "Insurance and guarantees", zhHant: "保險及擔保", zhHans: "保险及担保"),
        "licence": Text(en: "Licences and recognitions", zhHant: "牌照及認可", zhHans: "许可及认可"),
        "assessment": Text(en: "Assessments", zhHant: "評估", zhHans: "评估"),
        "finding": Text(en: "Findings and plans", zhHant: "評估發現及改善計劃", zhHans: "评估发现及整改计划"),
        "cryptographicModule": Text(en: "Cryptographic modules", zhHant: "密碼模組", zhHans: "密码模块"),
        "device": Text(en: "Devices", zhHant: "設備", zhHans: "设备"),
        "medium": Text(en: "Media", zhHant: "儲存媒體", zhHans: "存储介质"),
        "zone": Text(en: "Zones", zhHant: "區域", zhHans: "区域"),
        "door": Text(en: "Doors", zhHant: "門", zhHans: "门"),
        "visit": Text(en: "Visits", zhHant: "訪客紀錄", zhHans: "访客记录"),
        "access": Text(en: "Door records", zhHant: "出入紀錄", zhHans: "出入记录"),
        "environment": Text(en: "Environment records", zhHant: "環境監察紀錄", zhHans: "环境监测记录"),
        "facility": Text(en: "Facilities", zhHant: "設施", zhHans: "设施"),
        "site": Text(en: "Sites", zhHant: "受理地點", zhHans: "受理网点"),
        "change": Text(en: "Changes", zhHant: "變更", zhHans: "变更"),
        "release": Text(en: "Releases", zhHant: "發布版本", zhHans: "发布版本"),
        "incident": Text(en: "Incidents", zhHant: "事故", zhHans: "事故"),
        "drill": Text(en: "Drills", zhHant: "演習", zhHans: "演练"),
        "document": Text(en: "Documents", zhHant: "文件登記", zhHans: "文件登记"),
        "obligation": Text(en: "Obligations", zhHant: "義務", zhHans: "义务"),
    ]

    /// How a value is written.
    static let forms: [String: Text] = [
        "text": Text(
            en: "one line of at most 200 characters, without blanks at its ends",
            zhHant: "一行文字，最多 200 字，首尾不留空格", zhHans: "一行文字，最多 200 字，首尾不留空格"),
        "words": Text(
            en: "text of at most 4000 characters", zhHant: "最多 4000 字的文字", zhHans: "最多 4000 字的文字"),
        "day": Text(
            en: "a day such as 2026-11-30", zhHant: "日期，例如 2026-11-30", zhHans: "日期，例如 2026-11-30"),
        "number": Text(en: "a whole number in plain digits", zhHant: "整數，只用數字", zhHans: "整数，只用数字"),
        "handle": Text(
            en: "a handle of 2 to 32 lower-case letters, digits and hyphens",
            zhHant: "代號，2 至 32 個小寫字母、數字或連字號", zhHans: "代号，2 至 32 个小写字母、数字或连字符"),
        "digest": Text(
            en: "a SHA-256 digest in lower-case hex", zhHant: "小寫十六進制的 SHA-256 摘要",
            zhHans: "小写十六进制的 SHA-256 摘要"),
        "moment": Text(
            en: "a moment such as 2026-11-30 08:15:00 (UTC+8), or with T and Z or +08:00",
            zhHant: "時間，例如 2026-11-30 08:15:00（UTC+8），或以 T 連接並附 Z 或 +08:00",
            zhHans: "时间，例如 2026-11-30 08:15:00（UTC+8），或以 T 连接并附 Z 或 +08:00"),
    ]
}
