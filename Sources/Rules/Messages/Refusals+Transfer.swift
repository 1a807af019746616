// Refusals of what comes in from other systems, and of what goes out to them.

// MARK: Taking over an authority

extension RefusalCode {
    public static let importAuthorityUnreadable = RefusalCode(
        "import.authorityUnreadable", clause: "RFC 5280 §4.1",
        en: (
            "This is not the certificate of an authority with a common name.",
            "Give the authority's own certificate, PEM or DER."
        ),
        zhHant: ("這不是具有通用名稱的核證機關證書。", "請提供該機關本身的證書（PEM 或 DER）。"),
        zhHans: ("这不是具有通用名称的认证机构证书。", "请提供该机构本身的证书（PEM 或 DER）。"))

    public static let importAuthorityKeyUnknown = RefusalCode(
        "import.authorityKeyUnknown", clause: "A2.4",
        en: (
            "No authority here has a key of this kind.",
            "Taken over are authorities with RSA of 2048 bits or more, SM2 or P-256."
        ),
        zhHant: ("此處沒有機關使用這類密碼匙。", "可接收使用 2048 位元或以上 RSA、SM2 或 P-256 的機關。"),
        zhHans: ("此处没有机构使用这类密钥。", "可接收使用 2048 位或以上 RSA、SM2 或 P-256 的机构。"))

    public static let importNotAuthority = RefusalCode(
        "import.notAuthority", clause: "RFC 5280 §4.2.1",
        en: (
            "The certificate may not sign certificates and lists, or names no identifier of its key.",
            "Give the certificate of an authority with cA, keyCertSign, cRLSign and a subject key "
                + "identifier."
        ),
        zhHant: (
            "此證書不可簽署證書及清單，或沒有指明其密碼匙識別碼。",
            "請提供具有 cA、keyCertSign、cRLSign 及主體密碼匙識別碼的機關證書。"
        ),
        zhHans: (
            "此证书不可签署证书及列表，或没有指明其密钥标识符。",
            "请提供具有 cA、keyCertSign、cRLSign 及主体密钥标识符的机构证书。"
        ))

    public static let importIssuerWrong = RefusalCode(
        "import.issuerWrong", clause: "RFC 5280 §6.1.3",
        en: (
            "The authority {name} did not sign this certificate.",
            "Take over first who signed it, and name that authority with --issuer; leave it out for "
                + "a certificate that its own key signed."
        ),
        zhHant: (
            "此證書並非由機關 {name} 簽署。", "請先接收簽署者，並以 --issuer 指明；如證書由自己的密碼匙簽署，則無須指明。"
        ),
        zhHans: (
            "此证书并非由机构 {name} 签署。", "请先接收签署者，并用 --issuer 指明；如证书由自己的密钥签署，则无须指明。"
        ))

    public static let importKeyKnown = RefusalCode(
        "import.keyKnown", clause: "8.15b",
        en: (
            "This key is known here already, or is blocked.",
            "One key has one authority. See `kapok authority list` for which has it."
        ),
        zhHant: ("此處已知這條密碼匙，或它已被封鎖。", "一條密碼匙只屬一個機關。請以 `kapok authority list` 查看屬於何者。"),
        zhHans: ("此处已知这个密钥，或它已被封锁。", "一个密钥只属一个机构。请用 `kapok authority list` 查看属于何者。"))

    public static let importPrivateKeyUnusable = RefusalCode(
        "import.privateKeyUnusable", clause: "8.17",
        en: (
            "{path} is not the private key of this certificate, unencrypted, that its owner alone can "
                + "read.",
            "Write it with `openssl pkey -in KEY -out {path}`, mode 0600, and delete it afterwards."
        ),
        zhHant: (
            "{path} 並非此證書未加密、且只有擁有者可讀的私人密碼匙。",
            "請以 `openssl pkey -in KEY -out {path}` 寫出，權限為 0600，用後刪除。"
        ),
        zhHans: (
            "{path} 不是此证书未加密、且只有所有者可读的私钥。",
            "请用 `openssl pkey -in KEY -out {path}` 写出，权限为 0600，用后删除。"
        ))
}

