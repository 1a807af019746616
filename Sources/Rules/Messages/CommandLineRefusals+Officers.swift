// Refusals that protect an officer: the own key, what is shown before signing, the journal seen.

extension RefusalCode {
    public static let commandOfficerKeyMissing = RefusalCode(
        "command.officerKeyMissing", clause: "7.10",
        en: (
            "An officer signs this, and no key was named.",
            "Name your key file with --key or $KAPOK_KEY; 'kapok operator key' makes one."
        ),
        zhHant: ("此操作須由人員簽署，但未指明密碼匙。", "以 --key 或 $KAPOK_KEY 指明密碼匙檔案；可用「kapok operator key」製作。"),
        zhHans: ("此操作须由人员签署，但未指明密钥。", "用 --key 或 $KAPOK_KEY 指明密钥文件；可用“kapok operator key”制作。"))

    public static let commandOfficerKeyExposed = RefusalCode(
        "command.officerKeyExposed", clause: "3.1b",
        en: (
            "Others can read the key file {path} (mode {mode}).",
            "If it was yours alone: chmod 600 {path}. Otherwise have the key replaced."
        ),
        zhHant: (
            "其他人可以讀取密碼匙檔案 {path}（權限 {mode}）。",
            "如確定只有你用過：chmod 600 {path}；否則請更換密碼匙。"
        ),
        zhHans: (
            "其他人可以读取密钥文件 {path}（权限 {mode}）。",
            "如确定只有你用过：chmod 600 {path}；否则请更换密钥。"
        ))

    public static let commandOfficerKeyUnusable = RefusalCode(
        "command.officerKeyUnusable",
        en: (
            "{path} does not hold one officer key (P-256, PKCS#8, PEM).",
            "Use the file that 'kapok operator key' made."
        ),
        zhHant: ("{path} 並非人員密碼匙檔案（P-256、PKCS#8、PEM）。", "請使用「kapok operator key」製作的檔案。"),
        zhHans: ("{path} 不是人员密钥文件（P-256、PKCS#8、PEM）。", "请使用“kapok operator key”制作的文件。"))

    public static let commandPublicKeyUnusable = RefusalCode(
        "command.publicKeyUnusable",
        en: (
            "{path} does not hold a public key.",
            "Use the .pub.pem file that 'kapok operator key' made."
        ),
        zhHant: ("{path} 並非公開密碼匙。", "請使用「kapok operator key」製作的 .pub.pem 檔案。"),
        zhHans: ("{path} 不是公钥。", "请使用“kapok operator key”制作的 .pub.pem 文件。"))

    public static let commandOfficerUnknown = RefusalCode(
        "command.officerUnknown",
        en: ("No officer is enrolled as {name}.", "See 'kapok operator list'."),
        zhHant: ("沒有名為 {name} 的已委任人員。", "請看「kapok operator list」。"),
        zhHans: ("没有名为 {name} 的已任命人员。", "请看“kapok operator list”。"))

    public static let commandOfficerKeyOfAnother = RefusalCode(
        "command.officerKeyOfAnother",
        en: ("The key named is not that of {name}.", "Name the right key file, or leave out --as."),
        zhHant: ("所指密碼匙並不屬於 {name}。", "請指明正確的密碼匙檔案，或不用 --as。"),
        zhHans: ("所指密钥不属于 {name}。", "请指明正确的密钥文件，或不用 --as。"))

    public static let commandOfficerDeclined = RefusalCode(
        "command.officerDeclined",
        en: ("You did not confirm; nothing was signed.", "Run the command again to sign."),
        zhHant: ("你沒有確認；未有簽署任何內容。", "如要簽署，請再執行指令。"),
        zhHans: ("你没有确认；未签署任何内容。", "如要签署，请再执行命令。"))

