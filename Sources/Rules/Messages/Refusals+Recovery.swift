// Refusals of backup, restore and recovery.

// MARK: Making a backup

extension RefusalCode {
    public static let backupRecipientInvalid = RefusalCode(
        "backup.recipientInvalid", clause: "7.6",
        en: (
            "{recipient} is no recipient of age.",
            "Give the line that begins with age1, as `kapok backup keygen` prints it."
        ),
        zhHant: ("{recipient} 並非 age 的收件者。", "請提供 `kapok backup keygen` 所列以 age1 開頭的一行。"),
        zhHans: ("{recipient} 不是 age 的收件者。", "请提供 `kapok backup keygen` 所列以 age1 开头的一行。"))

    public static let backupTargetInvalid = RefusalCode(
        "backup.targetInvalid",
        en: ("{path} is no whole path of a file.", "Name the file by its path from the root."),
        zhHant: ("{path} 並非檔案的完整路徑。", "請以由根目錄起的路徑指明檔案。"),
        zhHans: ("{path} 不是文件的完整路径。", "请用从根目录起的路径指明文件。"))

    public static let backupTargetExists = RefusalCode(
        "backup.targetExists",
        en: ("{path} exists already.", "Choose another name; a backup is never replaced."),
        zhHant: ("{path} 已經存在。", "請用另一名稱；備份不會被取代。"),
        zhHans: ("{path} 已经存在。", "请用另一名称；备份不会被替换。"))

    public static let backupTargetUnwritable = RefusalCode(
        "backup.targetUnwritable",
        en: (
            "The backup cannot be written to {path}: {reason}.",
            "Make room or choose another place, and start again; nothing was left there."
        ),
        zhHant: ("無法把備份寫入 {path}：{reason}。", "請騰出空間或另選位置，再重新開始；該處沒有留下任何東西。"),
        zhHans: ("无法把备份写入 {path}：{reason}。", "请腾出空间或另选位置，再重新开始；该处没有留下任何东西。"))
}

// MARK: Restoring

extension RefusalCode {
    public static let identityUnusable = RefusalCode(
        "restore.identityUnusable", clause: "7.6",
        en: (
            "{path} is not one identity of age that its owner alone can read.",
            "Give the file that `kapok backup keygen` wrote, with mode 0600."
        ),
        zhHant: ("{path} 並非只有擁有者可讀的單一 age 身份。", "請提供 `kapok backup keygen` 所寫、權限為 0600 的檔案。"),
        zhHans: ("{path} 不是只有所有者可读的单一 age 身份。", "请提供 `kapok backup keygen` 所写、权限为 0600 的文件。"))

    public static let restoreFileMissing = RefusalCode(
        "restore.fileMissing",
        en: ("There is no file {path}.", "Correct the path given with --from."),
        zhHant: ("沒有檔案 {path}。", "請更正 --from 所指的路徑。"),
        zhHans: ("没有文件 {path}。", "请更正 --from 所指的路径。"))

    public static let restoreTargetExists = RefusalCode(
        "restore.targetExists",
        en: (
            "{path} exists already.",
            "Restore to a new name, and compare; what an interrupted restore left may be deleted."
        ),
        zhHant: ("{path} 已經存在。", "請還原至新的名稱再作核對；中斷的還原所留下的可以刪除。"),
        zhHans: ("{path} 已经存在。", "请恢复到新的名称再作核对；中断的恢复所留下的可以删除。"))

    public static let restoreTargetUnwritable = RefusalCode(
        "restore.targetUnwritable",
        en: (
            "{path} cannot be read or written: {reason}.",
            "Make room or choose another place; nothing was left there."
        ),
        zhHant: ("無法讀寫 {path}：{reason}。", "請騰出空間或另選位置；該處沒有留下任何東西。"),
        zhHans: ("无法读写 {path}：{reason}。", "请腾出空间或另选位置；该处没有留下任何东西。"))

    public static let restoreNotABackup = RefusalCode(
        "restore.notABackup",
        en: (
            "{path} is no file that age encrypted.",
            "Give a file that `kapok backup` wrote."
        ),
        zhHant: ("{path} 並非以 age 加密的檔案。", "請提供 `kapok backup` 所寫的檔案。"),
        zhHans: ("{path} 不是用 age 加密的文件。", "请提供 `kapok backup` 所写的文件。"))

    public static let restoreOtherRecipient = RefusalCode(
        "restore.otherRecipient",
        en: (
            "{path} was encrypted to somebody else.",
            "Use the identity whose recipient the entry of the backup names."
        ),
        zhHant: ("{path} 是加密予他人的。", "請使用備份紀錄所載收件者的身份。"),
        zhHans: ("{path} 是加密给他人的。", "请使用备份记录所载收件者的身份。"))

