// What chapter 8 asks: keys, modules, computers and their development.

extension ClauseWords {
    static let keys: [String: Text] = [
        "8.1a": Text(
            en: "A procedure shows that the device which makes key pairs is intact and without "
                + "fault.",
            zhHant: "須有程序確保產生密碼匙對的設備完好無誤。",
            zhHans: "须有程序确保产生密钥对的设备完好无误。"),
        "8.1b": Text(
            en: "A procedure sees to it that key pairs are made by authorised people under "
                + "strict control.",
            zhHant: "須有程序確保密碼匙對由獲授權人員在嚴密控制下產生。",
            zhHans: "须有程序确保密钥对由获授权人员在严密控制下产生。"),
        "8.2a": Text(
            en: "Keys that the authority makes for subscribers travel by a safe way in "
                + "tamper-evident packing, and the practice statement names the medium that "
                + "holds them.",
            zhHant: "代登記人產生的私人密碼匙須經安全途徑、以防竄改包裝交付；核證作業準則須指明存放的媒體。",
            zhHans: "代订户产生的私钥须经安全途径、以防篡改封装交付；电子认证业务规则须指明存储介质。"),
        "8.2b": Text(
            en: "Private key and activation data reach the subscriber by different ways, and "
                + "each delivery of a key is recorded.",
            zhHant: "私人密碼匙及其啟用數據須經不同途徑交付，每次交付密碼匙均須記錄。",
            zhHans: "私钥及其激活数据须经不同途径交付，每次交付私钥均须记录。"),
        "8.3": Text(
            en: "Key pairs for signing certificates or their status come from hardware that "
                + "conforms to local security and regulation and to this policy.",
            zhHant: "簽發證書及狀態資料所用的密碼匙對，須在符合本地保安、監管及證書政策要求的硬件設備內產生。",
            zhHans: "签发证书及状态信息所用的密钥对，须在符合本地安全、监管及证书策略要求的硬件设备内产生。"),
        "8.4": Text(
            en: "The authority renews its own certificates and keys in good time, with as little "
                + "effect on users as can be.",
            zhHant: "核證機關須適時更新本身的證書及密碼匙對，盡量減少對登記人及依賴方的影響。",
            zhHans: "电子认证服务机构须适时更新自身的证书及密钥对，尽量减少对订户及依赖方的影响。"),
        "8.5": Text(
            en: "A change of the authority's key carries the whole certificate chain over "
                + "without a break.",
            zhHant: "更換核證機關密碼匙對時，整條證書鏈須順利過渡。",
            zhHans: "更换电子认证服务机构密钥对时，整条证书链须顺利过渡。"),
    ]

    static let modules: [String: Text] = [
        "8.6": Text(
            en: "Cryptographic modules that make keys meet the security standards of annex 1.2.",
            zhHant: "產生密碼匙的密碼模組須達到附件 1.2 所定的安全標準。",
            zhHans: "产生密钥的密码模块须达到附件 1.2 所定的安全标准。"),
        "8.7": Text(
            en: "For each type of certificate the practice statement names every cryptographic "
                + "standard in use.",
            zhHant: "核證作業準則須就每類證書指明所用的全部密碼算法標準。",
            zhHans: "电子认证业务规则须就每类证书指明所用的全部密码算法标准。"),
        "8.8": Text(
            en: "Tools that make keys are under control from purchase and receipt through "
                + "installation, acceptance, trial, use, repair and upkeep to disposal.",
            zhHant: "產生密碼匙的工具，由採購、接收、安裝、驗收、調試、使用、維修、保養至棄置，均須有程序及控制。",
            zhHans: "产生密钥的工具，由采购、接收、安装、验收、调试、使用、维修、保养至弃置，均须有程序及控制。"),
        "8.8a": Text(
            en: "Effective procedures secure the integrity of the cryptographic module.",
            zhHant: "須有有效程序確保密碼模組的完整性。",
            zhHans: "须有有效程序确保密码模块的完整性。"),
        "8.8b": Text(
            en: "Authorised people run the tools under fitting supervision, and no unauthorised "
                + "change to the module goes unnoticed.",
            zhHant: "工具須由獲授權人員在適當監督下操作；密碼模組如遭擅自改動，須能察覺。",
            zhHans: "工具须由获授权人员在适当监督下操作；密码模块如被擅自改动，须能察觉。"),
        "8.8c": Text(
            en: "The strength of keys fits what authority and subscribers use them for, and "
                + "annex 1.2.",
            zhHant: "密碼匙的強度須切合核證機關及登記人的用途，並符合附件 1.2。",
            zhHans: "密钥的强度须切合电子认证服务机构及订户的用途，并符合附件 1.2。"),
        "8.8d": Text(
            en: "Keys that pass between modules are not lost, stolen, leaked, altered or used "
                + "without authority.",
            zhHant: "在不同密碼模組之間傳送密碼匙時，不得遺失、失竊、外洩、遭竄改或被擅用。",
            zhHans: "在不同密码模块之间传送密钥时，不得遗失、失窃、泄露、被篡改或被擅用。"),
        "8.8e": Text(
            en: "The authority's private keys stand encrypted in the cryptographic module.",
            zhHant: "核證機關的私人密碼匙須在密碼模組內加密存放。",
            zhHans: "电子认证服务机构的私钥须在密码模块内加密存放。"),
        "8.9": Text(
            en: "Media that hold keys, such as smart cards, are under control as they are "
                + "prepared, enabled, used, handed out and retired.",
            zhHant: "存放密碼匙的媒體（例如智能卡），其預備、啟用、使用、分派及終止使用均須有程序及控制。",
            zhHans: "存放密钥的介质（例如智能卡），其预备、启用、使用、分派及终止使用均须有程序及控制。"),
    ]

