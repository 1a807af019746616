/// Cryptographic modules, in which keys of authorities are made.
extension RefusalCode {
    public static let moduleNeeded = RefusalCode(
        "module.needed", clause: "8.3",
        en: (
            "In production the key of an authority is made in a cryptographic module.",
            "Name the serial number of a module that the register has in use: `--module SERIAL`."
        ),
        zhHant: (
            "在正式環境中，機關的密碼匙須在密碼模組內產生。",
            "請指明登記冊上使用中的密碼模組的序號：`--module SERIAL`。"
        ),
        zhHans: (
            "在正式环境中，机构的密钥须在密码模块内生成。",
            "请指明登记册上使用中的密码模块的序列号：`--module SERIAL`。"
        ))

    public static let moduleUnregistered = RefusalCode(
        "module.unregistered", clause: "8.6",
        en: (
            "No cryptographic module {serial} is in the register.",
            "Enter it with `kapok record add cryptographicModule`, from its purchase on, or check the serial number."
        ),
        zhHant: (
            "登記冊上沒有密碼模組 {serial}。",
            "請以 `kapok record add cryptographicModule` 自購置起予以登記，或核對序號。"
        ),
        zhHans: (
            "登记册上没有密码模块 {serial}。",
            "请以 `kapok record add cryptographicModule` 自购置起予以登记，或核对序列号。"
        ))

    public static let moduleNotInUse = RefusalCode(
        "module.notInUse", clause: "8.8",
        en: (
            "The cryptographic module {serial} is not in use: its stage is {stage}.",
            "Take it through receipt, installation, acceptance and trial first; each step is a version of its record."
        ),
        zhHant: (
            "密碼模組 {serial} 並非使用中：現處於 {stage} 階段。",
            "請先完成接收、安裝、驗收及試行；每一步為其紀錄的一個版本。"
        ),
        zhHans: (
            "密码模块 {serial} 并非使用中：现处于 {stage} 阶段。",
            "请先完成接收、安装、验收及试运行；每一步为其记录的一个版本。"
        ))

    public static let moduleApprovalEnded = RefusalCode(
        "module.approvalEnded", clause: "8.6",
        en: (
            "The approval of the cryptographic module {serial} ended on {day}.",
            "Enter its new approval in the register, or use another module."
        ),
        zhHant: ("密碼模組 {serial} 的認可已於 {day} 屆滿。", "請在登記冊上記錄新的認可，或使用另一密碼模組。"),
        zhHans: ("密码模块 {serial} 的认可已于 {day} 届满。", "请在登记册上记录新的认可，或使用另一密码模块。"))

    public static let moduleChanged = RefusalCode(
        "module.changed", clause: "8.8a",
        en: (
            "The cryptographic module {serial} is not as the register has it: `{what}` is {found}, not {registered}.",
            "Find out who changed or exchanged it before anything is done with it (CP 8.8b). If it was right, enter it in the register."
        ),
        zhHant: (
            "密碼模組 {serial} 與登記冊不符：`{what}` 為 {found}，並非 {registered}。",
            "使用前請先查明何人更改或更換了它（CP 8.8b）。如屬正當，請記入登記冊。"
        ),
        zhHans: (
            "密码模块 {serial} 与登记册不符：`{what}` 为 {found}，并非 {registered}。",
            "使用前请先查明何人更改或更换了它（CP 8.8b）。如属正当，请记入登记册。"
        ))

    public static let moduleFamilyMissing = RefusalCode(
        "module.familyMissing", clause: "A2.4",
        en: (
            "Keys of the family {family} cannot be made in a cryptographic module yet.",
            "In environment test leave `--module` out: the key lies in a sealed file."
        ),
        zhHant: ("暫未能在密碼模組內產生 {family} 密碼匙。", "在測試環境中請不要使用 `--module`：密碼匙存於封存檔案。"),
        zhHans: ("暂未能在密码模块内生成 {family} 密钥。", "在测试环境中请不要使用 `--module`：密钥存于封存文件。"))

