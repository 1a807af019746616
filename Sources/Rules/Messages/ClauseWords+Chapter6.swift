// What chapter 6 asks: the life of a certificate.

extension ClauseWords {
    static let applications: [String: Text] = [
        "6.1": Text(
            en: "Who may apply is an organisation, a representative it authorised, or an "
                + "individual personally; each of them is identified by the rules of chapter 5.",
            zhHant: "可接受機構、機構的獲授權代表或個人親自提出的申請；各申請者均須按第五章核實身份。",
            zhHans: "可接受机构、机构的授权代表或个人本人提出的申请；各申请者均须按第五章核实身份。"),
        "6.2a": Text(
            en: "During application, the applicant is made to understand the subscriber "
                + "agreement and to consent to it, to liability and warranties above all.",
            zhHant: "須要求申請人明白並同意登記人協議，尤其是責任及擔保的條款。",
            zhHans: "须要求申请人明白并同意订户协议，尤其是责任及担保的条款。"),
        "6.2b": Text(
            en: "The applicant gives identity information that is true, reliable and complete "
                + "for the type of certificate.",
            zhHant: "申請人須按證書類型提供真確、可靠、齊全的身份資料。",
            zhHans: "申请人须按证书类型提供真实、可靠、齐全的身份资料。"),
        "6.2c": Text(
            en: "The applicant answers in law for any false or forged information.",
            zhHant: "申請人須就虛假或偽造的資料負上法律責任。",
            zhHans: "申请人须就虚假或伪造的信息承担法律责任。"),
        "6.3a": Text(
            en: "No application is approved that does not fully meet what this policy asks for "
                + "identification.",
            zhHant: "申請如未完全符合證書政策對身份識別與核實的要求，不得批准。",
            zhHans: "申请如未完全符合证书策略对身份识别与核实的要求，不得批准。"),
        "6.3b": Text(
            en: "No application is approved while proof of identity or another required document "
                + "is missing.",
            zhHant: "欠缺身份證明或其他所需文件的申請，不得批准。",
            zhHans: "缺少身份证明或其他所需文件的申请，不得批准。"),
        "6.3c": Text(
            en: "No application is approved before the applicant has accepted the subscriber "
                + "agreement.",
            zhHant: "申請人未接受登記人協議的，不得批准其申請。",
            zhHans: "申请人未接受订户协议的，不得批准其申请。"),
        "6.4": Text(
            en: "The documents on record are enough to tell later who applied.",
            zhHant: "須保存足以識別申請人身份的文件紀錄。",
            zhHans: "须保存足以识别申请人身份的文件记录。"),
        "6.5": Text(
            en: "The practice statement sets how long an application takes, and that time is kept.",
            zhHant: "核證作業準則須訂明處理申請的時間，並須如期完成。",
            zhHans: "电子认证业务规则须规定处理申请的时间，并须如期完成。"),
    ]

    static let issuing: [String: Text] = [
        "6.6": Text(
            en: "A certificate is issued only on the outcome of reviewing the documents and "
                + "identifying the applicant.",
            zhHant: "簽發證書須以審核文件及核實身份的結果為依據。",
            zhHans: "签发证书须以审核文件及核实身份的结果为依据。"),
        "6.7a": Text(
            en: "Certificates are made in a secure environment and delivered safely, and "
                + "throughout it private keys remain undisturbed.",
            zhHant: "證書須在安全環境製作並安全交付，全程確保私人密碼匙不受干擾。",
            zhHans: "证书须在安全环境制作并安全交付，全程确保私钥不受干扰。"),
        "6.7b": Text(
            en: "The authority accepts neither a subscriber's private signing key nor a request "
                + "to update one.",
            zhHant: "不得接收登記人的簽署用私人密碼匙，亦不得接受更新該密碼匙的要求。",
            zhHans: "不得接收订户的签名私钥，也不得接受更新该私钥的请求。"),
        "6.8": Text(
            en: "Issuing is a warranty to everyone who reasonably trusts the certificate, or a "
                + "signature verified by it: law, policy and practice statement were followed.",
            zhHant: "簽發證書，即向合理地信賴該證書或其可核實的簽署的人保證：簽發已遵照法律、證書政策及核證作業準則。",
            zhHans: "签发证书，即向合理地信赖该证书或其可核实的签名的人保证：签发已遵照法律、证书策略及电子认证业务规则。"),
        "6.9": Text(
            en: "Issued certificates and what belongs to them are published in the public "
                + "repository.",
            zhHant: "已簽發的證書及相關資料須在公眾可查閱的儲存庫公布。",
            zhHans: "已签发的证书及相关信息须在公众可查阅的信息库公布。"),
        "6.10": Text(
            en: "Authority and registration authorities record every transaction of issuing, "
                + "with date and time.",
            zhHant: "核證機關及其登記機關須記錄簽發證書的每項交易及其日期、時間。",
            zhHans: "电子认证服务机构及其注册机构须记录签发证书的每项交易及其日期、时间。"),
        "6.11": Text(
            en: "After issuing, the subscriber is told promptly, and is given a way to obtain "
                + "the certificate.",
            zhHant: "簽發後須從速通知登記人，並提供取得證書的途徑。",
            zhHans: "签发后须从速通知订户，并提供取得证书的途径。"),
        "6.12": Text(
            en: "Subscriber agreement and practice statement say what acts count as accepting a "
                + "certificate, and subscribers know and confirm it.",
            zhHant: "登記人協議及核證作業準則須說明何種行為視作接受證書，並要求登記人知悉和確認。",
            zhHans: "订户协议及电子认证业务规则须说明何种行为视为接受证书，并要求订户知悉和确认。"),
    ]

