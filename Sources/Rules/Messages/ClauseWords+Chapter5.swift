// What chapter 5 asks: names, and who is who.

extension ClauseWords {
    static let names: [String: Text] = [
        "5.1": Text(
            en: "The subject of a certificate is an X.501 distinguished name, formed by the "
                + "rules of X.500.",
            zhHant: "證書主體須為 X.501 甄別名，並按 X.500 的規則命名。",
            zhHans: "证书主体须为 X.501 甄别名，并按 X.500 的规则命名。"),
        "5.2a": Text(
            en: "A subscriber's name is meaningful in common understanding, and belongs to a "
                + "single person or organisation that can be told from it.",
            zhHant: "登記人名稱須有一般人明白的意義，並只對應一個特定的人或機構。",
            zhHans: "订户名称须有一般人明白的含义，并只对应一个特定的人或机构。"),
        "5.2b": Text(
            en: "Where names coincide, a fixed rule settles which applicant has the prior right.",
            zhHant: "遇有名稱相同，須有既定規則決定哪位申請人優先使用。",
            zhHans: "遇有名称相同，须有既定规则决定哪位申请人优先使用。"),
        "5.2c": Text(
            en: "No certificate is anonymous or under a pseudonym: a personal one bears the "
                + "person's name, an organisation's that of the organisation.",
            zhHant: "證書不得匿名或使用化名：個人證書須以該人命名，機構證書須以該機構命名。",
            zhHans: "证书不得匿名或使用化名：个人证书须以该人命名，机构证书须以该机构命名。"),
        "5.3a": Text(
            en: "The applicant undertakes to use no name that infringes intellectual property.",
            zhHant: "須要求申請人確保不使用侵犯知識產權的名稱。",
            zhHans: "须要求申请人确保不使用侵犯知识产权的名称。"),
        "5.3b": Text(
            en: "Where the contents hold a trademark, the applicant hands in its registration "
                + "document.",
            zhHant: "證書內容如含商標，須要求申請人提交商標註冊文件。",
            zhHans: "证书内容如含商标，须要求申请人提交商标注册文件。"),
    ]

    static let organisations: [String: Text] = [
        "5.4": Text(
            en: "Before anything else, every organisation that applies is strictly identified.",
            zhHant: "任何機構申請證書，須先經嚴格核實身份。",
            zhHans: "任何机构申请证书，须先经严格核实身份。"),
        "5.4a": Text(
            en: "Material from an independent and authoritative third party proves that the "
                + "organisation exists.",
            zhHant: "須有獨立而具權威的第三方所提供的資料，證明該機構存在。",
            zhHans: "须有独立而具权威的第三方所提供的资料，证明该机构存在。"),
        "5.4b": Text(
            en: "It is established that the organisation's material is genuine, that it fully "
                + "authorised the application, and that it can supply what else must be verified.",
            zhHant: "須確定該機構的申請資料屬實、申請已獲充分授權，並能提供其他須核實的資料。",
            zhHans: "须确定该机构的申请资料属实、申请已获充分授权，并能提供其他须核实的资料。"),
        "5.4c": Text(
            en: "Where an organisation's certificate names a person, the organisation confirms "
                + "that person's identity and hands in material, which is reviewed.",
            zhHant: "機構證書如載有個人身份，須由該機構確認其人身份屬實，並提交材料供審核。",
            zhHans: "机构证书如载有个人身份，须由该机构确认其人身份属实，并提交材料供审核。"),
        "5.4d": Text(
            en: "A representative who applies hands in the organisation's written authorisation, "
                + "and it is reviewed.",
            zhHant: "由獲授權代表申請的，須提交該機構的書面授權文件，並經審核確認授權明確。",
            zhHans: "由授权代表申请的，须提交该机构的书面授权文件，并经审核确认授权明确。"),
        "5.4e": Text(
            en: "In a meeting face to face, a legal identity document shows who the "
                + "representative truly is.",
            zhHant: "獲授權代表的身份須經面對面審核，以法定身份證明文件確定。",
            zhHans: "授权代表的身份须经面对面审核，以法定身份证明文件确定。"),
        "5.4f": Text(
            en: "Further means of identification may come on top of these checks, never in their "
                + "place.",
            zhHant: "可在上述審核之上加用其他核實方式及資料，但不得取代之。",
            zhHans: "可在上述审核之上加用其他核实方式及资料，但不得取代之。"),
    ]

