extension CommandHelp {
    public static let holder = CommandHelp(
        "holder",
        en: (
            "What the holder of a certificate does without an officer.",
            "Suspend or revoke with the certificate's own key, suspend by the code that was told with the "
                + "acceptance, prove that a private key is known. Nothing is released this way."
        ),
        zhHant: (
            "證書持有人無須人員即可作出的操作。",
            "憑證書本身的密碼匙暫時吊銷或撤銷，憑接受時告知的停用碼暫時吊銷，證明私人密碼匙已外洩。不可由此恢復證書。"
        ),
        zhHans: (
            "证书持有人无须人员即可作出的操作。",
            "凭证书本身的密钥挂起或吊销，凭接受时告知的停用码挂起，证明私钥已泄露。不可由此恢复证书。"
        ),
        examples: "kapok holder stop rsa-ca/4a0b77129c… --code code.txt")

    public static let holderSuspend = CommandHelp(
        "holder suspend",
        en: (
            "Suspend your own certificate by its key, at once.",
            "--statement writes what is to be signed; sign it with the certificate's key and hand in the "
                + "signature with --signature. Each statement serves once, for the status that it names."
        ),
        zhHant: (
            "憑密碼匙即時暫時吊銷自己的證書。",
            "--statement 寫出待簽內容；以證書的密碼匙簽署，再以 --signature 提交簽署。每份聲明只就其所指的狀態使用一次。"
        ),
        zhHans: (
            "凭密钥立即挂起自己的证书。",
            "--statement 写出待签内容；以证书的密钥签名，再以 --signature 提交签名。每份声明只就其所指的状态使用一次。"
        ),
        examples: "kapok holder suspend rsa-ca/4a0b77129c… --reason keyLost --statement stop.json",
        "kapok holder suspend rsa-ca/4a0b77129c… --reason keyLost --signature stop.sig")

    public static let holderRevoke = CommandHelp(
        "holder revoke",
        en: (
            "Revoke your own certificate by its key, at once and for ever.",
            "As 'kapok holder suspend'. The reason keyCompromise blocks the key for ever, too."
        ),
        zhHant: ("憑密碼匙即時永久撤銷自己的證書。", "做法同「kapok holder suspend」。理由為 keyCompromise 時，密碼匙亦永久封鎖。"),
        zhHans: ("凭密钥立即永久吊销自己的证书。", "做法同“kapok holder suspend”。理由为 keyCompromise 时，密钥也永久封锁。"),
        examples: "kapok holder revoke rsa-ca/4a0b77129c… --reason superseded --statement end.json",
        "kapok holder revoke rsa-ca/4a0b77129c… --reason superseded --signature end.sig")

    public static let holderStop = CommandHelp(
        "holder stop",
        en: (
            "Suspend your own certificate by its suspension code.",
            "--code is a file with the code, for your eyes alone (mode 0600). Capitals, blanks and hyphens "
                + "do not count. After five wrong codes that begin alike, an hour is waited."
        ),
        zhHant: (
            "憑停用碼暫時吊銷自己的證書。",
            "--code 為載有停用碼的檔案，只限本人讀取（權限 0600）。不分大小寫，不計空格及連字號。開首相同的錯誤停用碼達五次後，須等候一小時。"
        ),
        zhHans: (
            "凭停用码挂起自己的证书。", "--code 为载有停用码的文件，只限本人读取（权限 0600）。不分大小写，不计空格及连字符。开头相同的错误停用码达五次后，须等候一小时。"
        ),
        examples: "kapok holder stop rsa-ca/4a0b77129c… --code code.txt")

    public static let holderProve = CommandHelp(
        "holder prove",
        en: (
            "Prove that you know the private key of a certificate.",
            "For whoever found a key. --statement writes what is to be signed with it, --signature hands in "
                + "the signature. The key is blocked for ever and all certificates under it are suspended. "
                + "The key itself stays with you."
        ),
        zhHant: (
            "證明你知悉某證書的私人密碼匙。",
            "供發現密碼匙者使用。--statement 寫出待簽內容，--signature 提交簽署。密碼匙會永久封鎖，其下所有證書會暫時吊銷。密碼匙本身無須交出。"
        ),
        zhHans: (
            "证明你知悉某证书的私钥。",
            "供发现密钥者使用。--statement 写出待签内容，--signature 提交签名。密钥会永久封锁，其下所有证书会挂起。密钥本身无须交出。"
        ),
        examples: "kapok holder prove rsa-ca/4a0b77129c… --statement proof.json",
        "kapok holder prove rsa-ca/4a0b77129c… --signature proof.sig")

