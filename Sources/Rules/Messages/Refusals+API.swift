extension RefusalCode {
    public static let routeUnknown = RefusalCode(
        "api.routeUnknown",
        en: (
            "There is nothing at {path}.",
            "The API is described in docs/api.md; `kapok version` tells both versions."
        ),
        zhHant: ("{path} 沒有內容。", "API 說明見 docs/api.md；用 `kapok version` 查看雙方版本。"),
        zhHans: ("{path} 没有内容。", "API 说明见 docs/api.md；用 `kapok version` 查看双方版本。"))

    public static let apiOperationUnknown = RefusalCode(
        "api.operationUnknown",
        en: (
            "There is no operation {name}.",
            "`kapok help` lists what can be done. Issued certificates are never modified: apply "
                + "again (CP 6.16)."
        ),
        zhHant: ("沒有操作「{name}」。", "用 `kapok help` 查看可做的操作。已簽發的證書不可修改：請重新申請（CP 6.16）。"),
        zhHans: ("没有操作“{name}”。", "用 `kapok help` 查看可做的操作。已签发的证书不可修改：请重新申请（CP 6.16）。"))

    public static let socketForeignUser = RefusalCode(
        "api.foreignUser",
        en: (
            "This socket serves the operating-system user that owns the data folder, and no other.",
            "Run the command as that user, or connect to the officers' listener with --server."
        ),
        zhHant: ("此 socket 只供資料夾擁有者的系統用戶使用。", "請以該用戶執行指令，或以 --server 連線至人員監聽地址。"),
        zhHans: ("此套接字只供数据文件夹所有者的系统用户使用。", "请以该用户执行命令，或用 --server 连接人员监听地址。"))

    public static let methodUnknown = RefusalCode(
        "api.methodUnknown",
        en: ("The API answers GET and POST alone.", "docs/api.md says which one each path takes."),
        zhHant: ("此 API 只接受 GET 及 POST。", "各路徑所用的方法見 docs/api.md。"),
        zhHans: ("此 API 只接受 GET 和 POST。", "各路径所用的方法见 docs/api.md。"))

    public static let targetMalformed = RefusalCode(
        "api.targetMalformed",
        en: (
            "The path or query of the request is malformed, or names a parameter twice.",
            "Encode it as RFC 3986 §2.1 says, and give each parameter once."
        ),
        zhHant: ("請求的路徑或查詢參數格式不正確，或參數重複。", "請按 RFC 3986 §2.1 編碼，每個參數只寫一次。"),
        zhHans: ("请求的路径或查询参数格式不正确，或参数重复。", "请按 RFC 3986 §2.1 编码，每个参数只写一次。"))

    public static let targetTooLong = RefusalCode(
        "api.targetTooLong",
        en: (
            "The path and query of the request are too long.",
            "Narrow the question; what is long belongs into the body."
        ),
        zhHant: ("請求的路徑及查詢參數過長。", "請縮短查詢；較長的內容應放在請求內文。"),
        zhHans: ("请求的路径和查询参数过长。", "请缩短查询；较长的内容应放在请求正文。"))

    public static let bodyTooLarge = RefusalCode(
        "api.bodyTooLarge",
        en: ("The body of the request is larger than {limit} octets.", "Send less in one request."),
        zhHant: ("請求內文超過 {limit} 個八位元組。", "請減少每次請求的內容。"),
        zhHans: ("请求正文超过 {limit} 个八位字节。", "请减少每次请求的内容。"))

    public static let bodyUnreadable = RefusalCode(
        "api.bodyUnreadable",
        en: (
            "The body of the request is not JSON: {reason}.",
            "Send one JSON object without fractions or duplicate keys."
        ),
        zhHant: ("請求內容並非 JSON：{reason}。", "請提交一個不含小數及重複鍵的 JSON 物件。"),
        zhHans: ("请求内容不是 JSON：{reason}。", "请提交一个不含小数及重复键的 JSON 对象。"))

    public static let entryUnknown = RefusalCode(
        "entry.unknown",
        en: (
            "The journal has no entry {index}; the last one is {last}.",
            "`kapok audit list` shows the entries."
        ),
        zhHant: ("日誌沒有第 {index} 項紀錄；最後一項為 {last}。", "用 `kapok audit list` 查看紀錄。"),
        zhHans: ("日志没有第 {index} 项记录；最后一项为 {last}。", "用 `kapok audit list` 查看记录。"))

    public static let queryInvalid = RefusalCode(
        "api.queryInvalid",
        en: (
            "The value of {name} cannot be used; it is written so: {reason}.",
            "Correct it and ask again."
        ),
        zhHant: ("「{name}」的值不可用，正確寫法為：{reason}。", "請更正後再查詢。"),
        zhHans: ("“{name}”的值不可用，正确写法为：{reason}。", "请更正后再查询。"))

    public static let queryUnknown = RefusalCode(
        "api.queryUnknown",
        en: ("This list has no filter {name}.", "Use only: {known}."),
        zhHant: ("此清單沒有篩選條件「{name}」。", "可用：{known}。"),
        zhHans: ("此列表没有筛选条件“{name}”。", "可用：{known}。"))

    public static let momentAhead = RefusalCode(
        "moment.ahead",
        en: ("{at} lies ahead: nobody knows yet.", "Ask for a time that has passed."),
        zhHant: ("{at} 尚未到來，無從得知。", "請查詢已過去的時間。"),
        zhHans: ("{at} 尚未到来，无从得知。", "请查询已过去的时间。"))

    public static let internalFault = RefusalCode(
        "internal.fault",
        en: (
            "Something went wrong inside the server.",
            "Look at the thing itself to see whether the act took effect. The server's log names "
                + "the request {request}; report it with that number."
        ),
        zhHant: (
            "伺服器內部出錯。", "請查看該項工作的狀態，以確定是否已經生效。伺服器日誌載有請求編號 {request}；請連同編號報告。"
        ),
        zhHans: (
            "服务器内部出错。", "请查看该项工作的状态，以确定是否已经生效。服务器日志载有请求编号 {request}；请连同编号报告。"
        ))

}
