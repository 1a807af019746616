// Refusals of what is about many certificates at once.

extension RefusalCode {
    public static let cohortUnbounded = RefusalCode(
        "cohort.unbounded",
        en: (
            "A cohort without any condition would be every certificate of this ledger.",
            "Say at least one thing that its certificates have in common, such as their authority."
        ),
        zhHant: ("沒有任何條件的證書羣組即為本帳冊的全部證書。", "請至少指明一項共通之處，例如核證機關。"),
        zhHans: ("没有任何条件的证书群组即为本账册的全部证书。", "请至少指明一项共同之处，例如认证机构。"))

    public static let cohortEntryUnknown = RefusalCode(
        "cohort.entryUnknown",
        en: (
            "The journal has no entry {index} from which the cohort could be looked at.",
            "Take the number that the preview told, or none for the newest."
        ),
        zhHant: ("日誌沒有第 {index} 項，無法由此檢視證書羣組。", "請採用預覽所示的編號；不填即為最新一項。"),
        zhHans: ("日志没有第 {index} 项，无法由此查看证书群组。", "请采用预览所示的编号；不填即为最新一项。"))

    public static let cohortTooLarge = RefusalCode(
        "cohort.tooLarge",
        en: (
            "The cohort has more than {limit} certificates.",
            "Divide it by the time of issuing or by authority, into a campaign for each part."
        ),
        zhHant: ("證書羣組多於 {limit} 張證書。", "請按簽發時間或核證機關分拆，每部分各開一項行動。"),
        zhHans: ("证书群组多于 {limit} 张证书。", "请按签发时间或认证机构拆分，每部分各开一项行动。"))

    public static let campaignUnknown = RefusalCode(
        "campaign.unknown",
        en: ("There is no campaign {value}.", "`kapok campaign list` shows all of them."),
        zhHant: ("沒有行動「{value}」。", "用 `kapok campaign list` 列出所有行動。"),
        zhHans: ("没有行动“{value}”。", "用 `kapok campaign list` 列出所有行动。"))

    public static let campaignExists = RefusalCode(
        "campaign.exists",
        en: (
            "A campaign {value} was opened before.",
            "Choose another id at random; `kapok campaign open` does."
        ),
        zhHant: ("行動「{value}」早已開始。", "請另選隨機編號；`kapok campaign open` 會自動選定。"),
        zhHans: ("行动“{value}”早已开始。", "请另选随机编号；`kapok campaign open` 会自动选定。"))

    public static let campaignCohortEmpty = RefusalCode(
        "campaign.cohortEmpty",
        en: (
            "No certificate that could be revoked fits the query.",
            "`kapok campaign preview` shows what a query finds."
        ),
        zhHant: ("沒有可撤銷的證書符合查詢條件。", "用 `kapok campaign preview` 查看查詢結果。"),
        zhHans: ("没有可吊销的证书符合查询条件。", "用 `kapok campaign preview` 查看查询结果。"))

    public static let campaignCohortOther = RefusalCode(
        "campaign.cohortOther", clause: "6.19c",
        en: (
            "The ledger finds another cohort than the one that was to be signed: {count} "
                + "certificates with the digest {digest}.",
            "Look at it again with `kapok campaign preview`, and sign what it shows."
        ),
        zhHant: (
            "帳冊所得的證書羣組與擬簽署者不同：共 {count} 張證書，摘要為 {digest}。",
            "請用 `kapok campaign preview` 再次查看，並簽署其所示內容。"
        ),
        zhHans: (
            "账册所得的证书群组与拟签署者不同：共 {count} 张证书，摘要为 {digest}。",
            "请用 `kapok campaign preview` 再次查看，并签署其所示内容。"
        ))

    public static let campaignFirstSliceWrong = RefusalCode(
        "campaign.firstSliceWrong", clause: "6.19c",
        en: (
            "The first slice has 1 to {limit} certificates: it is there to be looked at before the "
                + "others follow.",
            "Choose a number within this range."
        ),
        zhHant: ("首批為 1 至 {limit} 張證書，供檢視後方處理其餘證書。", "請選此範圍內的數目。"),
        zhHans: ("首批为 1 至 {limit} 张证书，供查看后方处理其余证书。", "请选此范围内的数目。"))

    public static let campaignTimesWrong = RefusalCode(
        "campaign.timesWrong",
        en: (
            "A campaign begins before its deadline.",
            "Give both times; to begin at once, give the present one."
        ),
        zhHant: ("行動須於限期之前開始。", "請列明兩個時間；如須即時開始，請填現時。"),
        zhHans: ("行动须在期限之前开始。", "请列明两个时间；如须立即开始，请填当前时间。"))

    public static let campaignMoved = RefusalCode(
        "campaign.moved", clause: "6.19c",
        en: (
            "Something was done with campaign {value} since this was signed.",
            "Look at it again (`kapok campaign show {value}`), and sign once more."
        ),
        zhHant: (
            "簽署之後，行動 {value} 又有其他操作。", "請再次查看（`kapok campaign show {value}`），然後重新簽署。"
        ),
        zhHans: (
            "签名之后，行动 {value} 又有其他操作。", "请再次查看（`kapok campaign show {value}`），然后重新签名。"
        ))

    public static let campaignStoppedBefore = RefusalCode(
        "campaign.stoppedBefore", clause: "6.19c",
        en: (
            "You stopped campaign {value} before, and somebody else let it go on.",
            "Tell another approver why it should stop; that person may stop it."
        ),
        zhHant: ("你曾停止行動 {value}，其後由他人恢復進行。", "請向另一名批准人說明停止的原因，由該人停止。"),
        zhHans: ("您曾停止行动 {value}，其后由他人恢复进行。", "请向另一名批准人说明停止的原因，由该人停止。"))

    public static let campaignStateWrong = RefusalCode(
        "campaign.stateWrong",
        en: (
            "The state of campaign {value} is \"{state}\"; this act needs \"{needed}\".",
            "`kapok campaign show {value}` shows how far it came."
        ),
        zhHant: (
            "行動 {value} 的狀態為「{state}」；此操作要求狀態為「{needed}」。",
            "用 `kapok campaign show {value}` 查看進度。"
        ),
        zhHans: (
            "行动 {value} 的状态为“{state}”；此操作要求状态为“{needed}”。",
            "用 `kapok campaign show {value}` 查看进度。"
        ))
}
