// Who acts, and what is done.

extension Vocabulary {
    static let roles: [String: Text] = [
        "validator": Text(en: "validator", zhHant: "審核員", zhHans: "审核员"),
        "approver": Text(en: "approver", zhHant: "批准人", zhHans: "批准人"),
        "issuingOfficer": Text(en: "issuing officer", zhHant: "簽發員", zhHans: "签发员"),
        "subscriberDataOfficer": Text(
            en: "subscriber-data officer", zhHant: "登記人資料員", zhHans: "订户资料员"),
        "caAdministrator": Text(
            en: "CA administrator", zhHant: "核證機關管理員", zhHans: "认证机构管理员"),
        "systemOperator": Text(en: "system operator", zhHant: "系統操作員", zhHans: "系统操作员"),
        "secretCustodian": Text(
            en: "secret custodian", zhHant: "秘密保管人", zhHans: "秘密保管人"),
        "deviceCustodian": Text(
            en: "device custodian", zhHant: "設備保管人", zhHans: "设备保管人"),
        "securityOfficer": Text(
            en: "security officer", zhHant: "保安主任", zhHans: "安全管理员"),
        "auditor": Text(en: "auditor", zhHant: "審計員", zhHans: "审计员"),
        "assessor": Text(en: "assessor", zhHant: "評估人", zhHans: "评估人"),
    ]

    static let actors: [String: Text] = [
        "officer": Text(en: "officer", zhHant: "人員", zhHans: "人员"),
        "applicant": Text(en: "applicant", zhHant: "申請人", zhHans: "申请人"),
        "subscriber": Text(en: "subscriber", zhHant: "登記人", zhHans: "订户"),
        "anyone": Text(en: "anonymous", zhHant: "未識別者", zhHans: "未识别者"),
        "system": Text(en: "system", zhHant: "系統", zhHans: "系统"),
    ]

    static let staffings: [String: Text] = [
        "enough": Text(en: "enough", zhHant: "足夠", zhHans: "足够"),
        "justEnough": Text(en: "just enough", zhHant: "僅足", zhHans: "刚好"),
        "lacking": Text(en: "too few", zhHant: "不足", zhHans: "不足"),
    ]

