import Testing

/// Whether what names a clause of the certificate policy names one that there is.
@Suite struct `The names of clauses` {
    /// As `Clause+All.swift` lists them: tests of this target read sources, and import none.
    private let known: Set<String>

    init() throws {
        let catalogue = try #require(
            Repository.shared.sources.first { $0.path.hasSuffix("/Clauses/Clause+All.swift") })
        known = Set(catalogue.text.matches(of: #/Clause\("([^"]+)"/#).map { String($0.1) })
        try #require(known.count == 256)
    }

    /// Not a section of a standard.
    private static func isClause(_ text: Substring) -> Bool {
        text.wholeMatch(of: #/(?:[1-9][0-9]?|A[12])\.[0-9]+[A-Za-z0-9]*/#) != nil
    }

    @Test func `[2.1] refusals and lint rules name clauses of the catalogue`() throws {
        var inspected = 0
        for file in Repository.shared.sources where file.path.hasPrefix("Sources/Rules/") {
            let named =
                file.text.matches(of: #/clause: "([^"]+)"/#).map(\.1)
                + file.text.matches(of: #/Rule\(\s*"[^"]+",\s*"([^"]+)"/#).map(\.1)
            for clause in named where Self.isClause(clause) {
                inspected += 1
                let isKnown = known.contains(String(clause))
                #expect(isKnown, "\(file.path): \(clause)")
            }
        }
        try #require(inspected > 100)
    }

    @Test func `[2.1] tests are named for clauses of the catalogue`() throws {
        var inspected = 0
        for file in Repository.shared.tests {
            for name in file.text.matches(of: #/func `((?:\[[^\]]+\]\s*)+)/#) {
                // What has a standard's name before it, such as `RFC 5280 7.1`, is none.
                let parts = name.1.split { "[],".contains($0) }
                    .map { $0.trimmingPrefix(while: \.isWhitespace) }
                for clause in parts where Self.isClause(clause) {
                    inspected += 1
                    let isKnown = known.contains(String(clause))
                    #expect(isKnown, "\(file.path): \(name.1)")
                }
            }
        }
        try #require(inspected > 200)
    }
}
