// What those who ask in a subscriber's place have to show, and who approves what nobody asked for (CP 6.19a, 6.19c).
extension RefusalCode {
    public static let authorisationMissing = RefusalCode(
        "requester.authorisationMissing", clause: "6.19a",
        en: (
            "Nothing was named that authorises the representative to ask for this.",
            "Name the authorisation with --mandate FILE. Until it is there, suspend: that needs none of it."
        ),
        zhHant: ("未有指明授權代表提出此要求的文件。", "請用 --mandate FILE 指明授權書。取得前可先暫時吊銷，無須出示。"),
        zhHans: ("未指明授权代表提出此请求的文件。", "请用 --mandate FILE 指明授权书。取得前可先挂起，无须出示。"))

    public static let deathProofMissing = RefusalCode(
        "requester.deathProofMissing", clause: "6.19a",
        en: (
            "Nothing was named that shows that the subscriber died.",
            "Name the death certificate with --basis FILE. Until it is there, suspend: that needs none of it."
        ),
        zhHant: ("未有指明登記人已去世的證明。", "請用 --basis FILE 指明死亡證。取得前可先暫時吊銷，無須出示。"),
        zhHans: ("未指明订户已去世的证明。", "请用 --basis FILE 指明死亡证明。取得前可先挂起，无须出示。"))

    public static let estateGrantMissing = RefusalCode(
        "requester.estateGrantMissing", clause: "6.19a",
        en: (
            "Nothing was named that shows who acts for the estate.",
            "Name the grant of probate, the letters of administration or the notarised right to inherit with "
                + "--mandate FILE. Until it is there, suspend: that needs none of it."
        ),
        zhHant: (
            "未有指明何人代理遺產的證明。",
            "請用 --mandate FILE 指明遺囑認證書、遺產管理書或繼承公證書。取得前可先暫時吊銷，無須出示。"
        ),
        zhHans: (
            "未指明何人代理遗产的证明。",
            "请用 --mandate FILE 指明遗嘱认证书、遗产管理书或继承公证书。取得前可先挂起，无须出示。"
        ))

    public static let windingUpMissing = RefusalCode(
        "requester.windingUpMissing", clause: "6.19a",
        en: (
            "Nothing was named that shows that the organisation is being wound up.",
            "Name the order of the court or the resolution with --basis FILE. Until it is there, suspend: that "
                + "needs none of it."
        ),
        zhHant: ("未有指明機構正在清盤的證明。", "請用 --basis FILE 指明法院的清盤令或清盤決議。取得前可先暫時吊銷，無須出示。"),
        zhHans: ("未指明机构正在清算的证明。", "请用 --basis FILE 指明法院的清算裁定或清算决议。取得前可先挂起，无须出示。"))

    public static let appointmentMissing = RefusalCode(
        "requester.appointmentMissing", clause: "6.19a",
        en: (
            "Nothing was named that shows who is the liquidator or receiver.",
            "Name the appointment with --mandate FILE. Until it is there, suspend: that needs none of it."
        ),
        zhHant: ("未有指明何人為清盤人或接管人的證明。", "請用 --mandate FILE 指明委任書。取得前可先暫時吊銷，無須出示。"),
        zhHans: ("未指明何人为清算人或接管人的证明。", "请用 --mandate FILE 指明任命书。取得前可先挂起，无须出示。"))

    public static let requesterUnfit = RefusalCode(
        "requester.unfit", clause: "6.19a",
        en: (
            "Certificate {value} is not one of which {requester} can ask this.",
            "An estate asks of a person's certificate, a liquidator or receiver of an organisation's. Whatever is "
                + "urgent is suspended at anybody's word."
        ),
        zhHant: (
            "{requester} 不能就證書 {value} 提出此要求。",
            "遺產代理人只可就個人證書提出要求，清盤人或接管人只可就機構證書提出要求。如情況緊急，任何人提出均可先暫時吊銷。"
        ),
        zhHans: (
            "{requester} 不能就证书 {value} 提出此请求。",
            "遗产代理人只可就个人证书提出请求，清算人或接管人只可就机构证书提出请求。如情况紧急，任何人提出均可先挂起。"
        ))

    public static let releaseOfEstate = RefusalCode(
        "release.estate", clause: "6.17a",
        en: (
            "An estate cannot have a certificate made valid again: nobody may sign with it any more.",
            "Revoke it for the estate. If the subscriber lives, the subscriber asks for the release."
        ),
        zhHant: ("遺產代理人不可要求恢復證書：再無人可以此證書簽署。", "請應遺產代理人的要求撤銷。如登記人仍在世，應由登記人要求恢復。"),
        zhHans: ("遗产代理人不可请求恢复证书：再无人可用此证书签名。", "请应遗产代理人的请求吊销。如订户仍在世，应由订户请求恢复。"))

    public static let revocationManagerMissing = RefusalCode(
        "revocation.managerMissing", clause: "6.19c",
        en: (
            "A revocation that the subscriber did not ask for is approved by a manager who is designated for it, and "
                + "{officer} is not.",
            "Let one of these sign who did not propose it: {designated}. The register of personnel names them "
                + "(designatedFor). Until then, suspend."
        ),
        zhHant: (
            "並非由登記人要求的撤銷須由指定的主管批准，而 {officer} 並非指定主管。",
            "請由下列人員中並非提出者簽署：{designated}。人事登記冊（designatedFor）列明指定主管。在此之前可先暫時吊銷。"
        ),
        zhHans: (
            "并非由订户请求的吊销须由指定的主管批准，而 {officer} 并非指定主管。",
            "请由下列人员中并非提出者签名：{designated}。人员登记册（designatedFor）列明指定主管。在此之前可先挂起。"
        ))
}
