// Refusals of identity documents and of names as they stand on them. None repeats a number.

extension RefusalCode {
    public static let identityNumberForm = RefusalCode(
        "identity.numberForm", clause: "6.2b",
        en: (
            "The number does not have the form of a number of this kind ({document}).",
            "Copy it from the document, such as {form}; spaces, brackets and hyphens do not matter."
        ),
        zhHant: ("號碼不符合此類證件（{document}）的格式。", "請按證件填寫，例如 {form}；空格、括號及連字號均不影響。"),
        zhHans: ("号码不符合此类证件（{document}）的格式。", "请按证件填写，例如 {form}；空格、括号及连字符均不影响。"))

    public static let identityCheckDigit = RefusalCode(
        "identity.checkDigit", clause: "6.2b",
        en: (
            "The check digit does not fit the other characters ({document}).",
            "Compare with the document: one character is wrong, or two are exchanged."
        ),
        zhHant: ("校驗碼與其他字元不符（{document}）。", "請核對證件：有一個字元錯誤，或有兩個字元對調。"),
        zhHans: ("校验码与其他字符不符（{document}）。", "请核对证件：有一个字符错误，或有两个字符颠倒。"))

    public static let identityBirthDate = RefusalCode(
        "identity.birthDate", clause: "6.2b",
        en: (
            "Digits 7 to 14 are no day of the calendar ({document}).",
            "Compare the date of birth in the number with the document."
        ),
        zhHant: ("第 7 至 14 位不是曆法上的日期（{document}）。", "請就號碼內的出生日期核對證件。"),
        zhHans: ("第 7 至 14 位不是历法上的日期（{document}）。", "请就号码内的出生日期核对证件。"))

    public static let identityArea = RefusalCode(
        "identity.area", clause: "6.2b",
        en: (
            "The number begins as that of another document does: {document}.",
            "Numbers from 810000, 820000 and 830000 belong to residence permits: choose the kind "
                + "that is printed on the document."
        ),
        zhHant: ("號碼開首屬另一類證件：{document}。", "以 810000、820000、830000 開首的是居住證：請選擇證件上印明的種類。"),
        zhHans: ("号码开头属另一类证件：{document}。", "以 810000、820000、830000 开头的是居住证：请选择证件上印明的种类。"))

    public static let identityZoneForm = RefusalCode(
        "identity.zoneForm", clause: "ICAO Doc 9303",
        en: (
            "These are no machine-readable lines of a travel document.",
            "Give all lines as printed: two of 44 or 36 characters, or three of 30; capital letters, "
                + "digits and < alone."
        ),
        zhHant: ("這不是旅行證件的機讀區。", "請按印刷內容提供各行：兩行各 44 或 36 字元，或三行各 30 字元；只含大寫字母、數字及 <。"),
        zhHans: ("这不是旅行证件的机读区。", "请按印刷内容提供各行：两行各 44 或 36 字符，或三行各 30 字符；只含大写字母、数字及 <。"))

    public static let identityZoneCheckDigit = RefusalCode(
        "identity.zoneCheckDigit", clause: "ICAO Doc 9303",
        en: (
            "The check digit of {part} in the machine-readable lines does not fit.",
            "Read the lines again: a character was taken for another one."
        ),
        zhHant: ("機讀區內「{part}」的校驗碼不符。", "請重新讀取機讀區：有字元被誤認。"),
        zhHans: ("机读区内“{part}”的校验码不符。", "请重新读取机读区：有字符被误认。"))

    public static let identityNameParts = RefusalCode(
        "identity.nameParts", clause: "5.2a",
        en: (
            "These parts make no name.",
            "Give the Chinese name, or surname and given name, or the single name of who has one "
                + "alone; each as on the document."
        ),
        zhHant: ("這些部分不成姓名。", "請提供中文姓名，或姓氏及名字，或（只有單名者）單名；均須與證件相同。"),
        zhHans: ("这些部分不成姓名。", "请提供中文姓名，或姓与名，或（只有单名者）单名；均须与证件相同。"))

    public static let identityInterpunct = RefusalCode(
        "identity.interpunct", clause: "5.2a",
        en: (
            "{field} has {codePoint} at position {position}, a dot that only looks like the interpunct.",
            "Write · U+00B7 between the parts of the name."
        ),
        zhHant: ("{field} 第 {position} 個字是 {codePoint}，只是與間隔號相似的點。", "姓名各部分之間請用 · U+00B7。"),
        zhHans: ("{field} 第 {position} 个字符是 {codePoint}，只是与间隔号相似的点。", "姓名各部分之间请用 · U+00B7。"))

    public static let identityNotIdeograph = RefusalCode(
        "identity.notIdeograph", clause: "5.2a",
        en: (
            "{field} has {codePoint} at position {position}, which is no Chinese character.",
            "Letters belong to surname and given name, or to the single name."
        ),
        zhHant: ("{field} 第 {position} 個字是 {codePoint}，並非漢字。", "字母請填於姓氏及名字，或單名。"),
        zhHans: ("{field} 第 {position} 个字符是 {codePoint}，并非汉字。", "字母请填于姓与名，或单名。"))

    public static let identityIdeograph = RefusalCode(
        "identity.ideograph", clause: "5.2a",
        en: (
            "{field} has a Chinese character at position {position}.",
            "This part is for letters: put the name in Chinese characters under chinese."
        ),
        zhHant: ("{field} 第 {position} 個字是漢字。", "此部分只供填寫字母：中文姓名請填於 chinese。"),
        zhHans: ("{field} 第 {position} 个字符是汉字。", "此部分只供填写字母：中文姓名请填于 chinese。"))
}
