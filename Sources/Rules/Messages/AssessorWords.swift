/// What packages for assessors say of themselves: index, and pages of cases.
public enum AssessorWords {
    public static let title = Text(
        en: "Evidence for an assessor", zhHant: "供評估人核對的資料", zhHans: "供评估人核对的资料")
    public static let what = Text(
        en: "This folder was made from the journal {origin}, environment {environment}. It is "
            + "checked without Kapok: the program verify.py needs Python 3 and openssl alone.",
        zhHant: "本資料夾由日誌 {origin}（環境：{environment}）製成。核對無須 Kapok：verify.py 程式只需 Python 3 及 "
            + "openssl。",
        zhHans: "本文件夹由日志 {origin}（环境：{environment}）制成。核对无需 Kapok：verify.py 程序只需 Python 3 和 "
            + "openssl。"
    )
    public static let ofReport = Text(
        en: "The report on all clauses as of {time}: {open} open, {missing} missing, {overdue} "
            + "overdue, {held} held. Each entry of the journal that it names is here.",
        zhHant: "截至 {time} 的各條款報告：未有着落 {open} 項，欠缺 {missing} 項，逾期 {overdue} 項，符合 {held} 項。"
            + "報告所指的日誌紀錄均在此處。",
        zhHans: "截至 {time} 的各条款报告：未落实 {open} 项，欠缺 {missing} 项，逾期 {overdue} 项，符合 {held} 项。"
            + "报告所指的日志记录均在此处。")
    public static let ofSample = Text(
        en: "A draw of {count} from {population} ({kind}), by the seed “{seed}”. That the "
            + "population is complete was proven from all {size} entries of the journal.",
        zhHant: "以種子「{seed}」由 {population} 項（{kind}）中抽取 {count} 項。總體是否完整，已由日誌全部 {size} 項紀錄證明。",
        zhHans: "以种子“{seed}”从 {population} 项（{kind}）中抽取 {count} 项。总体是否完整，已由日志全部 {size} 项记录证明。")
    public static let contentsTitle = Text(
        en: "What is in it", zhHant: "內容", zhHans: "内容")
    public static let howTitle = Text(en: "How to check it", zhHant: "核對方法", zhHans: "核对方法")
    public static let howKey = Text(
        en: "Get the journal's public key by another way than this folder: from its founders, a "
            + "regulator, or a publication. The key above is what the folder says of itself; "
            + "compare.",
        zhHant: "請經本資料夾以外的途徑（例如創辦人、監管機構或公布）取得日誌的公開密碼匙。上列密碼匙只是本資料夾的自述，請作比較。",
        zhHans: "请经本文件夹以外的途径（例如创办人、监管机构或公布）取得日志的公钥。上列密钥只是本文件夹的自述，请作比较。")
    public static let howProgram = Text(
        en: "Take verify.py from the sources of Kapok, or read the copy here before you run it: "
            + "it is one file. Then, in the folder that holds this one:",
        zhHant: "請從 Kapok 的原始碼取得 verify.py，或在執行前閱讀此處的副本（只有一個檔案）。然後在本資料夾的上一層執行：",
        zhHans: "请从 Kapok 的源代码取得 verify.py，或在运行前阅读此处的副本（只有一个文件）。然后在本文件夹的上一层运行：")
    public static let howPlain = Text(
        en: "Whether files were damaged on the way, sha256sum --check SHA256SUMS tells, too.",
        zhHant: "檔案途中有否損壞，亦可用 sha256sum --check SHA256SUMS 查明。",
        zhHans: "文件途中有无损坏，也可用 sha256sum --check SHA256SUMS 查明。")
    public static let showsTitle = Text(
        en: "What that shows, and what it does not", zhHant: "能證明與不能證明的事項", zhHans: "能证明与不能证明的事项")
    public static let shows = Text(
        en: "Each entry stands in the journal of that key, unchanged, and was signed by the "
            + "officers whom it names, whose keys founders and officers signed.",
        zhHant: "每項紀錄均原樣載於該密碼匙的日誌，並由其所指的人員簽署；人員的密碼匙由創辦人及人員簽署確認。",
        zhHans: "每项记录均原样载于该密钥的日志，并由其所指的人员签署；人员的密钥由创办人及人员签署确认。")
    public static let showsNot = Text(
        en: "Not shown: that everybody sees the same journal (a witness's key shows that), that "
            + "an officer held the role on that day and that rows agree with entries (kapok "
            + "audit verify), and that what was written down is true (which is yours to look "
            + "at).",
        zhHant: "不能證明：所有人所見的是同一日誌（須用見證人的密碼匙）；人員當日具有該職務、資料列與紀錄相符（kapok audit verify）；"
            + "所記內容屬實（須由你查核）。",
        zhHans: "不能证明：所有人所见的是同一日志（须用见证人的密钥）；人员当日具有该岗位、数据行与记录相符（kapok audit verify）；"
            + "所记内容属实（须由你查核）。")
    public static let officersTitle = Text(
        en: "Keys of officers", zhHant: "人員的密碼匙", zhHans: "人员的密钥")

