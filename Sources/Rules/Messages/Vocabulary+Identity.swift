// Identity documents and the parts of their machine-readable lines.

extension Vocabulary {
    static let identityDocuments: [String: Text] = [
        "residentIdentityCard": Text(
            en: "resident identity card", zhHant: "內地居民身份證", zhHans: "居民身份证"),
        "residencePermit": Text(
            en: "residence permit for Hong Kong, Macao or Taiwan residents",
            zhHant: "港澳台居民居住證", zhHans: "港澳台居民居住证"),
        "hongKongIdentityCard": Text(
            en: "Hong Kong identity card", zhHant: "香港身份證", zhHans: "香港身份证"),
        "passport": Text(en: "passport", zhHant: "護照", zhHans: "护照"),
        "mainlandTravelPermit": Text(
            en: "Mainland Travel Permit for Hong Kong and Macao Residents",
            zhHant: "港澳居民來往內地通行證", zhHans: "港澳居民来往内地通行证"),
        "exitEntryPermit": Text(
            en: "exit-entry permit for travelling to and from Hong Kong and Macao",
            zhHant: "往來港澳通行證", zhHans: "往来港澳通行证"),
        "unifiedSocialCreditCode": Text(
            en: "unified social credit code", zhHant: "統一社會信用代碼", zhHans: "统一社会信用代码"),
        "organisationCode": Text(
            en: "organisation code", zhHant: "組織機構代碼", zhHans: "组织机构代码"),
        "businessRegistration": Text(
            en: "Hong Kong business registration", zhHant: "商業登記", zhHans: "香港商业登记"),
    ]

    static let collisionDecisions: [String: Text] = [
        "sameSubscriber": Text(en: "same subscriber", zhHant: "同一登記人", zhHans: "同一订户"),
        "renamed": Text(
            en: "same subscriber, renamed", zhHant: "同一登記人，已改名", zhHans: "同一订户，已改名"),
        "different": Text(en: "different", zhHant: "另一人", zhHans: "另一人"),
        "refuse": Text(en: "cannot be told", zhHant: "無法確定", zhHans: "无法确定"),
    ]

    static let collisionRelations: [String: Text] = [
        "number": Text(en: "by number", zhHant: "號碼相同", zhHans: "号码相同"),
        "name": Text(en: "by name", zhHant: "姓名相同", zhHans: "姓名相同"),
    ]

    static let identityParts: [String: Text] = [
        "number": Text(en: "the number", zhHant: "號碼", zhHans: "号码"),
        "birthDate": Text(en: "the date of birth", zhHant: "出生日期", zhHans: "出生日期"),
        "expiry": Text(en: "the date of expiry", zhHant: "屆滿日期", zhHans: "有效期截止日"),
        "personalNumber": Text(
            en: "the personal number", zhHant: "個人號碼", zhHans: "个人号码"),
        "composite": Text(en: "the whole line", zhHant: "整行", zhHans: "整行"),
    ]
}