    static let operations: [String: Text] = [
        "ledger.genesis": Text(en: "found the ledger", zhHant: "建立帳冊", zhHans: "建立账册"),
        "operator.enrol": Text(en: "enrol an officer", zhHant: "委任人員", zhHans: "任命人员"),
        "operator.suspend": Text(en: "suspend an officer", zhHant: "暫停人員", zhHans: "暂停人员"),
        "operator.end": Text(en: "end an officer", zhHant: "終止人員", zhHans: "终止人员"),
        "operator.reinstate": Text(
            en: "reinstate an officer", zhHant: "恢復人員職務", zhHans: "恢复人员职务"),
        "operator.grant": Text(en: "grant a role", zhHant: "授予職務", zhHans: "授予岗位"),
        "operator.recover": Text(
            en: "recover lost security officers", zhHant: "補任失去的保安主任",
            zhHans: "补任失去的安全管理员"),
        "operator.postpone": Text(
            en: "postpone a recovery", zhHant: "押後補任生效", zhHans: "推迟补任生效"),
        "operator.withdraw": Text(en: "withdraw a role", zhHant: "撤回職務", zhHans: "收回岗位"),
        "authority.create": Text(
            en: "create an authority", zhHant: "設立核證機關", zhHans: "设立认证机构"),
        "authority.import": Text(
            en: "take over an authority", zhHant: "接收核證機關", zhHans: "接收认证机构"),
        "register.import": Text(
            en: "take over a register", zhHant: "接收證書登記冊", zhHans: "接收证书登记册"),
        "register.enter": Text(
            en: "enter rows of a register", zhHant: "記入登記冊資料列", zhHans: "记入登记册数据行"),
        "authority.activate": Text(
            en: "activate an authority", zhHant: "啟用核證機關", zhHans: "启用认证机构"),
        "practice.change": Text(
            en: "change the practice", zhHant: "更改作業設定", zhHans: "更改业务设置"),
        "calendar.enter": Text(
            en: "enter days of the calendar", zhHant: "記入日曆", zhHans: "记入日历"),
        "duty.fulfil": Text(en: "fulfil a duty", zhHant: "履行職責", zhHans: "履行职责"),
        "proposal.refuse": Text(en: "refuse a proposal", zhHant: "拒絕提議", zhHans: "拒绝提议"),
        "proposal.return": Text(
            en: "return a proposal for correction", zhHant: "退回提議更正", zhHans: "退回提议更正"),
        "proposal.withdraw": Text(
            en: "withdraw a proposal", zhHant: "撤回提議", zhHans: "撤回提议"),
        "draft.save": Text(en: "save a draft", zhHant: "儲存草稿", zhHans: "保存草稿"),
        "draft.discard": Text(en: "discard a draft", zhHant: "放棄草稿", zhHans: "放弃草稿"),
        "draft.erase": Text(
            en: "erase an abandoned draft", zhHant: "刪除無人續寫的草稿", zhHans: "删除无人续写的草稿"),
        "application.apply": Text(en: "apply", zhHant: "提交申請", zhHans: "提交申请"),
        "application.sendCode": Text(
            en: "send a code to a contact", zhHant: "向聯絡方法發出驗證碼", zhHans: "向联系方式发送验证码"),
        "application.proveContact": Text(
            en: "prove a contact by its code", zhHant: "以驗證碼證明聯絡方法",
            zhHans: "以验证码证明联系方式"),
        "application.evidence": Text(
            en: "add evidence to an application", zhHant: "為申請加入證據", zhHans: "为申请加入证据"),
        "application.check": Text(
            en: "ask a source about an applicant", zhHant: "向來源查詢申請人",
            zhHans: "向来源查询申请人"),
        "application.answer": Text(
            en: "enter a source's answer", zhHant: "記入來源的回覆", zhHans: "记入来源的回复"),
        "application.reveal": Text(
            en: "read a file of an application", zhHant: "查閱申請的檔案", zhHans: "查阅申请的文件"),
        "application.vet": Text(en: "vet an application", zhHant: "審核申請", zhHans: "审核申请"),
        "application.accept": Text(
            en: "accept the contents", zhHant: "接受證書內容", zhHans: "接受证书内容"),
        "application.approve": Text(
            en: "approve an application", zhHant: "批准申請", zhHans: "批准申请"),
        "application.issueList": Text(
            en: "issue certificates by a list", zhHant: "按清單簽發證書",
            zhHans: "按清单签发证书"),
        "application.issue": Text(
            en: "issue a certificate", zhHant: "簽發證書", zhHans: "签发证书"),
        "application.return": Text(
            en: "return an application for correction", zhHant: "退回申請更正", zhHans: "退回申请更正"),
        "application.correct": Text(
            en: "correct an application", zhHant: "更正申請", zhHans: "更正申请"),
        "application.refuse": Text(
            en: "refuse an application", zhHant: "拒絕申請", zhHans: "拒绝申请"),
        "subscriber.decide": Text(
            en: "decide whose an application is", zhHant: "決定申請屬誰", zhHans: "决定申请属谁"),
        "subscriber.keepContact": Text(
            en: "keep a further contact from counting", zhHant: "阻止另一聯絡方式生效",
            zhHans: "阻止另一联系方式生效"),
        "contact.addByKey": Text(
            en: "ask for another contact by key", zhHant: "憑密碼匙要求另一聯絡方式", zhHans: "凭密钥要求另一联系方式"),
        "contact.endByKey": Text(
            en: "give a contact up by key", zhHant: "憑密碼匙放棄聯絡方式", zhHans: "凭密钥放弃联系方式"),
        "contact.add": Text(
            en: "ask for another contact in person", zhHant: "親身要求另一聯絡方式", zhHans: "当面要求另一联系方式"),
        "contact.end": Text(
            en: "give a contact up in person", zhHant: "親身放棄聯絡方式", zhHans: "当面放弃联系方式"),
        "contact.prove": Text(
            en: "prove another contact by its code", zhHant: "以驗證碼證明另一聯絡方式",
            zhHans: "以验证码证明另一联系方式"),
        "subscriber.reveal": Text(
            en: "read a subscriber's names and numbers", zhHant: "查閱登記人的姓名及號碼",
            zhHans: "查阅订户的姓名及号码"),
        "subscriber.export": Text(
            en: "take out all data on somebody", zhHant: "取出某人的全部資料", zhHans: "取出某人的全部数据"),
        "subscriber.restrict": Text(
            en: "restrict the use of a subscriber's data", zhHant: "限制使用登記人的資料",
            zhHans: "限制使用订户的数据"),
        "subscriber.unrestrict": Text(
            en: "lift the restriction on a subscriber's data", zhHant: "解除登記人資料的使用限制",
            zhHans: "解除订户数据的使用限制"),
        "application.payFee": Text(
            en: "enter the payment of a fee", zhHant: "記入已繳費用", zhHans: "记入已缴费用"),
        "application.waiveFee": Text(
            en: "waive a fee", zhHant: "豁免費用", zhHans: "免除费用"),
        "application.recall": Text(
            en: "take a decision on an application back", zhHant: "收回對申請的決定",
            zhHans: "收回对申请的决定"),
        "application.makeKey": Text(
            en: "have a key made for an applicant", zhHant: "為申請人產生密碼匙",
            zhHans: "为申请人生成密钥"),
        "application.deliverKey": Text(
            en: "send the container with a key", zhHant: "發出密碼匙檔案", zhHans: "发出密钥文件"),
        "application.receiveKey": Text(
            en: "enter that a container was received", zhHant: "記入密碼匙檔案已收妥",
            zhHans: "记入密钥文件已收妥"),
        "application.deliverPassword": Text(
            en: "send the password of a container", zhHant: "發出密碼匙檔案的密碼",
            zhHans: "发出密钥文件的密码"),
        "application.prepareToken": Text(
            en: "prepare a token for an applicant", zhHant: "為申請人準備權標", zhHans: "为申请人准备令牌"),
        "application.identifyBearer": Text(
            en: "enter who brings a token", zhHant: "記入帶來權標者的身分", zhHans: "记入带来令牌者的身份"),
        "application.unblockToken": Text(
            en: "unblock a token", zhHant: "解鎖權標", zhHans: "解锁令牌"),
        "application.wipeToken": Text(
            en: "wipe a token", zhHant: "清除權標", zhHans: "清除令牌"),
        "application.loseToken": Text(
            en: "enter that a token was lost", zhHant: "記入權標遺失", zhHans: "记入令牌遗失"),
        "application.claim": Text(
            en: "take an application to work on", zhHant: "領取申請處理", zhHans: "领取申请处理"),
        "application.unclaim": Text(
            en: "give up an application taken", zhHant: "放回所領取的申請", zhHans: "放回所领取的申请"),
        "certificate.suspend": Text(
            en: "suspend a certificate", zhHant: "暫時吊銷證書", zhHans: "挂起证书"),
        "certificate.release": Text(
            en: "release a certificate", zhHant: "恢復證書", zhHans: "恢复证书"),
        "certificate.releaseOfAuthority": Text(
            en: "release a certificate of the authority", zhHant: "恢復機關本身的證書",
            zhHans: "恢复机构本身的证书"),
        "ledger.refusals": Text(
            en: "count refusals of strangers", zhHant: "統計對外人的拒絕", zhHans: "统计对外人的拒绝"),
        "certificate.revoke": Text(
            en: "revoke a certificate", zhHant: "撤銷證書", zhHans: "吊销证书"),
        "certificate.revokeByAuthority": Text(
            en: "revoke by the authority", zhHant: "由機關主動撤銷證書",
            zhHans: "由机构主动吊销证书"),
        "certificate.revokeOfAuthority": Text(
            en: "revoke a certificate of the authority", zhHant: "撤銷機關本身的證書",
            zhHans: "吊销机构本身的证书"),
        "campaign.open": Text(
            en: "revoke a whole cohort", zhHant: "撤銷整組證書", zhHans: "吊销整组证书"),
        "campaign.proceed": Text(
            en: "let a campaign go on", zhHant: "讓行動繼續", zhHans: "让行动继续"),
        "campaign.stop": Text(en: "stop a campaign", zhHant: "停止行動", zhHans: "停止行动"),
        "campaign.slice": Text(
            en: "revoke a slice of a campaign", zhHant: "撤銷行動中的一批證書",
            zhHans: "吊销行动中的一批证书"),
        "certificate.lapse": Text(
            en: "revoke what was not accepted in time", zhHant: "撤銷逾期未獲接受的證書",
            zhHans: "吊销逾期未获接受的证书"),
        "certificate.suspendByKey": Text(
            en: "suspend by the certificate's key", zhHant: "憑證書密碼匙暫時吊銷",
            zhHans: "凭证书密钥挂起"),
        "certificate.revokeByKey": Text(
            en: "revoke by the certificate's key", zhHant: "憑證書密碼匙撤銷",
            zhHans: "凭证书密钥吊销"),
        "certificate.suspendByCode": Text(
            en: "suspend by the suspension code", zhHant: "憑停用碼暫時吊銷",
            zhHans: "凭停用码挂起"),
        "certificate.proveCompromise": Text(
            en: "prove that a private key is known", zhHant: "證明私人密碼匙已外洩",
            zhHans: "证明私钥已泄露"),
        "incident.report": Text(en: "report an incident", zhHant: "報告事故", zhHans: "报告事故"),
        "crl.order": Text(
            en: "order a revocation list", zhHant: "要求簽發證書撤銷清單",
            zhHans: "要求签发证书吊销列表"),
        "crl.issue": Text(
            en: "issue a revocation list", zhHant: "簽發證書撤銷清單", zhHans: "签发证书吊销列表"),
        "responder.renew": Text(
            en: "renew an OCSP responder", zhHant: "更新 OCSP 回應者", zhHans: "更新 OCSP 响应者"),
        "intent.open": Text(en: "announce a signature", zhHant: "宣告簽署", zhHans: "宣告签名"),
        "intent.complete": Text(
            en: "complete a signature", zhHant: "完成簽署", zhHans: "完成签名"),
        "intent.retry": Text(en: "retry a signature", zhHant: "重試簽署", zhHans: "重试签名"),
        "intent.abandon": Text(
            en: "abandon a signature", zhHant: "放棄簽署", zhHans: "放弃签名"),
        "key.block": Text(en: "block a key", zhHant: "封鎖密碼匙", zhHans: "封锁密钥"),
        "backup.make": Text(en: "make a backup", zhHant: "製作備份", zhHans: "制作备份"),
        "export.make": Text(en: "export everything", zhHant: "匯出一切", zhHans: "导出一切"),
        "backup.drill": Text(
            en: "drill a restore", zhHant: "演練還原", zhHans: "演练恢复"),
        "ledger.migrate": Text(
            en: "migrate the stored form", zhHant: "遷移儲存格式", zhHans: "迁移存储格式"),
        "ledger.recover": Text(
            en: "go on after a restore", zhHant: "還原後續辦", zhHans: "恢复后续办"),
        "ledger.succession": Text(
            en: "go on under a new name", zhHant: "以新名稱續辦", zhHans: "以新名称续办"),
        "ledger.enterLost": Text(
            en: "enter what was lost", zhHant: "補記遺失的內容", zhHans: "补记丢失的内容"),
        "notice.deliver": Text(
            en: "hand a notice over", zhHant: "交出通知", zhHans: "交出通知"),
        "event.deliver": Text(
            en: "tell a receiver of public events", zhHant: "向接收端通知公開事件",
            zhHans: "向接收端通知公开事件"),
        "notice.abandon": Text(
            en: "give up a notice", zhHant: "放棄通知", zhHans: "放弃通知"),
        "serve.start": Text(en: "start the server", zhHant: "啟動伺服器", zhHans: "启动服务器"),
        "record.add": Text(en: "add a record", zhHant: "新增登記紀錄", zhHans: "新增登记记录"),
        "record.change": Text(en: "change a record", zhHant: "更改登記紀錄", zhHans: "更改登记记录"),
        "record.end": Text(en: "end a record", zhHant: "終止登記紀錄", zhHans: "终止登记记录"),
        "record.import": Text(
            en: "adopt an import of records", zhHant: "採納匯入的登記紀錄", zhHans: "采纳导入的登记记录"),
        "record.reverse": Text(
            en: "reverse an import of records", zhHant: "撤回匯入的登記紀錄", zhHans: "撤回导入的登记记录"),
        "record.stage": Text(
            en: "stage lines of an import", zhHant: "暫存匯入的資料列", zhHans: "暂存导入的数据行"),
        "record.attach": Text(
            en: "attach a file to a record", zhHant: "為登記紀錄附上檔案", zhHans: "为登记记录附上文件"),
        "record.reveal": Text(
            en: "read what is confidential in a record", zhHant: "查閱登記紀錄的機密內容",
            zhHans: "查阅登记记录的机密内容"),
    ]

