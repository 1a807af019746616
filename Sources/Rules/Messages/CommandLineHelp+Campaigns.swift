extension CommandHelp {
    public static let campaign = CommandHelp(
        "campaign",
        en: (
            "Revoke many certificates at once: preview, open, proceed, stop, list, show.",
            "Two approvers sign what the preview found. The holders are told; at its time a first "
                + "slice is revoked; a third approver lets the others follow."
        ),
        zhHant: (
            "一次撤銷大量證書：預覽、開始、繼續、停止、列出、顯示。",
            "由兩名批准人簽署預覽所得。先通知持有人；屆時撤銷首批；再由第三名批准人放行其餘證書。"
        ),
        zhHans: (
            "一次吊销大量证书：预览、开始、继续、停止、列出、显示。",
            "由两名批准人签署预览所得。先通知持有人；届时吊销首批；再由第三名批准人放行其余证书。"
        ),
        examples: "kapok campaign preview --authority rsa-issuing --until 2026-11-29")

    public static let campaignPreview = CommandHelp(
        "campaign preview",
        en: (
            "Show which certificates a query finds. Nothing is signed, told or revoked.",
            "How many there are of each authority, how many holders have another valid certificate "
                + "and can be told by mail, the first of them, and the digest over all."
        ),
        zhHant: (
            "顯示查詢所得的證書；不簽署、不通知、不撤銷。",
            "列明各核證機關的數目、持有人另有有效證書及可用電郵通知的數目、首若干張證書，以及全部證書的摘要。"
        ),
        zhHans: (
            "显示查询所得的证书；不签署、不通知、不吊销。",
            "列明各认证机构的数目、持有人另有有效证书及可用电子邮件通知的数目、前若干张证书，以及全部证书的摘要。"
        ),
        examples: "kapok campaign preview --source hk-immd --source-version 3",
        "kapok campaign preview --officer val --from 2026-10-01 --until 2026-10-31")

    public static let campaignOpen = CommandHelp(
        "campaign open",
        en: (
            "Propose to revoke what a preview found.",
            "With the same query, and the entry and digest that the preview showed. A second "
                + "approver signs it with 'kapok proposal sign'."
        ),
        zhHant: (
            "提議撤銷預覽所得的證書。",
            "採用相同的查詢條件，以及預覽所示的日誌項及摘要。由第二名批准人以「kapok proposal sign」簽署。"
        ),
        zhHans: (
            "提议吊销预览所得的证书。",
            "采用相同的查询条件，以及预览所示的日志项及摘要。由第二名批准人用“kapok proposal sign”签署。"
        ),
        examples: "kapok campaign open --authority rsa-issuing --as-of 812 --digest 4ac1… "
            + "--reason superseded --begins 2026-11-30T08:00Z --deadline 2026-12-01T08:00Z "
            + "--first-slice 20 --evidence report.pdf")

    public static let campaignProceed = CommandHelp(
        "campaign proceed",
        en: (
            "Let a campaign go on after its first slice, or after it was stopped.",
            "Signed by an approver who did not open it."
        ),
        zhHant: ("讓行動在首批之後或停止之後繼續。", "由並非開始該行動的批准人簽署。"),
        zhHans: ("让行动在首批之后或停止之后继续。", "由并非开始该行动的批准人签署。"),
        examples: "kapok campaign proceed cam-…")

    public static let campaignStop = CommandHelp(
        "campaign stop",
        en: (
            "Stop a campaign at once: nothing more is revoked by it.",
            "What was revoked stays revoked. Somebody else can let it go on."
        ),
        zhHant: ("立即停止行動，不再撤銷證書。", "已撤銷者維持撤銷。其後可由他人讓其繼續。"),
        zhHans: ("立即停止行动，不再吊销证书。", "已吊销的维持吊销。其后可由他人让其继续。"),
        examples: "kapok campaign stop cam-…")

    public static let campaignList = CommandHelp(
        "campaign list",
        en: ("List campaigns, the newest first.", "With how far each of them came."),
        zhHant: ("列出行動，最新者在前。", "列明每項行動的進度。"),
        zhHans: ("列出行动，最新的在前。", "列明每项行动的进度。"),
        examples: "kapok campaign list --state paused")

    public static let campaignShow = CommandHelp(
        "campaign show",
        en: (
            "Show what became of the certificates of a campaign.",
            "Told, could not be told, replaced, revoked, ended otherwise, left; and whether the "
                + "deadline was missed."
        ),
        zhHant: ("顯示行動所涉證書的情況。", "列明已通知、未能通知、已更換、已撤銷、另行終止及尚餘的數目，以及是否逾期。"),
        zhHans: ("显示行动所涉证书的情况。", "列明已通知、未能通知、已更换、已吊销、另行终止及剩余的数目，以及是否逾期。"),
        examples: "kapok campaign show cam-…")
}