    public static let journal = Text(en: "Journal", zhHant: "日誌", zhHans: "日志")
    public static let key = Text(en: "Its public key", zhHant: "其公開密碼匙", zhHans: "其公钥")
    public static let checkpoint = Text(en: "Checkpoint", zhHant: "檢查點", zhHans: "检查点")
    public static let checkpointOf = Text(
        en: "{size} entries, root {root}", zhHant: "{size} 項紀錄，樹根 {root}",
        zhHans: "{size} 项记录，树根 {root}")
    public static let entriesHere = Text(
        en: "Entries in this folder", zhHant: "此處的紀錄", zhHans: "此处的记录")
    public static let cosigned = Text(
        en: "Checkpoints of witnesses", zhHant: "見證人的檢查點", zhHans: "见证人的检查点")
    public static let entryOrigin = Text(
        en: "taken in by entry", zhHant: "委任所據紀錄", zhHans: "任命所据记录")

    /// What lies under which name, in the order of reading.
    public static let files: [(name: String, what: Text)] = [
        (
            "report.json",
            Text(
                en: "the report, for programs; report.en.html and its sisters for people",
                zhHant: "報告（供程式讀取）；供人閱讀的為 report.zh-Hant.html 等",
                zhHans: "报告（供程序读取）；供人阅读的为 report.zh-Hans.html 等")
        ),
        (
            "tests.json",
            Text(
                en: "the test results that the report counts", zhHant: "報告所計的測試結果",
                zhHans: "报告所计的测试结果")
        ),
        (
            "sample.json",
            Text(
                en: "the draw: kind, seed, population, and each case with its entries",
                zhHant: "抽樣：類別、種子、總體，以及各個案及其紀錄", zhHans: "抽样：类别、种子、总体，以及各个案及其记录")
        ),
        (
            "population.txt",
            Text(
                en: "all that it was drawn from, one a line", zhHant: "抽樣總體，每行一項",
                zhHans: "抽样总体，每行一项")
        ),
        (
            "cases/",
            Text(
                en: "each case as a page to print", zhHant: "各個案，每個一頁，可列印",
                zhHans: "各个案，每个一页，可打印")
        ),
        (
            "entries/",
            Text(
                en: "entries of the journal, octet by octet, named by their places",
                zhHant: "日誌紀錄（逐位元組原樣），以其位置命名", zhHans: "日志记录（逐字节原样），以其位置命名")
        ),
        (
            "proofs/",
            Text(
                en: "for each, that it stands under the checkpoint", zhHant: "各項紀錄載於該檢查點之下的證明",
                zhHans: "各项记录载于该检查点之下的证明")
        ),
        (
            "checkpoint",
            Text(
                en: "the checkpoint, signed by the journal's key", zhHant: "由日誌密碼匙簽署的檢查點",
                zhHans: "由日志密钥签署的检查点")
        ),
        (
            "cosigned/",
            Text(
                en: "checkpoints that witnesses cosigned, with the proof that they are of the "
                    + "same journal",
                zhHant: "見證人聯署的檢查點，並證明屬同一日誌", zhHans: "见证人联署的检查点，并证明属同一日志")
        ),
        (
            "keys.json",
            Text(
                en: "the keys of the journal and of officers, and which entry says so",
                zhHant: "日誌及人員的密碼匙，以及所據的紀錄", zhHans: "日志及人员的密钥，以及所据的记录")
        ),
        (
            "package.json",
            Text(
                en: "what this folder is", zhHant: "本資料夾的說明（供程式讀取）", zhHans: "本文件夹的说明（供程序读取）")
        ),
        (
            "SHA256SUMS",
            Text(
                en: "the digest of each file; its own digest stands for the whole",
                zhHant: "各檔案的雜湊值；本檔的雜湊值代表全部", zhHans: "各文件的哈希值；本文件的哈希值代表全部")
        ),
        (
            "verify.py",
            Text(en: "the program that checks it", zhHant: "核對程式", zhHans: "核对程序")
        ),
    ]

