extension CommandHelp {
    public static let apply = CommandHelp(
        "apply",
        en: (
            "Apply for a certificate with a request file (CSR).",
            "The request gives only the key and proves that the applicant holds it; its subject "
                + "and extensions are ignored and listed. What the certificate shall say is "
                + "stated here. Nobody signs this step. A private key is refused at once."
        ),
        zhHant: (
            "以證書申請檔（CSR）申請證書。",
            "申請檔只提供公開密碼匙，並證明申請人持有對應的私人密碼匙；其中的主體名稱及擴展項會被忽略並列出。"
                + "證書的內容在此陳述。此步驟無須簽署。若提交的是私人密碼匙，會即時拒絕。"
        ),
        zhHans: (
            "用证书请求文件（CSR）申请证书。",
            "请求文件只提供公钥，并证明申请人持有对应的私钥；其中的主体名称和扩展项会被忽略并列出。"
                + "证书的内容在此陈述。此步骤无须签名。如果提交的是私钥，会立即拒绝。"
        ),
        examples: "kapok apply --authority rsa-ca --category personal --csr person.csr "
            + "--common-name \"Chan Tai Man\" --surname Chan --given-name \"Tai Man\" --country HK "
            + "--trademark no --declare",
        "kapok apply --authority rsa-ca --category organisation --csr org.csr "
            + "--common-name \"Kapok Trading Ltd\" --organization \"Kapok Trading Ltd\" "
            + "--organization-identifier NTRHK-12345678 --country HK --trademark no --declare")

    public static let vet = CommandHelp(
        "vet",
        en: (
            "Confirm that what an application states was proven.",
            "The sheet says what was seen, asked and answered; 'kapok application sheet' writes an "
                + "empty one. You sign all of it, with a commitment to exactly the statement that "
                + "is shown. Nothing is vetted whose checklist is incomplete. Then the contents of "
                + "the certificate are prepared. Role: validator."
        ),
        zhHant: (
            "確認申請所陳述的內容已獲證明。",
            "表格記下所見、所問及所答；用 'kapok application sheet' 產生空白表格。你簽署表格全部內容，"
                + "以及對所顯示陳述的承諾值。查核清單未齊備則不能審核。其後系統擬備證書內容。職務：審核員。"
        ),
        zhHans: (
            "确认申请所陈述的内容已获证明。",
            "表格记下所见、所问及所答；用 'kapok application sheet' 生成空白表格。你签署表格全部内容，"
                + "以及对所显示陈述的承诺值。核查清单未齐备则不能审核。其后系统拟备证书内容。岗位：审核员。"
        ),
        examples: "kapok application sheet app-… --method A --out sheet.yaml",
        "kapok vet app-… --method A --sheet sheet.yaml --key ho.pem")

    public static let accept = CommandHelp(
        "accept",
        en: (
            "Hand in the applicant's acceptance of the exact contents.",
            "The applicant signs the acceptance statement with the key to be certified; the "
                + "detached signature is handed in here, whoever made it. Accepting comes before "
                + "signing: nobody gets a certificate that says something else. Where the practice "
                + "says so (afterwards), it comes after the delivery, and releases the certificate."
        ),
        zhHant: (
            "提交申請人對確切內容的接受。",
            "申請人以待核證的密碼匙簽署接受聲明，在此提交分離簽名，由任何工具產生均可。先接受、後簽發，"
                + "證書不會寫上申請人未曾同意的內容。如作業設定訂明（afterwards），則於交付後接受，證書隨即恢復。"
        ),
        zhHans: (
            "提交申请人对确切内容的接受。",
            "申请人用待认证的密钥签署接受声明，在此提交分离签名，由任何工具产生均可。先接受、后签发，"
                + "证书不会写上申请人未曾同意的内容。如业务设置订明（afterwards），则在交付后接受，证书随即恢复。"
        ),
        examples: "kapok application show app-… --statement accept.json",
        "openssl dgst -sha256 -sign person.key -out accept.sig accept.json",
        "kapok accept app-… --signature accept.sig")

    public static let approve = CommandHelp(
        "approve",
        en: (
            "Approve an application, or add your signature to a pending act.",
            "For an application (app-…) the contents of the certificate are read from the bytes "
                + "that will be signed and shown; you sign their SHA-256. Role: approver, another "
                + "person than the validator. Where the contents are accepted after the "
                + "delivery, you are told that nobody has. For a pending act (pro-…) you sign the same "
                + "operation on the same facts, which are shown."
        ),
        zhHant: (
            "批准申請，或為待決的操作加上簽署。",
            "對申請（app-…），系統從將要簽署的位元組讀出並顯示證書內容，你簽署其 SHA-256。職務：批准人，"
                + "不得與審核員為同一人。如內容於交付後方獲接受，系統會提示尚未獲接受。對待決操作（pro-…），你簽署所顯示的同一操作及同一內容。"
        ),
        zhHans: (
            "批准申请，或为待决的操作加上签名。",
            "对申请（app-…），系统从将要签署的字节读出并显示证书内容，你签署其 SHA-256。岗位：批准人，"
                + "不得与审核员为同一人。如内容在交付后才获接受，系统会提示尚未获接受。对待决操作（pro-…），你签署所显示的同一操作和同一内容。"
        ),
        examples: "kapok approve app-… --key lam.pem", "kapok approve pro-… --key lee.pem")

