// Refusals of and about PKCS#11 tokens. What a module answered stands in them by its own name, CKR_….

extension RefusalCode {
    // Of modules.
    public static let tokenModuleMissing = RefusalCode(
        "token.moduleMissing",
        en: (
            "The PKCS#11 module {path} cannot be loaded: {reason}.",
            "Give the absolute path of the library (.so) that came with the token."
        ),
        zhHant: ("無法載入 PKCS#11 模組 {path}：{reason}。", "請指明權標所附程式庫（.so）的絕對路徑。"),
        zhHans: ("无法加载 PKCS#11 模块 {path}：{reason}。", "请指明令牌所附程序库（.so）的绝对路径。"))

    public static let tokenModuleExposed = RefusalCode(
        "token.moduleExposed", clause: "3.1b",
        en: (
            "Others can change the PKCS#11 module {path}, which would run as you and see your PIN.",
            "Use a module that belongs to root or to you and that only its owner can write."
        ),
        zhHant: (
            "其他人可以更改 PKCS#11 模組 {path}；該模組會以你的身分執行，並得知你的 PIN。",
            "請使用屬於 root 或你本人、且只有擁有者可以寫入的模組。"
        ),
        zhHans: (
            "其他人可以更改 PKCS#11 模块 {path}；该模块会以你的身份运行，并得知你的 PIN。",
            "请使用属于 root 或你本人、且只有所有者可以写入的模块。"
        ))

    public static let tokenModuleForeign = RefusalCode(
        "token.moduleForeign",
        en: (
            "{path} is a library, but no PKCS#11 module of version 2.",
            "Give the path of the token's PKCS#11 module."
        ),
        zhHant: ("{path} 是程式庫，但並非 PKCS#11 第 2 版模組。", "請指明權標的 PKCS#11 模組路徑。"),
        zhHans: ("{path} 是程序库，但不是 PKCS#11 第 2 版模块。", "请指明令牌的 PKCS#11 模块路径。"))

    public static let tokenFailed = RefusalCode(
        "token.failed",
        en: (
            "The token's module answered {call} with {code}.",
            "Look up {code} in the handbook of the token; nothing was signed."
        ),
        zhHant: ("權標模組對 {call} 的回應為 {code}。", "請在權標手冊查閱 {code}；未有簽署任何內容。"),
        zhHans: ("令牌模块对 {call} 的回应为 {code}。", "请在令牌手册查阅 {code}；未签署任何内容。"))

    // Of tokens.
    public static let tokenURIMalformed = RefusalCode(
        "token.uriMalformed",
        en: (
            "This does not name a key on a token: {part} is wrong, is given twice or is not taken.",
            "Write `pkcs11:token=LABEL;object=KEY` (RFC 7512), with what is no letter or digit as "
                + "%XX. A PIN never stands in it."
        ),
        zhHant: (
            "這並非權標上密碼匙的名稱：{part} 有誤、重複或不獲接受。",
            "請寫成 `pkcs11:token=LABEL;object=KEY`（RFC 7512），字母及數字以外的字元寫成 %XX。切勿載入 PIN。"
        ),
        zhHans: (
            "这不是令牌上密钥的名称：{part} 有误、重复或不被接受。",
            "请写成 `pkcs11:token=LABEL;object=KEY`（RFC 7512），字母和数字以外的字符写成 %XX。切勿载入 PIN。"
        ))

    public static let tokenMissing = RefusalCode(
        "token.missing",
        en: (
            "No token that is plugged in answers to {uri}.",
            "Plug it in, or compare label and serial number with what the module lists."
        ),
        zhHant: ("沒有已插入的權標符合 {uri}。", "請插入權標，或核對標籤及序號是否與模組所列相同。"),
        zhHans: ("没有已插入的令牌符合 {uri}。", "请插入令牌，或核对标签和序列号是否与模块所列相同。"))

    public static let tokenAmbiguous = RefusalCode(
        "token.ambiguous",
        en: ("{count} tokens answer to {uri}.", "Name one by its serial number: `serial=…`."),
        zhHant: ("有 {count} 個權標符合 {uri}。", "請以序號指明其一：`serial=…`。"),
        zhHans: ("有 {count} 个令牌符合 {uri}。", "请以序列号指明其一：`serial=…`。"))

