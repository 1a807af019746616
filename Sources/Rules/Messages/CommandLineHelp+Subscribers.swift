extension CommandHelp {
    public static let subscriber = CommandHelp(
        "subscriber",
        en: (
            "Subscribers: list, find, show, reveal, decide, export, restrict, unrestrict.",
            "A person or organisation has one reference number for life, from the first vetting on. Names and "
                + "numbers are masked; reveal tells them, for a reason."
        ),
        zhHant: (
            "登記人：列出、尋找、顯示、查閱、決定、取出資料、限制使用、解除限制。",
            "個人或機構自首次審核起終身只有一個登記人編號。姓名及號碼會遮蔽；查閱（reveal）須說明理由。"
        ),
        zhHans: (
            "订户：列出、查找、显示、查阅、决定、取出数据、限制使用、解除限制。",
            "个人或机构自首次审核起终身只有一个订户编号。姓名及号码会遮蔽；查阅（reveal）须说明理由。"
        ),
        examples: "kapok subscriber find --name 陳大文")

    public static let subscriberList = CommandHelp(
        "subscriber list",
        en: ("List subscribers, newest first.", "Filters can be combined."),
        zhHant: ("列出登記人，最新在前。", "篩選條件可以合併使用。"),
        zhHans: ("列出订户，最新在前。", "筛选条件可以合并使用。"),
        examples: "kapok subscriber list --type organisation")

    public static let subscriberFind = CommandHelp(
        "subscriber find",
        en: (
            "Find subscribers by name, document number, proven e-mail address, or for an application.",
            "A name is found in simplified or traditional characters, in any width and case. --number-from reads "
                + "the number from a file, so that it stays out of the history of your shell."
        ),
        zhHant: (
            "按姓名、證件號碼、已證明的電郵地址，或按申請尋找登記人。",
            "姓名不論簡繁、全半形或大小寫均可找到。--number-from 從檔案讀取號碼，避免留在命令列歷史。"
        ),
        zhHans: (
            "按姓名、证件号码、已证明的电子邮件地址，或按申请查找订户。",
            "姓名不论简繁、全半角或大小写均可找到。--number-from 从文件读取号码，避免留在命令行历史。"
        ),
        examples: "kapok subscriber find --name 陈大文",
        "kapok subscriber find --document hongKongIdentityCard --number-from number.txt",
        "kapok subscriber find --application app-…")

    public static let subscriberShow = CommandHelp(
        "subscriber show",
        en: ("One subscriber, masked.", "Applications: `kapok application list --subscriber`."),
        zhHant: ("一名登記人，資料經遮蔽。", "申請：`kapok application list --subscriber`。"),
        zhHans: ("一名订户，资料经遮蔽。", "申请：`kapok application list --subscriber`。"),
        examples: "kapok subscriber show 1234567890")

    public static let subscriberReveal = CommandHelp(
        "subscriber reveal",
        en: (
            "Read a subscriber's names and numbers whole, with a reason.",
            "Who read it, when and why stands in the journal before anything is shown. Each character of a name "
                + "is read back with its code point."
        ),
        zhHant: (
            "查閱登記人的完整姓名及號碼，須說明理由。", "由誰、何時及為何查閱，會先記入日誌才顯示。姓名逐字列出碼位。"
        ),
        zhHans: (
            "查阅订户的完整姓名及号码，须说明理由。", "由谁、何时及为何查阅，会先记入日志才显示。姓名逐字列出码位。"
        ),
        examples: "kapok subscriber reveal 1234567890 --reason ownTask --key ho.pem")

    public static let subscriberDecide = CommandHelp(
        "subscriber decide",
        en: (
            "Decide whose an application is, where a number or a name is known already.",
            "sameSubscriber: the subscriber's, under a further name or document. renamed: the subscriber's, whose "
                + "name changed. different: somebody else. refuse: it cannot be told. Without --subscriber, "
                + "different and refuse are said of everybody of that name."
        ),
        zhHant: (
            "號碼或姓名已有紀錄時，決定申請屬誰。",
            "sameSubscriber：同一登記人，另有姓名或證件。renamed：同一登記人，已改名。different：另一人。refuse：無法確定。"
                + "不指明 --subscriber 時，different 及 refuse 適用於所有同名者。"
        ),
        zhHans: (
            "号码或姓名已有记录时，决定申请属谁。",
            "sameSubscriber：同一订户，另有姓名或证件。renamed：同一订户，已改名。different：另一人。refuse：无法确定。"
                + "不指明 --subscriber 时，different 及 refuse 适用于所有同名者。"
        ),
        examples:
            "kapok subscriber decide app-… --decision different --evidence card.pdf --key mei.pem",
        "kapok subscriber decide app-… --subscriber 1234567890 --decision renamed --evidence deed.pdf --key mei.pem"
    )

    public static let subscriberExport = CommandHelp(
        "subscriber export",
        en: (
            "Take out all that is held on a subscriber, as one file, with a reason.",
            "A tar archive: data.json, and every file of the dossiers. What would help a thief alone (the "
                + "suspension code's hash) is named and left out. Of somebody who was never vetted, name the "
                + "application. Who took it out, when and why stands in the journal first."
        ),
        zhHant: (
            "把登記人的全部資料取出為一個檔案，須說明理由。",
            "tar 封存檔：data.json 及卷宗的所有檔案。只會便利盜用者的內容（暫停碼的雜湊值）只列名稱而不取出。從未通過審核者，請指明申請。"
                + "由誰、何時及為何取出，會先記入日誌。"
        ),
        zhHans: (
            "把订户的全部数据取出为一个文件，须说明理由。",
            "tar 归档文件：data.json 及卷宗的所有文件。只会便利盗用者的内容（暂停码的杂凑值）只列名称而不取出。从未通过审核者，请指明申请。"
                + "由谁、何时及为何取出，会先记入日志。"
        ),
        examples:
            "kapok subscriber export 1234567890 --reason personAsks --evidence letter.pdf --out chan.tar --key sui.pem"
    )

    public static let subscriberRestrict = CommandHelp(
        "subscriber restrict",
        en: (
            "Keep a subscriber's data without using them, where law forbids to erase them yet.",
            "Names and numbers are shown to nobody from then on, but for the person, an investigation, the "
                + "regulator or a court. Certificates and applications that go on must end first."
        ),
        zhHant: (
            "法律規定仍須保存時，只保存而不使用登記人的資料。",
            "此後除當事人、調查、監管機構或法院外，不向任何人顯示姓名及號碼。仍有效的證書及進行中的申請須先終止。"
        ),
        zhHans: (
            "法律规定仍须保存时，只保存而不使用订户的数据。",
            "此后除当事人、调查、监管部门或法院外，不向任何人显示姓名及号码。仍有效的证书及进行中的申请须先终止。"
        ),
        examples:
            "kapok subscriber restrict 1234567890 --reason keptByLawOnly --evidence letter.pdf --key sui.pem"
    )

    public static let subscriberUnrestrict = CommandHelp(
        "subscriber unrestrict",
        en: (
            "Lift the restriction on a subscriber's data.",
            "By another than who restricted it, on what the person or an authority wrote: who applies again "
                + "has asked for it."
        ),
        zhHant: (
            "解除登記人資料的使用限制。", "須由設限者以外的人，憑當事人或有關機構的書面文件辦理；再次申請即屬提出要求。"
        ),
        zhHans: (
            "解除订户数据的使用限制。", "须由设限者以外的人，凭当事人或有关机构的书面文件办理；再次申请即属提出请求。"
        ),
        examples: "kapok subscriber unrestrict 1234567890 --evidence form.pdf --key mei.pem")
}

