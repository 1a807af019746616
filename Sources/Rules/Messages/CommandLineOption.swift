/// What help says about each option and argument of the command line.
public enum CommandLineOption {
    // Of every command.
    public static let data = Text(
        en: "The data folder; otherwise $KAPOK_DATA, otherwise ./kapok-data.",
        zhHant: "資料夾；否則取 $KAPOK_DATA，再否則取 ./kapok-data。",
        zhHans: "数据文件夹；否则取 $KAPOK_DATA，再否则取 ./kapok-data。")
    public static let server = Text(
        en: "A server elsewhere, https://HOST:PORT, instead of a data folder; "
            + "otherwise $KAPOK_SERVER.",
        zhHant: "以另一處的伺服器 https://主機:埠 代替資料夾；否則取 $KAPOK_SERVER。",
        zhHans: "用另一处的服务器 https://主机:端口 代替数据文件夹；否则取 $KAPOK_SERVER。")
    public static let serverCA = Text(
        en: "Its certificate, or its issuer's, in PEM; otherwise $KAPOK_SERVER_CA.",
        zhHant: "該伺服器或其簽發者的 PEM 證書；否則取 $KAPOK_SERVER_CA。",
        zhHans: "该服务器或其签发者的 PEM 证书；否则取 $KAPOK_SERVER_CA。")
    public static let transport = Text(
        en: "The officer's file for connections, where --key is not to make one; "
            + "otherwise $KAPOK_TRANSPORT.",
        zhHant: "人員連線用的檔案，以代替由 --key 即時製作；否則取 $KAPOK_TRANSPORT。",
        zhHans: "人员连接用的文件，以代替由 --key 即时制作；否则取 $KAPOK_TRANSPORT。")
    public static let officer = Text(
        en: "The officer's handle; the key must be theirs.",
        zhHant: "人員代號；密碼匙必須屬於此人。", zhHans: "人员代号；密钥必须属于此人。")
    public static let key = Text(
        en: "The officer's key file; otherwise $KAPOK_KEY.",
        zhHant: "人員的密碼匙檔案；否則取 $KAPOK_KEY。", zhHans: "人员的密钥文件；否则取 $KAPOK_KEY。")
    public static let json = Text(
        en: "Answer in JSON, errors too.", zhHant: "以 JSON 回覆，錯誤亦然。",
        zhHans: "以 JSON 回复，错误也是。")
    public static let language = Text(
        en: "Language; otherwise from $KAPOK_LANG or the locale.",
        zhHant: "語言；否則取自 $KAPOK_LANG 或系統區域設定。",
        zhHans: "语言；否则取自 $KAPOK_LANG 或系统区域设置。")
    public static let at = Text(
        en: "As of this time: status, certificate show, verify, conformance.",
        zhHant: "以此時間為準：限 status、certificate show、verify、conformance。",
        zhHans: "以此时间为准：限 status、certificate show、verify、conformance。")
    public static let acceptSuccession = Text(
        en: "Go on with a journal that succeeds one you know, whatever was lost.",
        zhHant: "接受承接你所知日誌的新日誌，不論遺失了甚麼。", zhHans: "接受承接你所知日志的新日志，不论丢失了什么。")
    public static let yes = Text(
        en: "Sign without being asked on the terminal.", zhHant: "簽署前不在終端機詢問。",
        zhHans: "签署前不在终端询问。")

    // Of lists.
    public static let page = Text(en: "Page, from 1.", zhHant: "頁數，由 1 起。", zhHans: "页数，从 1 起。")
    public static let size = Text(
        en: "Entries on a page.", zhHant: "每頁項目數。", zhHans: "每页条目数。")
    public static let format = Text(
        en: "Form of the list.", zhHant: "清單的格式。", zhHans: "列表的格式。")
    public static let from = Text(
        en: "From this day or time on (UTC).", zhHant: "由此日或時間起（UTC）。",
        zhHans: "从此日或时间起（UTC）。")
    public static let to = Text(
        en: "Up to this day, whole, or time (UTC).", zhHant: "至此日全日或此時間止（UTC）。",
        zhHans: "至此日全天或此时间止（UTC）。")
    public static let state = Text(en: "In this state.", zhHant: "屬此狀態。", zhHans: "属此状态。")
    public static let namePart = Text(
        en: "How the subject's common name begins; lists by name.",
        zhHant: "主體通用名稱的開首部分；按名稱排列。", zhHans: "主体通用名称的开头部分；按名称排列。")
    public static let serial = Text(
        en: "The serial number, in any writing.", zhHant: "序號，任何寫法均可。",
        zhHans: "序列号，任何写法均可。")
    public static let profile = Text(
        en: "The kind of certificate, such as personal-rsa.", zhHant: "證書類別，例如 personal-rsa。",
        zhHans: "证书类别，例如 personal-rsa。")
    public static let nameOrSerial = Text(
        en: "The begin of a name, or a serial number.", zhHant: "名稱的開首部分，或序號。",
        zhHans: "名称的开头部分，或序列号。")

