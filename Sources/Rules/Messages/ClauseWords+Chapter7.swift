// What chapter 7 asks of places and people.

extension ClauseWords {
    static let premises: [String: Text] = [
        "7.1a": Text(
            en: "Security zones are identified and bounded, each with the physical controls that "
                + "it needs.",
            zhHant: "須識別和界定保安區域，並按各區的要求設有效的實體保安措施。",
            zhHans: "须识别和界定安全区域，并按各区的要求设有效的物理安全措施。"),
        "7.1b": Text(
            en: "Staff and visitors enter by formal procedures, under controls that include "
                + "surveillance of who enters.",
            zhHant: "須訂立職員及訪客進出的正式程序，並設適當的保安措施，包括監察進入情況。",
            zhHans: "须订立员工及访客进出的正式程序，并设适当的安全措施，包括监察进入情况。"),
        "7.1c": Text(
            en: "Where a place affects how physical security equipment is stored, it has special "
                + "protection.",
            zhHant: "凡影響存放實體保安設備的地方，須加以特別保護。",
            zhHans: "凡影响存放物理安全设备的地方，须加以特别保护。"),
        "7.1d": Text(
            en: "Access to every physical layer can be audited and controlled, so that only "
                + "authorised people have it.",
            zhHant: "每一級實體保安層的進出須可審計、可控制，只限獲授權人員。",
            zhHans: "每一级物理安全层的进出须可审计、可控制，只限获授权人员。"),
        "7.1e": Text(
            en: "Equipment, room environment and security systems are monitored live, 24 hours a "
                + "day and seven days a week; records are kept for as long as fault-finding and "
                + "later audit require, never less than 3 months, which the practice statement "
                + "specifies.",
            zhHant: "須每週七日、每日 24 小時實時監測設備、機房環境及保安系統；紀錄保存期須足以診斷故障和事後審計，"
                + "最少 3 個月，並載於核證作業準則。",
            zhHans: "须每周七天、每天 24 小时实时监测设备、机房环境及安防系统；记录保存期须足以诊断故障和事后审计，"
                + "最少 3 个月，并载于电子认证业务规则。"),
        "7.1f": Text(
            en: "The doors record when people enter and leave and warn of overstays; the records "
                + "are regularly put in order and archived, and kept for at least 3 months, a "
                + "period that the practice statement gives.",
            zhHant: "門禁須記錄進出時間並就逾時逗留發出警示；紀錄須定期整理存檔，最少保存 3 個月，保存期載於核證作業準則。",
            zhHans: "门禁须记录进出时间并就超时逗留发出警示；记录须定期整理归档，最少保存 3 个月，保存期载于电子认证业务规则。"),
        "7.1g": Text(
            en: "Authorised people alone operate physical equipment, and access is controlled "
                + "according to its security level.",
            zhHant: "實體設備只可由獲授權人員操作，並按設備的保安級別施加不同程度的進出控制。",
            zhHans: "物理设备只可由获授权人员操作，并按设备的安全级别施加不同程度的访问控制。"),
        "7.1g1": Text(
            en: "Authorised people log in to equipment with authorised passwords.",
            zhHant: "獲授權人員須以獲授權的密碼登入設備。",
            zhHans: "获授权人员须以获授权的口令登录设备。"),
        "7.1g2": Text(
            en: "To enter a sensitive zone takes at least two factors of authentication, of "
                + "which one is a biometric feature.",
            zhHant: "進入敏感區域須經兩個或以上因素認證，其中一個須為生物特徵。",
            zhHans: "进入敏感区域须经两个以上因子认证，其中一个须为生物特征。"),
        "7.1g3": Text(
            en: "Logs of access to equipment are safe from tampering and are checked regularly.",
            zhHant: "設備存取日誌須防竄改，並須定期檢查。",
            zhHans: "设备访问日志须防篡改，并须定期检查。"),
        "7.1g4": Text(
            en: "No fewer than two people, each with the right to do so, operate a cryptographic "
                + "module or a computer.",
            zhHant: "操作密碼模組或電腦系統，須最少有兩名具操作權限的人員。",
            zhHans: "操作密码模块或计算机系统，须最少有两名具操作权限的人员。"),
        "7.1g5": Text(
            en: "Equipment of a high security level is watched 24 hours a day, automatically or "
                + "by people.",
            zhHant: "高保安級別的設備須 24 小時自動監視或由人監視。",
            zhHans: "高安全级别的设备须 24 小时自动监视或人工监视。"),
    ]

