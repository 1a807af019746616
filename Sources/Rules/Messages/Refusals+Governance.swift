extension RefusalCode {
    /// - Parameter clause: the clause that sets the limit, where one does.
    public static func practiceSettingInvalid(clause: String? = nil) -> RefusalCode {
        RefusalCode(
            "practice.settingInvalid", clause: clause,
            en: (
                "The practice setting {name} is not acceptable: it has to be {range}.",
                "Correct the value and try again; `kapok config check FILE` checks a file first."
            ),
            zhHant: (
                "作業設定「{name}」不可接受：須為 {range}。",
                "請更正後再試；可先用 `kapok config check FILE` 檢查檔案。"
            ),
            zhHans: (
                "业务设置“{name}”不可接受：须为 {range}。",
                "请更正后重试；可先用 `kapok config check FILE` 检查文件。"
            ))
    }

    public static let practiceSettingUnknown = RefusalCode(
        "practice.settingUnknown",
        en: (
            "There is no practice setting called {name}.",
            "Remove it, or compare its spelling with `kapok config export`."
        ),
        zhHant: ("沒有名為「{name}」的作業設定。", "請刪除，或與 `kapok config export` 的輸出核對名稱。"),
        zhHans: ("没有名为“{name}”的业务设置。", "请删除，或与 `kapok config export` 的输出核对名称。"))

    public static let practiceVersionUnknown = RefusalCode(
        "practice.versionUnknown",
        en: (
            "There is no version {version} of the practice settings.",
            "`kapok config show` tells the version in force."
        ),
        zhHant: ("作業設定沒有第 {version} 版。", "用 `kapok config show` 查看現行版本。"),
        zhHans: ("业务设置没有第 {version} 版。", "用 `kapok config show` 查看现行版本。"))

    public static let practiceMissing = RefusalCode(
        "practice.missing",
        en: (
            "The ledger holds no practice settings.",
            "The folder was not initialised completely; restore it or initialise a new one."
        ),
        zhHant: ("帳冊中沒有作業設定。", "資料夾未完成初始化；請還原備份或另行初始化。"),
        zhHans: ("账册中没有业务设置。", "文件夹未完成初始化；请还原备份或另行初始化。"))

    public static let practiceChangeScheduled = RefusalCode(
        "practice.changeScheduled",
        en: (
            "Version {version} of the practice settings is decided and comes into force at {from}; "
                + "this change would keep it from ever doing so.",
            "Let this change begin then or later, or name version {version} as replaced (`kapok "
                + "config propose --replaces {version}`) to give it up."
        ),
        zhHant: (
            "作業設定第 {version} 版已經決定，將於 {from} 生效；此項更改會令該版永不生效。",
            "請把此項更改的生效時間定於該時或其後；如要放棄該版，請指明以此取代第 {version} 版（`kapok config propose --replaces "
                + "{version}`）。"
        ),
        zhHans: (
            "业务设置第 {version} 版已经决定，将于 {from} 生效；此项更改会使该版永不生效。",
            "请把此项更改的生效时间定在该时或其后；如要放弃该版，请指明以此取代第 {version} 版（`kapok config propose --replaces "
                + "{version}`）。"
        ))

    public static let practiceUnreadable = RefusalCode(
        "practice.unreadable",
        en: (
            "Version {version} of the practice settings cannot be read: what is stored was altered.",
            "`kapok audit verify` finds what was altered; restore the folder from a copy."
        ),
        zhHant: (
            "無法讀取作業設定第 {version} 版：已儲存的內容曾被改動。",
            "用 `kapok audit verify` 找出被改動之處，並由備份還原資料夾。"
        ),
        zhHans: (
            "无法读取业务设置第 {version} 版：已存储的内容曾被改动。",
            "用 `kapok audit verify` 找出被改动之处，并从备份还原文件夹。"
        ))

    public static let payloadMemberUnknown = RefusalCode(
        "payload.memberUnknown",
        en: (
            "This act knows no field {name}: its fields are {known}.",
            "Leave it out: what is signed holds nothing that nobody reads."
        ),
        zhHant: ("此操作沒有欄位「{name}」；其欄位為 {known}。", "請刪去：所簽署的內容不可有無人讀取的部分。"),
        zhHans: ("此操作没有字段“{name}”；其字段为 {known}。", "请删去：所签名的内容不可有无人读取的部分。"))

    public static let payloadInvalid = RefusalCode(
        "payload.invalid",
        en: (
            "The field {name} is missing or has the wrong form.",
            "Send it as the API description says; the command line does this by itself."
        ),
        zhHant: ("欄位「{name}」缺失或格式不正確。", "請按 API 說明提供；命令列會自動處理。"),
        zhHans: ("字段“{name}”缺失或格式不正确。", "请按 API 说明提供；命令行会自动处理。"))

    public static let payloadChoiceUnknown = RefusalCode(
        "payload.choiceUnknown",
        en: ("{value} is not a possible value of {name}.", "Use one of: {choices}."),
        zhHant: ("「{value}」不是欄位「{name}」的可用值。", "請選用：{choices}。"),
        zhHans: ("“{value}”不是字段“{name}”的可用值。", "请选用：{choices}。"))

    public static let authorityUnknown = RefusalCode(
        "authority.unknown",
        en: (
            "There is no authority called {name}.", "`kapok authority list` shows the authorities."
        ),
        zhHant: ("沒有名為「{name}」的核證機關。", "用 `kapok authority list` 查看核證機關。"),
        zhHans: ("没有名为“{name}”的认证机构。", "用 `kapok authority list` 查看认证机构。"))

    public static let authorityExists = RefusalCode(
        "authority.exists",
        en: (
            "An authority called {name} exists already.",
            "Choose another name: an authority's name is used once and for ever."
        ),
        zhHant: ("名為「{name}」的核證機關已經存在。", "請另選名稱：核證機關的名稱只可使用一次。"),
        zhHans: ("名为“{name}”的认证机构已经存在。", "请另选名称：认证机构的名称只能使用一次。"))

    public static let authorityNameInvalid = RefusalCode(
        "authority.nameInvalid",
        en: (
            "{name} cannot name an authority.",
            "Use 1 to 32 lower-case letters, digits and hyphens, beginning with a letter."
        ),
        zhHant: ("「{name}」不能用作核證機關名稱。", "請用 1 至 32 個小寫字母、數字或連字號，並以字母開頭。"),
        zhHans: ("“{name}”不能用作认证机构名称。", "请用 1 至 32 个小写字母、数字或连字符，并以字母开头。"))

    public static let authorityNotActive = RefusalCode(
        "authority.notActive", clause: "4.11c",
        en: (
            "The authority {name} cannot issue: its state is \"{state}\".",
            "It becomes active when its certificate is signed and its first CRL is public; "
                + "`kapok authority show {name}` tells what is missing."
        ),
        zhHant: (
            "核證機關「{name}」不能簽發：其狀態為「{state}」。",
            "其證書簽妥並公布首份證書撤銷清單後方可簽發；用 `kapok authority show {name}` 查看尚缺之處。"
        ),
        zhHans: (
            "认证机构“{name}”不能签发：其状态为“{state}”。",
            "其证书签妥并公布首份证书吊销列表后方可签发；用 `kapok authority show {name}` 查看尚缺之处。"
        ))

    public static let authorityKindWrong = RefusalCode(
        "authority.kindWrong", clause: "1.2",
        en: (
            "{name} is not an authority of the kind needed here ({kind}).",
            "A root issues only issuing authorities; an issuing authority issues to subscribers."
        ),
        zhHant: ("「{name}」不是此處所需類別（{kind}）的核證機關。", "根機關只簽發簽發機關的證書；簽發機關向登記人簽發。"),
        zhHans: ("“{name}”不是此处所需类别（{kind}）的认证机构。", "根机构只签发签发机构的证书；签发机构向订户签发。"))

    public static let officerExists = RefusalCode(
        "officer.exists",
        en: (
            "An officer called {name} is enrolled already, or this key is.",
            "Each person is enrolled once with one key; `kapok operator list` shows them."
        ),
        zhHant: ("名為「{name}」的人員已獲委任，或此密碼匙已屬一名人員。", "每人只以一條密碼匙委任一次；用 `kapok operator list` 查看。"),
        zhHans: ("名为“{name}”的人员已获任命，或此密钥已属一名人员。", "每人只以一把密钥任命一次；用 `kapok operator list` 查看。"))

    public static let roleUnknown = RefusalCode(
        "role.unknown",
        en: ("There is no role called {name}.", "The roles are: {roles}."),
        zhHant: ("沒有名為「{name}」的職務。", "可用職務：{roles}。"),
        zhHans: ("没有名为“{name}”的岗位。", "可用岗位：{roles}。"))

    public static let rolesConflict = RefusalCode(
        "role.conflict", clause: "7.13",
        en: (
            "The roles {first} and {second} exclude each other for one person.",
            "Give them to two people."
        ),
        zhHant: ("職務「{first}」與「{second}」不可由同一人擔任。", "請由兩人分別擔任。"),
        zhHans: ("岗位“{first}”与“{second}”不能由同一人担任。", "请由两人分别担任。"))

    public static let productionNotYet = RefusalCode(
        "environment.productionNotYet", clause: "8.3",
        en: (
            "Keys in files serve the environment test only.",
            "A production authority needs a registered cryptographic module, which this version "
                + "cannot drive yet."
        ),
        zhHant: ("存於檔案的密碼匙只供測試環境使用。", "生產環境須使用已登記的密碼模組，本版本尚未支援。"),
        zhHans: ("存于文件的密钥只供测试环境使用。", "生产环境须使用已登记的密码模块，本版本尚未支持。"))
}