    static let renewal: [String: Text] = [
        "6.13": Text(
            en: "Validity is stated in each certificate, and a subscriber who wishes to continue "
                + "beyond it needs a renewed certificate.",
            zhHant: "每張證書須載明有效期；期滿後如欲繼續使用，登記人須取得更新的證書。",
            zhHans: "每张证书须载明有效期；期满后如需继续使用，订户须取得更新的证书。"),
        "6.14": Text(
            en: "Who asks for a renewal is shown to be the subscriber of the certificate that is "
                + "to be renewed.",
            zhHant: "須確定要求續期的人就是所續證書的登記人。",
            zhHans: "须确定请求续期的人就是所续证书的订户。"),
        "6.15": Text(
            en: "Authority and registration authorities record every transaction of renewing, "
                + "with date and time.",
            zhHant: "核證機關及其登記機關須記錄證書續期的每項交易及其日期、時間。",
            zhHans: "电子认证服务机构及其注册机构须记录证书续期的每项交易及其日期、时间。"),
        "6.16": Text(
            en: "The contents of an issued certificate are never modified: where anything but "
                + "the public key changes, the subscriber applies anew.",
            zhHant: "已發出的證書不得更改內容；除公開密碼匙外任何資料有變，登記人須重新申請。",
            zhHans: "已发出的证书不得更改内容；除公钥外任何信息有变，订户须重新申请。"),
    ]

