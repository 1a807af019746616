extension CommandHelp {
    public static let conformance = CommandHelp(
        "conformance",
        en: (
            "How the authority stands to each clause of the certificate policy.",
            "Without a further word the report is shown. export makes a package of it that an "
                + "assessor checks elsewhere, without Kapok."
        ),
        zhHant: (
            "核證機關對證書政策各條款的遵守情況。",
            "不加其他字詞即顯示報告。export 製成一份評估資料，評估人可在別處核對，無須 Kapok。"
        ),
        zhHans: (
            "认证机构对证书策略各条款的遵守情况。",
            "不加其他词语即显示报告。export 制成一份评估资料，评估人可在别处核对，无需 Kapok。"
        ),
        examples: "kapok conformance --help", "kapok conformance show --help")

    public static let conformanceExport = CommandHelp(
        "conformance export",
        en: (
            "Make a package for an assessor, who checks it without Kapok.",
            "A folder with the report, every entry that it names, proofs that all of them stand "
                + "in the journal under one signed checkpoint, the keys of those who signed, "
                + "and verify.py, which needs Python 3 and openssl alone. Nothing is "
                + "overwritten; while it is written its name ends in .exporting. Give the "
                + "assessor the journal's public key by another way."
        ),
        zhHant: (
            "製作評估資料，評估人無須 Kapok 即可核對。",
            "資料夾內有報告、報告所指的每項紀錄、各紀錄同載於一個已簽署檢查點之下的證明、各簽署人的密碼匙，以及只需 Python 3 及 openssl 的 "
                + "verify.py。不會覆寫任何東西；寫入期間名稱以 .exporting 結尾。請經另一途徑把日誌的公開密碼匙交給評估人。"
        ),
        zhHans: (
            "制作评估资料，评估人无需 Kapok 即可核对。",
            "文件夹内有报告、报告所指的每项记录、各记录同载于一个已签署检查点之下的证明、各签署人的密钥，以及只需 Python 3 和 openssl 的 "
                + "verify.py。不会覆盖任何东西；写入期间名称以 .exporting 结尾。请经另一途径把日志的公钥交给评估人。"
        ),
        examples: "kapok conformance export --out package --tests .build/clause-tests.json",
        "python3 -I package/verify.py package --key 'kapok.example+…'")

    public static let auditSample = CommandHelp(
        "audit sample",
        en: (
            "Draw cases for an assessor, so that everybody can draw them again.",
            "--of is certificates, applications, revocations, suspensions, refusals, proposals, "
                + "acts, entries, or an operation's id such as record.add. That nothing is "
                + "missing from what is drawn from is proven: every entry of the journal is "
                + "read and leads to the root of a signed checkpoint. Drawn are those with the "
                + "lowest HMAC-SHA-256 under the seed, which the assessor chooses once the "
                + "checkpoint is known. The folder has each case as a page to print, in the "
                + "language of --lang, and verify.py."
        ),
        zhHant: (
            "為評估人抽取個案，任何人均可重新抽取。",
            "--of 可為 certificates（證書）、applications（申請）、revocations（撤銷）、suspensions（暫時吊銷）、"
                + "refusals（被拒絕的操作）、proposals（提議）、acts（人員的操作）、entries（所有紀錄），或操作代碼，例如 record.add。"
                + "總體並無遺漏，可予證明：讀取日誌全部紀錄，並得出已簽署檢查點的樹根。抽取以種子計算的 HMAC-SHA-256 最小者；種子由評估人在得知檢查點後選定。"
                + "資料夾載有每個個案的列印頁（語言按 --lang）及 verify.py。"
        ),
        zhHans: (
            "为评估人抽取个案，任何人均可重新抽取。",
            "--of 可为 certificates（证书）、applications（申请）、revocations（吊销）、suspensions（挂起）、refusals（"
                + "被拒绝的操作）、proposals（提议）、acts（人员的操作）、entries（所有记录），或操作代码，例如 record.add。总体并无遗漏，"
                + "可予证明：读取日志全部记录，并得出已签署检查点的树根。抽取以种子计算的 HMAC-SHA-256 最小者；种子由评估人在得知检查点后选定。"
                + "文件夹载有每个个案的打印页（语言按 --lang）和 verify.py。"
        ),
        examples: "kapok audit sample --of certificates --n 5 --seed 'dice 4 2 6 6 1' --out sample",
        "python3 -I sample/verify.py sample --key 'kapok.example+…'")

    public static let conformanceShow = CommandHelp(
        "conformance show",
        en: (
            "How the authority stands to each clause of the certificate policy.",
            "Open: nothing answers it, or no test results show what is enforced. Missing: a "
                + "test failed, or what is due was never done. Overdue: done before, now past "
                + "its date. Held: answered, and nothing is due. Worst first; --json has all of "
                + "it, with what answers each clause, its newest entry and the proof that it is "
                + "in the journal. The states follow from tables, records and tests; none is "
                + "typed by hand. With --from and --to also each duty, its breaches, and who "
                + "held which role."
        ),
        zhHant: (
            "核證機關對證書政策各條款的遵守情況。",
            "未有着落：沒有任何安排回應，或沒有測試結果證明其強制執行。欠缺：測試失敗，或到期事項從未辦理。逾期：曾辦理，現已過期。符合：已有安排，且沒有到期事項。最差者先列；"
                + "--json 給出全部內容，包括回應各條款的安排、最新紀錄及其載於日誌的證明。各狀態由資料表、紀錄及測試得出，並非人手填寫。加上 --from 及 "
                + "--to，另列各項職責、逾期情況，以及各人曾任職務。"
        ),
        zhHans: (
            "认证机构对证书策略各条款的遵守情况。",
            "未落实：没有任何安排回应，或没有测试结果证明其强制执行。欠缺：测试失败，或到期事项从未办理。逾期：曾办理，现已过期。符合：已有安排，且没有到期事项。最差者先列；"
                + "--json 给出全部内容，包括回应各条款的安排、最新记录及其载于日志的证明。各状态由数据表、记录及测试得出，并非人工填写。加上 --from 和 "
                + "--to，另列各项职责、逾期情况，以及各人曾任岗位。"
        ),
        examples: "kapok conformance --tests .build/clause-tests.json",
        "kapok conformance --from 2026-01-01 --to 2026-06-30",
        "kapok conformance --clause 4.11c --at 2026-12-31")
}

