@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Ledger
import Registration
import Testing
import TestSupport

@Suite struct `Evidence over the API` {
    /// An organisation's authorisation with its paper, handed in over the API.
    private func addAuthorisation(
        _ world: APIWorld, to id: String
    ) async throws -> (answer: APIResponse, file: JSONValue) {
        let received = await world.handIn(APIWorld.paper).body
        let item = AuthorityWorld.proof(
            "authorisation", AuthorityWorld.values("authorisation", name: "", reference: ""))
        let answer = try await world.act(
            "application.evidence",
            [
                "application": .string(id), "salt": .string(AuthorityWorld.salt),
                "evidence": [item.merging(["file": received])],
            ], by: world.authority.validator)
        return (answer, received["file"] ?? .null)
    }

    @Test func `[5.4d, 6.4] a paper comes in by pieces, is sealed, and is one item's`() async throws
    {
        let world = try await APIWorld()
        let id = try await world.apply(category: "organisation")
        let (answer, file) = try await addAuthorisation(world, to: id)
        #expect(answer.status == 200)
        let shown = await world.get("applications/\(id)").body
        let proof = try #require(shown["proofs"]?.array?.first)
        #expect(proof["kind"] == "authorisation" && proof["file"] == file)
        #expect(proof["content"]?["values"]?["act"] == "apply")
        let open = (shown["checklist"]?.array ?? []).filter { $0["problems"] != [] }
        #expect(
            open.compactMap { $0["proof"]?.string } == [
                "contentsReview", "existence", "genuineness", "callBack", "representative",
            ])
        // Nothing of it stands in the journal but the kinds.
        let facts = try await world.facts(of: answer)
        #expect(facts == ["application": .string(id), "kinds": ["authorisation"]])
        // Whoever has the key can compute the commitment, and the digest over all items.
        let content = proof["content"]?.canonicalBytes ?? []
        let key = Hex.decode(proof["contentKey"]?.string ?? "") ?? []
        let computed = HMAC.authenticationCode(of: content, key: SecretBytes(key), digest: .sha256)
        #expect(proof["commitment"] == .string(Hex.encode(computed)))
    }

    @Test func `[12.1] what evidence says is for who has a part in it`() async throws {
        let world = try await APIWorld()
        let id = try await world.apply(category: "organisation")
        _ = try await addAuthorisation(world, to: id)
        let callers: [(Role, Bool)] = [
            (.validator, true), (.approver, true), (.issuingOfficer, true), (.auditor, true),
            (.subscriberDataOfficer, true),
            (.assessor, false), (.systemOperator, false), (.securityOfficer, false),
        ]
        for (place, (role, mayRead)) in callers.enumerated() {
            let officer = try TestOfficer(id: "off-read\(place)", roles: [role])
            try await world.authority.enrol(officer)
            let answer = await world.answer(
                .get, "applications/\(id)", [:], nil, as: .officer(officer.id))
            #expect(answer.status == 200, "\(role)")
            #expect((answer.body["proofs"]?.array?.isEmpty == false) == mayRead, "\(role)")
            #expect((answer.body["withheld"] == true) != mayRead, "\(role)")
            #expect((answer.body["statement"]?.object != nil) == mayRead, "\(role)")
        }
        #expect(await world.get("applications/\(id)").body["proofs"]?.array?.count == 1)
    }

    @Test func `[12.1] a file is read with a reason, which the journal tells first`() async throws {
        let world = try await APIWorld()
        let id = try await world.apply(category: "organisation")
        let (_, file) = try await addAuthorisation(world, to: id)
        let payload: JSONValue = [
            "application": .string(id), "file": file, "reason": "ownTask",
        ]
        let read = try await world.act(
            "application.reveal", payload, by: world.authority.approver)
        let ticket = try #require(read.body["revealed"]?["ticket"]?.string)
        let piece = await world.get("attachments/\(ticket)").body["content"]?.string
        #expect(piece.flatMap(Base64.decode) == APIWorld.paper)
        #expect(try await world.facts(of: read) == payload)
    }

    @Test(
        arguments: [
            (["file": .string(String(repeating: "cd", count: 32))], "application.fileUnknown"),
            (["reason": "curiosity"], "payload.choiceUnknown"),
            (["application": "app-none"], "application.unknown"),
        ] as [(JSONValue, String)])
    func `[12.1] what gives no reason, or is not of the dossier, is refused`(
        changes: JSONValue, code: String
    ) async throws {
        let world = try await APIWorld()
        let id = try await world.apply(category: "organisation")
        let (_, file) = try await addAuthorisation(world, to: id)
        let payload = JSONValue.object([
            "application": .string(id), "file": file, "reason": "ownTask",
        ]).merging(changes)
        let read = try await world.act("application.reveal", payload, by: world.authority.hal)
        #expect(read.reason?.code == code && read.body["revealed"] == nil)
    }
}