    static let environment: [String: Text] = [
        "7.2": Text(
            en: "Sites have a main and a backup supply, so that power never fails, and air "
                + "conditioning that governs temperature and humidity.",
            zhHant: "場地須有主電源及備用電源，確保供電不斷，並以空調控制溫度及濕度。",
            zhHans: "场地须有主电源及备用电源，确保供电不断，并以空调控制温度及湿度。"),
        "7.3": Text(
            en: "Sites are prepared, equipped and organised against flooding and similar damage; "
                + "fire protection satisfies the local fire service, alarm and extinguishing "
                + "work automatically and together, and the practice statement tells whether "
                + "heat and smoke detectors are both fitted.",
            zhHant: "須以預防措施、設備及程序防範水浸等損害；消防須合乎本地消防部門要求，自動火警系統須與自動滅火系統聯動；"
                + "核證作業準則須指明是否兼設溫度及煙霧兩種探測器。",
            zhHans: "须以预防措施、设备及程序防范水患等损害；消防须合乎本地消防部门要求，自动火灾报警系统须与自动灭火系统联动；"
                + "电子认证业务规则须指明是否兼设温度及烟雾两种探测器。"),
        "7.4": Text(
            en: "Storage media with backups or other sensitive information are shielded from "
                + "environmental damage, be it water, fire or electromagnetism, and from anyone "
                + "who would use, read or disclose them without authority.",
            zhHant: "備份及敏感資料的儲存媒體須嚴加保護，免受水、火、電磁等損壞，亦免在未獲授權下被使用、存取或披露。",
            zhHans: "备份及敏感信息的存储介质须严加保护，免受水、火、电磁等损坏，也免在未获授权下被使用、访问或披露。"),
        "7.5": Text(
            en: "Waste with private or sensitive information, on paper, electronic media or "
                + "otherwise, is destroyed or wiped completely, under a strict procedure.",
            zhHant: "載有私隱或敏感資料的紙張、電子媒體及其他廢物，須按嚴格流程徹底銷毀或清除。",
            zhHans: "载有隐私或敏感信息的纸张、电子介质及其他废物，须按严格流程彻底销毁或清除。"),
        "7.6": Text(
            en: "There is a backup regime for key systems and data, audit data too, with copies "
                + "in a secure place elsewhere.",
            zhHant: "關鍵系統及數據（包括審計數據）須有備份制度，並存放於異地的安全設施。",
            zhHans: "关键系统及数据（包括审计数据）须有备份制度，并存放于异地的安全设施。"),
        "7.7": Text(
            en: "Where a third party provides services for physical security or environment, a "
                + "formal service agreement sets them out.",
            zhHant: "實體保安及環境控制如倚靠第三方服務，須在正式服務協議內訂明。",
            zhHans: "物理安全及环境控制如依靠第三方服务，须在正式服务协议内写明。"),
        "7.8": Text(
            en: "Natural disaster is provided against at all facilities.",
            zhHant: "設施須有防護，免受自然災害影響。",
            zhHans: "设施须有防护，免受自然灾害影响。"),
        "7.9": Text(
            en: "Other applicable local laws, regulations and technical standards are met, such "
                + "as those for computer rooms and fire.",
            zhHant: "須符合本地法律、規例及技術標準的其他適用要求，例如機房建設標準及消防條例。",
            zhHans: "须符合本地法律、法规及技术标准的其他适用要求，例如机房建设标准及消防条例。"),
    ]

