extension RefusalCode {
    public static let configurationUnreadable = RefusalCode(
        "configuration.unreadable",
        en: (
            "{file} cannot be read from line {line} on: it needs a section `node:`, and indented "
                + "in it one `name: text` a line.",
            "Compare it with the one that `kapok init` writes; the practice settings belong into "
                + "a file that ends in .json."
        ),
        zhHant: (
            "由第 {line} 行起無法讀取 {file}：須有 `node:` 部分，其中縮排，每行一項 `name: text`。",
            "請與 `kapok init` 所寫的檔案核對；作業設定應放在以 .json 結尾的檔案。"
        ),
        zhHans: (
            "从第 {line} 行起无法读取 {file}：须有 `node:` 部分，其中缩进，每行一项 `name: text`。",
            "请与 `kapok init` 所写的文件核对；业务设置应放在以 .json 结尾的文件。"
        ))

    public static let configurationTooLarge = RefusalCode(
        "configuration.tooLarge",
        en: (
            "{file} is larger than 64 KiB.",
            "It holds a few short settings: compare it with the one that `kapok init` writes."
        ),
        zhHant: ("{file} 超過 64 KiB。", "此檔案只有數項簡短設定：請與 `kapok init` 所寫的檔案核對。"),
        zhHans: ("{file} 超过 64 KiB。", "此文件只有几项简短设置：请与 `kapok init` 所写的文件核对。"))

    public static let configurationAlias = RefusalCode(
        "configuration.alias",
        en: (
            "{file} uses a YAML anchor, alias or tag in line {line}.",
            "Write the value itself; put it in quotes if it begins with &, * or !."
        ),
        zhHant: ("{file} 第 {line} 行使用了 YAML 錨點、別名或標籤。", "請直接寫出值；如以 &、* 或 ! 開頭，請加引號。"),
        zhHans: ("{file} 第 {line} 行使用了 YAML 锚点、别名或标签。", "请直接写出值；如以 &、* 或 ! 开头，请加引号。"))

    public static let configurationUnknown = RefusalCode(
        "configuration.unknown",
        en: (
            "There is no setting {name}.",
            "Remove it or correct its spelling: node.listen, node.baseURL, node.unlock, "
                + "node.database, node.metrics, node.logLevel, node.signer, officers.listen, "
                + "officers.certificate, officers.key, timestamps, witnesses."
        ),
        zhHant: (
            "沒有設定「{name}」。",
            "請刪除或更正名稱：node.listen、node.baseURL、node.unlock、node.database、node.metrics、node.logLevel、node.signer、officers.listen、officers.certificate、officers.key、timestamps、witnesses。"
        ),
        zhHans: (
            "没有设置“{name}”。",
            "请删除或更正名称：node.listen、node.baseURL、node.unlock、node.database、node.metrics、node.logLevel、node.signer、officers.listen、officers.certificate、officers.key、timestamps、witnesses。"
        ))

    public static let configurationLogLevel = RefusalCode(
        "configuration.logLevel",
        en: ("There is no log level {value}.", "Write debug, info, warning or error."),
        zhHant: ("沒有「{value}」這個記錄級別。", "請寫 debug、info、warning 或 error。"),
        zhHans: ("没有“{value}”这个日志级别。", "请写 debug、info、warning 或 error。"))

    public static let configurationNotText = RefusalCode(
        "configuration.notText",
        en: (
            "The setting {name} is not text.",
            "Write it in quotes, such as listen: \"127.0.0.1:8080\"."
        ),
        zhHant: ("設定「{name}」並非文字。", "請加上引號，例如 listen: \"127.0.0.1:8080\"。"),
        zhHans: ("设置“{name}”不是文字。", "请加上引号，例如 listen: \"127.0.0.1:8080\"。"))

    public static let configurationAddress = RefusalCode(
        "configuration.address",
        en: (
            "{value} is no address to listen at.",
            "Write HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080."
        ),
        zhHant: ("「{value}」不是可監聽的地址。", "請寫作 HOST:PORT（主機:埠號），例如 127.0.0.1:8080 或 [::1]:8080。"),
        zhHans: ("“{value}”不是可监听的地址。", "请写作 HOST:PORT（主机:端口），例如 127.0.0.1:8080 或 [::1]:8080。"))

    public static let configurationDatabase = RefusalCode(
        "configuration.database",
        en: (
            "That is no address of a PostgreSQL database, or it holds a password.",
            "Write postgresql://USER@HOST/DATABASE without a password; put the password into the password file of "
                + "the server's user (~/.pgpass) or use the socket's own authentication."
        ),
        zhHant: (
            "這不是 PostgreSQL 資料庫的地址，或當中載有密碼。",
            "請寫作 postgresql://USER@HOST/DATABASE，不要載有密碼；密碼請存於伺服器使用者的密碼檔（~/.pgpass），或使用 socket 本身的驗證。"
        ),
        zhHans: (
            "这不是 PostgreSQL 数据库的地址，或其中含有密码。",
            "请写作 postgresql://USER@HOST/DATABASE，不要包含密码；密码请存于服务器用户的密码文件（~/.pgpass），或使用 socket 自身的认证。"
        ))

