// What chapter 7 asks of records and for the worst case.

extension ClauseWords {
    static let audit: [String: Text] = [
        "7.16": Text(
            en: "Enough is recorded of events and kept, together with documents on the "
                + "certificates; it is reviewed at least once a month, and anomalies are dealt "
                + "with.",
            zhHant: "須備存足夠的事件紀錄及證書文件，每月最少檢查一次，並就異常情況採取行動。",
            zhHans: "须备存足够的事件记录及证书文件，每月最少检查一次，并就异常情况采取行动。"),
        "7.17": Text(
            en: "No major event goes unrecorded.",
            zhHant: "所有主要事件均須記錄。",
            zhHans: "所有主要事件均须记录。"),
        "7.17a": Text(
            en: "Recorded is who had access to the material and the equipment for making keys.",
            zhHant: "須記錄對產生密碼匙的資料及設備的每次接觸。",
            zhHans: "须记录对产生密钥的资料及设备的每次访问。"),
        "7.17b": Text(
            en: "Recorded is what becomes of keys and certificates: generation, issue, "
                + "distribution, storage, backup, suspension, revocation, withdrawal, archiving "
                + "and destruction.",
            zhHant: "須記錄密碼匙及證書的一生：產生、發出、分派、儲存、備份、暫時吊銷、撤銷、收回、存檔及銷毀。",
            zhHans: "须记录密钥及证书的一生：生成、发出、分派、存储、备份、挂起、吊销、收回、归档及销毁。"),
        "7.17c": Text(
            en: "Recorded are security incidents, such as leaked key material and network "
                + "intrusion.",
            zhHant: "須記錄保安事故，例如密碼匙資料外洩及網絡入侵。",
            zhHans: "须记录安全事故，例如密钥资料泄露及网络入侵。"),
        "7.17d": Text(
            en: "Recorded is what becomes of cryptographic equipment, from purchase, "
                + "installation and use to decommissioning and disposal.",
            zhHant: "須記錄密碼設備由採購、安裝、使用至停用、棄置的過程。",
            zhHans: "须记录密码设备由采购、安装、使用至停用、弃置的过程。"),
        "7.17e": Text(
            en: "Recorded is how computer facilities are developed, run and maintained.",
            zhHant: "須記錄電腦設施的開發、運作及維護。",
            zhHans: "须记录计算机设施的开发、运行及维护。"),
        "7.18a": Text(
            en: "Raw audit logs last two months or longer.",
            zhHant: "原始審計日誌須最少保存兩個月。",
            zhHans: "原始审计日志须最少保存两个月。"),
        "7.18b": Text(
            en: "Strict physical and logical access control keeps audit logs and records from "
                + "unauthorised viewing, reading, change and deletion.",
            zhHant: "須以嚴格的實體及邏輯存取控制，防止審計日誌及紀錄遭擅自瀏覽、讀取、改動或刪除。",
            zhHans: "须以严格的物理及逻辑访问控制，防止审计日志及记录被擅自浏览、读取、改动或删除。"),
        "7.18c": Text(
            en: "Audit logs are backed up at least once every two months, and the practice "
                + "statement gives the cycle.",
            zhHant: "審計日誌須最少每兩個月備份一次，備份週期載於核證作業準則。",
            zhHans: "审计日志须最少每两个月备份一次，备份周期载于电子认证业务规则。"),
        "7.18d": Text(
            en: "Audit logs are regularly searched for security events and problems of "
                + "management; what is found is acted on, and each inquiry is put on record.",
            zhHant: "須定期檢查審計日誌，以發現保安事件及管理問題，並採取措施、記錄調查。",
            zhHans: "须定期检查审计日志，以发现安全事件及管理问题，并采取措施、记录调查。"),
        "7.19": Text(
            en: "All audit logs are archived, and the originals are then kept for at least 5 "
                + "years or for the longer period of local law.",
            zhHant: "審計日誌須全部存檔；存檔後原紀錄須最少保存 5 年，本地法律所定期限較長者從其規定。",
            zhHans: "审计日志须全部归档；归档后原记录须最少保存 5 年，本地法律所定期限较长的从其规定。"),
    ]

