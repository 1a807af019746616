extension RefusalCode {
    public static let dutyUnknown = RefusalCode(
        "duty.unknown", clause: "7.16",
        en: (
            "{value} is no duty that a signature fulfils.",
            "Those are: {duties}. The others are fulfilled by what is done."
        ),
        zhHant: ("{value} 並非以簽署履行的職責。", "以簽署履行的職責為：{duties}。其餘職責以實際操作履行。"),
        zhHans: ("{value} 不是以签名履行的职责。", "以签名履行的职责为：{duties}。其余职责以实际操作履行。"))

    public static let dutyObjectUnknown = RefusalCode(
        "duty.objectUnknown", clause: "6.19d",
        en: (
            "Nothing that is called {of} has the duty {value} now.",
            "Give --of as the list of duties names it, for what a subscriber has to be told, and leave it "
                + "out for all else. What was told already has the duty no more."
        ),
        zhHant: (
            "現時並無名為 {of} 的事項屬於職責 {value}。",
            "須通知登記人的事項，請按待辦清單所列以 --of 指明；其他職責則不須填寫。已通知者不再列為待辦。"
        ),
        zhHans: (
            "现时没有名为 {of} 的事项属于职责 {value}。",
            "须通知订户的事项，请按待办清单所列用 --of 指明；其他职责则不须填写。已通知者不再列为待办。"
        ))

    public static let dutyEvidenceMissing = RefusalCode(
        "duty.evidenceMissing", clause: "8.19",
        en: (
            "{value} is fulfilled with a report alone, and none was named.",
            "Give the report with --evidence; only its SHA-256 is signed and kept."
        ),
        zhHant: ("{value} 須附報告方算履行，而未有指明報告。", "請以 --evidence 提供報告；只簽署及保存其 SHA-256。"),
        zhHans: ("{value} 须附报告才算履行，而未指明报告。", "请用 --evidence 提供报告；只对其 SHA-256 签名并保存。"))

    public static let calendarDayInvalid = RefusalCode(
        "calendar.dayInvalid", clause: "6.19b",
        en: (
            "{value} is no day, or is named twice.",
            "Write each day once, as 2027-01-01."
        ),
        zhHant: ("{value} 不是日期，或重複列出。", "每日列出一次，寫作 2027-01-01。"),
        zhHans: ("{value} 不是日期，或重复列出。", "每日列出一次，写作 2027-01-01。"))

    public static let calendarDayPast = RefusalCode(
        "calendar.dayPast", clause: "6.5",
        en: (
            "{value} is over: closing it now would move deadlines that passed.",
            "If the calendar was wrong about it, give the reason correction."
        ),
        zhHant: ("{value} 已經過去：現在列為休息日會改變已屆滿的期限。", "如日曆當日有誤，請以更正為原因。"),
        zhHans: ("{value} 已经过去：现在列为休息日会改变已届满的期限。", "如日历当日有误，请以更正为原因。"))

    public static let calendarWeatherTooLong = RefusalCode(
        "calendar.weatherTooLong", clause: "6.5",
        en: (
            "Typhoon and rain close at most {limit} days at a time.",
            "Enter the days as they come."
        ),
        zhHant: ("颱風及暴雨每次最多列 {limit} 日。", "請按實際情況逐次記入。"),
        zhHans: ("台风及暴雨每次最多列 {limit} 天。", "请按实际情况逐次记入。"))

    public static let calendarYearIncomplete = RefusalCode(
        "calendar.yearIncomplete", clause: "6.19b",
        en: (
            "The calendar of {year} would have {count} holidays: so few have not all been entered.",
            "Enter all holidays that the government announced for the year, with this or before."
        ),
        zhHant: (
            "{year} 年的日曆只會有 {count} 個假日，顯然未全部記入。",
            "請記入政府公布的該年全部假日；可於此次或之前記入。"
        ),
        zhHans: (
            "{year} 年的日历只会有 {count} 个假日，显然未全部记入。",
            "请记入政府公布的该年全部假日；可在此次或之前记入。"
        ))
}
