extension CommandHelp {
    public static let backup = CommandHelp(
        "backup",
        en: (
            "Make an encrypted copy of the data folder, running or not.",
            "Anybody may know the recipient; only the holder of the identity can restore. Keep the "
                + "identity away from the server."
        ),
        zhHant: ("為資料夾製作加密副本，不論是否運行中。", "收件者可公開；只有持有身份者才能還原。請把身份存放於伺服器以外。"),
        zhHans: ("为数据文件夹制作加密副本，不论是否运行中。", "收件者可公开；只有持有身份者才能恢复。请把身份存放于服务器以外。"))

    public static let backupMake = CommandHelp(
        "backup make",
        en: (
            "Write one backup; also without the word make.",
            "The state is that of one moment; acts go on meanwhile. In it: settings, ledger, and "
                + "the keys as they are sealed. Not in it: the unlock secret, which you must keep "
                + "elsewhere, and public/, which is made again. The file is what the program age "
                + "reads, a tar archive inside. An entry of the journal names it."
        ),
        zhHant: (
            "寫出一份備份；可省略 make。",
            "內容為某一刻的狀態，其間操作照常進行。內有：設定、帳冊，及已封存的密碼匙。不包括：解鎖秘密（必須另行保存），"
                + "以及可重新產生的 public/。檔案可用 age 程式讀取，內為 tar 封存檔。日誌會記錄此備份。"
        ),
        zhHans: (
            "写出一份备份；可省略 make。",
            "内容为某一刻的状态，其间操作照常进行。内有：设置、账册，以及已封存的密钥。不包括：解锁口令（必须另行保存），"
                + "以及可重新产生的 public/。文件可用 age 程序读取，内为 tar 归档。日志会记录此备份。"
        ),
        examples: "kapok backup --recipient age1… --to backups/monday.age")

    public static let backupKeygen = CommandHelp(
        "backup keygen",
        en: (
            "Make the identity that backups are restored with; prints its recipient.",
            "Make it on another machine, and keep two copies in two places: without it no backup "
                + "can be opened. Needs no data folder."
        ),
        zhHant: ("製作用以還原備份的身份，並列出其收件者。", "請在另一部電腦製作，並在兩處各存一份：沒有它便不能開啟任何備份。無須資料夾。"),
        zhHans: ("制作用以恢复备份的身份，并列出其收件者。", "请在另一台计算机制作，并在两处各存一份：没有它便不能打开任何备份。不需要数据文件夹。"),
        examples: "kapok backup keygen --out backup.identity")

    public static let restore = CommandHelp(
        "restore",
        en: (
            "Make a data folder from a backup.",
            "Everything is checked before the folder gets its name: each file's digest, the "
                + "journal with its checkpoint, each row. A server on it then serves the last "
                + "status and refuses all else, until `kapok recover` compared it with what is "
                + "public. The unlock secret must lie where kapok.yaml says."
        ),
        zhHant: (
            "由備份建立資料夾。",
            "資料夾得名前會檢查一切：每個檔案的摘要、日誌及其檢查點、每一資料列。其後的伺服器只提供最後狀態，"
                + "拒絕其他一切，直至以 `kapok recover` 與已公布內容核對。解鎖秘密須存於 kapok.yaml 所指位置。"
        ),
        zhHans: (
            "由备份建立数据文件夹。",
            "文件夹得名前会检查一切：每个文件的摘要、日志及其检查点、每一数据行。其后的服务器只提供最后状态，"
                + "拒绝其他一切，直到用 `kapok recover` 与已公布内容核对。解锁口令须存于 kapok.yaml 所指位置。"
        ),
        examples: "kapok restore --from monday.age --identity backup.identity --to ca")

