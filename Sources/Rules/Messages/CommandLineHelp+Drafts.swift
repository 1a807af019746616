extension CommandHelp {
    public static let draft = CommandHelp(
        "draft",
        en: (
            "Write an application in several sittings: save, show, submit, discard.",
            "A draft is sealed and opened by its code alone, which is told once. Nobody decides on it. Where "
                + "nobody changes it for the days of the practice (draftDays), it is erased."
        ),
        zhHant: (
            "分次填寫申請：儲存、顯示、提交、放棄。",
            "草稿經加密，只憑代碼開啟，代碼只告知一次。任何人均不就草稿作決定。在作業設定所定日數（draftDays）內沒有更改者會被刪除。"
        ),
        zhHans: (
            "分次填写申请：保存、显示、提交、放弃。",
            "草稿经加密，只凭代码开启，代码只告知一次。任何人均不就草稿作决定。在业务设置所定天数（draftDays）内没有更改者会被删除。"
        ),
        examples: "kapok draft save half.json")

    public static let draftSave = CommandHelp(
        "draft save",
        en: (
            "Save what is written so far of an application.",
            "FILE is JSON with members of application.apply (authority, category, subject, identity, …), as many and "
                + "as complete as they are; docs/api.md lists them. --code names the draft that is replaced whole; without it "
                + "a new one begins, whose code is told."
        ),
        zhHant: (
            "儲存申請目前已填寫的內容。",
            "FILE 為 JSON，載有 application.apply 的成員（authority、category、subject、identity 等），多少及完整與否不限；見 docs/api.md。"
                + "--code 指明整份取代的草稿；不指明則開始新草稿，並告知其代碼。"
        ),
        zhHans: (
            "保存申请目前已填写的内容。",
            "FILE 为 JSON，载有 application.apply 的成员（authority、category、subject、identity 等），多少及完整与否不限；见 docs/api.md。"
                + "--code 指明整份取代的草稿；不指明则开始新草稿，并告知其代码。"
        ),
        examples: "kapok draft save half.json",
        "kapok draft save whole.json --csr request.pem --declare --trademark no --code code.txt")

    public static let draftShow = CommandHelp(
        "draft show",
        en: (
            "Show a draft by its code.",
            "--out writes what `kapok draft save` takes, for its owner alone."
        ),
        zhHant: ("憑代碼顯示草稿。", "--out 寫出 `kapok draft save` 可用的檔案，只限擁有者讀取。"),
        zhHans: ("凭代码显示草稿。", "--out 写出 `kapok draft save` 可用的文件，只限所有者读取。"),
        examples: "kapok draft show --code code.txt --out half.json")

    public static let draftSubmit = CommandHelp(
        "draft submit",
        en: (
            "Hand a draft in: it becomes an application, and the draft is erased.",
            "It is judged as by `kapok apply`. What is refused leaves the draft as it was."
        ),
        zhHant: ("提交草稿：草稿成為申請，並予刪除。", "審核方式同 `kapok apply`。如被拒絕，草稿維持不變。"),
        zhHans: ("提交草稿：草稿成为申请，并予删除。", "审核方式同 `kapok apply`。如被拒绝，草稿维持不变。"),
        examples: "kapok draft submit --code code.txt")

    public static let draftDiscard = CommandHelp(
        "draft discard",
        en: ("Erase a draft at once.", "Nothing brings it back."),
        zhHant: ("即時刪除草稿。", "刪除後無法復原。"),
        zhHans: ("立即删除草稿。", "删除后无法恢复。"),
        examples: "kapok draft discard --code code.txt")
}

extension CommandLineOption {
    public static let draftFile = Text(
        en: "What is written so far, as JSON.", zhHant: "目前已填寫的內容（JSON）。",
        zhHans: "目前已填写的内容（JSON）。")
    public static let draftCode = Text(
        en: "A file with the draft's code, for its owner alone.",
        zhHant: "載有草稿代碼的檔案，只限擁有者讀取。", zhHans: "载有草稿代码的文件，只限所有者读取。")
    public static let draftReplaced = Text(
        en: "The same of the draft that is replaced.", zhHant: "同上，屬被取代的草稿。",
        zhHans: "同上，属被取代的草稿。")
    public static let draftOut = Text(
        en: "Write the content there.", zhHant: "把內容寫入此檔案。", zhHans: "把内容写入此文件。")
}
