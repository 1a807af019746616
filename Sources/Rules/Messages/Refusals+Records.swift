// Registers of people, contracts, equipment and the like.

extension RefusalCode {
    public static let recordKindUnknown = RefusalCode(
        "recordKind.unknown",
        en: (
            "There is no register named {kind}.",
            "Use one of those that `kapok record kinds` lists."
        ),
        zhHant: ("沒有名為「{kind}」的登記冊。", "請使用 `kapok record kinds` 所列的其中一個。"),
        zhHans: ("没有名为“{kind}”的登记册。", "请使用 `kapok record kinds` 所列的其中一个。"))

    public static let recordUnknown = RefusalCode(
        "record.unknown",
        en: (
            "There is no record {record}.",
            "Take the id, rec-…, from `kapok record list`. A record of an import that was reversed is none."
        ),
        zhHant: ("沒有紀錄 {record}。", "請從 `kapok record list` 取得編號（rec-…）。已撤回的匯入，其紀錄不再存在。"),
        zhHans: ("没有记录 {record}。", "请从 `kapok record list` 取得编号（rec-…）。已撤回的导入，其记录不再存在。"))

    public static let recordFieldUnknown = RefusalCode(
        "record.fieldUnknown",
        en: (
            "This register has no column {column}.",
            "Its columns are: {known}. `kapok record template` writes them as headings."
        ),
        zhHant: ("此登記冊沒有「{column}」一欄。", "其欄位為：{known}。`kapok record template` 會寫出標題行。"),
        zhHans: ("此登记册没有“{column}”一列。", "其列为：{known}。`kapok record template` 会写出标题行。"))

    /// - Parameter clause: the clause that asks for it.
    public static func recordFieldMissing(clause: String?) -> RefusalCode {
        RefusalCode(
            "record.fieldMissing", clause: clause,
            en: (
                "{column} is empty, and a record of this kind ({kind}) needs it.",
                "Fill it in; `kapok record kinds` tells what each register needs."
            ),
            zhHant: ("「{column}」未填，而這類紀錄（{kind}）必須填寫。", "請填寫；`kapok record kinds` 列出各登記冊的必填欄位。"),
            zhHans: ("“{column}”未填，而这类记录（{kind}）必须填写。", "请填写；`kapok record kinds` 列出各登记册的必填列。"))
    }

    public static let recordFieldInvalid = RefusalCode(
        "record.fieldInvalid",
        en: (
            "{column} is not written as it must be.",
            "It has to be {form}. A value that is only shown as ••• cannot be entered."
        ),
        zhHant: ("「{column}」的寫法不正確。", "須為：{form}。只顯示為 ••• 的值不能輸入。"),
        zhHans: ("“{column}”的写法不正确。", "须为：{form}。只显示为 ••• 的值不能输入。"))

    public static func recordDaysWrong(clause: String?) -> RefusalCode {
        RefusalCode(
            "record.daysWrong", clause: clause,
            en: ("{second} is before {first}.", "Correct one of the two days."),
            zhHant: ("「{second}」早於「{first}」。", "請更正其中一個日期。"),
            zhHans: ("“{second}”早于“{first}”。", "请更正其中一个日期。"))
    }

    public static func recordDaysTooFar(clause: String?) -> RefusalCode {
        RefusalCode(
            "record.daysTooFar", clause: clause,
            en: (
                "{second} is more than {days} days after {first}.",
                "The policy asks for it again within that time: enter an earlier day."
            ),
            zhHant: ("「{second}」較「{first}」遲超過 {days} 日。", "政策要求在該時間內再次進行：請填較早的日期。"),
            zhHans: ("“{second}”比“{first}”晚超过 {days} 天。", "策略要求在该时间内再次进行：请填较早的日期。"))
    }

    public static func recordPersonsAlike(clause: String?) -> RefusalCode {
        RefusalCode(
            "record.personsAlike", clause: clause,
            en: (
                "{first} and {second} name the same person.",
                "Two different people are needed; name the other one."
            ),
            zhHant: ("「{first}」與「{second}」是同一人。", "須由兩名不同人員負責；請填寫另一人。"),
            zhHans: ("“{first}”与“{second}”是同一人。", "须由两名不同人员负责；请填写另一人。"))
    }

    public static func recordStageWrong(clause: String?) -> RefusalCode {
        RefusalCode(
            "record.stageWrong", clause: clause,
            en: (
                "The stage \"{stage}\" is out of order here.",
                "What may stand there now: {allowed}. Enter each step as it is taken."
            ),
            zhHant: ("階段「{stage}」在此不合次序。", "現時可填：{allowed}。請按實際步驟逐一記錄。"),
            zhHans: ("阶段“{stage}”在此不合顺序。", "现在可填：{allowed}。请按实际步骤逐一记录。"))
    }

