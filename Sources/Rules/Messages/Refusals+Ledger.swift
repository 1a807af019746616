// Refusals of the ledger: requests, signed acts, proposals, intents, the vault, and what storage
// could not do.

// MARK: Requests

extension RefusalCode {
    public static let requestIDInvalid = RefusalCode(
        "request.idInvalid",
        en: (
            "The request id is not 1 to 64 printable ASCII characters.",
            "Choose a random id for each new request."
        ),
        zhHant: ("請求編號並非 1 至 64 個可列印的 ASCII 字元。", "請為每項新請求隨機選定一個編號。"),
        zhHans: ("请求编号不是 1 至 64 个可打印的 ASCII 字符。", "请为每项新请求随机选定一个编号。"))

    public static let requestIDReused = RefusalCode(
        "request.idReused",
        en: (
            "Request {request} was already used for something else.",
            "Repeat a request unchanged, or send a new one under a new id."
        ),
        zhHant: ("請求編號 {request} 已用於另一項請求。", "重發請求時內容須完全相同；新請求請用新編號。"),
        zhHans: ("请求编号 {request} 已用于另一项请求。", "重发请求时内容须完全相同；新请求请用新编号。"))

    public static let requestCaseInvalid = RefusalCode(
        "request.caseInvalid",
        en: (
            "The case is not an id of 1 to 128 printable ASCII characters without spaces.",
            "Name the case by its id."
        ),
        zhHant: ("個案並非 1 至 128 個不含空格的可列印 ASCII 字元的編號。", "請以編號指明個案。"),
        zhHans: ("案件不是 1 至 128 个不含空格的可打印 ASCII 字符的编号。", "请以编号指明案件。"))

    public static let requestCaseMissing = RefusalCode(
        "request.caseMissing", clause: "7.11a",
        en: (
            "This belongs to a case, and none is named: {operation}.",
            "Name the case, so that it is seen who did what in it."
        ),
        zhHant: ("「{operation}」須屬於某一個案，但未有指明。", "請指明個案，以便核對各人在其中所作的操作。"),
        zhHans: ("“{operation}”须属于某一案件，但未指明。", "请指明案件，以便核对各人在其中所作的操作。"))

    public static let operationUnknown = RefusalCode(
        "operation.unknown",
        en: ("There is no operation {operation}.", "Use an operation that this version lists."),
        zhHant: ("沒有名為 {operation} 的操作。", "請使用此版本所列的操作。"),
        zhHans: ("没有名为 {operation} 的操作。", "请使用此版本所列的操作。"))

    public static let operationActorWrong = RefusalCode(
        "operation.actorWrong", clause: "7.10",
        en: (
            "This may not be started by whoever asks ({actor}): {operation}.",
            "Have it done by whom the table of operations names."
        ),
        zhHant: ("「{operation}」不可由要求者（{actor}）發起。", "請由操作表所指定者進行。"),
        zhHans: ("“{operation}”不可由请求者（{actor}）发起。", "请由操作表所指定者进行。"))

    public static let entryTooLarge = RefusalCode(
        "entry.tooLarge",
        en: (
            "The journal entry of this act would be longer than 60 KiB.",
            "Split the act into several smaller ones."
        ),
        zhHant: ("此操作的日誌紀錄將超過 60 KiB。", "請將此操作分成數項較小的操作。"),
        zhHans: ("此操作的日志记录将超过 60 KiB。", "请将此操作分成数项较小的操作。"))
}

// MARK: Signed acts

extension RefusalCode {
    public static let actMalformed = RefusalCode(
        "act.malformed", clause: "RFC 8785",
        en: (
            "The signed act is not canonical kapok-act/v1; first fault: {member}.",
            "Sign again with a client of this version."
        ),
        zhHant: ("已簽署的操作並非 kapok-act/v1 標準格式；首個問題：{member}。", "請用此版本的用戶端重新簽署。"),
        zhHans: ("已签署的操作不是 kapok-act/v1 规范格式；首个问题：{member}。", "请用此版本的客户端重新签署。"))

    public static let actKeyUnknown = RefusalCode(
        "act.keyUnknown", clause: "7.10",
        en: ("No officer has the key {key}.", "Enrol the officer, or sign with an enrolled key."),
        zhHant: ("沒有人員持有密碼匙 {key}。", "請先委任該人員，或用已委任人員的密碼匙簽署。"),
        zhHans: ("没有人员持有密钥 {key}。", "请先任命该人员，或用已任命人员的密钥签署。"))

    public static let actSignatureInvalid = RefusalCode(
        "act.signatureInvalid", clause: "7.10",
        en: (
            "The signature under the act is not by the key {key}.",
            "Sign again; if it fails once more, have the key checked."
        ),
        zhHant: ("操作的簽署並非由密碼匙 {key} 作出。", "請重新簽署；如仍不成功，請檢查該密碼匙。"),
        zhHans: ("操作的签名不是由密钥 {key} 作出。", "请重新签署；如仍不成功，请检查该密钥。"))