extension CommandHelp {
    public static let subscriberKeep = CommandHelp(
        "subscriber keep",
        en: (
            "Keep a further contact of a known subscriber from counting.",
            "For whoever was told of it and objects, before the delay of the practice (contactDelayHours) is over. "
                + "The contacts that were proven before stay those that are told. Takes effect at once, and nothing "
                + "has to be shown; a contact that counts already stays. Role: validator or approver."
        ),
        zhHant: (
            "阻止已知登記人的另一聯絡方式生效。",
            "適用於獲通知者在作業設定的等候期（contactDelayHours）內提出異議。通知仍只發往先前已證實的聯絡方式。即時生效，無須出示任何文件；已生效的聯絡方式不受影響。職務：審核員或批准人。"
        ),
        zhHans: (
            "阻止已知订户的另一联系方式生效。",
            "适用于获通知者在业务设置的等候期（contactDelayHours）内提出异议。通知仍只发往先前已证实的联系方式。立即生效，无须出示任何文件；已生效的联系方式不受影响。岗位：审核员或批准人。"
        ),
        examples: "kapok subscriber keep app-… --key ho.pem")

    public static let applicationProve = CommandHelp(
        "application prove",
        en: (
            "Prove the e-mail address or the telephone of an application by a code.",
            "Without --code a code is sent there; with --code it is told back. It is good for 15 minutes and "
                + "five tries, before the application is vetted. An address that was not proven is named as "
                + "unverified in the certificate; a telephone that was not is told nothing."
        ),
        zhHant: (
            "以驗證碼證明申請的電郵地址或電話。",
            "不帶 --code 即發出驗證碼；帶 --code 即輸入驗證碼。審核前辦理，15 分鐘內有效，可試五次。未獲證明的地址會在證書註明未經核實；未獲證明的電話不會收到通知。"
        ),
        zhHans: (
            "以验证码证明申请的电子邮件地址或电话。",
            "不带 --code 即发送验证码；带 --code 即输入验证码。审核前办理，15 分钟内有效，可试五次。未获证明的地址会在证书注明未经核实；未获证明的电话不会收到通知。"
        ),
        examples: "kapok application prove app-…", "kapok application prove app-… --code 12345678")

