/// The messages with the code that proves an e-mail address or a telephone.
package enum ContactWords {
    package static let title = Text(
        en: "Your code for application {id}", zhHant: "申請 {id} 的驗證碼", zhHans: "申请 {id} 的验证码")
    package static let changeTitle = Text(
        en: "Your code for a new address", zhHant: "新地址的驗證碼", zhHans: "新地址的验证码")
    package static let changeBody = Text(
        en: "{code} is the code that proves this address to the certification authority {origin}, "
            + "whose subscriber asked that it be told here. It is good for 15 minutes. If that was not you, "
            + "tell nobody and do nothing: the address is then used for nothing.",
        zhHant: "驗證碼 {code}：向核證機關 {origin} 證明此電郵地址，其登記人要求以此地址接收通知，15 分鐘內有效。"
            + "如非你本人所為，請勿告知任何人，亦無須理會：此地址不會用作任何用途。",
        zhHans: "验证码 {code}：向认证机构 {origin} 证明此电子邮件地址，其订户要求以此地址接收通知，15 分钟内有效。"
            + "如非您本人所为，请勿告知任何人，也无须理会：此地址不会用作任何用途。")
    package static let body = Text(
        en: "{code} is the code that proves this address to the certification authority {origin}, "
            + "for the application {id}. It is good for 15 minutes. If you did not apply for a "
            + "certificate, tell nobody and do nothing: the address then stays unverified.",
        zhHant: "驗證碼 {code}：向核證機關 {origin} 證明此電郵地址屬申請 {id} 的申請人，15 分鐘內有效。"
            + "如你沒有申請證書，請勿告知任何人，亦無須理會：該地址會維持為未經核實。",
        zhHans: "验证码 {code}：向认证机构 {origin} 证明此电子邮件地址属申请 {id} 的申请人，15 分钟内有效。"
            + "如你没有申请证书，请勿告知任何人，也无须理会：该地址会保持为未经核实。")

    /// By short message, in one language.
    package static let short = Text(
        en: "{code} is your code for {name}, good for 15 minutes. If not by you, tell nobody.",
        zhHant: "{code} 是你向{name}申請所用的驗證碼，15 分鐘內有效。如你沒有申請，請勿告知任何人。",
        zhHans: "{code} 是您向{name}申请所用的验证码，15 分钟内有效。如您没有申请，请勿告知任何人。")
}
