// What chapters 9 to 13 ask: formats, compliance, liability, confidentiality.

extension ClauseWords {
    static let formats: [String: Text] = [
        "9.1": Text(
            en: "Technology and structure of certificates meet the Measures for Mutual "
                + "Recognition and annex 1.2, with regard to use across the border.",
            zhHant: "證書的技術及結構須符合《粵港兩地電子簽名證書互認辦法》及附件 1.2，並顧及跨境互通的需要。",
            zhHans: "证书的技术和结构须符合《粤港两地电子签名证书互认办法》及附件 1.2，并顾及跨境互通的需要。"),
        "9.2": Text(
            en: "Certificates are X.509 version 3, and revocation lists X.509 version 2.",
            zhHant: "證書須採用 X.509 第三版格式，撤銷清單須採用 X.509 第二版格式。",
            zhHans: "证书须采用 X.509 第三版格式，吊销列表须采用 X.509 第二版格式。"),
        "9.3": Text(
            en: "For each type of certificate the practice statement sets out structure, "
                + "extensions, standards and character encodings.",
            zhHant: "核證作業準則須就每類證書說明其結構、擴展項、技術標準及字元編碼。",
            zhHans: "电子认证业务规则须就每类证书说明其结构、扩展项、技术标准及字符编码。"),
        "9.4": Text(
            en: "Where OCSP complements the revocation list, the practice statement sets out how "
                + "it works, what it answers and by which standards.",
            zhHant: "以 OCSP 輔助撤銷清單的，核證作業準則須說明其操作方式、提供的資料及技術標準。",
            zhHans: "以 OCSP 辅助吊销列表的，电子认证业务规则须说明其操作方式、提供的信息及技术标准。"),
    ]

    static let compliance: [String: Text] = [
        "10.1": Text(
            en: "Internal reviews see to it that law, this policy, the practice statement and "
                + "internal rules are obeyed.",
            zhHant: "須設立並執行內部審查程序，確保遵守法律、證書政策、核證作業準則及內部規章。",
            zhHans: "须设立并执行内部审查程序，确保遵守法律、证书策略、电子认证业务规则及内部规章。"),
        "10.2": Text(
            en: "Every year an independent third party is engaged to review compliance on the "
                + "basis of this policy, as the Measures for Mutual Recognition ask.",
            zhHant: "須按《粵港兩地電子簽名證書互認辦法》，每年委聘獨立第三方，以證書政策為準則進行審查。",
            zhHans: "须按《粤港两地电子签名证书互认办法》，每年聘请独立第三方，以证书策略为准则进行审查。"),
        "10.3": Text(
            en: "Exceptions, deficiencies and recommendations of the reviewer receive an answer "
                + "and, in due time, a written plan of correction that improves and prevents.",
            zhHant: "須就審查所指的例外、不足及建議作出回應，並適時提交載有改善和預防措施的整改計劃。",
            zhHans: "须就审查所指的例外、不足及建议作出回应，并适时提交载有改善和预防措施的整改计划。"),
    ]

    static let liability: [String: Text] = [
        "11.1": Text(
            en: "For each type of certificate the practice statement names the reliance limit, "
                + "with its meaning and weight for those who use the certificate.",
            zhHant: "核證作業準則須就每類證書指明倚據限額，以及該限額對使用證書的涵義和重要性。",
            zhHans: "电子认证业务规则须就每类证书指明赔偿限额，以及该限额对使用证书的含义和重要性。"),
        "11.2": Text(
            en: "Insurance, or another arrangement that satisfies the regulator, covers "
                + "potential liability; the policy number or other proof of an insurance is "
                + "published, and is handed over at once when a reviewer asks.",
            zhHant: "須投購足夠保險或作出監管機構接納的其他安排，以承擔潛在法律責任；保險編號或其他憑證須予公布，審查時一經要求須即時提交。",
            zhHans: "须购买足够的保险或作出主管部门接受的其他安排，以承担潜在法律责任；保险单号或其他凭证须予公布，审查时一经要求须立即提交。"),
        "11.3": Text(
            en: "Subscriber agreement and practice statement each set out how subscribers and "
                + "relying parties are compensated.",
            zhHant: "登記人協議及核證作業準則均須訂明對登記人及依賴方的賠償。",
            zhHans: "订户协议及电子认证业务规则均须规定对订户及依赖方的赔偿。"),
        "11.4": Text(
            en: "The law of the place of issue governs, wherever the parties live or use the "
                + "certificate, and the court for disputes is named.",
            zhHant: "不論各方居於何地、在何處使用證書，一概適用簽發地的法律；並須註明處理爭議的法院。",
            zhHans: "不论各方居于何地、在何处使用证书，一概适用签发地的法律；并须注明处理争议的法院。"),
        "12.1": Text(
            en: "Confidential business and personal information is clearly delimited and is "
                + "protected by rules and by technical means.",
            zhHant: "須清楚界定受保護的業務機密及個人資料，並以管理制度及技術手段加以保護。",
            zhHans: "须清楚界定受保护的业务秘密及个人信息，并以管理制度及技术手段加以保护。"),
    ]

    static let closing: [String: Text] = [
        "13.1": Text(
            en: "Bound by the policy are authorities that joined mutual recognition under the "
                + "Measures for Mutual Recognition.",
            zhHant: "證書政策適用於按《粵港兩地電子簽名證書互認辦法》參與互認的核證機關。",
            zhHans: "证书策略适用于按《粤港两地电子签名证书互认办法》参与互认的电子认证服务机构。"),
        "13.2": Text(
            en: "The working group of Hong Kong and Guangdong revises the policy under the "
                + "Measures for Mutual Recognition.",
            zhHant: "證書政策由粵港電子簽名證書互認試點工作組按互認辦法修訂。",
            zhHans: "证书策略由粤港电子签名证书互认试点工作组按互认办法修订。"),
        "13.3": Text(
            en: "The policy took effect on the day when the Measures for Mutual Recognition were "
                + "issued.",
            zhHant: "證書政策自互認辦法公布當日起生效。",
            zhHans: "证书策略自互认办法公布之日起生效。"),
    ]
}