    static let privateKeys: [String: Text] = [
        "8.10a": Text(
            en: "The authority's private key works only with N of M people, M > N > 1: trusted "
                + "people authorised by management each hold a part of the activation data, and "
                + "carry out its generation and splitting jointly.",
            zhHant: "核證機關的私人密碼匙須由 M 人中的 N 人共同控制（M > N > 1）；"
                + "啟用數據須以秘密分割交管理層授權的可信人員分持，並由其共同完成產生及分割。",
            zhHans: "电子认证服务机构的私钥须由 M 人中的 N 人共同控制（M > N > 1）；"
                + "激活数据须以秘密分割交管理层授权的可信人员分持，并由其共同完成生成及分割。"),
        "8.10b": Text(
            en: "The authority's private key and its activation data are kept in safety and apart.",
            zhHant: "核證機關的私人密碼匙及其啟用數據須安全地分開存放。",
            zhHans: "电子认证服务机构的私钥及其激活数据须安全地分开存放。"),
        "8.11": Text(
            en: "The authority's private key is backed up safely, and the backup kept by secure "
                + "devices and means as recovery needs.",
            zhHant: "核證機關的私人密碼匙須安全備份，並按災難復原的需要以安全設備及方式保管備份。",
            zhHans: "电子认证服务机构的私钥须安全备份，并按灾难恢复的需要以安全设备及方式保管备份。"),
        "8.12": Text(
            en: "When its life has ended, the authority's private key is archived in secrecy, "
                + "and is destroyed when the archive period ends.",
            zhHant: "核證機關的私人密碼匙使用期完結後須保密存檔；存檔期滿後須予銷毀。",
            zhHans: "电子认证服务机构的私钥使用期结束后须保密归档；归档期满后须予销毁。"),
        "8.13": Text(
            en: "Destroying a key pair includes its facilities and every backup, so that the "
                + "private key can never be restored, and the procedure revokes the certificate.",
            zhHant: "銷毀密碼匙對須包括有關設施及所有備份，使私人密碼匙無法復原或重組，並設撤銷對應證書的程序。",
            zhHans: "销毁密钥对须包括有关设施及所有备份，使私钥无法恢复或重组，并设吊销对应证书的程序。"),
    ]

    static let usagePeriods: [String: Text] = [
        "8.14": Text(
            en: "All public keys of the authority are archived.",
            zhHant: "核證機關的所有公開密碼匙均須存檔。",
            zhHans: "电子认证服务机构的所有公钥均须归档。"),
        "8.15a": Text(
            en: "A certificate's operational period ends when it expires or is revoked.",
            zhHant: "證書的運作期於過期或被撤銷時終止。",
            zhHans: "证书的操作周期于过期或被吊销时终止。"),
        "8.15b": Text(
            en: "A subscriber's key pair is used for the same period as its certificate; after "
                + "that the public key serves to verify signatures alone.",
            zhHant: "登記人密碼匙對的使用期須與證書的運作期相同；其後公開密碼匙只可用作核實簽署。",
            zhHans: "订户密钥对的使用期须与证书的操作周期相同；其后公钥只可用于验证签名。"),
        "8.15c": Text(
            en: "No certificate outlives the usage period of the authority's key that issued it.",
            zhHant: "所簽發證書的運作期不得長於核證機關密碼匙對的使用期。",
            zhHans: "所签发证书的操作周期不得长于电子认证服务机构密钥对的使用期。"),
        "8.15d": Text(
            en: "Key pairs of certificates for authentication are used within the validity "
                + "alone; after that the public key serves to verify signatures alone.",
            zhHant: "用作身份認證的證書，其密碼匙對只可在有效期內使用；其後公開密碼匙只可用作核實簽署。",
            zhHans: "用于身份认证的证书，其密钥对只可在有效期内使用；其后公钥只可用于验证签名。"),
        "8.15e": Text(
            en: "The longest validity is stated, and is at most 5 years for subscribers' "
                + "certificates and 50 years for those of the authority.",
            zhHant: "須指明最長有效期：登記人證書不得超過 5 年，核證機關本身的證書不得超過 50 年。",
            zhHans: "须指明最长有效期：订户证书不得超过 5 年，电子认证服务机构本身的证书不得超过 50 年。"),
        "8.16": Text(
            en: "Activation data are generated and installed by procedures so safe that no "
                + "private key is leaked, stolen, misused, altered or disclosed.",
            zhHant: "產生及安裝啟用數據的程序須安全可靠，以免私人密碼匙外洩、失竊、遭非法使用、遭竄改或被擅自披露。",
            zhHans: "产生及安装激活数据的程序须安全可靠，以免私钥泄露、失窃、被非法使用、被篡改或被擅自披露。"),
    ]