extension RefusalCode {
    public static let officerUnknown = RefusalCode(
        "officer.unknown", clause: "7.10",
        en: ("There is no officer {name}.", "See `kapok operator list` for the handles."),
        zhHant: ("沒有人員 {name}。", "請以 `kapok operator list` 查看代號。"),
        zhHans: ("没有人员 {name}。", "请用 `kapok operator list` 查看代号。"))

    public static let officerStateWrong = RefusalCode(
        "officer.stateWrong", clause: "7.15",
        en: (
            "The officer {name} is: {state}.",
            "Active officers can be suspended, suspended ones reinstated, both ended; who was ended is "
                + "enrolled anew, with another handle and key."
        ),
        zhHant: (
            "人員 {name} 的狀態為：{state}。",
            "運作中者可暫停，暫停者可復職，兩者均可終止；已終止者須以另一代號及密碼匙重新委任。"
        ),
        zhHans: (
            "人员 {name} 的状态为：{state}。",
            "运行中者可暂停，暂停者可复职，两者均可终止；已终止者须用另一代号和密钥重新任命。"
        ))

    public static let recoveryNobodyToTell = RefusalCode(
        "recovery.nobodyToTell", clause: "7.11b",
        en: (
            "The practice names nobody outside the authority to be told of a recovery.",
            "Two administrators set `recoveryAddresses` (`kapok config propose`) while all is well."
        ),
        zhHant: (
            "作業設定未列明補任時須通知的機構以外人士。",
            "請由兩名管理員預先設定 `recoveryAddresses`（`kapok config propose`）。"
        ),
        zhHans: (
            "业务设置未列明补任时须通知的机构以外人士。",
            "请由两名管理员预先设置 `recoveryAddresses`（`kapok config propose`）。"
        ))

