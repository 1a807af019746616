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
        "record": Text(en: "register", zhHant: "登記冊", zhHans: "登记册"),
        "lintRule": Text(en: "rule of contents", zhHant: "內容規則", zhHans: "内容规则"),
    ]

    static let duties: [String: Text] = [
        "crl.issuing": Text(
            en: "list of an issuing authority", zhHant: "簽發機關的撤銷清單", zhHans: "签发机构的吊销列表"),
        "crl.root": Text(en: "list of a root", zhHant: "根機關的撤銷清單", zhHans: "根机构的吊销列表"),
        "backup.make": Text(en: "backup", zhHant: "備份", zhHans: "备份"),
        "backup.drill": Text(en: "restore drill", zhHant: "還原演習", zhHans: "恢复演练"),
    ]

    static let publications: [String: Text] = [
        "crl": Text(en: "revocation list", zhHant: "證書撤銷清單", zhHans: "证书吊销列表"),
        "status": Text(en: "certificate status", zhHant: "證書狀態", zhHans: "证书状态"),
        "authorityCertificate": Text(
            en: "certificate of the authority", zhHant: "機關證書", zhHans: "机构证书"),
        "certificate": Text(en: "certificate", zhHant: "證書", zhHans: "证书"),
    ]
}
