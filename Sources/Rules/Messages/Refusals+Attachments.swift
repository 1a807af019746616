// Files that people hand in, and that are kept sealed.

extension RefusalCode {
    public static let attachmentTooLarge = RefusalCode(
        "attachment.tooLarge",
        en: (
            "The file has more than {limit} octets, and no larger one is taken.",
            "Hand in less of it, or raise `node.attachmentMegabytes` in kapok.yaml and restart the server."
        ),
        zhHant: (
            "檔案超過 {limit} 個位元組，不予接收。",
            "請分拆或縮小檔案，或在 kapok.yaml 調高 `node.attachmentMegabytes` 並重新啟動伺服器。"
        ),
        zhHans: (
            "文件超过 {limit} 个字节，不予接收。",
            "请拆分或缩小文件，或在 kapok.yaml 调高 `node.attachmentMegabytes` 并重启服务器。"
        ))

    public static let attachmentNameInvalid = RefusalCode(
        "attachment.nameInvalid",
        en: (
            "The name does not say what the file is.",
            "Use a plain name of at most 200 octets that ends in one of: {known}."
        ),
        zhHant: ("檔案名稱未能說明檔案類型。", "請使用不超過 200 個位元組的普通名稱，結尾為以下其中一個：{known}。"),
        zhHans: ("文件名未能说明文件类型。", "请使用不超过 200 个字节的普通名称，结尾为以下其中一个：{known}。"))

    public static let attachmentEmpty = RefusalCode(
        "attachment.empty",
        en: ("The file is empty.", "Name the file that holds the document."),
        zhHant: ("檔案是空的。", "請指明載有文件的檔案。"), zhHans: ("文件是空的。", "请指明载有文档的文件。"))

    public static let attachmentUnknownContent = RefusalCode(
        "attachment.contentUnknown",
        en: (
            "The content is of no kind that is taken.",
            "Save it as PDF, PNG, JPEG, .docx, .xlsx, a CMS signature in DER, or text or CSV in UTF-8."
        ),
        zhHant: (
            "內容不屬於可接收的類型。",
            "請另存為 PDF、PNG、JPEG、.docx、.xlsx、DER 格式的 CMS 簽署，或 UTF-8 的文字或 CSV。"
        ),
        zhHans: (
            "内容不属于可接收的类型。",
            "请另存为 PDF、PNG、JPEG、.docx、.xlsx、DER 格式的 CMS 签名，或 UTF-8 的文本或 CSV。"
        ))

    public static let attachmentOtherContent = RefusalCode(
        "attachment.contentOther",
        en: (
            "The content is {found}, and its name or declared type says {declared}.",
            "Give it the name and type of what it is, and look at where it came from."
        ),
        zhHant: ("內容是 {found}，名稱或所報類型卻是 {declared}。", "請按實際類型命名，並查明檔案的來源。"),
        zhHans: ("内容是 {found}，名称或所报类型却是 {declared}。", "请按实际类型命名，并查明文件的来源。"))

    public static let attachmentEndMissing = RefusalCode(
        "attachment.endMissing",
        en: (
            "The file is cut off, or something stands behind its end.",
            "Fetch it anew from where it came from, or save it anew with the program that made it."
        ),
        zhHant: ("檔案不完整，或結尾之後還有其他內容。", "請從來源重新取得，或以原來的程式重新儲存。"),
        zhHans: ("文件不完整，或结尾之后还有其他内容。", "请从来源重新取得，或用原来的程序重新保存。"))

    public static let attachmentAmbiguous = RefusalCode(
        "attachment.ambiguous",
        en: (
            "The file can be read as two different things.",
            "No usual program writes such a file: do not open it, and tell the security officer where it came from."
        ),
        zhHant: ("此檔案可被讀作兩種不同的內容。", "一般程式不會產生這類檔案：請勿開啟，並告知保安主任其來源。"),
        zhHans: ("此文件可被读作两种不同的内容。", "一般程序不会产生这类文件：请勿打开，并告知安全管理员其来源。"))

    public static let attachmentProgram = RefusalCode(
        "attachment.program",
        en: (
            "The document contains macros: a program that runs when it is opened.",
            "Save it without macros, or as PDF."
        ),
        zhHant: ("文件含有巨集：開啟時會執行的程式。", "請另存為不含巨集的文件或 PDF。"),
        zhHans: ("文档含有宏：打开时会运行的程序。", "请另存为不含宏的文档或 PDF。"))

