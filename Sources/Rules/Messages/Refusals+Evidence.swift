// What is refused where identity is not proven whole (CP 5.3–5.6, 6.3, 6.4).

extension RefusalCode {
    /// - Parameter clause: that of the first thing that is missing; all of them are said.
    public static func checklistIncomplete(clause: String) -> RefusalCode {
        RefusalCode(
            "application.checklistIncomplete", clause: clause,
            en: (
                "The checklist of application {id} is not complete; points open: {count}.",
                "`kapok application show {id}` shows the checklist. Hand in what is missing with "
                    + "`kapok vet`, or refuse the application."
            ),
            zhHant: (
                "申請「{id}」的查核清單未齊備；未完成項目：{count}。",
                "用 `kapok application show {id}` 查看清單；用 `kapok vet` 補交所欠項目，或拒絕該申請。"
            ),
            zhHans: (
                "申请“{id}”的核查清单未齐备；未完成项目：{count}。",
                "用 `kapok application show {id}` 查看清单；用 `kapok vet` 补交所缺项目，或拒绝该申请。"
            ))
    }

    /// - Parameter clause: that of the first defect; all of them are said.
    public static func evidenceDefective(clause: String) -> RefusalCode {
        RefusalCode(
            "application.evidenceDefective", clause: clause,
            en: (
                "What was put down as evidence is not whole; defects: {count}.",
                "`kapok application sheet {id}` writes a sheet with everything that has to be said "
                    + "of each kind."
            ),
            zhHant: (
                "所記錄的證據不完整；不妥之處：{count}。",
                "用 `kapok application sheet {id}` 產生表格，列明每類證據須填的項目。"
            ),
            zhHans: (
                "所记录的证据不完整；不妥之处：{count}。",
                "用 `kapok application sheet {id}` 生成表格，列明每类证据须填的项目。"
            ))
    }

    public static let evidenceKindUnknown = RefusalCode(
        "application.evidenceKindUnknown", clause: "6.3b",
        en: ("There is no kind of evidence \"{value}\".", "Kinds are: {known}."),
        zhHant: ("沒有「{value}」這類證據。", "證據類別為：{known}。"),
        zhHans: ("没有“{value}”这类证据。", "证据类别为：{known}。"))

    /// - Parameter clause: that which asks for the file.
    public static func evidenceFileUnfit(clause: String) -> RefusalCode {
        RefusalCode(
            "application.evidenceFileUnfit", clause: clause,
            en: (
                "A file of type {found} is no {proof}.", "Files of these types are taken: {known}."
            ),
            zhHant: ("{found} 類型的檔案不能用作「{proof}」。", "可用的檔案類型：{known}。"),
            zhHans: ("{found} 类型的文件不能用作“{proof}”。", "可用的文件类型：{known}。"))
    }

    public static let evidenceFull = RefusalCode(
        "application.evidenceFull",
        en: (
            "Application {id} holds {count} items of evidence already, which is the most.",
            "Refuse it, and apply again."
        ),
        zhHant: ("申請「{id}」已有 {count} 項證據，達到上限。", "請拒絕該申請並重新申請。"),
        zhHans: ("申请“{id}”已有 {count} 项证据，达到上限。", "请拒绝该申请并重新申请。"))

    public static let applicationFileUnknown = RefusalCode(
        "application.fileUnknown",
        en: (
            "The dossier of the application has no file {file}.",
            "`kapok application show` names its files; a beginning of at least 8 characters will do "
                + "where it is one file's."
        ),
        zhHant: ("申請的卷宗沒有檔案 {file}。", "用 `kapok application show` 查看檔案；如能確定唯一檔案，首 8 個或以上字元即可。"),
        zhHans: ("申请的卷宗没有文件 {file}。", "用 `kapok application show` 查看文件；如能确定唯一文件，首 8 个或以上字符即可。"))

    public static let evidenceDiffers = RefusalCode(
        "application.evidenceDiffers", clause: "6.3a",
        en: (
            "The evidence decided on is not what application {id} holds.",
            "Read the application again with `kapok application show {id}` and decide on exactly "
                + "that."
        ),
        zhHant: ("所決定的證據並非申請「{id}」所載。", "請用 `kapok application show {id}` 重新閱讀，並只就該內容作決定。"),
        zhHans: ("所决定的证据并非申请“{id}”所载。", "请用 `kapok application show {id}` 重新阅读，并只就该内容作决定。"))
}