    public static let tokenGone = RefusalCode(
        "token.gone",
        en: (
            "The token {token} went while it was used ({code}).",
            "Plug it in and run the command again. What was signed and handed in before stands."
        ),
        zhHant: ("權標 {token} 在使用期間中斷（{code}）。", "請插入權標，再執行指令。先前已簽署並提交的內容仍然有效。"),
        zhHans: ("令牌 {token} 在使用期间中断（{code}）。", "请插入令牌，再执行命令。先前已签署并提交的内容仍然有效。"))

    public static let tokenBlocked = RefusalCode(
        "token.blocked",
        en: (
            "The module of the token {token} gave no answer in time.",
            "Look whether the token and the way to it are in order. What waits is tried again by itself; if the module never answers, restart the program that uses it."
        ),
        zhHant: (
            "權標 {token} 的模組未有及時回應。",
            "請檢查權標及其連線是否正常。待處理的工作會自動重試；如模組一直沒有回應，請重新啟動使用該模組的程式。"
        ),
        zhHans: (
            "令牌 {token} 的模块未及时响应。",
            "请检查令牌及其连接是否正常。待处理的工作会自动重试；如模块一直没有响应，请重新启动使用该模块的程序。"
        ))

    public static let tokenMechanismMissing = RefusalCode(
        "token.mechanismMissing",
        en: ("The token does not have {name}.", "Use a token that has it."),
        zhHant: ("權標不支援 {name}。", "請使用支援的權標。"),
        zhHans: ("令牌不支持 {name}。", "请使用支持的令牌。"))

    // Of PINs.
    public static let tokenPINWrong = RefusalCode(
        "token.pinWrong", clause: "8.16",
        en: (
            "The token {token} refused the PIN. It was tried once.",
            "Run the command again with the right PIN: several wrong ones lock a token."
        ),
        zhHant: ("權標 {token} 拒絕該 PIN；只嘗試了一次。", "請以正確的 PIN 再執行指令：多次輸入錯誤會鎖住權標。"),
        zhHans: ("令牌 {token} 拒绝该 PIN；只尝试了一次。", "请以正确的 PIN 再执行命令：多次输入错误会锁住令牌。"))

    public static let tokenPINWrongLow = RefusalCode(
        "token.pinWrongLow", clause: "8.16",
        en: (
            "The token {token} refused the PIN, and tells that fewer tries are left than before.",
            "Make sure of the PIN before the next try: the last wrong one locks the token."
        ),
        zhHant: ("權標 {token} 拒絕該 PIN，並表示餘下的嘗試次數已減少。", "請先確定 PIN 再嘗試：最後一次錯誤會鎖住權標。"),
        zhHans: ("令牌 {token} 拒绝该 PIN，并表示剩余的尝试次数已减少。", "请先确定 PIN 再尝试：最后一次错误会锁住令牌。"))

    public static let tokenPINWrongFinal = RefusalCode(
        "token.pinWrongFinal", clause: "8.16",
        en: (
            "The token {token} refused the PIN. One try is left; then it is locked.",
            "Do not guess. Ask whoever issued the token, or have the key replaced."
        ),
        zhHant: ("權標 {token} 拒絕該 PIN。只餘一次機會，其後便會鎖住。", "切勿猜測。請詢問發出權標者，或更換密碼匙。"),
        zhHans: ("令牌 {token} 拒绝该 PIN。只剩一次机会，其后便会锁住。", "切勿猜测。请询问发放令牌者，或更换密钥。"))

    public static let tokenOfficerPINWrong = RefusalCode(
        "token.officerPINWrong", clause: "8.16",
        en: (
            "The token {token} takes none of the management PINs (SO PIN) that are known for it.",
            "Of a new token, name the file with the management PIN that it came with: `--so-pin FILE`. If the "
                + "token came back from a subscriber, somebody changed it: do not use it again."
        ),
        zhHant: (
            "權標 {token} 不接受任何已知的管理 PIN（SO PIN）。",
            "如屬新權標，請以 `--so-pin FILE` 指明載有隨附管理 PIN 的檔案。如權標由登記人交回，即曾被人更改：切勿再用。"
        ),
        zhHans: (
            "令牌 {token} 不接受任何已知的管理 PIN（SO PIN）。",
            "如属新令牌，请用 `--so-pin FILE` 指明载有随附管理 PIN 的文件。如令牌由订户交回，即曾被人更改：切勿再用。"
        ))

