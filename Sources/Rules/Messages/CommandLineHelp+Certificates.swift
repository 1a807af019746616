extension CommandHelp {
    public static let certificate = CommandHelp(
        "certificate",
        en: (
            "Certificates: list, find, show, export.",
            "A certificate is named by its serial number in hex, in any writing, or by "
                + "AUTHORITY/SERIAL where a number occurs under more than one authority."
        ),
        zhHant: ("證書：列出、搜尋、顯示、匯出。", "以十六進制序號（任何寫法）指明證書；如序號在多個機關出現，則用「機關/序號」。"),
        zhHans: ("证书：列出、查找、显示、导出。", "以十六进制序列号（任何写法）指明证书；如序列号在多个机构出现，则用“机构/序列号”。"),
        examples: "kapok certificate find Chan")

    public static let certificateList = CommandHelp(
        "certificate list",
        en: (
            "List certificates, newest first.",
            "Filters can be combined. The days of --from and --to are days of issue."
        ),
        zhHant: ("列出證書，最新在前。", "篩選條件可以合併使用；--from 及 --to 指簽發日期。"),
        zhHans: ("列出证书，最新在前。", "筛选条件可以合并使用；--from 和 --to 指签发日期。"),
        examples: "kapok certificate list --state suspended --authority rsa-ca",
        "kapok certificate list --name chan --format csv > certificates.csv")

    public static let certificateFind = CommandHelp(
        "certificate find",
        en: (
            "Find certificates by the begin of a name or by a serial number.",
            "What reads as a serial number of eight hex digits or more is one; everything else "
                + "is the begin of a common name."
        ),
        zhHant: ("以名稱的開首部分或序號搜尋證書。", "可讀作八位或以上十六進制數字的當作序號，其他當作通用名稱的開首部分。"),
        zhHans: ("以名称的开头部分或序列号查找证书。", "可读作八位或以上十六进制数字的当作序列号，其他当作通用名称的开头部分。"),
        examples: "kapok certificate find 陳大文", "kapok certificate find 4A:0B:77:12:9C")

    public static let certificateShow = CommandHelp(
        "certificate show",
        en: ("Show one certificate and what it says.", "The contents are read from its own bytes."),
        zhHant: ("顯示一張證書及其內容。", "內容由證書本身的位元組讀出。"),
        zhHans: ("显示一张证书及其内容。", "内容由证书本身的字节读出。"),
        examples: "kapok certificate show 4a0b77129c…", "kapok certificate show rsa-ca/4a0b77129c…")

    public static let certificateExport = CommandHelp(
        "certificate export",
        en: ("Write one certificate to a file.", "PEM, or DER with --der."),
        zhHant: ("把一張證書寫入檔案。", "PEM 格式；加上 --der 則為 DER。"),
        zhHans: ("把一张证书写入文件。", "PEM 格式；加上 --der 则为 DER。"),
        examples: "kapok certificate export 4a0b77129c… --out person.pem")

    public static let suspend = CommandHelp(
        "suspend",
        en: (
            "Suspend a certificate at once; it can be released later.",
            "For a lost key, or while a request is being identified. Never held up by anything: how whoever "
                + "asks was identified may be said (--identified), and is owed where it is not. "
                + "The status history keeps it for ever. Role: validator."
        ),
        zhHant: (
            "即時暫時吊銷證書；其後可以恢復。",
            "用於密碼匙遺失，或核實要求者身份期間。不受任何情況阻延：可說明如何核實要求者的身份（--identified），未說明則須其後補上。狀態紀錄永久保存。職務：審核員。"
        ),
        zhHans: (
            "立即挂起证书；其后可以恢复。",
            "用于密钥遗失，或核实请求者身份期间。不受任何情况阻延：可说明如何鉴别请求者的身份（--identified），未说明则须其后补上。状态记录永久保存。岗位：审核员。"
        ),
        examples: "kapok suspend 4a0b77129c… --reason keyLost --requester subscriber --key ho.pem")

    public static let release = CommandHelp(
        "release",
        en: (
            "End a suspension: the certificate is valid again.",
            "Say who asks and how they were identified, and give the evidence; a subscriber or representative "
                + "shows the identity documents of the application once more (--documents), who acts for "
                + "the subscriber their --mandate, a liquidator the --basis, too. "
                + "Role: approver, another person than the one who suspended. A certificate of the "
                + "authority itself takes three CA administrators: the answer then names a "
                + "proposal (pro-…) for 'kapok approve'."
        ),
        zhHant: (
            "結束暫時吊銷：證書恢復有效。",
            "須說明由誰要求及如何核實其身份，並提供證據；登記人或獲授權代表須再次出示申請時的身份文件（--documents）；代登記人行事者須出示 --mandate，清盤人另須出示 --basis。"
                + "職務：批准人，不得與執行暫時吊銷者為同一人。機關本身的證書須由三名核證機關管理員恢復：回覆載有提議編號（pro-…），"
                + "供「kapok approve」使用。"
        ),
        zhHans: (
            "结束挂起：证书恢复有效。",
            "须说明由谁请求及如何鉴别其身份，并提供证据；订户或授权代表须再次出示申请时的身份文件（--documents）；代订户行事者须出示 --mandate，清算人另须出示 --basis。"
                + "岗位：批准人，不得与执行挂起者为同一人。机构本身的证书须由三名认证机构管理员恢复：回复载有提议编号（pro-…），"
                + "供“kapok approve”使用。"
        ),
        examples: "kapok release 4a0b77129c… --requester subscriber --identified sameDocuments "
            + "--evidence note.pdf --documents card.pdf --key lam.pem")

    public static let revoke = CommandHelp(
        "revoke",
        en: (
            "Revoke a certificate for ever.",
            "Whoever asks is identified first; say how, and give the evidence. Who cannot come in person is "
                + "identified by telephone, post or thirdPartyProof: say why (--hindrance). Who asks in "
                + "the subscriber's place shows the --mandate; an estate or liquidator the --basis, too. What the authority "
                + "itself revokes (--requester authority) takes two people: the answer then names "
                + "a proposal (pro-…) for 'kapok approve'; of its own certificates three, with the "
                + "regulator's --confirmation. Where it made the certificate wrongly, it says so (--cause "
                + "productionMistake) and names the --incident. If identification takes time, suspend. Role: validator; "
                + "approver where the authority asks; CA administrator for its own certificates."
        ),
        zhHant: (
            "永久撤銷證書。",
            "須先核實要求者的身份，說明方法並提供證據。不能親身到場者以 telephone、post 或 thirdPartyProof 核實，並說明原因（--hindrance）。代登記人要求者須出示 --mandate；遺產代理人或清盤人另須出示 --basis。"
                + "由機關主動撤銷（--requester authority）須兩人簽署：回覆載有"
                + "提議編號（pro-…），供「kapok approve」使用；機關本身的證書須三人簽署，並附監管機構的確認"
                + "（--confirmation）。如證書源於製作失誤，須說明（--cause productionMistake）並指明事故（--incident）。"
                + "如核實需時，請先暫時吊銷。職務：審核員；由機關提出時為批准人；機關"
                + "本身的證書為核證機關管理員。"
        ),
        zhHans: (
            "永久吊销证书。",
            "须先鉴别请求者的身份，说明方法并提供证据。不能到场者以 telephone、post 或 thirdPartyProof 鉴别，并说明原因（--hindrance）。代订户请求者须出示 --mandate；遗产代理人或清算人另须出示 --basis。"
                + "由机构主动吊销（--requester authority）须两人签署：回复载有"
                + "提议编号（pro-…），供“kapok approve”使用；机构本身的证书须三人签署，并附监管部门的确认"
                + "（--confirmation）。如证书源于制作失误，须说明（--cause productionMistake）并指明事故（--incident）。"
                + "如鉴别需时，请先挂起。岗位：审核员；由机构提出时为批准人；机构"
                + "本身的证书为认证机构管理员。"
        ),
        examples: "kapok revoke 4a0b77129c… --reason keyCompromise --requester subscriber "
            + "--identified signedRequest --evidence request.p7s --key ho.pem")

    public static let crl = CommandHelp(
        "crl",
        en: (
            "Issue the next revocation list of an authority and publish it.",
            "Lists are issued by themselves on every change and on schedule; this asks for one "
                + "now. --last fetches the last one instead. --out writes it as DER. Role: "
                + "validator, approver, CA administrator or system operator; none for --last."
        ),
        zhHant: (
            "簽發並公布核證機關的下一份證書撤銷清單。",
            "狀態變更時及按時間表會自動簽發；此指令要求即時簽發。--last 只取最近一份。--out 以 DER 寫出。"
                + "職務：審核員、批准人、核證機關管理員或系統操作員；--last 無須職務。"
        ),
        zhHans: (
            "签发并公布认证机构的下一份证书吊销列表。",
            "状态变更时及按时间表会自动签发；此命令要求立即签发。--last 只取最近一份。--out 以 DER 写出。"
                + "岗位：审核员、批准人、认证机构管理员或系统操作员；--last 无须岗位。"
        ),
        examples: "kapok crl rsa-ca --out issuing.crl --key ho.pem", "kapok crl rsa-ca --last")

    public static let status = CommandHelp(
        "status",
        en: (
            "Show the status of a certificate with its whole history.",
            "A suspension stays in the history after the release, so that no signature made "
                + "during it is ever taken for good. --at tells how it stood at a time of the past."
        ),
        zhHant: (
            "顯示證書的狀態及全部歷史。", "恢復後仍保留暫時吊銷的紀錄，期間所作的簽署不會被誤作有效。--at 顯示過去某一時間的狀態。"
        ),
        zhHans: (
            "显示证书的状态及全部历史。", "恢复后仍保留挂起的记录，期间所作的签名不会被误作有效。--at 显示过去某一时间的状态。"
        ),
        examples: "kapok status 4a0b77129c…", "kapok status 4a0b77129c… --at 2026-11-22T08:00:00Z")
}
