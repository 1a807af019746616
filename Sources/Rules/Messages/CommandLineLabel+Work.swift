extension CommandLineLabel {
    /// Who works on an application, and what it costs.
    static let work: [(String, Text)] = [
        ("fee", Text(en: "Fee", zhHant: "費用", zhHans: "费用")),
        ("feeState", Text(en: "Fee is", zhHant: "繳費情況", zhHans: "缴费情况")),
        ("feeReference", Text(en: "Paid under", zhHant: "繳費參考編號", zhHans: "缴费参考号")),
        ("claimedBy", Text(en: "Taken by", zhHant: "領取人員", zhHans: "领取人员")),
        ("claimedUntil", Text(en: "Taken until", zhHant: "領取至", zhHans: "领取至")),
        ("applications", Text(en: "Applications", zhHant: "申請", zhHans: "申请")),
        ("line", Text(en: "Line", zhHant: "行", zhHans: "行")),
        ("applied", Text(en: "Applied for", zhHant: "已提出申請", zhHans: "已提出申请")),
        ("rejected", Text(en: "Refused", zhHant: "被拒", zhHans: "被拒")),
    ]

    /// The same in the practice.
    static let settingsOfWork: [(String, Text)] = [
        ("personalFee", Text(en: "Fee, persons", zhHant: "個人申請費用", zhHans: "个人申请费用")),
        (
            "organisationFee",
            Text(en: "Fee, organisations", zhHant: "機構申請費用", zhHans: "机构申请费用")
        ),
        (
            "claimMinutes",
            Text(
                en: "Applications taken are kept, minutes", zhHant: "領取的申請保留時間（分鐘）",
                zhHans: "领取的申请保留时间（分钟）")
        ),
    ]
}
