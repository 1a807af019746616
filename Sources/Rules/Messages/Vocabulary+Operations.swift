// The columns of the table of operations: what has happened, which documents, how long it is kept.

extension Vocabulary {
    static let events: [String: Text] = [
        "ledger.founded": Text(
            en: "ledger founded", zhHant: "帳冊已建立",
            zhHans: "账册已建立"),
        "operator.enrolled": Text(
            en: "officer enrolled", zhHant: "已委任人員",
            zhHans: "已任命人员"),
        "operator.suspended": Text(
            en: "officer suspended", zhHant: "已暫停人員",
            zhHans: "已暂停人员"),
        "operator.ended": Text(
            en: "officer ended", zhHant: "已終止人員",
            zhHans: "已终止人员"),
        "operator.reinstated": Text(
            en: "officer reinstated", zhHant: "已恢復人員職務",
            zhHans: "已恢复人员职务"),
        "operator.granted": Text(
            en: "role granted", zhHant: "已授予職務",
            zhHans: "已授予岗位"),
        "operator.withdrawn": Text(
            en: "role withdrawn", zhHant: "已撤回職務",
            zhHans: "已收回岗位"),
        "operator.postponed": Text(
            en: "beginning of a recovered role postponed", zhHant: "補任的職務延後生效",
            zhHans: "补任的岗位推迟生效"),
        "operator.recovered": Text(
            en: "lost security officers recovered", zhHant: "已補任失去的保安主任",
            zhHans: "已补任失去的安全管理员"),
        "authority.created": Text(
            en: "authority created", zhHant: "已設立核證機關",
            zhHans: "已设立认证机构"),
        "authority.imported": Text(
            en: "authority taken over", zhHant: "已接收核證機關",
            zhHans: "已接收认证机构"),
        "register.imported": Text(
            en: "register taken over", zhHant: "已接收證書登記冊",
            zhHans: "已接收证书登记册"),
        "register.entered": Text(
            en: "rows of a register entered", zhHant: "已記入登記冊資料列",
            zhHans: "已记入登记册数据行"),
        "authority.activated": Text(
            en: "authority activated", zhHant: "已啟用核證機關",
            zhHans: "已启用认证机构"),
        "practice.changed": Text(
            en: "practice changed", zhHant: "已更改作業設定",
            zhHans: "已更改业务设置"),
        "calendar.entered": Text(
            en: "days of the calendar entered", zhHant: "已記入日曆",
            zhHans: "已记入日历"),
        "duty.fulfilled": Text(
            en: "duty fulfilled", zhHant: "已履行職責",
            zhHans: "已履行职责"),
        "proposal.refused": Text(
            en: "proposal refused", zhHant: "已拒絕提議",
            zhHans: "已拒绝提议"),
        "proposal.returned": Text(
            en: "proposal returned for correction", zhHant: "已退回提議更正",
            zhHans: "已退回提议更正"),
        "proposal.withdrawn": Text(
            en: "proposal withdrawn", zhHant: "已撤回提議",
            zhHans: "已撤回提议"),
        "draft.saved": Text(
            en: "draft saved", zhHant: "已儲存草稿", zhHans: "已保存草稿"),
        "draft.discarded": Text(
            en: "draft discarded", zhHant: "已放棄草稿", zhHans: "已放弃草稿"),
        "draft.erased": Text(
            en: "abandoned draft erased", zhHant: "已刪除無人續寫的草稿", zhHans: "已删除无人续写的草稿"),
        "application.received": Text(
            en: "application received", zhHant: "已收到申請",
            zhHans: "已收到申请"),
        "application.vetted": Text(
            en: "application vetted", zhHant: "已審核申請",
            zhHans: "已审核申请"),
        "application.accepted": Text(
            en: "contents accepted", zhHant: "已接受證書內容",
            zhHans: "已接受证书内容"),
        "application.approved": Text(
            en: "application approved", zhHant: "已批准申請",
            zhHans: "已批准申请"),
        "application.issued": Text(
            en: "certificate issued", zhHant: "已簽發證書",
            zhHans: "已签发证书"),
        "application.listIssued": Text(
            en: "certificates issued by a list", zhHant: "已按清單簽發證書",
            zhHans: "已按清单签发证书"),
        "application.evidenced": Text(
            en: "evidence added", zhHant: "已加入證據", zhHans: "已加入证据"),
        "application.codeDrawn": Text(
            en: "code for a contact drawn", zhHant: "已產生聯絡方法的驗證碼",
            zhHans: "已生成联系方式的验证码"),
        "application.codeTold": Text(
            en: "code for a contact told back", zhHant: "已輸入聯絡方法的驗證碼",
            zhHans: "已输入联系方式的验证码"),
        "application.checked": Text(
            en: "source asked about an applicant", zhHant: "已向來源查詢申請人",
            zhHans: "已向来源查询申请人"),
        "application.answered": Text(
            en: "answer of a source entered", zhHant: "已記入來源的回覆", zhHans: "已记入来源的回复"),
        "application.revealed": Text(
            en: "file of an application read", zhHant: "已閱讀申請的檔案", zhHans: "已阅读申请的文件"),
        "application.returned": Text(
            en: "application returned for correction", zhHant: "已退回申請更正",
            zhHans: "已退回申请更正"),
        "application.corrected": Text(
            en: "application corrected", zhHant: "已更正申請", zhHans: "已更正申请"),
        "application.refused": Text(
            en: "application refused", zhHant: "已拒絕申請",
            zhHans: "已拒绝申请"),
        "subscriber.decided": Text(
            en: "decided whose an application is", zhHant: "已決定申請屬誰",
            zhHans: "已决定申请属谁"),
        "subscriber.contactKept": Text(
            en: "further contact kept from counting", zhHant: "已阻止另一聯絡方式生效",
            zhHans: "已阻止另一联系方式生效"),
        "contact.askedByKey": Text(
            en: "another contact asked for by key", zhHant: "已憑密碼匙要求另一聯絡方式",
            zhHans: "已凭密钥要求另一联系方式"),
        "contact.endedByKey": Text(
            en: "contact given up by key", zhHant: "已憑密碼匙放棄聯絡方式", zhHans: "已凭密钥放弃联系方式"),
        "contact.asked": Text(
            en: "another contact asked for in person", zhHant: "已親身要求另一聯絡方式",
            zhHans: "已当面要求另一联系方式"),
        "contact.ended": Text(
            en: "contact given up in person", zhHant: "已親身放棄聯絡方式", zhHans: "已当面放弃联系方式"),
        "contact.codeTold": Text(
            en: "code of another contact told", zhHant: "已告知另一聯絡方式的驗證碼",
            zhHans: "已告知另一联系方式的验证码"),
        "subscriber.revealed": Text(
            en: "subscriber's names and numbers read", zhHant: "已查閱登記人的姓名及號碼",
            zhHans: "已查阅订户的姓名及号码"),
        "subscriber.exported": Text(
            en: "all data on somebody taken out", zhHant: "已取出某人的全部資料", zhHans: "已取出某人的全部数据"),
        "subscriber.restricted": Text(
            en: "use of a subscriber's data restricted", zhHant: "已限制使用登記人的資料",
            zhHans: "已限制使用订户的数据"),
        "subscriber.unrestricted": Text(
            en: "restriction on a subscriber's data lifted", zhHant: "已解除登記人資料的使用限制",
            zhHans: "已解除订户数据的使用限制"),
        "application.feePaid": Text(en: "fee paid", zhHant: "費用已繳", zhHans: "费用已缴"),
        "application.feeWaived": Text(
            en: "fee waived", zhHant: "費用已豁免", zhHans: "费用已免除"),
        "application.recalled": Text(
            en: "decision on an application taken back", zhHant: "已收回對申請的決定",
            zhHans: "已收回对申请的决定"),
        "application.keyMade": Text(
            en: "key made for an applicant", zhHant: "已為申請人產生密碼匙",
            zhHans: "已为申请人生成密钥"),
        "application.keySent": Text(
            en: "container with a key sent", zhHant: "已發出密碼匙檔案", zhHans: "已发出密钥文件"),
        "application.keyReceived": Text(
            en: "container with a key received", zhHant: "密碼匙檔案已收妥",
            zhHans: "密钥文件已收妥"),
        "application.passwordSent": Text(
            en: "password of a container sent", zhHant: "已發出密碼匙檔案的密碼",
            zhHans: "已发出密钥文件的密码"),
        "application.tokenPrepared": Text(
            en: "token prepared for an applicant", zhHant: "已為申請人準備權標", zhHans: "已为申请人准备令牌"),
        "application.bearerIdentified": Text(
            en: "bearer of a token identified", zhHant: "已核實帶來權標者的身分",
            zhHans: "已核实带来令牌者的身份"),
        "application.tokenUnblocked": Text(
            en: "token unblocked", zhHant: "權標已解鎖", zhHans: "令牌已解锁"),
        "application.tokenWiped": Text(
            en: "token wiped", zhHant: "權標已清除", zhHans: "令牌已清除"),
        "application.tokenLost": Text(
            en: "token lost", zhHant: "權標已遺失", zhHans: "令牌已遗失"),
        "application.claimed": Text(
            en: "application taken to work on", zhHant: "已領取申請處理", zhHans: "已领取申请处理"),
        "application.unclaimed": Text(
            en: "application given up", zhHant: "已放回申請", zhHans: "已放回申请"),
        "certificate.suspended": Text(
            en: "certificate suspended", zhHant: "已暫時吊銷證書",
            zhHans: "已挂起证书"),
        "certificate.resumed": Text(
            en: "certificate released", zhHant: "已恢復證書",
            zhHans: "已恢复证书"),
        "certificate.resumedOfAuthority": Text(
            en: "certificate of the authority released", zhHant: "已恢復機關本身的證書",
            zhHans: "已恢复机构本身的证书"),
        "certificate.revoked": Text(
            en: "certificate revoked", zhHant: "已撤銷證書",
            zhHans: "已吊销证书"),
        "campaign.opened": Text(
            en: "campaign opened", zhHant: "行動已開始", zhHans: "行动已开始"),
        "campaign.proceeded": Text(
            en: "campaign let go on", zhHant: "行動獲准繼續", zhHans: "行动获准继续"),
        "campaign.stopped": Text(
            en: "campaign stopped", zhHant: "行動已停止", zhHans: "行动已停止"),
        "campaign.revoked": Text(
            en: "slice of a campaign revoked", zhHant: "已撤銷行動中的一批證書",
            zhHans: "已吊销行动中的一批证书"),
        "certificate.revokedByAuthority": Text(
            en: "certificate revoked by the authority", zhHant: "機關已主動撤銷證書",
            zhHans: "机构已主动吊销证书"),
        "certificate.revokedOfAuthority": Text(
            en: "certificate of the authority revoked", zhHant: "已撤銷機關本身的證書",
            zhHans: "已吊销机构本身的证书"),
        "certificate.suspendedByKey": Text(
            en: "certificate suspended by its key", zhHant: "已憑證書密碼匙暫時吊銷證書",
            zhHans: "已凭证书密钥挂起证书"),
        "certificate.lapsed": Text(
            en: "certificate revoked that was not accepted in time", zhHant: "已撤銷逾期未獲接受的證書",
            zhHans: "已吊销逾期未获接受的证书"),
        "certificate.revokedByKey": Text(
            en: "certificate revoked by its key", zhHant: "已憑證書密碼匙撤銷證書",
            zhHans: "已凭证书密钥吊销证书"),
        "certificate.suspendedByCode": Text(
            en: "certificate suspended by its code", zhHant: "已憑停用碼暫時吊銷證書",
            zhHans: "已凭停用码挂起证书"),
        "certificate.compromiseProven": Text(
            en: "private key proven to be known", zhHant: "已證明私人密碼匙外洩",
            zhHans: "已证明私钥泄露"),
        "incident.reported": Text(
            en: "incident reported", zhHant: "已接報事故", zhHans: "已接报事故"),
        "crl.ordered": Text(
            en: "revocation list ordered", zhHant: "已要求簽發證書撤銷清單",
            zhHans: "已要求签发证书吊销列表"),
        "crl.issued": Text(
            en: "revocation list issued", zhHant: "已簽發證書撤銷清單",
            zhHans: "已签发证书吊销列表"),
        "responder.renewed": Text(
            en: "OCSP responder renewed", zhHant: "已更新 OCSP 回應者",
            zhHans: "已更新 OCSP 响应者"),
        "intent.opened": Text(
            en: "signature announced", zhHant: "已宣告簽署",
            zhHans: "已宣告签名"),
        "intent.completed": Text(
            en: "signature completed", zhHant: "已完成簽署",
            zhHans: "已完成签名"),
        "intent.retried": Text(
            en: "signature retried", zhHant: "已重試簽署",
            zhHans: "已重试签名"),
        "intent.abandoned": Text(
            en: "signature abandoned", zhHant: "已放棄簽署",
            zhHans: "已放弃签名"),
        "key.blocked": Text(
            en: "key blocked", zhHant: "已封鎖密碼匙",
            zhHans: "已封锁密钥"),
        "serve.started": Text(
            en: "server started", zhHant: "伺服器已啟動",
            zhHans: "服务器已启动"),
        "backup.made": Text(
            en: "backup made", zhHant: "已製作備份",
            zhHans: "已制作备份"),
        "export.made": Text(
            en: "everything exported", zhHant: "已匯出一切",
            zhHans: "已导出一切"),
        "backup.restoreDrilled": Text(
            en: "restore drilled", zhHant: "已演練還原",
            zhHans: "已演练恢复"),
        "ledger.recovered": Text(
            en: "went on after a restore", zhHant: "還原後已續辦",
            zhHans: "恢复后已续办"),
        "ledger.succeeded": Text(
            en: "went on under a new name", zhHant: "已以新名稱續辦",
            zhHans: "已以新名称续办"),
        "ledger.lostEntered": Text(
            en: "what was lost entered", zhHant: "已補記遺失的內容",
            zhHans: "已补记丢失的内容"),
        "ledger.migrated": Text(
            en: "stored form migrated", zhHant: "已遷移儲存格式",
            zhHans: "已迁移存储格式"),
        "notice.delivered": Text(
            en: "notice handed over", zhHant: "通知已交出", zhHans: "通知已交出"),
        "event.delivered": Text(
            en: "receiver told of public events", zhHant: "已向接收端通知公開事件",
            zhHans: "已向接收端通知公开事件"),
        "notice.abandoned": Text(
            en: "subscriber not reached", zhHant: "未能通知登記人", zhHans: "未能通知订户"),
        "ledger.refusalsCounted": Text(
            en: "refusals of strangers counted", zhHant: "已統計對外人的拒絕",
            zhHans: "已统计对外人的拒绝"),
        "record.added": Text(
            en: "record added", zhHant: "已新增登記紀錄",
            zhHans: "已新增登记记录"),
        "record.changed": Text(
            en: "record changed", zhHant: "已更改登記紀錄",
            zhHans: "已更改登记记录"),
        "record.ended": Text(
            en: "record ended", zhHant: "已終止登記紀錄",
            zhHans: "已终止登记记录"),
        "record.imported": Text(
            en: "import of records adopted", zhHant: "已採納匯入的登記紀錄",
            zhHans: "已采纳导入的登记记录"),
        "record.importReversed": Text(
            en: "import of records reversed", zhHant: "已撤回匯入的登記紀錄",
            zhHans: "已撤回导入的登记记录"),
        "record.staged": Text(
            en: "lines of an import staged", zhHant: "已暫存匯入的資料列",
            zhHans: "已暂存导入的数据行"),
        "record.attached": Text(
            en: "file attached to a record", zhHant: "已為登記紀錄附上檔案",
            zhHans: "已为登记记录附上文件"),
        "record.revealed": Text(
            en: "what is confidential in a record read", zhHant: "已查閱登記紀錄的機密內容",
            zhHans: "已查阅登记记录的机密内容"),
    ]