    public static let ledgerMoved = RefusalCode(
        "ledger.moved",
        en: (
            "The ledger of this folder lies in a PostgreSQL database already.",
            "See `database` in kapok.yaml. To move it again, use the database's own tools."
        ),
        zhHant: ("此資料夾的帳冊已存於 PostgreSQL 資料庫。", "見 kapok.yaml 的 `database`。如須再次遷移，請使用資料庫本身的工具。"),
        zhHans: ("此文件夹的账册已存于 PostgreSQL 数据库。", "见 kapok.yaml 的 `database`。如需再次迁移，请使用数据库自身的工具。"))

    public static let folderExists = RefusalCode(
        "folder.exists",
        en: (
            "{path} exists already.",
            "Choose a new folder: an authority is founded once, and nothing is overwritten."
        ),
        zhHant: ("{path} 已經存在。", "請選擇新資料夾：機關只創立一次，不會覆寫任何內容。"),
        zhHans: ("{path} 已经存在。", "请选择新文件夹：机构只创立一次，不会覆盖任何内容。"))

    public static let folderMissing = RefusalCode(
        "folder.missing",
        en: (
            "{path} is no Kapok data folder.",
            "Name the right one with --data, or found one with `kapok init`."
        ),
        zhHant: ("{path} 並非 Kapok 資料夾。", "請用 --data 指明正確的資料夾，或用 `kapok init` 建立。"),
        zhHans: ("{path} 不是 Kapok 数据文件夹。", "请用 --data 指明正确的文件夹，或用 `kapok init` 建立。"))

    public static let folderForeignOwner = RefusalCode(
        "folder.foreignOwner", clause: "8.17",
        en: (
            "{path} belongs to the user with the number {owner}, and not to {user}, who opens it.",
            "Run the command as the folder's owner, or give everything to one user: `{command}`."
        ),
        zhHant: (
            "{path} 屬於編號 {owner} 的使用者，而非現時使用者 {user}。",
            "請以資料夾擁有人的身分執行，或把全部檔案交給同一使用者：`{command}`。"
        ),
        zhHans: (
            "{path} 属于编号为 {owner} 的用户，而不是当前用户 {user}。",
            "请以文件夹所有者的身份执行，或把全部文件交给同一用户：`{command}`。"
        ))

    public static let folderOpenToOthers = RefusalCode(
        "folder.openToOthers", clause: "8.17",
        en: (
            "{path} has the mode {mode}: others on this machine may use it.",
            "Find out whether somebody did, then run `{command}`."
        ),
        zhHant: ("{path} 的權限為 {mode}：本機其他使用者也可使用。", "請先查明有否被人使用，再執行 `{command}`。"),
        zhHans: ("{path} 的权限为 {mode}：本机其他用户也可使用。", "请先查明是否被人使用过，再执行 `{command}`。"))

    public static let folderUnnamed = RefusalCode(
        "folder.unnamed",
        en: ("No data folder is named.", "Name a new one with --data."),
        zhHant: ("沒有指明資料夾。", "請用 --data 指明新資料夾。"),
        zhHans: ("没有指明数据文件夹。", "请用 --data 指明新的数据文件夹。"))

    public static let folderParentMissing = RefusalCode(
        "folder.parentMissing",
        en: (
            "There is no folder {path} to make the data folder in.",
            "Correct the path given with --data, or make that folder first."
        ),
        zhHant: ("沒有可在其中建立資料夾的 {path}。", "請更正 --data 所指的路徑，或先建立該資料夾。"),
        zhHans: ("没有可在其中建立数据文件夹的 {path}。", "请更正 --data 所指的路径，或先建立该文件夹。"))

    public static let folderUnwritable = RefusalCode(
        "folder.unwritable",
        en: (
            "{path} cannot be written: {reason}.",
            "Check the path, its permissions and the space on the disk."
        ),
        zhHant: ("無法寫入 {path}：{reason}。", "請檢查路徑、權限及磁碟空間。"),
        zhHans: ("无法写入 {path}：{reason}。", "请检查路径、权限及磁盘空间。"))

