extension CommandHelp {
    public static let proposal = CommandHelp(
        "proposal",
        en: (
            "Acts that take several people: list, show, sign, refuse, return, withdraw.",
            "Enrolling officers, creating authorities, changing the practice, revoking by the "
                + "authority itself and releasing its own certificates take several people. One "
                + "proposes; with the last signature it is judged again and carried out."
        ),
        zhHant: (
            "須由多人簽署的操作：列出、顯示、簽署、拒絕、退回、撤回。",
            "委任人員、設立核證機關、更改作業設定、由機關主動撤銷證書及恢復機關本身的證書，均須由多人簽署。一人提出；最後一人簽署時，重新判斷並執行。"
        ),
        zhHans: (
            "须由多人签署的操作：列出、显示、签署、拒绝、退回、撤回。",
            "任命人员、设立认证机构、更改业务设置、由机构主动吊销证书和恢复机构本身的证书，均须由多人签署。一人提出；最后一人签署时，重新判断并执行。"
        ),
        examples: "kapok proposal list")

    public static let proposalList = CommandHelp(
        "proposal list",
        en: (
            "List the acts that wait for signatures or a correction.",
            "With who signed, how many lack, whose signature no longer counts, and what changed "
                + "since. --state lists those that were carried out or ended."
        ),
        zhHant: (
            "列出等待簽署或更正的操作。",
            "列明已簽署的人員、尚欠的簽署數目、不再計算的簽署，以及其後的更改。--state 列出已執行或已終結的提議。"
        ),
        zhHans: (
            "列出等待签署或更正的操作。",
            "列明已签署的人员、尚缺的签名数目、不再计入的签名，以及其后的更改。--state 列出已执行或已终结的提议。"
        ),
        examples: "kapok proposal list", "kapok proposal list --state refused")

    public static let proposalShow = CommandHelp(
        "proposal show",
        en: (
            "Show one proposal: what is to be decided, who signed, who ended it and why.",
            "The same that 'kapok proposal sign' shows before you sign."
        ),
        zhHant: ("顯示一項提議：決定事項、誰已簽署、由誰及為何終結。", "與「kapok proposal sign」簽署前所顯示的相同。"),
        zhHans: ("显示一项提议：决定事项、谁已签署、由谁及为何终结。", "与“kapok proposal sign”签署前所显示的相同。"),
        examples: "kapok proposal show pro-…")

    public static let proposalSign = CommandHelp(
        "proposal sign",
        en: (
            "Sign one or several proposals.",
            "Each is shown in plain words with the hash that is signed, which this program computes "
                + "itself; then you are asked once. Each gets a signature of its own. What is "
                + "refused of one does not hold up the others. The role follows from each."
        ),
        zhHant: (
            "簽署一項或多項提議。",
            "逐項以淺白文字顯示，並附由本程式自行計算的所簽雜湊值；然後詢問一次。每項各有一個簽署；某項被拒不影響其他各項。職務視乎每項提議而定。"
        ),
        zhHans: (
            "签署一项或多项提议。",
            "逐项以浅白文字显示，并附由本程序自行计算的所签哈希值；然后询问一次。每项各有一个签名；某项被拒不影响其他各项。岗位视每项提议而定。"
        ),
        examples: "kapok proposal sign pro-… pro-… --key lee.pem",
        "kapok proposal sign --all-of-kind certificate.revokeByAuthority --key lee.pem")

    public static let proposalRefuse = CommandHelp(
        "proposal refuse",
        en: (
            "Refuse a proposal, with a reason: it ends.",
            "By any officer who could sign it. The reason is kept apart from the journal, which "
                + "holds a hash that tells nothing of it. The same may be proposed anew."
        ),
        zhHant: (
            "拒絕一項提議並說明理由：提議隨即終結。",
            "凡可簽署者均可拒絕。理由與日誌分開保存；日誌只載不洩露內容的雜湊值。同一事項可重新提出。"
        ),
        zhHans: (
            "拒绝一项提议并说明理由：提议随即终结。",
            "凡可签署者均可拒绝。理由与日志分开保存；日志只载不泄露内容的哈希值。同一事项可重新提出。"
        ),
        examples: "kapok proposal refuse pro-… --reason 'not in this quarter' --key lee.pem")

    public static let proposalReturn = CommandHelp(
        "proposal return",
        en: (
            "Return a proposal for correction: which field, and why.",
            "By any officer who could sign it. Who proposed it answers with the command that "
                + "proposed it and --corrects pro-…: a new version, which needs all signatures "
                + "anew. The earlier one stays in the journal."
        ),
        zhHant: (
            "退回一項提議以作更正：指明欄位及理由。",
            "凡可簽署者均可退回。提出者以原來的指令加 --corrects pro-… 回應：成為新版本，須重新取得全部簽署。先前版本留存於日誌。"
        ),
        zhHans: (
            "退回一项提议以作更正：指明字段及理由。",
            "凡可签署者均可退回。提出者以原来的命令加 --corrects pro-… 回应：成为新版本，须重新取得全部签名。先前版本留存于日志。"
        ),
        examples:
            "kapok proposal return pro-… --field commonName --reason 'misspelt' --key lee.pem")

    public static let proposalWithdraw = CommandHelp(
        "proposal withdraw",
        en: ("Withdraw your own proposal: it ends.", "Only by who proposed it."),
        zhHant: ("撤回自己的提議：提議隨即終結。", "只限提出者。"),
        zhHans: ("撤回自己的提议：提议随即终结。", "仅限提出者。"),
        examples: "kapok proposal withdraw pro-… --key chan.pem")
}
