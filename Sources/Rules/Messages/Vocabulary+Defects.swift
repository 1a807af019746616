extension Vocabulary {
    /// Why something could not be read or done, where a library or the operating system says so in
    /// English or by the name of an error.
    enum Defects {
        /// `name: place` of a structure, `path: phrase` of a file, `name(at: 7)` of JSON; nil for
        /// anything else.
        static func said(_ text: String, in language: Language) -> String? {
            if let colon = text.firstRange(of: ": "),
                let word = structures[String(text[..<colon.lowerBound])]
                    ?? things[String(text[..<colon.lowerBound])]
            {
                return word.text(in: language) + (language == .english ? ": " : "：")
                    + text[colon.upperBound...]
            }
            if let colon = text.lastIndex(of: ":"), text[colon...].hasPrefix(": "),
                let phrase = phrases[String(text[colon...].dropFirst(2))]
            {
                return text[..<colon] + (language == .english ? ": " : "：")
                    + phrase.text(in: language)
            }
            guard text.hasSuffix(")"), let open = text.firstRange(of: "(at: ") else { return nil }
            guard let word = json[String(text[..<open.lowerBound])] else { return nil }
            return place.text(
                in: language,
                [
                    "what": word.text(in: language),
                    "place": String(text[open.upperBound...].dropLast()),
                ])
        }

        private static let place = Text(
            en: "{what}, at byte {place}", zhHant: "{what}，位於第 {place} 個位元組",
            zhHans: "{what}，位于第 {place} 字节")

        /// What decoders of DER find.
        static let structures: [String: Text] = [
            "tooLarge": Text(en: "too large", zhHant: "過大", zhHans: "过大"),
            "notDER": Text(en: "no DER", zhHant: "並非 DER", zhHans: "不是 DER"),
            "trailingData": Text(en: "data after the end", zhHant: "結尾後有多餘資料", zhHans: "结尾后有多余数据"),
            "missing": Text(en: "missing", zhHant: "欠缺", zhHans: "缺失"),
            "unexpectedType": Text(en: "of another type", zhHant: "類型不符", zhHans: "类型不符"),
            "encodedDefault": Text(
                en: "a default is written out", zhHant: "寫出了預設值", zhHans: "写出了默认值"),
            "unordered": Text(en: "not in order", zhHant: "次序不符", zhHans: "次序不符"),
            "duplicate": Text(en: "twice", zhHant: "重複", zhHans: "重复"),
            "invalidString": Text(
                en: "characters that may not stand there", zhHant: "含不容許的字元",
                zhHans: "含不允许的字符"),
            "outOfRange": Text(en: "out of range", zhHant: "超出範圍", zhHans: "超出范围"),
            "inconsistent": Text(en: "contradictory", zhHant: "前後矛盾", zhHans: "前后矛盾"),
            "unsupported": Text(
                en: "of a kind that is not known here", zhHant: "類型不受支援", zhHans: "类型不受支持"),
        ]

        /// What is wrong with one founder or one entry of a list, which is named behind it.
        private static let things: [String: Text] = [
            "keyUnusable": Text(
                en: "no key that can be used", zhHant: "密碼匙不可用", zhHans: "密钥不可用"),
            "unfounded": Text(
                en: "an entry without cause, or twice", zhHant: "條目並無根據或重複",
                zhHans: "条目没有根据或重复"),
            "different": Text(
                en: "an entry that is not as recorded", zhHant: "條目與紀錄不符", zhHans: "条目与记录不符"),
        ]

        /// What the reader of JSON finds.
        private static let json: [String: Text] = [
            "tooDeep": Text(en: "nested too deeply", zhHant: "層數過多", zhHans: "层数过多"),
            "unexpectedByte": Text(
                en: "something that may not stand there", zhHant: "含不容許的內容",
                zhHans: "含不允许的内容"),
            "trailingData": Text(en: "data after the end", zhHant: "結尾後有多餘資料", zhHans: "结尾后有多余数据"),
            "duplicateKey": Text(en: "a name twice", zhHant: "名稱重複", zhHans: "名称重复"),
            "fraction": Text(en: "a fraction", zhHant: "含小數", zhHans: "含小数"),
            "integerOutOfRange": Text(en: "a number too large", zhHant: "數字過大", zhHans: "数字过大"),
            "controlCharacter": Text(
                en: "a control character", zhHant: "含控制字元", zhHans: "含控制字符"),
            "invalidEscape": Text(
                en: "an unknown escape", zhHant: "含不明的跳脫字元", zhHans: "含未知的转义字符"),
            "loneSurrogate": Text(
                en: "half a character", zhHant: "含不完整的字元", zhHans: "含不完整的字符"),
            "noncharacter": Text(en: "no character", zhHant: "含非字元碼位", zhHans: "含非字符码位"),
            "invalidUTF8": Text(en: "not UTF-8", zhHant: "並非 UTF-8", zhHans: "不是 UTF-8"),
        ]

        /// Whole reasons: the operating system's, the network's and our own.
        static let phrases: [String: Text] = [
            "the ledger is not its own": Text(
                en: "the ledger is not the one of the manifest", zhHant: "帳冊並非清冊所載者",
                zhHans: "账册不是清册所载者"),
            "the journal's name is not its own": Text(
                en: "the journal's name is not the one of the manifest", zhHant: "日誌名稱並非清冊所載者",
                zhHans: "日志名称不是清册所载者"),
            "the checkpoint key cannot be read": Text(
                en: "the checkpoint key cannot be read", zhHant: "無法讀取檢查點密碼匙",
                zhHans: "无法读取检查点密钥"),
            "the manifest cannot be read": Text(
                en: "the manifest cannot be read", zhHant: "無法讀取清冊", zhHans: "无法读取清册"),
            "the members are not its own": Text(
                en: "the files are not those of the manifest", zhHant: "檔案並非清冊所載者",
                zhHans: "文件不是清册所载者"),
            "No such file or directory": Text(
                en: "there is no such file", zhHant: "沒有此檔案", zhHans: "没有此文件"),
            "Permission denied": Text(
                en: "no permission", zhHant: "沒有權限", zhHans: "没有权限"),
            "Operation not permitted": Text(
                en: "not permitted", zhHant: "不獲准許", zhHans: "不被允许"),
            "Read-only file system": Text(
                en: "the file system is read-only", zhHant: "檔案系統為唯讀", zhHans: "文件系统为只读"),
            "No space left on device": Text(
                en: "no space is left", zhHant: "空間不足", zhHans: "空间不足"),
            "Disk quota exceeded": Text(
                en: "the quota is used up", zhHant: "已超出配額", zhHans: "已超出配额"),
            "Is a directory": Text(en: "it is a folder", zhHant: "它是資料夾", zhHans: "它是文件夹"),
            "Not a directory": Text(
                en: "a part of the path is no folder", zhHant: "路徑中有一部分不是資料夾",
                zhHans: "路径中有一部分不是文件夹"),
            "File exists": Text(en: "it exists already", zhHant: "已經存在", zhHans: "已经存在"),
            "File too large": Text(en: "it is too large", zhHant: "檔案過大", zhHans: "文件过大"),
            "File name too long": Text(
                en: "the name is too long", zhHant: "名稱過長", zhHans: "名称过长"),
            "Input/output error": Text(
                en: "the disk failed", zhHant: "磁碟讀寫錯誤", zhHans: "磁盘读写错误"),
            "Too many open files": Text(
                en: "too many files are open", zhHant: "開啟的檔案過多", zhHans: "打开的文件过多"),
            "Cannot assign requested address": Text(
                en: "this machine does not have the address", zhHant: "本機沒有該地址",
                zhHans: "本机没有该地址"),
            "unknown host": Text(
                en: "no such host is known", zhHant: "沒有此主機", zhHans: "没有此主机"),
            "read-only": Text(
                en: "it may not be written", zhHant: "不可寫入", zhHans: "不可写入"),
            "text": Text(
                en: "a text that is not empty", zhHant: "非空白的文字", zhHans: "非空白的文字"),
            "unreachable": Text(en: "unreachable", zhHant: "無法連接", zhHans: "无法连接"),
            "timed out": Text(en: "timed out", zhHant: "逾時", zhHans: "超时"),
            "limit reached": Text(en: "limit reached", zhHant: "已達上限", zhHans: "已达上限"),
            "http only": Text(
                en: "only http is fetched", zhHant: "只取用 http 地址", zhHans: "只取用 http 地址"),
            "malformed address": Text(
                en: "malformed address", zhHant: "地址格式不正確", zhHans: "地址格式不正确"),
            "cancelled": Text(en: "cancelled", zhHant: "已取消", zhHans: "已取消"),
            "no certificate": Text(
                en: "no certificate", zhHant: "並非證書", zhHans: "不是证书"),
            "no revocation list": Text(
                en: "no revocation list", zhHant: "並非證書撤銷清單", zhHans: "不是证书吊销列表"),
            "no OCSP answer": Text(
                en: "no OCSP answer", zhHant: "並非 OCSP 回應", zhHans: "不是 OCSP 响应"),
            "unexpectedEnd": Text(
                en: "it ends too early", zhHant: "內容不完整", zhHans: "内容不完整"),
            "tooLong": Text(en: "it is too long", zhHant: "內容過長", zhHans: "内容过长"),
            "{ … } expected": Text(
                en: "an object { … } is expected", zhHant: "須為物件 { … }", zhHans: "须为对象 { … }"),
            "a tile is missing or broken": Text(
                en: "a tile is missing or broken", zhHant: "有雜湊磚欠缺或損壞",
                zhHans: "有哈希块缺失或损坏"),
            "the tiles do not make the signed root": Text(
                en: "the hashes do not make the signed root", zhHant: "雜湊值未能得出已簽署的樹根",
                zhHans: "哈希值未能得出已签署的树根"),
            "the last entry is not the one that was signed": Text(
                en: "the last entry is not the one that was signed",
                zhHant: "最後一項紀錄並非當時簽署的一項", zhHans: "最后一项记录不是当时签署的一项"),
            "an entry cannot be read": Text(
                en: "an entry cannot be read", zhHant: "有紀錄無法讀取", zhHans: "有记录无法读取"),
            "the origin is another journal's": Text(
                en: "the origin is another journal's", zhHant: "所載名稱屬於另一日誌",
                zhHans: "所载名称属于另一日志"),
            "the ledger is not the one that was looked at": Text(
                en: "the ledger is not the one that was looked at", zhHant: "帳冊並非先前所看的一份",
                zhHans: "账册不是先前所看的一份"),
            "the environment is another one": Text(
                en: "the environment is another one", zhHant: "環境不同", zhHans: "环境不同"),
            "nothing was seen behind what is kept": Text(
                en: "nothing was seen behind what is kept", zhHant: "未見有任何在所保留內容之後的紀錄",
                zhHans: "没有见到在所保留内容之后的记录"),
            "the checkpoint that was seen is not of this journal": Text(
                en: "the checkpoint that was seen is not of this journal",
                zhHant: "所見的檢查點不屬於此日誌", zhHans: "所见的检查点不属于此日志"),
            "the practice settings are no object": Text(
                en: "the practice settings are no object", zhHant: "作業設定並非物件",
                zhHans: "业务设置不是对象"),
            "there are fewer than three founders": Text(
                en: "there are fewer than three founders", zhHant: "創辦人少於三名",
                zhHans: "创办人少于三名"),
            "a founder or a key stands twice": Text(
                en: "a founder or a key stands twice", zhHant: "創辦人或其密碼匙重複",
                zhHans: "创办人或其密钥重复"),
            "a founder has no usable name": Text(
                en: "a founder has no usable name", zhHant: "有創辦人的名稱不可用",
                zhHans: "有创办人的名称不可用"),
            "the number differs": Text(
                en: "the number differs", zhHant: "編號不符", zhHans: "编号不符"),
            "the dates differ from the schedule": Text(
                en: "the dates differ from the schedule", zhHant: "日期與預定時間不符",
                zhHans: "日期与预定时间不符"),
            "the issuer has no certificate": Text(
                en: "the issuer has no certificate", zhHant: "簽發者沒有證書",
                zhHans: "颁发者没有证书"),
            "the signature is not the issuer's": Text(
                en: "the signature is not the issuer's", zhHant: "簽署並非由簽發者作出",
                zhHans: "签名不是由颁发者作出"),
            "the list was not completed": Text(
                en: "the list was not completed", zhHant: "清單未能完成", zhHans: "列表未能完成"),
            "the issuer has no key identifier": Text(
                en: "the issuer has no key identifier", zhHant: "簽發者沒有密碼匙識別碼",
                zhHans: "颁发者没有密钥标识符"),
            "no such number": Text(
                en: "no list of this number was announced", zhHant: "並無宣告此編號的清單",
                zhHans: "没有宣告过此编号的列表"),
            "the checkpoint key is in a signer": Text(
                en: "the checkpoint key is in a signer", zhHant: "檢查點密碼匙在簽署程序",
                zhHans: "检查点密钥在签名进程"),
            "its end is not signed": Text(
                en: "its end is not signed", zhHant: "其末端未經簽署", zhHans: "其末尾未签名"),
            "what was signed is not there": Text(
                en: "what was signed is not there", zhHant: "已簽署的內容並不存在",
                zhHans: "已签名的内容不存在"),
            "not by the key of this journal": Text(
                en: "signed by another key than this journal's", zhHant: "並非以此日誌的密碼匙簽署",
                zhHans: "不是用此日志的密钥签名"),
            "the key is not here": Text(
                en: "the key is not here", zhHant: "密碼匙不在此處", zhHans: "密钥不在此处"),
            "the checkpoint key is not that of this journal": Text(
                en: "the checkpoint key is not that of this journal",
                zhHant: "檢查點密碼匙並非此日誌的密碼匙", zhHans: "检查点密钥不是此日志的密钥"),
        ]
    }
}
