extension CommandHelp {
    public static let work = CommandHelp(
        "work",
        en: (
            "List what an officer can do next, what is due first at the top.",
            "Of the applications that wait, those whose next step the rules let this officer take "
                + "now: by role and site, and by what the same person did in the case before. The "
                + "officer is who --as names, or whose --key it is. Nothing is signed."
        ),
        zhHant: (
            "列出人員可以進行的下一步工作，最早到期者在前。",
            "只列出規則容許該人員現時執行下一步的待辦申請：視乎職務、受理地點，以及同一人曾在該個案作過的操作。"
                + "人員由 --as 指明，或為 --key 的持有人。無須簽署。"
        ),
        zhHans: (
            "列出人员可以进行的下一步工作，最早到期的在前。",
            "只列出规则允许该人员现在执行下一步的待办申请：取决于岗位、受理网点，以及同一人曾在该案件作过的操作。"
                + "人员由 --as 指明，或为 --key 的持有人。无须签名。"
        ),
        examples: "kapok work --as ho --unclaimed", "kapok work --key ho.pem --due")

    public static let claim = CommandHelp(
        "claim",
        en: (
            "Take an application to work on, so that no colleague does the same.",
            "Only the step that comes next is kept for you, for as long as the practice says "
                + "(claimMinutes). Returning and refusing stay possible for everybody. It ends by "
                + "itself, with the step, or with 'kapok unclaim'. Role: that of the next step."
        ),
        zhHant: (
            "領取一項申請處理，以免同事重複工作。",
            "只為你保留該申請的下一步，時間由作業設定（claimMinutes）決定。任何人仍可退回或拒絕。到時、完成該步驟或以 "
                + "'kapok unclaim' 放回即告終止。職務：下一步所需的職務。"
        ),
        zhHans: (
            "领取一项申请处理，以免同事重复工作。",
            "只为你保留该申请的下一步，时间由业务设置（claimMinutes）决定。任何人仍可退回或拒绝。到时、完成该步骤或用 "
                + "'kapok unclaim' 放回即告终止。岗位：下一步所需的岗位。"
        ),
        examples: "kapok claim 1234-5678-6 --key ho.pem")

    public static let recall = CommandHelp(
        "recall",
        en: (
            "Take back a vetting or an approval, up to the signature of the certificate.",
            "An approver takes an approval back, a validator a vetting with all that came after; "
                + "the step is then taken anew. The applicant is not asked again, but for accepting "
                + "contents that are prepared anew. What the applicant has to change is returned "
                + "instead ('kapok return'). One officer is enough; the reason is a code."
        ),
        zhHant: (
            "在簽發證書前收回審核或批准。",
            "批准人收回批准；審核員收回審核及其後的各步驟，該步驟須重新執行。無須再向申請人查詢，但重新擬備的內容仍須由申請人接受。"
                + "須由申請人更正的，應予退回（'kapok return'）。一名人員即可決定；原因以代碼表示。"
        ),
        zhHans: (
            "在签发证书前收回审核或批准。",
            "批准人收回批准；审核员收回审核及其后的各步骤，该步骤须重新执行。无须再向申请人查询，但重新拟备的内容仍须由申请人接受。"
                + "须由申请人更正的，应予退回（'kapok return'）。一名人员即可决定；原因以代码表示。"
        ),
        examples: "kapok recall app-… --reason decidedInError --key lam.pem")

    public static let order = CommandHelp(
        "order",
        en: (
            "Applications that an organisation orders together.",
            "Each line of a file is an application, and goes its own way from there."
        ),
        zhHant: ("機構一併提出的申請。", "檔案每行為一項申請，其後各自處理。"),
        zhHans: ("机构一并提出的申请。", "文件每行为一项申请，其后各自处理。"),
        examples:
            "kapok order import staff.csv --authority rsa-ca --rejected rejected.csv --declare")