// MARK: Rows

extension RefusalCode {
    public static let importRowMalformed = RefusalCode(
        "import.rowMalformed",
        en: (
            "Row {line} cannot be read: {problem}.",
            "Correct it in a copy of the register, and look again with --dry-run."
        ),
        zhHant: ("無法讀取第 {line} 行：{problem}。", "請在登記冊副本中更正，再以 --dry-run 查看。"),
        zhHans: ("无法读取第 {line} 行：{problem}。", "请在登记册副本中更正，再用 --dry-run 查看。"))

    public static let importCertificateUnreadable = RefusalCode(
        "import.certificateUnreadable", clause: "RFC 5280 §4.1",
        en: (
            "What should be the certificate {serial} cannot be read, or has more than 8 KiB.",
            "Put the right file there; without one, the row is taken over without its certificate."
        ),
        zhHant: ("無法讀取應為證書 {serial} 的內容，或其超過 8 KiB。", "請放置正確檔案；如沒有檔案，該行會在沒有證書下接收。"),
        zhHans: ("无法读取应为证书 {serial} 的内容，或其超过 8 KiB。", "请放置正确文件；如没有文件，该行会在没有证书下接收。"))

    public static let importForeignIssuer = RefusalCode(
        "import.foreignIssuer", clause: "RFC 5280 §4.1.2.4",
        en: (
            "{serial} names another issuer than this authority.",
            "Take it over with the register of its own authority."
        ),
        zhHant: ("{serial} 指明的簽發者並非此機關。", "請隨其所屬機關的登記冊接收。"),
        zhHans: ("{serial} 指明的颁发者不是此机构。", "请随其所属机构的登记册接收。"))

    public static let importSerialDiffers = RefusalCode(
        "import.serialDiffers", clause: "RFC 5280 §4.1.2.2",
        en: (
            "The certificate that stands under {serial} has the number {found}.",
            "Put each certificate under its own number."
        ),
        zhHant: ("列於 {serial} 之下的證書序號為 {found}。", "請把每張證書放在其序號之下。"),
        zhHans: ("列于 {serial} 之下的证书序列号为 {found}。", "请把每张证书放在其序列号之下。"))

    public static let importSignatureWrong = RefusalCode(
        "import.signatureWrong", clause: "RFC 5280 §6.1.3",
        en: (
            "{serial} was not signed by this authority's key, or with an algorithm that is not trusted.",
            "Look where it comes from. A real one that is signed with SHA-1 can be taken over without "
                + "its certificate."
        ),
        zhHant: (
            "{serial} 並非以此機關的密碼匙簽署，或所用算法不受信任。",
            "請查明來源。如屬真確而以 SHA-1 簽署，可在沒有證書下接收。"
        ),
        zhHans: (
            "{serial} 不是用此机构的密钥签署，或所用算法不受信任。",
            "请查明来源。如属真实而用 SHA-1 签署，可在没有证书下接收。"
        ))

    public static let importSerialTaken = RefusalCode(
        "import.serialTaken", clause: "6.16",
        en: (
            "The number {serial} is taken here by another certificate, or by one that is {state}.",
            "What the ledger knows is never replaced or made better. Leave the row out."
        ),
        zhHant: ("序號 {serial} 在此處已由另一證書（或狀態為{state}者）使用。", "帳冊所載不會被取代或轉好。請略去該行。"),
        zhHans: ("序列号 {serial} 在此处已由另一证书（或状态为{state}者）使用。", "账册所载不会被替换或转好。请略去该行。"))

