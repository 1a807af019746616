/// What commands say besides the answers of the server.
public enum CommandLineSentence {
    public static let sheetFile = Text(
        en: "the file itself, kept sealed in the dossier:", zhHant: "檔案本身，密封存於卷宗：",
        zhHans: "文件本身，密封存于卷宗：")
    public static let example = Text(en: "Example:", zhHant: "例子：", zhHans: "例子：")
    public static let refused = Text(
        en: "Refused: {what}", zhHant: "拒絕：{what}", zhHans: "拒绝：{what}")
    public static let usageWrong = Text(
        en: "Not understood: {what}", zhHant: "指令有誤：{what}", zhHans: "命令有误：{what}")
    public static let failed = Text(en: "Fault: {what}", zhHant: "故障：{what}", zhHans: "故障：{what}")
    public static let clause = Text(
        en: "clause {clause}", zhHant: "條款 {clause}", zhHans: "条款 {clause}")
    public static let code = Text(en: "code {code}", zhHant: "代碼 {code}", zhHans: "代码 {code}")
    public static let field = Text(en: "at {field}", zhHant: "位置 {field}", zhHans: "位置 {field}")
    public static let cause = Text(
        en: "Behind it: {what}", zhHant: "起因：{what}", zhHans: "起因：{what}")
    public static let owed = Text(
        en: "Not done yet: {what}. {reason} A running server tries again by itself.",
        zhHant: "尚未完成：{what}。{reason}運行中的伺服器會自行重試。",
        zhHans: "尚未完成：{what}。{reason}运行中的服务器会自行重试。")
    public static let remedy = Text(
        en: "What to do: {what}", zhHant: "處理方法：{what}", zhHans: "处理方法：{what}")
    public static let toBeSigned = Text(
        en: "To be signed ({environment}): {operation}",
        zhHant: "待簽署（{environment}）：{operation}", zhHans: "待签署（{environment}）：{operation}")
    public static let signedWith = Text(
        en: "with {key}, for the journal {origin}", zhHant: "以 {key} 簽署，載入日誌 {origin}",
        zhHans: "用 {key} 签署，载入日志 {origin}")
    public static let tellWitnesses = Text(
        en: "Give the new key to witnesses and to everybody who checks this journal.",
        zhHant: "請把新密碼匙交給見證人及所有核對此日誌的人。", zhHans: "请把新密钥交给见证人和所有核对此日志的人。")
    public static let askToSign = Text(
        en: "Sign this? [y/N] ", zhHant: "是否簽署？[y/N] ", zhHans: "是否签署？[y/N] ")
    public static let askForPassphrase = Text(
        en: "Passphrase of {path}: ", zhHant: "{path} 的通行語：", zhHans: "{path} 的口令：")
    public static let askForPassphraseAgain = Text(
        en: "The same again: ", zhHant: "再次輸入：", zhHans: "再次输入：")
    public static let askForPIN = Text(
        en: "PIN of the token {token}: ", zhHant: "權標 {token} 的 PIN：", zhHans: "令牌 {token} 的 PIN：")
    public static let askForLastPIN = Text(
        en: "One try is left, then the token is locked. PIN of the token {token}: ",
        zhHant: "只餘一次機會，其後權標便會鎖住。權標 {token} 的 PIN：",
        zhHans: "只剩一次机会，其后令牌便会锁住。令牌 {token} 的 PIN：")
    public static let moreSignatures = Text(
        en: "Further officers now run: kapok proposal sign {id}",
        zhHant: "請其他人員執行：kapok proposal sign {id}",
        zhHans: "请其他人员执行：kapok proposal sign {id}")
    public static let suspensionCode = Text(
        en: "Your suspension code: {code}. It suspends this certificate at any hour "
            + "(kapok holder stop). Write it down: it is told once.",
        zhHant: "你的停用碼：{code}。憑此碼可隨時暫時吊銷此證書（kapok holder stop）。請抄下：此碼只告知一次。",
        zhHans: "您的停用码：{code}。凭此码可随时挂起此证书（kapok holder stop）。请抄下：此码只告知一次。")
    public static let draftCode = Text(
        en: "The code of your draft: {code}. It alone opens it. Write it down: it is told once.",
        zhHant: "你的草稿代碼：{code}。只有此碼可開啟草稿。請抄下：此碼只告知一次。",
        zhHans: "您的草稿代码：{code}。只有此码可开启草稿。请抄下：此码只告知一次。")
    public static let replayed = Text(
        en: "This was done before; the first result is shown.", zhHant: "此操作先前已完成；所示為首次的結果。",
        zhHans: "此操作先前已完成；所示为首次的结果。")
    public static let entry = Text(
        en: "Journal entry {index}.", zhHant: "日誌紀錄 {index}。", zhHans: "日志记录 {index}。")
    public static let isRequired = Text(en: "required", zhHant: "必填", zhHans: "必填")
    public static let isConfidential = Text(en: "confidential", zhHant: "機密", zhHans: "机密")
    public static let written = Text(
        en: "Written: {file}", zhHant: "已寫入：{file}", zhHans: "已写入：{file}")
    public static let inboxTold = Text(
        en: "Told by {way}: {at}", zhHant: "已於 {at} 通知（{way}）", zhHans: "已于 {at} 通知（{way}）")
    public static let inboxNotTold = Text(
        en: "Could not be told ({cause}): {at}", zhHant: "未能通知（{cause}）：{at}",
        zhHans: "未能通知（{cause}）：{at}")
    public static let inboxWaiting = Text(
        en: "Not told anywhere else yet", zhHant: "尚未以其他途徑通知", zhHans: "尚未以其他途径通知")
    public static let pageShown = Text(
        en: "{first}–{last} of {total} (page {page})",
        zhHant: "第 {first}–{last} 項，共 {total} 項（第 {page} 頁）",
        zhHans: "第 {first}–{last} 项，共 {total} 项（第 {page} 页）")
    public static let pageShownOfMore = Text(
        en: "{first}–{last} of more than {total} (page {page})",
        zhHant: "第 {first}–{last} 項，共超過 {total} 項（第 {page} 頁）",
        zhHans: "第 {first}–{last} 项，共超过 {total} 项（第 {page} 页）")
    public static let capacityInAll = Text(
        en: "{bytes} bytes in all; a year adds {year} (pace taken over days: {days}).",
        zhHant: "合共 {bytes} 位元組；按過去 {days} 日的速度，一年增加 {year}。",
        zhHans: "合计 {bytes} 字节；按过去 {days} 天的速度，一年增加 {year}。")
    public static let nothingFound = Text(
        en: "Nothing found.", zhHant: "沒有項目。", zhHans: "没有条目。")
    public static let goOn = Text(
        en: "There is more: --after {index}", zhHant: "尚有其他紀錄：--after {index}",
        zhHans: "还有其他记录：--after {index}")
    public static let needsPositive = Text(
        en: "{name} takes a number from 1 on.", zhHant: "{name} 須為 1 或以上的數字。",
        zhHans: "{name} 须为 1 或以上的数字。")
    public static let essential = Text(
        en: "Without {officer} this stands still: {stops}",
        zhHant: "如 {officer} 缺席，以下操作停頓：{stops}", zhHans: "如 {officer} 缺勤，以下操作停顿：{stops}")
    public static let recoveryUnderWay = Text(
        en: "{officer} becomes a security officer at {from} or later, by the secret custodians. "
            + "Whoever contests it: "
            + "kapok operator end NAME --reason recoveryContested",
        zhHant: "{officer} 將由秘密保管人補任，最早於 {from} 成為保安主任。"
            + "如有異議："
            + "kapok operator end NAME --reason recoveryContested",
        zhHans: "{officer} 将由秘密保管人补任，最早于 {from} 成为安全管理员。"
            + "如有异议："
            + "kapok operator end NAME --reason recoveryContested")
    public static let recoveryTold = Text(
        en: "The mail server took a notice of it to {addresses}.",
        zhHant: "郵件伺服器已接收發給 {addresses} 的通知。",
        zhHans: "邮件服务器已接收发给 {addresses} 的通知。")
    public static let recoveryUntold = Text(
        en: "Tell {addresses} now: no mail server has taken a notice of it. "
            + "The delay runs from the first notice on; "
            + "without mail: kapok operator recover --told FILE",
        zhHant: "請即通知 {addresses}：郵件伺服器尚未接收有關通知。等候期由首次通知時起計；"
            + "如無郵件：kapok operator recover --told FILE",
        zhHans: "请立即通知 {addresses}：邮件服务器尚未接收有关通知。等候期由首次通知时起计；"
            + "如无邮件：kapok operator recover --told FILE")
    public static let lacksAhead = Text(
        en: "In {days} days this lacks people: {stops}", zhHant: "{days} 日後以下操作人手不足：{stops}",
        zhHans: "{days} 天后以下操作人手不足：{stops}")
    public static let screeningEnds = Text(
        en: "Within {days} days ({day}) the vetting of {officer} ends: record the next one, "
            + "kapok record change {record}",
        zhHant: "{officer} 的審查將於 {days} 日內（{day}）到期：請登記新的審查，kapok record change {record}",
        zhHans: "{officer} 的审查将于 {days} 天内（{day}）到期：请登记新的审查，kapok record change {record}")
    public static let trainingEnds = Text(
        en: "Within {days} days ({day}) the training of {officer} as {role} ends: record the "
            + "next one, kapok record add training",
        zhHant: "{officer} 擔任{role}的培訓將於 {days} 日內（{day}）到期：請登記新的培訓，kapok record add training",
        zhHans: "{officer} 担任{role}的培训将于 {days} 天内（{day}）到期：请登记新的培训，kapok record add training")
    public static let screeningLapsed = Text(
        en: "The vetting of {officer} is not in force ({day}): record one, "
            + "kapok record add personnel",
        zhHant: "{officer} 的審查現時無效（{day}）：請登記審查，kapok record add personnel",
        zhHans: "{officer} 的审查现时无效（{day}）：请登记审查，kapok record add personnel")
    public static let trainingLapsed = Text(
        en: "The training of {officer} as {role} is not in force ({day}): record one, "
            + "kapok record add training",
        zhHant: "{officer} 擔任{role}的培訓現時無效（{day}）：請登記培訓，kapok record add training",
        zhHans: "{officer} 担任{role}的培训现时无效（{day}）：请登记培训，kapok record add training")
    public static let smallestStaffing = Text(
        en: "The smallest staffing that the rules allow is {count} people:",
        zhHant: "規則容許的最低人手為 {count} 人：", zhHans: "规则允许的最低人手为 {count} 人：")
    public static let settingsGood = Text(
        en: "{file} is in order.", zhHant: "{file} 沒有問題。", zhHans: "{file} 没有问题。")
    public static let settingsSame = Text(
        en: "Nothing would change.", zhHant: "不會有任何改變。", zhHans: "不会有任何改变。")
    public static let proofHolds = Text(
        en: "The proof holds: entry {index} stands in the journal {origin}.",
        zhHant: "證明成立：紀錄 {index} 載於日誌 {origin}。", zhHans: "证明成立：记录 {index} 载于日志 {origin}。")
    public static let proofFails = Text(
        en: "The proof does not hold: nothing shows that entry {index} stands in {origin}.",
        zhHant: "證明不成立：未能顯示紀錄 {index} 載於 {origin}。",
        zhHans: "证明不成立：未能显示记录 {index} 载于 {origin}。")

