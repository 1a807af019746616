package import Attachments
package import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
package import Ledger
import Records
import Registration
package import TestSupport

/// Evidence that fulfils every checklist, and what the practice needs for it.
extension AuthorityWorld {
    /// Of the contract with every outside source, in the register once `trustSources` ran.
    package static let agreement = "LA-2026-1"
    package static let salt = String(repeating: "0a", count: 16)
    package static let moment = "2020-01-02 09:30:00"
    package static let representative = "林美玲"
    /// The digest of what applicants of this world declare.
    package static let declared = Declarations.hashHex(
        ofKept: Declarations.json(holdsTrademark: false).canonicalBytes)

    /// One item as a payload has it, with the digest of a paper where the kind names one. What is to be kept
    /// itself is handed in by `vet` and `addEvidence`, unless the item has a member `file`.
    package static func proof(_ kind: String, _ values: [String: String]) -> JSONValue {
        var item: [String: JSONValue] = [
            "kind": .string(kind), "values": .object(values.mapValues { .string($0) }),
        ]
        if EvidenceKind[kind]?.document == .named {
            item["document"] = .string(evidence)
        }
        return .object(item)
    }

    /// What each kind says where all is well, for a subject of this name and number.
    package static func values(
        _ kind: String, name: String, reference: String, document: String = "passport",
        number: String? = nil
    ) -> [String: String] {
        let met = [
            "place": "hk-central", "seenAt": moment, "identityDocument": document,
            "name": name, "documentUntil": "9998-12-31",
        ]
        let asked = [
            "source": "hk-immd", "sourceVersion": "1.4", "seenAt": moment,
            "agreement": agreement,
        ]
        switch kind {
        case "contentsReview": return ["trademark": "no", "minor": "no"]
        case "trademark":
            return ["register": "HK IPD", "number": "300000001", "owner": name]
        case "existence":
            return [
                "source": "hk-cr", "sourceVersion": "2026", "seenAt": moment, "name": name,
                "number": number ?? TestIdentity.registration(of: name),
            ]
        case "genuineness":
            return ["seenAt": moment, "outcome": "genuine", "compared": "the register's own copy"]
        case "callBack":
            return [
                "seenAt": moment, "contactFrom": "officialRegister",
                "spokenTo": "company secretary", "outcome": "confirmed",
            ]
        case "namedPerson":
            return [
                "name": representative, "confirmedBy": "company secretary",
                "confirmedOn": "2020-01-02",
            ]
        case "authorisation":
            return [
                "name": representative, "act": "apply", "from": "2020-01-01",
                "until": "9998-12-31",
            ]
        case "representative":
            return met.merging(["name": representative]) { _, other in other }
        case "faceToFace", "secondDocument": return met
        case "guardian":
            return met.merging(["name": representative, "relation": "parent"]) { $1 }
        case "identityDatabase":
            return asked.merging(["name": name, "outcome": "match"]) { _, other in other }
        case "biometricMatch":
            return asked.merging(["score": "950", "threshold": "900", "liveness": "passed"]) {
                _, other in other
            }
        case "trueIntent": return ["form": "photo", "seenAt": moment, "reference": reference]
        case "auxiliarySource":
            return asked.merging(["form": "bankAccount", "outcome": "match"]) { _, other in other }
        case "agreement": return ["digest": SubscriberAgreement.own.digestHex, "seenAt": moment]
        case "addressProof": return ["issuedOn": "2020-01-01", "issuer": "a bank"]
        default: return ["seenAt": moment, "place": "hk-central", "outcome": "confirmed"]
        }
    }

    /// The kinds that the policy asks for where nothing special is in the contents.
    package static func kinds(category: String, method: String?) -> [String] {
        switch (category, method) {
        case ("organisation", _):
            [
                "contentsReview", "existence", "genuineness", "callBack", "authorisation",
                "representative",
            ]
        case (_, "B"):
            [
                "contentsReview", "identityDatabase", "biometricMatch", "trueIntent",
                "auxiliarySource",
            ]
        default: ["contentsReview", "faceToFace"]
        }
    }

    /// Everything that the checklist asks for.
    package static func proofs(
        category: String, method: String?, name: String, reference: String,
        document: String = "passport", second: String? = nil, number: String? = nil
    ) -> JSONValue {
        let further = second == nil ? [] : ["secondDocument"]
        return .array(
            (kinds(category: category, method: method) + further).map { kind in
                proof(
                    kind,
                    values(
                        kind, name: name, reference: reference,
                        document: kind == "secondDocument" ? second ?? document : document,
                        number: number))
            })
    }

