// Refusals where somebody writes an application before handing it in.

extension RefusalCode {
    public static let draftUnknown = RefusalCode(
        "draft.unknown",
        en: (
            "There is no draft with this code.",
            "Compare the code with what was told when the draft was saved first. A draft ends when it is handed in, "
                + "discarded, or not changed for the days that the practice sets (draftDays); then begin anew."
        ),
        zhHant: (
            "沒有使用此代碼的草稿。",
            "請與首次儲存草稿時告知的代碼核對。草稿一經提交、放棄，或在作業設定所定日數（draftDays）內沒有更改，即告終止；屆時請重新開始。"
        ),
        zhHans: (
            "没有使用此代码的草稿。",
            "请与首次保存草稿时告知的代码核对。草稿一经提交、放弃，或在业务设置所定天数（draftDays）内没有更改，即告终止；届时请重新开始。"
        ))

    public static let draftTooLong = RefusalCode(
        "draft.tooLong",
        en: (
            "The draft has more than {bytes} octets.",
            "A draft holds what an application holds, and no pictures or files: those are shown to the officer."
        ),
        zhHant: ("草稿超過 {bytes} 個八位位元組。", "草稿只載申請的內容，不載圖片或檔案；後者請向人員出示。"),
        zhHans: ("草稿超过 {bytes} 个八位字节。", "草稿只载申请的内容，不载图片或文件；后者请向人员出示。"))

    public static let draftSavedTooOften = RefusalCode(
        "draft.savedTooOften",
        en: (
            "This draft was saved as often as one can be.",
            "Hand it in, or take it out with `kapok draft show` and begin a new one."
        ),
        zhHant: ("此草稿的儲存次數已達上限。", "請提交申請，或以 `kapok draft show` 取出內容，另開新草稿。"),
        zhHans: ("此草稿的保存次数已达上限。", "请提交申请，或以 `kapok draft show` 取出内容，另开新草稿。"))

    public static let draftTooMany = RefusalCode(
        "draft.tooMany",
        en: (
            "Too many drafts are kept, or were saved in the last hour.",
            "Hand the application in without a draft, or save it later. What was saved before is kept as it is."
        ),
        zhHant: ("保留的草稿或過去一小時儲存草稿的次數過多。", "請直接提交申請，或稍後再儲存。先前已儲存的內容維持不變。"),
        zhHans: ("保留的草稿或过去一小时保存草稿的次数过多。", "请直接提交申请，或稍后再保存。先前已保存的内容维持不变。"))
}
