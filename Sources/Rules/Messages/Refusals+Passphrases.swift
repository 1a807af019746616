// Refusals of and about passphrases of officers' key files.

extension RefusalCode {
    public static let passphraseMissing = RefusalCode(
        "passphrase.missing", clause: "8.16",
        en: (
            "The key file {path} wants a passphrase, and nobody is here to type it.",
            "Run the command at a terminal, or name a file that holds it in $KAPOK_PASSPHRASE_FILE."
        ),
        zhHant: (
            "密碼匙檔案 {path} 需要通行語，但無人可以輸入。", "請在終端機執行指令，或以 $KAPOK_PASSPHRASE_FILE 指明載有通行語的檔案。"
        ),
        zhHans: (
            "密钥文件 {path} 需要口令，但无人可以输入。", "请在终端执行命令，或用 $KAPOK_PASSPHRASE_FILE 指明载有口令的文件。"
        ))

    public static let passphraseWrong = RefusalCode(
        "passphrase.wrong", clause: "8.16",
        en: (
            "This passphrase does not open the key file {path}.", "Try again; nothing was signed."
        ),
        zhHant: ("該通行語不能開啟密碼匙檔案 {path}。", "請再嘗試；未有簽署任何內容。"),
        zhHans: ("该口令不能打开密钥文件 {path}。", "请再尝试；未签署任何内容。"))

    public static let passphraseShort = RefusalCode(
        "passphrase.short", clause: "8.16",
        en: (
            "The passphrase has fewer than {minimum} octets.",
            "Choose several words that nobody would put together."
        ),
        zhHant: ("通行語少於 {minimum} 個八位元組。", "請選用數個他人不會併用的詞語。"),
        zhHans: ("口令少于 {minimum} 个八位字节。", "请选用数个他人不会并用的词语。"))

    public static let passphraseDiffers = RefusalCode(
        "passphrase.differs",
        en: ("Two different passphrases were typed; no key was made.", "Run the command again."),
        zhHant: ("兩次輸入的通行語不同；未有製作密碼匙。", "請再執行指令。"),
        zhHans: ("两次输入的口令不同；未制作密钥。", "请再执行命令。"))

    public static let passphraseOfToken = RefusalCode(
        "passphrase.ofToken",
        en: ("A key on a token has the token's PIN and no passphrase.", "Leave out --passphrase."),
        zhHant: ("權標上的密碼匙以權標的 PIN 保護，沒有通行語。", "請不要使用 --passphrase。"),
        zhHans: ("令牌上的密钥用令牌的 PIN 保护，没有口令。", "请不要使用 --passphrase。"))

    public static let passphraseFileUnusable = RefusalCode(
        "passphrase.fileUnusable", clause: "8.16",
        en: (
            "{path} is no passphrase file: it holds one line of at most 255 octets, for you alone.",
            "Write the passphrase into it and: chmod 600 {path}. If others could read it, make a new "
                + "key."
        ),
        zhHant: (
            "{path} 並非通行語檔案：檔案須只有一行、不超過 255 個八位元組，且只供你讀取。",
            "請把通行語寫入檔案，並執行：chmod 600 {path}。如其他人曾可讀取，請製作新密碼匙。"
        ),
        zhHans: (
            "{path} 不是口令文件：文件须只有一行、不超过 255 个八位字节，且只供你读取。",
            "请把口令写入文件，并执行：chmod 600 {path}。如其他人曾可读取，请制作新密钥。"
        ))
}
