extension RefusalCode {
    public static let transportUnusable = RefusalCode(
        "transport.unusable",
        en: (
            "This is no certificate for an officer's connection.",
            "`kapok --server URL --key FILE` makes one for each command; `kapok operator transport` makes "
                + "a file for other programs."
        ),
        zhHant: (
            "這不是人員連線所用的證書。",
            "`kapok --server URL --key FILE` 為每個指令製作一張；`kapok operator transport` 製作供其他程式使用的檔案。"
        ),
        zhHans: (
            "这不是人员连接所用的证书。",
            "`kapok --server URL --key FILE` 为每条命令制作一张；`kapok operator transport` 制作供其他程序使用的文件。"
        ))

    public static let transportStranger = RefusalCode(
        "transport.stranger",
        en: (
            "No officer of this authority made this certificate.",
            "It has to be made with the key that two security officers enrolled: see `kapok operator list`."
        ),
        zhHant: ("此證書並非由本機構的人員製作。", "須以兩名保安主任所登記的密碼匙製作：見 `kapok operator list`。"),
        zhHans: ("此证书并非由本机构的人员制作。", "须用两名安全管理员所登记的密钥制作：见 `kapok operator list`。"))

    public static let transportOtherJournal = RefusalCode(
        "transport.otherJournal",
        en: (
            "This certificate is for another journal.",
            "Make one for this server: `kapok operator transport --server URL`, or name its journal with "
                + "--journal."
        ),
        zhHant: (
            "此證書屬於另一日誌。", "請為本伺服器製作：`kapok operator transport --server URL`，或以 --journal 指明其日誌。"
        ),
        zhHans: (
            "此证书属于另一日志。", "请为本服务器制作：`kapok operator transport --server URL`，或用 --journal 指明其日志。"
        ))

    public static let transportJournalMissing = RefusalCode(
        "transport.journalMissing",
        en: (
            "This certificate names no journal, and lasts longer than {hours} hours.",
            "Make a new one with `kapok operator transport`: it names the journal that it is for."
        ),
        zhHant: (
            "此證書沒有指明日誌，而有效期超過 {hours} 小時。", "請以 `kapok operator transport` 重新製作：檔案會指明所屬日誌。"
        ),
        zhHans: (
            "此证书没有指明日志，而有效期超过 {hours} 小时。", "请用 `kapok operator transport` 重新制作：文件会指明所属日志。"
        ))

    public static let commandTransportJournalMissing = RefusalCode(
        "command.transportJournalMissing",
        en: (
            "It is not known which journal the file is for.",
            "Name it with --journal, as `kapok init` and `kapok health` tell it; who used the server before "
                + "may name that with --server instead."
        ),
        zhHant: (
            "未知檔案所屬的日誌。", "請用 --journal 指明，名稱見 `kapok init` 及 `kapok health`；曾使用該伺服器者可改用 --server。"
        ),
        zhHans: (
            "不知文件所属的日志。", "请用 --journal 指明，名称见 `kapok init` 及 `kapok health`；曾使用该服务器者可改用 --server。"
        ))

    public static let transportOutOfTime = RefusalCode(
        "transport.outOfTime",
        en: (
            "This certificate is not valid now, or lasts longer than {days} days.",
            "Make a new one with `kapok operator transport`, and compare the clocks of both machines."
        ),
        zhHant: ("此證書現時無效，或有效期超過 {days} 日。", "請以 `kapok operator transport` 重新製作，並核對兩部機器的時鐘。"),
        zhHans: ("此证书现在无效，或有效期超过 {days} 天。", "请用 `kapok operator transport` 重新制作，并核对两台机器的时钟。"))

