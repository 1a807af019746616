// Refusals of names: what may not stand in a subject, each with what to do about it.

extension RefusalCode {
    public static let nameEmpty = RefusalCode(
        "name.empty", clause: "5.1",
        en: (
            "{field} is empty.",
            "Give the value as it stands on the identity document, or leave the field out "
                + "where it is optional."
        ),
        zhHant: (
            "{field} 為空。",
            "請按身份證明文件填寫；如屬選填欄位，請不要提交此欄。"
        ),
        zhHans: (
            "{field} 为空。",
            "请按身份证明文件填写；如属选填字段，请不要提交此字段。"
        ))

    public static let nameLeadingWhiteSpace = RefusalCode(
        "name.leadingWhiteSpace", clause: "5.2a",
        en: (
            "{field} begins with white space.",
            "Remove the white space before the first character."
        ),
        zhHant: (
            "{field} 以空白開頭。",
            "請刪除第一個字前的空白。"
        ),
        zhHans: (
            "{field} 以空白开头。",
            "请删除第一个字前的空白。"
        ))

    public static let nameTrailingWhiteSpace = RefusalCode(
        "name.trailingWhiteSpace", clause: "5.2a",
        en: (
            "{field} ends with white space.",
            "Remove the white space after the last character."
        ),
        zhHant: (
            "{field} 以空白結尾。",
            "請刪除最後一個字後的空白。"
        ),
        zhHans: (
            "{field} 以空白结尾。",
            "请删除最后一个字后的空白。"
        ))

    public static let nameControl = RefusalCode(
        "name.control", clause: "5.1",
        en: (
            "{field} has the control character {codePoint} at position {position}.",
            "Remove it; a name is one line of text."
        ),
        zhHant: (
            "{field} 第 {position} 個字是控制字元 {codePoint}。",
            "請將其刪除；名稱必須是單行文字。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是控制字符 {codePoint}。",
            "请将其删除；名称必须是单行文字。"
        ))

    public static let nameBidirectional = RefusalCode(
        "name.bidirectional", clause: "5.2a",
        en: (
            "{field} has the direction mark {codePoint} at position {position}, which "
                + "changes the order in which the name is shown.",
            "Remove it and write the characters in their reading order."
        ),
        zhHant: (
            "{field} 第 {position} 個字是方向控制字元 {codePoint}，會改變名稱的顯示次序。",
            "請將其刪除，並按閱讀次序填寫。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是方向控制字符 {codePoint}，会改变名称的显示次序。",
            "请将其删除，并按阅读次序填写。"
        ))

    public static let namePrivateUse = RefusalCode(
        "name.privateUse", clause: "5.2a",
        en: (
            "{field} has the private-use character {codePoint} at position {position}, "
                + "which others see as another character or as none.",
            "Use the standard character (for Hong Kong names, its ISO/IEC 10646 code in "
                + "the HKSCS)."
        ),
        zhHant: (
            "{field} 第 {position} 個字是私人造字 {codePoint}，他人看到的可能是另一個字或空白。",
            "請改用標準字元（香港人名用字請用《香港增補字符集》的 ISO/IEC 10646 編碼）。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是专用区造字 {codePoint}，他人看到的可能是另一个字或空白。",
            "请改用标准字符（人名用字请用 GB 18030 的标准编码）。"
        ))

    public static let namePrivateUseKnown = RefusalCode(
        "name.privateUseKnown", clause: "5.2a",
        en: (
            "{field} has the private-use character {codePoint} at position {position}, "
                + "which others see as another character or as none.",
            "Compare with the document and write the standard character. An earlier set had "
                + "here: {standard}."
        ),
        zhHant: (
            "{field} 第 {position} 個字是私人造字 {codePoint}，他人看到的可能是另一個字或空白。",
            "請核對證件，改用標準字元。舊有字符集在此碼位的字是：{standard}。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是专用区造字 {codePoint}，他人看到的可能是另一个字或空白。",
            "请核对证件，改用标准字符。旧有字符集在此码位的字是：{standard}。"
        ))

    public static let nameVariationSelector = RefusalCode(
        "name.variationSelector", clause: "5.2a",
        en: (
            "{field} has the variation selector {codePoint} at position {position}, which "
                + "cannot be seen and makes equal names differ.",
            "Remove it and keep the character before it."
        ),
        zhHant: (
            "{field} 第 {position} 個字是異體字選擇符 {codePoint}，它不可見，並會使相同的名稱變成不同。",
            "請將其刪除，保留前一個字。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是变体选择符 {codePoint}，它不可见，并会使相同的名称变成不同。",
            "请将其删除，保留前一个字。"
        ))

