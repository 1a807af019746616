/// What subscribers are told by short message: what happened, and nothing of whom. `{name}` is who writes.
extension NoticeWords {
    package static let shortIssued = Text(
        en: "{name}: your certificate was issued. If you never asked for it, tell us at once.",
        zhHant: "{name}：你的證書已簽發。如你從未申請，請立即通知本機關。",
        zhHans: "{name}：您的证书已签发。如您从未申请，请立即通知本机构。")
    package static let shortOnHold = Text(
        en: "{name}: your certificate is on hold until you accept it. Else it is revoked.",
        zhHant: "{name}：你的證書須待你接受後方生效，逾期未接受會被撤銷。",
        zhHans: "{name}：您的证书须待您接受后方生效，逾期未接受会被吊销。")
    package static let shortAccepted = Text(
        en: "{name}: your certificate was accepted and is valid. If not by you, tell us.",
        zhHant: "{name}：你的證書已獲接受並生效。如非你本人接受，請立即通知本機關。",
        zhHans: "{name}：您的证书已获接受并生效。如非您本人接受，请立即通知本机构。")
    package static let shortSuspended = Text(
        en: "{name}: your certificate is suspended. Sign nothing with it meanwhile.",
        zhHant: "{name}：你的證書已暫時吊銷，其間請勿以其簽署。",
        zhHans: "{name}：您的证书已挂起，其间请勿用其签名。")
    package static let shortReleased = Text(
        en: "{name}: your certificate is valid again. If this surprises you, tell us at once.",
        zhHant: "{name}：你的證書已恢復有效。如非你所預期，請立即通知本機關。",
        zhHans: "{name}：您的证书已恢复有效。如非您所预期，请立即通知本机构。")
    package static let shortRevoked = Text(
        en: "{name}: your certificate was revoked. Sign nothing with it any more.",
        zhHant: "{name}：你的證書已撤銷，請勿再以其簽署。",
        zhHans: "{name}：您的证书已吊销，请勿再用其签名。")
    package static let shortEnding = Text(
        en: "{name}: your certificate ends within {days} days. Apply in good time to go on.",
        zhHant: "{name}：你的證書將於 {days} 天內期滿。如需繼續使用，請及早申請。",
        zhHans: "{name}：您的证书将于 {days} 天内到期。如需继续使用，请及早申请。")
    package static let shortCampaign = Text(
        en: "{name}: your certificate will be revoked. Ask us what to do.",
        zhHant: "{name}：你的證書將被撤銷。請向本機關查詢如何處理。",
        zhHans: "{name}：您的证书将被吊销。请向本机构查询如何处理。")
    package static let shortAct = Text(
        en: "{name}: somebody acts in your name. If it is not you, tell us at once.",
        zhHant: "{name}：有人以你的名義辦理手續。如非你本人，請立即通知本機關。",
        zhHans: "{name}：有人以您的名义办理手续。如非您本人，请立即通知本机构。")
    package static let shortContact = Text(
        en: "{name}: a new contact was added in your name. If not by you, tell us at once.",
        zhHant: "{name}：有人以你的名義加入新的聯絡方式。如非你本人，請立即通知本機關。",
        zhHans: "{name}：有人以您的名义加入新的联系方式。如非您本人，请立即通知本机构。")
    package static let shortContactEnd = Text(
        en: "{name}: a contact of yours was given up. If not by you, tell us at once.",
        zhHant: "{name}：有人放棄你的一個聯絡方式。如非你本人，請立即通知本機關。",
        zhHans: "{name}：有人放弃您的一个联系方式。如非您本人，请立即通知本机构。")

    /// All of them, for who looks at their length.
    package static let short = [
        shortIssued, shortOnHold, shortAccepted, shortSuspended, shortReleased, shortRevoked,
        shortEnding, shortCampaign,
        shortAct, shortContact, shortContactEnd,
    ]
}
