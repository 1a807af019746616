// Refusals of what several people decide: who may end it, and what it is judged by.

extension RefusalPreface {
    public static let practiceChanged = Text(
        en: "It was proposed under version {before} of the practice and is judged again under "
            + "version {now}.",
        zhHant: "提出時適用作業設定第 {before} 版，現按第 {now} 版重新判斷。",
        zhHans: "提出时适用业务设置第 {before} 版，现按第 {now} 版重新判断。")
    public static let policyChanged = Text(
        en: "It was proposed under version {before} of the certificate policy and is judged again "
            + "under version {now}.",
        zhHant: "提出時適用證書政策第 {before} 版，現按第 {now} 版重新判斷。",
        zhHans: "提出时适用证书策略第 {before} 版，现按第 {now} 版重新判断。")
    public static let programChanged = Text(
        en: "It was proposed with version {before} of this program and is judged again by the "
            + "rules of version {now}.",
        zhHant: "提出時所用程式為 {before} 版，現按 {now} 版的規則重新判斷。",
        zhHans: "提出时所用程序为 {before} 版，现按 {now} 版的规则重新判断。")
}

extension RefusalCode {
    public static let proposalEnded = RefusalCode(
        "proposal.ended",
        en: (
            "Proposal {proposal} takes no signatures any more: {state}.",
            "`kapok proposal show {proposal}` says by whom and why; it can be proposed anew, "
                + "or corrected where it was returned."
        ),
        zhHant: (
            "提議 {proposal} 不再接受簽署：{state}。",
            "用 `kapok proposal show {proposal}` 查看由誰及為何；可重新提出，如屬退回則可更正。"
        ),
        zhHans: (
            "提议 {proposal} 不再接受签名：{state}。",
            "用 `kapok proposal show {proposal}` 查看由谁及为何；可重新提出，如属退回则可更正。"
        ))

    public static let proposalNotReturned = RefusalCode(
        "proposal.notReturned",
        en: (
            "Proposal {proposal} was not returned for correction; it is: {state}.",
            "Have it returned first (`kapok proposal return`), or propose without --corrects."
        ),
        zhHant: (
            "提議 {proposal} 並非退回更正，現狀為：{state}。",
            "請先把它退回（`kapok proposal return`），或不用 --corrects 另行提出。"
        ),
        zhHans: (
            "提议 {proposal} 并非退回更正，现状为：{state}。",
            "请先把它退回（`kapok proposal return`），或不用 --corrects 另行提出。"
        ))

    public static let proposalOtherOperation = RefusalCode(
        "proposal.otherOperation",
        en: (
            "Proposal {proposal} is about something else: {operation}.",
            "A correction is of the same operation; check the number of the proposal."
        ),
        zhHant: ("提議 {proposal} 關乎另一操作：{operation}。", "更正須屬同一操作；請核對提議編號。"),
        zhHans: ("提议 {proposal} 关乎另一操作：{operation}。", "更正须属同一操作；请核对提议编号。"))

    public static let proposalOfAnother = RefusalCode(
        "proposal.ofAnother", clause: "7.11b",
        en: (
            "Proposal {proposal} was made by another person.",
            "Only who proposed it withdraws or corrects it; others refuse it (`kapok proposal "
                + "refuse`) or return it (`kapok proposal return`)."
        ),
        zhHant: (
            "提議 {proposal} 由另一人提出。",
            "只有提出者可撤回或更正；其他人可拒絕（`kapok proposal refuse`）或退回（`kapok proposal return`）。"
        ),
        zhHans: (
            "提议 {proposal} 由另一人提出。",
            "只有提出者可撤回或更正；其他人可拒绝（`kapok proposal refuse`）或退回（`kapok proposal return`）。"
        ))

    public static let proposalFieldUnknown = RefusalCode(
        "proposal.fieldUnknown",
        en: (
            "The proposal has no field {name}.",
            "Name what is to be corrected: one of {known}."
        ),
        zhHant: ("提議沒有「{name}」一欄。", "請指明要更正的欄位：{known} 之一。"),
        zhHans: ("提议没有“{name}”一栏。", "请指明要更正的字段：{known} 之一。"))

    public static let proposalTwin = RefusalCode(
        "proposal.twin",
        en: (
            "Exactly this is proposed already: {proposal}.",
            "Sign that proposal: `kapok proposal sign {proposal}`."
        ),
        zhHant: ("完全相同的提議已經提出：{proposal}。", "請簽署該項提議：`kapok proposal sign {proposal}`。"),
        zhHans: ("完全相同的提议已经提出：{proposal}。", "请签署该项提议：`kapok proposal sign {proposal}`。"))

    public static let proposalNotSeen = RefusalCode(
        "proposal.notSeen", clause: "7.11b",
        en: (
            "This signature was made before proposal {proposal} existed, so it is not for it.",
            "Look at the proposal and sign it: `kapok proposal sign {proposal}`."
        ),
        zhHant: (
            "此簽署早於提議 {proposal} 提出，故並非為它而簽。",
            "請查看該提議並簽署：`kapok proposal sign {proposal}`。"
        ),
        zhHans: (
            "此签名早于提议 {proposal} 提出，故并非为它而签。",
            "请查看该提议并签署：`kapok proposal sign {proposal}`。"
        ))

    public static let practiceSettingOvertaken = RefusalCode(
        "practice.settingOvertaken", clause: "7.11b",
        en: (
            "Since this was proposed, another change made {name} {now}; the people who signed saw "
                + "{before}, and this would make it {value}.",
            "Propose the change anew over the practice as it is now (`kapok config export`)."
        ),
        zhHant: (
            "提出後，另一項更改已把「{name}」改為 {now}；簽署者所見為 {before}，本項會改為 {value}。",
            "請以現行作業設定為基礎重新提出（`kapok config export`）。"
        ),
        zhHans: (
            "提出后，另一项更改已把“{name}”改为 {now}；签署者所见为 {before}，本项会改为 {value}。",
            "请以现行业务设置为基础重新提出（`kapok config export`）。"
        ))

    public static let commandNothingToSign = RefusalCode(
        "command.nothingToSign",
        en: (
            "It is not clear what to sign.",
            "Name proposals, or an operation with --all-of-kind of which one waits for you."
        ),
        zhHant: ("未能確定要簽署甚麼。", "請列明提議編號，或以 --all-of-kind 指明有提議待你簽署的操作。"),
        zhHans: ("未能确定要签署什么。", "请列明提议编号，或用 --all-of-kind 指明有提议待你签署的操作。"))
}