    public static let recoveryNotWaiting = RefusalCode(
        "recovery.notWaiting", clause: "7.11b",
        en: (
            "No recovery of {name} with this key waits, so there is nothing to have told anybody of.",
            "Look at 'kapok operator plan' for who waits; sign with the same name and public key as then."
        ),
        zhHant: (
            "沒有以此密碼匙補任 {name} 的程序在等候，故沒有可通知外界的事項。",
            "請以「kapok operator plan」查看等候者，並以當時的代號及公開密碼匙簽署。"
        ),
        zhHans: (
            "没有用此密钥补任 {name} 的程序在等候，故没有可通知外界的事项。",
            "请用“kapok operator plan”查看等候者，并用当时的代号及公钥签名。"
        ))

    public static let grantOfOneself = RefusalCode(
        "grant.ofOneself", clause: "7.11b",
        en: (
            "{name} cannot take part in granting a role to {name}.",
            "Two other security officers decide on it."
        ),
        zhHant: ("{name} 不可參與授予自己職務。", "請由另外兩名保安主任決定。"),
        zhHans: ("{name} 不能参与授予自己岗位。", "请由另外两名安全管理员决定。"))

    public static let grantExists = RefusalCode(
        "grant.exists", clause: "7.10",
        en: (
            "{name} holds this role ({role}) already, as far and as long as this grant would give it.",
            "To limit it, withdraw it (`kapok operator withdraw`) and grant it anew with its limits."
        ),
        zhHant: (
            "{name} 已擔任此職務（{role}），其範圍及期間已包括此項授予。",
            "如要加以限制，請先撤回（`kapok operator withdraw`），再按限制重新授予。"
        ),
        zhHans: (
            "{name} 已担任此岗位（{role}），其范围和期间已包括此项授予。",
            "如要加以限制，请先收回（`kapok operator withdraw`），再按限制重新授予。"
        ))

    public static let grantUnknown = RefusalCode(
        "grant.unknown", clause: "7.10",
        en: (
            "{name} has no such grant of this role ({role}) that would end then.",
            "`kapok operator show {name}` lists the grants."
        ),
        zhHant: ("{name} 沒有可於該時終止的此項職務授予（{role}）。", "用 `kapok operator show {name}` 查看各項授予。"),
        zhHans: ("{name} 没有可于该时终止的此项岗位授予（{role}）。", "用 `kapok operator show {name}` 查看各项授予。"))

    public static let grantNotLimitable = RefusalCode(
        "grant.notLimitable", clause: "7.10",
        en: (
            "The role {role} acts for the whole of the authority, and cannot be granted for a part of it.",
            "Leave the limit out; these roles can be limited: {roles}."
        ),
        zhHant: ("職務「{role}」就整個機構行事，不可只就其一部分授予。", "請刪去限制；可加限制的職務：{roles}。"),
        zhHans: ("岗位“{role}”就整个机构行事，不能只就其一部分授予。", "请删去限制；可加限制的岗位：{roles}。"))