    public static let restoreAltered = RefusalCode(
        "restore.altered", clause: "7.6",
        en: (
            "{path} was altered, or cut short within its last part.",
            "Take another copy of the backup, and find out what happened to this one."
        ),
        zhHant: ("{path} 曾被更改，或在最後部分被截短。", "請改用備份的另一副本，並查明此副本發生何事。"),
        zhHans: ("{path} 曾被更改，或在最后部分被截短。", "请改用备份的另一副本，并查明此副本发生何事。"))

    public static let restoreCutShort = RefusalCode(
        "restore.cutShort", clause: "7.6",
        en: ("The end of {path} is missing.", "Take another copy of the backup."),
        zhHant: ("{path} 欠缺結尾。", "請改用備份的另一副本。"),
        zhHans: ("{path} 缺少结尾。", "请改用备份的另一副本。"))

    public static let restoreMemberForbidden = RefusalCode(
        "restore.memberForbidden", clause: "7.6",
        en: (
            "{path} holds something that no backup holds: a link, a foreign name, a wrong size.",
            "Nothing of it was kept. Find out who made it; anybody can who knows the recipient."
        ),
        zhHant: ("{path} 載有備份不會有的東西：連結、外來名稱或錯誤大小。", "沒有保留其中任何內容。請查明由誰製作；凡知道收件者的人均可製作。"),
        zhHans: ("{path} 载有备份不会有的东西：链接、外来名称或错误大小。", "没有保留其中任何内容。请查明由谁制作；凡知道收件者的人都可制作。"))

    public static let restoreInconsistent = RefusalCode(
        "restore.inconsistent", clause: "7.6",
        en: (
            "The backup contradicts itself: {reason}.",
            "Nothing of it was kept. Take another backup, and find out who made this one."
        ),
        zhHant: ("備份自相矛盾：{reason}。", "沒有保留其中任何內容。請改用另一備份，並查明此備份由誰製作。"),
        zhHans: ("备份自相矛盾：{reason}。", "没有保留其中任何内容。请改用另一备份，并查明此备份由谁制作。"))

    public static let restoreJournalDamaged = RefusalCode(
        "restore.journalDamaged", clause: "7.17e",
        en: (
            "The journal {origin} in the backup does not agree with its rows: {count} findings.",
            "Nothing of it was kept. Take an earlier backup."
        ),
        zhHant: ("備份內的日誌 {origin} 與資料列不符：發現 {count} 處。", "沒有保留其中任何內容。請改用較早的備份。"),
        zhHans: ("备份内的日志 {origin} 与数据行不符：发现 {count} 处。", "没有保留其中任何内容。请改用较早的备份。"))
}

// MARK: Going on after a restore

extension RefusalCode {
    public static let ledgerRestored = RefusalCode(
        "ledger.restored", clause: "7.25",
        en: (
            "This ledger was restored from a backup and not compared yet with what is public: it "
                + "serves the last status and takes nothing new.",
            "Run `kapok recover` with the newest lists and checkpoints that anybody has."
        ),
        zhHant: (
            "此帳冊由備份還原，尚未與已公布的內容核對：現只提供最後狀態，不接受任何新操作。",
            "請以各方所持最新的清單及檢查點執行 `kapok recover`。"
        ),
        zhHans: (
            "此账册由备份恢复，尚未与已公布的内容核对：现只提供最后状态，不接受任何新操作。",
            "请用各方所持最新的列表和检查点执行 `kapok recover`。"
        ))

    public static let recoveryNotRestored = RefusalCode(
        "recovery.notRestored",
        en: (
            "This ledger was not restored, or was compared already.",
            "There is nothing to do: it works."
        ),
        zhHant: ("此帳冊並非還原而來，或已經核對。", "無須處理：帳冊運作正常。"),
        zhHans: ("此账册不是恢复而来，或已经核对。", "无须处理：账册运行正常。"))

    public static let recoveryNothingCompared = RefusalCode(
        "recovery.nothingCompared", clause: "7.25",
        en: (
            "Nothing was given to compare with, or more than {limit} things.",
            "Give the newest list of each authority with --crl, and checkpoints of witnesses and "
                + "officers with --checkpoint."
        ),
        zhHant: (
            "沒有提供可供核對的內容，或超過 {limit} 項。",
            "請以 --crl 提供各機關最新的清單，以 --checkpoint 提供見證人及人員的檢查點。"
        ),
        zhHans: (
            "没有提供可供核对的内容，或超过 {limit} 项。",
            "请用 --crl 提供各机构最新的列表，用 --checkpoint 提供见证人和人员的检查点。"
        ))