    public static let transportOfficerStopped = RefusalCode(
        "transport.officerStopped", clause: "7.15",
        en: (
            "The officer who made this certificate is suspended, has left, or holds no role now.",
            "Security officers reinstate and grant (`kapok operator reinstate`, `kapok operator grant`); "
                + "nobody who has left connects again."
        ),
        zhHant: (
            "製作此證書的人員已被暫停、已離任，或現時沒有職務。",
            "由保安主任恢復或授予（`kapok operator reinstate`、`kapok operator grant`）；已離任者不得再連線。"
        ),
        zhHans: (
            "制作此证书的人员已被暂停、已离任，或现在没有岗位。",
            "由安全管理员恢复或授予（`kapok operator reinstate`、`kapok operator grant`）；已离任者不得再连接。"
        ))

    public static let machineOnly = RefusalCode(
        "api.machineOnly",
        en: (
            "Backups, exports, drills and recoveries are for who runs the server's machine: they carry no "
                + "officer's signature.",
            "Run the command on that machine, with --data."
        ),
        zhHant: ("備份、匯出、演練及復原由運行伺服器的機器負責人進行：這些操作沒有人員簽署。", "請在該機器上以 --data 執行指令。"),
        zhHans: ("备份、导出、演练和恢复由运行服务器的机器负责人进行：这些操作没有人员签名。", "请在该机器上用 --data 执行命令。"))

    public static let listenerCertificateUnusable = RefusalCode(
        "configuration.officersCertificate",
        en: (
            "{path} holds no certificate for officers' connections.",
            "Name a file with certificates in PEM, the server's own first; the guide (Run) shows how one is made."
        ),
        zhHant: ("{path} 沒有供人員連線用的證書。", "請指明一個 PEM 證書檔案，伺服器自身的證書在先；製作方法見操作指南「運行」一節。"),
        zhHans: ("{path} 没有供人员连接用的证书。", "请指明一个 PEM 证书文件，服务器自身的证书在先；制作方法见操作指南“运行”一节。"))

    public static let listenerKeyUnusable = RefusalCode(
        "configuration.officersKey",
        en: (
            "{path} holds no key that can be used, or not that of the certificate {certificate}.",
            "Name the file with the certificate's own key: PEM without a passphrase."
        ),
        zhHant: ("{path} 沒有可用的密碼匙，或並非證書 {certificate} 的密碼匙。", "請指明該證書本身的密碼匙檔案：PEM，沒有密碼短語。"),
        zhHans: ("{path} 没有可用的密钥，或不是证书 {certificate} 的密钥。", "请指明该证书自身的密钥文件：PEM，没有口令。"))

    public static let listenerSettingMissing = RefusalCode(
        "configuration.officersIncomplete",
        en: (
            "The setting {name} is missing: officers are listened to only with an address, a certificate and "
                + "a key.",
            "Write officers: with listen, certificate and key, or remove the whole section."
        ),
        zhHant: (
            "欠缺設定「{name}」：須有地址、證書及密碼匙，方可監聽人員連線。",
            "請在 officers: 之下寫出 listen、certificate 及 key，或刪除整個部分。"
        ),
        zhHans: (
            "缺少设置“{name}”：须有地址、证书和密钥，才可监听人员连接。",
            "请在 officers: 之下写出 listen、certificate 和 key，或删除整个部分。"
        ))

    public static let listenerKeyExposed = RefusalCode(
        "configuration.officersKeyExposed", clause: "8.17",
        en: (
            "The key {path} can be used by others than its owner.",
            "Run chmod 600 {path}; if others had access, make a new key and certificate."
        ),
        zhHant: ("密碼匙 {path} 可供擁有者以外的人使用。", "請執行 chmod 600 {path}；如他人曾可取用，請重新製作密碼匙及證書。"),
        zhHans: ("密钥 {path} 可供所有者以外的人使用。", "请执行 chmod 600 {path}；如他人曾可取用，请重新制作密钥和证书。"))
}

// Of the command line, on the way to a server.
extension RefusalCode {
    public static let commandServerUnpinned = RefusalCode(
        "command.serverUnpinned",
        en: (
            "Nothing says by what to know the server at {place}.",
            "Name its certificate, or that of its issuer, with --server-ca or $KAPOK_SERVER_CA: a file in PEM "
                + "from who runs the server."
        ),
        zhHant: (
            "沒有指明憑甚麼識別 {place} 的伺服器。",
            "請以 --server-ca 或 $KAPOK_SERVER_CA 指明其證書或其簽發者的證書：由伺服器負責人提供的 PEM 檔案。"
        ),
        zhHans: (
            "没有指明凭什么识别 {place} 的服务器。",
            "请用 --server-ca 或 $KAPOK_SERVER_CA 指明其证书或其签发者的证书：由服务器负责人提供的 PEM 文件。"
        ))