    public static let unlockMissing = RefusalCode(
        "unlock.missing",
        en: (
            "There is no unlock secret at {path}.",
            "Name its file in kapok.yaml (node.unlock) or signer.yaml (signer.unlock), or pass the credential kapok-unlock."
        ),
        zhHant: (
            "{path} 沒有解鎖密碼。",
            "請在 kapok.yaml（node.unlock）或 signer.yaml（signer.unlock）指明檔案，或提供憑據 kapok-unlock。"
        ),
        zhHans: (
            "{path} 没有解锁口令。",
            "请在 kapok.yaml（node.unlock）或 signer.yaml（signer.unlock）指明文件，或提供凭据 kapok-unlock。"
        ))

    public static let unlockUnnamed = RefusalCode(
        "unlock.unnamed",
        en: (
            "{name} names no file: it is empty, or holds control characters.",
            "Write the path of the unlock secret, absolute or relative to the data folder."
        ),
        zhHant: ("{name} 沒有指明檔案：內容為空，或含控制字元。", "請寫明解鎖密碼檔案的路徑，絕對路徑或相對於資料夾的路徑均可。"),
        zhHans: ("{name} 没有指明文件：内容为空，或含控制字符。", "请写明解锁口令文件的路径，绝对路径或相对于数据文件夹的路径均可。"))

    public static let unlockReadableByOthers = RefusalCode(
        "unlock.readableByOthers", clause: "8.17",
        en: (
            "The secret file {path} can be read by others.",
            "Run chmod 600 on it, and change the secret if others may have read it."
        ),
        zhHant: ("密碼檔案 {path} 可被他人讀取。", "請執行 chmod 600；如他人可能已讀取，請更換密碼。"),
        zhHans: ("口令文件 {path} 可被他人读取。", "请执行 chmod 600；如他人可能已读取，请更换口令。"))

    public static let unlockTooShort = RefusalCode(
        "unlock.tooShort", clause: "8.16",
        en: (
            "The unlock secret is shorter than {count} octets.",
            "Make a random one: openssl rand -base64 33 > FILE."
        ),
        zhHant: ("解鎖密碼少於 {count} 個八位元組。", "請產生隨機密碼：openssl rand -base64 33 > FILE。"),
        zhHans: ("解锁口令少于 {count} 个八位字节。", "请生成随机口令：openssl rand -base64 33 > FILE。"))

    public static let unlockWrong = RefusalCode(
        "unlock.wrong",
        en: (
            "The unlock secret is not the one of this folder.",
            "Use the secret given when the folder was founded; without it the keys stay sealed."
        ),
        zhHant: ("解鎖密碼並非此資料夾的密碼。", "請使用建立資料夾時的密碼；沒有它，密碼匙會一直封存。"),
        zhHans: ("解锁口令不是此文件夹的口令。", "请使用建立文件夹时的口令；没有它，密钥会一直封存。"))

    public static let foundersTooFew = RefusalCode(
        "genesis.foundersTooFew", clause: "7.11b",
        en: (
            "An authority is founded by three different people or more; {count} were named.",
            "Name each with --founder NAME=KEYFILE."
        ),
        zhHant: ("機關須由三名或以上不同人士創立；現只指明 {count} 名。", "請用 --founder NAME=KEYFILE 逐一指明。"),
        zhHans: ("机构须由三名或以上不同人士创立；现只指明 {count} 名。", "请用 --founder NAME=KEYFILE 逐一指明。"))
}

// What keeps a folder from being opened or served: sealed files, files, addresses.
extension RefusalCode {
    public static let keyFileMissing = RefusalCode(
        "keys.missing", clause: "8.14",
        en: (
            "The sealed file {path} is missing: what it holds cannot be used.",
            "Put it back from the backup of the folder `keys`; nothing else replaces it."
        ),
        zhHant: ("欠缺封存檔案 {path}：無法使用其內容。", "請由 `keys` 資料夾的備份還原；別無他法可以代替。"),
        zhHans: ("缺少封存文件 {path}：无法使用其内容。", "请由 `keys` 文件夹的备份还原；别无他法可以代替。"))

    public static let keyFileDamaged = RefusalCode(
        "keys.damaged", clause: "8.14",
        en: (
            "The sealed file {path} was altered, exchanged or cut short.",
            "Put it back from the backup of the folder `keys`, and find out who changed it."
        ),
        zhHant: ("封存檔案 {path} 曾被更改、調換或截短。", "請由 `keys` 資料夾的備份還原，並查明由誰更改。"),
        zhHans: ("封存文件 {path} 曾被更改、调换或截短。", "请由 `keys` 文件夹的备份还原，并查明由谁更改。"))

    public static let folderFileUnreadable = RefusalCode(
        "folder.fileUnreadable",
        en: (
            "{path} cannot be read or written: {reason}.",
            "Check that it is there, who may use it, and the space on the disk."
        ),
        zhHant: ("無法讀寫 {path}：{reason}。", "請檢查檔案是否存在、使用權限及磁碟空間。"),
        zhHans: ("无法读写 {path}：{reason}。", "请检查文件是否存在、使用权限及磁盘空间。"))