    public static let made = Text(
        en: "Written to {path}: {entries} entries, proven under a checkpoint over {size}.",
        zhHant: "已寫入 {path}：{entries} 項紀錄，均經證明載於涵蓋 {size} 項的檢查點之下。",
        zhHans: "已写入 {path}：{entries} 项记录，均经证明载于涵盖 {size} 项的检查点之下。")
    public static let madeDigest = Text(
        en: "SHA-256 of SHA256SUMS, to be told by another way: {digest}",
        zhHant: "SHA256SUMS 的 SHA-256（請經另一途徑告知）：{digest}",
        zhHans: "SHA256SUMS 的 SHA-256（请经另一途径告知）：{digest}")

    public static let caseLine = Text(
        en: "entry {key}, {count} entries in all", zhHant: "紀錄 {key}，共 {count} 項紀錄",
        zhHans: "记录 {key}，共 {count} 项记录")
    public static let caseTitle = Text(
        en: "Case {number} of {count}: {kind}", zhHant: "個案 {number}/{count}：{kind}",
        zhHans: "个案 {number}/{count}：{kind}")
    public static let caseKey = Text(en: "Drawn entry", zhHant: "抽中的紀錄", zhHans: "抽中的记录")
    public static let caseKept = Text(en: "Kept", zhHant: "保存期", zhHans: "保存期")
    public static let caseDraw = Text(en: "Draw", zhHant: "抽樣", zhHans: "抽样")
    public static let caseDrawn = Text(
        en: "from {population} by the seed “{seed}”; score {score}…",
        zhHant: "以種子「{seed}」由 {population} 項中抽出；分值 {score}…",
        zhHans: "以种子“{seed}”从 {population} 项中抽出；分值 {score}…")
    public static let caseHistory = Text(
        en: "What the journal has of it (◆ was drawn)", zhHant: "日誌所載經過（◆ 為抽中者）",
        zhHans: "日志所载经过（◆ 为抽中者）")
    public static let caseEntry = Text(en: "Entry", zhHant: "紀錄", zhHans: "记录")
    public static let caseWhat = Text(en: "What was done", zhHant: "所作操作", zhHans: "所作操作")
    public static let caseWho = Text(
        en: "Who, by which key", zhHant: "何人，所用密碼匙", zhHans: "何人，所用密钥")
    public static let caseUnsigned = Text(
        en: "tried, and nothing was signed into it", zhHant: "曾嘗試，未有簽署載入", zhHans: "曾尝试，未有签名载入")
    public static let caseClauses = Text(en: "Clauses", zhHant: "條款", zhHans: "条款")
    public static let caseMore = Text(
        en: "{count} further entries of this case stand in the journal.",
        zhHant: "日誌尚有此個案的另外 {count} 項紀錄。", zhHans: "日志尚有此个案的另外 {count} 项记录。")
    public static let caseProven = Text(
        en: "Each entry lies in entries/ under its place, its proof in proofs/. verify.py "
            + "checks them all, the signatures and the draw.",
        zhHant: "各項紀錄按位置存於 entries/，其證明存於 proofs/。verify.py 核對全部紀錄、簽署及抽樣。",
        zhHans: "各项记录按位置存于 entries/，其证明存于 proofs/。verify.py 核对全部记录、签名和抽样。")
    public static let caseFinding = Text(en: "Finding", zhHant: "查核結果", zhHans: "查核结果")
    public static let caseSigned = Text(
        en: "Date, name, signature:", zhHant: "日期、姓名、簽署：", zhHans: "日期、姓名、签名：")

    /// What a population is called; an operation has its own word.
    public static func kind(_ id: String, in language: Language) -> String {
        (kinds[id] ?? Vocabulary.word(id, under: "operation"))?.text(in: language) ?? id
    }

    private static let kinds: [String: Text] = [
        "certificates": Text(en: "certificates issued", zhHant: "已簽發的證書", zhHans: "已颁发的证书"),
        "applications": Text(en: "applications", zhHant: "申請", zhHans: "申请"),
        "revocations": Text(en: "revocations", zhHant: "撤銷", zhHans: "吊销"),
        "suspensions": Text(en: "suspensions", zhHant: "暫時吊銷", zhHans: "挂起"),
        "refusals": Text(en: "refusals", zhHant: "被拒絕的操作", zhHans: "被拒绝的操作"),
        "proposals": Text(en: "proposals", zhHant: "提議", zhHans: "提议"),
        "acts": Text(en: "acts of officers", zhHant: "人員的操作", zhHans: "人员的操作"),
        "entries": Text(en: "entries of the journal", zhHant: "日誌紀錄", zhHans: "日志记录"),
    ]
}