    static let computers: [String: Text] = [
        "8.17": Text(
            en: "Policy, rules and strict controls make a trustworthy system of the software and "
                + "the stored files, closed to unauthorised people within and without.",
            zhHant: "須有全面的保安政策、制度及嚴格控制，令軟件及數據檔案所在的系統安全可信，不受內外擅自存取。",
            zhHans: "须有全面的安全策略、制度及严格控制，使软件及数据文件所在的系统安全可信，不受内外擅自访问。"),
        "8.18": Text(
            en: "Running systems are controlled and watched, so that nobody changes them without "
                + "authority.",
            zhHant: "須控制和監察運行中的系統，防止擅自改動。",
            zhHans: "须控制和监视运行中的系统，防止擅自改动。"),
        "8.19": Text(
            en: "The network is defended in depth, by several levels of firewalls, detection of "
                + "intruders, security auditing and protection from viruses, all kept current, "
                + "and its risks are evaluated and audited at regular times.",
            zhHant: "須以多級防火牆、入侵偵測、保安審計及病毒防護保護網絡，適時更新，並定期評估和審計風險。",
            zhHans: "须以多级防火墙、入侵检测、安全审计及病毒防护保护网络，适时更新，并定期评估和审计风险。"),
        "8.20": Text(
            en: "Old equipment is wiped of whatever bears on the security of certification, and "
                + "that is confirmed.",
            zhHant: "處理廢舊設備時，須清除影響核證保安的儲存資料，並加以確認。",
            zhHans: "处理废旧设备时，须清除影响认证安全的存储信息，并加以确认。"),
        "8.21": Text(
            en: "As the Measures for Mutual Recognition require, an independent third party is "
                + "regularly engaged for an overall assessment that includes computer and "
                + "network security.",
            zhHant: "須按《粵港兩地電子簽名證書互認辦法》，定期委聘獨立第三方作整體評估，包括電腦及網絡保安。",
            zhHans: "须按《粤港两地电子签名证书互认办法》，定期聘请独立第三方作整体评估，包括计算机及网络安全。"),
    ]

    static let development: [String: Text] = [
        "8.22": Text(
            en: "Procedures and controls for developing, upgrading and maintaining systems exist "
                + "and are kept current.",
            zhHant: "系統開發、升級及維護須有程序及有效控制，並適時修訂。",
            zhHans: "系统开发、升级及维护须有程序及有效控制，并适时修订。"),
        "8.22a": Text(
            en: "Development meets one effective set of internal standards, no matter whether "
                + "employees do it or, exceptionally, another body.",
            zhHant: "不論由本身人員開發，或在特殊情況下由他人開發，均須採用一致而有效的內部標準。",
            zhHans: "不论由自身人员开发，或在特殊情况下由他人开发，均须采用一致而有效的内部标准。"),
        "8.22b": Text(
            en: "Production and development are kept in separate environments.",
            zhHant: "生產環境與開發環境須予分隔。",
            zhHans: "生产环境与开发环境须予分隔。"),
        "8.22c": Text(
            en: "Operators, maintainers and developers each have duties of their own.",
            zhHant: "操作、運維及開發人員的職責須予區分。",
            zhHans: "操作、运维及开发人员的职责须予区分。"),
        "8.22d": Text(
            en: "Access to the data and systems of production and development is controlled "
                + "effectively.",
            zhHant: "須有效控制對生產及開發環境內資料和系統的存取。",
            zhHans: "须有效控制对生产及开发环境内数据和系统的访问。"),
        "8.22e": Text(
            en: "Changes to systems and data, normal and emergency ones, are controlled, with "
                + "versions and strict tests.",
            zhHant: "系統及數據的正常和緊急變更均須受控，包括版本控制及嚴格測試。",
            zhHans: "系统及数据的正常和紧急变更均须受控，包括版本控制及严格测试。"),
        "8.22f": Text(
            en: "Before a system goes live its security is examined and assessed, for weaknesses "
                + "and the danger of intrusion.",
            zhHant: "系統上線前須檢查和評估其保安，包括有否漏洞及遭入侵的危險。",
            zhHans: "系统上线前须检查和评估其安全性，包括有无漏洞及被入侵的危险。"),
        "8.22g": Text(
            en: "Buying equipment and services is properly managed.",
            zhHant: "採購設備及服務須妥為管理。",
            zhHans: "采购设备及服务须妥善管理。"),
        "8.23": Text(
            en: "Every log, of a system or of operations, tells the time exactly.",
            zhHant: "系統日誌及操作日誌須有準確的時間標記。",
            zhHans: "系统日志及操作日志须有准确的时间标记。"),
    ]
}