    public static let orderImport = CommandHelp(
        "order import",
        en: (
            "Apply for every line of a CSV file.",
            "The first line names the columns: csr, the name of a request's file beside this one; "
                + "attributes of the subject such as commonName, surname, givenName, in any of the "
                + "languages; documentKind, documentNumber, documentCountry, documentUntil, and the name "
                + "as the document has it (documentChinese, documentSurname, documentGivenName, "
                + "documentSingle, documentOrder), without which nobody can be vetted; trademark (yes or "
                + "no). What is the same for all is said by options. "
                + "Each good line is applied for; the others are written to --rejected, each with "
                + "line, code and reason, to be corrected and handed in again. The same request is "
                + "never applied for twice, so that a file can be handed in once more after a fault."
        ),
        zhHant: (
            "為 CSV 檔案的每一行提出申請。",
            "第一行為欄位標題：csr（與本檔案同一資料夾內的證書申請檔名稱）；主體屬性，如 commonName、surname、givenName，語言不限；"
                + "documentKind、documentNumber、documentCountry、documentUntil，以及證件上的姓名（documentChinese、documentSurname、"
                + "documentGivenName、documentSingle、documentOrder），未提供證件則不能審核；"
                + "trademark（yes 或 no）。各行相同的內容以選項說明。無誤的各行即提出申請；其餘連同行號、代碼及原因寫入 --rejected 的檔案，"
                + "更正後可再次提交。同一證書申請檔不會重複申請，故障後可將檔案重新提交。"
        ),
        zhHans: (
            "为 CSV 文件的每一行提出申请。",
            "第一行为列标题：csr（与本文件同一文件夹内的证书请求文件名）；主体属性，如 commonName、surname、givenName，语言不限；"
                + "documentKind、documentNumber、documentCountry、documentUntil，以及证件上的姓名（documentChinese、documentSurname、"
                + "documentGivenName、documentSingle、documentOrder），未提供证件则不能审核；"
                + "trademark（yes 或 no）。各行相同的内容用选项说明。无误的各行即提出申请；其余连同行号、代码和原因写入 --rejected 的文件，"
                + "更正后可再次提交。同一证书请求文件不会重复申请，故障后可将文件重新提交。"
        ),
        examples: "kapok order import staff.csv --authority rsa-ca --rejected rejected.csv "
            + "--organization \"Kapok Trading Ltd\" --organization-identifier NTRHK-12345678 "
            + "--country HK --trademark no --declare")

    public static let unclaim = CommandHelp(
        "unclaim",
        en: (
            "Give up an application that you took.",
            "Colleagues can take it at once. Nobody gives up what another one took."
        ),
        zhHant: ("放回你所領取的申請。", "同事可以即時領取。不能放回他人領取的申請。"),
        zhHans: ("放回你领取的申请。", "同事可以立即领取。不能放回他人领取的申请。"),
        examples: "kapok unclaim 1234-5678-6 --key ho.pem")
}

extension CommandLineOption {
    public static let recallReason = Text(
        en: "Why the decision is taken back.", zhHant: "收回決定的原因。", zhHans: "收回决定的原因。")
    public static let orderFile = Text(
        en: "The file; its first line names the columns.", zhHant: "檔案；第一行為欄位標題。",
        zhHans: "文件；第一行为列标题。")
    public static let orderRejected = Text(
        en: "Where refused lines are written with their reasons; must not exist.",
        zhHant: "被拒各行及原因寫入此檔案；檔案不可已存在。", zhHans: "被拒各行和原因写入此文件；文件不能已存在。")
    public static let workMine = Text(
        en: "What the officer has taken.", zhHant: "該人員所領取的。", zhHans: "该人员领取的。")
    public static let workUnclaimed = Text(
        en: "What nobody has taken.", zhHant: "無人領取的。", zhHans: "无人领取的。")
    public static let workDue = Text(
        en: "What is due soon or late.", zhHant: "即將到期或已逾期的。", zhHans: "即将到期或已逾期的。")
}