extension CommandLineOption {
    public static let sampleOf = Text(
        en: "What to draw from.", zhHant: "抽樣總體。", zhHans: "抽样总体。")
    public static let sampleCount = Text(
        en: "How many cases, at most 1000.", zhHant: "個案數目，最多 1000。", zhHans: "个案数目，最多 1000。")
    public static let sampleSeed = Text(
        en: "What decides the draw: 1 to 256 octets of text, such as dice that were thrown.",
        zhHant: "決定抽樣的文字（1 至 256 個位元組），例如擲骰結果。", zhHans: "决定抽样的文字（1 至 256 个字节），例如掷骰结果。")
    public static let sampleSize = Text(
        en: "Draw as of the checkpoint over so many entries, to repeat an earlier draw.",
        zhHant: "按涵蓋此數目紀錄的檢查點抽取，以重複先前的抽樣。", zhHans: "按涵盖此数目记录的检查点抽取，以重复先前的抽样。")
    public static let packageTarget = Text(
        en: "Make this folder; nothing may be there yet.", zhHant: "建立此資料夾；該處不可已有任何東西。",
        zhHans: "建立此文件夹；该处不可已有任何东西。")
    public static let conformanceClause = Text(
        en: "One clause alone, such as 4.11c.", zhHant: "只列一項條款，例如 4.11c。",
        zhHans: "只列一项条款，例如 4.11c。")
    public static let conformanceTests = Text(
        en: "Test results by clause, as make test leaves them.",
        zhHant: "按條款列出的測試結果（由 make test 產生）。", zhHans: "按条款列出的测试结果（由 make test 生成）。")
    public static let conformancePage = Text(
        en: "Also write the report as a page for a browser.", zhHant: "同時把報告寫成網頁檔。",
        zhHans: "同时把报告写成网页文件。")
}