    public static let commandRefusedInList = RefusalCode(
        "command.refusedInList",
        en: (
            "Application {id} was refused: {code} ({clause}).",
            "kapok issue {id} by itself says why in full; it signs an act for that one."
        ),
        zhHant: (
            "申請 {id} 被拒絕：{code}（{clause}）。", "單獨執行 kapok issue {id} 可得知詳細原因；屆時會為該申請簽署。"
        ),
        zhHans: (
            "申请 {id} 被拒绝：{code}（{clause}）。", "单独执行 kapok issue {id} 可得知详细原因；届时会为该申请签署。"
        ))

    public static let commandOperationUnknown = RefusalCode(
        "command.operationUnknown",
        en: (
            "This program does not know the operation {name}, so it cannot show what it means.",
            "Use the version of the server."
        ),
        zhHant: ("本程式不認識操作 {name}，無法說明其含意。", "請使用與伺服器相同的版本。"),
        zhHans: ("本程序不认识操作 {name}，无法说明其含义。", "请使用与服务器相同的版本。"))

    // What is shown before signing.
    public static let commandReviewAnother = RefusalCode(
        "command.review.anotherApplication",
        en: (
            "The server showed another application than {id}.",
            "Sign nothing, and tell the security officer."
        ),
        zhHant: ("伺服器所示並非申請 {id}。", "切勿簽署，並通知保安主任。"),
        zhHans: ("服务器所示不是申请 {id}。", "切勿签署，并通知安全管理员。"))

    public static let commandReviewStatement = RefusalCode(
        "command.review.statementDiffers", clause: "6.3a",
        en: (
            "What application {id} states is not what its commitment says, or was erased.",
            "Sign nothing, and tell the security officer."
        ),
        zhHant: ("申請 {id} 的陳述與其承諾值不符，或已被刪除。", "切勿簽署，並通知保安主任。"),
        zhHans: ("申请 {id} 的陈述与其承诺值不符，或已被删除。", "切勿签署，并通知安全管理员。"))

    public static let commandReviewEvidence = RefusalCode(
        "command.review.evidenceDiffers", clause: "6.3a",
        en: (
            "The evidence of application {id} is not what its commitments or its vetting say, or was "
                + "erased.",
            "Sign nothing, and tell the security officer. An application that was vetted before "
                + "there were checklists is refused, and made anew."
        ),
        zhHant: ("申請 {id} 的證據與其承諾值或審核不符，或已被刪除。", "切勿簽署，並通知保安主任。於設有查核清單前審核的申請須拒絕並重新提交。"),
        zhHans: ("申请 {id} 的证据与其承诺值或审核不符，或已被删除。", "切勿签署，并通知安全管理员。在设有核查清单前审核的申请须拒绝并重新提交。"))

    public static let sheetUnreadable = RefusalCode(
        "sheet.unreadable",
        en: (
            "The sheet {file} cannot be read: line {line}.",
            "It is text: the name of a kind and a colon, and below it indented lines such as "
                + "`place: hk-central`. `kapok application sheet` writes an empty one."
        ),
        zhHant: (
            "無法讀取表格 {file}：第 {line} 行。",
            "表格為純文字：先寫證據類別及冒號，其下各行縮排，例如 `place: hk-central`。用 `kapok application sheet` 產生空白表格。"
        ),
        zhHans: (
            "无法读取表格 {file}：第 {line} 行。",
            "表格为纯文字：先写证据类别及冒号，其下各行缩进，例如 `place: hk-central`。用 `kapok application sheet` 生成空白表格。"
        ))

    public static let commandReviewContents = RefusalCode(
        "command.review.contentsDiffer", clause: "6.3a",
        en: (
            "The certificate contents of {id} do not have the hash that the server names, or "
                + "cannot be read.",
            "Sign nothing, and tell the security officer."
        ),
        zhHant: ("申請 {id} 的證書內容與伺服器所示雜湊值不符，或無法讀取。", "切勿簽署，並通知保安主任。"),
        zhHans: ("申请 {id} 的证书内容与服务器所示哈希值不符，或无法读取。", "切勿签署，并通知安全管理员。"))

