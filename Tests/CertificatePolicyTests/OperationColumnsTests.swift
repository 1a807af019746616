import CanonicalJSON
import CertificatePolicy
import Messages
import Testing

@Suite struct `The columns of the operations` {
    private let digest = JSONValue.string(String(repeating: "ab", count: 32))

    private func refusal(_ operation: String, _ payload: JSONValue) throws -> RefusalCode? {
        let row = try #require(Operation[operation])
        do {
            _ = try row.documents(namedBy: payload)
            return nil
        } catch {
            return error.code
        }
    }

    // MARK: Documents

    /// What each of them has to name, for every kind of requester.
    static let demands: [(operation: String, of: [String: DocumentKind])] = [
        ("certificate.revoke", ["evidence": .revocationProof]),
        (
            "certificate.release",
            ["evidence": .releaseProof, "documents": .identityDocuments]
        ),
        ("certificate.revokeByAuthority", ["evidence": .revocationProof]),
        ("campaign.open", ["evidence": .revocationProof]),
        (
            "certificate.revokeOfAuthority",
            ["confirmation": .regulatorConfirmation, "evidence": .revocationProof]
        ),
        ("subscriber.decide", ["evidence": .collisionProof]),
        ("subscriber.export", ["evidence": .dataRequest]),
        ("subscriber.restrict", ["evidence": .dataRequest]),
        ("subscriber.unrestrict", ["evidence": .dataRequest]),
        ("contact.add", ["evidence": .dataRequest, "documents": .identityDocuments]),
        ("contact.end", ["evidence": .dataRequest, "documents": .identityDocuments]),
        ("application.receiveKey", ["evidence": .deliveryReceipt]),
        ("application.identifyBearer", ["documents": .bearerDocuments]),
    ]

