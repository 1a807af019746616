extension CommandHelp {
    public static let migrate = CommandHelp(
        "migrate",
        en: (
            "Bring a data folder of an earlier version into the form of this program.",
            "Only while no server runs. An encrypted backup is made first; then all changes, "
                + "their entry in the journal and an audit of the outcome are one commit: whatever stops it, the folder is as before or "
                + "done. There is no way back but the backup. With --dry-run nothing is changed, "
                + "and what would be is told."
        ),
        zhHant: (
            "把較舊版本的資料夾轉換為本程式的格式。",
            "只可在沒有伺服器運行時使用。先製作加密備份；其後一切更改、日誌紀錄及結果審核"
                + "在同一次提交內完成：無論因何中斷，資料夾要麼一如之前，要麼已完成。除備份外無法退回。"
                + "加上 --dry-run 則不作任何更改，只列出會有何更改。"
        ),
        zhHans: (
            "把较旧版本的数据文件夹转换为本程序的格式。",
            "只能在没有服务器运行时使用。先制作加密备份；其后一切更改、日志记录和结果审核"
                + "在同一次提交内完成：无论因何中断，数据文件夹要么一如之前，要么已完成。除备份外无法退回。"
                + "加上 --dry-run 则不作任何更改，只列出会有何更改。"
        ),
        examples: "kapok migrate --dry-run --data ca",
        "kapok migrate --data ca --recipient age1… --to backups/before-upgrade.age")
}

extension CommandLineOption {
    public static let dryRun = Text(
        en: "Tell what would be changed, and change nothing.", zhHant: "只列出會有何更改，不作任何更改。",
        zhHans: "只列出会有何更改，不作任何更改。")
    public static let migrationRecipient = Text(
        en: "Who can restore the backup of before: age1…", zhHant: "可還原事前備份者：age1…",
        zhHans: "可恢复事前备份者：age1…")
    public static let migrationTarget = Text(
        en: "Write the backup of before there; nothing may be there yet.",
        zhHant: "把事前備份寫入此處；該處不可已有檔案。", zhHans: "把事前备份写入此处；该处不可已有文件。")
}