    static let archive: [String: Text] = [
        "7.20": Text(
            en: "The archive also receives papers on building and upgrading the system, "
                + "certificates and revocation lists, applications with decision and agreement, "
                + "audit records, policy and practice statement, personnel files, and internal "
                + "and external assessments.",
            zhHant: "須另行存檔：系統建設及升級文件、證書及撤銷清單、申請文件連同批准、拒絕及協議、審計紀錄、"
                + "證書政策及核證作業準則、員工資料，以及內外評估。",
            zhHans: "须另行归档：系统建设及升级文件、证书及吊销列表、申请文件连同批准、拒绝及协议、审计记录、"
                + "证书策略及电子认证业务规则、员工资料，以及内外评估。"),
        "7.21": Text(
            en: "Law and business decide how long each kind of archived record is kept, but it "
                + "is five years or more from the certificate's expiry or revocation.",
            zhHant: "須按法律及業務需要訂定各類存檔紀錄的保存期，自證書期滿或撤銷起計最少五年。",
            zhHans: "须按法律及业务需要制定各类归档记录的保存期，自证书期满或吊销起计最少五年。"),
        "7.22": Text(
            en: "Archived records keep the exact date and time at which they came to be.",
            zhHant: "存檔紀錄須保留其產生的準確日期和時間。",
            zhHans: "归档记录须保留其产生的准确日期和时间。"),
        "7.23a": Text(
            en: "Only trusted people with authority have access to the archive, and its system "
                + "or place is reliable and secure against viewing, change or deletion by others.",
            zhHant: "存檔紀錄只限獲授權的可信人員存取，並須存於可靠的系統或場所，防止擅自瀏覽、改動或刪除。",
            zhHans: "归档记录只限获授权的可信人员访问，并须存于可靠的系统或场所，防止擅自浏览、改动或删除。"),
        "7.23b": Text(
            en: "Integrity is verified when records are archived, and of every record that is "
                + "read while archived.",
            zhHant: "存檔時須驗證紀錄的完整性；存檔期間每次取閱亦須驗證。",
            zhHans: "归档时须验证记录的完整性；归档期间每次取阅也须验证。"),
        "7.23c": Text(
            en: "As long as a record has to be kept, it can be retrieved and read.",
            zhHant: "存檔紀錄在整個保存期內須可有效取閱。",
            zhHans: "归档记录在整个保存期内须可有效取阅。"),
        "7.24a": Text(
            en: "What is archived electronically has regular backups, stored elsewhere.",
            zhHant: "電子存檔須定期備份，備份存放於異地。",
            zhHans: "电子归档须定期备份，备份存放于异地。"),
        "7.24b": Text(
            en: "Paper that was never copied is archived under strict safeguards.",
            zhHant: "書面存檔如無備份，須嚴加保護。",
            zhHans: "书面归档如无备份，须严加保护。"),
    ]

    static let continuity: [String: Text] = [
        "7.25": Text(
            en: "Plans for incidents, emergencies, recovery and continuity cover all key "
                + "operations and are kept current; they meet chapter 6 for the status service "
                + "and name interruption times for suspension, revocation and other core "
                + "services.",
            zhHant: "須就所有關鍵營運範圍訂立並更新事故處理、緊急應變、災難復原及業務持續計劃；狀態服務按第六章，暫時吊銷、"
                + "撤銷等其他核心服務須指明中斷時間。",
            zhHans: "须就所有关键运营范围制定并更新事故处理、应急响应、灾难恢复及业务连续性计划；状态服务按第六章，挂起、"
                + "吊销等其他核心服务须指明中断时间。"),
        "7.25a": Text(
            en: "There is a plan for damaged or failing computing resources, software or data, "
                + "including what cuts off outsiders from the repository.",
            zhHant: "須有計劃應付電腦資源、軟件或數據損壞或嚴重故障，包括外界無法使用儲存庫的情況。",
            zhHans: "须有计划应对计算机资源、软件或数据损坏或严重故障，包括外界无法访问信息库的情况。"),
        "7.25b": Text(
            en: "There is a plan for a registration authority that ends its service because of "
                + "an accident.",
            zhHant: "須有計劃應付登記機關因事故而終止服務。",
            zhHans: "须有计划应对注册机构因事故而终止服务。"),
        "7.25c": Text(
            en: "There is a plan for a private key of the authority or a subordinate one that is "
                + "destroyed, lost, leaked, broken or altered, or suspected to be used by others.",
            zhHant: "須有計劃應付核證機關或其下級機關的私人密碼匙損毀、遺失、外洩、遭破解、遭竄改，或懷疑遭人盜用。",
            zhHans: "须有计划应对电子认证服务机构或其下级机构的私钥损毁、遗失、泄露、被破解、被篡改，或怀疑被人盗用。"),
        "7.26": Text(
            en: "Recovery and continuity are drilled regularly, with procedure and result on "
                + "record, and with the key people of the plan.",
            zhHant: "災難復原及業務持續計劃須定期演練，記錄程序及結果，計劃所列的主要人員均須參與。",
            zhHans: "灾难恢复及业务连续性计划须定期演练，记录程序及结果，计划所列的主要人员均须参与。"),
    ]
}