    // Of applications.
    public static let authority = Text(
        en: "The authority, by its name.", zhHant: "核證機關的名稱。", zhHans: "认证机构的名称。")
    public static let category = Text(
        en: "For a person or an organisation.", zhHant: "個人或機構。", zhHans: "个人或机构。")
    public static let applySite = Text(
        en: "The site at which it is handled (its code in the register of sites).",
        zhHant: "辦理此申請的受理地點（登記冊內的代號）。", zhHans: "办理此申请的受理网点（登记册内的代号）。")
    public static let request = Text(
        en: "The request (PKCS#10), PEM or DER.", zhHant: "證書申請檔（PKCS#10），PEM 或 DER。",
        zhHans: "证书请求文件（PKCS#10），PEM 或 DER。")
    public static let commonName = Text(
        en: "The name of the person or organisation.", zhHant: "個人或機構的名稱。",
        zhHans: "个人或机构的名称。")
    public static let country = Text(
        en: "The country or region, two letters.", zhHant: "國家或地區代碼，兩個字母。",
        zhHans: "国家或地区代码，两个字母。")
    public static let surname = Text(en: "The surname.", zhHant: "姓氏。", zhHans: "姓氏。")
    public static let givenName = Text(en: "The given name.", zhHant: "名字。", zhHans: "名字。")
    public static let email = Text(
        en: "The e-mail address.", zhHant: "電郵地址。", zhHans: "电子邮件地址。")
    public static let telephone = Text(
        en: "A telephone for short messages, such as +85291234567; in no certificate.",
        zhHant: "接收短訊的電話，例如 +85291234567；不會載於證書。", zhHans: "接收短信的电话，例如 +8613812345678；不会载于证书。")
    public static let messageLanguage = Text(
        en: "The language of short messages.", zhHant: "短訊的語言。", zhHans: "短信的语言。")
    public static let organization = Text(
        en: "The organisation's registered name.", zhHant: "機構的註冊名稱。", zhHans: "机构的注册名称。")
    public static let organizationIdentifier = Text(
        en: "Its register number, such as NTRHK-12345678.", zhHant: "機構註冊編號，例如 NTRHK-12345678。",
        zhHans: "机构注册编号，例如 NTRCN-91440000…。")
    public static let organizationalUnit = Text(
        en: "The department.", zhHant: "部門。", zhHans: "部门。")
    public static let province = Text(en: "The province.", zhHant: "省份。", zhHans: "省份。")
    public static let locality = Text(en: "The town.", zhHant: "所在地。", zhHans: "所在地。")
    public static let application = Text(
        en: "The application: its case number, or app-….",
        zhHant: "申請：個案編號或申請編號（app-…）。", zhHans: "申请：案件编号或申请编号（app-…）。")
    public static let applicationOrProposal = Text(
        en: "An application (case number or app-…) or a pending act (pro-…).",
        zhHant: "申請（個案編號或 app-…）或待決操作（pro-…）。",
        zhHans: "申请（案件编号或 app-…）或待决操作（pro-…）。")
    public static let proposal = Text(
        en: "The pending act, pro-….", zhHant: "待決操作（pro-…）。", zhHans: "待决操作（pro-…）。")
    public static let returnField = Text(
        en: "What is to be corrected: a stated attribute, identity or evidence.",
        zhHant: "須更正的項目：陳述的屬性、identity 或 evidence。",
        zhHans: "须更正的项目：陈述的属性、identity 或 evidence。")
    public static let returnReason = Text(
        en: "Why it is returned.", zhHant: "退回的原因。", zhHans: "退回的原因。")
    public static let correctionFile = Text(
        en: "Write what is to be signed to this file, and send nothing.",
        zhHant: "把須簽署的內容寫入此檔案，不提交。", zhHans: "把须签名的内容写入此文件，不提交。")
    public static let correctionSignature = Text(
        en: "The detached signature over the correction.",
        zhHant: "更正書的分離式簽署。", zhHans: "更正书的分离式签名。")
    public static let applicationRefusalReason = Text(
        en: "Why it is refused.", zhHant: "拒絕的原因。", zhHans: "拒绝的原因。")
    public static let method = Text(
        en: "How a person was identified: A in presence, B at a distance.",
        zhHant: "核實個人身份的方法：A 當面，B 遙距。", zhHans: "核实个人身份的方法：A 当面，B 远程。")
    public static let declare = Text(
        en: "Declare: \(DeclarationWords.intellectualProperty.text.english) "
            + DeclarationWords.liability.text.english,
        zhHant: "聲明：\(DeclarationWords.intellectualProperty.text.traditionalChinese)"
            + DeclarationWords.liability.text.traditionalChinese,
        zhHans: "声明：\(DeclarationWords.intellectualProperty.text.simplifiedChinese)"
            + DeclarationWords.liability.text.simplifiedChinese)
    public static let trademark = Text(
        en: "Whether the contents hold a trademark: yes or no.", zhHant: "內容是否含有商標：yes 或 no。",
        zhHans: "内容是否含有商标：yes 或 no。")
    public static let sheet = Text(
        en: "The sheet of evidence; 'kapok application sheet' writes an empty one.",
        zhHant: "證據表格；用 'kapok application sheet' 產生空白表格。",
        zhHans: "证据表格；用 'kapok application sheet' 生成空白表格。")
    public static let evidence = Text(
        en: "Documents that prove it; only their hashes leave this machine.",
        zhHant: "證明文件；只有其雜湊值會離開本機。", zhHans: "证明文件；只有其哈希值会离开本机。")
    public static let confirmation = Text(
        en: "The regulator's confirmation, for a certificate of the authority itself.",
        zhHant: "監管機構的確認文件；機關本身的證書須有此文件。", zhHans: "监管部门的确认文件；机构本身的证书须有此文件。")
    public static let signature = Text(
        en: "The detached signature over the acceptance statement.",
        zhHant: "對接受聲明的分離簽名。", zhHans: "对接受声明的分离签名。")
    public static let statementFile = Text(
        en: "Write the acceptance statement there.", zhHant: "把接受聲明寫入此檔案。",
        zhHans: "把接受声明写入此文件。")
    public static let contentsFile = Text(
        en: "Write the to-be-signed certificate (DER) there.", zhHant: "把待簽證書（DER）寫入此檔案。",
        zhHans: "把待签证书（DER）写入此文件。")