    public static let importDuplicate = RefusalCode(
        "import.duplicate", clause: "RFC 5280 §4.1.2.2",
        en: (
            "The number {serial} stands in what is taken over more than once.",
            "An authority gives each number once. Find out which is right, and take out the others."
        ),
        zhHant: ("序號 {serial} 在所接收內容中出現多於一次。", "機關每個序號只發一次。請查明何者正確，並移除其餘。"),
        zhHans: ("序列号 {serial} 在所接收内容中出现多于一次。", "机构每个序列号只发一次。请查明何者正确，并移除其余。"))

    public static let importListContradicts = RefusalCode(
        "import.listContradicts", clause: "4.11b",
        en: (
            "The revocation list says something else of {serial} than the register does.",
            "Take a list that was made from the register as it stands, or correct the register."
        ),
        zhHant: ("證書撤銷清單與登記冊對 {serial} 的記載不同。", "請使用按現時登記冊製作的清單，或更正登記冊。"),
        zhHans: ("证书吊销列表与登记册对 {serial} 的记载不同。", "请使用按现时登记册制作的列表，或更正登记册。"))

    public static let importFileUnlisted = RefusalCode(
        "import.fileUnlisted", clause: "6.16",
        en: (
            "There is a certificate {serial} of which the register knows nothing.",
            "Add its line to a copy of the register, or take the file out of the folder."
        ),
        zhHant: ("有一張登記冊沒有記載的證書 {serial}。", "請在登記冊副本中加入該行，或把檔案移出資料夾。"),
        zhHans: ("有一张登记册没有记载的证书 {serial}。", "请在登记册副本中加入该行，或把文件移出文件夹。"))

    public static let importListUnsuitable = RefusalCode(
        "import.listUnsuitable", clause: "RFC 5280 §5",
        en: (
            "{path} is not a full revocation list of this authority, signed with its key.",
            "Give its last full list, PEM or DER; not a delta, and not one about other issuers."
        ),
        zhHant: ("{path} 並非此機關以其密碼匙簽署的完整證書撤銷清單。", "請提供其最後一份完整清單（PEM 或 DER），並非增量清單，亦非關於其他簽發者的清單。"),
        zhHans: ("{path} 不是此机构用其密钥签署的完整证书吊销列表。", "请提供其最后一份完整列表（PEM 或 DER），不是增量列表，也不是关于其他颁发者的列表。"))
}

// MARK: Batches

extension RefusalCode {
    public static let importNothing = RefusalCode(
        "import.nothing",
        en: (
            "There is nothing to take over.",
            "Name a register with --index or --ejbca, a folder with --certificates, or a list with --crl."
        ),
        zhHant: ("沒有任何內容可供接收。", "請以 --index 或 --ejbca 指明登記冊，以 --certificates 指明資料夾，或以 --crl 指明清單。"),
        zhHans: ("没有任何内容可供接收。", "请用 --index 或 --ejbca 指明登记册，用 --certificates 指明文件夹，或用 --crl 指明列表。"))

    public static let importConflicts = RefusalCode(
        "import.conflicts",
        en: (
            "{count} rows cannot be taken over; nothing was changed.",
            "Look at each with --dry-run, and correct them in a copy of the register."
        ),
        zhHant: ("{count} 行不能接收；沒有任何更改。", "請以 --dry-run 逐一查看，並在登記冊副本中更正。"),
        zhHans: ("{count} 行不能接收；没有任何更改。", "请用 --dry-run 逐一查看，并在登记册副本中更正。"))

    public static let importBatchKnown = RefusalCode(
        "import.batchKnown",
        en: (
            "The register with the root {root} is taken over already, or on its way.",
            "Run `kapok import` again with the same files: it goes on where it stopped."
        ),
        zhHant: ("樹根為 {root} 的登記冊已接收，或正在接收。", "請以相同檔案再執行 `kapok import`：它會由停下之處繼續。"),
        zhHans: ("树根为 {root} 的登记册已接收，或正在接收。", "请用相同文件再执行 `kapok import`：它会从停下之处继续。"))

