// Refusals where a contact comes or goes without an application.

extension RefusalCode {
    public static let contactRequestInvalid = RefusalCode(
        "contact.requestInvalid", clause: "5.8a",
        en: (
            "The request is not signed with the key of a subscriber's certificate {value}.",
            "Write what is to be signed with `kapok contact add` or `kapok contact end` and --statement, sign it with the "
                + "certificate's key, and hand in the same with --signature. Who has no key comes in person."
        ),
        zhHant: (
            "此要求並非以登記人證書「{value}」的密碼匙簽署。",
            "請用 `kapok contact add` 或 `kapok contact end` 加 --statement 寫出待簽內容，以證書的密碼匙簽署，再以 --signature 提交相同內容。沒有密碼匙者請親身辦理。"
        ),
        zhHans: (
            "此请求并非以订户证书“{value}”的密钥签名。",
            "请用 `kapok contact add` 或 `kapok contact end` 加 --statement 写出待签内容，以证书的密钥签名，再以 --signature 提交相同内容。没有密钥者请当面办理。"
        ))

    public static let contactRequestStale = RefusalCode(
        "contact.requestStale", clause: "5.8a",
        en: (
            "Something was done with certificate {value} since this request was signed.",
            "A request serves once. Write it anew with --statement and sign it again."
        ),
        zhHant: ("簽署此要求後，證書「{value}」已有其他操作。", "每份要求只可使用一次。請用 --statement 重新寫出並再次簽署。"),
        zhHans: ("签署此请求后，证书“{value}”已有其他操作。", "每份请求只可使用一次。请用 --statement 重新写出并再次签名。"))

    public static let contactCertificateUnfit = RefusalCode(
        "contact.certificateUnfit", clause: "6.14",
        en: (
            "No contact comes or goes by certificate {value}.",
            "By its key it has to be valid, in person valid or suspended, and its subscriber known by number. Otherwise the "
                + "next application brings the contact."
        ),
        zhHant: (
            "不能憑證書「{value}」更改聯絡方式。", "憑密碼匙辦理時證書須有效；親身辦理時證書須有效或暫時吊銷，且登記人須有編號。否則請在下次申請時提供聯絡方式。"
        ),
        zhHans: (
            "不能凭证书“{value}”更改联系方式。", "凭密钥办理时证书须有效；当面办理时证书须有效或已挂起，且订户须有编号。否则请在下次申请时提供联系方式。"
        ))

    public static let contactAlreadyKnown = RefusalCode(
        "contact.alreadyKnown", clause: "6.14",
        en: (
            "This address is a contact of the subscriber already, or waits to be one.",
            "Nothing more is to be done: `kapok subscriber show` tells from when on it counts."
        ),
        zhHant: ("此地址已是該登記人的聯絡方式，或正等候生效。", "無須再處理：`kapok subscriber show` 顯示何時生效。"),
        zhHans: ("此地址已是该订户的联系方式，或正等候生效。", "无须再处理：`kapok subscriber show` 显示何时生效。"))

    public static let contactNotOne = RefusalCode(
        "contact.notOne", clause: "6.14",
        en: (
            "This address is no contact that counts for the subscriber, or is given up already.",
            "Write it exactly as it was proven. One that only waits is stopped with `kapok subscriber keep`."
        ),
        zhHant: ("此地址並非該登記人已生效的聯絡方式，或已被放棄。", "請按證實時的寫法填寫。仍在等候生效者，請用 `kapok subscriber keep` 阻止。"),
        zhHans: ("此地址不是该订户已生效的联系方式，或已被放弃。", "请按证实时的写法填写。仍在等候生效者，请用 `kapok subscriber keep` 阻止。"))

    public static let contactLast = RefusalCode(
        "contact.last", clause: "6.14",
        en: (
            "This is the subscriber's last contact that counts.",
            "Nobody could be told of what is done in their name. Prove another one first, and wait until it counts."
        ),
        zhHant: ("這是該登記人最後一個已生效的聯絡方式。", "放棄後便無法通知其名義下辦理的事項。請先證實另一聯絡方式，並待其生效。"),
        zhHans: ("这是该订户最后一个已生效的联系方式。", "放弃后便无法通知其名义下办理的事项。请先证实另一联系方式，并待其生效。"))
}
