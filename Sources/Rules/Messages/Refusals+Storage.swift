// What the storage of the ledger cannot do.

extension RefusalCode {
    public static let storageDiskFull = RefusalCode(
        "storage.diskFull",
        en: ("The disk is full; nothing was changed.", "Make room, then ask again."),
        zhHant: ("磁碟已滿；沒有作出任何更改。", "請騰出空間後重試。"),
        zhHans: ("磁盘已满；没有作出任何更改。", "请腾出空间后重试。"))

    public static let storageReadOnly = RefusalCode(
        "storage.readOnly",
        en: (
            "The data folder cannot be written; nothing was changed.",
            "Mount its disk for writing, or give its owner the right to write, then ask again."
        ),
        zhHant: ("資料夾不可寫入；沒有作出任何更改。", "請將磁碟掛載為可寫，或給予擁有者寫入權限，然後重試。"),
        zhHans: ("数据文件夹不可写入；没有作出任何更改。", "请将磁盘挂载为可写，或给予所有者写入权限，然后重试。"))

    public static let storageFailed = RefusalCode(
        "storage.failed",
        en: (
            "The data cannot be read or written ({reason}); nothing was changed.",
            "Check disk, rights and system log, then ask again."
        ),
        zhHant: ("資料無法讀寫（{reason}）；沒有作出任何更改。", "請檢查磁碟、權限及系統紀錄後重試。"),
        zhHans: ("数据无法读写（{reason}）；没有作出任何更改。", "请检查磁盘、权限及系统日志后重试。"))

    public static let storageDamaged = RefusalCode(
        "storage.damaged",
        en: (
            "The stored data are damaged ({reason}).",
            "Run `kapok audit verify` to see where, and restore from a backup."
        ),
        zhHant: ("儲存的資料已損壞（{reason}）。", "請執行 `kapok audit verify` 查看損壞之處，並由備份還原。"),
        zhHans: ("存储的数据已损坏（{reason}）。", "请执行 `kapok audit verify` 查看损坏之处，并由备份还原。"))

    public static let storageBusy = RefusalCode(
        "storage.busy",
        en: (
            "The data is held by another program, or its database does not answer, for too long.",
            "Close programs that have the data open, see to the database, then ask again."
        ),
        zhHant: ("資料被另一程式佔用過久，或資料庫久未回應。", "請關閉開啟了該資料的程式，檢查資料庫，然後重試。"),
        zhHans: ("数据被另一程序占用过久，或数据库久未响应。", "请关闭打开了该数据的程序，检查数据库，然后重试。"))

    public static let storageInDoubt = RefusalCode(
        "storage.inDoubt",
        en: (
            "Disk or database did not confirm that the act was stored: it was kept whole or not at all.",
            "Ask again with the same request: its result is given if it was kept, and it is carried out if not."
        ),
        zhHant: (
            "磁碟或資料庫未確認已儲存操作：操作要麼已完整保存，要麼完全沒有保存。",
            "請以同一請求重試：如已保存，會得到原有結果；如未保存，則會執行。"
        ),
        zhHans: (
            "磁盘或数据库未确认已保存操作：操作要么已完整保存，要么完全没有保存。",
            "请以同一请求重试：如已保存，会得到原有结果；如未保存，则会执行。"
        ))

    public static let folderInUse = RefusalCode(
        "folder.inUse",
        en: (
            "Another server or signer (process {process}) holds this folder.",
            "Use that one, or stop it first."
        ),
        zhHant: ("另一伺服器或簽署程序（程序 {process}）正使用此資料夾。", "請使用該程序，或先將其停止。"),
        zhHans: ("另一服务器或签名进程（进程 {process}）正使用此文件夹。", "请使用该进程，或先将其停止。"))

    public static let folderNewer = RefusalCode(
        "folder.newer",
        en: (
            "The data folder was written by a later version, Kapok {program} ({part} {found}; this program knows {known}); nothing was changed.",
            "Use that version or a later one. To go back to this one, restore the backup that was made before the upgrade."
        ),
        zhHant: (
            "資料夾由較新版本 Kapok {program} 寫成（{part} {found}；本程式只認識 {known}）；沒有作出任何更改。",
            "請使用該版本或更新版本。如要退回本版本，請還原升級前所製作的備份。"
        ),
        zhHans: (
            "数据文件夹由较新版本 Kapok {program} 写成（{part} {found}；本程序只认识 {known}）；没有作出任何更改。",
            "请使用该版本或更新版本。如要退回本版本，请恢复升级前所制作的备份。"
        ))

    public static let folderOlder = RefusalCode(
        "folder.older",
        en: (
            "The data folder has the form of an earlier version ({found}; this program writes {known}); nothing was changed.",
            "See what `kapok migrate --dry-run` would change, then run `kapok migrate`; or go on with the earlier version."
        ),
        zhHant: (
            "資料夾屬較舊版本的格式（{found}；本程式寫入 {known}）；沒有作出任何更改。",
            "請先以 `kapok migrate --dry-run` 查看會有何更改，再執行 `kapok migrate`；或繼續使用較舊版本。"
        ),
        zhHans: (
            "数据文件夹属较旧版本的格式（{found}；本程序写入 {known}）；没有作出任何更改。",
            "请先用 `kapok migrate --dry-run` 查看会有何更改，再执行 `kapok migrate`；或继续使用较旧版本。"
        ))

    public static let folderEmpty = RefusalCode(
        "folder.empty",
        en: (
            "The data folder or its database holds no ledger.",
            "Check path and address, or make one with `kapok init`."
        ),
        zhHant: ("資料夾或其資料庫內沒有帳冊。", "請檢查路徑及地址，或以 `kapok init` 建立。"),
        zhHans: ("数据文件夹或其数据库内没有账册。", "请检查路径和地址，或以 `kapok init` 建立。"))

    public static let folderTaken = RefusalCode(
        "folder.taken",
        en: ("The data folder or database already holds a ledger.", "Choose an empty one."),
        zhHant: ("資料夾或資料庫內已有帳冊。", "請選用空的。"),
        zhHans: ("数据文件夹或数据库内已有账册。", "请选用空的。"))

    public static let ledgerInternal = RefusalCode(
        "ledger.internal",
        en: (
            "The program made a mistake ({reason}); nothing was changed.",
            "Report it with the time and the request id."
        ),
        zhHant: ("程式出現錯誤（{reason}）；沒有作出任何更改。", "請連同時間及請求編號一併報告。"),
        zhHans: ("程序出现错误（{reason}）；没有作出任何更改。", "请连同时间及请求编号一并报告。"))

    public static let leaseLost = RefusalCode(
        "ledger.leaseLost",
        en: (
            "Another server took over the scheduled work meanwhile.",
            "Nothing has to be done: that server does it. See that the servers' clocks and the database answer in time."
        ),
        zhHant: ("另一伺服器已接手排程工作。", "無須處理：該伺服器會完成工作。請檢查各伺服器的時鐘及資料庫是否及時回應。"),
        zhHans: ("另一服务器已接手计划任务。", "无须处理：该服务器会完成任务。请检查各服务器的时钟及数据库是否及时响应。"))
}
