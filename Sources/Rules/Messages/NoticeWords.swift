/// The sentences of messages that the authority sends by mail.
package enum NoticeWords {
    package static let recoveryTitle = Text(
        en: "A new security officer by recovery: {origin}",
        zhHant: "以復原程序加入新保安主任：{origin}", zhHans: "以恢复程序加入新安全管理员：{origin}")
    package static let recoveryHead = Text(
        en: "Three secret custodians of the certification authority {origin} took in a new "
            + "security officer, as they do where the security officers are lost (CP 7.11b, 7.11c).",
        zhHant: "核證機關 {origin} 的三名秘密保管人已加入一名新保安主任；此程序只在保安主任全部失去時採用（CP 7.11b、7.11c）。",
        zhHans: "认证机构 {origin} 的三名秘密保管人已加入一名新安全管理员；此程序只在安全管理员全部失去时采用（CP 7.11b、7.11c）。"
    )
    package static let recoveryLine = Text(
        en: "{officer} is a security officer from {from} on.",
        zhHant: "{officer} 自 {from} 起為保安主任。", zhHans: "{officer} 自 {from} 起为安全管理员。")
    package static let recoveryFoot = Text(
        en: "You are told because the practice settings name you (recoveryAddresses). If nothing "
            + "of this kind was announced to you by another way, call the authority before that time: a "
            + "security officer who is there after all contests it with 'kapok operator end NAME "
            + "--reason recoveryContested'.",
        zhHant: "作業設定（recoveryAddresses）列明須通知你。"
            + "如你未曾循其他途徑獲告知此事，請在上述時間前致電該機關："
            + "仍在任的保安主任可以「kapok operator end NAME --reason recoveryContested」提出異議。",
        zhHans: "业务设置（recoveryAddresses）列明须通知你。"
            + "如你未曾通过其他途径获知此事，请在上述时间前致电该机构："
            + "仍在任的安全管理员可用“kapok operator end NAME --reason recoveryContested”提出异议。"
    )

    package static let endingTitle = Text(
        en: "Your certificate ends soon: {origin}", zhHant: "你的證書即將期滿：{origin}",
        zhHans: "您的证书即将到期：{origin}")
    package static let endingHead = Text(
        en: "A certificate that the authority {origin} issued to you ends soon (CP 6.13).",
        zhHant: "核證機關 {origin} 簽發予你的證書即將期滿（CP 6.13）。",
        zhHans: "认证机构 {origin} 签发给您的证书即将到期（CP 6.13）。")
    package static let endingLine = Text(
        en: "certificate {certificate}, valid until {until}",
        zhHant: "證書 {certificate}，有效期至 {until}", zhHans: "证书 {certificate}，有效期至 {until}")
    package static let endingFoot = Text(
        en: "Afterwards nobody relies on it. To go on, apply in good time, with a new key pair. "
            + "If you never had this certificate, tell the authority.",
        zhHant: "期滿後任何人均不會倚據此證書。如需繼續使用，請及早以新的密碼匙對申請。如你從未領取此證書，請通知該機關。",
        zhHans: "到期后任何人均不会依赖此证书。如需继续使用，请及早以新的密钥对申请。如您从未领取此证书，请通知该机构。")

    package static let dutiesTitle = Text(
        en: "To be done: {count} ({origin})", zhHant: "待辦事項：{count}（{origin}）",
        zhHans: "待办事项：{count}（{origin}）")
    package static let dutiesHead = Text(
        en: "What is due at the certification authority {origin}, as of {time}:",
        zhHant: "核證機關 {origin} 截至 {time} 的待辦事項：", zhHans: "认证机构 {origin} 截至 {time} 的待办事项：")
    package static let dutyLine = Text(
        en: "{standing}: {duty}, due {due}", zhHant: "{standing}：{duty}，限期 {due}",
        zhHans: "{standing}：{duty}，期限 {due}")
    package static let dutyOfLine = Text(
        en: "{standing}: {duty}, {of}, due {due}", zhHant: "{standing}：{duty}，{of}，限期 {due}",
        zhHans: "{standing}：{duty}，{of}，期限 {due}")
    package static let dutiesFoot = Text(
        en: "`kapok duties` tells all that is due, and who sees to it.",
        zhHant: "`kapok duties` 列出一切待辦事項及負責人員。", zhHans: "`kapok duties` 列出一切待办事项及负责人员。")
}
