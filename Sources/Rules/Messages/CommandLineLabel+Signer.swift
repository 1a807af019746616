extension CommandLineLabel {
    /// The process that keeps the keys.
    static let signer: [(String, Text)] = [
        ("signerFolder", Text(en: "Signer's folder", zhHant: "簽署程序的資料夾", zhHans: "签名进程的文件夹")),
        ("signerSocket", Text(en: "Its socket", zhHant: "其 socket", zhHans: "其套接字")),
        ("keysMoved", Text(en: "Keys moved", zhHant: "已移入的密碼匙", zhHans: "已移入的密钥")),
        (
            "followedBefore",
            Text(en: "Number of entries followed", zhHant: "已跟隨的紀錄數目", zhHans: "已跟随的记录数目")
        ),
        (
            "journalGenesis",
            Text(
                en: "Hash of the journal's first entry", zhHant: "日誌首項紀錄的雜湊值", zhHans: "日志首条记录的哈希值")
        ),
        ("signed", Text(en: "Signed", zhHant: "已簽署", zhHans: "已签名")),
        ("ocspAnswers", Text(en: "OCSP answers", zhHant: "OCSP 回應", zhHans: "OCSP 响应")),
        (
            "journalSignatures",
            Text(
                en: "Checkpoints and events signed", zhHant: "已簽署的檢查點及事件",
                zhHans: "已签名的检查点和事件")
        ),
        (
            "journalSigned",
            Text(
                en: "Entries under signed checkpoints", zhHant: "已簽署檢查點涵蓋的紀錄數目",
                zhHans: "已签名检查点涵盖的记录数")
        ),
        ("journalRoot", Text(en: "Root of their tree", zhHant: "日誌樹根值", zhHans: "日志树根值")),
        (
            "unsigned",
            Text(
                en: "Entries under no signed checkpoint yet", zhHant: "尚未有已簽署檢查點涵蓋的紀錄數目",
                zhHans: "尚无已签名检查点涵盖的记录数")
        ),
        ("unannounced", Text(en: "Lines not announced", zhHant: "未經載明的行", zhHans: "未经载明的行")),
        ("unlogged", Text(en: "Entries without a line", zhHant: "沒有對應行的紀錄", zhHans: "没有对应行的记录")),
        (
            "later",
            Text(en: "Lines behind the journal's end", zhHant: "超出日誌末端的行", zhHans: "超出日志末尾的行")
        ),
        (
            "unannouncedBefore",
            Text(
                en: "Lines amiss before `signer anew`", zhHant: "`signer anew` 之前的不符行",
                zhHans: "`signer anew` 之前的不符行")
        ),
    ]
}