    public static let commandServerUntrusted = RefusalCode(
        "command.serverUntrusted",
        en: (
            "What answers at {place} is not the server that {file} names: {reason}.",
            "Nothing was sent. Check the address and its host name, and ask who runs the server for its certificate."
        ),
        zhHant: ("{place} 的回應者並非 {file} 所指的伺服器：{reason}。", "未有送出任何內容。請檢查地址及主機名稱，並向伺服器負責人索取其證書。"),
        zhHans: ("{place} 的响应者并非 {file} 所指的服务器：{reason}。", "没有发送任何内容。请检查地址和主机名，并向服务器负责人索取其证书。"))

    public static let commandServerPlain = RefusalCode(
        "command.serverPlain",
        en: (
            "{place} would carry everything in clear.",
            "Write https://HOST:PORT. Plain http:// is for this machine alone, such as a socket that "
                + "ssh -L forwards."
        ),
        zhHant: ("{place} 會以明文傳送一切內容。", "請寫作 https://主機:埠。http:// 只限本機，例如以 ssh -L 轉發的 socket。"),
        zhHans: ("{place} 会以明文传送一切内容。", "请写作 https://主机:端口。http:// 只限本机，例如用 ssh -L 转发的套接字。"))

    public static let commandTransportMissing = RefusalCode(
        "command.transportMissing",
        en: (
            "The server at {place} speaks to officers alone, and nothing says which one this is.",
            "Name the officer's key with --key or $KAPOK_KEY, or a file of `kapok operator transport` with "
                + "--transport or $KAPOK_TRANSPORT."
        ),
        zhHant: (
            "{place} 的伺服器只與人員連線，而沒有指明是哪一位。",
            "請以 --key 或 $KAPOK_KEY 指明人員的密碼匙，或以 --transport 或 $KAPOK_TRANSPORT 指明 `kapok operator transport` 製作的檔案。"
        ),
        zhHans: (
            "{place} 的服务器只与人员连接，而没有指明是哪一位。",
            "请用 --key 或 $KAPOK_KEY 指明人员的密钥，或用 --transport 或 $KAPOK_TRANSPORT 指明 `kapok operator transport` 制作的文件。"
        ))

    public static let commandTransportRefused = RefusalCode(
        "command.transportRefused", clause: "7.15",
        en: (
            "The server at {place} does not let this officer connect ({reason}).",
            "It takes officers who are enrolled with this key, neither suspended nor gone, with a role now, and "
                + "whose certificate is in time. Its log has the reason: ask who runs it."
        ),
        zhHant: (
            "{place} 的伺服器不讓此人員連線（{reason}）。",
            "伺服器只接受以此密碼匙登記、未被暫停亦未離任、現時有職務、且證書在有效期內的人員。原因載於伺服器記錄：請向其負責人查詢。"
        ),
        zhHans: (
            "{place} 的服务器不让此人员连接（{reason}）。",
            "服务器只接受用此密钥登记、未被暂停也未离任、现在有岗位、且证书在有效期内的人员。原因记于服务器日志：请向其负责人查询。"
        ))

    public static let commandTransportUnusable = RefusalCode(
        "command.transportUnusable",
        en: (
            "{path} holds no certificate and key for a connection.",
            "Make it with `kapok operator transport --key FILE --out {path}`."
        ),
        zhHant: (
            "{path} 沒有供連線用的證書及密碼匙。", "請以 `kapok operator transport --key FILE --out {path}` 製作。"
        ),
        zhHans: (
            "{path} 没有供连接用的证书和密钥。", "请用 `kapok operator transport --key FILE --out {path}` 制作。"
        ))
}