    public static let commandReviewNotPrepared = RefusalCode(
        "command.review.notPrepared", clause: "6.3a",
        en: (
            "The state of application {id} is \"{state}\": its contents are not prepared yet.",
            "They are prepared when a validator vets it."
        ),
        zhHant: ("申請 {id} 的狀態為「{state}」，證書內容尚未擬備。", "審核員完成審核後便會擬備。"),
        zhHans: ("申请 {id} 的状态为“{state}”，证书内容尚未拟备。", "审核员完成审核后便会拟备。"))

    public static let commandReviewProposal = RefusalCode(
        "command.review.proposalDiffers",
        en: (
            "The facts of {id} do not have the hash that the server names.",
            "Sign nothing, and tell the security officer."
        ),
        zhHant: ("提議 {id} 的內容與伺服器所示雜湊值不符。", "切勿簽署，並通知保安主任。"),
        zhHans: ("提议 {id} 的内容与服务器所示哈希值不符。", "切勿签署，并通知安全管理员。"))

    public static let commandReviewCertificate = RefusalCode(
        "command.review.anotherCertificate",
        en: (
            "The server showed another certificate than {name}.",
            "Sign nothing, and tell the security officer."
        ),
        zhHant: ("伺服器所示並非證書 {name}。", "切勿簽署，並通知保安主任。"),
        zhHans: ("服务器所示不是证书 {name}。", "切勿签署，并通知安全管理员。"))

    public static let commandAuthorityUncertified = RefusalCode(
        "command.authorityUncertified",
        en: ("{name} has no certificate yet.", "Wait until its creation was signed and finished."),
        zhHant: ("{name} 尚未有證書。", "請待設立程序簽署完成。"),
        zhHans: ("{name} 尚未有证书。", "请待设立程序签署完成。"))

    // The journal seen.
    public static let commandJournalNoteInvalid = RefusalCode(
        "command.journal.noteInvalid", clause: "7.18b",
        en: (
            "The server's checkpoint of {origin} is not signed by the key it names.",
            "Sign nothing, and tell the security officer."
        ),
        zhHant: ("伺服器的檢查點（{origin}）並非由其所示密碼匙簽署。", "切勿簽署，並通知保安主任。"),
        zhHans: ("服务器的检查点（{origin}）不是由其所示密钥签署。", "切勿签署，并通知安全管理员。"))

    public static let commandJournalShrunk = RefusalCode(
        "command.journal.shrunk", clause: "7.18b",
        en: (
            "The journal {origin} had {before} entries when you saw it last; now it shows {now}.",
            "An old disk was restored or history was cut: tell the security officer. What was seen "
                + "stands in {file}; both checkpoints lie in {evidence}."
        ),
        zhHant: (
            "日誌 {origin} 上次有 {before} 項紀錄，現在只有 {now} 項。",
            "可能還原了舊磁碟，或歷史被刪：請通知保安主任。曾見的紀錄載於 {file}；兩個檢查點存於 {evidence}。"
        ),
        zhHans: (
            "日志 {origin} 上次有 {before} 项记录，现在只有 {now} 项。",
            "可能还原了旧磁盘，或历史被删：请通知安全管理员。曾见的记录载于 {file}；两个检查点存于 {evidence}。"
        ))

    public static let commandJournalDiffers = RefusalCode(
        "command.journal.differs", clause: "7.18b",
        en: (
            "The journal {origin} shows another history than you saw, with the same {now} entries.",
            "Tell the security officer. What was seen stands in {file}; "
                + "both checkpoints lie in {evidence}."
        ),
        zhHant: (
            "日誌 {origin} 同樣有 {now} 項紀錄，但歷史與你曾見的不同。",
            "請通知保安主任。曾見的紀錄載於 {file}；兩個檢查點存於 {evidence}。"
        ),
        zhHans: (
            "日志 {origin} 同样有 {now} 项记录，但历史与你曾见的不同。",
            "请通知安全管理员。曾见的记录载于 {file}；两个检查点存于 {evidence}。"
        ))

