// States, events, outcomes and conditions.

extension Vocabulary {
    /// By which a key or its password reaches an applicant.
    static let routes: [String: Text] = [
        "inPerson": Text(en: "by hand", zhHant: "面交", zhHans: "当面交付"),
        "courier": Text(en: "courier", zhHant: "速遞", zhHans: "快递"),
        "post": Text(en: "post", zhHant: "郵寄", zhHans: "邮寄"),
        "email": Text(en: "e-mail", zhHant: "電郵", zhHans: "电子邮件"),
        "sms": Text(en: "SMS", zhHant: "短訊", zhHans: "短信"),
    ]

    /// By which a subscriber is told something.
    static let ways: [String: Text] = [
        "mail": Text(en: "e-mail", zhHant: "電郵", zhHans: "电子邮件"),
        "sms": Text(en: "SMS", zhHant: "短訊", zhHans: "短信"),
        "letter": Text(en: "letter", zhHant: "信件", zhHans: "信件"),
    ]

    /// Why a subscriber could not be told.
    static let obstacles: [String: Text] = [
        "noAddress": Text(en: "no address", zhHant: "沒有地址", zhHans: "没有地址"),
        "mailboxRefused": Text(en: "mailbox refused", zhHant: "電郵地址遭拒收", zhHans: "电子邮箱被拒收"),
        "telephoneRefused": Text(en: "number refused", zhHant: "電話號碼遭拒收", zhHans: "电话号码被拒收"),
    ]

    static let states: [String: Text] = [
        // Applications.
        "received": Text(en: "received", zhHant: "已收到", zhHans: "已收到"),
        "vetted": Text(en: "vetted", zhHant: "已審核", zhHans: "已审核"),
        "accepted": Text(en: "accepted", zhHant: "已接受", zhHans: "已接受"),
        "approved": Text(en: "approved", zhHant: "已批准", zhHans: "已批准"),
        "issuing": Text(en: "being issued", zhHant: "簽發中", zhHans: "签发中"),
        "issued": Text(en: "issued", zhHant: "已簽發", zhHans: "已签发"),
        "refused": Text(en: "refused", zhHant: "已拒絕", zhHans: "已拒绝"),
        "recovered": Text(en: "compared, goes on", zhHant: "已核對並續辦", zhHans: "已核对并续办"),
        // Certificates.
        "valid": Text(en: "valid", zhHant: "有效", zhHans: "有效"),
        "suspended": Text(en: "suspended", zhHant: "暫時吊銷", zhHans: "已挂起"),
        "released": Text(en: "released", zhHant: "已恢復", zhHans: "已恢复"),
        "revoked": Text(en: "revoked", zhHant: "已撤銷", zhHans: "已吊销"),
        "expired": Text(en: "expired", zhHant: "已到期", zhHans: "已到期"),
        "abandoned": Text(en: "abandoned", zhHant: "已放棄", zhHans: "已放弃"),
        "reserved": Text(en: "reserved", zhHant: "已預留", zhHans: "已预留"),
        "unused": Text(en: "never used", zhHant: "未曾使用", zhHans: "未曾使用"),
        // Tokens.
        "prepared": Text(en: "being prepared", zhHant: "準備中", zhHans: "准备中"),
        "bound": Text(en: "holds a key", zhHant: "載有密碼匙", zhHans: "载有密钥"),
        "blocked": Text(
            en: "bearer identified, to be unblocked", zhHant: "持有人身分已核實，待解鎖",
            zhHans: "持有人身份已核实，待解锁"),
        "wiped": Text(en: "wiped", zhHant: "已清除", zhHans: "已清除"),
        "lost": Text(en: "lost", zhHant: "已遺失", zhHans: "已遗失"),
        // Campaigns.
        "waiting": Text(en: "first slice to come", zhHant: "待處理首批", zhHans: "待处理首批"),
        "paused": Text(en: "waits for a third person", zhHant: "待第三人放行", zhHans: "待第三人放行"),
        "running": Text(en: "going on", zhHant: "進行中", zhHans: "进行中"),
        "stopped": Text(en: "stopped", zhHant: "已停止", zhHans: "已停止"),
        // Authorities and officers.
        "certified": Text(en: "certified", zhHant: "已有證書", zhHans: "已有证书"),
        "imported": Text(en: "taken over", zhHant: "已接收", zhHans: "已接收"),
        "new": Text(en: "not asked for yet", zhHant: "尚未提出", zhHans: "尚未提出"),
        "active": Text(en: "active", zhHant: "運作中", zhHans: "运行中"),
        "keyRetired": Text(en: "key retired", zhHant: "密碼匙已停用", zhHans: "密钥已停用"),
        "staging": Text(en: "staged", zhHant: "暫存", zhHans: "暂存"),
        "adopted": Text(en: "adopted", zhHant: "已採納", zhHans: "已采纳"),
        "reversed": Text(en: "reversed", zhHant: "已撤回", zhHans: "已撤回"),
        "inForce": Text(en: "in force", zhHant: "有效", zhHans: "有效"),
        "ended": Text(en: "ended", zhHant: "已終止", zhHans: "已终止"),
        // Proposals and signatures of the authority.
        "pending": Text(en: "pending", zhHant: "待決", zhHans: "待决"),
        "returned": Text(en: "returned for correction", zhHant: "已退回更正", zhHans: "已退回更正"),
        "corrected": Text(
            en: "replaced by a corrected version", zhHant: "已由更正版本取代", zhHans: "已由更正版本取代"),
        "withdrawn": Text(en: "withdrawn", zhHant: "已撤回", zhHans: "已撤回"),
        "done": Text(en: "done", zhHant: "完成", zhHans: "完成"),
        "open": Text(en: "open", zhHant: "未完成", zhHans: "未完成"),
        "complete": Text(en: "complete", zhHant: "完成", zhHans: "完成"),
    ]