    public static let cryptographyIncomplete = RefusalCode(
        "internal.cryptography",
        en: (
            "The cryptographic library ({library}) lacks an algorithm that Kapok needs.",
            "Use an OpenSSL 3 with SM2 and SM3, and settings (OPENSSL_CONF) that restrict none."
        ),
        zhHant: (
            "密碼程式庫（{library}）欠缺 Kapok 所需的算法。",
            "請使用備有 SM2 及 SM3 的 OpenSSL 3，其設定（OPENSSL_CONF）亦不可限制算法。"
        ),
        zhHans: (
            "密码程序库（{library}）缺少 Kapok 所需的算法。",
            "请使用带有 SM2 和 SM3 的 OpenSSL 3，其设置（OPENSSL_CONF）也不可限制算法。"
        ))

    public static let keyDerivationFailed = RefusalCode(
        "internal.keyDerivation",
        en: (
            "The key to the sealed files could not be made from the unlock secret.",
            "Free some memory and try again; report it if it stays so."
        ),
        zhHant: ("無法由解鎖密碼產生封存檔案的密碼匙。", "請釋放記憶體後重試；如仍不成功，請報告。"),
        zhHans: ("无法由解锁口令生成封存文件的密钥。", "请释放内存后重试；如仍不成功，请报告。"))

    public static let keyWarrantRefused = RefusalCode(
        "internal.warrantRefused", clause: "8.10a",
        en: (
            "The signer refused what it was asked to sign: {reason}.",
            "Keep the log and the journal, and report it: this is a fault of the system."
        ),
        zhHant: ("簽署部分拒絕所要求的簽署：{reason}。", "此為系統故障：請保留系統紀錄及日誌，並予報告。"),
        zhHans: ("签名部分拒绝所要求的签名：{reason}。", "此为系统故障：请保留系统日志和操作日志，并予报告。"))

    public static let listenAddressInUse = RefusalCode(
        "listen.addressInUse",
        en: (
            "Something else listens at {address} already.",
            "Stop it, or choose another address: `kapok serve --listen HOST:PORT`, or node.listen "
                + "in kapok.yaml."
        ),
        zhHant: (
            "{address} 已有其他程式使用。",
            "請停止該程式，或另選地址：`kapok serve --listen HOST:PORT`，或 kapok.yaml 的 node.listen。"
        ),
        zhHans: (
            "{address} 已被其他程序占用。",
            "请停止该程序，或另选地址：`kapok serve --listen HOST:PORT`，或 kapok.yaml 的 node.listen。"
        ))

    public static let listenImpossible = RefusalCode(
        "listen.impossible",
        en: (
            "The server cannot listen at {address}: {reason}.",
            "Name an address of this machine; ports below 1024 need a right of their own."
        ),
        zhHant: ("伺服器無法在 {address} 監聽：{reason}。", "請指明本機的地址；1024 以下的埠號須有特別權限。"),
        zhHans: ("服务器无法在 {address} 监听：{reason}。", "请指明本机的地址；1024 以下的端口须有特别权限。"))

    public static let listenNotASocket = RefusalCode(
        "listen.notASocket",
        en: (
            "{path} is in the place of the server's socket, and is no socket.",
            "Look what it is, and move it away."
        ),
        zhHant: ("{path} 佔用了伺服器 socket 的位置，但並非 socket。", "請查明是甚麼檔案，並將其移走。"),
        zhHans: ("{path} 占用了服务器套接字的位置，但不是套接字。", "请查明是什么文件，并将其移走。"))

    public static let listenPathTooLong = RefusalCode(
        "listen.pathTooLong",
        en: (
            "The path of the server's socket is longer than the system allows: {path}.",
            "Keep the data folder at a path of at most 87 bytes."
        ),
        zhHant: ("伺服器 socket 的路徑超過系統上限：{path}。", "請把資料夾放在不超過 87 個位元組的路徑。"),
        zhHans: ("服务器套接字的路径超过系统上限：{path}。", "请把数据文件夹放在不超过 87 字节的路径。"))

    public static let listenStopped = RefusalCode(
        "internal.listenerStopped",
        en: (
            "The server stopped answering without being told to: {reason}.",
            "Start it again; report it with the log if it happens once more."
        ),
        zhHant: ("伺服器未經要求而停止回應：{reason}。", "請重新啟動；如再次發生，請連同系統紀錄報告。"),
        zhHans: ("服务器未经要求而停止响应：{reason}。", "请重新启动；如再次发生，请连同系统日志报告。"))
}
