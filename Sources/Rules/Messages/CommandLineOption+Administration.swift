extension CommandLineOption {
    public static let transportJournal = Text(
        en: "The journal it is for, such as ca.example/journal; "
            + "else the one of --server or --data, as last seen.",
        zhHant: "所屬日誌，例如 ca.example/journal；否則為 --server 或 --data 最近所見的日誌。",
        zhHans: "所属日志，例如 ca.example/journal；否则为 --server 或 --data 最近所见的日志。")
    // Of authorities.
    public static let newAuthority = Text(
        en: "A name of lower-case letters, digits and hyphens.", zhHant: "名稱：小寫字母、數字及連字號。",
        zhHans: "名称：小写字母、数字和连字符。")
    public static let kind = Text(
        en: "A root, or one that issues to subscribers.", zhHant: "根機關，或簽發予登記人的機關。",
        zhHans: "根机构，或签发给订户的机构。")
    public static let family = Text(
        en: "RSA with SHA-256 or SM2 with SM3; P-256 with SHA-256 for internal certificates, which "
            + "are not recognised.",
        zhHant: "RSA 配 SHA-256，或 SM2 配 SM3；P-256 配 SHA-256 只供內部證書使用，不獲互認。",
        zhHans: "RSA 配 SHA-256，或 SM2 配 SM3；P-256 配 SHA-256 仅供内部证书使用，不获互认。")
    public static let jurisdiction = Text(
        en: "Whose policy it issues under.", zhHant: "適用哪一地的政策。", zhHans: "适用哪一地的策略。")
    public static let issuer = Text(
        en: "The root that certifies it; issuing authorities only.", zhHant: "為其簽發證書的根機關；只限簽發機關。",
        zhHans: "为其签发证书的根机构；只限签发机构。")
    public static let authorityCommonName = Text(
        en: "Its name in certificates.", zhHant: "在證書上的名稱。", zhHans: "在证书上的名称。")
    public static let baseURL = Text(
        en: "Where the public finds lists and status, http only.", zhHant: "公眾取得清單及狀態的地址，只限 http。",
        zhHans: "公众取得列表和状态的地址，只限 http。")

    public static let moduleSerial = Text(
        en: "The module in which its key is made, by serial number; in tests it may lie in a file.",
        zhHant: "在其內產生密碼匙的密碼模組的序號；測試時可不指明，密碼匙存於檔案。",
        zhHans: "在其内生成密钥的密码模块的序列号；测试时可不指明，密钥存于文件。")

    // Of officers.
    public static let newKeyFile = Text(
        en: "Write the private key there, for you alone.", zhHant: "把私人密碼匙寫入此檔案，只供你使用。",
        zhHans: "把私钥写入此文件，只供你使用。")
    public static let transportOut = Text(
        en: "Write certificate and key there, for you alone.", zhHant: "把證書及密碼匙寫入此檔案，只供你使用。",
        zhHans: "把证书和密钥写入此文件，只供你使用。")
    public static let publicKeyOut = Text(
        en: "Write the public key there; otherwise beside it as .pub.pem.",
        zhHant: "把公開密碼匙寫入此檔案；否則以 .pub.pem 存於旁邊。", zhHans: "把公钥写入此文件；否则以 .pub.pem 存于旁边。")
    public static let token = Text(
        en: "Keep the key on this PKCS#11 token (RFC 7512); the file then only names it.",
        zhHant: "把密碼匙存於此 PKCS#11 權標（RFC 7512）；檔案只載其名稱。",
        zhHans: "把密钥存于此 PKCS#11 令牌（RFC 7512）；文件只载其名称。")
    public static let tokenModule = Text(
        en: "The library that speaks to the token, by its absolute path.",
        zhHant: "與權標通訊的程式庫，以絕對路徑指明。", zhHans: "与令牌通信的程序库，以绝对路径指明。")
    public static let existingTokenKey = Text(
        en: "Use the key that is on the token already, instead of making one.",
        zhHant: "使用權標上已有的密碼匙，不另行製作。", zhHans: "使用令牌上已有的密钥，不另行制作。")
    public static let keyPassphrase = Text(
        en: "Put the key file under a passphrase, which is asked for each time it is used.",
        zhHant: "以通行語保護密碼匙檔案，每次使用時輸入。", zhHans: "用口令保护密钥文件，每次使用时输入。")
    public static let operatorName = Text(
        en: "A handle for the officer, in lower-case letters; no full name.",
        zhHant: "人員代號，小寫字母；請勿用全名。", zhHans: "人员代号，小写字母；请勿用全名。")
    public static let existingOperator = Text(
        en: "The officer's handle.", zhHant: "人員代號。", zhHans: "人员代号。")
    public static let operatorReason = Text(en: "Why.", zhHant: "原因。", zhHans: "原因。")
    public static let publicKey = Text(
        en: "The officer's public key, PEM or DER.", zhHant: "人員的公開密碼匙，PEM 或 DER。",
        zhHans: "人员的公钥，PEM 或 DER。")
    public static let role = Text(
        en: "Roles to grant.", zhHant: "授予的職務。", zhHans: "授予的岗位。")

    public static let oneRole = Text(en: "The role.", zhHant: "職務。", zhHans: "岗位。")
    public static let formerly = Text(
        en: "The handle under which the same person was an officer before, or lost the key.",
        zhHant: "同一人以往擔任人員（或遺失密碼匙）時的代號。", zhHans: "同一人以往担任人员（或遗失密钥）时的代号。")
    public static let told = Text(
        en: "The officer waits already: this file shows how those outside were told.",
        zhHant: "該人員已在等候：此檔案證明已如何通知外界。", zhHans: "该人员已在等候：此文件证明已如何通知外界。")
    public static let grantAuthority = Text(
        en: "For this authority alone.", zhHant: "只限此核證機關。", zhHans: "只限此认证机构。")
    public static let grantCategory = Text(
        en: "For certificates of this type alone.", zhHant: "只限此類證書。", zhHans: "只限此类证书。")
    public static let grantSite = Text(
        en: "For cases of this site alone (its code in the register of sites).",
        zhHant: "只限此受理地點的個案（按登記冊內的代號）。", zhHans: "只限此受理网点的案件（按登记册内的代号）。")
    public static let grantFrom = Text(
        en: "From this time on; otherwise at once.", zhHant: "由此時間起；否則即時生效。",
        zhHans: "从此时间起；否则立即生效。")
    public static let grantUntil = Text(
        en: "Until this time, or to the end of this day (UTC); otherwise without end.",
        zhHant: "直至此時間，或此日終結時（UTC）；否則不設終止時間。",
        zhHans: "直至此时间，或此日结束时（UTC）；否则不设终止时间。")
    public static let withdrawFrom = Text(
        en: "From this later time on; otherwise at once.", zhHant: "由較後的此時間起；否則即時撤回。",
        zhHans: "从较后的此时间起；否则立即收回。")

    // Of the folder and its settings.
    public static let founder = Text(
        en: "A founder and their key file; three times or more.", zhHant: "創辦人及其密碼匙檔案；至少三次。",
        zhHans: "创办人及其密钥文件；至少三次。")
    public static let ownOrganization = Text(
        en: "The organisation's name in issuer names.", zhHant: "本機構在簽發者名稱中的名稱。",
        zhHans: "本机构在颁发者名称中的名称。")
    public static let unlockFile = Text(
        en: "A file with the secret that seals the keys.", zhHant: "載有封存密碼匙之秘密的檔案。",
        zhHans: "载有封存密钥之秘密的文件。")
    public static let environment = Text(
        en: "Fixed for ever.", zhHant: "一經設定不可更改。", zhHans: "一经设定不可更改。")
    public static let listen = Text(
        en: "Where the public listener listens.", zhHant: "公眾服務的監聽地址。", zhHans: "公众服务的监听地址。")
    public static let database = Text(
        en: "The PostgreSQL database that holds the ledger.", zhHant: "存放帳冊的 PostgreSQL 資料庫。",
        zhHans: "存放账册的 PostgreSQL 数据库。")
    public static let settingsFile = Text(
        en: "The settings file.", zhHant: "設定檔。", zhHans: "设置文件。")
    public static let settingsOut = Text(
        en: "Write the settings there.", zhHant: "把設定寫入此檔案。", zhHans: "把设置写入此文件。")
    public static let practiceVersion = Text(
        en: "An earlier version.", zhHant: "較早的版本。", zhHans: "较早的版本。")
    public static let effectiveFrom = Text(
        en: "In force from this time on; otherwise at once.", zhHant: "由此時間起生效；否則即時生效。",
        zhHans: "从此时间起生效；否则立即生效。")

    public static let replacedPractice = Text(
        en: "Give up the versions up to this one that are not in force yet.",
        zhHant: "放棄至此版為止尚未生效的各版本。", zhHans: "放弃至此版为止尚未生效的各版本。")

    // Of the journal.
    public static let entryIndex = Text(
        en: "The place of the entry, from 0.", zhHant: "第幾項紀錄，由 0 起。", zhHans: "第几项记录，从 0 起。")
    public static let proofOut = Text(
        en: "Write the proof there.", zhHant: "把證明寫入此檔案。", zhHans: "把证明写入此文件。")
    public static let proofFile = Text(en: "The proof.", zhHant: "證明檔案。", zhHans: "证明文件。")
    public static let verifierKey = Text(
        en: "The journal's public key, as 'name+hash+key'.", zhHant: "日誌的公開密碼匙，寫作「名稱+雜湊+密碼匙」。",
        zhHans: "日志的公钥，写作“名称+哈希+密钥”。")
    public static let checkpoint = Text(
        en: "A checkpoint that you got by another way.", zhHant: "你從其他途徑取得的檢查點。",
        zhHans: "你从其他途径取得的检查点。")
    public static let operation = Text(
        en: "Only this operation, such as application.vet, or in the words of the list.",
        zhHant: "只限此操作，可用代碼（例如 application.vet）或清單所示的詞。",
        zhHans: "只限此操作，可用代码（例如 application.vet）或列表所示的词。")
    public static let caseID = Text(
        en: "Only this application, certificate or proposal.", zhHant: "只限此申請、證書或提議。",
        zhHans: "只限此申请、证书或提议。")
    public static let actor = Text(
        en: "Only by this officer.", zhHant: "只限此人員所作。", zhHans: "只限此人员所作。")
    public static let outcome = Text(
        en: "Only with this outcome.", zhHant: "只限此結果。", zhHans: "只限此结果。")
    public static let after = Text(
        en: "Go on after this entry.", zhHant: "由此紀錄之後繼續。", zhHans: "从此记录之后继续。")

    // Of relying parties.
    public static let certificateFile = Text(
        en: "The certificate, PEM or DER.", zhHant: "證書，PEM 或 DER。", zhHans: "证书，PEM 或 DER。")
    public static let trust = Text(
        en: "A root certificate that you trust; may be repeated.", zhHant: "你信任的根證書；可重複使用。",
        zhHans: "你信任的根证书；可重复使用。")
    public static let intermediate = Text(
        en: "Certificates between; not believed, only tried.", zhHant: "中間證書；只用於嘗試，不會直接相信。",
        zhHans: "中间证书；只用于尝试，不会直接相信。")
    public static let crlFile = Text(
        en: "Revocation lists, DER or PEM.", zhHant: "證書撤銷清單，DER 或 PEM。",
        zhHans: "证书吊销列表，DER 或 PEM。")
    public static let ocspFile = Text(
        en: "OCSP answers, DER.", zhHant: "OCSP 回應，DER。", zhHans: "OCSP 响应，DER。")
    public static let policy = Text(
        en: "A policy OID that must hold; may be repeated.", zhHant: "必須符合的政策物件識別碼；可重複使用。",
        zhHans: "必须符合的策略对象标识符；可重复使用。")
    public static let arc = Text(
        en: "The arc of the issuer's own extensions; may be repeated.",
        zhHant: "簽發者自訂擴展項的物件識別碼；可重複使用。", zhHans: "颁发者自定义扩展项的对象标识符；可重复使用。")
    public static let offline = Text(
        en: "Fetch nothing.", zhHant: "不從網絡取得任何資料。", zhHans: "不从网络取得任何数据。")
}
