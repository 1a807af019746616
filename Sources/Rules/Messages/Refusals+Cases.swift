// Case numbers, and who works on which application.

extension RefusalCode {
    public static let caseNumberMistyped = RefusalCode(
        "application.numberMistyped",
        en: (
            "{number} is no case number: a digit is wrong, missing or too many, or two are swapped.",
            "Compare it digit by digit; a case number has nine, as in 1234-5678-6. Or name the "
                + "application by its id, app-…."
        ),
        zhHant: (
            "「{number}」並非個案編號：有數字錯誤、遺漏或多餘，或有兩個數字對調。",
            "請逐字核對；個案編號有九個數字，如 1234-5678-6。亦可使用申請編號（app-…）。"
        ),
        zhHans: (
            "“{number}”不是案件编号：有数字错误、遗漏或多余，或有两个数字对调。",
            "请逐字核对；案件编号有九个数字，如 1234-5678-6。也可使用申请编号（app-…）。"
        ))

    public static let caseNumbersExhausted = RefusalCode(
        "application.numbersExhausted",
        en: (
            "No free case number was found for the application.",
            "Send it again. Where that happens often, the numbers are used up: tell whoever "
                + "maintains this program."
        ),
        zhHant: ("未能為申請找到可用的個案編號。", "請再次提交。如經常發生，即編號已用盡，請通知本程式的維護者。"),
        zhHans: ("未能为申请找到可用的案件编号。", "请再次提交。如经常发生，即编号已用尽，请通知本程序的维护者。"))

    public static let applicationClaimed = RefusalCode(
        "application.claimed",
        en: (
            "Officer {officer} works on application {id} and has it until {until}.",
            "Take another one (`kapok work --unclaimed`), wait until then, or let the officer "
                + "give it up: `kapok unclaim {id}`. Returning and refusing it stay possible."
        ),
        zhHant: (
            "人員 {officer} 正在處理申請「{id}」，至 {until} 為止。",
            "請處理另一項（`kapok work --unclaimed`），或等候至該時間，或由該人員放回：`kapok unclaim {id}`。退回及拒絕不受影響。"
        ),
        zhHans: (
            "人员 {officer} 正在处理申请“{id}”，至 {until} 为止。",
            "请处理另一项（`kapok work --unclaimed`），或等候至该时间，或由该人员放回：`kapok unclaim {id}`。退回和拒绝不受影响。"
        ))

    public static let applicationNotClaimed = RefusalCode(
        "application.notClaimed",
        en: (
            "You have not taken application {id}, or no longer have it.",
            "`kapok work --mine` shows what you have. Others give up only what is theirs."
        ),
        zhHant: ("你並未領取申請「{id}」，或已不再持有。", "用 `kapok work --mine` 查看你所領取的申請。各人只可放回自己領取的申請。"),
        zhHans: ("你没有领取申请“{id}”，或已不再持有。", "用 `kapok work --mine` 查看你领取的申请。各人只能放回自己领取的申请。"))

    public static let orderHeadingUnknown = RefusalCode(
        "order.headingUnknown",
        en: (
            "{path} has a column {column} that an order does not know, or one twice.",
            "Columns are csr, trademark, attributes of the subject, such as commonName, and of its "
                + "document, such as documentNumber. Nothing was applied for."
        ),
        zhHant: (
            "{path} 有訂單不認識或重複的欄位「{column}」。",
            "欄位可為 csr、trademark、主體屬性（如 commonName）及證件（如 documentNumber）。未有提出任何申請。"
        ),
        zhHans: (
            "{path} 有订单不认识或重复的列“{column}”。",
            "列可为 csr、trademark、主体属性（如 commonName）和证件（如 documentNumber）。未提出任何申请。"
        ))

    public static let orderRequestMissing = RefusalCode(
        "order.requestMissing",
        en: (
            "{path} has no column {column}.",
            "Name in it, for each line, the file of its request (CSR). Nothing was applied for."
        ),
        zhHant: ("{path} 沒有「{column}」欄。", "請在此欄為每行指明證書申請檔（CSR）。未有提出任何申請。"),
        zhHans: ("{path} 没有“{column}”列。", "请在此列为每行指明证书请求文件（CSR）。未提出任何申请。"))

    public static let orderLineUnreadable = RefusalCode(
        "order.lineUnreadable",
        en: (
            "The line cannot be read: {problem}.",
            "Correct it in the file that it came from, and hand in that line again."
        ),
        zhHant: ("此行無法讀取：{problem}。", "請在原檔案更正後，再次提交該行。"),
        zhHans: ("此行无法读取：{problem}。", "请在原文件更正后，再次提交该行。"))

    public static let orderRequestName = RefusalCode(
        "order.requestName",
        en: (
            "{name} is not the name of a file beside the order.",
            "Put each request into the folder of the order, and name it without a path; links are "
                + "not followed."
        ),
        zhHant: ("「{name}」並非與訂單同一資料夾內的檔案名稱。", "請將各證書申請檔放入訂單所在資料夾，只寫檔名而不寫路徑；不接受連結。"),
        zhHans: ("“{name}”不是与订单同一文件夹内的文件名。", "请将各证书请求文件放入订单所在文件夹，只写文件名而不写路径；不接受链接。"))

    public static let orderRequestUnfit = RefusalCode(
        "order.requestUnfit",
        en: (
            "{name} is no certificate request; nothing of it was sent.",
            "Name a PKCS #10 file, PEM or DER, as `openssl req -new` writes it; private keys stay with "
                + "their holders."
        ),
        zhHant: (
            "「{name}」並非證書申請檔，其內容沒有送出。",
            "請指明 PKCS #10 檔案（PEM 或 DER），如 `openssl req -new` 所寫者；私人密碼匙須留在持有人處。"
        ),
        zhHans: (
            "“{name}”不是证书请求文件，其内容没有送出。",
            "请指明 PKCS #10 文件（PEM 或 DER），如 `openssl req -new` 所写者；私钥须留在持有人处。"
        ))

    public static let claimsExhausted = RefusalCode(
        "application.claimsExhausted",
        en: (
            "You have taken {limit} applications already; nobody takes more at a time.",
            "Bring some on, or give some up: `kapok work --mine`, `kapok unclaim`."
        ),
        zhHant: (
            "你已領取 {limit} 項申請，不能同時領取更多。",
            "請先處理或放回部分申請：`kapok work --mine`、`kapok unclaim`。"
        ),
        zhHans: (
            "你已领取 {limit} 项申请，不能同时领取更多。",
            "请先处理或放回部分申请：`kapok work --mine`、`kapok unclaim`。"
        ))
}