    @Test func `[6.19a, 6.24, 5.2b] are demanded of who revokes or decides, and named by digest`()
        throws
    {
        for (operation, members) in Self.demands {
            let row = try #require(Operation[operation])
            let whole = JSONValue.object(members.mapValues { _ in [digest] })
            #expect(try row.documents(namedBy: whole) == whole.object)
            for (member, kind) in members {
                for wrong: JSONValue in [[], ["a letter"], [digest, "a letter"], [1]] {
                    #expect(
                        try refusal(operation, whole.merging([member: wrong])) == kind.missing,
                        "\(operation) \(wrong)")
                }
                let many = JSONValue.array(Array(repeating: digest, count: 32))
                #expect(try refusal(operation, whole.merging([member: many])) == nil)
                let more = JSONValue.array(Array(repeating: digest, count: 33))
                #expect(try refusal(operation, whole.merging([member: more])) == .payloadInvalid)
                for wrong: JSONValue in ["ab", .null, [:]] {
                    #expect(
                        try refusal(operation, whole.merging([member: wrong])) == .payloadInvalid)
                }
                let others = whole.object?.filter { $0.key != member } ?? [:]
                #expect(try refusal(operation, .object(others)) == kind.missing)
            }
        }
        let others = Operation.all.filter { row in
            !Self.demands.contains { $0.operation == row.id }
        }
        #expect(others.allSatisfy { $0.documents.isEmpty })
        #expect(others.count + Self.demands.count == Operation.all.count)
    }

    @Test func `[5.8c] a court's written request is the basis by itself`() throws {
        let asked: JSONValue = ["requester": "court", "evidence": []]
        #expect(try refusal("certificate.revoke", asked) == .courtRequestMissing)
        #expect(
            try refusal("certificate.revoke", asked.merging(["requester": "subscriber"]))
                == .revocationEvidenceMissing)
        #expect(try refusal("certificate.revoke", asked.merging(["evidence": [digest]])) == nil)
    }

    @Test(arguments: ["certificate.revoke", "certificate.release"])
    func `[5.8b] who was identified from afar was so with a record of it`(
        operation: String
    ) throws {
        let documents: JSONValue = [
            "documents": [digest], "evidence": [], "mandate": [digest],
        ]
        for way in ["telephone", "post", "thirdPartyProof"] {
            let asked = documents.merging([
                "requester": "representative", "identified": .string(way),
            ])
            #expect(try refusal(operation, asked) == .distantProofMissing, "\(way)")
            #expect(try refusal(operation, asked.merging(["evidence": [digest]])) == nil)
        }
        #expect(RefusalCode.distantProofMissing.clause == "5.8b")
    }

    @Test func `[5.8a] a release takes the documents of persons, and of nobody else`() throws {
        for (requester, code) in [
            ("subscriber", RefusalCode.releaseDocumentsMissing),
            ("representative", .releaseDocumentsMissing), ("liquidator", .releaseDocumentsMissing),
            ("court", nil), ("authority", nil),
        ] as [(JSONValue, RefusalCode?)] {
            #expect(
                try refusal(
                    "certificate.release", ["requester": requester, "evidence": [digest]]) == code,
                "\(requester)")
        }
    }

    /// Who asks, with what stands for them; each is refused without each.
    static let standings: [(requester: String, of: [String: DocumentKind])] = [
        ("representative", ["mandate": .authorisation]),
        ("estate", ["basis": .deathProof, "mandate": .estateGrant]),
        ("liquidator", ["basis": .windingUp, "mandate": .appointment]),
        ("subscriber", [:]), ("court", [:]),
    ]

    @Test(arguments: ["certificate.revoke", "certificate.release"])
    func `[6.19a] who asks in a subscriber's place shows why and by whose word, or is refused`(
        operation: String
    ) throws {
        for (requester, members) in Self.standings {
            let whole = JSONValue.object([
                "requester": .string(requester), "evidence": [digest], "documents": [digest],
                "basis": [digest], "mandate": [digest],
            ])
            #expect(try refusal(operation, whole) == nil, "\(requester)")
            for member in ["basis", "mandate"] {
                #expect(
                    try refusal(operation, whole.merging([member: []]))
                        == members[member]?.missing, "\(requester) \(member)")
            }
        }
        #expect(Self.standings.flatMap(\.of.values).allSatisfy { $0.missing.clause == "6.19a" })
    }

    @Test
    func `[6.24] every operation that ends what the authority signs with takes the regulator`() {
        let ofAuthority = Operation.all.filter { $0.clauses.contains("6.24") }
        #expect(ofAuthority.contains { $0.direction == .tightens })
        for row in ofAuthority where row.direction == .tightens {
            #expect(row.documents.contains { $0.kind == .regulatorConfirmation }, "\(row.id)")
            #expect(row.people >= 3, "\(row.id)")
        }
        // Whatever holds the place until then needs no writing.
        #expect(Operation["certificate.suspend"]?.documents == [])
    }

    @Test func `Each demand is by a clause that its operation names`() {
        var seen: Set<DocumentKind> = []
        for row in Operation.all {
            for demand in row.documents {
                seen.insert(demand.kind)
                #expect(demand.clause.map(row.clauses.contains) == true, "\(row.id)")
            }
        }
        #expect(seen == Set(DocumentKind.allCases))
    }

    // MARK: Archive

    @Test
    func `Every operation says how long its records are kept: five years or more, drafts for days`()
    {
        #expect(Set(Operation.all.map(\.archive)) == Set(ArchiveClass.allCases))
        for archive in ArchiveClass.allCases {
            let retention = archive.retention
            #expect(
                archive == .drafts ? retention.years == 0 : retention.years >= 5, "\(archive)")
            #expect(Clause[retention.clause] != nil, "\(archive)")
        }
        #expect(
            Set(ArchiveClass.allCases.map(\.retention.start)) == Set(Retention.Start.allCases))
    }

    static let archives: [(prefix: String, archive: ArchiveClass, Retention.Start)] = [
        ("application.", .applications, .endOfCertificate),
        ("subscriber.", .applications, .endOfCertificate),
        ("contact.", .applications, .endOfCertificate),
        ("draft.", .drafts, .lastSaving),
        ("certificate.", .certificates, .endOfCertificate),
        ("crl.", .certificates, .endOfCertificate),
        ("operator.", .staff, .lastCertificateOfItsTime),
        ("practice.", .policy, .lastCertificateOfItsTime),
        ("proposal.", .audit, .archiving), ("backup.", .system, .lastCertificateOfItsTime),
    ]

    @Test func `What is about certificates is kept from the end of the certificate`() {
        for (prefix, archive, start) in Self.archives {
            let rows = Operation.all.filter { $0.id.hasPrefix(prefix) }
            #expect(!rows.isEmpty, "\(prefix)")
            #expect(rows.allSatisfy { $0.archive == archive }, "\(prefix)")
            #expect(archive.retention.start == start, "\(prefix)")
        }
    }

    // MARK: Words

    @Test func `Each event has its own words, beside those of the operation`() {
        for language in Language.allCases {
            let words = Operation.all.compactMap {
                Vocabulary.word($0.event, under: "event")?.text(in: language)
            }
            #expect(Set(words).count == Operation.all.count, "\(language)")
        }
        for row in Operation.all {
            #expect(Vocabulary.word(row.id, under: "operation") != nil, "\(row.id)")
            #expect(Vocabulary.word(row.archive.rawValue, under: "archive") != nil)
            #expect(Vocabulary.word(row.direction.rawValue, under: "direction") != nil)
            #expect(RetentionWords.sentence(from: row.archive.retention.start.rawValue) != nil)
        }
        for kind in DocumentKind.allCases {
            #expect(Vocabulary.word(kind.rawValue, under: "documents") != nil, "\(kind)")
        }
    }
}

extension JSONValue {
    fileprivate func merging(_ others: [String: JSONValue]) -> JSONValue {
        .object((object ?? [:]).merging(others) { _, other in other })
    }
}
