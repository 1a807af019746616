// Refusals where an application is to lead to exactly one person or organisation.

extension RefusalCode {
    public static let identityMissing = RefusalCode(
        "identity.missing", clause: "5.2a",
        en: (
            "{id} names no identity document, so that it leads to nobody.",
            "Give it back (`kapok return {id} --field identity --reason incomplete`); the correction names kind "
                + "and number of the documents (`kapok correct {id} --identity FILE`)."
        ),
        zhHant: (
            "{id} 沒有列出身份證明文件，無從指向任何人。",
            "請退回更正（`kapok return {id} --field identity --reason incomplete`）；更正須列明證件種類及號碼"
                + "（`kapok correct {id} --identity FILE`）。"
        ),
        zhHans: (
            "{id} 没有列出身份证明文件，无从指向任何人。",
            "请退回更正（`kapok return {id} --field identity --reason incomplete`）；更正须列明证件种类及号码"
                + "（`kapok correct {id} --identity FILE`）。"
        ))

    public static let identityNameDiffers = RefusalCode(
        "identity.nameDiffers", clause: "5.2c",
        en: (
            "The commonName is not the name on the document.",
            "Write it as one of: {forms}."
        ),
        zhHant: ("commonName 與證件上的姓名不符。", "請填寫以下其中一種：{forms}。"),
        zhHans: ("commonName 与证件上的姓名不符。", "请填写以下其中一种：{forms}。"))

    public static let identityHolder = RefusalCode(
        "identity.holder", clause: "6.2b",
        en: (
            "This document is not of this kind of applicant: {document}.",
            "Persons show documents of persons, organisations those of their registration."
        ),
        zhHant: ("此證件不屬這類申請人：{document}。", "個人須出示個人證件，機構須出示其登記文件。"),
        zhHans: ("此证件不属这类申请人：{document}。", "个人须出示个人证件，机构须出示其登记文件。"))

    public static let identityMany = RefusalCode(
        "identity.many", clause: "5.2a",
        en: (
            "A person states one document, or two of different kinds.",
            "Each is seen by an officer before it leads to anybody. State those that will be shown."
        ),
        zhHant: ("個人只陳述一份證件，或兩份不同種類的證件。", "每份證件均由人員查閱後才會用作識別。請只陳述將會出示的證件。"),
        zhHans: ("个人只陈述一份证件，或两份不同种类的证件。", "每份证件均由人员查验后才会用于识别。请只陈述将会出示的证件。"))

    public static let subjectNameParts = RefusalCode(
        "subject.nameParts", clause: "5.2c",
        en: (
            "Surname and given name are no parts of the common name.",
            "An officer compares the whole name with the document. State its parts as they stand in the "
                + "common name, or in `name` of the identity."
        ),
        zhHant: ("姓氏和名字並非通用名稱的組成部分。", "人員以全名與證件核對。請按通用名稱的寫法，或按身份資料 `name` 所載，陳述姓氏和名字。"),
        zhHans: ("姓氏和名字不是通用名称的组成部分。", "人员以全名与证件核对。请按通用名称的写法，或按身份资料 `name` 所载，陈述姓氏和名字。"))

    public static let identityTwice = RefusalCode(
        "identity.twice", clause: "6.2b",
        en: ("One document is listed twice.", "List each document once."),
        zhHant: ("同一證件列出兩次。", "每份證件只列一次。"),
        zhHans: ("同一证件列出两次。", "每份证件只列一次。"))

    public static let identityCountry = RefusalCode(
        "identity.country", clause: "6.2b",
        en: (
            "The issuing country of this document is missing or another one ({document}).",
            "Give the two letters of ISO 3166-1 for a passport, and none for the other kinds."
        ),
        zhHant: (
            "此證件的簽發國家或地區欠缺或不符（{document}）。",
            "護照請填 ISO 3166-1 的兩個字母；其他種類無須填寫。"
        ),
        zhHans: (
            "此证件的签发国家或地区缺失或不符（{document}）。",
            "护照请填 ISO 3166-1 的两个字母；其他种类无须填写。"
        ))

    public static let identityExpired = RefusalCode(
        "identity.expired", clause: "6.2b",
        en: (
            "A document was good until {until} ({document}).",
            "Give the application back with the field identity; the correction names one that is in force."
        ),
        zhHant: ("證件有效期至 {until}，已經屆滿（{document}）。", "請以 identity 欄退回申請；更正須列明有效證件。"),
        zhHans: ("证件有效期至 {until}，已经届满（{document}）。", "请以 identity 栏退回申请；更正须列明有效证件。"))

