/// What a contact that was proven before is told of acts in its subscriber's name (CP 6.14, 6.19d).
extension NoticeWords {
    package static let actTitle = Text(
        en: "Something was done in your name: {origin}", zhHant: "有人以你的名義辦理事項：{origin}",
        zhHans: "有人以您的名义办理事项：{origin}")
    package static let actHead = Text(
        en: "The authority {origin} knows you, or an organisation that named you, as one of its "
            + "subscribers. Whatever is done in that name is told to each contact that was "
            + "proven before.",
        zhHant: "核證機關 {origin} 的登記人紀錄中有你，或指明你為聯絡人的機構。凡以該名義辦理的事項，均會通知先前已證實的各個聯絡方式。",
        zhHans: "认证机构 {origin} 的订户记录中有您，或指明您为联系人的机构。凡以该名义办理的事项，均会通知先前已证实的各个联系方式。")
    package static let actLine = Text(
        en: """
            {act}
              authority {name}
              when: {at}
              where to object: {objection}
            """,
        zhHant: """
            {act}
              機關 {name}
              時間：{at}
              提出異議的途徑：{objection}
            """,
        zhHans: """
            {act}
              机构 {name}
              时间：{at}
              提出异议的途径：{objection}
            """)
    package static let actFoot = Text(
        en: "If this was you, or somebody whom you authorised, nothing is to be done. If not, "
            + "object at once, and say what this message says. The authority never asks by mail "
            + "for a code, a number of a document or a private key.",
        zhHant: "如屬你本人或你授權的人所為，則無須處理。如否，請立即提出異議，並說明本信息所述事項。該機關不會以電郵索取驗證碼、證件號碼或私人密碼匙。",
        zhHans: "如属您本人或您授权的人所为，则无须处理。如否，请立即提出异议，并说明本信息所述事项。该机构不会以邮件索取验证码、证件号码或私钥。")
    /// Where the practice names no hotline.
    package static let objectionByStatement = Text(
        en: "the office of the authority, as its certification practice statement names it",
        zhHant: "核證作業準則所載的該機關辦事處", zhHans: "电子认证业务规则所载的该机构办事处")

    package static let applied = Text(
        en: "a certificate was applied for", zhHant: "有人申請證書", zhHans: "有人申请证书")
    package static let contactAdded = Text(
        en: "another e-mail address was proven in your name; unless somebody objects, it counts "
            + "as yours from {from} on",
        zhHant: "有人以你的名義證實另一電郵地址；如無人提出異議，該地址自 {from} 起視為你的地址",
        zhHans: "有人以您的名义证实另一电子邮件地址；如无人提出异议，该地址自 {from} 起视为您的地址")
    package static let contactGivenUp = Text(
        en: "an e-mail address of yours was given up; unless somebody objects, it is told nothing "
            + "more from {from} on",
        zhHant: "有人放棄你的一個電郵地址；如無人提出異議，自 {from} 起不再通知該地址",
        zhHans: "有人放弃您的一个电子邮件地址；如无人提出异议，自 {from} 起不再通知该地址")
    package static let suspendedAct = Text(
        en: "a certificate was suspended", zhHant: "一張證書已暫時吊銷", zhHans: "一张证书已挂起")
    package static let releasedAct = Text(
        en: "a suspended certificate was made valid again", zhHant: "一張暫時吊銷的證書已恢復有效",
        zhHans: "一张挂起的证书已恢复有效")
    package static let revokedAct = Text(
        en: "a certificate was revoked", zhHant: "一張證書已撤銷", zhHans: "一张证书已吊销")
}
