extension RefusalCode {
    public static let holderRequestInvalid = RefusalCode(
        "certificate.requestInvalid", clause: "5.8a",
        en: (
            "The request is not signed with the key of a subscriber's certificate {value}.",
            "Write what is to be signed with `kapok holder suspend` or `kapok holder revoke` and "
                + "--statement, sign it with the certificate's key, and hand in the same with --signature. "
                + "Whoever has lost the key uses the suspension code, or asks the registration authority."
        ),
        zhHant: (
            "此要求並非以登記人證書「{value}」的密碼匙簽署。",
            "請用 `kapok holder suspend` 或 `kapok holder revoke` 加 --statement 寫出待簽內容，以證書的密碼匙簽署，"
                + "再以 --signature 提交相同內容。如已遺失密碼匙，請使用停用碼，或聯絡登記機關。"
        ),
        zhHans: (
            "此请求并非以订户证书“{value}”的密钥签名。",
            "请用 `kapok holder suspend` 或 `kapok holder revoke` 加 --statement 写出待签内容，以证书的密钥签名，"
                + "再以 --signature 提交相同内容。如已遗失密钥，请使用停用码，或联系注册机构。"
        ))

    public static let holderRequestStale = RefusalCode(
        "certificate.requestStale", clause: "5.8a",
        en: (
            "The status of certificate {value} changed since this request was signed: its history has "
                + "{number} lines now.",
            "A request serves once. Write it anew with --statement and sign it again."
        ),
        zhHant: (
            "簽署此要求後，證書「{value}」的狀態已有變更：其歷史現有 {number} 項。", "每份要求只可使用一次。請用 --statement 重新寫出並再次簽署。"
        ),
        zhHans: (
            "签署此请求后，证书“{value}”的状态已有变更：其历史现有 {number} 项。", "每份请求只可使用一次。请用 --statement 重新写出并再次签名。"
        ))

    public static let inboxRequestInvalid = RefusalCode(
        "inbox.requestInvalid", clause: "5.8a",
        en: (
            "What reads the inbox is not signed with the key of a subscriber's certificate {value}.",
            "Write what is to be signed with `kapok holder inbox {value} --statement FILE`, sign FILE with the "
                + "certificate's key, and hand in the same with --signature."
        ),
        zhHant: (
            "讀取收件匣的要求並非以登記人證書「{value}」的密碼匙簽署。",
            "請用 `kapok holder inbox {value} --statement FILE` 寫出待簽內容，以證書的密碼匙簽署 FILE，再以 --signature 提交。"
        ),
        zhHans: (
            "读取收件箱的请求并非以订户证书“{value}”的密钥签名。",
            "请用 `kapok holder inbox {value} --statement FILE` 写出待签内容，以证书的密钥签署 FILE，再以 --signature 提交。"
        ))

    public static let inboxKeyLost = RefusalCode(
        "inbox.keyLost", clause: "12.1",
        en: (
            "The key of certificate {value} may be in other hands, so that it reads nothing.",
            "Read with another certificate of yours. Where it was suspended by mistake, the registration "
                + "authority releases it once you are identified."
        ),
        zhHant: (
            "證書「{value}」的密碼匙可能已落入他人手中，故不可用以讀取任何內容。",
            "請以你的另一證書讀取。如屬誤作暫時吊銷，登記機關會在核實你的身分後恢復證書。"
        ),
        zhHans: (
            "证书“{value}”的密钥可能已落入他人手中，故不可用以读取任何内容。",
            "请以您的另一证书读取。如属误作挂起，注册机构会在核实您的身份后恢复证书。"
        ))

    public static let inboxTimeWrong = RefusalCode(
        "inbox.timeWrong", clause: "12.1",
        en: (
            "The time that was signed is more than five minutes away from the server's.",
            "Set the clock of the machine that signs, write the statement anew and sign it at once."
        ),
        zhHant: ("所簽署的時間與伺服器時間相差逾五分鐘。", "請校正簽署用機器的時鐘，重新寫出聲明並即時簽署。"),
        zhHans: ("所签署的时间与服务器时间相差超过五分钟。", "请校正签名用机器的时钟，重新写出声明并立即签名。"))