    static let revocation: [String: Text] = [
        "6.17a": Text(
            en: "On reasonable grounds to think a certificate unreliable it is suspended, "
                + "whether or not the subscriber agrees; an inquiry of reasonable length then "
                + "restores or revokes it.",
            zhHant: "如有合理理由相信證書已不可靠，不論登記人是否同意，須予暫時吊銷，並在合理時間內完成調查，決定恢復或撤銷。",
            zhHans: "如有合理理由相信证书已不可靠，不论订户是否同意，须予挂起，并在合理时间内完成调查，决定恢复或吊销。"),
        "6.17b": Text(
            en: "If everything that can be known speaks for immediate revocation, it happens "
                + "without regard to the subscriber's consent.",
            zhHant: "考慮所有可得的資料後認為應即時撤銷的，不論登記人是否同意，須予撤銷。",
            zhHans: "考虑所有可得的信息后认为应即时吊销的，不论订户是否同意，须予吊销。"),
        "6.17c": Text(
            en: "The practice statement says what is done when the subscriber cannot be reached.",
            zhHant: "核證作業準則須說明未能聯絡登記人時如何處理。",
            zhHans: "电子认证业务规则须说明未能联系订户时如何处理。"),
        "6.18": Text(
            en: "A hotline or another way is open for subscribers to report events that touch "
                + "their certificates or private keys, such as a lost or leaked key.",
            zhHant: "須設熱線或其他途徑，供登記人報告影響證書或私人密碼匙的事件，例如密碼匙遺失或外洩。",
            zhHans: "须设热线或其他途径，供订户报告影响证书或私钥的事件，例如密钥遗失或泄露。"),
        "6.19a": Text(
            en: "A certificate is revoked only once the requester's identity and authority and "
                + "the reason's legitimacy are verified.",
            zhHant: "須核實要求者的身份、權限及理由正當，確認無誤後方可撤銷證書。",
            zhHans: "须核实请求者的身份、权限及理由正当，确认无误后方可吊销证书。"),
        "6.19b": Text(
            en: "The practice statement sets the time from a request to the revocation and how "
                + "long a suspension may last, aiming at no more than one working day.",
            zhHant: "核證作業準則須訂明由接獲要求至完成撤銷的時限及處理暫時吊銷的時限，並力求不多於一個工作天。",
            zhHans: "电子认证业务规则须规定由接到请求至完成吊销的时限及处理挂起的时限，并力求不多于一个工作日。"),
        "6.19c": Text(
            en: "A revocation that the subscriber did not ask for follows a strict internal "
                + "procedure and is approved by a designated manager.",
            zhHant: "並非由登記人要求的撤銷，須循嚴格的內部程序，由指定的管理人員審批。",
            zhHans: "并非由订户请求的吊销，须经严格的内部程序，由指定的管理人员审批。"),
        "6.19d": Text(
            en: "After a suspension or a revocation, the subscriber is notified in reasonable "
                + "time.",
            zhHant: "暫時吊銷或撤銷證書後，須在合理時間內通知登記人。",
            zhHans: "挂起或吊销证书后，须在合理时间内通知订户。"),
        "6.20": Text(
            en: "Mistakes of production that end in revocation, such as a wrong download or a "
                + "key pair that does not match, are strictly controlled.",
            zhHant: "須嚴加控制製作失誤（例如下載錯誤、密碼匙對不相配）引致的撤銷。",
            zhHans: "须严加控制制作失误（例如下载错误、密钥对不相配）导致的吊销。"),
        "6.21": Text(
            en: "A revocation is published within 24 hours, by the revocation list and the other "
                + "public channels; the practice statement gives the time of updates.",
            zhHant: "撤銷後須在 24 小時內經撤銷清單及其他公開途徑公布，更新時間須載於核證作業準則。",
            zhHans: "吊销后须在 24 小时内经吊销列表及其他公开渠道公布，更新时间须载于电子认证业务规则。"),
        "6.22": Text(
            en: "If a key of the authority or of a subordinate one is compromised, or is "
                + "suspected to be, subscribers and relying parties are told in reasonable time "
                + "and in a fitting way.",
            zhHant: "核證機關或其下級機關的密碼匙受損或懷疑受損時，須在合理時間內以適當方式通知登記人及依賴方。",
            zhHans: "电子认证服务机构或其下级机构的密钥受损或怀疑受损时，须在合理时间内以适当方式通知订户及依赖方。"),
        "6.23": Text(
            en: "The course of every revocation is recorded.",
            zhHant: "每次撤銷證書的過程均須記錄。",
            zhHans: "每次吊销证书的过程均须记录。"),
        "6.24": Text(
            en: "A certificate of the authority itself is revoked only after the regulator has "
                + "confirmed it.",
            zhHant: "核證機關本身的證書須經監管機構確認後方可撤銷。",
            zhHans: "电子认证服务机构本身的证书须经主管部门确认后方可吊销。"),
    ]

