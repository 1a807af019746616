/// Words of the product that stand as values in the API: states, kinds, reasons, roles.
public enum CommandLineWord {
    public static let yes = Text(en: "yes", zhHant: "是", zhHans: "是")
    public static let no = Text(en: "no", zhHant: "否", zhHans: "否")

    /// The word for people; nil where the value is shown as it is.
    public static func of(_ value: String) -> Text? { words[value] }

    private static let words: [String: Text] = states.merging(reasons) { one, _ in one }
        .merging(roles) { one, _ in one }.merging(operations) { one, _ in one }

    private static let states: [String: Text] = [
        "received": Text(en: "received", zhHant: "已收到", zhHans: "已收到"),
        "vetted": Text(en: "vetted", zhHant: "已審核", zhHans: "已审核"),
        "accepted": Text(en: "accepted", zhHant: "已接受", zhHans: "已接受"),
        "approved": Text(en: "approved", zhHant: "已批准", zhHans: "已批准"),
        "issuing": Text(en: "issuing", zhHant: "簽發", zhHans: "签发"),
        "issued": Text(en: "issued", zhHant: "已簽發", zhHans: "已签发"),
        "refused": Text(en: "refused", zhHant: "已拒絕", zhHans: "已拒绝"),
        "valid": Text(en: "valid", zhHant: "有效", zhHans: "有效"),
        "suspended": Text(en: "suspended", zhHant: "暫時吊銷", zhHans: "已挂起"),
        "released": Text(en: "released", zhHant: "已恢復", zhHans: "已恢复"),
        "revoked": Text(en: "revoked", zhHant: "已撤銷", zhHans: "已吊销"),
        "expired": Text(en: "expired", zhHant: "已到期", zhHans: "已到期"),
        "abandoned": Text(en: "abandoned", zhHant: "已放棄", zhHans: "已放弃"),
        "reserved": Text(en: "reserved", zhHant: "已預留", zhHans: "已预留"),
        "certified": Text(en: "certified", zhHant: "已有證書", zhHans: "已有证书"),
        "active": Text(en: "active", zhHant: "運作中", zhHans: "运行中"),
        "stopped": Text(en: "stopped", zhHant: "已停止", zhHans: "已停止"),
        "pending": Text(en: "pending", zhHant: "待決", zhHans: "待决"),
        "executed": Text(en: "executed", zhHant: "已執行", zhHans: "已执行"),
        "done": Text(en: "done", zhHant: "完成", zhHans: "完成"),
        "personal": Text(en: "person", zhHant: "個人", zhHans: "个人"),
        "organisation": Text(en: "organisation", zhHant: "機構", zhHans: "机构"),
        "root": Text(en: "root", zhHant: "根機關", zhHans: "根机构"),
        "hongKong": Text(en: "Hong Kong", zhHant: "香港", zhHans: "香港"),
        "guangdong": Text(en: "Guangdong", zhHant: "廣東", zhHans: "广东"),
        "test": Text(en: "TEST", zhHant: "測試", zhHans: "测试"),
        "production": Text(en: "production", zhHant: "正式", zhHans: "正式"),
    ]

    private static let reasons: [String: Text] = [
        "keyLost": Text(en: "key lost", zhHant: "密碼匙遺失", zhHans: "密钥遗失"),
        "identificationPending": Text(
            en: "identification pending", zhHant: "身分核實中", zhHans: "身份核实中"),
        "investigation": Text(en: "investigation", zhHant: "調查中", zhHans: "调查中"),
        "subscriberRequest": Text(en: "subscriber's request", zhHant: "登記人要求", zhHans: "订户要求"),
        "certificateHold": Text(en: "on hold", zhHant: "暫時吊銷", zhHans: "挂起"),
        "unspecified": Text(en: "unspecified", zhHant: "未指明", zhHans: "未指明"),
        "keyCompromise": Text(en: "key compromised", zhHant: "密碼匙洩漏", zhHans: "密钥泄露"),
        "affiliationChanged": Text(
            en: "affiliation changed", zhHant: "隸屬關係改變", zhHans: "隶属关系改变"),
        "superseded": Text(en: "superseded", zhHant: "已被取代", zhHans: "已被取代"),
        "cessationOfOperation": Text(
            en: "cessation of operation", zhHant: "停止營運", zhHans: "停止运营"),
        "privilegeWithdrawn": Text(
            en: "privilege withdrawn", zhHant: "權利被收回", zhHans: "权利被收回"),
        "subscriber": Text(en: "subscriber", zhHant: "登記人", zhHans: "订户"),
        "representative": Text(en: "representative", zhHant: "獲授權代表", zhHans: "授权代表"),
        "court": Text(en: "court", zhHant: "法院", zhHans: "法院"),
        "authority": Text(en: "authority", zhHant: "核證機關", zhHans: "认证机构"),
        "signedRequest": Text(en: "signed request", zhHant: "經簽署的要求", zhHans: "经签名的请求"),
        "sameDocuments": Text(en: "same documents", zhHant: "相同文件", zhHans: "相同文件"),
        "reasonableMeans": Text(en: "reasonable means", zhHant: "合理方法", zhHans: "合理方法"),
        "courtDocument": Text(en: "court document", zhHant: "法院文件", zhHans: "法院文件"),
        "internalProcedure": Text(en: "internal procedure", zhHant: "內部程序", zhHans: "内部程序"),
    ]

