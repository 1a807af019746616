// How a clause stands, whom it binds, and what answers it.

extension Vocabulary {
    static let conformanceStates: [String: Text] = [
        "open": Text(en: "open", zhHant: "未有着落", zhHans: "未落实"),
        "missing": Text(en: "missing", zhHant: "欠缺", zhHans: "欠缺"),
        "overdue": Text(en: "overdue", zhHant: "逾期", zhHans: "逾期"),
        "held": Text(en: "held", zhHant: "符合", zhHans: "符合"),
    ]

    static let clauseKinds: [String: Text] = [
        "enforce": Text(en: "enforced", zhHant: "強制執行", zhHans: "强制执行"),
        "evidence": Text(en: "recorded", zhHant: "留有紀錄", zhHans: "留有记录"),
        "publish": Text(en: "published", zhHant: "公布", zhHans: "公布"),
        "disclose": Text(en: "disclosed", zhHant: "披露", zhHans: "披露"),
    ]

    static let answerSources: [String: Text] = [
        "operation": Text(en: "operation", zhHant: "操作", zhHans: "操作"),
        "duty": Text(en: "duty", zhHant: "定期職責", zhHans: "定期职责"),
        "publication": Text(en: "publication", zhHant: "公布事項", zhHans: "公布事项"),
        "lintRule": Text(en: "rule of contents", zhHant: "內容規則", zhHans: "内容规则"),
    ]
}
