extension CommandHelp {
    public static let signer = CommandHelp(
        "signer",
        en: (
            "Keep the keys in a process of their own: make its folder, serve, check.",
            "The signer has the private keys of authorities and responders and that of the journal, and makes those of subscribers. The server reaches it through a socket and never sees one of the former. It signs checkpoints of a journal that only grows and what its officers decided, and writes down by itself what it signed. Run it as a user of its own."
        ),
        zhHant: (
            "以獨立程序保管密碼匙：建立資料夾、服務、核對。",
            "簽署程序持有機關、回應器及日誌的私人密碼匙，並製作登記人的密碼匙。伺服器經 socket 使用，從不接觸前三者。它只簽署人員在日誌中所決定的內容，以及只增不改的日誌的檢查點，並自行記錄所簽署的項目。請以專用的使用者執行。"
        ),
        zhHans: (
            "以独立进程保管密钥：建立文件夹、服务、核对。",
            "签名进程持有机构、响应器和日志的私钥，并制作订户的密钥。服务器经套接字使用，从不接触前三者。它只对人员在日志中决定的内容，以及只增不改的日志的检查点签名，并自行记录所签的项目。请以专用的用户运行。"
        ),
        examples: "kapok signer init --state signer --unlock-file signer.secret")

    public static let signerInitialise = CommandHelp(
        "signer init",
        en: (
            "Make the folder of a signer.",
            "With --from the keys of a data folder go over, once they open with the new secret; no server may be running there. What was interrupted goes on with the same command. Then name the socket in `kapok.yaml` as `node.signer`, and move the section `modules:` into `signer.yaml`."
        ),
        zhHant: (
            "建立簽署程序的資料夾。",
            "用 --from 可移入某資料夾的密碼匙，但須先能以新的解鎖秘密開啟；該處不得有伺服器執行。如中途停止，以同一指令即可繼續。其後在 `kapok.yaml` 以 `node.signer` 指明 socket，並把 `modules:` 一節移到 `signer.yaml`。"
        ),
        zhHans: (
            "建立签名进程的文件夹。",
            "用 --from 可移入某数据文件夹的密钥，但须先能以新的解锁口令打开；该处不得有服务器运行。如中途停止，用同一命令即可继续。其后在 `kapok.yaml` 以 `node.signer` 指明套接字，并把 `modules:` 一节移到 `signer.yaml`。"
        ),
        examples: "kapok signer init --state signer --unlock-file signer.secret --from ca")

    public static let signerServe = CommandHelp(
        "signer serve",
        en: (
            "Sign for a server, until stopped.",
            "Answers the user of `signer.server` alone. Restarts and upgrades of the server do not touch it."
        ),
        zhHant: ("為伺服器簽署，直至停止。", "只回應 `signer.server` 的使用者。伺服器重新啟動或升級，對它並無影響。"),
        zhHans: ("为服务器签名，直至停止。", "只回应 `signer.server` 的用户。服务器重新启动或升级，对它没有影响。"),
        examples: "kapok signer serve --state signer")

    public static let signerAdopt = CommandHelp(
        "signer adopt",
        en: (
            "Take in the private key of an authority from another system.",
            "Prints the key's name. Take the authority over with `kapok authority import --adopted` afterwards."
        ),
        zhHant: ("納入來自其他系統的機關私人密碼匙。", "顯示密碼匙的名稱。其後用 `kapok authority import --adopted` 接管該機關。"),
        zhHans: ("纳入来自其他系统的机构私钥。", "显示密钥的名称。其后用 `kapok authority import --adopted` 接管该机构。"),
        examples: "kapok signer adopt --private-key old-ca.key.pem --state signer")

    public static let signerAnew = CommandHelp(
        "signer anew",
        en: (
            "Let the signer forget how far it followed its journal, and sign for it under another name.",
            "For a ledger that was restored, or is to go on under another name (`kapok succeed`). Under the same name it signs no shorter journal, whatever is said. The signer signs for no journal that is shorter than it was, or goes on otherwise: then somebody may have put an old ledger in its place. Make sure of what happened first. Stop the signer, say this on its machine, and start it; its log keeps that it was said. The first entry stays the same: for another journal make another signer."
        ),
        zhHant: (
            "讓簽署程序忘記已跟隨日誌到何處，並准許日誌以另一名稱續辦。",
            "用於已還原或將以另一名稱延續（`kapok succeed`）的帳冊。無論如何，它不以同一名稱為較短的日誌簽署。如日誌較以往為短，或其後有異，簽署程序一概不簽：可能有人以舊帳冊替換。請先查明原因，再停止簽署程序，在其電腦執行此指令，然後啟動；其簽署紀錄會載明此事。首項紀錄維持不變：另一份日誌須用另一個簽署程序。"
        ),
        zhHans: (
            "让签名进程忘记已跟随日志到何处，并准许日志以另一名称续办。",
            "用于已恢复或将以另一名称延续（`kapok succeed`）的账册。无论如何，它不以同一名称为较短的日志签名。如日志比以往的短，或其后不同，签名进程一概不签：可能有人以旧账册替换。请先查明原因，再停止签名进程，在其机器上执行此命令，然后启动；其签名记录会载明此事。首条记录维持不变：另一份日志须用另一个签名进程。"
        ),
        examples: "kapok signer anew --state signer")

