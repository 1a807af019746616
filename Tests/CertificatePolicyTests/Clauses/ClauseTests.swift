import CertificatePolicy
import Messages
import Testing

@Suite struct `The catalogue of clauses` {
    /// An id in its parts; it is compared in the order of the policy.
    struct Place: Comparable {
        let annex: Bool
        let chapter: Int
        let item: Int
        let part: String

        init?(_ id: String) {
            let form = #/(?<annex>A?)(?<chapter>[0-9]+)\.(?<item>[0-9]+)(?<part>[ABa-g]?[1-5]?)/#
            guard let match = id.wholeMatch(of: form),
                let chapter = Int(match.chapter), let item = Int(match.item)
            else { return nil }
            annex = !match.annex.isEmpty
            self.chapter = chapter
            self.item = item
            part = String(match.part)
        }

        static func < (first: Place, second: Place) -> Bool {
            (first.annex ? 1 : 0, first.chapter, first.item, first.part)
                < (second.annex ? 1 : 0, second.chapter, second.item, second.part)
        }
    }

    @Test func `has 256 entries, each once`() {
        #expect(Clause.all.count == 256)
        #expect(Set(Clause.all.map(\.id)).count == 256)
    }

    @Test func `stands in the order of the policy`() throws {
        let places = try Clause.all.map { try #require(Place($0.id), "\($0.id)") }
        for (first, second) in zip(places, places.dropFirst()) {
            #expect(first < second, "\(first) before \(second)")
        }
    }

    @Test(arguments: [
        ("1", 4), ("2", 1), ("3", 11), ("4", 32), ("5", 29), ("6", 49), ("7", 59), ("8", 42),
        ("9", 4), ("10", 3), ("11", 4), ("12", 1), ("13", 3), ("A1", 3), ("A2", 11),
    ])
    func `covers each chapter and annex`(chapter: String, count: Int) {
        #expect(Clause.all.filter { $0.id.hasPrefix(chapter + ".") }.count == count)
    }

    @Test func `finds a clause by its id`() throws {
        let clause = try #require(Clause["4.11c"])
        #expect(clause.by == .ca)
        #expect(clause.level == .must)
        #expect(clause.kinds == [.enforce, .evidence])
        #expect(clause.asks.english.contains("24 hours"))
        #expect(Clause["4.11"] == nil)
        #expect(Clause[""] == nil)
    }

    @Test(arguments: [
        (ClauseParty.ca, 222), (.caAndRA, 15), (.subscriber, 9), (.relyingParty, 5),
        (.regulator, 5),
    ])
    func `says who is bound`(by: ClauseParty, count: Int) {
        #expect(Clause.all.filter { $0.by == by }.count == count)
    }

    @Test(arguments: [(ClauseLevel.must, 241), (.mustNot, 11), (.should, 4)])
    func `says how strictly`(level: ClauseLevel, count: Int) {
        #expect(Clause.all.filter { $0.level == level }.count == count)
    }

    @Test(arguments: [
        (ClauseKind.enforce, 175), (.evidence, 138), (.publish, 38), (.disclose, 46),
    ])
    func `says how each is answered`(kind: ClauseKind, count: Int) {
        #expect(Clause.all.filter { $0.kinds.contains(kind) }.count == count)
    }

    @Test func `gives each clause a kind, and none twice`() {
        for clause in Clause.all {
            #expect(!clause.kinds.isEmpty, "\(clause.id)")
            #expect(Set(clause.kinds).count == clause.kinds.count, "\(clause.id)")
        }
    }

    @Test func `names every clause that an operation names`() throws {
        try #require(!Operation.all.isEmpty)
        for operation in Operation.all {
            #expect(!operation.clauses.isEmpty, "\(operation.id)")
            for id in operation.clauses {
                #expect(Clause[id] != nil, "\(operation.id) names \(id)")
            }
        }
    }
}

@Suite struct `What a clause asks` {
    private func isChinese(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
    }

    private func figures(_ text: String) -> Set<String> {
        Set(text.matches(of: #/[0-9]+(?:\.[0-9]+)*/#).map { String($0.output) })
    }

    @Test func `is said of each clause, and of nothing else`() {
        #expect(ClauseWords.ids == Set(Clause.all.map(\.id)))
        let all = Clause.all.map(\.asks)
        #expect(Set(all.map(\.english)).count >= 250)
    }

    @Test func `is one sentence in each language`() {
        for clause in Clause.all {
            let asks = clause.asks
            #expect(asks.english.hasSuffix("."), "\(clause.id)")
            #expect(!asks.english.contains(where: isChinese), "\(clause.id)")
            for text in [asks.traditionalChinese, asks.simplifiedChinese] {
                #expect(text.hasSuffix("。"), "\(clause.id)")
                #expect(text.filter { $0 == "。" }.count == 1, "\(clause.id)")
                #expect(text.filter(isChinese).count >= 8, "\(clause.id)")
                #expect(text != asks.english, "\(clause.id)")
            }
            #expect(asks.traditionalChinese != asks.simplifiedChinese, "\(clause.id)")
            #expect(Text.places(in: asks.english) == [], "\(clause.id)")
        }
    }

    @Test func `gives the same figures in each language`() {
        for clause in Clause.all {
            let chinese = figures(clause.asks.traditionalChinese)
            #expect(figures(clause.asks.simplifiedChinese) == chinese, "\(clause.id)")
            #expect(chinese.isSubset(of: figures(clause.asks.english)), "\(clause.id)")
        }
    }

    @Test(arguments: [
        ("4.11c", ["24"]), ("6.21", ["24"]), ("7.1e", ["24", "3"]), ("7.1f", ["3"]),
        ("7.19", ["5"]), ("8.15e", ["5", "50"]), ("A2.4", ["2048"]), ("A2.1", ["20518", "2006"]),
        (
            "1.4",
            [
                "2.16.156.339.1.1.1.2.1", "2.16.156.339.1.1.2.2.1",
                "2.16.344.8.2.2008.810.2.2018.1.1",
            ]
        ),
    ])
    func `gives the figures of the policy`(id: String, expected: [String]) throws {
        let clause = try #require(Clause[id])
        for language in Language.allCases {
            let found = figures(clause.asks.text(in: language))
            #expect(found.isSuperset(of: expected), "\(id), \(language.rawValue)")
        }
    }

    @Test(arguments: [
        ("6.26b", "two hours", "兩小時", "两小时"), ("7.18a", "two months", "兩個月", "两个月"),
        ("7.18c", "two months", "兩個月", "两个月"), ("7.21", "five years", "五年", "五年"),
        ("7.16", "once a month", "每月", "每月"), ("7.14b", "once a year", "每年", "每年"),
        ("4.11f", "once a year", "每年", "每年"), ("7.11b", "two", "兩名", "两名"),
        ("7.11c", "three", "三名", "三名"), ("7.1g4", "two", "兩名", "两名"),
        ("6.19b", "one working day", "一個工作天", "一个工作日"), ("10.2", "year", "每年", "每年"),
    ])
    func `gives the numbers of the policy that are written as words`(
        id: String, english: String, traditionalChinese: String, simplifiedChinese: String
    ) throws {
        let asks = try #require(Clause[id]).asks
        #expect(asks.english.contains(english))
        #expect(asks.traditionalChinese.contains(traditionalChinese))
        #expect(asks.simplifiedChinese.contains(simplifiedChinese))
    }
}