    public static let inboxWait = RefusalCode(
        "inbox.wait", clause: "12.1",
        en: (
            "The inbox was read too often with certificate {value}.", "Read again after {at}."
        ),
        zhHant: ("以證書「{value}」讀取收件匣的次數過多。", "請在 {at} 之後再讀取。"),
        zhHans: ("以证书“{value}”读取收件箱的次数过多。", "请在 {at} 之后再读取。"))

    public static let codeInvalid = RefusalCode(
        "certificate.codeInvalid", clause: "6.17a",
        en: (
            "This is not the suspension code of certificate {value}.",
            "The code was told when the contents were accepted: sixteen digits and letters. Whoever no "
                + "longer has it signs a request with the certificate's key (`kapok holder suspend`), or "
                + "asks the registration authority."
        ),
        zhHant: (
            "這並非證書「{value}」的停用碼。",
            "停用碼在接受證書內容時告知，共十六個數字及字母。如已遺失，請以證書的密碼匙簽署要求（`kapok holder suspend`），或聯絡登記機關。"
        ),
        zhHans: (
            "这不是证书“{value}”的停用码。",
            "停用码在接受证书内容时告知，共十六个数字及字母。如已遗失，请以证书的密钥签署请求（`kapok holder suspend`），或联系注册机构。"
        ))

    public static let codeWait = RefusalCode(
        "certificate.codeWait", clause: "6.17a",
        en: (
            "Too many wrong codes that begin like this one were tried for certificate {value}.",
            "Try again after {at}. Until then, sign a request with the certificate's key (`kapok holder "
                + "suspend`), or ask the registration authority."
        ),
        zhHant: (
            "就證書「{value}」輸入開首相同的錯誤停用碼次數過多。",
            "請在 {at} 之後再試。在此之前，可用證書的密碼匙簽署要求（`kapok holder suspend`），或聯絡登記機關。"
        ),
        zhHans: (
            "就证书“{value}”输入开头相同的错误停用码次数过多。",
            "请在 {at} 之后再试。在此之前，可用证书的密钥签署请求（`kapok holder suspend`），或联系注册机构。"
        ))

    public static let reportsTooMany = RefusalCode(
        "incident.tooMany", clause: "6.18",
        en: (
            "So many reports came within the last hour that this one is not taken.",
            "Telephone the registration authority. Whoever has the certificate's key or its suspension code "
                + "needs no report: `kapok holder suspend`, `kapok holder stop`."
        ),
        zhHant: (
            "過去一小時接獲的報告過多，未能接受此報告。",
            "請致電登記機關。持有證書密碼匙或停用碼者無須報告：`kapok holder suspend`、`kapok holder stop`。"
        ),
        zhHans: (
            "过去一小时接获的报告过多，未能接受此报告。",
            "请致电注册机构。持有证书密钥或停用码者无须报告：`kapok holder suspend`、`kapok holder stop`。"
        ))

    public static let keyProofInvalid = RefusalCode(
        "certificate.proofInvalid", clause: "6.17a",
        en: (
            "The proof is not signed with the key of a certificate {value}.",
            "Write what is to be signed with `kapok holder prove {value} --statement FILE`, sign FILE with "
                + "the private key that is known, and hand in the signature. Never send the key itself."
        ),
        zhHant: (
            "此證明並非以證書「{value}」的密碼匙簽署。",
            "請用 `kapok holder prove {value} --statement FILE` 寫出待簽內容，以已外洩的私人密碼匙簽署 FILE，"
                + "再提交簽署。切勿提交密碼匙本身。"
        ),
        zhHans: (
            "此证明并非以证书“{value}”的密钥签名。",
            "请用 `kapok holder prove {value} --statement FILE` 写出待签内容，以已泄露的私钥签署 FILE，"
                + "再提交签名。切勿提交密钥本身。"
        ))
}
