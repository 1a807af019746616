import Testing

/// Whether what names a clause of the certificate policy names one that there is, and whether what is
/// enforced is shown by tests.
@Suite struct `The names of clauses` {
    /// As `Clause+All.swift` lists them: tests of this target read sources, and import none.
    private let known: Set<String>
    /// Those that the software enforces.
    private let enforced: Set<String>

    init() throws {
        let catalogue = try #require(
            Repository.shared.sources.first { $0.path.hasSuffix("/Clauses/Clause+All.swift") })
        let rows = catalogue.text.matches(
            of: #/Clause\("([^"]+)", \.\w+, \.(\w+), \[([^\]]+)\]\)/#)
        known = Set(rows.map { String($0.1) })
        // What must not be is refused, whatever else is kept or told of it.
        enforced = Set(
            rows.filter { $0.3.contains(".enforce") || $0.2 == "mustNot" }.map { String($0.1) })
        try #require(rows.count == 256 && known.count == 256 && enforced.count > 100)
    }

    @Test func `[2.1] refusals and lint rules name clauses of the catalogue`() throws {
        var inspected = 0
        for file in Repository.shared.sources where file.path.hasPrefix("Sources/Rules/") {
            let named =
                file.text.matches(of: #/clause: "([^"]+)"/#).map(\.1)
                + file.text.matches(of: #/Rule\(\s*"[^"]+",\s*"([^"]+)"/#).map(\.1)
            for clause in named.map(String.init) where NamedTest.isClause(clause) {
                inspected += 1
                let isKnown = known.contains(clause)
                #expect(isKnown, "\(file.path): \(clause)")
            }
        }
        try #require(inspected > 100)
    }

    @Test func `[2.1] tests are named for clauses of the catalogue`() throws {
        try #require(NamedTest.all.count > 200)
        for test in NamedTest.all {
            for clause in test.clauses {
                let isKnown = known.contains(clause)
                #expect(isKnown, "\(test.path): \(clause)")
            }
        }
    }

    @Test func `[2.1] what is enforced has a test that it holds, and one of a breach, or waits`() {
        let waiting = Set(WaitingClauses.all.values.joined())
        for clause in enforced.sorted() {
            let named = NamedTest.all.filter { $0.clauses.contains(clause) }
            if waiting.contains(clause) {
                #expect(named.isEmpty, "\(clause) is tested, and waits for nothing any more")
            } else {
                let holds = named.contains(where: \.showsHolding)
                let breaks = named.contains(where: \.showsBreach)
                #expect(holds, "\(clause): no test shows by its name that it holds")
                #expect(breaks, "\(clause): no test shows by its name that a breach is refused")
            }
        }
    }

    @Test func `[2.1] no operation claims a clause that waits for what is not built`() throws {
        let table = try #require(
            Repository.shared.sources.first {
                $0.path.hasSuffix("/Operations/Operation+All.swift")
            })
        let claimed = Set(
            table.text.matches(of: #/"((?:[0-9]+|A[12])\.[0-9]+[A-Za-z0-9]*)"/#).map {
                String($0.1)
            })
        try #require(claimed.count > 50)
        for clause in WaitingClauses.all.values.joined().sorted() {
            #expect(!claimed.contains(clause), "\(clause) is on the row of an operation")
        }
    }

    @Test func `[2.1] what waits is enforced once it is built, and waits for one thing`() {
        let waiting = WaitingClauses.all.values.joined()
        #expect(Set(waiting).count == waiting.count)
        for clause in waiting { #expect(enforced.contains(clause), "\(clause)") }
        #expect(Set(WaitingClauses.all.keys) == Set(UnbuiltPart.allCases))
    }

    @Test(
        arguments: [
            ("a weak key is refused", false, true), ("a right list passes", true, false),
            ("training is good for a year at most", true, true), ("holds for both", true, false),
            ("is not signed twice by one person", false, false),
            ("what stops nothing is found", false, true),
            ("takes each number, and no other", true, true),
        ])
    func `tell by words whether a test shows what holds or a breach`(
        title: String, holds: Bool, breaks: Bool
    ) {
        let test = NamedTest(path: "", clauses: [], title: title)
        #expect(test.showsHolding == holds && test.showsBreach == breaks)
    }
}
