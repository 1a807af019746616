/// How the findings of `kapok health` read, by their stable codes.
public enum HealthWords {
    /// The sentence of a code; codes are those of the checks and of `server`.
    public static func text(_ code: String) -> Text { texts[code] ?? unknown }

    /// For tests: every code that has a sentence.
    public static var codes: Set<String> { Set(texts.keys) }

    private static let unknown = Text(
        en: "Something is not as it should be.", zhHant: "有不正常的情況。", zhHans: "有不正常的情况。")

    private static let texts = server.merging(authorities) { first, _ in first }
        .merging(machine) { first, _ in first }

    private static let server: [String: Text] = [
        "server.ok": Text(en: "A server answers.", zhHant: "伺服器有回應。", zhHans: "服务器有响应。"),
        "server.absent": Text(
            en: "No server answers; what follows was found in the folder itself.",
            zhHant: "沒有伺服器回應；以下由資料夾直接得知。", zhHans: "没有服务器响应；以下由文件夹直接得知。"),
        "ledger.ok": Text(
            en: "The ledger takes writes; {entries} entries.", zhHant: "帳冊可以寫入；共 {entries} 項紀錄。",
            zhHans: "账册可以写入；共 {entries} 项记录。"),
        "ledger.unreadable": Text(
            en: "The ledger cannot be read; the log tells why.", zhHant: "帳冊無法讀取；原因見記錄檔。",
            zhHans: "账册无法读取；原因见日志文件。"),
        "ledger.unwritable": Text(
            en: "The ledger takes no writes ({fault}): nothing can be issued, "
                + "suspended or revoked.",
            zhHant: "帳冊不能寫入（{fault}）：無法簽發、暫時吊銷或撤銷證書。",
            zhHans: "账册不能写入（{fault}）：无法签发、挂起或吊销证书。"),
        "comparison.ok": Text(
            en: "Nothing waits to be compared.", zhHant: "沒有待核對的事項。", zhHans: "没有待核对的事项。"),
        "comparison.restored": Text(
            en: "This folder was restored and serves the last status alone: run `kapok recover`.",
            zhHant: "此資料夾由備份還原，只提供最後的狀態：請執行 `kapok recover`。",
            zhHans: "此文件夹由备份恢复，只提供最后的状态：请执行 `kapok recover`。"),
        "checkpoint.ok": Text(
            en: "The checkpoint of {time} is public.", zhHant: "{time} 的檢查點已公開。",
            zhHans: "{time} 的检查点已公开。"),
        "checkpoint.unpublished": Text(
            en: "The public checkpoint lacks {behind} entries, the newest of {time}: the folder "
                + "`public` cannot be written.",
            zhHant: "公開的檢查點欠 {behind} 項紀錄，最新一項為 {time}：資料夾 `public` 無法寫入。",
            zhHans: "公开的检查点缺 {behind} 项记录，最新一项为 {time}：文件夹 `public` 无法写入。"),
        "checkpoint.unsigned": Text(
            en: "Since {time} no checkpoint is signed: the signer does not answer, or knows of "
                + "another journal.",
            zhHant: "自 {time} 起沒有已簽署的檢查點：簽署程序沒有回應，或曾為另一份日誌簽署。",
            zhHans: "自 {time} 起没有已签名的检查点：签名进程没有响应，或曾为另一份日志签名。"),
        "checkpoint.old": Text(
            en: "The newest checkpoint is of {time}: no list was made for more than a day.",
            zhHant: "最新的檢查點為 {time}：超過一天沒有製作清單。", zhHans: "最新的检查点为 {time}：超过一天没有生成列表。"),
        "intents.ok": Text(
            en: "Open signatures: {count}.", zhHant: "未完成的簽署：{count}。", zhHans: "未完成的签名：{count}。"),
        "intents.waiting": Text(
            en: "{count} signatures are open, the oldest since {time}: a key does not answer.",
            zhHant: "有 {count} 個簽署未完成，最早自 {time} 起：有密碼匙沒有回應。",
            zhHans: "有 {count} 个签名未完成，最早自 {time} 起：有密钥没有响应。"),
    ]