    public static let tokenOfficerPINLocked = RefusalCode(
        "token.officerPINLocked", clause: "8.16",
        en: (
            "The management PIN (SO PIN) of the token {token} is locked.",
            "Such a token can be neither unblocked nor wiped: destroy it, and give the subscriber another one with a new "
                + "key."
        ),
        zhHant: (
            "權標 {token} 的管理 PIN（SO PIN）已鎖住。",
            "此權標既不能解鎖，亦不能清除：請予銷毀，並向登記人另發載有新密碼匙的權標。"
        ),
        zhHans: (
            "令牌 {token} 的管理 PIN（SO PIN）已锁住。",
            "此令牌既不能解锁，也不能清除：请予销毁，并向订户另发载有新密钥的令牌。"
        ))

    public static let tokenFull = RefusalCode(
        "token.full",
        en: (
            "The token {token} has no room left.",
            "Nothing was left half written. Delete what is not needed with the token's own program, or use another one."
        ),
        zhHant: ("權標 {token} 已無空間。", "未有留下寫入一半的內容。請以權標附隨程式刪除不需要的物件，或使用另一權標。"),
        zhHans: ("令牌 {token} 已无空间。", "没有留下写入一半的内容。请用令牌附随程序删除不需要的对象，或使用另一令牌。"))

    public static let tokenSerialMissing = RefusalCode(
        "token.serialMissing", clause: "8.2a",
        en: (
            "The token {uri} tells no serial number that it could be registered by.",
            "Use one with 1 to 16 visible ASCII characters as its serial number; some have one only once they were "
                + "initialised with their own program."
        ),
        zhHant: (
            "權標 {uri} 沒有可供登記的序號。",
            "請使用序號為 1 至 16 個可見 ASCII 字元的權標；部分權標須先以其附隨程式初始化方有序號。"
        ),
        zhHans: (
            "令牌 {uri} 没有可供登记的序列号。",
            "请使用序列号为 1 至 16 个可见 ASCII 字符的令牌；部分令牌须先用其附随程序初始化才有序列号。"
        ))

    public static let tokenPINWeak = RefusalCode(
        "token.pinWeak", clause: "8.16",
        en: (
            "This PIN is too easy to guess, or the token does not take one of its length.",
            "Choose one of {least} to {most} characters that is no row such as 123456, no single digit repeated, and "
                + "not the one of before."
        ),
        zhHant: (
            "此 PIN 太容易猜中，或其長度不獲權標接受。",
            "請選用 {least} 至 {most} 個字元的 PIN；不可為 123456 之類的順序、同一數字重複或以往的 PIN。"
        ),
        zhHans: (
            "此 PIN 太容易猜中，或其长度不被令牌接受。",
            "请选用 {least} 至 {most} 个字符的 PIN；不可为 123456 之类的顺序、同一数字重复或以往的 PIN。"
        ))

    public static let tokenPINDiffers = RefusalCode(
        "token.pinDiffers", clause: "8.16",
        en: ("The two PINs that were typed differ.", "Nothing was changed. Run the command again."),
        zhHant: ("兩次輸入的 PIN 不同。", "未有作出更改。請再執行指令。"),
        zhHans: ("两次输入的 PIN 不同。", "未作出更改。请再执行命令。"))

    public static let tokenCertificateOther = RefusalCode(
        "token.certificateOther", clause: "8.2a",
        en: (
            "The first certificate is not one of the key in the token {token}.",
            "Name the certificate that was issued for this key first, then those above it, at most 16. Nothing was "
                + "written."
        ),
        zhHant: ("第一張證書並非權標 {token} 內密碼匙的證書。", "請先列出就此密碼匙簽發的證書，再列出上級證書，最多 16 張。未有寫入任何內容。"),
        zhHans: ("第一张证书不是令牌 {token} 内密钥的证书。", "请先列出就此密钥签发的证书，再列出上级证书，最多 16 张。未写入任何内容。"))

