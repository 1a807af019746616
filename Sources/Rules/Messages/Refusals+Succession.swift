/// Going on under a new name after acts were lost.
extension RefusalCode {
    public static let successionNotNeeded = RefusalCode(
        "succession.notNeeded", clause: "7.25",
        en: (
            "Nothing that was shown is newer than this ledger: nothing is known to be lost.",
            "Run `kapok recover`: the ledger then goes on under its own name."
        ),
        zhHant: ("所示內容並無較此帳冊為新者：未知有任何遺失。", "請執行 `kapok recover`：帳冊即以原有名稱續辦。"),
        zhHans: ("所示内容没有比此账册更新的：未知有任何丢失。", "请运行 `kapok recover`：账册即以原有名称续办。"))

    public static let successionCollision = RefusalCode(
        "succession.collision", clause: "6.24",
        en: (
            "Something else was signed under the number of the authority's own certificate {value}.",
            "Nothing was changed. Find out who used that key: revoking an authority's own certificate takes "
                + "the regulator's confirmation. Leave the other certificate out to go on."
        ),
        zhHant: (
            "機關本身的證書 {value} 的序號另有其他已簽署內容。",
            "未有任何更改。請查明何人用過該密碼匙：撤銷機關本身的證書須經監管機構確認。如要繼續，請不要提供該另一證書。"
        ),
        zhHans: (
            "机构本身的证书 {value} 的序列号另有其他已签署内容。",
            "没有任何更改。请查明何人用过该密钥：吊销机构本身的证书须经主管部门确认。如要继续，请不要提供该另一证书。"
        ))

    public static let successionInvalid = RefusalCode(
        "succession.invalid", clause: "7.25",
        en: (
            "The succession cannot be used: {reason}.",
            "Nothing was changed. Run `kapok succeed` again, while nobody else has the ledger open."
        ),
        zhHant: ("承接內容不可用：{reason}。", "未有任何更改。請在無人開啟帳冊時再次執行 `kapok succeed`。"),
        zhHans: ("承接内容不可用：{reason}。", "没有任何更改。请在无人打开账册时再次运行 `kapok succeed`。"))

    public static let successionSignaturesMissing = RefusalCode(
        "succession.signaturesMissing", clause: "7.11b",
        en: (
            "A succession is signed by two different security officers of the restored ledger.",
            "Give the keys of two of them, each with --signer."
        ),
        zhHant: ("承接須由還原帳冊的兩名不同保安主任簽署。", "請以 --signer 逐一提供其中兩人的密碼匙。"),
        zhHans: ("承接须由恢复账册的两名不同安全管理员签署。", "请用 --signer 逐一提供其中两人的密钥。"))

    public static let successionUnclean = RefusalCode(
        "succession.unclean", clause: "7.18b",
        en: (
            "The ledger does not pass its audit: {count} findings, the first {first}.",
            "Nothing was changed. See `kapok audit verify`, and restore an undamaged backup."
        ),
        zhHant: ("帳冊未能通過審計：{count} 項發現，首項為 {first}。", "未有任何更改。請看 `kapok audit verify`，並還原完好的備份。"),
        zhHans: ("账册未能通过审计：{count} 项发现，首项为 {first}。", "没有任何更改。请看 `kapok audit verify`，并恢复完好的备份。"))

    public static let successionTooMuch = RefusalCode(
        "succession.tooMuch", clause: "7.25",
        en: (
            "More than {limit} certificates were lost.",
            "Restore a later backup. Nothing was changed."
        ),
        zhHant: ("遺失的證書超過 {limit} 張。", "請還原較後的備份。未有任何更改。"),
        zhHans: ("丢失的证书超过 {limit} 张。", "请恢复较后的备份。没有任何更改。"))

    public static let commandJournalSucceeded = RefusalCode(
        "command.journal.succeeded", clause: "7.18b",
        en: (
            "The journal {before} that you know ended: {kept} entries were kept, and it goes on as "
                + "{origin}. You saw {seen} entries: {lost} of them are lost. Entry {entry} says so, signed by {signers}.",
            "Ask each of them for the key id, and compare it with the one in brackets. If it is so, look at what you did "
                + "last, do again what is lost, and repeat the command with --accept-succession."
        ),
        zhHant: (
            "你所知的日誌 {before} 已經終結：保留了 {kept} 項紀錄，並以 {origin} 續辦。你曾見 {seen} 項，其中 {lost} 項已遺失。紀錄 {entry} 載明此事，由 {signers} 簽署。",
            "請逐一向上述人員查詢，並核對括號內的密碼匙識別碼。如屬實，請查看你最後的操作，重做遺失的部分，並加上 --accept-succession 再執行。"
        ),
        zhHans: (
            "你所知的日志 {before} 已经终结：保留了 {kept} 项记录，并以 {origin} 续办。你曾见 {seen} 项，其中 {lost} 项已丢失。记录 {entry} 载明此事，由 {signers} 签署。",
            "请逐一向上述人员查询，并核对括号内的密钥标识。如属实，请查看你最后的操作，重做丢失的部分，并加上 --accept-succession 再运行。"
        ))

    public static let commandJournalSuccessionUnproven = RefusalCode(
        "command.journal.successionUnproven", clause: "7.18b",
        en: (
            "The server says that its journal takes the place of {before}, which you know. Entry {entry}, "
                + "which should say so with two officers' signatures, does not.",
            "Do not sign anything there, and tell the security officers."
        ),
        zhHant: (
            "伺服器稱其日誌取代你所知的 {before}；紀錄 {entry} 理應載明此事並有兩名人員簽署，但並非如此。",
            "切勿在該處簽署任何內容，並通知保安主任。"
        ),
        zhHans: (
            "服务器称其日志取代你所知的 {before}；记录 {entry} 理应载明此事并由两人签署，但并非如此。",
            "切勿在该处签署任何内容，并通知安全管理员。"
        ))

    public static let commandJournalReplaced = RefusalCode(
        "command.journal.replaced", clause: "7.18b",
        en: (
            "{place} showed the journal {before} when you saw it last. Now it shows {origin}, which does not follow it.",
            "This is not the server of before: do not sign anything there. If it was founded anew, "
                + "delete the line {place} under places in {file}."
        ),
        zhHant: (
            "你上次在 {place} 所見的是日誌 {before}，現在是 {origin}，兩者並無承接關係。",
            "這不是先前的伺服器：切勿在該處簽署任何內容。如該機關確已重新創立，請在 {file} 的 places 內刪去 {place} 一行。"
        ),
        zhHans: (
            "你上次在 {place} 所见的是日志 {before}，现在是 {origin}，两者并无承接关系。",
            "这不是先前的服务器：切勿在该处签署任何内容。如该机构确已重新创立，请在 {file} 的 places 中删去 {place} 一行。"
        ))

    public static let commandJournalEnded = RefusalCode(
        "command.journal.ended", clause: "7.18b",
        en: (
            "The journal {origin} ended: you accepted {next} in its place.",
            "This server shows something else: do not sign, and tell the security officers. If you accepted a "
                + "wrong one, take both out of {file}."
        ),
        zhHant: (
            "日誌 {origin} 已經終結：你已接受 {next} 代替。",
            "此伺服器所示並非該日誌：切勿簽署，並通知保安主任。如曾接受錯誤的日誌，請從 {file} 移除兩者。"
        ),
        zhHans: (
            "日志 {origin} 已经终结：你已接受 {next} 代替。",
            "此服务器所示并非该日志：切勿签署，并通知安全管理员。如曾接受错误的日志，请从 {file} 移除两者。"
        ))
}