    public static let holderInbox = CommandHelp(
        "holder inbox",
        en: (
            "Read what you were told of your certificates.",
            "First without --signature: --statement is written. Sign it with the certificate's key within five "
                + "minutes, and give both files. A valid certificate reads of all certificates of its "
                + "subscriber, once a contact was proven with it; every other one reads of itself."
        ),
        zhHant: (
            "讀取有關你的證書的通知。",
            "先不加 --signature 執行，以寫出 --statement；在五分鐘內以證書的密碼匙簽署，再給出兩個檔案。"
                + "有效證書在其申請已證實聯絡方式後，可讀取同一登記人所有證書的通知；其他證書只可讀取其本身的通知。"
        ),
        zhHans: (
            "读取有关您的证书的通知。",
            "先不加 --signature 执行，以写出 --statement；在五分钟内以证书的密钥签名，再给出两个文件。"
                + "有效证书在其申请已证实联系方式后，可读取同一订户所有证书的通知；其他证书只可读取其本身的通知。"
        ),
        examples: "kapok holder inbox rsa-ca/4a0b77129c… --statement read.json",
        "kapok holder inbox rsa-ca/4a0b77129c… --statement read.json --signature read.sig")

    public static let holderReport = CommandHelp(
        "holder report",
        en: (
            "Report a key that may be lost or leaked, with neither key nor code.",
            "--words is a file with what happened, at most 2000 octets in UTF-8; it is sealed. An officer decides "
                + "within half an hour; until then nothing is stopped."
        ),
        zhHant: (
            "沒有密碼匙或停用碼時，報告密碼匙可能遺失或外洩。",
            "--words 為載有事情經過的檔案，以 UTF-8 計最多 2000 個八位位元組，會加密保存。人員會在半小時內決定；在此之前不會停用任何證書。"
        ),
        zhHans: (
            "没有密钥或停用码时，报告密钥可能遗失或泄露。",
            "--words 为载有事情经过的文件，以 UTF-8 计最多 2000 个八位字节，会加密保存。人员会在半小时内决定；在此之前不会停用任何证书。"
        ),
        examples: "kapok holder report --certificate rsa-ca/4a0b77129c… --words report.txt")
}

extension CommandLineOption {
    public static let reportWords = Text(
        en: "A file with what happened.", zhHant: "載有事情經過的檔案。", zhHans: "载有事情经过的文件。")
    public static let holderStatement = Text(
        en: "Write what is to be signed there.", zhHant: "把待簽內容寫入此檔案。",
        zhHans: "把待签内容写入此文件。")
    public static let inboxStatement = Text(
        en: "What is to be signed: written there, and read with --signature.",
        zhHant: "待簽內容：寫入此檔案；加 --signature 時由此讀取。", zhHans: "待签内容：写入此文件；加 --signature 时由此读取。")
    public static let holderSignature = Text(
        en: "The detached signature over it.", zhHant: "對該內容的分離式簽署。",
        zhHans: "对该内容的分离式签名。")
    public static let suspensionCode = Text(
        en: "A file with the suspension code, for its owner alone.",
        zhHant: "載有停用碼的檔案，只限擁有者讀取。", zhHans: "载有停用码的文件，只限所有者读取。")
}

extension RefusalCode {
    public static let codeFileUnusable = RefusalCode(
        "command.codeFileUnusable",
        en: (
            "{path} is no file with a code for its owner alone.",
            "Put the code on one line and let nobody else read the file: `chmod 600 {path}`."
        ),
        zhHant: ("{path} 並非載有代碼而只限擁有者讀取的檔案。", "請把代碼寫在一行，並不容他人讀取：`chmod 600 {path}`。"),
        zhHans: ("{path} 不是载有代码而只限所有者读取的文件。", "请把代码写在一行，并不容他人读取：`chmod 600 {path}`。"))
}