    public static let tokenPINLocked = RefusalCode(
        "token.pinLocked", clause: "8.16",
        en: (
            "The token {token} is locked (CKR_PIN_LOCKED).",
            "Whoever issued it can unlock it with the security officer's PIN; otherwise have the "
                + "key replaced."
        ),
        zhHant: ("權標 {token} 已鎖住（CKR_PIN_LOCKED）。", "發出權標者可用管理 PIN 解鎖；否則請更換密碼匙。"),
        zhHans: ("令牌 {token} 已锁住（CKR_PIN_LOCKED）。", "发放令牌者可用管理 PIN 解锁；否则请更换密钥。"))

    public static let tokenPINFinalTry = RefusalCode(
        "token.pinFinalTry", clause: "8.16",
        en: (
            "The token {token} has one try left, and it is not spent on a PIN from a file.",
            "Type the PIN at a terminal, without a PIN file."
        ),
        zhHant: ("權標 {token} 只餘一次機會，不會用於檔案內的 PIN。", "請在終端機輸入 PIN，不用 PIN 檔案。"),
        zhHans: ("令牌 {token} 只剩一次机会，不会用于文件内的 PIN。", "请在终端输入 PIN，不用 PIN 文件。"))

    public static let tokenPINMissing = RefusalCode(
        "token.pinMissing", clause: "8.16",
        en: (
            "The token {token} wants a PIN, and nobody is here to type it.",
            "Run the command at a terminal, or name a file that holds the PIN in $KAPOK_PIN_FILE."
        ),
        zhHant: ("權標 {token} 需要 PIN，但無人可以輸入。", "請在終端機執行指令，或以 $KAPOK_PIN_FILE 指明載有 PIN 的檔案。"),
        zhHans: ("令牌 {token} 需要 PIN，但无人可以输入。", "请在终端执行命令，或用 $KAPOK_PIN_FILE 指明载有 PIN 的文件。"))

    public static let tokenPINFileUnusable = RefusalCode(
        "token.pinFileUnusable", clause: "8.16",
        en: (
            "{path} is no PIN file: it holds one line of at most 255 octets, for you alone.",
            "Write the PIN into it and: chmod 600 {path}. If others could read it, change the PIN."
        ),
        zhHant: (
            "{path} 並非 PIN 檔案：檔案須只有一行、不超過 255 個八位元組，且只供你讀取。",
            "請把 PIN 寫入檔案，並執行：chmod 600 {path}。如其他人曾可讀取，請更改 PIN。"
        ),
        zhHans: (
            "{path} 不是 PIN 文件：文件须只有一行、不超过 255 个八位字节，且只供你读取。",
            "请把 PIN 写入文件，并执行：chmod 600 {path}。如其他人曾可读取，请更改 PIN。"
        ))

    // Of keys.
    public static let tokenKeyUnnamed = RefusalCode(
        "token.keyUnnamed",
        en: ("{uri} does not say what the new key is called.", "Add `object=…`, its label."),
        zhHant: ("{uri} 未有說明新密碼匙的名稱。", "請加上 `object=…`，即其標籤。"),
        zhHans: ("{uri} 没有说明新密钥的名称。", "请加上 `object=…`，即其标签。"))

    public static let tokenKeyMissing = RefusalCode(
        "token.keyMissing",
        en: (
            "The token has no private key {uri}.",
            "Compare label and id, or let 'kapok operator key' make one."
        ),
        zhHant: ("權標上沒有私人密碼匙 {uri}。", "請核對標籤及識別碼，或以「kapok operator key」製作。"),
        zhHans: ("令牌上没有私钥 {uri}。", "请核对标签和标识，或用“kapok operator key”制作。"))

    public static let tokenKeyAmbiguous = RefusalCode(
        "token.keyAmbiguous",
        en: ("{count} private keys answer to {uri}.", "Name one by its id: `id=%01`."),
        zhHant: ("有 {count} 條私人密碼匙符合 {uri}。", "請以識別碼指明其一：`id=%01`。"),
        zhHans: ("有 {count} 个私钥符合 {uri}。", "请以标识指明其一：`id=%01`。"))