    public static let issue = CommandHelp(
        "issue",
        en: (
            "Have approved applications signed: the certificates come into being.",
            "All are told first; each is then an act of its own, or with --list one act covers "
                + "up to 64. A refusal of one does not hold up the others. With --json the answer is {\"results\": […]} in the order "
                + "asked. Role: issuing officer, a third person."
        ),
        zhHant: (
            "簽發已批准的申請：證書由此產生。",
            "先列出全部內容，其後逐一執行；加上 --list 則以一次簽署涵蓋最多 64 項。其中一項被拒絕不會影響其他。加上 --json 時按次序回覆 "
                + "{\"results\": […]}。職務：簽發員，須為第三人。"
        ),
        zhHans: (
            "签发已批准的申请：证书由此产生。",
            "先列出全部内容，其后逐一执行；加上 --list 则以一次签署涵盖最多 64 项。其中一项被拒绝不会影响其他。加上 --json 时按次序回复 "
                + "{\"results\": […]}。岗位：签发员，须为第三人。"
        ),
        examples: "kapok issue app-… app-… --key ng.pem",
        "kapok issue --list app-… app-… app-… --key ng.pem")

    public static let refuse = CommandHelp(
        "refuse",
        en: (
            "Refuse an application that is not issued yet.",
            "One officer is enough; the reason is a code, since free text could hold personal "
                + "data. A serial number that was reserved is never used: it stands on no list. "
                + "Whoever still wants a certificate applies anew. Role: validator or approver."
        ),
        zhHant: (
            "拒絕尚未簽發的申請。",
            "一名人員即可決定；原因以代碼表示，以免文字載有個人資料。已預留的序號不再使用，亦不列入任何清單。如仍需證書，"
                + "須重新申請。職務：審核員或批准人。"
        ),
        zhHans: (
            "拒绝尚未签发的申请。",
            "一名人员即可决定；原因以代码表示，以免文字载有个人资料。已预留的序列号不再使用，也不列入任何列表。如仍需证书，"
                + "须重新申请。岗位：审核员或批准人。"
        ),
        examples: "kapok refuse app-… --reason documentsMissing --key ho.pem")

    public static let giveBack = CommandHelp(
        "return",
        en: (
            "Return an application to its applicant for correction.",
            "Up to the signature of the certificate. Names one field of the application and why, as a "
                + "code; what was vetted, accepted and approved counts no more. Role: validator or approver."
        ),
        zhHant: (
            "將申請退回申請人更正。",
            "簽發證書前均可退回。須指明申請的一個欄位及原因代碼；先前的審核、接受及批准即告失效。職務：審核員或批准人。"
        ),
        zhHans: (
            "将申请退回申请人更正。",
            "签发证书前均可退回。须指明申请的一个字段及原因代码；此前的审核、接受和批准即告失效。岗位：审核员或批准人。"
        ),
        examples: "kapok return app-… --field surname --reason differsFromDocument --key ho.pem")

    public static let correct = CommandHelp(
        "correct",
        en: (
            "Correct an application that was returned.",
            "States the subject anew and whole. First with --statement: writes what is to be signed with "
                + "the key of the application; then with --signature and the same facts. Earlier "
                + "statements are kept, and officers see what changed."
        ),
        zhHant: (
            "更正被退回的申請。",
            "須重新完整陳述主體資料。先以 --statement 寫出須以申請所用密碼匙簽署的內容，再以 --signature "
                + "連同相同資料提交。先前的陳述會保留，人員可看到差異。"
        ),
        zhHans: (
            "更正被退回的申请。",
            "须重新完整陈述主体资料。先以 --statement 写出须以申请所用密钥签名的内容，再以 --signature "
                + "连同相同资料提交。此前的陈述会保留，人员可看到差异。"
        ),
        examples: "kapok correct app-… --common-name 陳大文 --surname 陳 --statement to-sign",
        "kapok correct app-… --common-name 陳大文 --surname 陳 --signature to-sign.sig")