    public static let witnessed = Text(
        en: "The witness {name} cosigned {count} entries of this journal at {time}.",
        zhHant: "見證人 {name} 於 {time} 聯署本日誌的 {count} 項紀錄。",
        zhHans: "见证人 {name} 于 {time} 联署本日志的 {count} 项记录。")
    public static let notWitnessed = Text(
        en: "No good cosignature of the witness {name} was shown.",
        zhHant: "未見見證人 {name} 的有效聯署。", zhHans: "未见见证人 {name} 的有效联署。")

    public static let timestamped = Text(
        en: "{name}: {count} entries of this journal were there at {time}, says its time-stamp.",
        zhHant: "{name}：時間戳記顯示本日誌的 {count} 項紀錄於 {time} 已存在。",
        zhHans: "{name}：时间戳显示本日志的 {count} 项记录于 {time} 已存在。")

    // Audits.
    public static let auditGood = Text(
        en: "Everything is as the journal says: {entries} entries, {checkpoints} checkpoints and "
            + "{rows} rows were compared.",
        zhHant: "一切與日誌相符：已核對 {entries} 項紀錄、{checkpoints} 個檢查點及 {rows} 行資料。",
        zhHans: "一切与日志相符：已核对 {entries} 项记录、{checkpoints} 个检查点和 {rows} 行数据。")
    public static let auditBad = Text(
        en: "The ledger is not as the journal says; findings: {count}. Compared: {entries} "
            + "entries, {checkpoints} checkpoints and {rows} rows.",
        zhHant: "帳冊與日誌不符，共 {count} 項發現。已核對 {entries} 項紀錄、{checkpoints} 個檢查點及 {rows} 行資料。",
        zhHans: "账册与日志不符，共 {count} 项发现。已核对 {entries} 项记录、{checkpoints} 个检查点和 {rows} 行数据。")
    public static let finding = Text(
        en: "{place}: {what}", zhHant: "{place}：{what}", zhHans: "{place}：{what}")
    public static let lastLawfulChange = Text(
        en: " Last lawful change: entry {entry}.", zhHant: "最後一次合法更改：紀錄 {entry}。",
        zhHans: "最后一次合法更改：记录 {entry}。")
    public static let entryPlace = Text(
        en: "Entry {entry}", zhHant: "紀錄 {entry}", zhHans: "记录 {entry}")
    public static let tilePlace = Text(
        en: "Level {level}, tile {number}", zhHant: "第 {level} 層第 {number} 塊",
        zhHans: "第 {level} 层第 {number} 块")
    public static let checkpointPlace = Text(
        en: "Checkpoint of {size} entries", zhHant: "涵蓋 {size} 項紀錄的檢查點",
        zhHans: "涵盖 {size} 项记录的检查点")
    public static let entriesUnsigned = Text(
        en: "No signed checkpoint covers the last {count} entries; `kapok health` says more.",
        zhHant: "最後 {count} 項紀錄尚未有已簽署的檢查點涵蓋；詳見 `kapok health`。",
        zhHans: "最后 {count} 条记录尚无已签名的检查点涵盖；详见 `kapok health`。")
    public static let findingsLeftOff = Text(
        en: "Further findings: {count}.", zhHant: "另有 {count} 項發現。", zhHans: "另有 {count} 项发现。")