    public static let grantPeriodInvalid = RefusalCode(
        "grant.periodInvalid",
        en: (
            "The grant would end before it begins: it begins at {from}.",
            "Choose a later end, or none."
        ),
        zhHant: ("此項授予在開始前已終止：其開始時間為 {from}。", "請選擇較後的終止時間，或不設終止時間。"),
        zhHans: ("此项授予在开始前已终止：其开始时间为 {from}。", "请选择较后的终止时间，或不设终止时间。"))

    public static let planLacksPeople = RefusalCode(
        "staffing.planLacksPeople", clause: "7.10",
        en: (
            "From {from} on there would be too few people for: {stops}.",
            "Grant the role to somebody else first. A withdrawal at once is never refused; it tells what "
                + "stands still. `kapok operator plan` shows who can do what."
        ),
        zhHant: (
            "由 {from} 起，下列操作將人手不足：{stops}。",
            "請先把該職務授予其他人。即時撤回從不因此被拒，只會列出停頓的操作。用 `kapok operator plan` 查看誰可執行甚麼。"
        ),
        zhHans: (
            "从 {from} 起，下列操作将人手不足：{stops}。",
            "请先把该岗位授予其他人。立即收回从不因此被拒，只会列出停顿的操作。用 `kapok operator plan` 查看谁可执行什么。"
        ))

    public static let practiceQualificationsMissing = RefusalCode(
        "practice.qualificationsMissing", clause: "7.13",
        en: (
            "By the registers of today there would be too few people for: {stops}. Vetting or training is "
                + "missing of: {officers}.",
            "Security officers enter it first: kapok record add personnel, kapok record add training, or "
                + "kapok record import. Then propose this again."
        ),
        zhHant: (
            "按現時的登記冊，下列操作將人手不足：{stops}。欠缺審查或培訓者：{officers}。",
            "請先由保安主任登記（kapok record add personnel、kapok record add training 或 kapok record import），然後再次提議。"
        ),
        zhHans: (
            "按现时的登记册，下列操作将人手不足：{stops}。欠缺审查或培训者：{officers}。",
            "请先由安全管理员登记（kapok record add personnel、kapok record add training 或 kapok record import），然后再次提议。"
        ))

    public static let officerKeyUnusable = RefusalCode(
        "officer.keyUnusable", clause: "3.1b",
        en: (
            "The public key is not a P-256 key in DER.",
            "Make one with `kapok operator key --out FILE` and hand in its public half."
        ),
        zhHant: ("公開密碼匙並非 DER 格式的 P-256 密碼匙。", "請用 `kapok operator key --out FILE` 產生，並提交其公開部分。"),
        zhHans: ("公钥不是 DER 格式的 P-256 密钥。", "请用 `kapok operator key --out FILE` 生成，并提交其公开部分。"))

    public static let officerNameInvalid = RefusalCode(
        "officer.nameInvalid",
        en: (
            "{name} cannot be an officer's handle.",
            "Use 2 to 32 lower-case letters, digits and hyphens; it stands in the journal for "
                + "ever, so do not use a full name."
        ),
        zhHant: ("「{name}」不能用作人員代號。", "請用 2 至 32 個小寫字母、數字或連字號；代號會永久留存於日誌，請勿使用全名。"),
        zhHans: ("“{name}”不能用作人员代号。", "请用 2 至 32 个小写字母、数字或连字符；代号会永久留存于日志，请勿使用全名。"))

    public static let crlNone = RefusalCode(
        "crl.unknown",
        en: (
            "The authority {authority} has no certificate revocation list yet.",
            "It gets one before it becomes active; `kapok authority show {authority}` tells its "
                + "state."
        ),
        zhHant: (
            "核證機關「{authority}」尚未有證書撤銷清單。", "啟用前會先公布清單；用 `kapok authority show {authority}` 查看狀態。"
        ),
        zhHans: (
            "认证机构“{authority}”尚无证书吊销列表。", "启用前会先公布列表；用 `kapok authority show {authority}` 查看状态。"
        ))
}

extension RefusalCode {
    public static let intentPurposeUnknown = RefusalCode(
        "intent.purposeUnknown",
        en: (
            "This version does not know what a signature for {purpose} leads to.",
            "Run the version that announced it, or a later one."
        ),
        zhHant: ("本版本不認識用途為 {purpose} 的簽署。", "請使用宣告該用途的版本或更新的版本。"),
        zhHans: ("本版本不认识用途为 {purpose} 的签名。", "请使用宣告该用途的版本或更新的版本。"))
}
