extension CommandHelp {
    public static let operations = CommandHelp(
        "operations",
        en: (
            "Everything that can be done here, as it is enforced.",
            "Who may, how many people, who must differ, which documents it takes, which clauses it "
                + "answers, and how long its records are kept. A narrow table leaves columns out: --format "
                + "csv and --json have them all. For officers and assessors."
        ),
        zhHant: (
            "列出一切可辦理的操作及其規則。",
            "包括何人可辦、須多少人、何人須不同、所需文件、所依條款及紀錄保存期。表格較窄時會略去部分欄位：--format csv 及 --json 載有全部。供人員及評估人使用。"
        ),
        zhHans: (
            "列出一切可办理的操作及其规则。",
            "包括何人可办、须多少人、何人须不同、所需文件、所依条款及记录保存期。表格较窄时会略去部分列：--format csv 及 --json 载有全部。供人员及评估人使用。"
        ),
        examples: "kapok operations", "kapok operations --format csv")

    public static let duties = CommandHelp(
        "duties",
        en: (
            "What is due, and whose it is.",
            "The most pressing first: lists, reviews, copies, applications that wait, suspensions that "
                + "run, people and holidays that are missing, and what registers name a day for. A duty is its role's and the deputy's; once it "
                + "is long overdue, it is the security officers' as well."
        ),
        zhHant: (
            "列出到期事項及負責人員。",
            "最緊急者先列：撤銷清單、覆核、副本、待處理的申請、進行中的證書暫停、欠缺的人手及假日，以及登記冊列明日期的事項。職責屬指定職務及其副手；逾期已久者，亦屬保安主任。"
        ),
        zhHans: (
            "列出到期事项及负责人员。",
            "最紧急者先列：吊销列表、复核、副本、待处理的申请、进行中的证书暂停、欠缺的人手及假日，以及登记册列明日期的事项。职责属指定岗位及其副手；逾期已久者，也属安全管理员。"
        ),
        examples: "kapok duties")

    public static let fulfil = CommandHelp(
        "fulfil",
        en: (
            "Sign that something was looked at which is due again and again.",
            "Such as the monthly review of the journal. The report stays with you; its hash goes to the "
                + "journal. `network.assessment` needs one (`--evidence`). So does a letter to a subscriber whom no mail reaches: "
                + "`--of` names what it tells, as the list of duties does."
        ),
        zhHant: (
            "簽署確認已辦理定期覆核的事項。",
            "例如每月覆核日誌。報告由你保存，其雜湊值記入日誌。`network.assessment` 須附報告（`--evidence`）。"
                + "電郵未能通知登記人而改為發信者，亦須附信件，並按待辦清單以 `--of` 指明事項。"
        ),
        zhHans: (
            "签名确认已办理定期复核的事项。",
            "例如每月复核日志。报告由你保存，其哈希值记入日志。`network.assessment` 须附报告（`--evidence`）。"
                + "电子邮件未能通知订户而改为发信的，也须附信件，并按待办清单用 `--of` 指明事项。"
        ),
        examples: "kapok fulfil journal.review --result clear --key kwan.pem",
        "kapok fulfil network.assessment --result clear --evidence report.pdf --key kwan.pem",
        "kapok fulfil certificate.changeNotice --of hk-rsa/5a3c…/2 --result actedUpon --evidence letter.pdf --key lam.pem"
    )

    public static let calendar = CommandHelp(
        "calendar",
        en: (
            "Working days in Hong Kong and on the mainland.",
            "Deadlines in working days hang on them."
        ),
        zhHant: ("香港及內地的工作日。", "以工作日計算的期限以此為準。"),
        zhHans: ("香港及内地的工作日。", "以工作日计算的期限以此为准。"),
        examples: "kapok calendar show hongKong --year 2026")

    public static let calendarShow = CommandHelp(
        "calendar show",
        en: (
            "The days that are not as the week has them.",
            "As the governments announced them, and as officers entered them since."
        ),
        zhHant: ("列出與平常星期不同的日子。", "以政府公布者為準，並包括人員其後記入者。"),
        zhHans: ("列出与平常星期不同的日子。", "以政府公布者为准，并包括人员其后记入者。"),
        examples: "kapok calendar show mainland --year 2026")

    public static let calendarEnter = CommandHelp(
        "calendar enter",
        en: (
            "Propose holidays or a day of typhoon or rain; a second CA administrator approves.",
            "It moves deadlines, so two people sign. --complete says that a year is whole by this: until "
                + "then, deadlines in it count without holidays."
        ),
        zhHant: (
            "提議記入假日，或颱風、暴雨停工日；由第二名核證機關管理員批准。",
            "此舉會改變期限，故須兩人簽署。--complete 表示該年至此已完整記入；在此之前，該年的期限不計假日。"
        ),
        zhHans: (
            "提议记入假日，或台风、暴雨停工日；由第二名认证机构管理员批准。",
            "此举会改变期限，故须两人签名。--complete 表示该年至此已完整记入；在此之前，该年的期限不计假日。"
        ),
        examples:
            "kapok calendar enter hongKong --reason typhoon --closed 2026-09-23 --key chan.pem")
}

extension CommandLineOption {
    public static let duty = Text(
        en: "A duty as kapok duties --json names it, such as journal.review.",
        zhHant: "kapok duties --json 所列的職責，例如 journal.review。",
        zhHans: "kapok duties --json 所列的职责，例如 journal.review。")
    public static let dutyResult = Text(
        en: "What came of it.", zhHant: "結果。", zhHans: "结果。")
    public static let dutyEvidence = Text(
        en: "A report; its SHA-256 is signed.", zhHant: "報告；簽署其 SHA-256。",
        zhHans: "报告；对其 SHA-256 签名。")
    public static let dutyObject = Text(
        en: "What has the duty, as listed by kapok duties; for notices to subscribers.",
        zhHant: "屬於該職責的事項，按 kapok duties 所列；用於通知登記人。",
        zhHans: "属于该职责的事项，按 kapok duties 所列；用于通知订户。")
    public static let region = Text(en: "The place.", zhHant: "地區。", zhHans: "地区。")
    public static let calendarYear = Text(
        en: "One year alone.", zhHant: "只列一年。", zhHans: "只列一年。")
    public static let calendarReason = Text(
        en: "Why the days are entered.", zhHant: "記入原因。", zhHans: "记入原因。")
    public static let closedDays = Text(
        en: "Days off, such as 2027-01-01.", zhHant: "休息日，例如 2027-01-01。",
        zhHans: "休息日，例如 2027-01-01。")
    public static let workingDays = Text(
        en: "Weekend days that are worked on.", zhHant: "須上班的周末日子。", zhHans: "须上班的周末日子。")
    public static let completeYear = Text(
        en: "A year that is whole by this.", zhHant: "至此已完整記入的年份。", zhHans: "至此已完整记入的年份。")
}