    // Of certificates.
    public static let certificate = Text(
        en: "The serial number, or AUTHORITY/SERIAL.", zhHant: "證書序號，或「機關/序號」。",
        zhHans: "证书序列号，或“机构/序列号”。")
    public static let certificateOut = Text(
        en: "Write the certificate there.", zhHant: "把證書寫入此檔案。", zhHans: "把证书写入此文件。")
    public static let issueList = Text(
        en: "One signature for all of them, instead of one each; for many at a time.",
        zhHant: "以一次簽署涵蓋全部申請，而非逐一簽署；適用於大批申請。",
        zhHans: "以一次签署涵盖全部申请，而非逐一签署；适用于大批申请。")
    public static let der = Text(
        en: "As DER instead of PEM.", zhHant: "以 DER 代替 PEM。", zhHans: "用 DER 代替 PEM。")
    public static let suspensionReason = Text(
        en: "Why it is suspended.", zhHant: "暫時吊銷的原因。", zhHans: "挂起的原因。")
    public static let revocationReason = Text(
        en: "Why it is revoked.", zhHant: "撤銷的原因。", zhHans: "吊销的原因。")
    public static let requester = Text(
        en: "Who asks for it.", zhHant: "由誰要求。", zhHans: "由谁要求。")
    public static let identified = Text(
        en: "How whoever asks was identified.", zhHant: "如何核實要求者的身份。",
        zhHans: "如何核实请求者的身份。")
    public static let hindrance = Text(
        en: "Why whoever asks cannot come in person: for telephone, post and thirdPartyProof.",
        zhHant: "要求者為何不能親身到場：用於 telephone、post 及 thirdPartyProof。",
        zhHans: "请求者为何不能到场：用于 telephone、post 和 thirdPartyProof。")
    public static let contactFrom = Text(
        en: "Where the number that was called stands: for telephone.",
        zhHant: "所致電號碼的出處：用於 telephone。", zhHans: "所拨号码的出处：用于 telephone。")
    public static let identityDocuments = Text(
        en: "Identity documents of the application, shown once more; only their SHA-256 is sent.",
        zhHant: "再次出示的申請身份文件；只傳送其 SHA-256。", zhHans: "再次出示的申请身份文件；只传送其 SHA-256。")
    public static let basis = Text(
        en: "What happened to the subscriber: death certificate, winding-up order or resolution.",
        zhHant: "登記人發生的事項的證明：死亡證；清盤令或清盤決議。",
        zhHans: "订户发生的事项的证明：死亡证明；清算裁定或清算决议。")
    public static let mandate = Text(
        en: "Who acts in the subscriber's place: authorisation, probate, appointment.",
        zhHant: "由何人代登記人行事的證明：授權書、遺囑認證書、清盤人委任書。",
        zhHans: "由何人代订户行事的证明：授权书、遗嘱认证书、清算人任命书。")
    public static let ownCause = Text(
        en: "What the authority itself did wrong; with --incident.",
        zhHant: "機關本身的失誤；須連同 --incident。", zhHans: "机构本身的失误；须连同 --incident。")
    public static let incident = Text(
        en: "The record of the open incident of production behind it (rec-…).",
        zhHant: "有關製作事故（未結束）的紀錄（rec-…）。", zhHans: "有关制作事故（未结束）的记录（rec-…）。")
    public static let listOut = Text(
        en: "Write the list (DER) there.", zhHant: "把清單（DER）寫入此檔案。",
        zhHans: "把列表（DER）写入此文件。")
    public static let lastList = Text(
        en: "Fetch the last list and issue none.", zhHant: "只取最近一份清單，不另簽發。",
        zhHans: "只取最近一份列表，不另签发。")
}
