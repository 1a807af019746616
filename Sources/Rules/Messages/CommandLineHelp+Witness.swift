extension CommandHelp {
    public static let witness = CommandHelp(
        "witness",
        en: (
            "Be a witness of journals: make a key, serve, follow.",
            "A witness cosigns the checkpoints of a journal, each only as a proven continuation of "
                + "the one before. Whoever asks for its cosignature knows that nobody is shown "
                + "another history. It is to be run by somebody else than the authority. It knows "
                + "no certificate and no person."
        ),
        zhHant: (
            "作為日誌的見證人：製作密碼匙、服務、跟隨。",
            "見證人聯署日誌的檢查點，但每個都必須證明是前一個的延續。要求其聯署的人，便知道沒有人被示以另一段歷史。"
                + "應由機關以外的人運行。見證人不知道任何證書或個人。"
        ),
        zhHans: (
            "作为日志的见证人：制作密钥、服务、跟随。",
            "见证人联署日志的检查点，但每个都必须证明是前一个的延续。要求其联署的人，便知道没有人被示以另一段历史。"
                + "应由机构以外的人运行。见证人不知道任何证书或个人。"
        ),
        examples: "kapok witness keygen --name witness.example/w1 --state w1")

    public static let witnessKeygen = CommandHelp(
        "witness keygen",
        en: (
            "Make the folder and key of a new witness.",
            "Prints its verifier key, for authorities and for those who rely on it. The folder "
                + "holds the key in clear, readable for you alone."
        ),
        zhHant: (
            "建立新見證人的資料夾及密碼匙。", "顯示其核對密碼匙，供機關及依賴者使用。資料夾內的密碼匙未經加密，只有你可讀取。"
        ),
        zhHans: (
            "建立新见证人的文件夹和密钥。", "显示其核对密钥，供机构和依赖者使用。文件夹内的密钥未经加密，只有你可读取。"
        ),
        examples: "kapok witness keygen --name witness.example/w1 --state w1")

    public static let witnessServe = CommandHelp(
        "witness serve",
        en: (
            "Cosign what journals hand in over HTTP, until stopped.",
            "Speaks C2SP tlog-witness: POST /add-checkpoint. The new state is on the disk before "
                + "a cosignature leaves. Forks are refused and kept in the folder as evidence."
        ),
        zhHant: (
            "透過 HTTP 聯署日誌提交的檢查點，直至停止。",
            "採用 C2SP tlog-witness：POST /add-checkpoint。新狀態先寫入磁碟，聯署才會發出。分叉會被拒絕，並存於資料夾作為證據。"
        ),
        zhHans: (
            "通过 HTTP 联署日志提交的检查点，直至停止。",
            "采用 C2SP tlog-witness：POST /add-checkpoint。新状态先写入磁盘，联署才会发出。分叉会被拒绝，并存于文件夹作为证据。"
        ),
        examples: "kapok witness serve --state w1 --listen 127.0.0.1:8090 --log 'kapok.example+…'")

    public static let witnessFollow = CommandHelp(
        "witness follow",
        en: (
            "Fetch a journal's checkpoint once, check it, cosign it into a file.",
            "For a witness that nobody can reach: it asks the public address of the authority for "
                + "checkpoint and tiles. Run it by a timer."
        ),
        zhHant: (
            "取得日誌的檢查點一次，核對後聯署並寫入檔案。", "供外界無法連接的見證人使用：向機關的公開地址取得檢查點及雜湊區塊。請以計時器執行。"
        ),
        zhHans: (
            "取得日志的检查点一次，核对后联署并写入文件。", "供外界无法连接的见证人使用：向机构的公开地址取得检查点和哈希区块。请用计时器执行。"
        ),
        examples: "kapok witness follow http://ca.example:8080 --state w1 "
            + "--log 'kapok.example+…' --out cosigned.txt")
}

extension CommandLineOption {
    public static let witnessName = Text(
        en: "Its name, such as witness.example/w1.", zhHant: "見證人名稱，例如 witness.example/w1。",
        zhHans: "见证人名称，例如 witness.example/w1。")
    public static let witnessState = Text(
        en: "The witness's own folder.", zhHant: "見證人本身的資料夾。", zhHans: "见证人自己的文件夹。")
    public static let witnessListen = Text(
        en: "Where to listen.", zhHant: "監聽地址。", zhHans: "监听地址。")
    public static let witnessLog = Text(
        en: "The verifier key of a journal to cosign; repeat it.",
        zhHant: "要聯署的日誌的核對密碼匙；可重複。", zhHans: "要联署的日志的核对密钥；可重复。")
    public static let witnessURL = Text(
        en: "The public address of the authority.", zhHant: "機關的公開地址。", zhHans: "机构的公开地址。")
    public static let witnessOut = Text(
        en: "Write the cosigned checkpoint there.", zhHant: "把已聯署的檢查點寫入此檔案。",
        zhHans: "把已联署的检查点写入此文件。")
    public static let witnessKey = Text(
        en: "Ask for the cosignature of this witness; repeat it.",
        zhHant: "要求此見證人的聯署；可重複。", zhHans: "要求此见证人的联署；可重复。")

    public static let timestampAnchors = Text(
        en: "Ask for a time-stamp of the journal by a service that this certificate stands for.",
        zhHant: "要求由此證書所代表服務發出的日誌時間戳記。", zhHans: "要求由此证书所代表服务签发的日志时间戳。")
    public static let timestampService = Text(
        en: "Lead to the checkpoint that this service time-stamped, and write FILE.tsr too.",
        zhHant: "推算至此服務已蓋時間戳記的檢查點，並寫出 FILE.tsr。",
        zhHans: "推算至此服务已盖时间戳的检查点，并写出 FILE.tsr。")
    public static let timestampFile = Text(
        en: "The time-stamp of the proof's checkpoint; needs --tsa.",
        zhHant: "證明內檢查點的時間戳記；須與 --tsa 一同使用。", zhHans: "证明内检查点的时间戳；须与 --tsa 一同使用。")
}