    public static let subscriberNumberKnown = RefusalCode(
        "subscriber.numberKnown", clause: "5.2b",
        en: (
            "The number of a document belongs to subscriber {reference}, who is known by another name.",
            "Look at the documents, then have an approver decide: `kapok subscriber decide {id} "
                + "--subscriber {reference} --decision sameSubscriber|renamed|different|refuse --evidence FILE`."
        ),
        zhHant: (
            "證件號碼屬登記人 {reference}，而其已知姓名不同。",
            "請查核證件，由批准人決定：`kapok subscriber decide {id} --subscriber {reference} "
                + "--decision sameSubscriber|renamed|different|refuse --evidence FILE`。"
        ),
        zhHans: (
            "证件号码属订户 {reference}，而其已知姓名不同。",
            "请查核证件，由批准人决定：`kapok subscriber decide {id} --subscriber {reference} "
                + "--decision sameSubscriber|renamed|different|refuse --evidence FILE`。"
        ))

    public static let subscriberNameKnown = RefusalCode(
        "subscriber.nameKnown", clause: "5.2b",
        en: (
            "Subscriber {reference} has this name, or one that reads like it, and shares no document.",
            "Nobody's name comes first: two of one name are told apart by reference number. Have an approver "
                + "decide: `kapok subscriber decide {id} --decision different --evidence FILE`, or "
                + "--subscriber {reference} --decision sameSubscriber."
        ),
        zhHant: (
            "登記人 {reference} 有此名稱（或讀來相同的名稱），而證件號碼並無相同。",
            "名稱並無先後之分：同名者以登記人編號區別。請由批准人決定：`kapok subscriber decide {id} --decision different "
                + "--evidence FILE`，或 --subscriber {reference} --decision sameSubscriber。"
        ),
        zhHans: (
            "订户 {reference} 有此名称（或读来相同的名称），而证件号码并无相同。",
            "名称并无先后之分：同名者以订户编号区别。请由批准人决定：`kapok subscriber decide {id} --decision different "
                + "--evidence FILE`，或 --subscriber {reference} --decision sameSubscriber。"
        ))

    public static let collisionProofMissing = RefusalCode(
        "subscriber.proofMissing", clause: "5.2b",
        en: (
            "Whose it is has to be decided on documents, and none is named.",
            "Name 1 to 32 by their SHA-256 in lower-case hex: `--evidence FILE` computes it."
        ),
        zhHant: (
            "屬誰須憑文件決定，而沒有列出任何文件。",
            "請以小寫十六進制的 SHA-256 列出 1 至 32 份：`--evidence FILE` 會計算。"
        ),
        zhHans: (
            "属谁须凭文件决定，而没有列出任何文件。",
            "请以小写十六进制的 SHA-256 列出 1 至 32 份：`--evidence FILE` 会计算。"
        ))

    public static let subscriberRequestMissing = RefusalCode(
        "subscriber.requestMissing", clause: "12.1",
        en: (
            "Nothing in writing is named by which this is done with somebody's data.",
            "Name the person's own request, or the order, by SHA-256 in lower-case hex (1 to 32): `--evidence "
                + "FILE` computes it."
        ),
        zhHant: (
            "沒有列出據以處理該人資料的書面文件。",
            "請以小寫十六進制的 SHA-256 列出當事人的要求或有關命令（1 至 32 份）：`--evidence FILE` 會計算。"
        ),
        zhHans: (
            "没有列出据以处理该人信息的书面文件。",
            "请以小写十六进制的 SHA-256 列出当事人的请求或有关命令（1 至 32 份）：`--evidence FILE` 会计算。"
        ))

    public static let subscriberRestricted = RefusalCode(
        "subscriber.restricted", clause: "12.1",
        en: (
            "The data of subscriber {reference} are kept and not used: {reason}.",
            "Read them for personAsks, investigation, regulatorOrder or courtOrder alone. For anything else, "
                + "an approver lifts the restriction: `kapok subscriber unrestrict {reference} --evidence FILE`."
        ),
        zhHant: (
            "登記人 {reference} 的資料只作保存，不得使用：{reason}。",
            "只可為 personAsks、investigation、regulatorOrder 或 courtOrder 查閱。其他用途須先由批准人解除限制："
                + "`kapok subscriber unrestrict {reference} --evidence FILE`。"
        ),
        zhHans: (
            "订户 {reference} 的信息只作保存，不得使用：{reason}。",
            "只可为 personAsks、investigation、regulatorOrder 或 courtOrder 查阅。其他用途须先由批准人解除限制："
                + "`kapok subscriber unrestrict {reference} --evidence FILE`。"
        ))

    public static let subscriberRestriction = RefusalCode(
        "subscriber.restriction", clause: "12.1",
        en: (
            "The data of subscriber {reference} are already restricted, or are not.",
            "See it with `kapok subscriber show {reference}`."
        ),
        zhHant: (
            "登記人 {reference} 的資料已受限制，或並未受限制。", "請以 `kapok subscriber show {reference}` 查看。"
        ),
        zhHans: (
            "订户 {reference} 的信息已受限制，或并未受限制。", "请以 `kapok subscriber show {reference}` 查看。"
        ))