    public static let attachmentPackage = RefusalCode(
        "attachment.package",
        en: (
            "The document is a ZIP file whose directory is damaged, hidden, or says more than is bearable: "
                + "at most 2000 parts and 256 MiB unpacked, each at most 100 times its packed size.",
            "Save it anew with an office program, or as PDF."
        ),
        zhHant: (
            "文件為 ZIP 檔，其目錄已損壞、隱藏，或所報超出上限：最多 2000 個部分、解壓後 256 MiB、每部分最多為壓縮後的 100 倍。",
            "請以辦公室軟件重新儲存，或另存為 PDF。"
        ),
        zhHans: (
            "文档为 ZIP 文件，其目录已损坏、隐藏，或所报超出上限：最多 2000 个部分、解压后 256 MiB、每部分最多为压缩后的 100 倍。",
            "请用办公软件重新保存，或另存为 PDF。"
        ))

    public static let attachmentFormula = RefusalCode(
        "attachment.formula",
        en: (
            "Line {line} of the table has a cell that a spreadsheet would compute.",
            "Write an apostrophe before it, or take it out; a formula from outside can send data away."
        ),
        zhHant: ("表格第 {line} 行有試算表會當作公式計算的儲存格。", "請在其前加上撇號或將其刪除；外來的公式可把資料送走。"),
        zhHans: ("表格第 {line} 行有电子表格会当作公式计算的单元格。", "请在其前加上撇号或将其删除；外来的公式可把数据送走。"))

    public static let attachmentTable = RefusalCode(
        "attachment.table",
        en: (
            "Line {line} is not written as a table of comma-separated values.",
            "Save it anew as CSV in UTF-8, or hand it in as text (.txt)."
        ),
        zhHant: ("第 {line} 行並非逗號分隔表格的寫法。", "請重新儲存為 UTF-8 的 CSV，或以文字檔（.txt）交入。"),
        zhHans: ("第 {line} 行不是逗号分隔表格的写法。", "请重新保存为 UTF-8 的 CSV，或以文本文件（.txt）交入。"))

    public static let attachmentUploadUnknown = RefusalCode(
        "attachment.unknown",
        en: (
            "There is no such file here, or it was handed in more than an hour ago.",
            "Hand it in again; what is read needs a new `record.reveal` after ten minutes."
        ),
        zhHant: ("這裡沒有此檔案，或交入已超過一小時。", "請重新交入；查閱超過十分鐘須重新執行 `record.reveal`。"),
        zhHans: ("这里没有此文件，或交入已超过一小时。", "请重新交入；查阅超过十分钟须重新执行 `record.reveal`。"))

    public static let attachmentOrder = RefusalCode(
        "attachment.order",
        en: (
            "Piece {number} of the file comes next, of at most {size} octets, until all {bytes} are there.",
            "Send the pieces in their order, each once; otherwise begin anew."
        ),
        zhHant: ("下一塊應為第 {number} 塊，每塊最多 {size} 個位元組，合共 {bytes} 個。", "請按次序各送一次；否則請重新開始。"),
        zhHans: ("下一块应为第 {number} 块，每块最多 {size} 个字节，合计 {bytes} 个。", "请按次序各送一次；否则请重新开始。"))

    public static let attachmentDiffers = RefusalCode(
        "attachment.differs",
        en: (
            "What was signed is not what was handed in.",
            "Name the digest, size, name and type that the answer to the last piece tells."
        ),
        zhHant: ("所簽署的與所交入的不符。", "請使用最後一塊的回應所列的雜湊值、大小、名稱及類型。"),
        zhHans: ("所签署的与所交入的不符。", "请使用最后一块的回应所列的哈希值、大小、名称及类型。"))

    public static let attachmentBusy = RefusalCode(
        "attachment.busy",
        en: (
            "{count} files are being handed in already.",
            "Wait until one of them is done; one that stands still is forgotten after an hour."
        ),
        zhHant: ("已有 {count} 個檔案正在交入。", "請待其中一個完成；停頓的檔案一小時後會被放棄。"),
        zhHans: ("已有 {count} 个文件正在交入。", "请等其中一个完成；停顿的文件一小时后会被放弃。"))

    public static let attachmentOwnShare = RefusalCode(
        "attachment.ownShare",
        en: (
            "You hand in {count} files already, and {waiting} more wait for a signature: that is one "
                + "officer's part.",
            "Finish one of them, or sign for those that wait; what stands still is forgotten after an "
                + "hour."
        ),
        zhHant: (
            "你正在交入 {count} 個檔案，另有 {waiting} 個待簽署：已達一名人員的限額。", "請先完成其中一個，或為待簽署者簽署；停頓的檔案一小時後會被放棄。"
        ),
        zhHans: (
            "你正在交入 {count} 个文件，另有 {waiting} 个待签署：已达一名人员的限额。", "请先完成其中一个，或为待签署者签署；停顿的文件一小时后会被放弃。"
        ))