    static let documents: [String: Text] = [
        "revocationProof": Text(
            en: "proof of who asks and why", zhHant: "要求者身份及理由的證明",
            zhHans: "请求者身份及理由的证明"),
        "courtRequest": Text(
            en: "a court's written request", zhHant: "法院的書面要求", zhHans: "法院的书面请求"),
        "regulatorConfirmation": Text(
            en: "the regulator's confirmation", zhHant: "監管機構的確認", zhHans: "监管部门的确认"),
        "distantProof": Text(
            en: "record of an identification from afar", zhHant: "不在場核實身份的紀錄",
            zhHans: "不在场鉴别身份的记录"),
        "releaseProof": Text(
            en: "proof of who asks, or of what was found", zhHant: "要求者身份或調查結果的證明",
            zhHans: "请求者身份或调查结果的证明"),
        "deliveryReceipt": Text(
            en: "receipt for what was delivered", zhHant: "交付物的收據", zhHans: "交付物的收据"),
        "identityDocuments": Text(
            en: "identity documents of the application", zhHant: "申請時的身份文件",
            zhHans: "申请时的身份文件"),
        "bearerDocuments": Text(
            en: "identity documents of who brings a token", zhHant: "帶來權標者的身份文件",
            zhHans: "带来令牌者的身份文件"),
        "authorisation": Text(
            en: "authorisation of a representative", zhHant: "代表的授權書", zhHans: "代表的授权书"),
        "deathProof": Text(en: "death certificate", zhHant: "死亡證", zhHans: "死亡证明"),
        "estateGrant": Text(
            en: "probate, letters of administration or notarised inheritance",
            zhHant: "遺囑認證、遺產管理書或繼承公證書", zhHans: "遗嘱认证、遗产管理书或继承公证书"),
        "windingUp": Text(
            en: "winding-up order or resolution", zhHant: "清盤令或清盤決議", zhHans: "清算裁定或清算决议"),
        "appointment": Text(
            en: "appointment of the liquidator", zhHant: "清盤人的委任書", zhHans: "清算人的任命书"),
        "collisionProof": Text(
            en: "proof of whose a name or number is", zhHant: "姓名或號碼屬誰的證明",
            zhHans: "姓名或号码属谁的证明"),
        "dataRequest": Text(
            en: "written request about personal data", zhHant: "有關個人資料的書面要求",
            zhHans: "有关个人信息的书面请求"),
    ]

