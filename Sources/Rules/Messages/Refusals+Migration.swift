// Refusals of bringing a ledger into this program's form.

extension RefusalCode {
    public static let migrateBackupMissing = RefusalCode(
        "migrate.backupMissing", clause: "7.6",
        en: (
            "The ledger is not changed without a backup of before; nothing was changed.",
            "Name a recipient and a file: `kapok migrate --recipient age1… --to before.age`."
        ),
        zhHant: (
            "沒有事前備份便不會更改帳冊；沒有作出任何更改。",
            "請指明收件者及檔案：`kapok migrate --recipient age1… --to before.age`。"
        ),
        zhHans: (
            "没有事前备份便不会更改账册；没有作出任何更改。",
            "请指明收件者和文件：`kapok migrate --recipient age1… --to before.age`。"
        ))

    public static let migrateMoved = RefusalCode(
        "migrate.moved", clause: "7.6",
        en: (
            "Somebody wrote to the ledger after its backup was made; nothing was changed.",
            "Stop every server of this ledger, then migrate again, with another file for the backup."
        ),
        zhHant: ("製作備份後有人寫入了帳冊；沒有作出任何更改。", "請停止此帳冊的所有伺服器，以另一備份檔案重新遷移。"),
        zhHans: ("制作备份后有人写入了账册；没有作出任何更改。", "请停止此账册的所有服务器，以另一备份文件重新迁移。"))

    public static let migrateRestored = RefusalCode(
        "migrate.restored", clause: "7.25",
        en: (
            "The ledger came from a backup, or is behind what it published, and was not compared yet; nothing was changed.",
            "Run `kapok recover` with the earlier version that wrote it, then migrate."
        ),
        zhHant: (
            "帳冊來自備份，或落後於已公布的內容，且尚未核對；沒有作出任何更改。",
            "請先以寫成它的較舊版本執行 `kapok recover`，然後再遷移。"
        ),
        zhHans: (
            "账册来自备份，或落后于已公布的内容，且尚未核对；没有作出任何更改。",
            "请先用写成它的较旧版本执行 `kapok recover`，然后再迁移。"
        ))

    public static let migrateUnclean = RefusalCode(
        "migrate.unclean", clause: "7.17e",
        en: (
            "The migrated ledger does not pass its audit ({count} findings, the first: {first}); nothing was changed.",
            "Run `kapok audit verify` with the earlier version; where it finds the same, mend that first."
        ),
        zhHant: (
            "遷移後的帳冊未能通過審核（{count} 項發現，第一項：{first}）；沒有作出任何更改。",
            "請以較舊版本執行 `kapok audit verify`；如有相同發現，請先處理。"
        ),
        zhHans: (
            "迁移后的账册未能通过审核（{count} 项发现，第一项：{first}）；没有作出任何更改。",
            "请用较旧版本执行 `kapok audit verify`；如有相同发现，请先处理。"
        ))
}
