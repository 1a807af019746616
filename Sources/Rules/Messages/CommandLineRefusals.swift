// Refusals that the command line makes by itself: files, keys, the way to the server.

extension RefusalCode {
    public static let commandUsage = RefusalCode(
        "command.usage",
        en: ("{what}", "Run the command with --help to see how it is written."),
        zhHant: ("{what}", "加上 --help 執行指令，可看正確寫法。"),
        zhHans: ("{what}", "加上 --help 执行命令，可看正确写法。"))

    public static let commandFault = RefusalCode(
        "internal.command",
        en: (
            "Something went wrong that should not: {what}", "Report this with the command you ran."
        ),
        zhHant: ("出現不應發生的錯誤：{what}", "請連同所執行的指令一併報告。"),
        zhHans: ("出现不应发生的错误：{what}", "请连同所执行的命令一并报告。"))

    public static let commandTimeOnAct = RefusalCode(
        "command.timeOnAct",
        en: (
            "'kapok {command}' is about the present: the server's own time counts, so that nothing "
                + "can be dated back. --at cannot be said here.",
            "Leave out --at. 'kapok status', 'kapok certificate show', 'kapok verify' and 'kapok "
                + "conformance' look back."
        ),
        zhHant: (
            "「kapok {command}」只關乎現在：一律以伺服器的時間為準，以免倒填日期，不能指定 --at。",
            "請不用 --at。可以回看過去的是「kapok status」、「kapok certificate show」、「kapok verify」及「kapok conformance」。"
        ),
        zhHans: (
            "“kapok {command}”只关乎现在：一律以服务器的时间为准，以免倒填日期，不能指定 --at。",
            "请不用 --at。可以回看过去的是“kapok status”、“kapok certificate show”、“kapok verify”和“kapok conformance”。"
        ))

    public static let commandTimeIgnored = RefusalCode(
        "command.timeIgnored",
        en: (
            "The server answered {path} for now and not for the time asked.",
            "Leave out --at: this query cannot look back yet."
        ),
        zhHant: ("伺服器對 {path} 的回應以現時為準，而非所問的時間。", "請不用 --at：此查詢尚不能回看過去。"),
        zhHans: ("服务器对 {path} 的响应以现时为准，而非所问的时间。", "请不用 --at：此查询尚不能回看过去。"))

    // Files.
    public static let commandFileUnreadable = RefusalCode(
        "command.fileUnreadable",
        en: ("The file {path} cannot be read: {reason}.", "Check its name and who may read it."),
        zhHant: ("無法讀取檔案 {path}：{reason}。", "請檢查檔案名稱及讀取權限。"),
        zhHans: ("无法读取文件 {path}：{reason}。", "请检查文件名和读取权限。"))

    public static let commandFileTooLarge = RefusalCode(
        "command.fileTooLarge",
        en: ("The file {path} is larger than {limit} bytes.", "Check that it is the right file."),
        zhHant: ("檔案 {path} 超過 {limit} 位元組。", "請確認檔案是否正確。"),
        zhHans: ("文件 {path} 超过 {limit} 字节。", "请确认文件是否正确。"))

    public static let commandFileUnwritable = RefusalCode(
        "command.fileUnwritable",
        en: (
            "The file {path} cannot be written: {reason}.",
            "Choose another place, or make room and rights there."
        ),
        zhHant: ("無法寫入檔案 {path}：{reason}。", "請選擇其他位置，或確保有足夠空間及權限。"),
        zhHans: ("无法写入文件 {path}：{reason}。", "请选择其他位置，或确保有足够空间和权限。"))

    public static let commandFileExists = RefusalCode(
        "command.fileExists",
        en: ("{path} exists already.", "Choose another name; a key is never replaced."),
        zhHant: ("{path} 已經存在。", "請用另一名稱；密碼匙不會被取代。"),
        zhHans: ("{path} 已经存在。", "请用另一名称；密钥不会被替换。"))

    public static let commandStateFileDamaged = RefusalCode(
        "command.stateFileDamaged",
        en: (
            "{path}, which remembers the journals seen, cannot be understood.",
            "Find out who changed it. Moving it away forgets what was seen."
        ),
        zhHant: ("無法理解 {path}（記錄曾見日誌的檔案）。", "請查明由誰改動。移走該檔案等於忘記曾見的日誌。"),
        zhHans: ("无法理解 {path}（记录曾见日志的文件）。", "请查明由谁改动。移走该文件等于忘记曾见的日志。"))

    public static let commandSettingsUnreadable = RefusalCode(
        "command.settingsUnreadable",
        en: ("The settings in {path} are not JSON: {reason}.", "Start from 'kapok config export'."),
        zhHant: ("{path} 內的設定不是 JSON：{reason}。", "請由「kapok config export」開始。"),
        zhHans: ("{path} 内的设置不是 JSON：{reason}。", "请从“kapok config export”开始。"))