    public static let nameNoncharacter = RefusalCode(
        "name.noncharacter", clause: "5.1",
        en: (
            "{field} has {codePoint} at position {position}, which is no character at all.",
            "Remove it; check how the text was converted."
        ),
        zhHant: (
            "{field} 第 {position} 個碼位 {codePoint} 並非字元。",
            "請將其刪除，並檢查文字的轉換過程。"
        ),
        zhHans: (
            "{field} 第 {position} 个码位 {codePoint} 不是字符。",
            "请将其删除，并检查文字的转换过程。"
        ))

    public static let nameUnassigned = RefusalCode(
        "name.unassigned", clause: "5.2a",
        en: (
            "{field} has {codePoint} at position {position}, which is not assigned to a "
                + "character.",
            "Use an assigned character; where it is newly assigned, ask the authority to "
                + "update its system."
        ),
        zhHant: (
            "{field} 第 {position} 個碼位 {codePoint} 尚未編配字元。",
            "請改用已編配的字元；如屬新近編配，請要求核證機關更新系統。"
        ),
        zhHans: (
            "{field} 第 {position} 个码位 {codePoint} 尚未分配字符。",
            "请改用已分配的字符；如属新近分配，请要求电子认证服务机构更新系统。"
        ))

    public static let nameCompatibility = RefusalCode(
        "name.compatibility", clause: "5.2a",
        en: (
            "{field} has the compatibility character {codePoint} at position {position}, "
                + "which stands for the same text as another character.",
            "Use the ordinary character that looks the same."
        ),
        zhHant: (
            "{field} 第 {position} 個字是兼容字元 {codePoint}，與另一個字元代表同一文字。",
            "請改用外形相同的一般字元。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是兼容字符 {codePoint}，与另一个字符代表同一文字。",
            "请改用外形相同的一般字符。"
        ))

    public static let nameInvisible = RefusalCode(
        "name.invisible", clause: "5.2a",
        en: (
            "{field} has the invisible character {codePoint} at position {position}.",
            "Remove it; names that look the same must be the same."
        ),
        zhHant: (
            "{field} 第 {position} 個字是不可見字元 {codePoint}。",
            "請將其刪除；看來相同的名稱必須相同。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是不可见字符 {codePoint}。",
            "请将其删除；看来相同的名称必须相同。"
        ))

    public static let nameUnusualSpace = RefusalCode(
        "name.unusualSpace", clause: "5.2a",
        en: (
            "{field} has the space {codePoint} at position {position}, which looks like an "
                + "ordinary space but is another character.",
            "Write an ordinary space (U+0020)."
        ),
        zhHant: (
            "{field} 第 {position} 個字是特殊空格 {codePoint}，看來像一般空格但並不相同。",
            "請改用一般空格（U+0020）。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是特殊空格 {codePoint}，看来像一般空格但并不相同。",
            "请改用一般空格（U+0020）。"
        ))

    public static let nameReplacement = RefusalCode(
        "name.replacement", clause: "5.2a",
        en: (
            "{field} has {codePoint} at position {position}, which marks a character lost "
                + "in an earlier conversion.",
            "Type the character that was lost."
        ),
        zhHant: (
            "{field} 第 {position} 個字 {codePoint} 表示有字元在先前的轉換中遺失。",
            "請重新輸入遺失的字。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符 {codePoint} 表示有字符在先前的转换中丢失。",
            "请重新输入丢失的字。"
        ))

    public static let nameEnclosing = RefusalCode(
        "name.enclosing", clause: "5.2a",
        en: (
            "{field} has the enclosing mark {codePoint} at position {position}.",
            "Write the character without the ring or box around it."
        ),
        zhHant: (
            "{field} 第 {position} 個字是圈框符號 {codePoint}。",
            "請書寫不帶圈框的字元。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是圈框符号 {codePoint}。",
            "请书写不带圈框的字符。"
        ))

    public static let nameDescription = RefusalCode(
        "name.description", clause: "5.2a",
        en: (
            "{field} has {codePoint} at position {position}, which describes an ideograph and is "
                + "none.",
            "Use the encoded ideograph; for one that has no code, write the name as the identity "
                + "document does without it."
        ),
        zhHant: (
            "{field} 第 {position} 個字 {codePoint} 只描述漢字的結構，本身並非漢字。",
            "請使用已編碼的漢字；如該字尚無編碼，請按身份證明文件上不含該字的寫法填寫。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符 {codePoint} 只描述汉字的结构，本身不是汉字。",
            "请使用已编码的汉字；如该字尚无编码，请按身份证明文件上不含该字的写法填写。"
        ))