    public static let importBatchUnknown = RefusalCode(
        "import.batchUnknown", clause: "7.11b",
        en: (
            "Nobody signed a register with the root {root}.",
            "Run `kapok import`, and let a second administrator sign the proposal."
        ),
        zhHant: ("沒有人簽署樹根為 {root} 的登記冊。", "請執行 `kapok import`，並由第二位管理員簽署提議。"),
        zhHans: ("没有人签署树根为 {root} 的登记册。", "请执行 `kapok import`，并由第二位管理员签署提议。"))

    public static let importPieceWrong = RefusalCode(
        "import.pieceWrong", clause: "RFC 6962 §2.1",
        en: (
            "Piece {number} does not lead to the root that was signed.",
            "Take the files that the root was made of; whatever they are changed to is another register."
        ),
        zhHant: ("第 {number} 部分不能推算至已簽署的樹根。", "請使用製作該樹根時的檔案；一經更改，即為另一登記冊。"),
        zhHans: ("第 {number} 部分不能推算至已签署的树根。", "请使用制作该树根时的文件；一经更改，即为另一登记册。"))

    public static let importPieceOutOfOrder = RefusalCode(
        "import.pieceOutOfOrder",
        en: (
            "Piece {number} is not the next one; that is {next}.",
            "Run `kapok import` again with the same files, one at a time."
        ),
        zhHant: ("第 {number} 部分並非下一部分；下一部分為第 {next}。", "請以相同檔案再執行 `kapok import`，每次只執行一個。"),
        zhHans: ("第 {number} 部分不是下一部分；下一部分为第 {next}。", "请用相同文件再执行 `kapok import`，每次只执行一个。"))

    public static let importCRLNumberTooGreat = RefusalCode(
        "import.crlNumberTooGreat", clause: "RFC 5280 §5.2.3",
        en: (
            "The list's number is greater than any that can follow here.",
            "Lists here begin at most at 2^52. An authority with greater ones cannot go on here; let it "
                + "end where it is."
        ),
        zhHant: ("清單編號大於此處任何後續編號。", "此處清單編號最多由 2^52 起。編號更大的機關不能在此繼續，請在原處結束。"),
        zhHans: ("列表编号大于此处任何后续编号。", "此处列表编号最多由 2^52 起。编号更大的机构不能在此继续，请在原处结束。"))
}

// MARK: Export

extension RefusalCode {
    public static let exportTargetInvalid = RefusalCode(
        "export.targetInvalid",
        en: ("{path} is no whole path of a folder.", "Name the folder by its path from the root."),
        zhHant: ("{path} 並非資料夾的完整路徑。", "請以由根目錄起的路徑指明資料夾。"),
        zhHans: ("{path} 不是文件夹的完整路径。", "请用从根目录起的路径指明文件夹。"))

    public static let exportTargetExists = RefusalCode(
        "export.targetExists",
        en: (
            "{path} exists already, or an export to it was cut short.",
            "Choose another name; after a cut, delete {path}.exporting first."
        ),
        zhHant: ("{path} 已經存在，或上次匯出至此被中斷。", "請用另一名稱；如曾中斷，請先刪除 {path}.exporting。"),
        zhHans: ("{path} 已经存在，或上次导出至此被中断。", "请用另一名称；如曾中断，请先删除 {path}.exporting。"))

    public static let exportTargetUnwritable = RefusalCode(
        "export.targetUnwritable",
        en: (
            "The export cannot be written to {path}: {reason}.",
            "Make room or choose another place, delete {path}.exporting, and start again."
        ),
        zhHant: ("無法匯出至 {path}：{reason}。", "請騰出空間或另選位置，刪除 {path}.exporting，再重新開始。"),
        zhHans: ("无法导出至 {path}：{reason}。", "请腾出空间或另选位置，删除 {path}.exporting，再重新开始。"))
}
