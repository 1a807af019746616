extension RefusalCode {
    // Of a witness itself.
    public static let witnessStateDamaged = RefusalCode(
        "witness.stateDamaged",
        en: (
            "{path}, which remembers what this witness cosigned last, is not what log and witness "
                + "signed.",
            "Find out who changed it. Never delete it, and never put an older copy in its place: a "
                + "witness that forgets can be shown another history. Retire its key, and tell "
                + "everybody."
        ),
        zhHant: (
            "{path}（記錄本見證人上次聯署的檔案）並非日誌及見證人所簽署的內容。",
            "請查明由誰改動。切勿刪除，亦勿以較舊的副本代替：忘記過去的見證人可被示以另一段歷史。請停用其密碼匙，並通知各方。"
        ),
        zhHans: (
            "{path}（记录本见证人上次联署的文件）不是日志和见证人所签署的内容。",
            "请查明由谁改动。切勿删除，也勿用较旧的副本代替：忘记过去的见证人可被示以另一段历史。请停用其密钥，并通知各方。"
        ))

    public static let witnessLogTwice = RefusalCode(
        "witness.logTwice",
        en: ("Two keys are given for the log {origin}.", "Give one verifier key for each log."),
        zhHant: ("日誌 {origin} 有兩條密碼匙。", "每個日誌只給一條核對密碼匙。"),
        zhHans: ("日志 {origin} 有两个密钥。", "每个日志只给一个核对密钥。"))

    public static let witnessClockWrong = RefusalCode(
        "witness.clockWrong",
        en: (
            "The clock shows {time} seconds since 1970, which no cosignature can carry.",
            "Set the clock of this machine."
        ),
        zhHant: ("時鐘顯示自 1970 年起 {time} 秒，聯署不能載有此時間。", "請校正本機時鐘。"),
        zhHans: ("时钟显示自 1970 年起 {time} 秒，联署不能载有此时间。", "请校正本机时钟。"))

    public static let witnessNameInvalid = RefusalCode(
        "witness.nameInvalid",
        en: (
            "{name} cannot be the name of a witness.",
            "Write something like a web address without scheme, such as witness.example/w1: no "
                + "spaces, no plus."
        ),
        zhHant: ("「{name}」不能作為見證人名稱。", "請寫作不帶協定的網址形式，例如 witness.example/w1：不得有空格或加號。"),
        zhHans: ("“{name}”不能作为见证人名称。", "请写成不带协议的网址形式，例如 witness.example/w1：不得有空格或加号。"))

    public static let witnessFolderMissing = RefusalCode(
        "witness.folderMissing",
        en: (
            "{path} is not the folder of a witness.",
            "Name the right one with --state, or make one with `kapok witness keygen`."
        ),
        zhHant: ("{path} 並非見證人的資料夾。", "請用 --state 指明正確的資料夾，或用 `kapok witness keygen` 建立。"),
        zhHans: ("{path} 不是见证人的文件夹。", "请用 --state 指明正确的文件夹，或用 `kapok witness keygen` 建立。"))

    public static let witnessKeyUnusable = RefusalCode(
        "witness.keyUnusable",
        en: (
            "The witness's key in {path} is not a name and an Ed25519 key that only its owner can "
                + "read.",
            "Take it back from a copy (mode 0600), or make a new witness."
        ),
        zhHant: ("{path} 內的見證人密碼匙並非名稱及只有擁有人可讀的 Ed25519 密碼匙。", "請由副本取回（權限 0600），或建立新的見證人。"),
        zhHans: ("{path} 内的见证人密钥不是名称和只有拥有者可读的 Ed25519 密钥。", "请从副本取回（权限 0600），或建立新的见证人。"))

    // Of a witness that follows a journal.
    public static let witnessLogUnreachable = RefusalCode(
        "witness.logUnreachable",
        en: (
            "{place} could not be fetched: {reason}.",
            "Check the address; it is the public one of the authority, such as "
                + "http://ca.example:8080."
        ),
        zhHant: ("無法取得 {place}：{reason}。", "請檢查地址；應為機關的公開地址，例如 http://ca.example:8080。"),
        zhHans: ("无法取得 {place}：{reason}。", "请检查地址；应为机构的公开地址，例如 http://ca.example:8080。"))

    public static let witnessLogForked = RefusalCode(
        "witness.logForked",
        en: (
            "The journal {origin} shows {now} entries that do not continue the {before} cosigned "
                + "last: nothing was cosigned.",
            "Compare it with what others were shown, and ask the authority. Both signed "
                + "checkpoints lie in {path}."
        ),
        zhHant: (
            "日誌 {origin} 現有 {now} 項紀錄，但並非上次聯署的 {before} 項之延續：未有聯署。",
            "請與其他人所見的比較，並向機關查詢。兩個已簽署的檢查點存於 {path}。"
        ),
        zhHans: (
            "日志 {origin} 现有 {now} 项记录，但不是上次联署的 {before} 项之延续：没有联署。",
            "请与其他人所见的比较，并向机构查询。两个已签署的检查点存于 {path}。"
        ))

    public static let witnessLogShrunk = RefusalCode(
        "witness.logShrunk",
        en: (
            "The journal {origin} had {before} entries when it was cosigned last; now it shows "
                + "{now}.",
            "Ask again later, as an answer on the way may be old; then ask the authority: an old "
                + "disk was restored or history was cut."
        ),
        zhHant: (
            "日誌 {origin} 上次聯署時有 {before} 項紀錄，現在只有 {now} 項。",
            "途中的回覆可能較舊，請稍後再試；其後請向機關查詢：可能還原了舊磁碟，或歷史被刪。"
        ),
        zhHans: (
            "日志 {origin} 上次联署时有 {before} 项记录，现在只有 {now} 项。",
            "途中的回复可能较旧，请稍后再试；之后请向机构查询：可能还原了旧磁盘，或历史被删。"
        ))

    public static let witnessCheckpointInvalid = RefusalCode(
        "witness.checkpointInvalid",
        en: (
            "{place} is no checkpoint that the journal {origin} signed.",
            "Check the address and the key given with --log."
        ),
        zhHant: ("{place} 並非由日誌 {origin} 簽署的檢查點。", "請檢查地址及 --log 所給的密碼匙。"),
        zhHans: ("{place} 不是由日志 {origin} 签署的检查点。", "请检查地址和 --log 所给的密钥。"))

    // Of the settings of a node, and of those who rely on witnesses.
    public static let witnessSettingInvalid = RefusalCode(
        "configuration.witness",
        en: (
            "{name} is not the address and the key of a witness.",
            "Write `name: URL VERIFIERKEY` under `witnesses:`, with the key that `kapok witness "
                + "keygen` printed; the URL begins with http:// or https:// and has no query."
        ),
        zhHant: (
            "「{name}」不是見證人的地址及密碼匙。",
            "請在 `witnesses:` 之下寫作 `name: URL VERIFIERKEY`，密碼匙為 `kapok witness keygen` 所顯示者；URL 以 http:// 或 https:// 開頭，不帶查詢。"
        ),
        zhHans: (
            "“{name}”不是见证人的地址和密钥。",
            "请在 `witnesses:` 之下写成 `name: URL VERIFIERKEY`，密钥为 `kapok witness keygen` 所显示者；URL 以 http:// 或 https:// 开头，不带查询。"
        ))

    public static let commandWitnessKeyUnusable = RefusalCode(
        "command.witnessKeyUnusable",
        en: (
            "{key} is not the verifier key of a witness.",
            "Write it as the witness gave it: name+hash+key, in quotes. A journal's own key is none."
        ),
        zhHant: ("{key} 不是見證人的核對密碼匙。", "請按見證人所給的寫法：name+hash+key，並加引號。日誌本身的密碼匙不是。"),
        zhHans: ("{key} 不是见证人的核对密钥。", "请按见证人所给的写法：name+hash+key，并加引号。日志本身的密钥不是。"))
}
