/// How the findings of an audit of the journal read, by their stable names.
public enum AuditFindings {
    /// What an audit found, in words; the place is told beside it.
    public static func text(_ finding: String) -> Text {
        texts[finding] ?? unknown
    }

    private static let unknown = Text(
        en: "The ledger is not as the journal says.", zhHant: "帳冊與日誌不符。", zhHans: "账册与日志不符。")

    private static let texts: [String: Text] = [
        "entryMissing": Text(
            en: "An entry is missing that a signed checkpoint covers.",
            zhHant: "已簽署檢查點所涵蓋的一項紀錄不見了。", zhHans: "已签署检查点所涵盖的一项记录不见了。"),
        "entryChanged": Text(
            en: "An entry was changed after it was written.", zhHant: "一項紀錄在寫入後被更改。",
            zhHans: "一项记录在写入后被更改。"),
        "entryBeyondCheckpoint": Text(
            en: "An entry stands behind the last signed checkpoint.",
            zhHant: "最後一個已簽署檢查點之後有一項紀錄。", zhHans: "最后一个已签署检查点之后有一项记录。"),
        "entryListedWrongly": Text(
            en: "An entry is listed under something that it does not say.",
            zhHant: "一項紀錄的索引與其內容不符。", zhHans: "一项记录的索引与其内容不符。"),
        "entryUnreadable": Text(
            en: "An entry cannot be read.", zhHant: "一項紀錄無法讀取。", zhHans: "一项记录无法读取。"),
        "timeBackwards": Text(
            en: "An entry is older than the one before it.", zhHant: "一項紀錄的時間早於前一項。",
            zhHans: "一项记录的时间早于前一项。"),
        "officerSignatureWrong": Text(
            en: "An officer's signature in an entry does not verify.",
            zhHant: "一項紀錄內的人員簽署無效。", zhHans: "一项记录内的人员签名无效。"),
        "entryUnauthorised": Text(
            en: "The officers' signatures in an entry do not carry what it says was done.",
            zhHant: "一項紀錄內的人員簽署不足以授權其所載事項。", zhHans: "一项记录内的人员签名不足以授权其所载事项。"),
        "officerUnqualified": Text(
            en: "An officer acted whose vetting or training had lapsed, or stood in no register.",
            zhHant: "有人員在審查或培訓逾期（或未有登記）時仍作出操作。",
            zhHans: "有人员在审查或培训过期（或未有登记）时仍作出操作。"),
        "lostActsDiffer": Text(
            en: "What was entered after a loss is not what the officers signed.",
            zhHant: "遺失後補記的內容與人員所簽署的不同。", zhHans: "丢失后补记的内容与人员所签署的不同。"),
        "tileMissing": Text(
            en: "Hashes of the journal's tree are missing.", zhHant: "日誌樹的雜湊值缺失。",
            zhHans: "日志树的哈希值缺失。"),
        "tileChanged": Text(
            en: "Hashes of the journal's tree were changed.", zhHant: "日誌樹的雜湊值被更改。",
            zhHans: "日志树的哈希值被更改。"),
        "checkpointRootWrong": Text(
            en: "A signed checkpoint says another root than the entries make.",
            zhHant: "已簽署檢查點的根值與紀錄不符。", zhHans: "已签署检查点的根值与记录不符。"),
        "checkpointRefused": Text(
            en: "The signer signed for another or a longer journal, and does not sign for "
                + "this one.",
            zhHant: "簽署程序曾為另一份或較長的日誌簽署，不再為此日誌簽署。",
            zhHans: "签名进程曾为另一份或更长的日志签名，不再为此日志签名。"),
        "checkpointSignatureWrong": Text(
            en: "The signature of a checkpoint does not verify.", zhHant: "檢查點的簽署無效。",
            zhHans: "检查点的签名无效。"),
        "checkpointMissing": Text(
            en: "A checkpoint that an officer saw is no longer there.",
            zhHant: "有人員見過的檢查點已不存在。", zhHans: "有人员见过的检查点已不存在。"),
        "checkpointForeign": Text(
            en: "A checkpoint says another root than an officer saw: the journal was rewritten.",
            zhHant: "檢查點的根值與人員所見的不同：日誌曾被改寫。", zhHans: "检查点的根值与人员所见的不同：日志曾被改写。"),
        "fileMissing": Text(
            en: "A sealed file that a row names is not in its folder.",
            zhHant: "資料所指的密封檔案不在其資料夾內。", zhHans: "数据所指的密封文件不在其文件夹内。"),
        "fileChanged": Text(
            en: "A sealed file was changed after it was stored.", zhHant: "一個密封檔案在存入後被更改。",
            zhHans: "一个密封文件在存入后被更改。"),
        "rowChanged": Text(
            en: "A row was changed without an entry.", zhHant: "一行資料在沒有紀錄下被更改。",
            zhHans: "一行数据在没有记录的情况下被更改。"),
        "rowAdded": Text(
            en: "A row was added without an entry.", zhHant: "一行資料在沒有紀錄下被加入。",
            zhHans: "一行数据在没有记录的情况下被加入。"),
        "rowMissing": Text(
            en: "A row was removed without an entry.", zhHant: "一行資料在沒有紀錄下被移除。",
            zhHans: "一行数据在没有记录的情况下被移除。"),
        "rowContradicted": Text(
            en: "A row says what no act can have left, such as a status without its history.",
            zhHant: "一行資料的內容並非任何操作所能造成，例如狀態與其經過不符。",
            zhHans: "一行数据的内容并非任何操作所能造成，例如状态与其经过不符。"),
        "tableUnknown": Text(
            en: "Entries speak of a table that this version does not know.",
            zhHant: "紀錄提及本版本不認識的資料表。", zhHans: "记录提及本版本不认识的数据表。"),
        "storageDefective": Text(
            en: "The storage finds itself damaged: rows that are there may not be found.",
            zhHant: "儲存系統發現自身損壞：存在的資料可能無法查到。", zhHans: "存储系统发现自身损坏：存在的数据可能无法查到。"),
    ]
}