    public static let recover = CommandHelp(
        "recover",
        en: (
            "Compare a restored ledger with what was seen of its journal, and let it go on.",
            "Compared are: what your commands remember, checkpoints in files, and lists in files "
                + "or at addresses. If anything is newer than the ledger, acts are lost, and it "
                + "is refused. Ask everybody: whoever is not asked may have seen more. The authority's "
                + "own address serves this very folder now: it proves nothing."
        ),
        zhHant: (
            "把還原的帳冊與他人所見的日誌核對，然後續辦。",
            "核對對象：你的指令所記得的、檔案內的檢查點，以及檔案內或地址上的清單。如有任何內容較帳冊為新，即有操作遺失，"
                + "會被拒絕。請向各方查詢：未查詢者可能見過更多。核證機關自己的地址現時提供的正是此資料夾，並不能證明甚麼。"
        ),
        zhHans: (
            "把恢复的账册与他人所见的日志核对，然后续办。",
            "核对对象：你的命令所记得的、文件内的检查点，以及文件内或地址上的列表。如有任何内容比账册更新，即有操作遺失，"
                + "会被拒绝。请向各方查询：未查询者可能见过更多。认证机构自己的地址现在提供的正是此文件夹，不能证明什么。"
        ),
        examples: "kapok recover --crl mirror.crl --crl http://mirror.example/crl/issuing.crl "
            + "--checkpoint witness.txt")

    public static let succeed = CommandHelp(
        "succeed",
        en: (
            "Let a restored ledger go on although acts are lost: under a new name.",
            "For a folder that `kapok recover` refuses as behind, where no later backup is left. What "
                + "is kept stays as it is; two security officers sign what was lost. Certificates "
                + "that the ledger does not know are entered as revoked, and so is every entry of the "
                + "newest lists; applications and signatures under way end. Give everything that "
                + "anybody has: what is not shown is not entered. No server may run. Afterwards give "
                + "witnesses and clients the new key."
        ),
        zhHant: (
            "讓遺失部分操作的還原帳冊以新名稱續辦。",
            "用於 `kapok recover` 指為落後、且再無較後備份的資料夾。所保留的內容維持原狀；兩名保安主任簽署所遺失的部分。"
                + "帳冊不認識的證書記為已撤銷，最新清單的每一項亦同樣記入；進行中的申請及簽署即告終結。請提供各方所持的一切："
                + "未出示的不會記入。其間不可執行伺服器。其後請把新密碼匙交給見證人及使用者。"
        ),
        zhHans: (
            "让丢失部分操作的恢复账册以新名称续办。",
            "用于 `kapok recover` 指为落后、且再无较后备份的数据文件夹。所保留的内容维持原状；两名安全管理员签署所丢失的部分。"
                + "账册不认识的证书记为已吊销，最新列表的每一项也同样记入；进行中的申请和签名即告终结。请提供各方所持的一切："
                + "未出示的不会记入。其间不可运行服务器。其后请把新密钥交给见证人和用户。"
        ),
        examples: "kapok succeed --crl mirror.crl --checkpoint witness.txt --certificates mirror "
            + "--signer ada.key --signer ben.key --data ca")

    public static let drill = CommandHelp(
        "drill",
        en: ("Practise what is rarely needed.", "The outcome becomes an entry of the journal."),
        zhHant: ("演練少有需要的操作。", "結果會記入日誌。"),
        zhHans: ("演练少有需要的操作。", "结果会记入日志。"))

    public static let drillRestore = CommandHelp(
        "drill restore",
        en: (
            "Restore a backup beside the data folder, check it, remove it, and record the times.",
            "Told and recorded: how long it took to have an open, audited folder, and how old the "
                + "last entry in it was."
        ),
        zhHant: ("在資料夾旁還原備份、檢查、移除，並記錄時間。", "列出並記錄：開啟並審計完畢所需時間，以及其中最後紀錄的時間。"),
        zhHans: ("在数据文件夹旁恢复备份、检查、移除，并记录时间。", "列出并记录：打开并审计完毕所需时间，以及其中最后记录的时间。"),
        examples: "kapok drill restore --from monday.age --identity backup.identity")
}
