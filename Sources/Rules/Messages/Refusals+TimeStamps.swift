extension RefusalCode {
    public static let timestampSettingInvalid = RefusalCode(
        "configuration.timestamp",
        en: (
            "{name} is not the address, certificates and policy of a time-stamping service.",
            "Write `name: URL FILE` or `name: URL FILE POLICY` under `timestamps:`; the URL begins "
                + "with http:// or https:// and has no query, FILE holds certificates in PEM whom "
                + "you trust, POLICY is an object identifier such as 1.2.3.4."
        ),
        zhHant: (
            "「{name}」不是時間戳記服務的地址、證書及政策。",
            "請在 `timestamps:` 之下寫作 `name: URL FILE` 或 `name: URL FILE POLICY`；URL 以 http:// 或 https:// 開頭，"
                + "不帶查詢；FILE 為你所信任證書的 PEM 檔案；POLICY 為物件識別碼，例如 1.2.3.4。"
        ),
        zhHans: (
            "“{name}”不是时间戳服务的地址、证书和策略。",
            "请在 `timestamps:` 之下写成 `name: URL FILE` 或 `name: URL FILE POLICY`；URL 以 http:// 或 https:// 开头，"
                + "不带查询；FILE 为你所信任证书的 PEM 文件；POLICY 为对象标识符，例如 1.2.3.4。"
        ))

    public static let timestampAnchorsUnusable = RefusalCode(
        "configuration.timestampAnchors",
        en: (
            "{path} holds no certificates that {name} could be judged by.",
            "Put the certificate of the service's root, or its own, there in PEM; ask the service by "
                + "another way whether it is the right one."
        ),
        zhHant: (
            "{path} 沒有可用以核對 {name} 的證書。", "請以 PEM 放入該服務的根證書或其本身的證書；並循其他途徑向該服務查證。"
        ),
        zhHans: (
            "{path} 没有可用来核对 {name} 的证书。", "请以 PEM 放入该服务的根证书或其本身的证书；并通过其他途径向该服务查证。"
        ))

    public static let timestampNone = RefusalCode(
        "timestamp.unknown",
        en: (
            "There is no time-stamp of {name}.",
            "Name a service of `timestamps:` in kapok.yaml; of a new one, wait for its first answer, or "
                + "look into the log for why there is none."
        ),
        zhHant: (
            "沒有 {name} 的時間戳記。",
            "請用 kapok.yaml 內 `timestamps:` 所列服務的名稱；如屬新服務，請等待首次回覆，或在記錄檔查看原因。"
        ),
        zhHans: (
            "没有 {name} 的时间戳。",
            "请用 kapok.yaml 内 `timestamps:` 所列服务的名称；如属新服务，请等待首次回复，或在日志文件查看原因。"
        ))

    public static let timestampUnreachable = RefusalCode(
        "timestamp.unreachable",
        en: (
            "The time-stamping service gave no answer: {reason}.",
            "Nothing else waits for it; it is asked again later. Check the address if this goes on."
        ),
        zhHant: ("時間戳記服務沒有回覆：{reason}。", "其他工作不受影響，稍後會再詢問。如持續發生，請檢查地址。"),
        zhHans: ("时间戳服务没有回复：{reason}。", "其他工作不受影响，稍后会再询问。如持续发生，请检查地址。"))

    public static let timestampUnreadable = RefusalCode(
        "timestamp.unreadable", clause: "RFC 3161 §2.4.2",
        en: (
            "What the service answered is no time-stamp: {reason}.",
            "Check that the address is that of an RFC 3161 service over HTTP; ask its operator."
        ),
        zhHant: ("該服務的回覆不是時間戳記：{reason}。", "請檢查地址是否為經 HTTP 的 RFC 3161 服務，並向其營辦者查詢。"),
        zhHans: ("该服务的回复不是时间戳：{reason}。", "请检查地址是否为经 HTTP 的 RFC 3161 服务，并向其运营者查询。"))

    public static let timestampRejected = RefusalCode(
        "timestamp.rejected", clause: "RFC 3161 §2.4.2",
        en: (
            "The service granted no time-stamp: status {status}, failure {failure}.",
            "Failure 0 is a digest, 15 a policy that it does not take; else ask its operator."
        ),
        zhHant: (
            "該服務沒有發出時間戳記：狀態 {status}，失敗代碼 {failure}。",
            "失敗代碼 0 為不接受的雜湊算法，15 為不接受的政策；其他請向其營辦者查詢。"
        ),
        zhHans: (
            "该服务没有签发时间戳：状态 {status}，失败代码 {failure}。",
            "失败代码 0 为不接受的哈希算法，15 为不接受的策略；其他请向其运营者查询。"
        ))

    public static let timestampImprintDiffers = RefusalCode(
        "timestamp.imprintDiffers", clause: "RFC 3161 §2.2",
        en: (
            "The time-stamp is for other bytes than this checkpoint.",
            "It says nothing of this journal. Take the one that belongs to the checkpoint; of a fresh "
                + "answer, suspect the service or who stands between."
        ),
        zhHant: ("時間戳記所蓋的並非此檢查點。", "它與此日誌無關。請取屬於該檢查點者；如為剛收到的回覆，該服務或中間者可疑。"),
        zhHans: ("时间戳所盖的不是此检查点。", "它与此日志无关。请取属于该检查点者；如为刚收到的回复，该服务或中间者可疑。"))

    public static let timestampNonceDiffers = RefusalCode(
        "timestamp.nonceDiffers", clause: "RFC 3161 §2.2",
        en: (
            "The answer belongs to another question: its nonce differs.",
            "An old answer was given again, by the service or by who stands between: use https, and "
                + "ask the operator."
        ),
        zhHant: ("回覆屬於另一次詢問：隨機數不同。", "可能是該服務或中間者重送了舊回覆：請用 https，並向營辦者查詢。"),
        zhHans: ("回复属于另一次询问：随机数不同。", "可能是该服务或中间者重送了旧回复：请用 https，并向运营者查询。"))

    public static let timestampPolicyDiffers = RefusalCode(
        "timestamp.policyDiffers", clause: "RFC 3161 §2.2",
        en: (
            "The time-stamp was made under policy {policy}, which is not the one asked for.",
            "Name the policy that you accept in kapok.yaml, or none for any."
        ),
        zhHant: ("時間戳記依政策 {policy} 作出，並非所要求者。", "請在 kapok.yaml 寫明你接受的政策，或不寫以接受任何政策。"),
        zhHans: ("时间戳依策略 {policy} 作出，不是所要求者。", "请在 kapok.yaml 写明你接受的策略，或不写以接受任何策略。"))

    public static let timestampTimeImplausible = RefusalCode(
        "timestamp.timeImplausible", clause: "RFC 3161 §2.2",
        en: (
            "The time-stamp says {time}, but the clock here shows {now}.",
            "One of both clocks is wrong by more than 5 minutes: check yours first."
        ),
        zhHant: ("時間戳記為 {time}，但本機時鐘顯示 {now}。", "其中一個時鐘相差超過 5 分鐘：請先檢查本機。"),
        zhHans: ("时间戳为 {time}，但本机时钟显示 {now}。", "其中一个时钟相差超过 5 分钟：请先检查本机。"))

    public static let timestampSignerUnknown = RefusalCode(
        "timestamp.signerUnknown", clause: "RFC 5816 §2.2.1",
        en: (
            "The time-stamp does not hold the certificate that its signer names.",
            "The service must include its certificate and name it (signing-certificate): ask its "
                + "operator."
        ),
        zhHant: ("時間戳記不含其簽署者所指明的證書。", "該服務須附上並指明其證書（signing-certificate）：請向其營辦者查詢。"),
        zhHans: ("时间戳不含其签名者所指明的证书。", "该服务须附上并指明其证书（signing-certificate）：请向其运营者查询。"))

    public static let timestampPurposeWrong = RefusalCode(
        "timestamp.purposeWrong", clause: "RFC 3161 §2.3",
        en: (
            "The signer's certificate is not for time-stamping alone.",
            "Its extended key usage must be critical and name timeStamping and nothing else: such a "
                + "service cannot be used."
        ),
        zhHant: (
            "簽署者的證書並非只供時間戳記之用。", "其延伸密碼匙用途須為關鍵，且只有 timeStamping：這樣的服務不能使用。"
        ),
        zhHans: (
            "签名者的证书不是只供时间戳之用。", "其扩展密钥用途须为关键，且只有 timeStamping：这样的服务不能使用。"
        ))

    public static let timestampSignatureInvalid = RefusalCode(
        "timestamp.signatureInvalid", clause: "RFC 5652 §5.6",
        en: (
            "The signature of the time-stamp does not verify over what it says.",
            "It was altered, or made with an algorithm that is not taken (SHA-1): ask the operator."
        ),
        zhHant: ("時間戳記的簽署與其內容不符。", "可能已被改動，或使用了不接受的算法（SHA-1）：請向營辦者查詢。"),
        zhHans: ("时间戳的签名与其内容不符。", "可能已被改动，或使用了不接受的算法（SHA-1）：请向运营者查询。"))

    public static let timestampUntrusted = RefusalCode(
        "timestamp.untrusted", clause: "RFC 5280 §6.1",
        en: (
            "The signer's certificate does not lead to one that you trust ({reason}).",
            "Where it ended, the service has to renew it; where its root is another one, find out by "
                + "another way whether it is right before you trust it."
        ),
        zhHant: (
            "簽署者的證書不能追溯至你所信任的證書（{reason}）。",
            "如已到期，該服務須更換；如其根證書不同，信任之前請循其他途徑查證。"
        ),
        zhHans: (
            "签名者的证书不能追溯到你所信任的证书（{reason}）。",
            "如已到期，该服务须更换；如其根证书不同，信任之前请通过其他途径查证。"
        ))
}