    // Decisions of a relying party.
    public static let rely = Text(
        en: "Rely: every check passed.", zhHant: "可以依賴：所有檢查均通過。", zhHans: "可以依赖：所有检查均通过。")
    public static let doNotRely = Text(
        en: "Do not rely: a check failed.", zhHant: "不應依賴：有檢查不通過。", zhHans: "不应依赖：有检查不通过。")
    public static let cannotTell = Text(
        en: "Cannot tell: a check could not be made. Do not rely until it is.",
        zhHant: "無法判斷：有檢查未能進行；在此之前不應依賴。", zhHans: "无法判断：有检查未能进行；在此之前不应依赖。")
    public static let decidedAt = Text(
        en: "As of {at}.", zhHant: "以 {at} 為準。", zhHans: "以 {at} 为准。")
    public static let testEnvironment = Text(
        en: "TEST certificate: of no legal effect.", zhHant: "測試證書：並無法律效力。", zhHans: "测试证书：没有法律效力。")
    public static let notFetched = Text(
        en: "not fetched: {address} ({reason})", zhHant: "未能取得：{address}（{reason}）",
        zhHans: "未能取得：{address}（{reason}）")
    public static let keepUnlockSecret = Text(
        en: "Not in the backup: the unlock secret. Keep it elsewhere.",
        zhHant: "備份不含解鎖秘密：請另行保存。", zhHans: "备份不含解锁口令：请另行保存。")
    public static let compareBeforeUse = Text(
        en: "It serves the last status alone, until `kapok recover` compared it.",
        zhHant: "現只提供最後狀態，直至以 `kapok recover` 核對。", zhHans: "现只提供最后状态，直到用 `kapok recover` 核对。")

    /// The verdict of `kapok health`, by level.
    public static let health = [
        "ok": Text(en: "OK: {all} checks.", zhHant: "正常：{all} 項檢查。", zhHans: "正常：{all} 项检查。"),
        "warning": Text(
            en: "WARNING: {count} of {all} checks.", zhHant: "警告：{all} 項檢查中有 {count} 項。",
            zhHans: "警告：{all} 项检查中有 {count} 项。"),
        "critical": Text(
            en: "CRITICAL: {count} of {all} checks.", zhHant: "嚴重：{all} 項檢查中有 {count} 項。",
            zhHans: "严重：{all} 项检查中有 {count} 项。"),
    ]
    public static let healthUnknown = Text(en: "UNKNOWN.", zhHant: "不明。", zhHans: "不明。")
}