    public static let application = CommandHelp(
        "application",
        en: (
            "Applications: list, show.",
            "States: received, returned, vetted, accepted, approved, issuing, issued, refused. --state takes "
                + "these, or the words that lists show."
        ),
        zhHant: (
            "申請：列出、顯示。",
            "狀態：已收到（received）、已退回更正（returned）、已審核（vetted）、已接受（accepted）、已批准（approved）、簽發中（issuing）、"
                + "已簽發（issued）、已拒絕（refused）。--state 接受中文或括號內的代碼。"
        ),
        zhHans: (
            "申请：列出、显示。",
            "状态：已收到（received）、已退回更正（returned）、已审核（vetted）、已接受（accepted）、已批准（approved）、签发中（issuing）、"
                + "已签发（issued）、已拒绝（refused）。--state 接受中文或括号内的代码。"
        ),
        examples: "kapok application list --state vetted")

    public static let applicationList = CommandHelp(
        "application list",
        en: ("List applications, newest first.", "Filters can be combined."),
        zhHant: ("列出申請，最新在前。", "篩選條件可以合併使用。"),
        zhHans: ("列出申请，最新在前。", "筛选条件可以合并使用。"),
        examples: "kapok application list --state received --from 2026-11-01 --size 20")

    public static let applicationShow = CommandHelp(
        "application show",
        en: (
            "Show one application: what was stated and what will be certified.",
            "--statement writes the acceptance statement that the applicant signs; --contents "
                + "writes the to-be-signed certificate as DER. Hashes are computed again here."
        ),
        zhHant: (
            "顯示一項申請：所陳述的內容及將予核證的內容。",
            "--statement 寫出供申請人簽署的接受聲明；--contents 以 DER 寫出待簽證書。雜湊值會在此重新計算。"
        ),
        zhHans: (
            "显示一项申请：所陈述的内容和将予认证的内容。",
            "--statement 写出供申请人签署的接受声明；--contents 以 DER 写出待签证书。哈希值会在此重新计算。"
        ),
        examples: "kapok application show 1234-5678-6",
        "kapok application show app-… --statement accept.json --contents tbs.der")

    public static let applicationSheet = CommandHelp(
        "application sheet",
        en: (
            "Write an empty sheet of evidence for an application.",
            "It names everything that the checklist asks for by this method, each with its clause, "
                + "and how it is written; * marks what must be said. Without --out it is shown."
        ),
        zhHant: (
            "為申請產生空白的證據表格。",
            "表格列出該方法下查核清單所要求的各項、所依條款及寫法；* 為必填。不加 --out 則直接顯示。"
        ),
        zhHans: (
            "为申请生成空白的证据表格。",
            "表格列出该方法下核查清单所要求的各项、所依条款及写法；* 为必填。不加 --out 则直接显示。"
        ),
        examples: "kapok application sheet app-… --method B --out sheet.yaml")

    public static let applicationEvidence = CommandHelp(
        "application evidence",
        en: (
            "Add evidence to an application before it is vetted.",
            "For what is not all there at once, or not seen by one officer alone. One signature "
                + "covers the whole sheet. Nothing is taken back: what was wrong is mended by "
                + "another item of its kind. Role: validator."
        ),
        zhHant: (
            "在審核前為申請加入證據。",
            "適用於未能一次齊備或由多於一名人員查核的情況。一個簽署涵蓋整份表格。證據不能收回：有誤時以同類的新項目更正。"
                + "職務：審核員。"
        ),
        zhHans: (
            "在审核前为申请加入证据。",
            "适用于未能一次齐备或由多于一名人员核查的情况。一个签名涵盖整份表格。证据不能收回：有误时用同类的新项目更正。"
                + "岗位：审核员。"
        ),
        examples: "kapok application evidence app-… --sheet seen.yaml --key ho.pem")

    public static let applicationFetch = CommandHelp(
        "application fetch",
        en: (
            "Read a file of an application's dossier, with a reason.",
            "'kapok application show' names the files. That you read it, and why, is in the journal "
                + "before you do. The first eight characters of its name will do. Role: validator, "
                + "approver or auditor."
        ),
        zhHant: (
            "查閱申請卷宗內的檔案，並說明理由。",
            "'kapok application show' 列出檔案。查閱一事及理由先記入日誌。只須輸入檔案名稱的首八個字元。"
                + "職務：審核員、批准人或審計員。"
        ),
        zhHans: (
            "查阅申请卷宗内的文件，并说明理由。",
            "'kapok application show' 列出文件。查阅一事及理由先记入日志。只须输入文件名称的前八个字符。"
                + "岗位：审核员、批准人或审计员。"
        ),
        examples: "kapok application fetch app-… 3f2a9c10 --reason ownTask --out paper.pdf "
            + "--key app.pem")
}