    public static let recoveryEvidenceUnreadable = RefusalCode(
        "recovery.evidenceUnreadable", clause: "7.25",
        en: (
            "Something to compare with is neither a signed checkpoint nor a list of this product.",
            "Give the files as they were published."
        ),
        zhHant: ("核對內容之一既非已簽署的檢查點，亦非本產品的清單。", "請按公布時的原樣提供檔案。"),
        zhHans: ("核对内容之一既不是已签名的检查点，也不是本产品的列表。", "请按公布时的原样提供文件。"))

    public static let recoveryEvidenceForeign = RefusalCode(
        "recovery.evidenceForeign", clause: "7.25",
        en: (
            "Something to compare with is not of the journal {origin}, or signed by another key.",
            "Leave it out if it is another journal's. If it bears this name, somebody else signs "
                + "under it: find out who."
        ),
        zhHant: (
            "核對內容之一不屬於日誌 {origin}，或由另一密碼匙簽署。",
            "如屬另一日誌，請剔除。如載有此名稱，即有他人以此名義簽署：請查明。"
        ),
        zhHans: (
            "核对内容之一不属于日志 {origin}，或由另一密钥签名。",
            "如属另一日志，请剔除。如载有此名称，即有他人以此名义签名：请查明。"
        ))

    public static let recoveryForked = RefusalCode(
        "recovery.forked", clause: "7.25",
        en: (
            "The journal that others saw with {size} entries is not this one.",
            "Two histories bear one name. Keep both folders as they are and find out which is true."
        ),
        zhHant: ("他人所見有 {size} 項紀錄的日誌並非此日誌。", "兩段歷史同用一個名稱。請把兩個資料夾原樣保留，並查明何者屬實。"),
        zhHans: ("他人所见有 {size} 项记录的日志不是此日志。", "两段历史同用一个名称。请把两个文件夹原样保留，并查明何者属实。"))

    public static let recoveryBehind = RefusalCode(
        "recovery.behind", clause: "7.25",
        en: (
            "This ledger ends after {size} entries, and others saw {seen}: {missing} are missing. "
                + "Going on would make another journal under the same name.",
            "Restore a later backup. If there is none, two security officers go on under a new name "
                + "with `kapok succeed`, and enter what was seen of the lost acts."
        ),
        zhHant: (
            "此帳冊止於 {size} 項紀錄，而他人見過 {seen} 項：欠缺 {missing} 項。續辦會令同一名稱下出現另一日誌。",
            "請還原較後的備份。如沒有，由兩名保安主任以 `kapok succeed` 用新名稱續辦，並補記所見的遺失操作。"
        ),
        zhHans: (
            "此账册止于 {size} 项记录，而他人见过 {seen} 项：缺少 {missing} 项。续办会令同一名称下出现另一日志。",
            "请恢复较后的备份。如没有，由两名安全管理员用 `kapok succeed` 以新名称续办，并补记所见的丢失操作。"
        ))

    public static let recoveryListBehind = RefusalCode(
        "recovery.listBehind", clause: "7.25",
        en: (
            "List {number} of {authority} is public, and this ledger of {size} entries does not "
                + "know it: acts are missing.",
            "Restore a later backup. If there is none, two security officers go on under a new name "
                + "with `kapok succeed`, and enter what was seen of the lost acts."
        ),
        zhHant: (
            "{authority} 的清單 {number} 已經公布，而此帳冊（{size} 項紀錄）並無記載：欠缺部分操作。",
            "請還原較後的備份。如沒有，由兩名保安主任以 `kapok succeed` 用新名稱續辦，並補記所見的遺失操作。"
        ),
        zhHans: (
            "{authority} 的列表 {number} 已经公布，而此账册（{size} 项记录）并无记载：缺少部分操作。",
            "请恢复较后的备份。如没有，由两名安全管理员用 `kapok succeed` 以新名称续办，并补记所见的丢失操作。"
        ))

    public static let drillForeign = RefusalCode(
        "drill.foreign", clause: "7.26",
        en: (
            "What was restored is no earlier state of this ledger.",
            "Drill with a backup of this data folder; name the folder with --data."
        ),
        zhHant: ("所還原的並非此帳冊的較早狀態。", "請以此資料夾的備份演練；以 --data 指明資料夾。"),
        zhHans: ("所恢复的不是此账册的较早状态。", "请用此数据文件夹的备份演练；用 --data 指明文件夹。"))
}