    static let keyUse: [String: Text] = [
        "6.25": Text(
            en: "A subscriber uses the private key only after signing the subscriber agreement "
                + "and confirming acceptance of the certificate, and confirms the duties that "
                + "come with it.",
            zhHant: "登記人須在簽訂登記人協議並確認接受證書後方可使用私人密碼匙，並確認隨之而來的責任。",
            zhHans: "订户须在签订订户协议并确认接受证书后方可使用私钥，并确认随之而来的责任。"),
        "6.25a": Text(
            en: "The private key is used only as the certificate's KeyUsage allows.",
            zhHant: "私人密碼匙的使用須合乎證書所載的密碼匙用途（KeyUsage）。",
            zhHans: "私钥的使用须合乎证书所载的密钥用途（KeyUsage）。"),
        "6.25b": Text(
            en: "Private key and certificate are used as the subscriber agreement allows.",
            zhHant: "私人密碼匙及證書的使用須合乎登記人協議。",
            zhHans: "私钥及证书的使用须合乎订户协议。"),
        "6.25c": Text(
            en: "A subscriber signs as no one but the subscriber, makes sure while signing that "
                + "the certificate is in date and not revoked, and otherwise stops using the "
                + "private key.",
            zhHant: "登記人須以本身名義簽署，簽署時證書須未過期且未被撤銷；過期或被撤銷後須停用私人密碼匙。",
            zhHans: "订户须以自身名义签名，签名时证书须未过期且未被吊销；过期或被吊销后须停用私钥。"),
        "6.25d": Text(
            en: "A subscriber keeps control of the private key and takes reasonable care that it "
                + "is not lost, leaked, altered or used by others.",
            zhHant: "登記人須掌管私人密碼匙，並採取合理措施，以免遺失、外洩、遭竄改或被擅用。",
            zhHans: "订户须掌控私钥，并采取合理措施，以免遗失、泄露、被篡改或被擅用。"),
        "6.25e": Text(
            en: "A subscriber uses no certificate for unlawful ends.",
            zhHant: "登記人不得以證書作非法用途。",
            zhHans: "订户不得把证书用于非法用途。"),
        "6.25f": Text(
            en: "A subscriber fulfils the other duties of the subscriber agreement.",
            zhHant: "登記人須履行登記人協議所載的其他責任。",
            zhHans: "订户须履行订户协议所载的其他责任。"),
    ]

    static let statusService: [String: Text] = [
        "6.26a": Text(
            en: "The status service strives to run 24 hours a day, seven days a week, and any "
                + "interruption, planned or not, is kept as short as possible.",
            zhHant: "證書狀態服務須力求每週七日、每日 24 小時不中斷；無論是否預先安排，中斷時間須盡量縮短。",
            zhHans: "证书状态服务须力求每周七天、每天 24 小时不中断；无论是否预先安排，中断时间须尽量缩短。"),
        "6.26b": Text(
            en: "Planned interruptions of the status service last two hours a week at most.",
            zhHant: "證書狀態服務可預先安排的中斷，每星期不得超過兩小時。",
            zhHans: "证书状态服务可预先安排的中断，每周不得超过两小时。"),
        "6.26c": Text(
            en: "Those concerned are told of interruptions as local rules ask.",
            zhHant: "須按本地監管要求，就服務中斷通知有關各方。",
            zhHans: "须按本地监管要求，就服务中断通知有关各方。"),
        "6.26d": Text(
            en: "Arrangements for an uninterrupted status service, and for its down time, are "
                + "listed in the practice statement.",
            zhHant: "核證作業準則須列明維持證書狀態服務及其中斷時間的安排。",
            zhHans: "电子认证业务规则须列明维持证书状态服务及其中断时间的安排。"),
        "6.27": Text(
            en: "Subscribers and relying parties are told, in the practice statement too, when a "
                + "subscription has ended: on revocation, on an accepted request to end it, or "
                + "on expiry without renewed certificate or key.",
            zhHant: "須向登記人及依賴方說明（包括在核證作業準則中）訂購在何時終止：證書被撤銷；提早終止的申請獲接受；"
                + "或期滿而未更新證書或密碼匙。",
            zhHans: "须向订户及依赖方说明（包括在电子认证业务规则中）订购在何时终止：证书被吊销；提前终止的申请获接受；"
                + "或期满而未更新证书或密钥。"),
        "6.28": Text(
            en: "A subscription ends by written rules and a defined procedure, and the records "
                + "of it are well kept.",
            zhHant: "終止訂購須有明文規定及具體流程，紀錄須妥為保存。",
            zhHans: "终止订购须有明文规定及具体流程，记录须妥善保存。"),
        "6.29": Text(
            en: "The practice statement sets out how keys are escrowed and recovered.",
            zhHant: "核證作業準則須列明託管及恢復密碼匙的具體流程。",
            zhHans: "电子认证业务规则须列明托管及恢复密钥的具体流程。"),
        "6.30": Text(
            en: "Neither the authority's own keys nor subscribers' signing keys are placed in "
                + "escrow.",
            zhHant: "核證機關本身的密碼匙及登記人的簽署用密碼匙均不得託管。",
            zhHans: "电子认证服务机构本身的密钥及订户的签名密钥均不得托管。"),
    ]
}