    public static let moduleUnusable = RefusalCode(
        "module.unusable",
        en: (
            "The cryptographic module {serial} cannot be used now ({reason}).",
            "Tell its custodian. What was to be signed waits, and follows by itself when the module can be used."
        ),
        zhHant: (
            "密碼模組 {serial} 現時不能使用（{reason}）。",
            "請通知其保管人。待簽署的內容會保留，模組可用時自動補簽。"
        ),
        zhHans: (
            "密码模块 {serial} 现时不能使用（{reason}）。",
            "请通知其保管人。待签名的内容会保留，模块可用时自动补签。"
        ))

    public static let keyNowhere = RefusalCode(
        "key.nowhere",
        en: (
            "The private key {key} is neither in a sealed file nor in a connected module.",
            "Connect its module under `modules:` in `kapok.yaml` or `signer.yaml`, or put `keys/{key}.sealed` back from the backup."
        ),
        zhHant: (
            "私人密碼匙 {key} 不在封存檔案內，亦不在已連接的模組內。",
            "請在 `kapok.yaml` 或 `signer.yaml` 的 `modules:` 之下連接其模組，或由備份還原 `keys/{key}.sealed`。"
        ),
        zhHans: (
            "私钥 {key} 不在封存文件内，也不在已连接的模块内。",
            "请在 `kapok.yaml` 或 `signer.yaml` 的 `modules:` 之下连接其模块，或由备份还原 `keys/{key}.sealed`。"
        ))

    public static let moduleSettingRepeated = RefusalCode(
        "configuration.moduleRepeated",
        en: (
            "{name} names the token {serial}, and so does another line.",
            "Name each token once under `modules:`."
        ),
        zhHant: ("「{name}」與另一行同樣指明權標 {serial}。", "請在 `modules:` 之下把每個權標只寫一次。"),
        zhHans: ("“{name}”与另一行同样指明令牌 {serial}。", "请在 `modules:` 之下把每个令牌只写一次。"))

    public static let moduleNotConnected = RefusalCode(
        "module.notConnected", clause: "8.3",
        en: (
            "No cryptographic module {serial} is connected here.",
            "Name it under `modules:` in `kapok.yaml`, or in `signer.yaml` where a signer keeps the keys, and start that process anew."
        ),
        zhHant: (
            "此處沒有連接密碼模組 {serial}。",
            "請在 `kapok.yaml` 的 `modules:` 之下予以指明；由簽署程序保管密碼匙時則在 `signer.yaml`，並重新啟動該程序。"
        ),
        zhHans: (
            "此处没有连接密码模块 {serial}。",
            "请在 `kapok.yaml` 的 `modules:` 之下予以指明；由签名进程保管密钥时则在 `signer.yaml`，并重新启动该程序。"
        ))

    public static let moduleSettingInvalid = RefusalCode(
        "configuration.module",
        en: (
            "{name} is not the library, serial number and file of the PIN of a token.",
            "Write `name: LIBRARY SERIAL PINFILE` under `modules:`, the library by its absolute path; the number of sessions may follow."
        ),
        zhHant: (
            "「{name}」不是權標的程式庫、序號及載有 PIN 的檔案。",
            "請在 `modules:` 之下寫作 `name: LIBRARY SERIAL PINFILE`，程式庫用絕對路徑；其後可加會話數目。"
        ),
        zhHans: (
            "“{name}”不是令牌的程序库、序列号和载有 PIN 的文件。",
            "请在 `modules:` 之下写作 `name: LIBRARY SERIAL PINFILE`，程序库用绝对路径；其后可加会话数目。"
        ))

    public static let modulePINFileUnusable = RefusalCode(
        "module.pinFileUnusable", clause: "8.16",
        en: (
            "{path} is no file with a PIN for its owner alone.",
            "Put the PIN on one line and let nobody else read the file: `chmod 600 {path}`."
        ),
        zhHant: ("{path} 並非載有 PIN 而只限擁有者讀取的檔案。", "請把 PIN 寫在一行，並不容他人讀取：`chmod 600 {path}`。"),
        zhHans: ("{path} 不是载有 PIN 而只限所有者读取的文件。", "请把 PIN 写在一行，并不容他人读取：`chmod 600 {path}`。"))
}
