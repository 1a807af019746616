extension CommandHelp {
    public static let fee = CommandHelp(
        "fee",
        en: (
            "Fees of applications: paid, waived.",
            "What an application costs is the practice's when it is received (personalFee, "
                + "organisationFee). Nothing is approved while a fee is due. No payment is made here."
        ),
        zhHant: (
            "申請費用：已繳、豁免。",
            "費用以收到申請時的作業設定為準（personalFee、organisationFee）。費用未繳則不能批准。本系統不處理付款。"
        ),
        zhHans: (
            "申请费用：已缴、免除。",
            "费用以收到申请时的业务设置为准（personalFee、organisationFee）。费用未缴则不能批准。本系统不处理付款。"
        ),
        examples: "kapok fee pay 1234-5678-6 --reference R-2026-0117 --key ho.pem")

    public static let feePay = CommandHelp(
        "fee pay",
        en: (
            "Say under which reference the fee of an application was paid.",
            "The reference lies sealed with the application. Role: validator or approver."
        ),
        zhHant: ("記入申請費用的繳費參考編號。", "參考編號與申請一併密封保存。職務：審核員或批准人。"),
        zhHans: ("记入申请费用的缴费参考号。", "参考号与申请一并密封保存。岗位：审核员或批准人。"),
        examples: "kapok fee pay 1234-5678-6 --reference R-2026-0117 --key ho.pem")

    public static let feeWaive = CommandHelp(
        "fee waive",
        en: (
            "Waive the fee of an application, for a reason.",
            "Role: approver, another person than who vetted, added evidence or asked a source."
        ),
        zhHant: ("豁免申請費用，並說明原因。", "職務：批准人，不得與審核、加入證據或查詢來源者為同一人。"),
        zhHans: ("免除申请费用，并说明原因。", "岗位：批准人，不得与审核、加入证据或查询来源者为同一人。"),
        examples: "kapok fee waive 1234-5678-6 --reason hardship --key lam.pem")
}

extension CommandLineOption {
    public static let feeReference = Text(
        en: "The number of the receipt or transfer.", zhHant: "收據或轉賬的編號。",
        zhHans: "收据或转账的编号。")
    public static let waiverReason = Text(
        en: "Why nothing is asked.", zhHant: "豁免的原因。", zhHans: "免除的原因。")
}
