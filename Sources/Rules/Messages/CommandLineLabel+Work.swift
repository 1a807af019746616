extension CommandLineLabel {
    /// Who works on an application, and what it costs.
    static let work: [(String, Text)] = [
        ("draft", Text(en: "Draft", zhHant: "草稿", zhHans: "草稿")),
        ("savedAt", Text(en: "Saved", zhHant: "儲存時間", zhHans: "保存时间")),
        ("fee", Text(en: "Fee", zhHant: "費用", zhHans: "费用")),
        ("feeState", Text(en: "Fee is", zhHant: "繳費情況", zhHans: "缴费情况")),
        ("feeReference", Text(en: "Paid under", zhHant: "繳費參考編號", zhHans: "缴费参考号")),
        ("claimedBy", Text(en: "Taken by", zhHant: "領取人員", zhHans: "领取人员")),
        ("claimedUntil", Text(en: "Taken until", zhHant: "領取至", zhHans: "领取至")),
        ("applications", Text(en: "Applications", zhHant: "申請", zhHans: "申请")),
        ("line", Text(en: "Line", zhHant: "行", zhHans: "行")),
        ("applied", Text(en: "Applied for", zhHant: "已提出申請", zhHans: "已提出申请")),
        ("rejected", Text(en: "Refused", zhHant: "被拒", zhHans: "被拒")),
        ("proof", Text(en: "Evidence", zhHant: "證據", zhHans: "证据")),
        ("source", Text(en: "Source", zhHant: "來源", zhHans: "来源")),
        ("sourceVersion", Text(en: "Its version", zhHant: "來源版本", zhHans: "来源版本")),
        (
            "agreement",
            Text(
                en: "Agreement accepted, SHA-256", zhHant: "所接受協議的 SHA-256",
                zhHans: "所接受协议的 SHA-256")
        ),
        ("sha256", Text(en: "SHA-256", zhHant: "SHA-256", zhHans: "SHA-256")),
        ("address", Text(en: "Where it is", zhHant: "所在網址", zhHans: "所在网址")),
        ("earlier", Text(en: "Before", zhHant: "以往版本", zhHans: "以往版本")),
    ]

    /// The same in the practice.
    static let settingsOfWork: [(String, Text)] = [
        ("subscriberAgreement", Text(en: "Own agreement", zhHant: "自訂協議", zhHans: "自定协议")),
        (
            "contactDelayHours",
            Text(en: "Delay of a contact (h)", zhHant: "聯絡方式生效等候（小時）", zhHans: "联系方式生效等候（小时）")
        ),
        (
            "draftDays",
            Text(en: "Drafts are kept, days", zhHant: "草稿保留時間（日）", zhHans: "草稿保留时间（天）")
        ),
        ("hotline", Text(en: "Hotline", zhHant: "熱線", zhHans: "热线")),
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