    public static func recordValueUnfit(clause: String?) -> RefusalCode {
        RefusalCode(
            "record.valueUnfit", clause: clause,
            en: (
                "{column} may not be \"{stage}\" where {first} is as it is here.",
                "What may stand there: {allowed}."
            ),
            zhHant: ("按此處的「{first}」，「{column}」不可為「{stage}」。", "可填：{allowed}。"),
            zhHans: ("按此处的“{first}”，“{column}”不可为“{stage}”。", "可填：{allowed}。"))
    }

    public static let recordSaltInvalid = RefusalCode(
        "record.saltInvalid",
        en: (
            "The member salt is not 32 to 64 characters of lower-case hex.",
            "Give fresh random bytes, so that nobody can guess the values from their digest."
        ),
        zhHant: ("成員 salt 並非 32 至 64 個小寫十六進制字元。", "請提供新的隨機位元組，令人無法從摘要猜出內容。"),
        zhHans: ("成员 salt 不是 32 至 64 个小写十六进制字符。", "请提供新的随机字节，使人无法从摘要猜出内容。"))

    public static let recordExists = RefusalCode(
        "record.exists",
        en: (
            "A record with the same {columns} is in force already: {record}.",
            "Change that one with `kapok record change`, or end it first."
        ),
        zhHant: ("已有「{columns}」相同的有效紀錄：{record}。", "請用 `kapok record change` 更改該紀錄，或先行終止。"),
        zhHans: ("已有“{columns}”相同的有效记录：{record}。", "请用 `kapok record change` 更改该记录，或先行终止。"))

    public static let recordVersionOld = RefusalCode(
        "record.versionOld",
        en: (
            "The record is at version {version} by now.",
            "Look at it with `kapok record show`, and decide again."
        ),
        zhHant: ("此紀錄現已是第 {version} 版。", "請用 `kapok record show` 查看，再作決定。"),
        zhHans: ("此记录现已是第 {version} 版。", "请用 `kapok record show` 查看，再作决定。"))

    public static let recordEnded = RefusalCode(
        "record.ended",
        en: (
            "The record ended already.",
            "Its versions stay to be seen. Add a new record for what is so now."
        ),
        zhHant: ("此紀錄已經終止。", "其各版本仍可查看。如有新情況，請另加紀錄。"),
        zhHans: ("此记录已经终止。", "其各版本仍可查看。如有新情况，请另加记录。"))

    public static let recordNothingConfidential = RefusalCode(
        "record.nothingConfidential",
        en: (
            "Nothing in this record is confidential.",
            "`kapok record show` shows the whole of it."
        ),
        zhHant: ("此紀錄沒有機密內容。", "`kapok record show` 已顯示全部。"),
        zhHans: ("此记录没有机密内容。", "`kapok record show` 已显示全部。"))

    public static let recordRoleWrong = RefusalCode(
        "record.roleWrong", clause: "7.10",
        en: (
            "This register is not kept in the role that you signed in.",
            "It is for: {role}. `kapok record kinds` tells who keeps which register."
        ),
        zhHant: ("你簽署時的職務並不管理此登記冊。", "須由以下職務處理：{role}。`kapok record kinds` 列出各登記冊由誰管理。"),
        zhHans: ("你签署时的岗位并不管理此登记册。", "须由以下岗位处理：{role}。`kapok record kinds` 列出各登记册由谁管理。"))

    public static let recordImportUnknown = RefusalCode(
        "recordImport.unknown",
        en: (
            "There is no import {import}.",
            "Take the id, imp-…, from what `kapok record import` said."
        ),
        zhHant: ("沒有匯入 {import}。", "請從 `kapok record import` 的結果取得編號（imp-…）。"),
        zhHans: ("没有导入 {import}。", "请从 `kapok record import` 的结果取得编号（imp-…）。"))

    public static let recordImportOrder = RefusalCode(
        "recordImport.order",
        en: (
            "This chunk is not the next one of import {import}.",
            "Chunk {number} is; nothing of this one was kept. Start the import again."
        ),
        zhHant: ("此部分並非匯入 {import} 的下一部分。", "下一部分為 {number}；此部分未有保存。請重新匯入。"),
        zhHans: ("此部分不是导入 {import} 的下一部分。", "下一部分为 {number}；此部分未有保存。请重新导入。"))

    public static let recordImportState = RefusalCode(
        "recordImport.state",
        en: (
            "The import is {state}, so this cannot be done with it.",
            "An import is adopted once, and reversed once after that."
        ),
        zhHant: ("此匯入的狀態為「{state}」，不能這樣處理。", "匯入只可採納一次，其後只可撤回一次。"),
        zhHans: ("此导入的状态为“{state}”，不能这样处理。", "导入只可采纳一次，其后只可撤回一次。"))

