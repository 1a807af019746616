extension RefusalCode {
    public static let certificateNameInvalid = RefusalCode(
        "certificate.nameInvalid",
        en: (
            "{value} does not name a certificate.",
            "Name it by its serial number in hex, or as AUTHORITY/SERIAL."
        ),
        zhHant: ("「{value}」並非證書的名稱。", "請用十六進制序號，或 核證機關/序號 指明證書。"),
        zhHans: ("“{value}”不是证书的名称。", "请用十六进制序列号，或 认证机构/序列号 指明证书。"))

    public static let certificateUnknown = RefusalCode(
        "certificate.unknown",
        en: (
            "There is no certificate {value}.",
            "`kapok certificate find` searches by serial number or by the begin of a name."
        ),
        zhHant: ("沒有證書「{value}」。", "用 `kapok certificate find` 按序號或名稱開首部分搜尋。"),
        zhHans: ("没有证书“{value}”。", "用 `kapok certificate find` 按序列号或名称开头部分搜索。"))

    public static let certificateAmbiguous = RefusalCode(
        "certificate.ambiguous",
        en: (
            "The serial number {value} occurs under more than one issuer: {candidates}.",
            "Name it as AUTHORITY/SERIAL."
        ),
        zhHant: ("序號 {value} 見於多個簽發機關：{candidates}。", "請以 核證機關/序號 指明。"),
        zhHans: ("序列号 {value} 见于多个签发机构：{candidates}。", "请以 认证机构/序列号 指明。"))

    public static let certificateNotYetIssued = RefusalCode(
        "certificate.notYetIssued",
        en: (
            "The certificate {value} did not exist at {at}: its history begins at {from}.",
            "Ask for a time from then on."
        ),
        zhHant: ("證書 {value} 在 {at} 尚未存在：其歷史由 {from} 開始。", "請查詢其後的時間。"),
        zhHans: ("证书 {value} 在 {at} 尚未存在：其历史从 {from} 开始。", "请查询其后的时间。"))

    public static let certificateStateWrong = RefusalCode(
        "certificate.stateWrong", clause: "6.17a",
        en: (
            "The state of certificate {value} is \"{state}\"; this act needs \"{needed}\".",
            "`kapok status {value}` shows its history. A revocation is for ever; whoever needs a "
                + "certificate again applies again."
        ),
        zhHant: (
            "證書 {value} 的狀態為「{state}」；此操作要求狀態為「{needed}」。",
            "用 `kapok status {value}` 查看紀錄。撤銷不可逆轉；如再需證書，須重新申請。"
        ),
        zhHans: (
            "证书 {value} 的状态为“{state}”；此操作要求状态为“{needed}”。",
            "用 `kapok status {value}` 查看记录。吊销不可逆转；如再需证书，须重新申请。"
        ))

    public static let certificateKeyBlocked = RefusalCode(
        "certificate.keyBlocked", clause: "6.7b",
        en: (
            "Certificate {value} cannot be released: its key is blocked for ever, since its "
                + "private half was seen or it was reported lost.",
            "Revoke it with the reason keyCompromise; whoever needs a certificate again applies "
                + "with a new key."
        ),
        zhHant: (
            "證書 {value} 不可恢復：其密碼匙已被永久封鎖，因為私人密碼匙曾外洩或已報失。",
            "請以 keyCompromise 為理由撤銷；如再需證書，須以新的密碼匙重新申請。"
        ),
        zhHans: (
            "证书 {value} 不可恢复：其密钥已被永久封锁，因为私钥曾泄露或已报失。",
            "请以 keyCompromise 为理由吊销；如再需证书，须用新的密钥重新申请。"
        ))

    public static let identificationMismatch = RefusalCode(
        "revocation.identificationMismatch", clause: "6.19a",
        en: (
            "The way of identification does not fit who asks for the revocation.",
            "A court is identified by its document, the authority by its internal procedure, a "
                + "subscriber by a signed request, the same documents, or, who cannot come, by telephone, "
                + "post or a third party's proof. Until that is done, suspend."
        ),
        zhHant: (
            "識別方式與要求撤銷者不符。",
            "法院憑其文件識別，核證機關憑內部程序識別，登記人憑已簽署的要求或相同文件識別；不能到場者則以電話、郵遞或第三方證明識別。完成前請先暫時吊銷。"
        ),
        zhHans: (
            "识别方式与要求吊销者不符。", "法院凭其文件识别，认证机构凭内部程序识别，订户凭已签署的请求或相同文件识别；不能到场者则以电话、邮寄或第三方证明识别。完成前请先挂起。"
        ))

    public static let revocationNeedsTwo = RefusalCode(
        "revocation.needsTwo", clause: "6.19c",
        en: (
            "A revocation that the authority itself asks for is decided by two approvers, any "
                + "other by one validator.",
            "Use `kapok revoke --requester authority` with an approver, and let a second approver "
                + "sign; for its own certificates, with three administrators. Until then, suspend."
        ),
        zhHant: (
            "由核證機關自行要求的撤銷須由兩名批准人決定，其他則由一名審核員決定。",
            "請由批准人用 `kapok revoke --requester authority` 提出，再由另一名批准人簽署；機關本身的證書則由三名管理員簽署。在此之前可暫時吊銷。"
        ),
        zhHans: (
            "由认证机构自行要求的吊销须由两名批准人决定，其他则由一名审核员决定。",
            "请由批准人用 `kapok revoke --requester authority` 提出，再由另一名批准人签署；机构本身的证书则由三名管理员签署。在此之前可挂起。"
        ))

    public static let releaseOfAuthority = RefusalCode(
        "release.ownCertificate", clause: "7.11c",
        en: (
            "{value} is a certificate of the authority itself: it takes three administrators to release it.",
            "Let each of them sign: `kapok release {value}`, then `kapok approve PROPOSAL`."
        ),
        zhHant: (
            "{value} 是核證機關本身的證書：須由三名管理員恢復。",
            "請由他們逐一簽署：`kapok release {value}`，然後 `kapok approve PROPOSAL`。"
        ),
        zhHans: (
            "{value} 是认证机构本身的证书：须由三名管理员恢复。",
            "请由他们逐一签署：`kapok release {value}`，然后 `kapok approve PROPOSAL`。"
        ))

    public static let releaseOfSubscriber = RefusalCode(
        "release.subscriberCertificate", clause: "6.17a",
        en: (
            "{value} is a subscriber's certificate: an approver releases it.",
            "Run `kapok release {value}` as an approver."
        ),
        zhHant: ("{value} 是登記人的證書：由批准人恢復。", "請以批准人身份執行 `kapok release {value}`。"),
        zhHans: ("{value} 是订户的证书：由批准人恢复。", "请以批准人身份执行 `kapok release {value}`。"))

    public static let revocationOfAuthority = RefusalCode(
        "revocation.ownCertificate", clause: "6.24",
        en: (
            "{value} is a certificate of the authority itself: three administrators revoke it, after "
                + "the regulator's confirmation.",
            "Suspend it: that stops all issuing under it at once. Once the regulator has confirmed, "
                + "let three administrators sign `kapok revoke --confirmation FILE`."
        ),
        zhHant: (
            "{value} 是核證機關本身的證書：須待監管機構確認，並由三名管理員撤銷。",
            "請先暫時吊銷：以其簽發證書會即時停止。監管機構確認後，由三名管理員簽署 "
                + "`kapok revoke --confirmation FILE`。"
        ),
        zhHans: (
            "{value} 是认证机构本身的证书：须待监管部门确认，并由三名管理员吊销。",
            "请先挂起：以其签发证书会立即停止。监管部门确认后，由三名管理员签署 "
                + "`kapok revoke --confirmation FILE`。"
        ))

    public static let revocationOfSubscriber = RefusalCode(
        "revocation.subscriberCertificate", clause: "6.19c",
        en: (
            "{value} is a subscriber's certificate: administrators do not revoke it.",
            "Let a validator revoke it for who asks, or two approvers for the authority."
        ),
        zhHant: (
            "{value} 是登記人的證書：不由管理員撤銷。", "如有人要求，由審核員撤銷；由機關主動撤銷，則由兩名批准人決定。"
        ),
        zhHans: (
            "{value} 是订户的证书：不由管理员吊销。", "如有人请求，由审核员吊销；由机构主动吊销，则由两名批准人决定。"
        ))

    public static let regulatorConfirmationMissing = RefusalCode(
        "revocation.confirmationMissing", clause: "6.24",
        en: (
            "No confirmation by the regulator was named.",
            "Name it with --confirmation FILE. Until it is there, suspend: that stops all issuing under "
                + "the certificate at once."
        ),
        zhHant: ("未有指明監管機構的確認文件。", "請用 --confirmation FILE 指明。取得前可先暫時吊銷：以該證書簽發會即時停止。"),
        zhHans: ("未指明监管部门的确认文件。", "请用 --confirmation FILE 指明。取得前可先挂起：以该证书签发会立即停止。"))

    public static let courtRequestMissing = RefusalCode(
        "revocation.courtRequestMissing", clause: "5.8c",
        en: (
            "No written request of the court was named.",
            "Name it with --evidence FILE: it is the basis by itself, and no other identification is "
                + "asked for. Until it is there, suspend."
        ),
        zhHant: ("未有指明法院的書面要求。", "請用 --evidence FILE 指明：該文件本身即為依據，無須其他識別。取得前可先暫時吊銷。"),
        zhHans: ("未指明法院的书面请求。", "请用 --evidence FILE 指明：该文件本身即为依据，无须其他鉴别。取得前可先挂起。"))

    public static let revocationEvidenceMissing = RefusalCode(
        "revocation.evidenceMissing", clause: "6.19a",
        en: (
            "No evidence of who asks and why was named.",
            "Name each document with --evidence FILE. Until identity, authority and reason are "
                + "verified, suspend: that is possible at once."
        ),
        zhHant: ("未有指明要求者身份及理由的證據。", "請用 --evidence FILE 指明每份文件。核實身份、權限及理由前，可即時暫時吊銷。"),
        zhHans: ("未指明请求者身份及理由的证据。", "请用 --evidence FILE 指明每份文件。核实身份、权限及理由前，可立即挂起。"))

    public static let serialNotReserved = RefusalCode(
        "certificate.serialNotReserved", clause: "3.2b",
        en: (
            "The serial number {serial} is not reserved for signing.",
            "Nothing was issued; look for the intent in `kapok audit list`."
        ),
        zhHant: ("序號 {serial} 並未預留作簽發。", "未有簽發任何證書；請在 `kapok audit list` 查看有關的簽署意向。"),
        zhHans: ("序列号 {serial} 并未预留用于签发。", "未签发任何证书；请在 `kapok audit list` 查看有关的签署意向。"))

    public static let crlGuard = RefusalCode(
        "crl.guard", clause: "4.11b",
        en: (
            "The CRL of {authority} was not published: {reason}.",
            "The last published list stays in place; this is a fault of the system: keep the "
                + "journal and report it."
        ),
        zhHant: ("{authority} 的證書撤銷清單未有公布：{reason}。", "上一份清單維持有效；此為系統故障：請保留日誌並報告。"),
        zhHans: ("{authority} 的证书吊销列表未公布：{reason}。", "上一份列表继续有效；此为系统故障：请保留日志并报告。"))
}