    /// What a signature of the authority is for.
    static let purposes: [String: Text] = [
        "certificate.application": Text(
            en: "certificate of a subscriber", zhHant: "登記人證書", zhHans: "订户证书"),
        "certificate.authority": Text(
            en: "certificate of an authority", zhHant: "核證機關證書", zhHans: "认证机构证书"),
        "certificate.responder": Text(
            en: "certificate of an OCSP responder", zhHant: "OCSP 回應者證書",
            zhHans: "OCSP 响应者证书"),
        "crl.issue": Text(en: "revocation list", zhHant: "證書撤銷清單", zhHans: "证书吊销列表"),
    ]

    /// The tables of the ledger, as audits name them.
    static let ledgerTables: [String: Text] = [
        "application": Text(en: "Application", zhHant: "申請", zhHans: "申请"),
        "authority": Text(en: "Authority", zhHant: "核證機關", zhHans: "认证机构"),
        "certificate": Text(en: "Certificate", zhHant: "證書", zhHans: "证书"),
        "crl": Text(en: "Revocation list", zhHant: "證書撤銷清單", zhHans: "证书吊销列表"),
        "dossier_key": Text(en: "Key of a dossier", zhHant: "卷宗密碼匙", zhHans: "卷宗密钥"),
        "evidence": Text(en: "Evidence", zhHant: "證據", zhHans: "证据"),
        "genesis": Text(en: "Founding record", zhHant: "創立紀錄", zhHans: "创立记录"),
        "import_batch": Text(
            en: "Register taken over", zhHant: "已接收的登記冊", zhHans: "已接收的登记册"),
        "intent": Text(en: "Announced signature", zhHant: "已宣告的簽署", zhHans: "已宣告的签名"),
        "known_key": Text(en: "Known key", zhHant: "已知密碼匙", zhHans: "已知密钥"),
        "officer": Text(en: "Officer", zhHant: "人員", zhHans: "人员"),
        "participation": Text(en: "Part in a case", zhHant: "個案參與紀錄", zhHans: "案件参与记录"),
        "personal": Text(en: "Personal record", zhHant: "個人資料", zhHans: "个人资料"),
        "practice": Text(en: "Practice settings", zhHant: "作業設定", zhHans: "业务设置"),
        "proposal": Text(en: "Proposal", zhHant: "提議", zhHans: "提议"),
        "proposal_signature": Text(
            en: "Signature under a proposal", zhHant: "提議的簽署", zhHans: "提议的签名"),
        "vault_file": Text(en: "Sealed file", zhHant: "密封檔案", zhHans: "密封文件"),
        "record_import": Text(
            en: "Import of records", zhHant: "登記紀錄匯入", zhHans: "登记记录导入"),
        "record_version": Text(
            en: "Version of a record", zhHant: "登記紀錄版本", zhHans: "登记记录版本"),
        "request": Text(en: "Request", zhHant: "請求", zhHans: "请求"),
        "responder_key": Text(
            en: "Key of an OCSP responder", zhHant: "OCSP 回應者密碼匙",
            zhHans: "OCSP 响应者密钥"),
        "role_grant": Text(en: "Grant of a role", zhHant: "職務授予", zhHans: "岗位授予"),
        "subscriber": Text(en: "Subscriber", zhHant: "登記人", zhHans: "订户"),
        "subscriber_key": Text(
            en: "What a subscriber is found by", zhHant: "登記人的檢索值", zhHans: "订户的检索值"),
        "contact_proof": Text(
            en: "Proof of a contact", zhHant: "聯絡方法的證明", zhHans: "联系方式的证明"),
        "draft": Text(
            en: "Draft of an application", zhHant: "申請草稿", zhHans: "申请草稿"),
        "made_key": Text(
            en: "Key made for an applicant", zhHant: "為申請人產生的密碼匙", zhHans: "为申请人生成的密钥"),
        "subscriber_token": Text(
            en: "Token of a subscriber", zhHant: "登記人的權標", zhHans: "订户的令牌"),
        "campaign": Text(
            en: "Revocation of many", zhHant: "大量撤銷行動", zhHans: "大量吊销行动"),
        "collision_decision": Text(
            en: "Decision on whose an application is", zhHant: "申請屬誰的決定", zhHans: "申请属谁的决定"),
        "status_event": Text(en: "Change of status", zhHant: "狀態變更", zhHans: "状态变更"),
    ]
}
