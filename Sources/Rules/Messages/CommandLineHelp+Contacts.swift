extension CommandHelp {
    public static let contact = CommandHelp(
        "contact",
        en: (
            "Another contact of a subscriber, or one less, without an application: add, prove, end.",
            "By the key of a valid certificate, or in person. Those who were there before are told, and can object "
                + "(`kapok subscriber keep`) until the delay of the practice (contactDelayHours) is over."
        ),
        zhHant: (
            "無須申請而新增或放棄登記人的聯絡方式：新增、證實、放棄。",
            "憑有效證書的密碼匙，或親身辦理。先前的聯絡方式均獲通知，並可於作業設定的等候期（contactDelayHours）內提出異議（`kapok subscriber keep`）。"
        ),
        zhHans: (
            "无须申请而新增或放弃订户的联系方式：新增、证实、放弃。",
            "凭有效证书的密钥，或当面办理。先前的联系方式均获通知，并可于业务设置的等候期（contactDelayHours）内提出异议（`kapok subscriber keep`）。"
        ),
        examples: "kapok contact add rsa-ca/4a0b77129c… --email new@example.hk --statement add.json"
    )

    public static let contactAdd = CommandHelp(
        "contact add",
        en: (
            "Ask for another contact; a code is sent there.",
            "--statement writes what is to be signed with the certificate's key, --signature hands it in. In person a "
                + "validator names who asks (--requester) with the written request, the identity documents and, of a "
                + "representative, the authorisation (--mandate)."
        ),
        zhHant: (
            "要求另一聯絡方式；驗證碼會發往該處。",
            "--statement 寫出待以證書密碼匙簽署的內容，--signature 提交簽署。親身辦理時，由審核員指明要求者（--requester），連同書面要求、身份文件，代表另須授權書（--mandate）。"
        ),
        zhHans: (
            "要求另一联系方式；验证码会发往该处。",
            "--statement 写出待以证书密钥签名的内容，--signature 提交签名。当面办理时，由审核员指明要求者（--requester），连同书面请求、身份文件，代表另须授权书（--mandate）。"
        ),
        examples:
            "kapok contact add rsa-ca/4a0b77129c… --email new@example.hk --statement add.json",
        "kapok contact add rsa-ca/4a0b77129c… --email new@example.hk --signature add.sig",
        "kapok contact add rsa-ca/4a0b77129c… --email new@example.hk --requester subscriber "
            + "--evidence form.pdf --documents card.pdf --key val.pem")

    public static let contactProve = CommandHelp(
        "contact prove",
        en: (
            "Tell back the code that was sent to a new contact.",
            "Good for 15 minutes and five tries. From then on the contact waits to count."
        ),
        zhHant: ("告知發往新聯絡方式的驗證碼。", "15 分鐘內有效，可試五次。其後該聯絡方式等候生效。"),
        zhHans: ("告知发往新联系方式的验证码。", "15 分钟内有效，可试五次。其后该联系方式等候生效。"),
        examples: "kapok contact prove rsa-ca/4a0b77129c… --code 12345678")

    public static let contactEnd = CommandHelp(
        "contact end",
        en: (
            "Give a contact up; it is told itself, and ends after a delay.",
            "As 'kapok contact add'. The last contact that counts cannot be given up."
        ),
        zhHant: ("放棄一個聯絡方式；該聯絡方式亦獲通知，並於等候期後終止。", "做法同「kapok contact add」。最後一個已生效的聯絡方式不能放棄。"),
        zhHans: ("放弃一个联系方式；该联系方式亦获通知，并于等候期后终止。", "做法同“kapok contact add”。最后一个已生效的联系方式不能放弃。"),
        examples:
            "kapok contact end rsa-ca/4a0b77129c… --email old@example.hk --statement end.json",
        "kapok contact end rsa-ca/4a0b77129c… --email old@example.hk --signature end.sig")
}

extension CommandLineOption {
    public static let contactRequester = Text(
        en: "In person: who asks.", zhHant: "親身辦理：要求者。", zhHans: "当面办理：要求者。")
}
