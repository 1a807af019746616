// What applications cost.

extension RefusalCode {
    public static let feeDue = RefusalCode(
        "application.feeDue",
        en: (
            "The fee of application {id} is due: {amount}.",
            "Enter the reference under which it was paid (`kapok fee pay {id}`), or waive it "
                + "(`kapok fee waive {id}`)."
        ),
        zhHant: (
            "申請「{id}」的費用尚未繳付：{amount}。",
            "請記入繳費參考編號（`kapok fee pay {id}`），或予以豁免（`kapok fee waive {id}`）。"
        ),
        zhHans: (
            "申请“{id}”的费用尚未缴付：{amount}。",
            "请记入缴费参考号（`kapok fee pay {id}`），或予以免除（`kapok fee waive {id}`）。"
        ))

    public static let feeNone = RefusalCode(
        "application.feeNone",
        en: (
            "Nothing is asked for application {id}.",
            "Fees are those of the practice when an application is received (`kapok config show`)."
        ),
        zhHant: ("申請「{id}」無須收費。", "費用以收到申請時的作業設定為準（`kapok config show`）。"),
        zhHans: ("申请“{id}”无须收费。", "费用以收到申请时的业务设置为准（`kapok config show`）。"))

    public static let feeSettled = RefusalCode(
        "application.feeSettled",
        en: (
            "The fee of application {id} is settled already: {feeState}.",
            "Nothing more is to be done for it."
        ),
        zhHant: ("申請「{id}」的費用已處理：{feeState}。", "無須再作處理。"),
        zhHans: ("申请“{id}”的费用已处理：{feeState}。", "无须再作处理。"))

    public static let feeReferenceInvalid = RefusalCode(
        "application.feeReferenceInvalid",
        en: (
            "The reference is not 1 to 64 letters, digits, hyphens, slashes and dots.",
            "Give the number of the receipt or of the bank's transfer, without names."
        ),
        zhHant: ("參考編號並非 1 至 64 個英文字母、數字、連字號、斜線及句點。", "請填寫收據或銀行轉賬的編號，不要填寫姓名。"),
        zhHans: ("参考号不是 1 至 64 个英文字母、数字、连字符、斜线和句点。", "请填写收据或银行转账的编号，不要填写姓名。"))
}

extension Vocabulary {
    static let feeStates: [String: Text] = [
        "due": Text(en: "due", zhHant: "尚未繳付", zhHans: "尚未缴付"),
        "paid": Text(en: "paid", zhHant: "已繳付", zhHans: "已缴付"),
        "waived": Text(en: "waived", zhHant: "已豁免", zhHans: "已免除"),
    ]
}