extension CommandLineSentence {
    public static let conformanceTitle = Text(
        en: "Conformance with the certificate policy", zhHant: "證書政策遵守情況報告",
        zhHans: "证书策略遵守情况报告")
    public static let conformanceTotals = Text(
        en: "At {time}: {open} open, {missing} missing, {overdue} overdue, {held} held, "
            + "{notApplicable} not applicable.",
        zhHant: "截至 {time}：未有着落 {open} 項，欠缺 {missing} 項，逾期 {overdue} 項，符合 {held} 項，"
            + "不適用 {notApplicable} 項。",
        zhHans: "截至 {time}：未落实 {open} 项，欠缺 {missing} 项，逾期 {overdue} 项，符合 {held} 项，"
            + "不适用 {notApplicable} 项。")
    public static let conformanceNoTests = Text(
        en: "No test results were given (--tests): whatever the software has to enforce is open.",
        zhHant: "沒有提供測試結果（--tests）：凡須由軟件強制執行的，均列為未有着落。",
        zhHans: "没有提供测试结果（--tests）：凡须由软件强制执行的，均列为未落实。")
    public static let dutiesLeftOff = Text(
        en: "{duty}: {count} more, with later deadlines", zhHant: "{duty}：另有 {count} 項，期限較後",
        zhHans: "{duty}：另有 {count} 项，期限较后")
    public static let periodTitle = Text(
        en: "From {from} to {to}:", zhHant: "由 {from} 至 {to}：", zhHans: "从 {from} 到 {to}：")
    public static let periodDuty = Text(
        en: "{duty} ({role}, deputy {second}): {times} × done",
        zhHant: "{duty}（{role}，副手 {second}）：已辦理 {times} 次",
        zhHans: "{duty}（{role}，副手 {second}）：已办理 {times} 次")
    public static let periodDeadlines = Text(
        en: "{duty} ({role}, deputy {second}): {deadlines} deadlines, {times} × done",
        zhHant: "{duty}（{role}，副手 {second}）：到期 {deadlines} 項，已辦理 {times} 項",
        zhHans: "{duty}（{role}，副手 {second}）：到期 {deadlines} 项，已办理 {times} 项")
    public static let periodBreach = Text(
        en: "due and not done from {from} to {to}: {length}",
        zhHant: "由 {from} 至 {to} 到期未辦，歷時 {length}",
        zhHans: "从 {from} 到 {to} 到期未办，历时 {length}")
    public static let breachDueBefore = Text(
        en: "it was due at {due}", zhHant: "原定 {due} 到期", zhHans: "原定 {due} 到期")
    public static let breachesLeftOff = Text(
        en: "{count} more breaches are left off here", zhHant: "另有 {count} 項逾期未列於此",
        zhHans: "另有 {count} 项逾期未列于此")
    public static let lengthDays = Text(en: "{count} d", zhHant: "{count} 日", zhHans: "{count} 天")
    public static let lengthHours = Text(
        en: "{count} h", zhHant: "{count} 小時", zhHans: "{count} 小时")
    public static let lengthMinutes = Text(
        en: "{count} min", zhHant: "{count} 分鐘", zhHans: "{count} 分钟")
    public static let lengthSeconds = Text(
        en: "{count} s", zhHant: "{count} 秒", zhHans: "{count} 秒")
    public static let causeIncident = Text(
        en: "cause: incident {number} ({form})", zhHant: "原因：事故 {number}（{form}）",
        zhHans: "原因：事故 {number}（{form}）")
    public static let causeNobody = Text(
        en: "nobody held the role or was deputy, or who did was suspended",
        zhHant: "當時無人擔任該職務或副手，或擔任者已被暫停",
        zhHans: "当时无人担任该岗位或副手，或担任者已被暂停")
    public static let causeUnrecorded = Text(
        en: "no incident tells the cause; in charge: {officers}",
        zhHant: "沒有事故紀錄說明原因；負責人：{officers}",
        zhHans: "没有事故记录说明原因；负责人：{officers}")
    public static let periodRole = Text(
        en: "{officer}: {role}, {from} to {to}", zhHant: "{officer}：{role}，{from} 至 {to}",
        zhHans: "{officer}：{role}，{from} 至 {to}")
    public static let periodRevocations = Text(
        en: "Revocations: {count}, for mistakes of production: {mistakes}",
        zhHant: "撤銷：{count} 宗，其中因製作失誤：{mistakes} 宗", zhHans: "吊销：{count} 宗，其中因制作失误：{mistakes} 宗")
    public static let periodMistake = Text(
        en: "{mistake}: {count}", zhHant: "{mistake}：{count} 宗", zhHans: "{mistake}：{count} 宗")
    public static let noOccasion = Text(
        en: "no occasion yet", zhHant: "尚未有相關事件", zhHans: "尚未有相关事件")
    public static let testsCounted = Text(
        en: "{passed} tests passed, {failed} failed", zhHant: "測試通過 {passed} 項，失敗 {failed} 項",
        zhHans: "测试通过 {passed} 项，失败 {failed} 项")
}
