extension CommandLineLabel {
    /// Keys that the authority makes, and how they reach applicants.
    static let madeKeys: [(String, Text)] = [
        ("madeKey", Text(en: "Key made here", zhHant: "機關產生的密碼匙", zhHans: "机构生成的密钥")),
        ("container", Text(en: "Container", zhHant: "密碼匙檔案", zhHans: "密钥文件")),
        ("password", Text(en: "Password", zhHant: "密碼", zhHans: "密码")),
        ("route", Text(en: "Goes by", zhHant: "交付途徑", zhHans: "交付途径")),
        ("package", Text(en: "Package", zhHant: "包裹編號", zhHans: "包裹编号")),
        ("destination", Text(en: "Goes to", zhHant: "送往", zhHans: "送往")),
        ("sentAt", Text(en: "Sent", zhHant: "發出時間", zhHans: "发出时间")),
        ("receivedAt", Text(en: "Received", zhHant: "收妥時間", zhHans: "收妥时间")),
        ("algorithm", Text(en: "Kind of key", zhHant: "密碼匙種類", zhHans: "密钥种类")),
        ("tokenSerial", Text(en: "Token", zhHant: "權標", zhHans: "令牌")),
        ("tokenState", Text(en: "State of the token", zhHant: "權標狀態", zhHans: "令牌状态")),
        ("tokens", Text(en: "Tokens", zhHant: "權標", zhHans: "令牌")),
        ("model", Text(en: "Model", zhHant: "型號", zhHans: "型号")),
        ("tokenLabel", Text(en: "Name of the token", zhHant: "權標名稱", zhHans: "令牌名称")),
        ("initialised", Text(en: "Initialised", zhHant: "已初始化", zhHans: "已初始化")),
        ("hasPIN", Text(en: "Has a PIN", zhHant: "已設 PIN", zhHans: "已设 PIN")),
        ("pinLocked", Text(en: "PIN locked", zhHant: "PIN 已鎖住", zhHans: "PIN 已锁住")),
        (
            "certificatesWritten",
            Text(en: "Newly written", zhHant: "新寫入", zhHans: "新写入")
        ),
        (
            "keysMadeByAuthority",
            Text(
                en: "Makes keys for subscribers", zhHant: "為登記人產生密碼匙",
                zhHans: "为订户生成密钥")
        ),
        ("acceptance", Text(en: "Acceptance", zhHant: "接受方式", zhHans: "接受方式")),
        ("acceptUntil", Text(en: "To be accepted until", zhHant: "接受期限", zhHans: "接受期限")),
        ("acceptedAt", Text(en: "Accepted", zhHant: "接受時間", zhHans: "接受时间")),
        (
            "certificateState",
            Text(en: "Certificate is", zhHant: "證書狀態", zhHans: "证书状态")
        ),
        (
            "personalAcceptance",
            Text(
                en: "Persons accept the contents", zhHant: "個人接受證書內容的方式",
                zhHans: "个人接受证书内容的方式")
        ),
        (
            "organisationAcceptance",
            Text(
                en: "Organisations accept the contents", zhHant: "機構接受證書內容的方式",
                zhHans: "机构接受证书内容的方式")
        ),
        (
            "acceptanceDays",
            Text(
                en: "Acceptance after delivery, days", zhHant: "交付後的接受期限（日）",
                zhHans: "交付后的接受期限（日）")
        ),
    ]
}
