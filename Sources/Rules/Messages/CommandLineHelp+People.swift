extension CommandHelp {
    public static let operators = CommandHelp(
        "operator",
        en: (
            "Officers: make a key, enrol, grant and withdraw roles, list.",
            "An officer acts with a signature of an own key; the journal knows officers by a "
                + "short handle, never by full name."
        ),
        zhHant: ("人員：製作密碼匙、委任、授予及撤回職務、列出。", "人員以自己的密碼匙簽署行事；日誌以簡短代號識別人員，不記全名。"),
        zhHans: ("人员：制作密钥、任命、授予和收回岗位、列出。", "人员用自己的密钥签名行事；日志以简短代号识别人员，不记全名。"),
        examples: "kapok operator list")

    public static let operatorKey = CommandHelp(
        "operator key",
        en: (
            "Make an officer's key file and its public key.",
            "A P-256 key in PEM, readable by you alone; a public key beside it to be enrolled. "
                + "Existing files are never replaced. Needs no data folder. With --passphrase the file "
                + "opens with that alone. With --token the key is "
                + "made on a PKCS#11 token and never leaves it; its PIN is asked for at the "
                + "terminal, or read from the file that $KAPOK_PIN_FILE names."
        ),
        zhHant: (
            "製作人員的密碼匙檔案及公開密碼匙。",
            "P-256 密碼匙，PEM 格式，只有你可以讀取；旁邊另存供委任時使用的公開密碼匙。不會取代已有檔案。無須資料夾。"
                + "加上 --passphrase 則檔案須以通行語開啟。加上 --token 則在 PKCS#11 權標上製作，永不離開權標；PIN 在終端機輸入，或取自 $KAPOK_PIN_FILE 所指檔案。"
        ),
        zhHans: (
            "制作人员的密钥文件和公钥。",
            "P-256 密钥，PEM 格式，只有你可以读取；旁边另存供任命时使用的公钥。不会替换已有文件。不需要数据文件夹。"
                + "加上 --passphrase 则文件须用口令打开。加上 --token 则在 PKCS#11 令牌上制作，永不离开令牌；PIN 在终端输入，或取自 $KAPOK_PIN_FILE 所指文件。"
        ),
        examples: "kapok operator key --out lee.pem")

    public static let operatorTransport = CommandHelp(
        "operator transport",
        en: (
            "Make a file with which other programs connect for an officer.",
            "A certificate by the officer's key for a fresh key, both in one PEM file for curl and the like. It "
                + "opens connections for seven days, as long as the officer is one, and signs nothing. "
                + "'kapok --server' needs none: it makes its own for each command. Needs no server."
        ),
        zhHant: (
            "製作供其他程式為人員連線的檔案。",
            "以人員的密碼匙為一條新密碼匙簽發證書，兩者存於一個 PEM 檔案，供 curl 等程式使用。有效七日，並以該人員仍在任為限，不能簽署任何內容。"
                + "「kapok --server」無須此檔案：每個指令自行製作。無須伺服器。"
        ),
        zhHans: (
            "制作供其他程序为人员连接的文件。",
            "用人员的密钥为一条新密钥签发证书，两者存于一个 PEM 文件，供 curl 等程序使用。有效七天，并以该人员仍在任为限，不能签署任何内容。"
                + "“kapok --server”不需要此文件：每条命令自行制作。不需要服务器。"
        ),
        examples: "kapok operator transport --key lee.pem --out lee.tls.pem")

    public static let operatorEnrol = CommandHelp(
        "operator enrol",
        en: (
            "Propose an officer with roles; a second security officer approves.",
            "The answer names a proposal (pro-…); another security officer runs "
                + "'kapok approve pro-…'. Without --role each role is granted later ('kapok operator "
                + "grant'). Who was an officer before is enrolled with --formerly: what was done under "
                + "either handle, one person did."
        ),
        zhHant: (
            "提議委任一名人員及其職務；由第二名保安主任批准。",
            "回覆載有提議編號（pro-…），由另一名保安主任執行「kapok approve pro-…」。不用 --role 者，其職務其後逐項授予"
                + "（「kapok operator grant」）。曾任人員者以 --formerly 委任：以任何一個代號所作的，均視為同一人所作。"
        ),
        zhHans: (
            "提议任命一名人员及其岗位；由第二名安全管理员批准。",
            "回复载有提议编号（pro-…），由另一名安全管理员执行“kapok approve pro-…”。不用 --role 者，其岗位其后逐项授予"
                + "（“kapok operator grant”）。曾任人员者用 --formerly 任命：以任何一个代号所作的，均视为同一人所作。"
        ),
        examples: "kapok operator enrol --name ho --public-key ho.pub.pem --role validator "
            + "--key chan.pem")

    public static let operatorSuspend = CommandHelp(
        "operator suspend",
        en: (
            "Suspend an officer at once; one security officer signs.",
            "Whatever was granted, the officer may do nothing until reinstated. Never refused for want "
                + "of people: the answer names the operations that stand still then."
        ),
        zhHant: (
            "即時暫停一名人員；由一名保安主任簽署。",
            "不論曾獲何種授權，該人員在復職前不可執行任何操作。不會因人手不足而拒絕：回覆會列出因此停頓的操作。"
        ),
        zhHans: (
            "即时暂停一名人员；由一名安全管理员签署。",
            "不论曾获何种授权，该人员在复职前不可执行任何操作。不会因人手不足而拒绝：回复会列出因此停顿的操作。"
        ),
        examples: "kapok operator suspend ho --reason absence --key chan.pem")

    public static let operatorEnd = CommandHelp(
        "operator end",
        en: (
            "End an officer for ever, as when leaving; one security officer signs.",
            "All grants end at once, and the key is never taken again. Who comes back is enrolled anew. The "
                + "answer names the operations that stand still then."
        ),
        zhHant: (
            "永久終止一名人員（例如離職）；由一名保安主任簽署。",
            "所有授權即時終止，其密碼匙不再獲接受；如再任職，須重新委任。回覆會列出因此停頓的操作。"
        ),
        zhHans: (
            "永久终止一名人员（例如离职）；由一名安全管理员签署。",
            "所有授权即时终止，其密钥不再被接受；如再任职，须重新任命。回复会列出因此停顿的操作。"
        ),
        examples: "kapok operator end ho --reason leaving --key chan.pem")

    public static let operatorReinstate = CommandHelp(
        "operator reinstate",
        en: (
            "Propose that a suspended officer goes on; a second security officer approves.",
            "Neither of the two may be the one who suspended."
        ),
        zhHant: ("提議恢復被暫停人員的職務；由第二名保安主任批准。", "兩人均不可為作出暫停者。"),
        zhHans: ("提议恢复被暂停人员的职务；由第二名安全管理员批准。", "两人均不可为作出暂停者。"),
        examples: "kapok operator reinstate ho --key chan.pem")

    public static let operatorGrant = CommandHelp(
        "operator grant",
        en: (
            "Propose a role for an officer; a second security officer approves.",
            "Validators, approvers, issuing officers and subscriber-data officers can be limited to one "
                + "authority or type of certificates. Nobody signs for an own role. Refused are roles that "
                + "exclude each other, and an end after which an operation would lack people."
        ),
        zhHant: (
            "提議授予一名人員職務；由第二名保安主任批准。",
            "審核員、批准人、簽發員及登記人資料員可只限一個核證機關或一類證書。任何人不可為自己的職務簽署。互相排斥的職務，以及"
                + "終止後會令操作人手不足的期限，均會被拒絕。"
        ),
        zhHans: (
            "提议授予一名人员岗位；由第二名安全管理员批准。",
            "审核员、批准人、签发员和订户资料员可只限一个认证机构或一类证书。任何人不能为自己的岗位签名。互相排斥的岗位，以及"
                + "终止后会令操作人手不足的期限，均会被拒绝。"
        ),
        examples: "kapok operator grant ho --role approver --authority rsa-ca --until 2027-06-30 "
            + "--key chan.pem")

    public static let operatorWithdraw = CommandHelp(
        "operator withdraw",
        en: (
            "Withdraw a role from an officer at once; one security officer signs.",
            "All grants of the role end, or those limited to --authority or --category. Never refused for "
                + "want of people: the answer names the operations that stand still then. With --from it is "
                + "planned, and refused where people would be missing."
        ),
        zhHant: (
            "即時撤回一名人員的職務；由一名保安主任簽署。",
            "該職務的所有授予，或只限 --authority 或 --category 的授予，即告終止。不會因人手不足而拒絕：回覆會列出因此停頓的操作。"
                + "以 --from 預定者，如會令人手不足則被拒絕。"
        ),
        zhHans: (
            "立即收回一名人员的岗位；由一名安全管理员签署。",
            "该岗位的所有授予，或只限 --authority 或 --category 的授予，即告终止。不会因人手不足而拒绝：回复会列出因此停顿的操作。"
                + "用 --from 预定者，如会令人手不足则被拒绝。"
        ),
        examples: "kapok operator withdraw ho --role approver --key chan.pem")

    public static let operatorRecover = CommandHelp(
        "operator recover",
        en: (
            "Propose a new security officer where they are lost; three secret custodians sign.",
            "Takes effect after the delay of the practice (recoveryDelayHours), which runs from when the first of "
                + "those whom it names (recoveryAddresses) was told: 'kapok operator plan' says who was. Where no "
                + "mail goes out, three custodians sign the same again with --told FILE. Any "
                + "security officer contests it with 'kapok operator end NAME --reason recoveryContested'."
        ),
        zhHant: (
            "在失去保安主任時提議補任一名；須由三名秘密保管人簽署。",
            "於作業設定所定時間（recoveryDelayHours）後生效，由首名所列人士（recoveryAddresses）獲通知時起計：「kapok operator "
                + "plan」會列出誰已獲通知。如無法發出郵件，由三名保管人以 --told FILE 再簽署一次。"
                + "任何保安主任均可以「kapok operator end NAME --reason recoveryContested」提出異議。"
        ),
        zhHans: (
            "在失去安全管理员时提议补任一名；须由三名秘密保管人签名。",
            "于业务设置所定时间（recoveryDelayHours）后生效，由首名所列人士（recoveryAddresses）获通知时起计：“kapok operator "
                + "plan”会列出谁已获通知。如无法发出邮件，由三名保管人用 --told FILE 再签名一次。"
                + "任何安全管理员均可用“kapok operator end NAME --reason recoveryContested”提出异议。"
        ),
        examples: "kapok operator recover --name lin --public-key lin.pub.pem --key kwan.pem")

    public static let operatorShow = CommandHelp(
        "operator show",
        en: (
            "Show one officer with every grant.",
            "Also those that are over or have not begun."
        ),
        zhHant: ("顯示一名人員及其各項授予。", "包括已終止及尚未開始者。"),
        zhHans: ("显示一名人员及其各项授予。", "包括已终止和尚未开始者。"),
        examples: "kapok operator show ho")

    public static let operatorPlan = CommandHelp(
        "operator plan",
        en: (
            "Who can do what today, and how few people would do.",
            "Per operation how many it takes and who is able; whose absence would stop what; what lacks people "
                + "in 7, 30 and 60 days as grants end; the smallest staffing that the rules allow."
        ),
        zhHant: (
            "列出今天誰可執行甚麼，以及最少需要多少人。",
            "按操作列出所需人數及可執行者；何人缺席會令何事停頓；授權到期後，7、30 及 60 日內何事人手不足；以及規則容許的最低人手。"
        ),
        zhHans: (
            "列出今天谁可执行什么，以及最少需要多少人。",
            "按操作列出所需人数和可执行者；何人缺勤会令何事停顿；授权到期后，7、30 和 60 天内何事人手不足；以及规则允许的最低人手。"
        ),
        examples: "kapok operator plan")

    public static let operatorList = CommandHelp(
        "operator list",
        en: ("List the officers with their roles.", "By their handles; full names stand nowhere."),
        zhHant: ("列出人員及其職務。", "以代號列出；系統不存全名。"),
        zhHans: ("列出人员及其岗位。", "以代号列出；系统不存全名。"),
        examples: "kapok operator list --format csv")

    public static let authority = CommandHelp(
        "authority",
        en: (
            "Certification authorities: create, list, show.",
            "A root certifies issuing authorities; an issuing authority certifies subscribers."
        ),
        zhHant: ("核證機關：設立、列出、顯示。", "根機關簽發予簽發機關；簽發機關簽發予登記人。"),
        zhHans: ("认证机构：设立、列出、显示。", "根机构签发给签发机构；签发机构签发给订户。"),
        examples: "kapok authority list")

    public static let authorityCreate = CommandHelp(
        "authority create",
        en: (
            "Propose a root or issuing authority; three administrators sign.",
            "The answer names a proposal (pro-…); two further administrators run "
                + "'kapok approve pro-…'. With the last signature the key is made, the "
                + "certificate signed and the first revocation list published."
        ),
        zhHant: (
            "提議設立根機關或簽發機關；須由三名管理員簽署。",
            "回覆載有提議編號（pro-…），由另外兩名管理員執行「kapok approve pro-…」。最後一人簽署後，系統即"
                + "產生密碼匙、簽發證書並公布首份證書撤銷清單。"
        ),
        zhHans: (
            "提议设立根机构或签发机构；须由三名管理员签署。",
            "回复载有提议编号（pro-…），由另外两名管理员执行“kapok approve pro-…”。最后一人签署后，系统即"
                + "产生密钥、签发证书并公布首份证书吊销列表。"
        ),
        examples:
            "kapok authority create rsa-root --kind root --family rsa --jurisdiction hongKong "
            + "--common-name \"Kapok Root\" --base-url http://ca.example --key chan.pem",
        "kapok authority create rsa-ca --kind issuing --issuer rsa-root --family rsa "
            + "--jurisdiction hongKong --common-name \"Kapok CA\" --base-url http://ca.example "
            + "--key chan.pem")

    public static let authorityList = CommandHelp(
        "authority list",
        en: ("List the authorities.", "Also those that have no certificate yet."),
        zhHant: ("列出核證機關。", "包括尚未有證書的機關。"),
        zhHans: ("列出认证机构。", "包括尚未有证书的机构。"),
        examples: "kapok authority list")

    public static let authorityShow = CommandHelp(
        "authority show",
        en: (
            "Show one authority; --out writes its certificate.",
            "The file is PEM, or DER with --der."
        ),
        zhHant: ("顯示一個核證機關；以 --out 寫出其證書。", "檔案為 PEM 格式；加上 --der 則為 DER。"),
        zhHans: ("显示一个认证机构；用 --out 写出其证书。", "文件为 PEM 格式；加上 --der 则为 DER。"),
        examples: "kapok authority show rsa-root --out root.pem")
}