    public static let actOriginWrong = RefusalCode(
        "act.originWrong",
        en: ("The act was signed for another journal.", "Sign again for this journal, {origin}."),
        zhHant: ("此操作是為另一日誌簽署的。", "請為本日誌 {origin} 重新簽署。"),
        zhHans: ("此操作是为另一日志签署的。", "请为本日志 {origin} 重新签署。"))

    public static let actEnvironmentWrong = RefusalCode(
        "act.environmentWrong",
        en: (
            "The act was signed for another environment than {environment}.",
            "Never use one act for test and production: sign again."
        ),
        zhHant: ("此操作並非為「{environment}」環境簽署。", "同一操作不可兼用於測試與正式環境，請重新簽署。"),
        zhHans: ("此操作不是为“{environment}”环境签署的。", "同一操作不可兼用于测试与正式环境，请重新签署。"))

    public static let actOperationWrong = RefusalCode(
        "act.operationWrong", clause: "7.10",
        en: (
            "The officer signed something else than this: {operation}.",
            "Sign exactly what is to be done."
        ),
        zhHant: ("人員所簽署的並非「{operation}」。", "請簽署所要進行的操作本身。"),
        zhHans: ("人员所签署的不是“{operation}”。", "请签署所要进行的操作本身。"))

    public static let actCaseWrong = RefusalCode(
        "act.caseWrong", clause: "7.10",
        en: ("The officer signed for another case.", "Sign for the case that is to be decided."),
        zhHant: ("人員簽署的是另一個案。", "請為所要決定的個案簽署。"),
        zhHans: ("人员签署的是另一案件。", "请为所要决定的案件签署。"))

    public static let actContentWrong = RefusalCode(
        "act.contentWrong", clause: "7.10",
        en: (
            "What the officer signed is not what is to be decided.",
            "Look at the present contents and sign these."
        ),
        zhHant: ("人員所簽署的內容與待決定的內容不同。", "請查看現時內容並就其簽署。"),
        zhHans: ("人员所签署的内容与待决定的内容不同。", "请查看当前内容并就其签署。"))

    public static let actRoleWrong = RefusalCode(
        "act.roleWrong", clause: "7.10",
        en: (
            "This is not done in the role of {role}: {operation}.",
            "Sign in a role that the operation names and the officer holds."
        ),
        zhHant: ("「{operation}」不由職務「{role}」執行。", "請以該操作所指定且人員所擔任的職務簽署。"),
        zhHans: ("“{operation}”不由岗位“{role}”执行。", "请以该操作所指定且人员所担任的岗位签署。"))

    public static let actPolicyWrong = RefusalCode(
        "act.policyWrong",
        en: (
            "The act was signed under another version of the certificate policy than {policy}.",
            "Read what changed and sign again."
        ),
        zhHant: ("此操作並非依據證書政策版本 {policy} 簽署。", "請閱讀更改內容並重新簽署。"),
        zhHans: ("此操作不是依据证书策略版本 {policy} 签署的。", "请阅读更改内容并重新签署。"))

    public static let actPracticeWrong = RefusalCode(
        "act.practiceWrong",
        en: (
            "The act was signed under another version of the practice than {practice}.",
            "Read what changed and sign again."
        ),
        zhHant: ("此操作並非依據作業設定版本 {practice} 簽署。", "請閱讀更改內容並重新簽署。"),
        zhHans: ("此操作不是依据业务设置版本 {practice} 签署的。", "请阅读更改内容并重新签署。"))

    public static let actExpired = RefusalCode(
        "act.expired",
        en: ("The time in which the signed act counts is over.", "Sign again."),
        zhHant: ("已簽署操作的有效時間已過。", "請重新簽署。"),
        zhHans: ("已签署操作的有效时间已过。", "请重新签署。"))

    public static let actLifetimeTooLong = RefusalCode(
        "act.lifetimeTooLong",
        en: (
            "The signed act would count for more than {days} days.",
            "Sign again with an earlier expiry."
        ),
        zhHant: ("已簽署操作的有效時間超過 {days} 天。", "請以較早的到期時間重新簽署。"),
        zhHans: ("已签署操作的有效时间超过 {days} 天。", "请以较早的到期时间重新签署。"))

    public static let actReplayed = RefusalCode(
        "act.replayed",
        en: ("This signed act was already used.", "Sign again for each new act."),
        zhHant: ("此已簽署操作已被使用。", "每次操作均須重新簽署。"),
        zhHans: ("此已签署操作已被使用。", "每次操作均须重新签署。"))

    public static let actCheckpointAhead = RefusalCode(
        "act.checkpointAhead",
        en: (
            "The officer's client has seen a later journal than this server holds.",
            "Stop work: the server may run on an old copy of its data. Have it restored."
        ),
        zhHant: ("人員的用戶端曾見到比本伺服器更新的日誌。", "請停止操作：伺服器可能正使用舊資料，須予還原。"),
        zhHans: ("人员的客户端曾见到比本服务器更新的日志。", "请停止操作：服务器可能正使用旧数据，须予还原。"))

