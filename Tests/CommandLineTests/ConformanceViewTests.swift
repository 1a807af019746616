import CanonicalJSON
import Governance
import Messages
import Testing

@testable import kapok

@Suite struct `A conformance report on the screen` {
    private static func view(
        _ breach: JSONValue, revocations: JSONValue = .null
    ) -> ConformanceView {
        let span: JSONValue = ["from": "2026-11-01T00:00:00Z", "to": "2026-11-02T00:00:00Z"]
        return ConformanceView(
            [
                "clauses": [
                    [
                        "id": "5.5B1", "state": "notApplicable", "kinds": ["enforce"],
                        "states": ["enforce": "notApplicable"],
                        "notApplicable": [
                            "setting": "identityMethods", "value": "A", "reason": "Not used.",
                        ],
                    ],
                    [
                        "id": "5.5A", "state": "open", "kinds": ["enforce"],
                        "states": ["enforce": "open"], "notApplicable": .null,
                    ],
                ],
                "period": span.merging([
                    "duties": [
                        [
                            "id": "backup.make", "of": .null, "role": "systemOperator",
                            "deputy": "caAdministrator", "times": 0,
                            "breaches": [span.merging(breach)],
                        ]
                    ], "roles": [], "revocations": revocations,
                ]),
            ], isTested: true)
    }

    static let causes: [(JSONValue, [Language: String])] = [
        (
            [
                "cause": "incident", "officers": ["off-kit"],
                "incidents": [["record": "rec-1", "number": "I-1", "form": "outage"]],
            ], [.english: "incident I-1", .traditionalChinese: "事故 I-1"]
        ),
        (
            ["cause": "nobody", "officers": [], "incidents": []],
            [.english: "nobody held", .traditionalChinese: "無人擔任"]
        ),
        (
            ["cause": "unrecorded", "officers": ["off-kit", "off-lee"], "incidents": []],
            [.english: "off-kit, off-lee", .traditionalChinese: "off-kit、off-lee"]
        ),
    ]

    @Test(arguments: causes)
    func `[7.18d] tells the cause of a breach`(
        breach: JSONValue, words: [Language: String]
    ) {
        for (language, expected) in words {
            let lines = Self.view(breach).period(Reader(language)).joined(separator: "\n")
            #expect(lines.contains(expected), "\(lines)")
            #expect(!lines.contains("{"), "\(lines)")
        }
    }

    static let revocations: [Language: [String]] = [
        .english: ["Revocations: 9, for mistakes of production: 3", "wrong download: 2"],
        .traditionalChinese: ["撤銷：9 宗，其中因製作失誤：3 宗", "下載錯誤：2 宗"],
        .simplifiedChinese: ["吊销：9 宗，其中因制作失误：3 宗", "下载错误：2 宗"],
    ]

    @Test(arguments: revocations)
    func `[6.20] tells how many revocations were for mistakes of production, and for which`(
        language: Language, words: [String]
    ) {
        let mistakes: JSONValue = [
            ["mistake": "wrongDownload", "count": 2], ["mistake": "keyPairMismatch", "count": 1],
        ]
        let lines = Self.view([:], revocations: ["count": 9, "mistakes": mistakes])
            .period(Reader(language))
        for expected in words {
            #expect(lines.contains { $0.hasSuffix(expected) }, "\(lines)")
        }
    }

    static let lengths: [(Int64, [Language: String])] = [
        (0, [.english: "0 s", .simplifiedChinese: "0 秒"]),
        (59, [.english: "59 s", .traditionalChinese: "59 秒"]),
        (60, [.english: "1 min", .traditionalChinese: "1 分鐘", .simplifiedChinese: "1 分钟"]),
        (
            3 * 86_400 + 4 * 3600 + 59,
            [.english: "3 d 4 h", .traditionalChinese: "3 日 4 小時", .simplifiedChinese: "3 天 4 小时"]
        ),
    ]

    @Test(arguments: lengths)
    func `[2.1] tells how long a breach was`(seconds: Int64, words: [Language: String]) {
        for (language, expected) in words {
            let reader = Reader(language)
            #expect(ConformanceView.length(ofSeconds: seconds, reader) == expected)
            let view = Self.view(["seconds": .integer(seconds), "cause": "nobody"])
            let lines = view.period(reader)
            #expect(lines.contains { $0.hasSuffix(expected) }, "\(lines)")
            #expect(ConformancePage(view, language).html.contains(expected))
        }
    }

    @Test func `[2.1] tells what a breach is of, and since when it was due`() {
        let lines = Self.view([
            "seconds": 60, "cause": "nobody", "of": "app-1", "dueAt": "2026-10-01T00:00:00Z",
        ]).period(Reader(.english)).joined(separator: "\n")
        #expect(lines.contains("app-1: due and not done"))
        #expect(lines.contains("it was due at 2026-10-01 00:00Z"))
        let same = Self.view(["cause": "nobody", "dueAt": "2026-11-01T00:00:00Z"])
            .period(Reader(.english)).joined(separator: "\n")
        #expect(!same.contains("it was due at"))
    }

    @Test func `[2.1] tells why a clause has no object, behind all that have one`() throws {
        let view = Self.view([:])
        #expect(view.clauses.compactMap { $0["id"]?.string } == ["5.5A", "5.5B1"])
        let reader = Reader(.english)
        #expect(
            try view.parts(#require(view.clauses.last), reader) == [
                "Not used. (identityMethods: A)"
            ])
        #expect(try view.parts(#require(view.clauses.first), reader) == ["enforced: open"])
    }
}