    public static let nameMarkAlone = RefusalCode(
        "name.markAlone", clause: "5.2a",
        en: (
            "{field} has the mark {codePoint} at position {position} without a letter before it.",
            "Write the letter that carries the mark, or remove the mark."
        ),
        zhHant: (
            "{field} 第 {position} 個字是附加符號 {codePoint}，前面沒有字母。",
            "請補上該符號所附的字母，或刪除該符號。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符是附加符号 {codePoint}，前面没有字母。",
            "请补上该符号所附的字母，或删除该符号。"
        ))

    public static let nameManyMarks = RefusalCode(
        "name.manyMarks", clause: "5.2a",
        en: (
            "{field} has more marks on one letter, up to position {position}, than any writing has.",
            "Remove the marks that the name does not have."
        ),
        zhHant: (
            "{field} 至第 {position} 個字為止，同一字母上的附加符號過多。",
            "請刪除名稱中原本沒有的符號。"
        ),
        zhHans: (
            "{field} 至第 {position} 个字符为止，同一字母上的附加符号过多。",
            "请删除名称中原本没有的符号。"
        ))

    public static let nameNoLetter = RefusalCode(
        "name.noLetter", clause: "5.2a",
        en: (
            "{field} has no letter, ideograph or digit.",
            "Give the name as the identity document or the register has it."
        ),
        zhHant: ("{field} 沒有任何字母、漢字或數字。", "請按身份證明文件或登記冊填寫名稱。"),
        zhHans: ("{field} 没有任何字母、汉字或数字。", "请按身份证明文件或登记簿填写名称。"))

    public static let nameTooLong = RefusalCode(
        "name.tooLong", clause: "RFC 5280 appendix A",
        en: (
            "{field} has {count} characters; at most {bound} are allowed.",
            "Use the shorter form on the identity document, or the registered abbreviation."
        ),
        zhHant: (
            "{field} 有 {count} 個字元，上限為 {bound} 個。",
            "請使用身份證明文件上的較短寫法或已登記的簡稱。"
        ),
        zhHans: (
            "{field} 有 {count} 个字符，上限为 {bound} 个。",
            "请使用身份证明文件上的较短写法或已登记的简称。"
        ))

    public static let nameNotPrintable = RefusalCode(
        "name.notPrintable", clause: "RFC 5280 appendix A",
        en: (
            "{field} has {codePoint} at position {position}, which PrintableString cannot "
                + "carry.",
            "Use Latin letters without accents, digits, space and ' ( ) + , - . / : = ? only."
        ),
        zhHant: (
            "{field} 第 {position} 個字 {codePoint} 不可用於 PrintableString。",
            "只可使用不帶附加符號的拉丁字母、數字、空格及 ' ( ) + , - . / : = ?。"
        ),
        zhHans: (
            "{field} 第 {position} 个字符 {codePoint} 不可用于 PrintableString。",
            "只可使用不带附加符号的拉丁字母、数字、空格及 ' ( ) + , - . / : = ?。"
        ))

    public static let nameCountryUnknown = RefusalCode(
        "name.countryUnknown", clause: "5.1",
        en: (
            "{field} {value} is not a country code of ISO 3166-1.",
            "Give two capital letters, such as HK or CN."
        ),
        zhHant: (
            "{field} {value} 並非 ISO 3166-1 的國家或地區代碼。",
            "請填寫兩個大寫字母，例如 HK 或 CN。"
        ),
        zhHans: (
            "{field} {value} 不是 ISO 3166-1 的国家或地区代码。",
            "请填写两个大写字母，例如 HK 或 CN。"
        ))

    public static let nameMailboxMalformed = RefusalCode(
        "name.mailboxMalformed", clause: "RFC 5280 §4.2.1.6",
        en: (
            "{field} is not an e-mail address of the form name@domain.",
            "Give the plain address in ASCII, without a display name or quotation marks."
        ),
        zhHant: (
            "{field} 並非 name@domain 形式的電郵地址。",
            "請只填寫 ASCII 的電郵地址，不要加上顯示名稱或引號。"
        ),
        zhHans: (
            "{field} 不是 name@domain 形式的电子邮件地址。",
            "请只填写 ASCII 的电子邮件地址，不要加上显示名称或引号。"
        ))

    public static let namePseudonym = RefusalCode(
        "name.pseudonym", clause: "5.2c",
        en: (
            "{field} holds a pseudonym or none at all; certificates are issued in real "
                + "names only.",
            "Give the name on the identity document."
        ),
        zhHant: (
            "{field} 是假名或匿名；證書只以真實名稱發出。",
            "請填寫身份證明文件上的姓名或名稱。"
        ),
        zhHans: (
            "{field} 是假名或匿名；证书只以真实名称签发。",
            "请填写身份证明文件上的姓名或名称。"
        ))
}