    public static let filesOfAnother = RefusalCode(
        "files.ofAnother",
        en: (
            "The folder of sealed files {path} belongs to the journal {found}, and this one is {origin}.",
            "Two ledgers that share a folder would take away each other's files: name another one as "
                + "`node.files`. If the other ledger is gone for good, empty the folder."
        ),
        zhHant: (
            "密封檔案資料夾 {path} 屬於日誌 {found}，而本日誌為 {origin}。",
            "兩個帳冊共用資料夾會互相移走檔案：請在 `node.files` 指定另一資料夾。如另一帳冊已永久停用，可清空該資料夾。"
        ),
        zhHans: (
            "密封文件文件夹 {path} 属于日志 {found}，而本日志为 {origin}。",
            "两个账册共用文件夹会互相移走文件：请在 `node.files` 指定另一文件夹。如另一账册已永久停用，可清空该文件夹。"
        ))

    public static let filesUnmarked = RefusalCode(
        "files.unmarked",
        en: (
            "The folder of sealed files {path} does not say whose it is, and no row of this ledger "
                + "names any of its {count} sealed files.",
            "What no row names is swept after two hours, so another ledger's files would be lost: "
                + "name another folder as `node.files`, or move these files away."
        ),
        zhHant: (
            "密封檔案資料夾 {path} 沒有註明屬於哪一日誌，而本帳冊沒有任何資料列指明其中 {count} 個密封檔案。",
            "沒有資料列指明的檔案會在兩小時後清除，另一帳冊的檔案會因此遺失：請在 `node.files` 指定另一資料夾，或移走這些檔案。"
        ),
        zhHans: (
            "密封文件文件夹 {path} 没有注明属于哪一日志，而本账册没有任何数据行指明其中 {count} 个密封文件。",
            "没有数据行指明的文件会在两小时后清除，另一账册的文件会因此丢失：请在 `node.files` 指定另一文件夹，或移走这些文件。"
        ))

    public static let attachmentFileMissing = RefusalCode(
        "attachment.fileMissing",
        en: (
            "The sealed file {file} is not where it should be.",
            "`kapok audit verify` lists what is missing. Of several servers all need the same folder "
                + "(`node.files`); otherwise bring the file back from a backup."
        ),
        zhHant: (
            "密封檔案 {file} 不在應在之處。",
            "`kapok audit verify` 會列出缺少的檔案。多個伺服器須使用同一資料夾（`node.files`）；否則請從備份取回。"
        ),
        zhHans: (
            "密封文件 {file} 不在应在之处。",
            "`kapok audit verify` 会列出缺少的文件。多个服务器须使用同一文件夹（`node.files`）；否则请从备份取回。"
        ))

    public static let attachmentFileAltered = RefusalCode(
        "attachment.fileAltered",
        en: (
            "The sealed file is not as it was stored.",
            "Bring it back from a backup, and find out who can write in the folder."
        ),
        zhHant: ("密封檔案與存入時不同。", "請從備份取回，並查明誰可寫入該資料夾。"),
        zhHans: ("密封文件与存入时不同。", "请从备份取回，并查明谁可写入该文件夹。"))

    public static let attachmentNone = RefusalCode(
        "record.attachmentUnknown",
        en: (
            "The record has no attachment {file}.",
            "`kapok record show` lists what is attached; a beginning of at least 8 characters will do where it is one file's."
        ),
        zhHant: ("此紀錄沒有附件 {file}。", "`kapok record show` 列出附件；如只有一個相符，寫出開首至少 8 個字元即可。"),
        zhHans: ("此记录没有附件 {file}。", "`kapok record show` 列出附件；如只有一个相符，写出开头至少 8 个字符即可。"))

    public static let configurationFiles = RefusalCode(
        "configuration.files",
        en: (
            "{value} is no absolute path of a folder.",
            "Name the folder of sealed files like /srv/kapok/files, without a slash at its end."
        ),
        zhHant: ("{value} 並非資料夾的絕對路徑。", "請以 /srv/kapok/files 的寫法指明密封檔案的資料夾，結尾不加斜線。"),
        zhHans: ("{value} 不是文件夹的绝对路径。", "请以 /srv/kapok/files 的写法指明密封文件的文件夹，结尾不加斜线。"))

    public static let configurationAttachment = RefusalCode(
        "configuration.attachmentMegabytes",
        en: ("{value} is no size of attachments.", "Write a whole number of MiB from 1 to 1024."),
        zhHant: ("{value} 並非附件大小。", "請寫 1 至 1024 的整數（MiB）。"),
        zhHans: ("{value} 不是附件大小。", "请写 1 至 1024 的整数（MiB）。"))
}