    static let persons: [String: Text] = [
        "5.5": Text(
            en: "Each individual is strictly identified when applying, by method A or by every "
                + "one of the four parts of method B.",
            zhHant: "任何個人申請證書，須先以方法 A 或方法 B 的全部四項嚴格核實身份。",
            zhHans: "任何个人申请证书，须先以方法 A 或方法 B 的全部四项严格核实身份。"),
        "5.5A": Text(
            en: "Method A: in a meeting face to face, a legal identity document shows who the "
                + "person is, and that is whom the certificate names.",
            zhHant: "方法 A：申請人當面出示法定身份證明文件，經核實的身份與證書主體相符。",
            zhHans: "方法 A：申请人当面出示法定身份证明文件，经核实的身份与证书主体相符。"),
        "5.5B1": Text(
            en: "Method B, part 1: a photograph of the identity card is compared with an "
                + "independent third-party database that the working group of Hong Kong and "
                + "Guangdong recognises.",
            zhHant: "方法 B 第一項：以身份證的拍照件，與粵港電子簽名證書互認試點工作組認可的獨立第三方數據庫比對。",
            zhHans: "方法 B 第一项：以身份证的拍照件，与粤港电子签名证书互认试点工作组认可的独立第三方数据库比对。"),
        "5.5B2": Text(
            en: "Method B, part 2: biometric features show that the applicant is the person of "
                + "the identity card.",
            zhHant: "方法 B 第二項：以生物特徵確定申請人就是身份證所示的人。",
            zhHans: "方法 B 第二项：以生物特征确定申请人就是身份证所示的人。"),
        "5.5B3": Text(
            en: "Method B, part 3: a photograph, voice or video shows that the person truly "
                + "wants the certificate.",
            zhHant: "方法 B 第三項：以照片、語音或視像確定申請出於本人真實意願。",
            zhHans: "方法 B 第三项：以照片、语音或视频确定申请出于本人真实意愿。"),
        "5.5B4": Text(
            en: "Method B, part 4: an auxiliary source, such as the mainland's eID or a bank's "
                + "match of account and identity, confirms the identity, under an agreement on "
                + "who bears which legal responsibility.",
            zhHant: "方法 B 第四項：以第三方輔助資料來源（例如內地 eID，或銀行的帳戶與身份對應驗證）核實身份，"
                + "並與其訂立協議劃分法律責任。",
            zhHans: "方法 B 第四项：以第三方辅助信息源（例如内地 eID，或银行的账户与身份对应验证）核实身份，并与其订立协议划分法律责任。"),
        "5.5c": Text(
            en: "A comparison with a third-party database goes straight to the platform or "
                + "interface of the official body.",
            zhHant: "與第三方數據庫比對時，須直接連接官方機構的平台或接口。",
            zhHans: "与第三方数据库比对时，须直接连接官方机构的平台或接口。"),
        "5.5d": Text(
            en: "Further means of identification may come on top of these methods, never in "
                + "their place.",
            zhHant: "可在上述方法之上加用其他核實方式及資料，但不得取代之。",
            zhHans: "可在上述方法之上加用其他核实方式及资料，但不得取代之。"),
        "5.5e": Text(
            en: "An authority in the mainland, which article 28 of the Electronic Signature Law "
                + "obliges to prove that it is not at fault, divides legal responsibility "
                + "clearly with every outside source that helps to verify.",
            zhHant: "內地機構依《電子簽名法》第 28 條須舉證本身並無過錯；凡借助外部資料來源輔助核實，須與其清楚劃分法律責任。",
            zhHans: "内地机构依《电子签名法》第 28 条须举证自身无过错；凡借助外部信息源辅助核实，须与其清楚划分法律责任。"),
        "5.6a": Text(
            en: "The practice statement names the methods by which organisations and persons are "
                + "identified.",
            zhHant: "核證作業準則須載明用以核實機構及個人身份的方法。",
            zhHans: "电子认证业务规则须载明用以核实机构及个人身份的方法。"),
        "5.6b": Text(
            en: "A personal certificate states the method by which its person was identified.",
            zhHant: "個人證書須載明審核該人身份時所用的方式。",
            zhHans: "个人证书须载明审核该人身份时所用的方式。"),
        "5.7": Text(
            en: "Subscriber information that was not reliably verified is named as such, itself "
                + "or by kind, in practice statement and certificate.",
            zhHant: "登記人資料如未經可靠核實，須在核證作業準則及證書上標明該項或該類資料。",
            zhHans: "订户信息如未经可靠核实，须在电子认证业务规则及证书上标明该项或该类信息。"),
    ]

    static let requesters: [String: Text] = [
        "5.8a": Text(
            en: "Revocation at the subscriber's wish takes the identity documents of the "
                + "application once more, or a request signed with the certificate in question, "
                + "and identification in either case.",
            zhHant: "登記人要求撤銷時，須提交與申請時相同的身份資料，或以原證書簽署要求，並經核實身份。",
            zhHans: "订户要求吊销时，须提交与申请时相同的身份资料，或以原证书签名提出请求，并经核实身份。"),
        "5.8b": Text(
            en: "Who cannot come in person is identified by reasonable means, such as telephone, "
                + "post or the proof of a third party.",
            zhHant: "要求者因條件所限不能親身到場時，須以電話、郵遞或第三方證明等合理方式核實身份。",
            zhHans: "请求者因条件所限不能到场时，须以电话、邮寄或第三方证明等合理方式核实身份。"),
        "5.8c": Text(
            en: "When a judicial body lawfully demands revocation, its written document is the "
                + "basis and no other identification is asked.",
            zhHant: "司法機關依法要求撤銷時，以其書面文件為據即可，無須另行核實身份。",
            zhHans: "司法机关依法要求吊销时，以其书面文件为据即可，无须另行核实身份。"),
        "5.8d": Text(
            en: "A certificate may reasonably be suspended while the requester is being "
                + "identified, but the identification, or a judicial request, still goes on "
                + "without delay.",
            zhHant: "核實要求者身份需時，合理時可先暫時吊銷證書，但核實身份或處理司法要求仍須從速進行。",
            zhHans: "核实请求者身份需要时间，合理时可先挂起证书，但核实身份或处理司法请求仍须从速进行。"),
    ]
}
