/// What help says about one command of the command line.
public struct CommandHelp: Sendable {
    /// The command as it is typed after the program's name, such as `authority create`.
    public let words: String
    /// One line for the list of commands.
    public let summary: Text
    /// What a newcomer needs to know before using it.
    public let explanation: Text
    /// Whole command lines, the same in every language.
    public let examples: [String]

    /// Each language gives the summary first and the explanation second.
    public init(
        _ words: String, en: (String, String), zhHant: (String, String),
        zhHans: (String, String), examples: String...
    ) {
        self.words = words
        summary = Text(en: en.0, zhHant: zhHant.0, zhHans: zhHans.0)
        explanation = Text(en: en.1, zhHant: zhHant.1, zhHans: zhHans.1)
        self.examples = examples
    }

    /// The last word: the command's own name within its group.
    public var name: String {
        words.split(separator: " ").last.map(String.init) ?? words
    }
}

extension CommandHelp {
    public static let kapok = CommandHelp(
        "kapok",
        en: (
            "A certification authority for electronic signatures across the Guangdong–Hong Kong "
                + "boundary.",
            "The life of a certificate: apply, vet, accept, approve, issue; later suspend, "
                + "release, revoke. Three different officers vet, approve and issue; each signs "
                + "with an own key. Everything stands in a journal that outsiders can check.\n\n"
                + "Every command knows --data, --server, --as, --key, --json and --lang; status, "
                + "certificate show, verify and conformance also --at. "
                + "Exit status: 0 done or rely; 1 refused, do not rely, or cannot tell; 2 the "
                + "command "
                + "was written wrongly; 3 a fault. Completion for your shell: "
                + "kapok --generate-completion-script bash|zsh|fish."
        ),
        zhHant: (
            "粵港電子簽名證書互認的核證機關系統。",
            "證書的一生：申請、審核、接受、批准、簽發；其後可暫時吊銷、恢復、撤銷。審核、批准、簽發由三名"
                + "不同人員執行，各以自己的密碼匙簽署。一切均記入外人可以核對的日誌。\n\n"
                + "所有指令都接受 --data、--server、--as、--key、--json 及 --lang；status、certificate show、verify 及 conformance 亦接受 --at。結束代碼：0 完成或可以依賴；"
                + "1 被拒絕、不應依賴或無法判斷；2 指令寫法有誤；3 故障。命令列補全："
                + "kapok --generate-completion-script bash|zsh|fish。"
        ),
        zhHans: (
            "粤港电子签名证书互认的认证机构系统。",
            "证书的一生：申请、审核、接受、批准、签发；其后可挂起、恢复、吊销。审核、批准、签发由三名"
                + "不同人员执行，各用自己的密钥签署。一切均记入外人可以核对的日志。\n\n"
                + "所有命令都接受 --data、--server、--as、--key、--json 和 --lang；status、certificate show、verify 和 conformance 也接受 --at。退出代码：0 完成或可以依赖；"
                + "1 被拒绝、不应依赖或无法判断；2 命令写法有误；3 故障。命令行补全："
                + "kapok --generate-completion-script bash|zsh|fish。"
        ),
        examples: "kapok init --help", "kapok verify person.pem --trust root.pem")

    public static let initialise = CommandHelp(
        "init",
        en: (
            "Found a data folder: keys, journal and the first officers.",
            "Three founders or more sign the first entry; together they may enrol officers and "
                + "create authorities. The folder must not exist yet. The unlock file holds the "
                + "secret that seals all keys of the folder; keep it apart from the folder."
        ),
        zhHant: (
            "建立資料夾：密碼匙、日誌和首批人員。",
            "至少三名創辦人簽署首項紀錄；他們可共同委任人員及設立核證機關。資料夾必須尚未存在。解鎖檔案載有封存"
                + "資料夾內所有密碼匙的秘密，請與資料夾分開保管。"
        ),
        zhHans: (
            "建立数据文件夹：密钥、日志和首批人员。",
            "至少三名创办人签署首项记录；他们可共同任命人员及设立认证机构。文件夹必须尚不存在。解锁文件载有封存"
                + "文件夹内所有密钥的秘密，请与文件夹分开保管。"
        ),
        examples: "kapok operator key --out chan.pem",
        "kapok init --data ca --organization \"Kapok Demonstration CA\" --unlock-file unlock.txt "
            + "--founder chan=chan.pem --founder lee=lee.pem --founder wong=wong.pem")

    public static let serve = CommandHelp(
        "serve",
        en: (
            "Run the server of a data folder until it is told to stop.",
            "It alone opens the folder. It answers other commands on the folder's socket, and the "
                + "public over HTTP: OCSP, revocation lists, certificates, journal. Stop it with "
                + "Ctrl-C or SIGTERM; work in hand is finished first."
        ),
        zhHant: (
            "運行資料夾的伺服器，直至被要求停止。",
            "只有它開啟資料夾。它經資料夾內的 socket 回應其他指令，並經 HTTP 向公眾提供 OCSP、證書撤銷清單、"
                + "證書及日誌。按 Ctrl-C 或以 SIGTERM 停止；手上的工作會先完成。"
        ),
        zhHans: (
            "运行数据文件夹的服务器，直至被要求停止。",
            "只有它打开文件夹。它经文件夹内的 socket 响应其他命令，并经 HTTP 向公众提供 OCSP、证书吊销列表、"
                + "证书和日志。按 Ctrl-C 或用 SIGTERM 停止；手上的工作会先完成。"
        ),
        examples: "kapok serve --data ca --listen 127.0.0.1:8080")

