// Tokens in which the keys of subscribers lie, as registration knows them.

extension RefusalCode {
    public static let tokenTaken = RefusalCode(
        "application.tokenTaken", clause: "8.2a",
        en: (
            "Token {token} is registered for application {id} ({state}), or as another model.",
            "One token serves one application at a time: use another one, or wipe this one first: `kapok token wipe`."
        ),
        zhHant: (
            "權標 {token} 已登記供申請「{id}」使用（{state}），或登記為另一型號。",
            "一個權標同一時間只供一宗申請使用：請使用另一權標，或先清除此權標：`kapok token wipe`。"
        ),
        zhHans: (
            "令牌 {token} 已登记供申请“{id}”使用（{state}），或登记为另一型号。",
            "一个令牌同一时间只供一宗申请使用：请使用另一令牌，或先清除此令牌：`kapok token wipe`。"
        ))

    public static let tokenPending = RefusalCode(
        "application.tokenPending", clause: "8.2a",
        en: (
            "Token {token} is being prepared for application {id}.",
            "Go on with that one: `kapok token prepare {id}`. Where it is to serve no more, wipe it first: "
                + "`kapok token wipe {id}`."
        ),
        zhHant: (
            "正為申請「{id}」準備權標 {token}。",
            "請繼續使用該權標：`kapok token prepare {id}`。如不再使用，請先清除：`kapok token wipe {id}`。"
        ),
        zhHans: (
            "正为申请“{id}”准备令牌 {token}。",
            "请继续使用该令牌：`kapok token prepare {id}`。如不再使用，请先清除：`kapok token wipe {id}`。"
        ))

    public static let tokenAbsent = RefusalCode(
        "application.tokenMissing", clause: "8.2a",
        en: (
            "The key of application {id} lies in no token of the authority's.",
            "Where the applicant asked for a key, a validator prepares a token: `kapok token prepare {id}`."
        ),
        zhHant: ("申請「{id}」的密碼匙不在機關的權標內。", "如申請人要求機關產生密碼匙，請審核員準備權標：`kapok token prepare {id}`。"),
        zhHans: ("申请“{id}”的密钥不在机构的令牌内。", "如申请人要求机构生成密钥，请审核员准备令牌：`kapok token prepare {id}`。"))

    public static let tokenBearerGone = RefusalCode(
        "application.tokenBearerGone", clause: "5.8a",
        en: (
            "Who brought token {token} was identified more than a day ago.",
            "Identify the bearer again: `kapok token bearer {id}`."
        ),
        zhHant: ("帶來權標 {token} 的人在一天以前核實身份。", "請再次核實持有人的身份：`kapok token bearer {id}`。"),
        zhHans: ("带来令牌 {token} 的人在一天以前核实身份。", "请再次核实持有人的身份：`kapok token bearer {id}`。"))

    public static let tokenOther = RefusalCode(
        "application.tokenOther", clause: "8.2a",
        en: (
            "Token {token} is not the one of application {id}: {own}.",
            "Plug in the token with the serial number {own}."
        ),
        zhHant: ("權標 {token} 並非申請「{id}」的權標：{own}。", "請插入序號為 {own} 的權標。"),
        zhHans: ("令牌 {token} 不是申请“{id}”的令牌：{own}。", "请插入序列号为 {own} 的令牌。"))

    public static let tokenStateWrong = RefusalCode(
        "application.tokenStateWrong", clause: "8.2a",
        en: (
            "Token {token} is in state {state}, and this needs {needed}.",
            "A token that is blocked is unblocked after its bearer was identified: `kapok token bearer`, then "
                + "`kapok token unblock`. A key in a token that was lost or wiped is not delivered: refuse the "
                + "application."
        ),
        zhHant: (
            "權標 {token} 的狀態為 {state}，此操作須為 {needed}。",
            "解鎖權標前須先核實持有人身分：`kapok token bearer`，其後 `kapok token unblock`。已遺失或清除的權標，其密碼匙不予交付：請拒絕該申請。"
        ),
        zhHans: (
            "令牌 {token} 的状态为 {state}，此操作须为 {needed}。",
            "解锁令牌前须先核实持有人身份：`kapok token bearer`，其后 `kapok token unblock`。已遗失或清除的令牌，其密钥不予交付：请拒绝该申请。"
        ))

    public static let tokenInUse = RefusalCode(
        "application.tokenInUse", clause: "6.17b",
        en: (
            "Certificate {certificate} of the key in token {token} is not revoked.",
            "Revoke it first: `kapok revoke {certificate}`. What wipes a token would also let somebody sign with it."
        ),
        zhHant: (
            "權標 {token} 內密碼匙的證書 {certificate} 尚未撤銷。",
            "請先撤銷：`kapok revoke {certificate}`。可清除權標的資料，同樣可讓人以其簽署。"
        ),
        zhHans: (
            "令牌 {token} 内密钥的证书 {certificate} 尚未吊销。",
            "请先吊销：`kapok revoke {certificate}`。可清除令牌的数据，同样可让人用其签名。"
        ))

    public static let tokenBearerUnidentified = RefusalCode(
        "application.tokenBearerUnidentified", clause: "5.8a",
        en: (
            "Nothing shows who brings the token.",
            "Have the identity documents of the application shown once more, and name each with --documents FILE. "
                + "The token stays blocked until then."
        ),
        zhHant: ("沒有證明權標由何人帶來的文件。", "請再次查驗申請時的身份文件，並以 --documents FILE 逐一指明。在此之前權標維持鎖住。"),
        zhHans: ("没有证明令牌由何人带来的文件。", "请再次查验申请时的身份文件，并用 --documents FILE 逐一指明。在此之前令牌保持锁住。"))
}