    static let procedures: [String: Text] = [
        "7.10": Text(
            en: "Only people found trustworthy work in trusted roles: vetting, approving, "
                + "issuing and revoking, access to the restricted repository, handling of "
                + "subscriber data and requests.",
            zhHant: "可信職務只可由經認定可信的人員擔任，包括核實資料、批准申請、簽發和撤銷、接觸受限的儲存庫，以及處理登記人的資料或要求。",
            zhHans: "可信岗位只可由经认定可信的人员担任，包括核实信息、批准申请、签发和吊销、访问受限的信息库，以及处理订户的资料或请求。"),
        "7.11a": Text(
            en: "Duties are kept apart, so that people check one another: vetting, approval, "
                + "issuing and revoking, subscriber data, system certificates, bringing systems "
                + "on and off line, important passwords, and keys with their devices.",
            zhHant: "職責須分開，互相制衡：核實資料、批准、簽發和撤銷、登記人資料、系統證書、系統上線下線、重要密碼，以及密碼匙和密碼設備。",
            zhHans: "职责须分开，互相制衡：核实信息、批准、签发和吊销、订户资料、系统证书、系统上线下线、重要口令，以及密钥和密码设备。"),
        "7.11b": Text(
            en: "Physical and logical partition carries the key controls, and a sensitive "
                + "operation, such as reaching into system equipment, has at least two trusted "
                + "people taking part.",
            zhHant: "關鍵控制須靠實體及邏輯分隔；接觸系統設備等敏感操作須最少有兩名可信人員參與。",
            zhHans: "关键控制须靠物理及逻辑分隔；访问系统设备等敏感操作须最少有两名可信人员参与。"),
        "7.11c": Text(
            en: "From its first operation to its destruction, a hardware key device is accessed "
                + "only by at least three trusted people together.",
            zhHant: "硬件密碼匙設備由開始運作至銷毀，每次接觸均須最少有三名可信人員共同參與。",
            zhHans: "硬件密钥设备由开始运作至销毁，每次访问均须最少有三名可信人员共同参与。"),
        "7.11d": Text(
            en: "Once the module is active, access is split: who can physically reach the system "
                + "equipment holds no share of its secret, and the reverse.",
            zhHant: "密碼模組啟用後，接觸權限須分開：能實際接觸系統設備的人不得持有其秘密分割，反之亦然。",
            zhHans: "密码模块激活后，访问权限须分开：能实际接触系统设备的人不得持有其秘密分割，反之亦然。"),
    ]

    static let personnel: [String: Text] = [
        "7.12": Text(
            en: "Effective rules for the security of personnel exist and are updated when needed.",
            zhHant: "須訂立有效的人員保安規定，並按需要更新。",
            zhHans: "须订立有效的人员安全规定，并按需要更新。"),
        "7.13": Text(
            en: "Everyone who is to work in a trusted role is strictly identified and assessed "
                + "as fit for it.",
            zhHant: "擬任可信職務的人員須經嚴格的身份識別及考核，確保勝任。",
            zhHans: "拟任可信岗位的人员须经严格的身份识别及考核，确保胜任。"),
        "7.13a": Text(
            en: "Roles are defined with their powers and with the experience and background each "
                + "asks, and people meet them.",
            zhHant: "須劃分職務及權限，訂明各職務的資歷及背景要求，並確保人員符合。",
            zhHans: "须划分岗位及权限，规定各岗位的资历及背景要求，并确保人员符合。"),
        "7.13b": Text(
            en: "People pass a security screening, which includes a check of identity in person "
                + "with valid documents.",
            zhHant: "人員須經保安審查，包括當面核查身份及查驗有效證件。",
            zhHans: "人员须经安全审查，包括当面核查身份及查验有效证件。"),
        "7.13c": Text(
            en: "A post determines what its holder may do in systems and rooms; cards, "
                + "passwords, operator certificates and accounts see to it that each sensitive "
                + "act is recorded completely.",
            zhHant: "人員在系統及場地的權限須按職務而定，並以操作卡、門禁卡、密碼、證書及帳戶等手段，完整記錄其敏感操作。",
            zhHans: "人员在系统及场地的权限须按岗位而定，并以操作卡、门禁卡、口令、证书及账号等手段，完整记录其敏感操作。"),
        "7.13d": Text(
            en: "Employment contracts contain terms on security.",
            zhHant: "僱傭合約須載有保安條款。",
            zhHans: "劳动合同须载有安全条款。"),
        "7.14a": Text(
            en: "All personnel have the technical qualifications and knowledge that their duties "
                + "need.",
            zhHant: "所有人員須具備履行職責所需的技術資格及專業知識。",
            zhHans: "所有人员须具备履行职责所需的技术资格及专业知识。"),
        "7.14b": Text(
            en: "Staff are trained suitably and sufficiently, those in core posts at least once "
                + "a year.",
            zhHant: "須為人員提供適當而充足的培訓，核心職務每年最少一次。",
            zhHans: "须为人员提供适当而充足的培训，核心岗位每年最少一次。"),
        "7.15": Text(
            en: "People's performance is looked after, by means such as regular appraisal, "
                + "formal discipline for unauthorised acts among others, and a formal procedure "
                + "on leaving.",
            zhHant: "須設措施考察人員表現，例如定期評核、處置未獲授權行為的正式紀律程序，以及正式的離職程序。",
            zhHans: "须设措施考察人员表现，例如定期考核、处置未获授权行为的正式纪律程序，以及正式的离职程序。"),
    ]
}