    public static let subscriberServed = RefusalCode(
        "subscriber.served", clause: "12.1",
        en: (
            "Subscriber {reference} still has what needs the data: {case}.",
            "Revoke the certificate or refuse the application first; who is served is known by name."
        ),
        zhHant: (
            "登記人 {reference} 仍有須使用資料的事項：{case}。", "請先撤銷證書或拒絕申請；服務期間須以姓名識別。"
        ),
        zhHans: (
            "订户 {reference} 仍有须使用信息的事项：{case}。", "请先吊销证书或拒绝申请；服务期间须以姓名识别。"
        ))

    public static let subscriberOfMany = RefusalCode(
        "subscriber.ofMany", clause: "12.1",
        en: (
            "{reference} is an organisation: what is held on it are the papers of all who acted for it.",
            "Each of them asks for their own: `kapok subscriber export --application APPLICATION`."
        ),
        zhHant: (
            "{reference} 是機構，所持有的是歷來代表人的文件。",
            "請各人自行要求取得本人的資料：`kapok subscriber export --application APPLICATION`。"
        ),
        zhHans: (
            "{reference} 是机构，所持有的是历来代表人的文件。",
            "请各人自行请求取得本人的信息：`kapok subscriber export --application APPLICATION`。"
        ))

    public static let subscriberTooMuch = RefusalCode(
        "subscriber.tooMuch",
        en: (
            "Subscriber {reference} has more than {limit} applications: too much for one file.",
            "Take them out one by one: `kapok subscriber export --application APPLICATION`."
        ),
        zhHant: (
            "登記人 {reference} 的申請多於 {limit} 宗，一個檔案容納不下。",
            "請逐宗取出：`kapok subscriber export --application APPLICATION`。"
        ),
        zhHans: (
            "订户 {reference} 的申请多于 {limit} 件，一个文件容纳不下。",
            "请逐件取出：`kapok subscriber export --application APPLICATION`。"
        ))

    public static let subscriberDecidedRefuse = RefusalCode(
        "subscriber.decidedRefuse", clause: "5.2b",
        en: (
            "It was decided that it cannot be told whose {id} is.",
            "Refuse it with the reason identityNotProven."
        ),
        zhHant: ("已決定無法確定 {id} 屬誰。", "請以 identityNotProven 為由拒絕。"),
        zhHans: ("已决定无法确定 {id} 属谁。", "请以 identityNotProven 为由拒绝。"))

    public static let subscriberSeveral = RefusalCode(
        "subscriber.several", clause: "5.2a",
        en: (
            "The documents lead to several subscribers: {references}.",
            "Have it decided of each but one that it is a different one; a person has one reference number."
        ),
        zhHant: ("證件指向多名登記人：{references}。", "除其中一名外，請決定其餘均為不同的人；一人只有一個登記人編號。"),
        zhHans: ("证件指向多名订户：{references}。", "除其中一名外，请决定其余均为不同的人；一人只有一个订户编号。"))

    public static let subscriberNoCollision = RefusalCode(
        "subscriber.noCollision", clause: "5.2b",
        en: (
            "There is nothing of this kind to decide on {id}.",
            "See who comes into question with `kapok subscriber find --application {id}`; without "
                + "--subscriber, different and refuse are said of everybody of that name."
        ),
        zhHant: (
            "{id} 沒有這樣的事項須要決定。",
            "請以 `kapok subscriber find --application {id}` 查看可能的登記人；不指明 --subscriber 時，different 及 "
                + "refuse 適用於所有同名者。"
        ),
        zhHans: (
            "{id} 没有这样的事项需要决定。",
            "请以 `kapok subscriber find --application {id}` 查看可能的订户；不指明 --subscriber 时，different 及 "
                + "refuse 适用于所有同名者。"
        ))

    public static let subscriberUnknown = RefusalCode(
        "subscriber.unknown",
        en: (
            "There is no subscriber {reference}.",
            "Look for one with `kapok subscriber find` or `kapok subscriber list`."
        ),
        zhHant: ("沒有登記人 {reference}。", "請以 `kapok subscriber find` 或 `kapok subscriber list` 尋找。"),
        zhHans: ("没有订户 {reference}。", "请以 `kapok subscriber find` 或 `kapok subscriber list` 查找。"))

    public static let subscriberQuery = RefusalCode(
        "subscriber.query",
        en: (
            "It is not said what to look for.",
            "Give one of: a name; a number with its kind of document (and country for a passport); "
                + "an application; a proven e-mail address."
        ),
        zhHant: ("沒有說明尋找甚麼。", "請提供其中一項：名稱；證件號碼及種類（護照另加國家）；申請編號；已證明的電郵地址。"),
        zhHans: ("没有说明查找什么。", "请提供其中一项：名称；证件号码及种类（护照另加国家）；申请编号；已证明的电子邮件地址。"))
}
