// Refusals of asking how the authority stands to the certificate policy.

extension RefusalCode {
    public static let conformanceClauseUnknown = RefusalCode(
        "conformance.clauseUnknown", clause: "2.1",
        en: (
            "The certificate policy has no clause {clause}.",
            "Write it as `kapok conformance` lists it, such as 4.11c, 5.5B2 or A2.4. In test results, "
                + "mend the name of the test."
        ),
        zhHant: (
            "證書政策沒有條款 {clause}。",
            "請按 `kapok conformance` 所列寫法，例如 4.11c、5.5B2 或 A2.4。如來自測試結果，請更正該測試的名稱。"
        ),
        zhHans: (
            "证书策略没有条款 {clause}。",
            "请按 `kapok conformance` 所列写法，例如 4.11c、5.5B2 或 A2.4。如来自测试结果，请更正该测试的名称。"
        ))

    public static let conformanceTimeOutside = RefusalCode(
        "conformance.timeOutside", clause: "7.22",
        en: (
            "The records tell nothing of that time.",
            "Ask for a time between the founding of the ledger and now."
        ),
        zhHant: ("紀錄沒有涵蓋該時間。", "請指定帳冊建立後至現在之間的時間。"),
        zhHans: ("记录未涵盖该时间。", "请指定账册建立后至现在之间的时间。"))

    public static let commandTestsUnreadable = RefusalCode(
        "command.testsUnreadable",
        en: (
            "{path} holds no test results by clause.",
            "Give the clause-tests.json that `make test` leaves in the folder .build."
        ),
        zhHant: ("{path} 並非按條款列出的測試結果。", "請提供 `make test` 在資料夾 .build 留下的 clause-tests.json。"),
        zhHans: ("{path} 不是按条款列出的测试结果。", "请提供 `make test` 在文件夹 .build 留下的 clause-tests.json。"))

    public static let commandEvidenceUnproven = RefusalCode(
        "command.evidenceUnproven", clause: "7.18b",
        en: (
            "The server does not prove that entry {entry} stands in the journal of the checkpoint that it "
                + "showed.",
            "Take nothing from it. Run kapok audit verify, and keep what it says."
        ),
        zhHant: (
            "伺服器未能證明第 {entry} 項紀錄載於所示檢查點的日誌。", "切勿採用其內容。請執行 kapok audit verify，並保存結果。"
        ),
        zhHans: (
            "服务器未能证明第 {entry} 项记录载于所示检查点的日志。", "切勿采用其内容。请运行 kapok audit verify，并保存结果。"
        ))

    public static let commandJournalIncomplete = RefusalCode(
        "command.journalIncomplete", clause: "7.18b",
        en: (
            "The entries that the server gave are not the {size} of the signed checkpoint.",
            "Take nothing from them. Run kapok audit verify, and keep what it says."
        ),
        zhHant: (
            "伺服器提供的紀錄並非已簽署檢查點所涵蓋的 {size} 項。", "切勿採用其內容。請執行 kapok audit verify，並保存結果。"
        ),
        zhHans: (
            "服务器提供的记录不是已签署检查点所涵盖的 {size} 项。", "切勿采用其内容。请运行 kapok audit verify，并保存结果。"
        ))
}