    private static let roles: [String: Text] = [
        "validator": Text(en: "validator", zhHant: "審核員", zhHans: "审核员"),
        "approver": Text(en: "approver", zhHant: "批准人", zhHans: "批准人"),
        "issuingOfficer": Text(en: "issuing officer", zhHant: "簽發員", zhHans: "签发员"),
        "subscriberDataOfficer": Text(
            en: "subscriber-data officer", zhHant: "登記人資料員", zhHans: "订户资料员"),
        "caAdministrator": Text(en: "CA administrator", zhHant: "核證機關管理員", zhHans: "认证机构管理员"),
        "systemOperator": Text(en: "system operator", zhHant: "系統操作員", zhHans: "系统操作员"),
        "secretCustodian": Text(en: "secret custodian", zhHant: "秘密保管人", zhHans: "秘密保管人"),
        "deviceCustodian": Text(en: "device custodian", zhHant: "設備保管人", zhHans: "设备保管人"),
        "securityOfficer": Text(en: "security officer", zhHant: "保安主任", zhHans: "安全管理员"),
        "auditor": Text(en: "auditor", zhHant: "審計員", zhHans: "审计员"),
        "assessor": Text(en: "assessor", zhHant: "評估人", zhHans: "评估人"),
    ]

    private static let operations: [String: Text] = [
        "operator.enrol": Text(en: "enrol an officer", zhHant: "登記人員", zhHans: "登记人员"),
        "authority.create": Text(en: "create an authority", zhHant: "設立核證機關", zhHans: "设立认证机构"),
        "practice.change": Text(en: "change the practice", zhHant: "更改業務設定", zhHans: "更改业务设置"),
        "application.vet": Text(en: "vet an application", zhHant: "審核申請", zhHans: "审核申请"),
        "application.approve": Text(en: "approve an application", zhHant: "批准申請", zhHans: "批准申请"),
        "application.issue": Text(en: "issue a certificate", zhHant: "簽發證書", zhHans: "签发证书"),
        "certificate.suspend": Text(
            en: "suspend a certificate", zhHant: "暫時吊銷證書", zhHans: "挂起证书"),
        "certificate.release": Text(en: "release a certificate", zhHant: "恢復證書", zhHans: "恢复证书"),
        "certificate.revoke": Text(en: "revoke a certificate", zhHant: "撤銷證書", zhHans: "吊销证书"),
        "certificate.revokeByAuthority": Text(
            en: "revoke a certificate by the authority itself", zhHant: "由機關主動撤銷證書",
            zhHans: "由机构主动吊销证书"),
        // Steps of checking a proof.
        "checkpoint": Text(
            en: "the checkpoint can be read", zhHant: "檢查點可以讀取", zhHans: "检查点可以读取"),
        "signature": Text(
            en: "the journal's key signed it", zhHant: "由日誌的密碼匙簽署", zhHans: "由日志的密钥签署"),
        "origin": Text(
            en: "proof, checkpoint and key name the same journal",
            zhHant: "證明、檢查點及密碼匙指向同一日誌", zhHans: "证明、检查点和密钥指向同一日志"),
        "proof": Text(
            en: "the entry's hash leads to the root", zhHant: "紀錄的雜湊值推算至樹根",
            zhHans: "记录的哈希值推算至树根"),
        "expectedCheckpoint": Text(
            en: "the checkpoint is the one that you have", zhHant: "檢查點與你所持的相同",
            zhHans: "检查点与你所持的相同"),
    ]
}