    /// The same for an application as it stands.
    package func proofs(of id: String, method: String?) async throws -> JSONValue {
        let found: (Application, JSONValue)? = try await ledger.read { snapshot in
            guard let application = try snapshot.get(Application.self, .text(id)) else {
                return nil
            }
            let stated = try snapshot.vault.read("statement", dossier: id) ?? Array("{}".utf8)
            return (application, try JSONValue(parsing: stated))
        }
        let category = found?.0.category.rawValue ?? "personal"
        let attribute = category == "personal" ? "commonName" : "organizationName"
        let stated = found?.1["identity"]?["documents"]?.array ?? []
        let kinds = category == "personal" ? stated.compactMap { $0["kind"]?.string } : []
        // Where the practice cannot be read, nothing is asked for by it.
        let practice = try? await ledger.read { try $0.practice() }
        let way = practice?.acceptanceWay(of: found?.0.category.kind ?? .personal)
        let isLater = ![nil, .before].contains(way)
        let proofs = Self.proofs(
            category: category, method: method, name: found?.1[attribute]?.string ?? "–",
            reference: found?.0.subscriberReference ?? "0",
            document: kinds.first ?? "passport", second: kinds.dropFirst().first,
            number: category == "personal" ? nil : stated.first?["number"]?.string)
        let agreement = Self.proof("agreement", Self.values("agreement", name: "", reference: ""))
        return .array((proofs.array ?? []) + (isLater ? [agreement] : []))
    }

    /// Method B needs databases that were recognised, and an agreement with who answers.
    package func trustSources() async throws {
        let practice = try await ledger.read { try $0.practice() }
        if practice.evidenceRules.recognisedDatabases.isEmpty {
            try await change(
                practice.json.merging([
                    "recognisedDatabases": "hk-immd",
                    "recognisedDatabasesPublication": .string("2026-01-02 \(Self.evidence)"),
                ]))
        }
        let isThere = try await ledger.read {
            try !$0.agreementsInForce([Self.agreement], atMilliseconds: $0.atMilliseconds).isEmpty
        }
        guard !isThere else { return }
        let payload: JSONValue = [
            "kind": "contract", "salt": .string(Self.salt),
            "values": [
                "number": .string(Self.agreement), "partner": "Immigration Department",
                "scope": "comparison of identity data", "from": "2020-01-01",
                "securityTerms": "yes", "dividesLiability": "yes",
            ],
        ]
        try await keepRecord("record.add", payload, by: test.ada)
    }

    /// The agreement is over.
    package func endAgreement() async throws {
        let contract = try await ledger.read {
            try $0.select(RecordVersion.self, where: "kind = 'contract'").last?.record
        }
        let payload: JSONValue = [
            "record": .string(contract ?? ""), "version": 1, "reason": "over",
        ]
        try await keepRecord("record.end", payload, by: test.ada)
    }

    /// Before anybody vets.
    @discardableResult
    package func addEvidence(
        _ proofs: [JSONValue], to id: String, by officer: TestOfficer? = nil,
        picture: [UInt8] = picture
    ) async throws -> ActOutcome {
        let (evidence, received) = try await handIn(.array(proofs), picture: picture)
        let authority = try await ledger.read {
            try $0.get(Application.self, .text(id))?.authority ?? "hk-rsa"
        }
        return try await registration.addEvidence(
            test.request(
                "application.evidence", by: officer ?? validator, caseID: id, authority: authority,
                payload: [
                    "application": .string(id), "evidence": evidence, "salt": .string(Self.salt),
                ]), received: received)
    }

    /// The smallest thing that is told for a picture.
    package static let picture: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + Array("TEST".utf8) + [0xFF, 0xD9]

    /// Hands in a picture for each item whose kind wants the thing itself.
    package func handIn(
        _ evidence: JSONValue, picture: [UInt8] = picture
    ) async throws -> (evidence: JSONValue, received: [String: AttachmentIntake.Received]) {
        guard let items = evidence.array else { return (evidence, [:]) }
        let intake = AttachmentIntake(
            ledger.files, of: ledger.identity.chapters.map(\.origin), maximumBytes: 1 << 20)
        let now = clock.nowMilliseconds
        var (handed, received): ([JSONValue], [String: AttachmentIntake.Received]) = ([], [:])
        for item in items {
            guard EvidenceKind[item["kind"]?.string ?? ""]?.document == .kept,
                item["file"] == nil
            else {
                handed.append(item)
                continue
            }
            let upload = try await intake.begin(
                name: "paper.jpg", bytes: Int64(picture.count), mediaType: nil,
                atMilliseconds: now)
            var came: AttachmentIntake.Received?
            for (number, start) in stride(
                from: 0, to: picture.count, by: FileVault.pieceBytes
            ).enumerated() {
                let piece = picture[start...].prefix(FileVault.pieceBytes)
                came = try await intake.add(
                    Array(piece), number: Int64(number), to: upload, atMilliseconds: now)
            }
            guard let came else { continue }
            received[came.sealed.file] = came
            handed.append(item.merging(["file": came.json]))
        }
        return (.array(handed), received)
    }
}