    /// Of subscriptions (CP 6.27).
    static let subscriptions: [String: Text] = [
        "active": Text(en: "active", zhHant: "存續", zhHans: "存续"),
        "revoked": Text(en: "ended: revoked", zhHant: "已終止：撤銷", zhHans: "已终止：吊销"),
        "terminated": Text(
            en: "ended: on request", zhHant: "已終止：應要求", zhHans: "已终止：应请求"),
        "expired": Text(
            en: "ended: not renewed", zhHant: "已終止：期滿未續", zhHans: "已终止：期满未续"),
        "renewed": Text(en: "renewed", zhHant: "已續期", zhHans: "已续期"),
    ]

    static let conditions: [String: Text] = [
        "ready": Text(en: "ready", zhHant: "就緒", zhHans: "就绪"),
        "catchingUp": Text(
            en: "finishing open signatures", zhHant: "正補做未完成的簽署",
            zhHans: "正在补做未完成的签名"),
        "restored": Text(
            en: "restored, not compared yet", zhHant: "已還原，尚未核對", zhHans: "已恢复，尚未核对"),
    ]

    /// What a ledger holds.
    static let contents: [String: Text] = [
        "entry": Text(en: "entries", zhHant: "紀錄項", zhHans: "日志条目"),
        "application": Text(en: "cases", zhHant: "個案", zhHans: "案件"),
        "certificate": Text(en: "certificates", zhHant: "證書", zhHans: "证书"),
        "record": Text(en: "records of registers", zhHant: "登記冊紀錄", zhHans: "登记册记录"),
        "rest": Text(en: "all else", zhHant: "其他", zhHans: "其他"),
    ]

    /// What a decision is judged by.
    static let rules: [String: Text] = [
        "practice": Text(en: "practice", zhHant: "作業設定", zhHans: "业务设置"),
        "policy": Text(en: "policy", zhHant: "證書政策", zhHans: "证书策略"),
        "program": Text(en: "program", zhHant: "程式", zhHans: "程序"),
    ]

    static let environments: [String: Text] = [
        "test": Text(en: "TEST", zhHant: "測試", zhHans: "测试"),
        "production": Text(en: "production", zhHant: "正式", zhHans: "正式"),
    ]

    /// Steps of checking a proof.
    static let proofSteps: [String: Text] = [
        "checkpoint": Text(
            en: "the checkpoint can be read", zhHant: "檢查點可以讀取", zhHans: "检查点可以读取"),
        "signature": Text(
            en: "the journal's key signed it", zhHant: "由日誌的密碼匙簽署",
            zhHans: "由日志的密钥签署"),
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