    private static let authorities: [String: Text] = [
        "authorities.ok": Text(
            en: "Authorities in order: {count}.", zhHant: "正常的機關：{count}。", zhHans: "正常的机构：{count}。"
        ),
        "authorities.stopped": Text(
            en: "The certificate of {authority} is suspended or revoked: it issues nothing.",
            zhHant: "{authority} 的證書已暫時吊銷或撤銷：不能簽發。", zhHans: "{authority} 的证书已挂起或吊销：不能签发。"),
        "authorities.ended": Text(
            en: "The certificate of {authority} ended at {time}.",
            zhHant: "{authority} 的證書已於 {time} 到期。", zhHans: "{authority} 的证书已于 {time} 到期。"),
        "authorities.ending": Text(
            en: "The certificate of {authority} ends at {time}: prepare a successor.",
            zhHant: "{authority} 的證書將於 {time} 到期：請準備後繼者。",
            zhHans: "{authority} 的证书将于 {time} 到期：请准备后继者。"),
        "lists.ok": Text(
            en: "Revocation lists in time: {count}.", zhHant: "如期的證書撤銷清單：{count}。",
            zhHans: "如期的证书吊销列表：{count}。"),
        "lists.missing": Text(
            en: "{authority} has no revocation list.", zhHant: "{authority} 沒有證書撤銷清單。",
            zhHans: "{authority} 没有证书吊销列表。"),
        "lists.overdue": Text(
            en: "A new list of {authority} was due at {due}; the last one holds until {time}.",
            zhHant: "{authority} 的新清單應於 {due} 發出；現有清單有效至 {time}。",
            zhHans: "{authority} 的新列表应于 {due} 发布；现有列表有效至 {time}。"),
        "lists.ending": Text(
            en: "A new list of {authority} was due at {due}, and the last one ends "
                + "soon, at {time}.",
            zhHant: "{authority} 的新清單應於 {due} 發出，而現有清單即將於 {time} 失效。",
            zhHans: "{authority} 的新列表应于 {due} 发布，而现有列表即将于 {time} 失效。"),
        "lists.ended": Text(
            en: "The list of {authority} ended at {time}: relying parties cannot use it.",
            zhHant: "{authority} 的清單已於 {time} 失效：倚據人士不能使用。",
            zhHans: "{authority} 的列表已于 {time} 失效：依赖方不能使用。"),
        "responders.ok": Text(
            en: "Authorities whose OCSP answers are signed: {count}.",
            zhHant: "OCSP 回應有簽署的機關：{count}。", zhHans: "OCSP 响应有签名的机构：{count}。"),
        "responders.missing": Text(
            en: "{authority} has no responder that may sign OCSP answers.",
            zhHant: "{authority} 沒有可簽署 OCSP 回應的回應者。", zhHans: "{authority} 没有可签名 OCSP 响应的响应者。"),
        "responders.ended": Text(
            en: "The responder certificate of {authority} ended at {time}.",
            zhHant: "{authority} 的回應者證書已於 {time} 到期。", zhHans: "{authority} 的响应者证书已于 {time} 到期。"),
        "responders.ending": Text(
            en: "The responder certificate of {authority} ends at {time} and was not renewed.",
            zhHant: "{authority} 的回應者證書將於 {time} 到期，尚未更換。",
            zhHans: "{authority} 的响应者证书将于 {time} 到期，尚未更换。"),
    ]