    public static let signerCheck = CommandHelp(
        "signer check",
        en: (
            "Read the signer's log whole, and compare it with the journal.",
            "Each line is proven to follow the one before. With --journal (`journal/entries.jsonl` of `kapok export`) every signature has to stand in the entry that announced it (unannounced), and every one that was completed since has to stand in the log (unlogged): exit status 1 where one does not, which is an incident. What names an entry behind the end of the file (later) is compared with a newer one; what was amiss before `kapok signer anew` stands apart (unannouncedBefore). Two people compare journalGenesis once with the public journal."
        ),
        zhHant: (
            "完整讀取簽署紀錄，並與日誌核對。",
            "逐行證明與前一行相連。用 --journal（`kapok export` 的 `journal/entries.jsonl`）時，每個簽署均須載於所述紀錄（unannounced），其後完成的簽署亦須載於簽署紀錄（unlogged）：如有不符，結束代碼為 1，即屬事故。所述紀錄超出檔案末端者（later），須與較新的檔案核對；`kapok signer anew` 之前的不符項目另行列出（unannouncedBefore）。journalGenesis 須由兩人與公開日誌核對一次。"
        ),
        zhHans: (
            "完整读取签名记录，并与日志核对。",
            "逐行证明与前一行相连。用 --journal（`kapok export` 的 `journal/entries.jsonl`）时，每个签名均须载于所述记录（unannounced），其后完成的签名也须载于签名记录（unlogged）：如有不符，退出代码为 1，即属事故。所述记录超出文件末尾的（later），须与较新的文件核对；`kapok signer anew` 之前的不符项目另行列出（unannouncedBefore）。journalGenesis 须由两人与公开日志核对一次。"
        ),
        examples: "kapok signer check --state signer --journal export/journal/entries.jsonl")

    public static let signerModule = CommandHelp(
        "signer module",
        en: (
            "Have one module in a process of its own; `kapok signer serve` starts it.",
            "A module that crashes takes only this process, which the signer starts anew. It ends with its standard input."
        ),
        zhHant: (
            "以獨立程序使用一個密碼模組；由 `kapok signer serve` 啟動。",
            "模組崩潰時只影響此程序，簽署程序會再次啟動它。標準輸入結束時，它亦結束。"
        ),
        zhHans: (
            "以独立进程使用一个密码模块；由 `kapok signer serve` 启动。",
            "模块崩溃时只影响此程序，签名进程会再次启动它。标准输入结束时，它也结束。"
        ),
        examples:
            "kapok signer module hsm --setting \"/usr/lib/softhsm/libsofthsm2.so 0a1b2c3d hsm.pin\" --state signer"
    )
}

extension CommandLineOption {
    public static let signerModule = Text(
        en: "Its name in `signer.yaml`.", zhHant: "其在 `signer.yaml` 的名稱。",
        zhHans: "其在 `signer.yaml` 的名称。")
    public static let signerState = Text(
        en: "The signer's own folder.", zhHant: "簽署程序本身的資料夾。", zhHans: "签名进程自己的文件夹。")
    public static let signerUnlock = Text(
        en: "The file with the unlock secret of the signer's folder; a new one is sealed with it.",
        zhHant: "載有簽署程序資料夾解鎖秘密的檔案；新資料夾以此封存。",
        zhHans: "载有签名进程文件夹解锁口令的文件；新文件夹以此封存。")
    public static let signerFrom = Text(
        en: "A data folder whose keys go over to the signer.", zhHant: "其密碼匙移交簽署程序的資料夾。",
        zhHans: "其密钥移交签名进程的数据文件夹。")
    public static let signerFromUnlock = Text(
        en: "The file with that folder's unlock secret, where its settings name none.",
        zhHant: "載有該資料夾解鎖秘密的檔案，用於其設定沒有指明者。", zhHans: "载有该文件夹解锁口令的文件，用于其设置没有指明的。")
    public static let signerGenesis = Text(
        en: "Which journal it signs for: the hash of its first entry.",
        zhHant: "為哪份日誌簽署：其首項紀錄的雜湊值。", zhHans: "为哪份日志签名：其首条记录的哈希值。")
    public static let signerModuleSetting = Text(
        en: "What `signer.yaml` says behind the name.", zhHant: "`signer.yaml` 在名稱之後所寫的內容。",
        zhHans: "`signer.yaml` 在名称之后所写的内容。")
    public static let signerJournal = Text(
        en: "The journal's entries, as `kapok export` writes them.",
        zhHant: "日誌紀錄，即 `kapok export` 所寫出者。",
        zhHans: "日志记录，即 `kapok export` 所写出的。")
    public static let importAdopted = Text(
        en: "The signer has adopted its private key.", zhHant: "簽署程序已納入其私人密碼匙。",
        zhHans: "签名进程已纳入其私钥。")
}