    public static let applicationAgreement = CommandHelp(
        "application agreement",
        en: (
            "Show the subscriber agreement in force, which an acceptance is signed over.",
            "Where the practice names a document of its own (setting `subscriberAgreement`), its "
                + "address and SHA-256 are told; read that document before signing. Earlier versions are "
                + "listed with the day from which they were in force."
        ),
        zhHant: (
            "顯示現行登記人協議；接受證書內容的簽署涵蓋該協議。",
            "如作業設定（`subscriberAgreement`）另指明文件，則顯示其網址及 SHA-256；簽署前請細閱該文件。同時列出以往各版本及其生效日期。"
        ),
        zhHans: (
            "显示现行订户协议；接受证书内容的签名涵盖该协议。",
            "如业务设置（`subscriberAgreement`）另指明文件，则显示其网址及 SHA-256；签名前请细读该文件。同时列出以往各版本及其生效日期。"
        ),
        examples: "kapok application agreement --lang zh-Hant")
}

extension CommandLineOption {
    public static let proveTelephone = Text(
        en: "The telephone, in place of the e-mail address.", zhHant: "證明電話，而非電郵地址。",
        zhHans: "证明电话，而非电子邮件地址。")
    public static let contactCode = Text(
        en: "The code that was sent.", zhHant: "所收到的驗證碼。", zhHans: "所收到的验证码。")
    public static let identity = Text(
        en: "A JSON file with the identity documents and the name on them, as docs/api.md has it.",
        zhHant: "載有身份證明文件及其姓名的 JSON 檔案，格式見 docs/api.md。",
        zhHans: "载有身份证明文件及其姓名的 JSON 文件，格式见 docs/api.md。")
    public static let subscriber = Text(
        en: "The subscriber's reference number.", zhHant: "登記人編號。", zhHans: "订户编号。")
    public static let subscriberName = Text(
        en: "A name, whole.", zhHant: "完整名稱。", zhHans: "完整名称。")
    public static let documentKind = Text(
        en: "The kind of the identity document.", zhHant: "身份證明文件種類。", zhHans: "身份证明文件种类。")
    public static let documentNumber = Text(
        en: "Read the document's number from there.", zhHant: "從此檔案讀取證件號碼。",
        zhHans: "从此文件读取证件号码。")
    public static let documentCountry = Text(
        en: "The passport's country, two letters.", zhHant: "護照的國家或地區，兩個字母。",
        zhHans: "护照的国家或地区，两个字母。")
    public static let dataReason = Text(
        en: "Why.", zhHant: "理由。", zhHans: "理由。")

    public static let dataOut = Text(
        en: "The new archive.", zhHant: "新的封存檔。", zhHans: "新的归档文件。")

    public static let collisionDecision = Text(
        en: "What is decided.", zhHant: "所作的決定。", zhHans: "所作的决定。")
}