    private static let machine: [String: Text] = [
        "disk.ok": Text(
            en: "Free on the disk: {free} MiB.", zhHant: "磁碟可用空間：{free} MiB。",
            zhHans: "磁盘可用空间：{free} MiB。"),
        "disk.unknown": Text(
            en: "The free space of the disk cannot be told.", zhHant: "無法得知磁碟可用空間。",
            zhHans: "无法得知磁盘可用空间。"),
        "disk.low": Text(
            en: "Only {free} MiB are free on the disk; the next backup needs up to {needed} MiB.",
            zhHant: "磁碟只餘 {free} MiB；下次備份最多需要 {needed} MiB。",
            zhHans: "磁盘只剩 {free} MiB；下次备份最多需要 {needed} MiB。"),
        "disk.full": Text(
            en: "Only {free} MiB are free on the disk: the next commit may fail.",
            zhHant: "磁碟只餘 {free} MiB：下次寫入可能失敗。", zhHans: "磁盘只剩 {free} MiB：下次写入可能失败。"),
        "disk.files": Text(
            en: "The file system has room for {files} more files only.",
            zhHant: "檔案系統只可再容納 {files} 個檔案。", zhHans: "文件系统只能再容纳 {files} 个文件。"),
        "clock.ok": Text(
            en: "The clock shows {time}.", zhHant: "時鐘顯示 {time}。", zhHans: "时钟显示 {time}。"),
        "clock.behind": Text(
            en: "The clock shows {time}, but {seen} was seen already: set it.",
            zhHant: "時鐘顯示 {time}，但已見過 {seen}：請校正。", zhHans: "时钟显示 {time}，但已见过 {seen}：请校正。"),
        "clock.ahead": Text(
            en: "The clock jumped ahead and is not believed ({seconds} s beyond what is): "
                + "set it, or start the server anew where it is right.",
            zhHant: "時鐘突然前跳，未予採信（超出可信時間 {seconds} 秒）：請校正；如時鐘正確，請重新啟動伺服器。",
            zhHans: "时钟突然前跳，未予采信（超出可信时间 {seconds} 秒）：请校正；如时钟正确，请重新启动服务器。"),
        "witnesses.ok": Text(
            en: "Witnesses that keep up: {count}.", zhHant: "跟得上的見證人：{count}。",
            zhHans: "跟得上的见证人：{count}。"),
        "witnesses.behind": Text(
            en: "Witness {witness} cosigned {entries} entries and none since {time}.",
            zhHant: "見證人 {witness} 聯署至第 {entries} 項紀錄，{time} 起再無聯署。",
            zhHans: "见证人 {witness} 联署至第 {entries} 项记录，{time} 起再无联署。"),
        "witnesses.contradict": Text(
            en: "Witness {witness} knows another or a longer history: stop this server "
                + "and compare.",
            zhHant: "見證人 {witness} 所知的歷史不同或更長：請停止此伺服器並核對。",
            zhHans: "见证人 {witness} 所知的历史不同或更长：请停止此服务器并核对。"),
        "timestamps.ok": Text(
            en: "Time-stamping services that keep up: {count}.", zhHant: "跟得上的時間戳記服務：{count}。",
            zhHans: "跟得上的时间戳服务：{count}。"),
        "timestamps.behind": Text(
            en: "{service} time-stamped nothing that came since {time}; the log tells why.",
            zhHant: "{service} 對 {time} 起的紀錄未有時間戳記；原因見記錄檔。",
            zhHans: "{service} 对 {time} 起的记录没有时间戳；原因见日志文件。"),
        "signer.own": Text(
            en: "The server keeps the keys itself.", zhHant: "密碼匙由伺服器自行保管。",
            zhHans: "密钥由服务器自行保管。"),
        "signer.ok": Text(
            en: "The signer answers (release {release}).", zhHant: "簽署程序有回應（版本 {release}）。",
            zhHans: "签名进程有响应（版本 {release}）。"),
        "signer.silent": Text(
            en: "The signer does not answer ({fault}): nothing is signed, no status is answered.",
            zhHant: "簽署程序沒有回應（{fault}）：未能簽署，亦不能回應狀態查詢。",
            zhHans: "签名进程没有响应（{fault}）：无法签名，也不能响应状态查询。"),
        "notices.ok": Text(
            en: "Notices go out.", zhHant: "通知正常發出。", zhHans: "通知正常发送。"),
        "notices.none": Text(
            en: "Nobody is told anything: no mail server is set.",
            zhHant: "未設定郵件伺服器，不會通知任何人。",
            zhHans: "未设置邮件服务器，不会通知任何人。"),
        "notices.failing": Text(
            en: "Notices have not gone out since {time}; the log tells why.",
            zhHant: "電郵或短訊通知自 {time} 起未能發出；原因見記錄檔。",
            zhHans: "邮件或短信通知自 {time} 起未能发送；原因见日志文件。"),
        "events.ok": Text(
            en: "Receivers are told what is public: {count}.",
            zhHant: "接收端已獲通知公開事件：{count} 個。",
            zhHans: "接收端已获通知公开事件：{count} 个。"),
        "events.behind": Text(
            en: "{receiver} was not told what is public since {time}; the log tells why.",
            zhHant: "接收端 {receiver} 未獲通知 {time} 起的公開事件；原因見記錄檔。",
            zhHans: "接收端 {receiver} 未获通知 {time} 起的公开事件；原因见日志文件。"),
        "schedule.ok": Text(
            en: "The scheduled work goes on.", zhHant: "定期工作正常。", zhHans: "定期工作正常。"),
        "schedule.stuck": Text(
            en: "The scheduled work ended its last turn at {time}.", zhHant: "定期工作最後一輪於 {time} 完成。",
            zhHans: "定期工作最后一轮于 {time} 完成。"),
        "lease.alone": Text(
            en: "This server is the only one of its ledger.", zhHant: "此帳冊只有這個伺服器。",
            zhHans: "此账册只有这个服务器。"),
        "lease.own": Text(
            en: "This server does the scheduled work.", zhHant: "定期工作由此伺服器進行。",
            zhHans: "定期工作由此服务器进行。"),
        "lease.other": Text(
            en: "Another server does the scheduled work.", zhHant: "定期工作由另一伺服器進行。",
            zhHans: "定期工作由另一服务器进行。"),
        "lease.nobody": Text(
            en: "No server does the scheduled work.", zhHant: "沒有伺服器進行定期工作。",
            zhHans: "没有服务器进行定期工作。"),
    ]
}
