// Refusals where a contact is proven by a code.

extension RefusalCode {
    public static let contactNone = RefusalCode(
        "contact.none", clause: "5.7",
        en: (
            "{id} states no e-mail address, so that there is nothing to prove.",
            "Nothing is to be done: the certificate will name none."
        ),
        zhHant: ("{id} 沒有陳述電郵地址，無可證明。", "無須處理：證書不會載有電郵地址。"),
        zhHans: ("{id} 没有陈述电子邮件地址，无可证明。", "无须处理：证书不会载有电子邮件地址。"))

    public static let contactAlreadyProven = RefusalCode(
        "contact.alreadyProven", clause: "5.7",
        en: ("The address of {id} is proven already.", "Nothing more is to be done."),
        zhHant: ("{id} 的電郵地址已獲證明。", "無須再處理。"),
        zhHans: ("{id} 的电子邮件地址已获证明。", "无须再处理。"))

    public static let contactCodesExhausted = RefusalCode(
        "contact.codesExhausted", clause: "5.7",
        en: (
            "Enough codes were sent to this address, or for {id}, in the last 24 hours.",
            "Ask again tomorrow, or go on without: the certificate then says that the address is not "
                + "verified."
        ),
        zhHant: ("過去 24 小時內向此地址或為 {id} 發出的驗證碼已達上限。", "請於明天再試，或不經驗證繼續辦理：證書會註明該地址未經核實。"),
        zhHans: ("过去 24 小时内向此地址或为 {id} 发送的验证码已达上限。", "请于明天再试，或不经验证继续办理：证书会注明该地址未经核实。"))

    public static let contactCodeGone = RefusalCode(
        "contact.codeGone", clause: "5.7",
        en: (
            "There is no code of {id} that could still be told.",
            "A code is good for 15 minutes and five tries, for the address that is stated now. Ask for "
                + "another one: `kapok application prove {id}`."
        ),
        zhHant: (
            "{id} 沒有仍可使用的驗證碼。",
            "驗證碼於 15 分鐘內有效，可試五次，並只適用於現時陳述的地址。請再索取：`kapok application prove {id}`。"
        ),
        zhHans: (
            "{id} 没有仍可使用的验证码。",
            "验证码于 15 分钟内有效，可试五次，并只适用于当前陈述的地址。请再索取：`kapok application prove {id}`。"
        ))

    public static let contactCodeWrong = RefusalCode(
        "contact.codeWrong", clause: "5.7",
        en: (
            "This is not the code that was sent.",
            "Compare it with the newest message; tries left: {left}."
        ),
        zhHant: ("這不是所發出的驗證碼。", "請與最新的電郵核對；尚可再試 {left} 次。"),
        zhHans: ("这不是所发出的验证码。", "请与最新的邮件核对；还可再试 {left} 次。"))

    public static let contactNoServer = RefusalCode(
        "contact.noServer", clause: "5.7",
        en: (
            "No mail server is set, so that no code can be sent.",
            "Set the section `mail:` of kapok.yaml; until then the certificate says that the address is not "
                + "verified."
        ),
        zhHant: ("未有設定郵件伺服器，無法發出驗證碼。", "請在 kapok.yaml 設定 `mail:`；在此之前證書會註明該地址未經核實。"),
        zhHans: ("未设置邮件服务器，无法发出验证码。", "请在 kapok.yaml 设置 `mail:`；在此之前证书会注明该地址未经核实。"))

    public static let contactNoneWaiting = RefusalCode(
        "contact.noneWaiting",
        en: (
            "No contact that application {id} brought waits to count.",
            "It counts already, was kept from it before, or never was another one: `kapok subscriber show` lists those "
                + "that wait. If somebody else acts in a subscriber's name, suspend the certificate."
        ),
        zhHant: (
            "申請 {id} 並無等候生效的聯絡方式。",
            "該聯絡方式或已生效、已被阻止，或並非另一聯絡方式：`kapok subscriber show` 列出等候生效者。如有人冒用登記人名義，請暫時吊銷證書。"
        ),
        zhHans: (
            "申请 {id} 没有等候生效的联系方式。",
            "该联系方式或已生效、已被阻止，或并非另一联系方式：`kapok subscriber show` 列出等候生效者。如有人冒用订户名义，请挂起证书。"
        ))
}
