// How a clause stands, whom it binds, and what answers it.

extension Vocabulary {
    static let conformanceStates: [String: Text] = [
        "open": Text(en: "open", zhHant: "未有着落", zhHans: "未落实"),
        "missing": Text(en: "missing", zhHant: "欠缺", zhHans: "欠缺"),
        "overdue": Text(en: "overdue", zhHant: "逾期", zhHans: "逾期"),
        "held": Text(en: "held", zhHant: "符合", zhHans: "符合"),
        "notApplicable": Text(en: "not applicable", zhHant: "不適用", zhHans: "不适用"),
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
        "application.processing": Text(
            en: "decide an application", zhHant: "處理申請", zhHans: "处理申请"),
        "certificate.acceptance": Text(
            en: "certificate on hold until it is accepted", zhHant: "待登記人接受而暫時吊銷的證書",
            zhHans: "待订户接受而挂起的证书"),
        "certificate.suspension": Text(
            en: "decide a suspension", zhHant: "處理證書暫停", zhHans: "处理证书暂停"),
        "campaign.completion": Text(
            en: "bring a mass revocation to its end", zhHant: "完成大批撤銷", zhHans: "完成批量吊销"),
        "certificate.issuanceNotice": Text(
            en: "tell a subscriber of an issued certificate", zhHant: "通知登記人證書已簽發",
            zhHans: "通知订户证书已签发"),
        "certificate.changeNotice": Text(
            en: "tell a subscriber of a suspension, release or revocation",
            zhHant: "通知登記人證書暫時吊銷、恢復或撤銷", zhHans: "通知订户证书挂起、恢复或吊销"),
        "subscriber.actNotice": Text(
            en: "tell a subscriber what was done in their name", zhHant: "通知登記人有人以其名義辦理的事項",
            zhHans: "通知订户有人以其名义办理的事项"),
        "calendar.nextYear": Text(
            en: "holidays of a year", zhHant: "記入年度假日", zhHans: "记入年度假日"),
        "staffing.replacement": Text(
            en: "replace who is missing", zhHant: "補充人手", zhHans: "补充人手"),
        "officer.qualification": Text(
            en: "renew vetting or training", zhHant: "更新審查或培訓", zhHans: "更新审查或培训"),
        "record.due": Text(
            en: "due by its register", zhHant: "登記冊列明的到期事項", zhHans: "登记册列明的到期事项"),
        "device.accessReview": Text(
            en: "review of device access", zhHant: "覆核設備進出紀錄", zhHans: "复核设备访问记录"),
        "journal.review": Text(
            en: "review of the journal", zhHant: "每月覆核日誌", zhHans: "每月复核日志"),
        "journal.securityCheck": Text(
            en: "security check", zhHant: "日誌保安檢查", zhHans: "日志安全检查"),
        "network.assessment": Text(
            en: "network assessment", zhHant: "網絡風險評估", zhHans: "网络风险评估"),
        "policy.assessment": Text(
            en: "third-party assessment", zhHant: "第三方年度評估", zhHans: "第三方年度评估"),
        "insurance.renewal": Text(
            en: "insurance or guarantee", zhHant: "保險或擔保續期", zhHans: "保险或担保续期"),
        "disaster.drill": Text(
            en: "disaster drill", zhHant: "災難應變演習", zhHans: "灾难应对演练"),
        "archive.comparison": Text(
            en: "comparison of archives", zhHant: "核對檔案副本", zhHans: "核对档案副本"),
    ]

    static let dutyStandings: [String: Text] = [
        "held": Text(en: "in order", zhHant: "正常", zhHans: "正常"),
        "dueSoon": Text(en: "due soon", zhHant: "將到期", zhHans: "即将到期"),
        "missing": Text(en: "overdue, never done", zhHant: "逾期，從未辦理", zhHans: "逾期，从未办理"),
        "overdue": Text(en: "overdue", zhHant: "逾期", zhHans: "逾期"),
        "escalated": Text(en: "long overdue", zhHant: "嚴重逾期", zhHans: "严重逾期"),
    ]

    static let dutyResults: [String: Text] = [
        "clear": Text(en: "nothing found", zhHant: "沒有發現", zhHans: "没有发现"),
        "actedUpon": Text(
            en: "found and acted upon", zhHant: "有發現並已處理", zhHans: "有发现并已处理"),
    ]

    static let calendarWords: [String: Text] = [
        "hongKong": Text(en: "Hong Kong", zhHant: "香港", zhHans: "香港"),
        "mainland": Text(en: "the mainland", zhHant: "內地", zhHans: "内地"),
        "closed": Text(en: "day off", zhHant: "休息日", zhHans: "休息日"),
        "working": Text(en: "working day", zhHant: "工作日", zhHans: "工作日"),
        "holidays": Text(en: "holidays", zhHant: "假日", zhHans: "假日"),
        "typhoon": Text(en: "typhoon", zhHant: "颱風", zhHans: "台风"),
        "rain": Text(en: "rainstorm", zhHant: "暴雨", zhHans: "暴雨"),
        "correction": Text(en: "correction", zhHant: "更正", zhHans: "更正"),
    ]

    static let publications: [String: Text] = [
        "crl": Text(en: "revocation list", zhHant: "證書撤銷清單", zhHans: "证书吊销列表"),
        "status": Text(en: "certificate status", zhHant: "證書狀態", zhHans: "证书状态"),
        "authorityCertificate": Text(
            en: "certificate of the authority", zhHant: "機關證書", zhHans: "机构证书"),
        "certificate": Text(en: "certificate", zhHant: "證書", zhHans: "证书"),
    ]
}