    public static let ledger = CommandHelp(
        "ledger",
        en: ("The ledger's storage: copy it into a database.", "Only while no server runs."),
        zhHant: ("帳冊的儲存：複製至資料庫。", "只可在沒有伺服器運行時使用。"),
        zhHans: ("账册的存储：复制到数据库。", "只能在没有服务器运行时使用。"),
        examples: "kapok ledger copy --help")

    public static let ledgerCopy = CommandHelp(
        "ledger copy",
        en: (
            "Move the ledger of a folder into a PostgreSQL database.",
            "Every row and the journal are copied in one transaction and audited there; then "
                + "kapok.yaml names the database, and ledger.sqlite is put aside. The database (or "
                + "the schema that the address chooses) must hold no ledger."
        ),
        zhHant: (
            "將資料夾的帳冊遷移至 PostgreSQL 資料庫。",
            "所有資料列及日誌在一次交易內複製並在該處審核；其後 kapok.yaml 指向該資料庫，ledger.sqlite 則擱置一旁。"
                + "該資料庫（或地址所選的 schema）不得已載有帳冊。"
        ),
        zhHans: (
            "将文件夹的账册迁移到 PostgreSQL 数据库。",
            "所有数据行及日志在一次事务内复制并在该处审核；其后 kapok.yaml 指向该数据库，ledger.sqlite 则搁置一旁。"
                + "该数据库（或地址所选的 schema）不得已载有账册。"
        ),
        examples: "kapok ledger copy --data ca --to postgresql://kapok@/kapok?host=/run/postgresql")

    public static let health = CommandHelp(
        "health",
        en: (
            "Ask how the server is, for people and for monitoring.",
            "Looks at the ledger, lists, responders, open signatures, disk, clock, witnesses and "
                + "schedule. Exit status as of a plugin of Nagios or Icinga: 0 in order, 1 warning, "
                + "2 critical (also where no server answers), 3 unknown."
        ),
        zhHant: (
            "查詢伺服器的狀況，供人員及監察系統使用。",
            "檢查帳冊、清單、回應者、未完成的簽署、磁碟、時鐘、見證人及定期工作。結束代碼與 Nagios 或 Icinga 外掛相同："
                + "0 正常、1 警告、2 嚴重（包括沒有伺服器回應）、3 不明。"
        ),
        zhHans: (
            "查询服务器的状况，供人员和监控系统使用。",
            "检查账册、列表、响应者、未完成的签名、磁盘、时钟、见证人和定期工作。退出代码与 Nagios 或 Icinga 插件相同："
                + "0 正常、1 警告、2 严重（包括没有服务器响应）、3 不明。"
        ),
        examples: "kapok health --data ca")

    public static let capacity = CommandHelp(
        "capacity",
        en: (
            "How much there is, what it takes, and what a year adds.",
            "Bytes for each case, certificate, entry and record, with indexes, sealed values and files "
                + "of dossiers; the pace is that of the last year. Logs, published files and backups "
                + "are not counted. It reads the whole storage."
        ),
        zhHant: (
            "顯示現有數量、所佔空間及一年的增長。",
            "每宗個案、每張證書、每項紀錄項及登記冊紀錄所佔的位元組，連同索引、密封值及卷宗檔案；增長按過去一年計算。"
                + "不計日誌、已發布檔案及備份。此命令會讀取整個儲存庫。"
        ),
        zhHans: (
            "显示现有数量、所占空间及一年的增长。",
            "每个案件、每张证书、每条日志条目和登记册记录所占的字节，连同索引、密封值和卷宗文件；增长按过去一年计算。"
                + "不计运行日志、已发布文件和备份。此命令会读取整个存储。"
        ),
        examples: "kapok capacity", "kapok capacity --json")

    public static let version = CommandHelp(
        "version",
        en: (
            "Show the version of this program, and of a server where one is named.",
            "Needs no data folder."
        ),
        zhHant: ("顯示本程式的版本；如指明伺服器，亦顯示其版本。", "無須資料夾。"),
        zhHans: ("显示本程序的版本；如指明服务器，也显示其版本。", "不需要数据文件夹。"),
        examples: "kapok version --json")

    public static let verify = CommandHelp(
        "verify",
        en: (
            "Decide whether to rely on a certificate: rely, do not rely, or cannot tell.",
            "You say which roots you trust; nothing else is believed. What is missing between is "
                + "fetched over HTTP from the addresses in the certificates: issuers, OCSP "
                + "answers, revocation lists. With --offline only your files are used. Each check "
                + "is told with its outcome: ✓ passed, ✗ failed, ? not made. A check that could "
                + "not be made never counts as passed. Needs no data folder."
        ),
        zhHant: (
            "判斷應否依賴某張證書：可以依賴、不應依賴，或無法判斷。",
            "由你指明信任哪些根證書，其他一概不信。欠缺的上級證書、OCSP 回應及證書撤銷清單，會按證書所載"
                + "地址經 HTTP 取得；加上 --offline 則只用你提供的檔案。每項檢查均列出結果：✓ 通過、✗ 不通過、"
                + "? 未能進行。未能進行的檢查不會當作通過。無須資料夾。"
        ),
        zhHans: (
            "判断应否依赖某张证书：可以依赖、不应依赖，或无法判断。",
            "由你指明信任哪些根证书，其他一概不信。缺少的上级证书、OCSP 响应和证书吊销列表，会按证书所载"
                + "地址经 HTTP 取得；加上 --offline 则只用你提供的文件。每项检查都列出结果：✓ 通过、✗ 不通过、"
                + "? 未能进行。未能进行的检查不会当作通过。不需要数据文件夹。"
        ),
        examples: "kapok verify person.pem --trust root.pem",
        "kapok verify person.pem --trust root.pem --intermediate issuing.pem --crl issuing.crl "
            + "--crl root.crl --offline --json")
}
