extension RefusalCode {
    public static let configurationUnreadable = RefusalCode(
        "configuration.unreadable",
        en: (
            "kapok.yaml cannot be read: it is not YAML with a section `node`.",
            "Compare it with the one that `kapok init` writes."
        ),
        zhHant: ("無法讀取 kapok.yaml：並非含有 `node` 部分的 YAML。", "請與 `kapok init` 所寫的檔案核對。"),
        zhHans: ("无法读取 kapok.yaml：不是含有 `node` 部分的 YAML。", "请与 `kapok init` 所写的文件核对。"))

    public static let configurationUnknown = RefusalCode(
        "configuration.unknown",
        en: (
            "There is no setting {name}.",
            "Remove it or correct its spelling: node.listen, node.baseURL, node.unlock."
        ),
        zhHant: ("沒有設定「{name}」。", "請刪除或更正名稱：node.listen、node.baseURL、node.unlock。"),
        zhHans: ("没有设置“{name}”。", "请删除或更正名称：node.listen、node.baseURL、node.unlock。"))

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
        zhHant: ("「{value}」不是可監聽的地址。", "請寫作 主機:埠號，例如 127.0.0.1:8080 或 [::1]:8080。"),
        zhHans: ("“{value}”不是可监听的地址。", "请写作 主机:端口，例如 127.0.0.1:8080 或 [::1]:8080。"))

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
            "Name its file in kapok.yaml (node.unlock), or pass the credential kapok-unlock."
        ),
        zhHant: ("{path} 沒有解鎖密鑰。", "請在 kapok.yaml（node.unlock）指明檔案，或提供憑據 kapok-unlock。"),
        zhHans: ("{path} 没有解锁密钥。", "请在 kapok.yaml（node.unlock）指明文件，或提供凭据 kapok-unlock。"))

    public static let unlockReadableByOthers = RefusalCode(
        "unlock.readableByOthers", clause: "8.17",
        en: (
            "The secret file {path} can be read by others.",
            "Run chmod 600 on it, and change the secret if others may have read it."
        ),
        zhHant: ("密鑰檔案 {path} 可被他人讀取。", "請執行 chmod 600；如他人可能已讀取，請更換密鑰。"),
        zhHans: ("密钥文件 {path} 可被他人读取。", "请执行 chmod 600；如他人可能已读取，请更换密钥。"))

    public static let unlockTooShort = RefusalCode(
        "unlock.tooShort", clause: "8.16",
        en: (
            "The unlock secret is shorter than {count} octets.",
            "Make a random one: openssl rand -base64 33 > FILE."
        ),
        zhHant: ("解鎖密鑰少於 {count} 個八位元組。", "請產生隨機密鑰：openssl rand -base64 33 > FILE。"),
        zhHans: ("解锁密钥少于 {count} 个八位字节。", "请生成随机密钥：openssl rand -base64 33 > FILE。"))

    public static let unlockWrong = RefusalCode(
        "unlock.wrong",
        en: (
            "The unlock secret is not the one of this folder.",
            "Use the secret given when the folder was founded; without it the keys stay sealed."
        ),
        zhHant: ("解鎖密鑰並非此資料夾的密鑰。", "請使用建立資料夾時的密鑰；沒有它，密碼匙會一直封存。"),
        zhHans: ("解锁密钥不是此文件夹的密钥。", "请使用建立文件夹时的密钥；没有它，密钥会一直封存。"))

    public static let foundersTooFew = RefusalCode(
        "genesis.foundersTooFew", clause: "7.11b",
        en: (
            "An authority is founded by three different people or more; {count} were named.",
            "Name each with --founder NAME=KEYFILE."
        ),
        zhHant: ("機關須由三名或以上不同人士創立；現只指明 {count} 名。", "請用 --founder NAME=KEYFILE 逐一指明。"),
        zhHans: ("机构须由三名或以上不同人士创立；现只指明 {count} 名。", "请用 --founder NAME=KEYFILE 逐一指明。"))
}