    // The way to the server.
    public static let commandDataFolderMissing = RefusalCode(
        "command.dataFolderMissing",
        en: (
            "There is no data folder {folder}.",
            "Name it with --data or $KAPOK_DATA, or found one with 'kapok init'."
        ),
        zhHant: ("沒有資料夾 {folder}。", "以 --data 或 $KAPOK_DATA 指明，或以「kapok init」建立。"),
        zhHans: ("没有数据文件夹 {folder}。", "用 --data 或 $KAPOK_DATA 指明，或用“kapok init”建立。"))

    public static let commandServerNotRunning = RefusalCode(
        "command.serverNotRunning",
        en: (
            "No server of {folder} answers this user, and the folder belongs to another one.",
            "Run the command as the folder's owner. Root may also use a server that the owner "
                + "runs: kapok serve --data {folder}"
        ),
        zhHant: (
            "{folder} 沒有伺服器回應本用戶，而該資料夾屬於另一用戶。",
            "請以擁有者身分執行指令。root 用戶亦可使用擁有者運行的伺服器：kapok serve --data {folder}"
        ),
        zhHans: (
            "{folder} 没有服务器响应本用户，而该文件夹属于另一用户。",
            "请以所有者身份执行命令。root 用户也可使用所有者运行的服务器：kapok serve --data {folder}"
        ))

    public static let commandServerUnreachable = RefusalCode(
        "command.serverUnreachable",
        en: (
            "No server answers at {place}.", "Check the address and that 'kapok serve' runs there."
        ),
        zhHant: ("{place} 沒有伺服器回應。", "請檢查地址，並確認該處正運行「kapok serve」。"),
        zhHans: ("{place} 没有服务器响应。", "请检查地址，并确认该处正运行“kapok serve”。"))

    public static let commandServerAddressInvalid = RefusalCode(
        "command.serverAddressInvalid",
        en: ("{place} is no address of a server.", "Write http://HOST:PORT or https://HOST:PORT."),
        zhHant: ("{place} 不是伺服器地址。", "請寫作 http://主機:埠 或 https://主機:埠。"),
        zhHans: ("{place} 不是服务器地址。", "请写作 http://主机:端口 或 https://主机:端口。"))

    public static let commandServerSilent = RefusalCode(
        "command.serverSilent",
        en: (
            "The server at {place} did not answer in time; it may have acted.",
            "Look with a query whether it was done before you try again."
        ),
        zhHant: ("{place} 的伺服器未有及時回應；操作可能已執行。", "重試之前，請先查詢是否已經完成。"),
        zhHans: ("{place} 的服务器未及时响应；操作可能已执行。", "重试之前，请先查询是否已经完成。"))

    public static let commandServerConnectionBroken = RefusalCode(
        "command.serverConnectionBroken",
        en: (
            "The connection to {place} broke: {reason}. The server may have acted.",
            "Look with a query whether it was done before you try again."
        ),
        zhHant: ("與 {place} 的連接中斷：{reason}。操作可能已執行。", "重試之前，請先查詢是否已經完成。"),
        zhHans: ("与 {place} 的连接中断：{reason}。操作可能已执行。", "重试之前，请先查询是否已经完成。"))

    public static let commandServerAnswerTooLarge = RefusalCode(
        "command.serverAnswerTooLarge",
        en: ("The answer of {place} is larger than {limit} bytes.", "Ask for a smaller page."),
        zhHant: ("{place} 的回應超過 {limit} 位元組。", "請減少每頁項目數。"),
        zhHans: ("{place} 的响应超过 {limit} 字节。", "请减少每页条目数。"))

    public static let commandServerUnintelligible = RefusalCode(
        "command.serverUnintelligible",
        en: (
            "{place} answered something that is not the API (status {status}).",
            "Check that the address is a Kapok server of this version."
        ),
        zhHant: ("{place} 的回應並非本系統的 API（狀態 {status}）。", "請確認該地址是此版本的 Kapok 伺服器。"),
        zhHans: ("{place} 的响应并非本系统的 API（状态 {status}）。", "请确认该地址是此版本的 Kapok 服务器。"))

    public static let commandServerAnswerIncomplete = RefusalCode(
        "command.serverAnswerIncomplete",
        en: (
            "The server's answer lacks {member}.",
            "Check that server and program are of the same version."
        ),
        zhHant: ("伺服器的回應欠缺 {member}。", "請確認伺服器與程式為同一版本。"),
        zhHans: ("服务器的响应缺少 {member}。", "请确认服务器与程序为同一版本。"))
}