    static let directions: [String: Text] = [
        "tightens": Text(en: "tightens", zhHant: "收緊", zhHans: "收紧"),
        "loosens": Text(en: "loosens", zhHant: "放寬", zhHans: "放宽"),
        "neutral": Text(en: "neither", zhHant: "中性", zhHans: "中性"),
    ]

    static let archives: [String: Text] = [
        "system": Text(en: "system", zhHant: "系統", zhHans: "系统"),
        "certificates": Text(
            en: "certificates and lists", zhHant: "證書及撤銷清單", zhHans: "证书及吊销列表"),
        "applications": Text(en: "applications", zhHant: "申請", zhHans: "申请"),
        "drafts": Text(en: "drafts", zhHant: "草稿", zhHans: "草稿"),
        "audit": Text(en: "audit", zhHant: "審計", zhHans: "审计"),
        "policy": Text(en: "policy and practice", zhHant: "政策及作業設定", zhHans: "策略及业务设置"),
        "staff": Text(en: "staff", zhHant: "人員", zhHans: "人员"),
        "registers": Text(en: "registers", zhHant: "登記冊", zhHans: "登记册"),
    ]
}

/// How long records are kept, said in full.
public enum RetentionWords {
    /// - Parameter start: the id of the moment that the years count from; nil has no sentence.
    public static func sentence(from start: String) -> Text? { sentences[start] }

