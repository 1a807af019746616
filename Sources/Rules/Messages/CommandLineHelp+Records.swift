extension CommandHelp {
    public static let config = CommandHelp(
        "config",
        en: (
            "Settings: check, show, export, diff, propose.",
            "kapok.yaml tells a server how to run. The practice (validity, limits, schedules) "
                + "lives in the ledger: it is exported, changed, compared and proposed, and two "
                + "administrators sign."
        ),
        zhHant: (
            "設定：檢查、顯示、匯出、比較、提議。",
            "kapok.yaml 說明伺服器如何運行。作業設定（有效期、限額、時間表）存於帳冊：匯出、修改、比較、提議，"
                + "由兩名管理員簽署。"
        ),
        zhHans: (
            "设置：检查、显示、导出、比较、提议。",
            "kapok.yaml 说明服务器如何运行。业务设置（有效期、限额、时间表）存于账册：导出、修改、比较、提议，"
                + "由两名管理员签署。"
        ),
        examples: "kapok config export --out practice.json")

    public static let configCheck = CommandHelp(
        "config check",
        en: (
            "Check a settings file without touching anything.",
            "kapok.yaml of the data folder where no file is named. Needs no data folder."
        ),
        zhHant: ("檢查設定檔，不作任何改動。", "如未指明檔案，則檢查資料夾的 kapok.yaml。無須資料夾。"),
        zhHans: ("检查设置文件，不作任何改动。", "如未指明文件，则检查数据文件夹的 kapok.yaml。不需要数据文件夹。"),
        examples: "kapok config check kapok.yaml")

    public static let configShow = CommandHelp(
        "config show",
        en: ("Show the practice in force.", "An earlier one with --version."),
        zhHant: ("顯示現行作業設定。", "以 --version 顯示較早版本。"),
        zhHans: ("显示现行业务设置。", "用 --version 显示较早版本。"),
        examples: "kapok config show")

    public static let configExport = CommandHelp(
        "config export",
        en: ("Write the practice as JSON, to be changed and proposed.", "To a file with --out."),
        zhHant: ("以 JSON 寫出作業設定，供修改及提議。", "以 --out 寫入檔案。"),
        zhHans: ("以 JSON 写出业务设置，供修改和提议。", "用 --out 写入文件。"),
        examples: "kapok config export --out practice.json")

    public static let configDiff = CommandHelp(
        "config diff",
        en: ("Show what a settings file would change.", "Setting by setting: before and after."),
        zhHant: ("顯示設定檔會改變甚麼。", "逐項列出改動前後的值。"),
        zhHans: ("显示设置文件会改变什么。", "逐项列出改动前后的值。"),
        examples: "kapok config diff practice.json")

    public static let configPropose = CommandHelp(
        "config propose",
        en: (
            "Propose a changed practice; a second administrator approves.",
            "The answer names a proposal (pro-…) for 'kapok approve'. Role: CA administrator."
        ),
        zhHant: (
            "提議更改作業設定；由第二名管理員批准。",
            "回覆載有提議編號（pro-…），供「kapok approve」使用。職務：核證機關管理員。"
        ),
        zhHans: (
            "提议更改业务设置；由第二名管理员批准。",
            "回复载有提议编号（pro-…），供“kapok approve”使用。岗位：认证机构管理员。"
        ),
        examples: "kapok config propose practice.json --effective-from 2026-12-01 --key chan.pem")

    public static let audit = CommandHelp(
        "audit",
        en: (
            "The journal: verify, prove, check a proof, list, draw a sample.",
            "Every act is an entry of a Merkle log with signed checkpoints. What was changed by "
                + "hand is found; what stands there can be proven to anybody."
        ),
        zhHant: ("日誌：核對、證明、檢查證明、列出、抽樣。", "每項操作都是 Merkle 日誌的一項紀錄，並有已簽署的檢查點。人手改動會被發現；紀錄可向任何人證明。"),
        zhHans: ("日志：核对、证明、检查证明、列出、抽样。", "每项操作都是 Merkle 日志的一项记录，并有已签署的检查点。手工改动会被发现；记录可向任何人证明。"),
        examples: "kapok audit verify")

    public static let auditVerify = CommandHelp(
        "audit verify",
        en: (
            "Compare every row and entry with the journal, both ways.",
            "Exit status 1 where anything differs; each finding names the table, the row and the "
                + "entry."
        ),
        zhHant: ("把所有資料列及紀錄與日誌雙向核對。", "如有任何差異，結束代碼為 1；每項發現均指明資料表、資料列及紀錄。"),
        zhHans: ("把所有数据行和记录与日志双向核对。", "如有任何差异，退出代码为 1；每项发现都指明数据表、数据行和记录。"),
        examples: "kapok audit verify --json")

    public static let auditProve = CommandHelp(
        "audit prove",
        en: (
            "Write a proof that an entry stands in the journal.",
            "The file holds the entry, the path and a signed checkpoint: all that an outsider "
                + "needs besides the journal's public key."
        ),
        zhHant: ("寫出某項紀錄載於日誌的證明。", "檔案載有紀錄、路徑及已簽署的檢查點；外人另外只需日誌的公開密碼匙。"),
        zhHans: ("写出某项记录载于日志的证明。", "文件载有记录、路径和已签署的检查点；外人另外只需日志的公钥。"),
        examples: "kapok audit prove 17 --out proof.json")

    public static let auditCheckProof = CommandHelp(
        "audit check-proof",
        en: (
            "Check a proof with the journal's public key alone.",
            "For outsiders: needs no data folder, server or network. --checkpoint compares with a "
                + "checkpoint that you got by another way. Exit status 1 where it does not hold."
        ),
        zhHant: (
            "只以日誌的公開密碼匙檢查證明。",
            "供外人使用：無須資料夾、伺服器或網絡。--checkpoint 與你從其他途徑取得的檢查點比較。證明不成立時結束代碼為 1。"
        ),
        zhHans: (
            "只用日志的公钥检查证明。",
            "供外人使用：不需要数据文件夹、服务器或网络。--checkpoint 与你从其他途径取得的检查点比较。证明不成立时退出代码为 1。"
        ),
        examples: "kapok audit check-proof proof.json --verifier-key 'kapok.example+…'",
        "kapok audit check-proof proof.json --verifier-key 'kapok.example+…' "
            + "--checkpoint checkpoint.txt")

    public static let auditList = CommandHelp(
        "audit list",
        en: (
            "List entries of the journal in their order.",
            "Officers are shown by their handles. --after goes on behind an entry. --format csv "
                + "gives "
                + "the identifiers that --operation and --case take."
        ),
        zhHant: (
            "按次序列出日誌紀錄。", "人員以代號顯示。--after 由某項紀錄之後繼續。--format csv 列出可用於 --operation 及 --case 的代碼。"
        ),
        zhHans: (
            "按次序列出日志记录。", "人员以代号显示。--after 从某项记录之后继续。--format csv 列出可用于 --operation 和 --case 的代码。"
        ),
        examples: "kapok audit list --operation application.issue --from 2026-11-01")
}
