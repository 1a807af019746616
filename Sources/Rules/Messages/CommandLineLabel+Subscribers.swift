extension CommandLineLabel {
    /// Who a subscriber is, and whose an application is.
    static let subscribers: [(String, Text)] = [
        ("subscriber", Text(en: "Subscriber", zhHant: "登記人編號", zhHans: "订户编号")),
        ("names", Text(en: "Names", zhHant: "姓名", zhHans: "姓名")),
        ("readBack", Text(en: "Read back", zhHant: "逐字核對", zhHans: "逐字核对")),
        ("document", Text(en: "Document", zhHant: "證件", zhHans: "证件")),
        ("identity", Text(en: "Identity", zhHant: "身份", zhHans: "身份")),
        ("country", Text(en: "Country", zhHant: "國家或地區", zhHans: "国家或地区")),
        ("chinese", Text(en: "Chinese name", zhHant: "中文姓名", zhHans: "中文姓名")),
        ("single", Text(en: "Single name", zhHant: "單名", zhHans: "单名")),
        ("order", Text(en: "Order", zhHant: "次序", zhHans: "次序")),
        ("decision", Text(en: "Decision", zhHant: "決定", zhHans: "决定")),
        ("relation", Text(en: "Found by", zhHant: "相同之處", zhHans: "相同之处")),
        ("restrictedSince", Text(en: "Restricted since", zhHant: "限制使用始於", zhHans: "限制使用始于")),
        ("restrictedReason", Text(en: "Restricted for", zhHant: "限制使用原因", zhHans: "限制使用原因")),
        ("keptUntil", Text(en: "Kept until", zhHant: "保存至", zhHans: "保存至")),
        (
            "waitingContacts",
            Text(en: "Contacts that wait", zhHant: "等候生效的聯絡方式", zhHans: "等候生效的联系方式")
        ),
        ("givenUp", Text(en: "Given up", zhHant: "放棄", zhHans: "放弃")),
        ("contacts", Text(en: "Contacts", zhHant: "聯絡方式", zhHans: "联系方式")),
        ("contact", Text(en: "Contact", zhHant: "聯絡方式", zhHans: "联系方式")),
        ("telephone", Text(en: "Telephone", zhHant: "電話", zhHans: "电话")),
        ("language", Text(en: "Language", zhHant: "語言", zhHans: "语言")),
        ("way", Text(en: "Told by", zhHant: "通知途徑", zhHans: "通知途径")),
        (
            "eventReceivers",
            Text(en: "Receivers of events", zhHant: "事件接收端", zhHans: "事件接收端")
        ),
        ("rule", Text(en: "Rule", zhHant: "規則", zhHans: "规则")),
    ]
}
