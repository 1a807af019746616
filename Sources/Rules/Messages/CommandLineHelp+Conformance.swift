extension CommandHelp {
    public static let conformance = CommandHelp(
        "conformance",
        en: (
            "How the authority stands to each clause of the certificate policy.",
            "Open: nothing answers it, or no test results show what is enforced. Missing: a test failed, "
                + "or what is due was never done. Overdue: done before, now past its date. Held: "
                + "answered, and nothing is due. Worst first; --json has all of it, with what answers "
                + "each clause, its newest entry and the proof that it is in the journal. The states "
                + "follow from tables, records and tests; none is typed by hand. With --from and "
                + "--to also each duty, its breaches, and who held which role."
        ),
        zhHant: (
            "核證機關對證書政策各條款的遵守情況。",
            "未有着落：沒有任何安排回應，或沒有測試結果證明其強制執行。欠缺：測試失敗，或到期事項從未辦理。逾期：曾辦理，"
                + "現已過期。符合：已有安排，且沒有到期事項。最差者先列；--json 給出全部內容，包括回應各條款的安排、"
                + "最新紀錄及其載於日誌的證明。各狀態由資料表、紀錄及測試得出，並非人手填寫。加上 --from 及 --to，另列各項職責、逾期情況，以及各人曾任角色。"
        ),
        zhHans: (
            "认证机构对证书策略各条款的遵守情况。",
            "未落实：没有任何安排回应，或没有测试结果证明其强制执行。欠缺：测试失败，或到期事项从未办理。逾期：曾办理，"
                + "现已过期。符合：已有安排，且没有到期事项。最差者先列；--json 给出全部内容，包括回应各条款的安排、"
                + "最新记录及其载于日志的证明。各状态由数据表、记录及测试得出，并非人工填写。加上 --from 和 --to，另列各项职责、逾期情况，以及各人曾任角色。"
        ),
        examples: "kapok conformance --tests .build/clause-tests.json",
        "kapok conformance --from 2026-01-01 --to 2026-06-30",
        "kapok conformance --clause 4.11c --at 2026-12-31")
}

extension CommandLineOption {
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
    public static let periodTitle = Text(
        en: "From {from} to {to}:", zhHant: "由 {from} 至 {to}：", zhHans: "从 {from} 到 {to}：")
    public static let periodDuty = Text(
        en: "{duty} ({role}, deputy {second}): {times} × done",
        zhHant: "{duty}（{role}，副手 {second}）：已辦理 {times} 次",
        zhHans: "{duty}（{role}，副手 {second}）：已办理 {times} 次")
    public static let periodBreach = Text(
        en: "due and not done from {from} to {to}", zhHant: "由 {from} 至 {to} 到期未辦",
        zhHans: "从 {from} 到 {to} 到期未办")
    public static let causeIncident = Text(
        en: "cause: incident {number} ({form})", zhHant: "原因：事故 {number}（{form}）",
        zhHans: "原因：事故 {number}（{form}）")
    public static let causeNobody = Text(
        en: "nobody held the role or was deputy", zhHant: "當時無人擔任該角色或副手",
        zhHans: "当时无人担任该角色或副手")
    public static let causeUnrecorded = Text(
        en: "no incident tells the cause; in charge: {officers}",
        zhHant: "沒有事故紀錄說明原因；負責人：{officers}",
        zhHans: "没有事故记录说明原因；负责人：{officers}")
    public static let periodRole = Text(
        en: "{officer}: {role}, {from} to {to}", zhHant: "{officer}：{role}，{from} 至 {to}",
        zhHans: "{officer}：{role}，{from} 至 {to}")
    public static let noOccasion = Text(
        en: "no occasion yet", zhHant: "尚未有相關事件", zhHans: "尚未有相关事件")
    public static let testsCounted = Text(
        en: "{passed} tests passed, {failed} failed", zhHant: "測試通過 {passed} 項，失敗 {failed} 項",
        zhHans: "测试通过 {passed} 项，失败 {failed} 项")
}