    public static let commandJournalForked = RefusalCode(
        "command.journal.forked", clause: "7.18b",
        en: (
            "The server cannot prove that the {now} entries of the journal {origin} begin with the "
                + "{before} that you saw: its history was rewritten.",
            "Sign nothing, and tell the security officer. What was seen stands in {file}; "
                + "both checkpoints lie in {evidence}."
        ),
        zhHant: (
            "伺服器未能證明日誌 {origin} 的 {now} 項紀錄以你曾見的 {before} 項開始：其歷史已被改寫。",
            "切勿簽署，並通知保安主任。曾見的紀錄載於 {file}；兩個檢查點存於 {evidence}。"
        ),
        zhHans: (
            "服务器未能证明日志 {origin} 的 {now} 项记录以你曾见的 {before} 项开始：其历史已被改写。",
            "切勿签署，并通知安全管理员。曾见的记录载于 {file}；两个检查点存于 {evidence}。"
        ))

    public static let commandJournalActMissing = RefusalCode(
        "command.journal.actMissing", clause: "7.18b",
        en: (
            "The server took your act as entry {index} of {origin}, but the journal that it shows "
                + "has only {size} entries.",
            "Keep what was answered, and tell the security officer: the act may be lost."
        ),
        zhHant: (
            "伺服器把你的操作記為 {origin} 的紀錄 {index}，但其所示日誌只有 {size} 項紀錄。",
            "請保留所得的回覆，並通知保安主任：該操作可能已遺失。"
        ),
        zhHans: (
            "服务器把你的操作记为 {origin} 的记录 {index}，但其所示日志只有 {size} 项记录。",
            "请保留所得的回复，并通知安全管理员：该操作可能已丢失。"
        ))

    public static let commandJournalKeyChanged = RefusalCode(
        "command.journal.keyChanged", clause: "7.18b",
        en: (
            "The journal {origin} has another key than when you saw it last.",
            "This is not the server of before, unless it was founded anew: then remove its record "
                + "from {file}."
        ),
        zhHant: (
            "日誌 {origin} 的密碼匙與你上次所見不同。",
            "這不是先前的伺服器；如確實重新建立，請從 {file} 移除其紀錄。"
        ),
        zhHans: (
            "日志 {origin} 的密钥与你上次所见不同。",
            "这不是先前的服务器；如确实重新建立，请从 {file} 移除其记录。"
        ))

    // Proofs.
    public static let commandProofUnreadable = RefusalCode(
        "command.proofUnreadable",
        en: ("{path} is no proof.", "Use a file that 'kapok audit prove' wrote."),
        zhHant: ("{path} 並非證明檔案。", "請使用「kapok audit prove」寫出的檔案。"),
        zhHans: ("{path} 不是证明文件。", "请使用“kapok audit prove”写出的文件。"))

    public static let commandVerifierKeyUnusable = RefusalCode(
        "command.verifierKeyUnusable",
        en: (
            "The verifier key is not of the form name+hash+key.",
            "Copy the line that the authority publishes."
        ),
        zhHant: ("日誌的公開密碼匙並非「名稱+雜湊+密碼匙」格式。", "請複製核證機關公布的一行。"),
        zhHans: ("日志的公钥不是“名称+哈希+密钥”格式。", "请复制认证机构公布的一行。"))

    public static let commandCheckpointUnreadable = RefusalCode(
        "command.checkpointUnreadable",
        en: (
            "{path} is no checkpoint signed by the verifier key.",
            "Fetch BASE/journal/checkpoint again, as it is."
        ),
        zhHant: ("{path} 並非由該密碼匙簽署的檢查點。", "請重新取得 BASE/journal/checkpoint 原檔。"),
        zhHans: ("{path} 不是由该密钥签署的检查点。", "请重新取得 BASE/journal/checkpoint 原文件。"))
}