    public static let actCheckpointForeign = RefusalCode(
        "act.checkpointForeign",
        en: (
            "The officer's client has seen a journal that is not this one.",
            "Stop work and have the journal audited: its history may have been rewritten."
        ),
        zhHant: ("人員的用戶端所見的日誌與本日誌不符。", "請停止操作並審計日誌：其歷史可能已被改寫。"),
        zhHans: ("人员的客户端所见的日志与本日志不符。", "请停止操作并审计日志：其历史可能已被改写。"))
}

// MARK: Proposals

extension RefusalCode {
    public static let proposalUnknown = RefusalCode(
        "proposal.unknown",
        en: (
            "There is no pending proposal {proposal}.",
            "`kapok proposal list` shows the pending ones."
        ),
        zhHant: ("沒有待決提議 {proposal}。", "用 `kapok proposal list` 查看待決提議。"),
        zhHans: ("没有待决提议 {proposal}。", "用 `kapok proposal list` 查看待决提议。"))

    public static let proposalDone = RefusalCode(
        "proposal.done",
        en: ("Proposal {proposal} was already carried out.", "Nothing is left to do."),
        zhHant: ("提議 {proposal} 已經執行。", "無須再作任何操作。"),
        zhHans: ("提议 {proposal} 已经执行。", "无须再作任何操作。"))

    public static let proposalExpired = RefusalCode(
        "proposal.expired",
        en: ("The time for signing proposal {proposal} is over.", "Propose it again."),
        zhHant: ("提議 {proposal} 的簽署期限已過。", "請重新提出。"),
        zhHans: ("提议 {proposal} 的签署期限已过。", "请重新提出。"))

    public static let proposalNoExecutor = RefusalCode(
        "proposal.noExecutor",
        en: (
            "This program cannot carry this out, which takes several people: {operation}.",
            "Use a program that serves this operation."
        ),
        zhHant: ("本程式不能執行需多人參與的「{operation}」。", "請使用支援此操作的程式。"),
        zhHans: ("本程序不能执行需多人参与的“{operation}”。", "请使用支持此操作的程序。"))
}

// MARK: Genesis

extension RefusalCode {
    public static let genesisInvalid = RefusalCode(
        "genesis.invalid", clause: "7.10",
        en: (
            "The genesis payload cannot be used: {reason}.", "Correct it and have it signed anew."
        ),
        zhHant: ("創始內容不可用：{reason}。", "請更正並重新簽署。"),
        zhHans: ("创始内容不可用：{reason}。", "请更正并重新签署。"))

    public static let genesisSignaturesMissing = RefusalCode(
        "genesis.signaturesMissing", clause: "7.11b",
        en: (
            "Every founder signs the genesis payload, and there are at least three: {missing}.",
            "Collect the missing signatures."
        ),
        zhHant: ("創始內容須由至少三名創辦人全部簽署：{missing}。", "請補齊所欠的簽署。"),
        zhHans: ("创始内容须由至少三名创办人全部签署：{missing}。", "请补齐所欠的签名。"))
}

// MARK: Uses of CA keys

extension RefusalCode {
    public static let intentUnknown = RefusalCode(
        "intent.unknown",
        en: ("There is no intent {intent}.", "List the open intents."),
        zhHant: ("沒有簽署意向 {intent}。", "請列出未完成的簽署意向。"),
        zhHans: ("没有签署意向 {intent}。", "请列出未完成的签署意向。"))

    public static let intentNotOpen = RefusalCode(
        "intent.notOpen",
        en: ("Intent {intent} is already {state}.", "Nothing is left to sign."),
        zhHant: ("簽署意向 {intent} 的狀態已是「{state}」。", "已沒有需要簽署的內容。"),
        zhHans: ("签署意向 {intent} 的状态已是“{state}”。", "已没有需要签署的内容。"))

    public static let intentSignatureInvalid = RefusalCode(
        "intent.signatureInvalid",
        en: (
            "The signer's answer to intent {intent} is not a signature by the expected key.",
            "Check the key and its device; then retry or abandon the intent."
        ),
        zhHant: ("簽署意向 {intent} 所得的結果並非預期密碼匙的簽署。", "請檢查密碼匙及其裝置，然後重試或放棄。"),
        zhHans: ("签署意向 {intent} 所得的结果不是预期密钥的签名。", "请检查密钥及其设备，然后重试或放弃。"))
}

// MARK: Personal data

extension RefusalCode {
    public static let vaultValueTooLong = RefusalCode(
        "vault.valueTooLong",
        en: ("A personal record is longer than 4 MiB.", "Hand in a smaller file."),
        zhHant: ("個人資料紀錄超過 4 MiB。", "請提交較小的檔案。"),
        zhHans: ("个人资料记录超过 4 MiB。", "请提交较小的文件。"))

    public static let vaultDamaged = RefusalCode(
        "vault.damaged",
        en: (
            "Dossier {dossier} cannot be opened: it was changed, or the master key is another.",
            "Run an audit and restore the dossier from a backup."
        ),
        zhHant: ("卷宗 {dossier} 無法開啟：內容曾被更改，或主密碼匙不符。", "請進行審計，並由備份還原該卷宗。"),
        zhHans: ("卷宗 {dossier} 无法打开：内容曾被更改，或主密钥不符。", "请进行审计，并由备份还原该卷宗。"))
}
