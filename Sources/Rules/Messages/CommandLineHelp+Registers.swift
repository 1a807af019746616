// Registers of people, contracts, equipment and the like.

extension CommandHelp {
    public static let record = CommandHelp(
        "record",
        en: (
            "Registers: personnel, training, contracts, insurance, equipment and the like.",
            "Each record has versions that stay. What is confidential is sealed, masked in lists, and read with "
                + "a reason that stands in the journal. `kapok record kinds` tells what there is, and who "
                + "keeps it."
        ),
        zhHant: (
            "登記冊：人事、培訓、合約、保險、設備等。",
            "每項紀錄的各版本均會保留。機密內容加密保存，在清單上遮蓋，查閱須有理由並記入日誌。`kapok record kinds` 列出各登記冊及其管理者。"
        ),
        zhHans: (
            "登记册：人事、培训、合同、保险、设备等。",
            "每项记录的各版本均会保留。机密内容加密保存，在列表上遮盖，查阅须有理由并记入日志。`kapok record kinds` 列出各登记册及其管理者。"
        ),
        examples: "kapok record kinds")

    public static let recordKinds = CommandHelp(
        "record kinds",
        en: (
            "Which registers there are, or the columns of one.",
            "With the roles that keep each, the clauses that ask for it, how values are written, which are "
                + "required and which confidential."
        ),
        zhHant: ("列出各登記冊，或其中一個的欄位。", "包括管理各登記冊的職務、相關條款、各欄寫法、必填欄及機密欄。"),
        zhHans: ("列出各登记册，或其中一个的列。", "包括管理各登记册的岗位、相关条款、各列写法、必填列及机密列。"),
        examples: "kapok record kinds", "kapok record kinds personnel")

    public static let recordTemplate = CommandHelp(
        "record template",
        en: (
            "Write the headings of a register for a spreadsheet.",
            "UTF-8 with a mark, in the language of the command. Filled in and saved as CSV, it is what "
                + "`kapok record import` reads."
        ),
        zhHant: (
            "寫出登記冊的標題行，供試算表填寫。",
            "UTF-8 並附標記，以指令的語言寫出。填妥並存為 CSV 後，可用 `kapok record import` 匯入。"
        ),
        zhHans: (
            "写出登记册的标题行，供电子表格填写。",
            "UTF-8 并附标记，用命令的语言写出。填好并存为 CSV 后，可用 `kapok record import` 导入。"
        ),
        examples: "kapok record template training --out training.csv --lang zh-Hant")

    public static let recordList = CommandHelp(
        "record list",
        en: (
            "The records of a register, the newest first.",
            "What is confidential is shown as •••. --format csv gives the whole page for a spreadsheet."
        ),
        zhHant: ("登記冊的紀錄，最新者先列。", "機密內容顯示為 •••。--format csv 可輸出整頁供試算表使用。"),
        zhHans: ("登记册的记录，最新者先列。", "机密内容显示为 •••。--format csv 可输出整页供电子表格使用。"),
        examples: "kapok record list training --person chan",
        "kapok record list insurance --state inForce --format csv")

    public static let recordShow = CommandHelp(
        "record show",
        en: ("One record, with all its versions.", "What is confidential is shown as •••."),
        zhHant: ("一項紀錄及其所有版本。", "機密內容顯示為 •••。"),
        zhHans: ("一项记录及其所有版本。", "机密内容显示为 •••。"),
        examples: "kapok record show rec-…")

    public static let recordAdd = CommandHelp(
        "record add",
        en: (
            "Add a record, signed by who keeps the register.",
            "Columns by name or heading, as `kapok record kinds` lists them. What is typed here may stay in "
                + "the history of your shell: confidential values are better imported from a file."
        ),
        zhHant: (
            "新增紀錄，由管理登記冊者簽署。",
            "欄位可用名稱或標題，見 `kapok record kinds`。此處輸入的內容可能留在命令列歷史：機密內容宜從檔案匯入。"
        ),
        zhHans: (
            "新增记录，由管理登记册者签署。",
            "列可用名称或标题，见 `kapok record kinds`。此处输入的内容可能留在命令行历史：机密内容宜从文件导入。"
        ),
        examples: "kapok record add training --set person=chan --set topic=rules "
            + "--set heldOn=2026-11-30 --set goodUntil=2027-11-30 --set outcome=passed --key lau.pem"
    )

    public static let recordChange = CommandHelp(
        "record change",
        en: (
            "Add a new version of a record.",
            "The columns that are given change, an empty value empties one, the others stay. The earlier "
                + "versions stay to be seen."
        ),
        zhHant: ("為紀錄加上新版本。", "所指定的欄位會更改，留空則清除，其餘不變。較早的版本仍可查看。"),
        zhHans: ("为记录加上新版本。", "所指定的列会更改，留空则清除，其余不变。较早的版本仍可查看。"),
        examples: "kapok record change rec-… --set stage=inUse --key lau.pem")