    public static let tokenKeyExists = RefusalCode(
        "token.keyExists",
        en: (
            "The token has a private key {uri} already; none was made beside it.",
            "Choose another label, or use that key with --existing."
        ),
        zhHant: ("權標上已有私人密碼匙 {uri}；未有另行製作。", "請選用其他標籤，或以 --existing 使用該密碼匙。"),
        zhHans: ("令牌上已有私钥 {uri}；未另行制作。", "请选用其他标签，或用 --existing 使用该密钥。"))

    public static let tokenKeyUnfit = RefusalCode(
        "token.keyUnfit", clause: "3.1b",
        en: (
            "The key {uri} is not one that was made on its token, never leaves it and only signs: "
                + "{faults}.",
            "Let 'kapok operator key' make a new one on the token."
        ),
        zhHant: (
            "密碼匙 {uri} 並非在權標上製作、永不離開權標且只作簽署之用：{faults}。",
            "請以「kapok operator key」在權標上製作新密碼匙。"
        ),
        zhHans: (
            "密钥 {uri} 不是在令牌上制作、永不离开令牌且只用于签名：{faults}。",
            "请用“kapok operator key”在令牌上制作新密钥。"
        ))

    public static let tokenKeyKindUnfit = RefusalCode(
        "token.keyKindUnfit",
        en: (
            "The key {uri} is of a kind that is not taken here.",
            "Officers' keys are P-256; 'kapok operator key' makes one on the token."
        ),
        zhHant: ("密碼匙 {uri} 的種類在此不獲接受。", "人員密碼匙為 P-256；可用「kapok operator key」在權標上製作。"),
        zhHans: ("密钥 {uri} 的种类在此不被接受。", "人员密钥为 P-256；可用“kapok operator key”在令牌上制作。"))

    public static let tokenPublicKeyMissing = RefusalCode(
        "token.publicKeyMissing",
        en: (
            "The token shows no public key beside {uri}.",
            "Let 'kapok operator key' make a new pair on the token."
        ),
        zhHant: ("權標沒有顯示 {uri} 的公開密碼匙。", "請以「kapok operator key」在權標上製作新的一對密碼匙。"),
        zhHans: ("令牌没有显示 {uri} 的公钥。", "请用“kapok operator key”在令牌上制作新的一对密钥。"))

    public static let tokenSignatureWrong = RefusalCode(
        "token.signatureWrong", clause: "3.1b",
        en: (
            "What the token signed with {uri} does not verify with the public key beside it.",
            "Do not use this token; have it looked at, and the key replaced."
        ),
        zhHant: ("權標以 {uri} 所作的簽署，不能以旁邊的公開密碼匙核對。", "切勿使用此權標；請檢查權標並更換密碼匙。"),
        zhHans: ("令牌用 {uri} 所作的签名，不能用旁边的公钥验证。", "切勿使用此令牌；请检查令牌并更换密钥。"))

    public static let tokenKeyOfAnother = RefusalCode(
        "token.keyOfAnother", clause: "7.10",
        en: (
            "The token's key {uri} is not the one that {path} was made for.",
            "Plug in the right token; if its key was made anew, have the new one enrolled."
        ),
        zhHant: ("權標上的密碼匙 {uri} 並非製作 {path} 時的密碼匙。", "請插入正確的權標；如密碼匙已重新製作，請委任新的密碼匙。"),
        zhHans: ("令牌上的密钥 {uri} 不是制作 {path} 时的密钥。", "请插入正确的令牌；如密钥已重新制作，请任命新的密钥。"))

    public static let tokenModuleUnnamed = RefusalCode(
        "token.moduleUnnamed",
        en: (
            "A token was named, and no module that speaks to it.", "Name its library with --module."
        ),
        zhHant: ("已指明權標，但未指明與其通訊的模組。", "請以 --module 指明其程式庫。"),
        zhHans: ("已指明令牌，但未指明与其通信的模块。", "请用 --module 指明其程序库。"))

    public static let tokenUnnamed = RefusalCode(
        "token.unnamed",
        en: ("This option is for keys on a token, and no token was named.", "Add --token."),
        zhHant: ("此選項用於權標上的密碼匙，但未指明權標。", "請加上 --token。"),
        zhHans: ("此选项用于令牌上的密钥，但未指明令牌。", "请加上 --token。"))
}
