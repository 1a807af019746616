extension RefusalCode {
    public static let signerUnreachable = RefusalCode(
        "signer.unreachable",
        en: (
            "The signer at {path} does not answer ({reason}).",
            "Start it with `kapok signer serve`, and see in its log why it stopped. What was to be signed waits, and follows by itself."
        ),
        zhHant: (
            "{path} 的簽署程序沒有回應（{reason}）。",
            "請用 `kapok signer serve` 啟動，並在其系統紀錄查明停止原因。待簽署的內容會保留，其後自動補簽。"
        ),
        zhHans: (
            "{path} 的签名进程没有回应（{reason}）。",
            "请用 `kapok signer serve` 启动，并在其系统日志中查明停止原因。待签名的内容会保留，其后自动补签。"
        ))

    public static let signerUnintelligible = RefusalCode(
        "signer.unintelligible",
        en: (
            "The server and the signer do not understand each other.",
            "Check that `node.signer` names the signer's socket, and that both run the same release."
        ),
        zhHant: ("伺服器與簽署程序無法解讀對方的訊息。", "請檢查 `node.signer` 是否指明簽署程序的socket，以及兩者是否同一版本。"),
        zhHans: ("服务器与签名进程无法解读对方的消息。", "请检查 `node.signer` 是否指明签名进程的套接字，以及两者是否同一版本。"))

    public static let signerJournalShorter = RefusalCode(
        "signer.journalShorter", clause: "8.10a",
        en: (
            "The journal is shorter than the signer has followed or signed it.",
            "Call it an incident, unless a ledger was restored here or is to go on under another name. Then stop the signer, say `kapok signer anew` on its machine, and start it."
        ),
        zhHant: (
            "日誌較簽署程序已跟隨或已簽署者為短。",
            "請按事故處理，除非帳冊曾在此還原或將以另一名稱延續。如屬後者，請停止簽署程序，在其電腦執行 `kapok signer anew`，然後啟動。"
        ),
        zhHans: (
            "日志比签名进程已跟随或已签名的短。",
            "请按事故处理，除非账册曾在此恢复或将以另一名称延续。如属后者，请停止签名进程，在其机器上执行 `kapok signer anew`，然后启动。"
        ))

    public static let signerJournalRefused = RefusalCode(
        "signer.journalRefused", clause: "8.10a",
        en: (
            "The signer does not believe this journal ({reason}), and does not sign for it.",
            "Call it an incident. Look at the ledger with `kapok audit verify`, and compare it with the witnesses. Where a ledger was restored or went on under another name, stop the signer, say `kapok signer anew` on its machine, and start it. A journal with another first entry needs a signer of its own."
        ),
        zhHant: (
            "簽署程序不信納此日誌（{reason}），不為其簽署。",
            "請按事故處理。用 `kapok audit verify` 檢查帳冊，並與見證者核對。如帳冊曾還原或以另一名稱延續，請停止簽署程序，在其電腦執行 `kapok signer anew`，然後啟動。首項紀錄不同的日誌，須由另一個簽署程序簽署。"
        ),
        zhHans: (
            "签名进程不相信此日志（{reason}），不为其签名。",
            "请按事故处理。用 `kapok audit verify` 检查账册，并与见证者核对。如账册曾恢复或以另一名称延续，请停止签名进程，在其机器上执行 `kapok signer anew`，然后启动。首条记录不同的日志，须由另一个签名进程签名。"
        ))

    public static let signerEntryRefused = RefusalCode(
        "signer.entryRefused", clause: "8.10a",
        en: (
            "The signer does not take entry {entry} of the journal ({reason}), and signs nothing behind it.",
            "Where it is dated ahead, set the clocks of both machines right, and it follows by itself. Else compare the ledger with `kapok audit verify` and with the witnesses, and call it an incident."
        ),
        zhHant: (
            "簽署程序不接受日誌的紀錄 {entry}（{reason}），其後一概不簽。",
            "如該紀錄的時間超前，請校正兩機的時鐘，其後自動補簽。否則請用 `kapok audit verify` 檢查帳冊，與見證者核對，並按事故處理。"
        ),
        zhHans: (
            "签名进程不接受日志的记录 {entry}（{reason}），其后一概不签。",
            "如该记录的时间超前，请校正两机的时钟，其后自动补签。否则请用 `kapok audit verify` 检查账册，与见证者核对，并按事故处理。"
        ))

    public static let signerJournalUnknown = RefusalCode(
        "signer.journalUnknown", clause: "8.10a",
        en: (
            "The signer in {path} signed before, and does not say for which journal.",
            "Say which one: `kapok signer init --state {path} --journal-genesis HASH`, with the first 32 octets of `journal/tile/0/000` at the public address, in hexadecimal. Then start it."
        ),
        zhHant: (
            "{path} 的簽署程序曾經簽署，但沒有載明是為哪份日誌。",
            "請指明：`kapok signer init --state {path} --journal-genesis HASH`，HASH 為公開網址 `journal/tile/0/000` 的首 32 個位元組，以十六進制表示。然後啟動。"
        ),
        zhHans: (
            "{path} 的签名进程曾经签名，但没有载明是为哪份日志。",
            "请指明：`kapok signer init --state {path} --journal-genesis HASH`，HASH 为公开网址 `journal/tile/0/000` 的前 32 个字节，以十六进制表示。然后启动。"
        ))

    public static let signerGenesisInvalid = RefusalCode(
        "signer.genesisInvalid",
        en: (
            "That is no hash of a journal's first entry.",
            "Write 64 hexadecimal digits: the first 32 octets of `journal/tile/0/000` at the public address."
        ),
        zhHant: ("這不是日誌首項紀錄的雜湊值。", "請寫 64 個十六進制數字：公開網址 `journal/tile/0/000` 的首 32 個位元組。"),
        zhHans: ("这不是日志首条记录的哈希值。", "请写 64 个十六进制数字：公开网址 `journal/tile/0/000` 的前 32 个字节。"))

    public static let signerFailed = RefusalCode(
        "signer.failed",
        en: ("The signer could not do it ({reason}).", "See its own log for the cause."),
        zhHant: ("簽署程序未能完成（{reason}）。", "請查閱其系統紀錄以了解原因。"),
        zhHans: ("签名进程未能完成（{reason}）。", "请查阅其系统日志以了解原因。"))

    public static let signerFolderMissing = RefusalCode(
        "signer.folderMissing",
        en: (
            "{path} is not the folder of a signer.",
            "Name the right one with --state, or make one with `kapok signer init`."
        ),
        zhHant: ("{path} 並非簽署程序的資料夾。", "請用 --state 指明正確的資料夾，或用 `kapok signer init` 建立。"),
        zhHans: ("{path} 不是签名进程的文件夹。", "请用 --state 指明正确的文件夹，或用 `kapok signer init` 建立。"))

    public static let signerSettingUnknown = RefusalCode(
        "signer.settingUnknown",
        en: (
            "There is no setting {name} of a signer.",
            "Remove it or correct its spelling: signer.socket, signer.server, signer.unlock, modules."
        ),
        zhHant: (
            "簽署程序沒有設定「{name}」。", "請刪除或更正名稱：signer.socket、signer.server、signer.unlock、modules。"
        ),
        zhHans: (
            "签名进程没有设置“{name}”。", "请删除或更正名称：signer.socket、signer.server、signer.unlock、modules。"
        ))

    public static let signerSocketInvalid = RefusalCode(
        "configuration.signerSocket",
        en: (
            "{name} is no place of a socket: {value}.",
            "Write an absolute path of at most 107 octets, such as /run/kapok-signer/signer.sock."
        ),
        zhHant: (
            "「{name}」並非socket的位置：{value}。", "請寫絕對路徑，最多 107 個位元組，例如 /run/kapok-signer/signer.sock。"
        ),
        zhHans: ("“{name}”不是套接字的位置：{value}。", "请写绝对路径，最多 107 个字节，例如 /run/kapok-signer/signer.sock。")
    )

    public static let signerUserUnknown = RefusalCode(
        "signer.userUnknown",
        en: (
            "There is no user {value} on this machine.",
            "Name in `signer.server` the user as whom `kapok serve` runs, or the user's number."
        ),
        zhHant: ("本機沒有使用者 {value}。", "請在 `signer.server` 指明執行 `kapok serve` 的使用者或其編號。"),
        zhHans: ("本机没有用户 {value}。", "请在 `signer.server` 指明运行 `kapok serve` 的用户或其编号。"))

    public static let signerHasModules = RefusalCode(
        "configuration.signerHasModules",
        en: (
            "The settings name a signer and modules as well.",
            "Modules belong to whoever signs: move the section `modules:` into the signer's `signer.yaml`."
        ),
        zhHant: (
            "設定同時指明簽署程序及密碼模組。", "模組屬於負責簽署的一方：請把 `modules:` 一節移到簽署程序的 `signer.yaml`。"
        ),
        zhHans: (
            "设置同时指明签名进程和密码模块。", "模块属于负责签名的一方：请把 `modules:` 一节移到签名进程的 `signer.yaml`。"
        ))

    public static let signerKeepsKeys = RefusalCode(
        "signer.keepsKeys", clause: "8.10a",
        en: (
            "The signer keeps the keys here: the data folder takes none.",
            "Bring it in with `kapok signer adopt` on the signer's side, then take the authority over with `--adopted` in place of `--private-key`."
        ),
        zhHant: (
            "此處的密碼匙由簽署程序保管：資料夾不接收密碼匙。",
            "請在簽署程序一方用 `kapok signer adopt` 納入，再以 `--adopted` 代替 `--private-key` 接管機關。"
        ),
        zhHans: (
            "此处的密钥由签名进程保管：数据文件夹不接收密钥。",
            "请在签名进程一方用 `kapok signer adopt` 纳入，再以 `--adopted` 代替 `--private-key` 接管机构。"
        ))

    public static let signerFolderExists = RefusalCode(
        "signer.folderExists",
        en: (
            "{path} exists already.",
            "Choose a new folder. To move keys into this one, say --from."
        ),
        zhHant: ("{path} 已經存在。", "請選擇新資料夾。如要把密碼匙移入此資料夾，請用 --from。"),
        zhHans: ("{path} 已经存在。", "请选择新文件夹。如要把密钥移入此文件夹，请用 --from。"))

    public static let signerInitialiseIdle = RefusalCode(
        "signer.initialiseIdle",
        en: (
            "There is nothing to do.",
            "Say --unlock-file to make the folder, --from to move keys into it, --journal-genesis to say which journal it signs for."
        ),
        zhHant: (
            "沒有需要執行的工作。", "用 --unlock-file 建立資料夾，用 --from 移入密碼匙，用 --journal-genesis 指明為哪份日誌簽署。"
        ),
        zhHans: ("没有需要执行的工作。", "用 --unlock-file 建立文件夹，用 --from 移入密钥，用 --journal-genesis 指明为哪份日志签名。")
    )

    public static let signerLogDamaged = RefusalCode(
        "signer.logDamaged",
        en: (
            "The log of signatures does not hold together at {path}: a line was changed, exchanged or taken out.",
            "Call it an incident, and stop issuing. Keep the file as it is; compare it with your copies of it and with the journal before anything is signed again."
        ),
        zhHant: (
            "簽署紀錄在 {path} 不相連：有一行被更改、調換或取走。",
            "請按事故處理，並停止簽發。保留檔案原狀；再次簽署之前，先與其副本及日誌核對。"
        ),
        zhHans: (
            "签名记录在 {path} 不相连：有一行被更改、调换或取走。",
            "请按事故处理，并停止签发。保留文件原状；再次签名之前，先与其副本和日志核对。"
        ))

    public static let importKeyTwice = RefusalCode(
        "import.keyTwice",
        en: (
            "Both the private key and --adopted are given.",
            "Say --private-key where the data folder keeps it, or --adopted where the signer has it already."
        ),
        zhHant: ("同時給了私人密碼匙及 --adopted。", "由資料夾保管時用 --private-key；簽署程序已持有時用 --adopted。"),
        zhHans: ("同时给了私钥和 --adopted。", "由数据文件夹保管时用 --private-key；签名进程已持有时用 --adopted。"))
}