    public static let recordEnd = CommandHelp(
        "record end",
        en: (
            "End a record: it holds no longer, and stays to be seen.",
            "Its key is free for another record then."
        ),
        zhHant: ("終止紀錄：不再有效，但仍可查看。", "其鍵值其後可供另一紀錄使用。"),
        zhHans: ("终止记录：不再有效，但仍可查看。", "其键值其后可供另一记录使用。"),
        examples: "kapok record end rec-… --reason over --key lau.pem")

    public static let recordReveal = CommandHelp(
        "record reveal",
        en: (
            "Read what is confidential in a record, with a reason.",
            "Who read it, when and why stands in the journal before anything is shown. For who keeps the "
                + "register, and the auditor."
        ),
        zhHant: (
            "查閱紀錄的機密內容，須說明理由。", "由誰、何時及為何查閱，會先記入日誌才顯示。只限管理登記冊者及審計員。"
        ),
        zhHans: (
            "查阅记录的机密内容，须说明理由。", "由谁、何时及为何查阅，会先记入日志才显示。只限管理登记册者及审计员。"
        ),
        examples: "kapok record reveal rec-… --reason assessment --key hal.pem")

    public static let recordAttach = CommandHelp(
        "record attach",
        en: (
            "Attach a file to a record: sealed, and read only with a reason.",
            "PDF, PNG, JPEG, .docx, .xlsx, CMS signatures in DER, and text or CSV in UTF-8. The content has to be what "
                + "the name says; macros, formulas and what can be read as two things are refused."
        ),
        zhHant: (
            "為紀錄附上檔案：加密保存，須說明理由才可查閱。",
            "可用 PDF、PNG、JPEG、.docx、.xlsx、DER 格式的 CMS 簽署，以及 UTF-8 的文字或 CSV。內容須與名稱相符；含巨集、公式，"
                + "或可讀作兩種內容的檔案不予接收。"
        ),
        zhHans: (
            "为记录附上文件：加密保存，须说明理由才可查阅。",
            "可用 PDF、PNG、JPEG、.docx、.xlsx、DER 格式的 CMS 签名，以及 UTF-8 的文本或 CSV。内容须与名称相符；含宏、公式，"
                + "或可读作两种内容的文件不予接收。"
        ),
        examples: "kapok record attach rec-… contract.pdf --key mei.pem")

    public static let recordFetch = CommandHelp(
        "record fetch",
        en: (
            "Read an attachment of a record, with a reason.",
            "Who read it, when and why stands in the journal before anything of it is told. For who keeps the "
                + "register, and the auditor."
        ),
        zhHant: (
            "查閱紀錄的附件，須說明理由。", "由誰、何時及為何查閱，會先記入日誌才提供內容。只限管理登記冊者及審計員。"
        ),
        zhHans: (
            "查阅记录的附件，须说明理由。", "由谁、何时及为何查阅，会先记入日志才提供内容。只限管理登记册者及审计员。"
        ),
        examples: "kapok record fetch rec-… 3f9a1c0d --reason assessment --out a.pdf --key hal.pem")

    public static let recordFindings = CommandHelp(
        "record findings",
        en: (
            "Find gaps and overtime in the records of doors, visits and sensors.",
            "A sensor without a record for an hour, a visit of more than twelve, a stay longer than the door allows "
                + "(overtimeMinutes). Exit status 1 where something is found."
        ),
        zhHant: (
            "找出門禁、訪客及感應器紀錄的中斷與逾時。",
            "感應器一小時沒有紀錄、訪客逗留逾十二小時、逗留超過該門的上限（overtimeMinutes）。如有發現，結束代碼為 1。"
        ),
        zhHans: (
            "找出门禁、访客和传感器记录的中断与超时。",
            "传感器一小时没有记录、访客停留超过十二小时、停留超过该门的上限（overtimeMinutes）。如有发现，退出代码为 1。"
        ),
        examples: "kapok record findings environment --from 2026-11-01")

    public static let recordImport = CommandHelp(
        "record import",
        en: (
            "Enter a CSV file of records as a whole, with one signature.",
            "The first line holds headings, in any language. Each line is judged first: broken ones are "
                + "named and nothing is entered. The lines are handed in by chunks and count all at "
                + "once, when the signed act adopts them; `kapok record reverse` takes them back all "
                + "at once. UTF-8, unless a mark in the file or --encoding says otherwise."
        ),
        zhHant: (
            "以一次簽署匯入整個 CSV 紀錄檔。",
            "首行為標題，語言不限。先檢查每一行：如有錯誤會逐行指出，且一概不記錄。資料列分批交入，待已簽署的操作採納時同時生效；"
                + "`kapok record reverse` 可整批撤回。預設為 UTF-8，除非檔案標記或 --encoding 另有指明。"
        ),
        zhHans: (
            "用一次签署导入整个 CSV 记录文件。",
            "首行为标题，语言不限。先检查每一行：如有错误会逐行指出，且一概不记录。数据行分批交入，待已签署的操作采纳时同时生效；"
                + "`kapok record reverse` 可整批撤回。默认为 UTF-8，除非文件标记或 --encoding 另有指明。"
        ),
        examples: "kapok record import training training.csv --dry-run",
        "kapok record import training training.csv --encoding gb18030 --key lau.pem")

