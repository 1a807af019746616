// What chapters 1 to 3 ask: scope and responsibilities.

extension ClauseWords {
    static let scope: [String: Text] = [
        "1.1": Text(
            en: "The issuer is a third-party authority licensed under the Electronic Signature "
                + "Law and registered in Guangdong, or one recognised in Hong Kong under the "
                + "Electronic Transactions Ordinance, and issues electronic signature "
                + "certificates or recognised digital certificates.",
            zhHant: "簽發者須為持有電子認證服務許可並在廣東省註冊的第三方機構，或香港《電子交易條例》下的認可核證機關；"
                + "所簽發的須為電子簽名證書或認可數碼證書。",
            zhHans: "颁发者须为持有电子认证服务许可并在广东省注册的第三方机构，或香港《电子交易条例》下的认可核证机关；"
                + "所签发的须为电子签名证书或认可数码证书。"),
        "1.2": Text(
            en: "Three kinds of certificate are covered: of persons, of organisations, and of "
                + "the authority itself.",
            zhHant: "適用的證書只有三類：個人證書、機構證書，以及核證機關本身的證書。",
            zhHans: "适用的证书只有三类：个人证书、机构证书，以及电子认证服务机构本身的证书。"),
        "1.3": Text(
            en: "Subscribers, relying parties and others who take part are bound by stated "
                + "duties, and not the authority alone.",
            zhHant: "除核證機關外，登記人、依賴方及其他參與者亦須受明文責任約束。",
            zhHans: "除电子认证服务机构外，订户、依赖方及其他参与者也须受明文责任约束。"),
        "1.4": Text(
            en: "Certificates carry the policy identifier of their category: in the mainland "
                + "2.16.156.339.1.1.1.2.1 for persons and 2.16.156.339.1.1.2.2.1 for "
                + "organisations, in Hong Kong 2.16.344.8.2.2008.810.2.2018.1.1.",
            zhHant: "證書須載明所屬類別的證書政策物件識別碼：內地個人證書為 2.16.156.339.1.1.1.2.1，"
                + "內地機構證書為 2.16.156.339.1.1.2.2.1，"
                + "香港為 2.16.344.8.2.2008.810.2.2018.1.1。",
            zhHans: "证书须载明所属类别的证书策略对象标识符：内地个人证书为 2.16.156.339.1.1.1.2.1，"
                + "内地机构证书为 2.16.156.339.1.1.2.2.1，"
                + "香港为 2.16.344.8.2.2008.810.2.2018.1.1。"),
        "2.1": Text(
            en: "Nine areas of services and management are governed: what is published, how "
                + "people are identified, the certificate's life, premises and operations, "
                + "technical security, the form of certificates and lists, compliance, liability "
                + "with disputes, and confidentiality.",
            zhHant: "服務及管理須在九個範疇符合證書政策：資訊公布、身份識別與核實、證書生命週期、設施與營運、技術保安、"
                + "證書及撤銷清單格式、合規、賠償與爭議，以及保密。",
            zhHans: "服务和管理须在九个方面符合证书策略：信息公布、身份识别与核实、证书生命周期、设施与运营、技术安全、"
                + "证书及吊销列表格式、合规、赔偿与争议，以及保密。"),
    ]

    static let responsibilities: [String: Text] = [
        "3.1a": Text(
            en: "The authority and its registration authorities serve, and run their "
                + "infrastructure, by a practice statement that meets this policy.",
            zhHant: "核證機關及其登記機關須訂立符合證書政策的核證作業準則，並據此提供服務和營運基礎設施。",
            zhHans: "电子认证服务机构及其注册机构须订立符合证书策略的电子认证业务规则，并据此提供服务和运营基础设施。"),
        "3.1b": Text(
            en: "Private keys lie safe and guarded, by a security mechanism that the authority "
                + "sets up and follows in line with the rules.",
            zhHant: "須按有關規定設立並執行保安機制，妥善存放和保護私人密碼匙。",
            zhHans: "须按有关规定设立并执行安全机制，妥善存放和保护私钥。"),
        "3.1c": Text(
            en: "Everything done for certification obeys local law and what the regulator "
                + "prescribes.",
            zhHant: "一切核證活動須遵守本地法律及監管機構的規定。",
            zhHans: "一切认证活动须遵守本地法律及主管部门的规定。"),
        "3.2a": Text(
            en: "No certificate states anything that the authority knows to be wrong or has "
                + "itself got wrong.",
            zhHant: "證書不得載有核證機關明知不實或由其造成的錯誤陳述。",
            zhHans: "证书不得载有电子认证服务机构明知不实或由其造成的错误陈述。"),
        "3.2b": Text(
            en: "No mistake in production makes a certificate differ from the information that "
                + "was received for it.",
            zhHant: "製作過程不得出錯，以致證書內容有別於所收到的資料。",
            zhHans: "制作过程不得出错，以致证书内容有别于所收到的资料。"),
        "3.2c": Text(
            en: "Every certificate handed to a subscriber conforms to this policy and to the "
                + "practice statement.",
            zhHant: "交付登記人的每張證書均須合乎證書政策及核證作業準則。",
            zhHans: "交付订户的每张证书均须合乎证书策略及电子认证业务规则。"),
        "3.2d": Text(
            en: "Certificates are revoked in the time that policy and practice statement set.",
            zhHant: "須在證書政策及核證作業準則所定的時間內撤銷證書。",
            zhHans: "须在证书策略及电子认证业务规则所定的时间内吊销证书。"),
        "3.2e": Text(
            en: "Subscribers hear of every event known to the authority that undermines the "
                + "validity or reliability of their certificates.",
            zhHant: "凡得悉足以動搖證書有效性或可靠性的事件，須告知有關登記人。",
            zhHans: "凡获悉足以动摇证书有效性或可靠性的事件，须告知有关订户。"),
        "3.3a": Text(
            en: "What a certificate says or points to is accurate, except for subscriber "
                + "information marked as unverified.",
            zhHant: "證書所載或所指向的資料須屬準確，已註明未經核實的登記人資料除外。",
            zhHans: "证书所载或所指向的信息须准确，已注明未经核实的订户信息除外。"),
        "3.3b": Text(
            en: "Certificates are issued in full accordance with policy and practice statement, "
                + "and in no other way.",
            zhHant: "簽發證書須完全依照證書政策及核證作業準則，不得另循他途。",
            zhHans: "签发证书须完全依照证书策略及电子认证业务规则，不得另走他途。"),
        "3.3c": Text(
            en: "Publishing a certificate tells all who rely on it that it was issued to the "
                + "subscriber and that the subscriber accepted it.",
            zhHant: "公布證書，即向依賴方表明該證書已發予登記人，並已由登記人接受。",
            zhHans: "公布证书，即向依赖方表明该证书已签发给订户，并已由订户接受。"),
    ]
}