    public static let recordImportDiffers = RefusalCode(
        "recordImport.differs",
        en: (
            "What is staged is not what was signed.",
            "Nothing counts of it. Start the import again with the file as it is now."
        ),
        zhHant: ("暫存的內容與所簽署的不符。", "一概未有生效。請以現時的檔案重新匯入。"),
        zhHans: ("暂存的内容与所签署的不符。", "一概未有生效。请用现在的文件重新导入。"))

    public static let recordImportOvertaken = RefusalCode(
        "recordImport.overtaken",
        en: (
            "Others changed this register while the import was staged.",
            "Nothing counts of it. Look at the register, and start the import again."
        ),
        zhHant: ("暫存期間，此登記冊已被他人更改。", "一概未有生效。請查看登記冊，再重新匯入。"),
        zhHans: ("暂存期间，此登记册已被他人更改。", "一概未有生效。请查看登记册，再重新导入。"))

    public static let recordTwin = RefusalCode(
        "record.twin",
        en: (
            "Another line has the same key.",
            "Keep one of the two."
        ),
        zhHant: ("另有一行的鍵值相同。", "請只保留其中一行。"), zhHans: ("另有一行的键值相同。", "请只保留其中一行。"))

    public static let recordLineRefused = RefusalCode(
        "record.lineRefused",
        en: (
            "Line {line} cannot be entered: {problem}.",
            "Nothing counts of this import. Correct the line, and start it again."
        ),
        zhHant: ("第 {line} 行不能記錄：{problem}。", "此匯入一概未有生效。請更正該行後重新匯入。"),
        zhHans: ("第 {line} 行不能记录：{problem}。", "此导入一概未有生效。请更正该行后重新导入。"))

    public static let recordLinesBroken = RefusalCode(
        "record.linesBroken",
        en: (
            "{count} lines of {path} cannot be entered; the first are named above.",
            "Nothing was entered. Correct the lines and try again."
        ),
        zhHant: ("{path} 有 {count} 行不能記錄；首批已在上面列出。", "未有記錄任何內容。請更正後再試。"),
        zhHans: ("{path} 有 {count} 行不能记录；首批已在上面列出。", "未有记录任何内容。请更正后重试。"))

    public static let recordHeadingUnknown = RefusalCode(
        "record.headingUnknown",
        en: (
            "{path} has a column {column} that this register does not know, or one twice.",
            "Use the headings that `kapok record template` writes, in any language."
        ),
        zhHant: ("{path} 有此登記冊不認識或重複的欄位「{column}」。", "請使用 `kapok record template` 所寫的標題，語言不限。"),
        zhHans: ("{path} 有此登记册不认识或重复的列“{column}”。", "请使用 `kapok record template` 所写的标题，语言不限。"))

    public static let recordFileEmpty = RefusalCode(
        "record.fileEmpty",
        en: (
            "{path} holds no line below its headings.",
            "The first line names the columns, each further one is a record."
        ),
        zhHant: ("{path} 在標題行之下沒有資料。", "第一行為欄位標題，其後每行一項紀錄。"),
        zhHans: ("{path} 在标题行之下没有数据。", "第一行为列标题，其后每行一项记录。"))

    public static let recordEncodingWrong = RefusalCode(
        "record.encodingWrong",
        en: (
            "{path} is not written in {encoding}.",
            "Name its encoding with `--encoding`: utf-8, gb18030 or big5-hkscs; or save it as UTF-8."
        ),
        zhHant: (
            "{path} 並非以 {encoding} 編碼。",
            "請以 `--encoding` 指明編碼：utf-8、gb18030 或 big5-hkscs；或另存為 UTF-8。"
        ),
        zhHans: (
            "{path} 不是用 {encoding} 编码。",
            "请用 `--encoding` 指明编码：utf-8、gb18030 或 big5-hkscs；或另存为 UTF-8。"
        ))

    public static let recordSetMalformed = RefusalCode(
        "record.setMalformed",
        en: ("{text} is not written as column=value.", "Write it like post=validator."),
        zhHant: ("「{text}」並非「欄位=值」的寫法。", "請寫成例如 post=validator。"),
        zhHans: ("“{text}”不是“列=值”的写法。", "请写成例如 post=validator。"))

    public static let recordSetTwice = RefusalCode(
        "record.setTwice",
        en: ("The column {column} was given twice.", "Give it once."),
        zhHant: ("「{column}」一欄重複指定。", "請只指定一次。"), zhHans: ("“{column}”一列重复指定。", "请只指定一次。"))

    public static let recordNotWatched = RefusalCode(
        "record.notWatched",
        en: (
            "Nothing is looked for in a row of records of the register {kind}.",
            "Gaps and overtime are looked for in environment, access and visit."
        ),
        zhHant: ("登記冊 {kind} 不作連續性檢查。", "只有 environment、access 及 visit 會檢查中斷與逾時。"),
        zhHans: ("登记册 {kind} 不作连续性检查。", "只有 environment、access 和 visit 会检查中断与超时。"))
}
