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
}