    public static let recordReverse = CommandHelp(
        "record reverse",
        en: (
            "Take back an import as a whole, with one signature.",
            "Its records count no longer, with all that was changed in them since. The entries stay."
        ),
        zhHant: ("以一次簽署撤回整批匯入。", "其紀錄連同其後的更改不再有效。日誌紀錄仍會保留。"),
        zhHans: ("用一次签署撤回整批导入。", "其记录连同其后的更改不再有效。日志记录仍会保留。"),
        examples: "kapok record reverse imp-… --reason wrong --key lau.pem")

    public static let recordExport = CommandHelp(
        "record export",
        en: (
            "Write the records in force of a register for a spreadsheet.",
            "With the headings of the template. What a spreadsheet would compute is kept text by an "
                + "apostrophe; what is confidential is •••."
        ),
        zhHant: (
            "把登記冊的有效紀錄寫成試算表檔案。", "採用範本的標題。試算表會當作公式的內容以撇號保持為文字；機密內容為 •••。"
        ),
        zhHans: (
            "把登记册的有效记录写成电子表格文件。", "采用模板的标题。电子表格会当作公式的内容用撇号保持为文字；机密内容为 •••。"
        ),
        examples: "kapok record export insurance --out insurance.csv")
}

extension CommandLineOption {
    public static let recordKind = Text(
        en: "The register, such as training; `kapok record kinds` lists them.",
        zhHant: "登記冊，例如 training；見 `kapok record kinds`。",
        zhHans: "登记册，例如 training；见 `kapok record kinds`。")
    public static let record = Text(
        en: "The record, rec-….", zhHant: "紀錄編號（rec-…）。", zhHans: "记录编号（rec-…）。")
    public static let recordPerson = Text(
        en: "Only about this person, by handle.", zhHant: "只限此人（代號）。", zhHans: "只限此人（代号）。")
    public static let recordSet = Text(
        en: "A column and its value; once for each column.", zhHant: "欄位及其值；每欄一次。",
        zhHans: "列及其值；每列一次。")
    public static let recordReset = Text(
        en: "A column and its new value, or none; once for each column.",
        zhHant: "欄位及其新值，留空則清除；每欄一次。", zhHans: "列及其新值，留空则清除；每列一次。")
    public static let recordVersion = Text(
        en: "The version; otherwise the newest.", zhHant: "版本；否則為最新版本。",
        zhHans: "版本；否则为最新版本。")
    public static let recordEndReason = Text(
        en: "Why it ends.", zhHant: "終止的原因。", zhHans: "终止的原因。")
    public static let recordRevealReason = Text(
        en: "Why it is read.", zhHant: "查閱的理由。", zhHans: "查阅的理由。")
    public static let recordReverseReason = Text(
        en: "Why it is taken back.", zhHant: "撤回的原因。", zhHans: "撤回的原因。")
    public static let attachmentFile = Text(
        en: "The file; its name has to end in what it is.", zhHant: "檔案；名稱結尾須與內容類型相符。",
        zhHans: "文件；名称结尾须与内容类型相符。")
    public static let attachment = Text(
        en: "The attachment, as `kapok record show` lists it.", zhHant: "附件，見 `kapok record show`。",
        zhHans: "附件，见 `kapok record show`。")
    public static let recordImportID = Text(
        en: "The import, imp-….", zhHant: "匯入編號（imp-…）。", zhHans: "导入编号（imp-…）。")
    public static let recordOut = Text(
        en: "Write it there; nothing may be there yet.", zhHant: "寫入此檔案；該處不可已有檔案。",
        zhHans: "写入此文件；该处不可已有文件。")
    public static let recordFile = Text(
        en: "The file, CSV with headings.", zhHant: "附標題行的 CSV 檔案。", zhHans: "带标题行的 CSV 文件。")
    public static let recordEncoding = Text(
        en: "How the file is encoded, where it has no mark: utf-8, gb18030 or big5-hkscs.",
        zhHant: "檔案沒有標記時的編碼：utf-8、gb18030 或 big5-hkscs。",
        zhHans: "文件没有标记时的编码：utf-8、gb18030 或 big5-hkscs。")
}