    private static let sentences: [String: Text] = [
        "endOfCertificate": Text(
            en: "at least {years} years after the certificate expired or was revoked ({clause})",
            zhHant: "證書期滿或撤銷後最少 {years} 年（{clause}）", zhHans: "证书到期或吊销后至少 {years} 年（{clause}）"),
        "lastCertificateOfItsTime": Text(
            en: "at least {years} years after the last certificate of its time ended ({clause})",
            zhHant: "同期簽發的最後一張證書終止後最少 {years} 年（{clause}）",
            zhHans: "同期签发的最后一张证书终止后至少 {years} 年（{clause}）"),
        "lastSaving": Text(
            en: "no longer than the days that the practice sets after the last change ({clause})",
            zhHant: "不超過最後一次更改後作業設定所定的日數（{clause}）", zhHans: "不超过最后一次更改后业务设置所定的天数（{clause}）"),
        "archiving": Text(
            en: "at least {years} years after it was archived ({clause})",
            zhHant: "歸檔後最少 {years} 年（{clause}）", zhHans: "归档后至少 {years} 年（{clause}）"),
        "endOfRecord": Text(
            en: "at least {years} years after the record ended, or as its register says ({clause})",
            zhHant: "紀錄終止後最少 {years} 年，或按登記冊所定（{clause}）",
            zhHans: "记录终止后至少 {years} 年，或按登记册所定（{clause}）"),
    ]
}
