import CertificatePolicy
import Testing

@Suite struct `Evidence of what could be asked` {
    private static let method = Path.all.first { $0.name == "a person by method B" }
    private static let organisation = Path.all.first { $0.name == "an organisation" }

    private func rules(_ kinds: [ConnectorKind]) -> EvidenceRules {
        var rules = Path.rules
        rules.connectors = kinds.compactMap { Asked.connector($0) }
        return rules
    }

    /// The same item as a connector gives it.
    private func answered(
        _ item: EvidenceItem, about name: String = "CHAN Tai Man", card: String? = nil
    ) -> EvidenceItem {
        EvidenceItem(
            item.kind, item.values, documentHex: item.documentHex, isKept: item.isKept,
            asked: .init(name: name, agreement: "LA-1", cardHex: card))
    }

    @Test(
        arguments: [
            ([], nil), ([.smsGateway], nil), ([.companyRegister], nil),
            ([.officialDatabase], "identityDatabase"), ([.faceMatch], "biometricMatch"),
            // What the item says it is from is what could have been asked.
            ([.bankMatch], "auxiliarySource"), ([.eID], nil),
        ] as [([ConnectorKind], String?)])
    func `[5.5c] of a person is refused where it was typed in, and only there`(
        kinds: [ConnectorKind], refused: String?
    ) throws {
        let path = try #require(Self.method)
        let found = path.findings(path.items, rules: rules(kinds))
        #expect(found.map(\.kind) == (refused.map { [$0] } ?? []))
        #expect(found.allSatisfy { $0.problem == .relayed && $0.clause == "5.5c" })
        let asked = path.items.map { $0.kind.id == refused ? answered($0) : $0 }
        #expect(path.findings(asked, rules: rules(kinds)) == [])
    }

    @Test(arguments: ["identityDatabase", "biometricMatch", "auxiliarySource"])
    func `[5.5B1, 5.5B2, 5.5B4] is about the person as stated now`(kind: String) throws {
        let path = try #require(Self.method)
        let items = path.items.map { item -> EvidenceItem in
            guard item.kind.id == kind else { return item }
            // Where the answer itself names nobody, the question did.
            let values = item.values["name"] == nil ? [:] : ["name": "Chan Siu Man"]
            return answered(
                EvidenceItem(
                    item.kind, item.values.merging(values) { $1 }, documentHex: item.documentHex,
                    isKept: item.isKept), about: "Chan Siu Man")
        }
        let found = path.findings(items)
        #expect(found.map(\.problem) == [.otherName] && found.map(\.kind) == [kind])
    }

    @Test func `[5.4a] of an organisation may come from a paper or from the register`() throws {
        let path = try #require(Self.organisation)
        #expect(path.findings(path.items, rules: rules([.companyRegister])) == [])
        // The register's own answer stands for a copy of it, and nothing else does.
        let items = path.items.map { item in
            item.kind.id == "existence"
                ? EvidenceItem(item.kind, item.values, documentHex: item.documentHex) : item
        }
        #expect(path.findings(items).map(\.problem) == [.fileMissing])
        let asked = items.map { $0.kind.id == "existence" ? answered($0) : $0 }
        #expect(path.findings(asked) == [])
        let no = asked.map { item in
            item.kind.id == "existence"
                ? EvidenceItem(
                    item.kind, item.values.merging(["outcome": "mismatch"]) { $1 },
                    documentHex: item.documentHex,
                    asked: .init(name: "Chan Tai Man", agreement: "LA-1"))
                : item
        }
        #expect(path.findings(no).map(\.problem) == [.negative])
    }

    @Test(arguments: ["existence", "identityDatabase", "biometricMatch", "auxiliarySource"])
    func `[5.5B4, 5.5e] counts while the agreement is in force under which it was asked`(
        kind: String
    ) throws {
        let path = try #require(kind == "existence" ? Self.organisation : Self.method)
        let items = path.items.map { $0.kind.id == kind ? answered($0) : $0 }
        #expect(path.findings(items, agreements: ["LA-1"]) == [])
        let found = path.findings(items, agreements: []).filter { $0.kind == kind }
        #expect(found.map(\.problem) == [.agreementMissing])
    }

    @Test func `[5.5B2] is of the card that the database confirmed, where both were asked`() throws
    {
        let path = try #require(Self.method)
        func findings(_ database: String?, _ face: String?) -> [EvidenceFinding] {
            path.findings(
                path.items.map { item in
                    switch item.kind.id {
                    case "identityDatabase": answered(item, card: database)
                    case "biometricMatch": answered(item, card: face)
                    default: item
                    }
                })
        }
        #expect(findings("ab", "ab") == [])
        let found = findings("ab", "cd")
        #expect(found.map(\.problem) == [.otherPicture] && found.map(\.kind) == ["biometricMatch"])
    }
}
