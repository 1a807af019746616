// Refusals where a contact is proven by a code.

extension RefusalCode {
    public static let contactNone = RefusalCode(
        "contact.none", clause: "5.7",
        en: (
            "{id} states no such address or number, so that there is nothing to prove.",
            "Nothing is to be done: nobody is told there. Another application can state one, with `--email` or "
                + "`--telephone`."
        ),
        zhHant: (
            "{id} 沒有陳述這種地址或號碼，無可證明。",
            "無須處理：不會向該處發出通知。另一份申請可以 `--email` 或 `--telephone` 陳述。"
        ),
        zhHans: (
            "{id} 没有陈述这种地址或号码，无可证明。",
            "无须处理：不会向该处发送通知。另一份申请可以用 `--email` 或 `--telephone` 陈述。"
        ))

    public static let contactTelephone = RefusalCode(
        "contact.telephone",
        en: (
            "This is no telephone number in international form.",
            "Write `+`, the country code and the number, such as {form}: eight digits behind +852 and +853, ten or "
                + "eleven behind +86."
        ),
        zhHant: (
            "這不是國際格式的電話號碼。",
            "請寫作 `+`、國家或地區代碼及號碼，例如 {form}：+852 及 +853 後為八位，+86 後為十或十一位。"
        ),
        zhHans: (
            "这不是国际格式的电话号码。",
            "请写成 `+`、国家或地区代码及号码，例如 {form}：+852 及 +853 后为八位，+86 后为十或十一位。"
        ))

    public static let contactNoGateway = RefusalCode(
        "contact.noGateway",
        en: (
            "The practice names no gateway for short messages, so that none can be sent.",
            "Have a connector of kind `smsGateway` put into `connectors` of the practice; until then a telephone is not "
                + "proven, and nobody is told there."
        ),
        zhHant: (
            "作業設定沒有列明短訊閘道，無法發出短訊。",
            "請在作業設定的 `connectors` 加入 `smsGateway` 類別的連接；在此之前電話號碼不獲證明，亦不會向其發出通知。"
        ),
        zhHans: (
            "业务设置没有列明短信网关，无法发送短信。",
            "请在业务设置的 `connectors` 加入 `smsGateway` 类别的连接；在此之前电话号码不获证明，也不会向其发送通知。"
        ))

    public static let smsNotTaken = RefusalCode(
        "sms.notTaken",
        en: (
            "The gateway {connector} did not take a short message: {reason}.",
            "No act waits for it. A notice is tried again; for another code, ask anew. Look at the gateway if this "
                + "goes on."
        ),
        zhHant: (
            "閘道 {connector} 沒有接收短訊：{reason}。",
            "其他工作不受影響。通知會再嘗試；如需另一驗證碼，請重新索取。如持續發生，請檢查該閘道。"
        ),
        zhHans: (
            "网关 {connector} 没有接收短信：{reason}。",
            "其他工作不受影响。通知会再尝试；如需另一验证码，请重新索取。如持续发生，请检查该网关。"
        ))

    public static let smsRefused = RefusalCode(
        "sms.refused",
        en: (
            "The gateway {connector} sends nothing to this number.",
            "Look at the number. Who stated it can state another one in a further application."
        ),
        zhHant: ("閘道 {connector} 不會向此號碼發出短訊。", "請核對號碼。申請人可在另一份申請陳述其他號碼。"),
        zhHans: ("网关 {connector} 不会向此号码发送短信。", "请核对号码。申请人可在另一份申请陈述其他号码。"))

    public static let contactAlreadyProven = RefusalCode(
        "contact.alreadyProven", clause: "5.7",
        en: ("This contact of {id} is proven already.", "Nothing more is to be done."),
        zhHant: ("{id} 的這個聯絡方式已獲證明。", "無須再處理。"),
        zhHans: ("{id} 的这个联系方式已获证明。", "无须再处理。"))

    public static let contactCodesExhausted = RefusalCode(
        "contact.codesExhausted", clause: "5.7",
        en: (
            "Enough codes were sent to this address or number, or for {id}, in the last 24 hours; or by short "
                + "message in the last hour, to it or to all.",
            "Ask again in an hour or tomorrow. An application goes on without, too: the certificate then says that "
                + "the address is not verified."
        ),
        zhHant: (
            "過去 24 小時內向此地址或號碼、或為 {id} 發出的驗證碼已達上限；或過去一小時內向此號碼或所有號碼發出的短訊已達上限。",
            "請於一小時後或明天再試，申請亦可不經驗證繼續辦理：證書會註明該地址未經核實。"
        ),
        zhHans: (
            "过去 24 小时内向此地址或号码、或为 {id} 发送的验证码已达上限；或过去一小时内向此号码或所有号码发送的短信已达上限。",
            "请于一小时后或明天再试，申请亦可不经验证继续办理：证书会注明该地址未经核实。"
        ))

    public static let contactCodeGone = RefusalCode(
        "contact.codeGone", clause: "5.7",
        en: (
            "There is no code of {id} that could still be told.",
            "A code is good for 15 minutes and five tries, for the address or number that is stated now. Ask for "
                + "another one: `kapok application prove {id}` or, of a certificate, `kapok contact add {id}`."
        ),
        zhHant: (
            "{id} 沒有仍可使用的驗證碼。",
            "驗證碼於 15 分鐘內有效，可試五次，並只適用於現時陳述的地址或號碼。請再索取：`kapok application prove {id}`；如屬證書，則為 `kapok contact add {id}`。"
        ),
        zhHans: (
            "{id} 没有仍可使用的验证码。",
            "验证码于 15 分钟内有效，可试五次，并只适用于当前陈述的地址或号码。请再索取：`kapok application prove {id}`；如属证书，则为 `kapok contact add {id}`。"
        ))

    public static let contactCodeWrong = RefusalCode(
        "contact.codeWrong", clause: "5.7",
        en: (
            "This is not the code that was sent.",
            "Compare it with the newest message; tries left: {left}."
        ),
        zhHant: ("這不是所發出的驗證碼。", "請與最新的訊息核對；尚可再試 {left} 次。"),
        zhHans: ("这不是所发出的验证码。", "请与最新的消息核对；还可再试 {left} 次。"))

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
