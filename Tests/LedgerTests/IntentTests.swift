import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import Messages
import Testing
import TestSupport

@Suite struct `A use of a CA key` {
    private struct World {
        let test: TestLedger
        let signer = TestSigner()
        let key: KeyReference

        init() async throws {
            test = try await TestLedger.make(tables: [NoteRecord.table])
            key = try signer.generate("key-ca", .p256)
        }

        var ledger: Ledger { test.ledger }

        func intent(_ bytes: [UInt8] = [1, 2, 3]) -> IntentRequest {
            IntentRequest(
                key: key, algorithm: .ecdsaWithSHA256, toBeSigned: bytes,
                purpose: "application.issue", caseID: "app-1")
        }

        /// An officer's act that opens an intent in its own entry.
        func open() async throws -> String {
            let request = try await test.request(
                "application.issue", by: test.cho, caseID: "app-1")
            let intent = intent()
            let outcome = try await ledger.act(request) { transaction in
                .string(try transaction.openIntent(intent).id)
            }
            return try #require(outcome.result.string)
        }

        static let complete: IntentCompletion = { transaction, signature in
            try transaction.put(NoteRecord("issued", "issued", bytes: signature))
            return "issued"
        }
    }

    @Test func `[4.8a] is announced, signed, verified and completed`() async throws {
        let world = try await World()
        let id = try await world.open()
        #expect(try await world.ledger.openIntents().map(\.id) == [id])
        let outcome = try await world.ledger.carryOut(
            id, signer: world.signer, complete: World.complete)
        #expect(outcome.result == "issued")
        let note = try await world.ledger.read { try $0.get(NoteRecord.self, "issued") }
        let key = try await world.signer.publicKey(of: world.key)
        #expect(
            key.verifies(try #require(note?.bytes), of: [1, 2, 3], with: .ecdsaWithSHA256))
        #expect(try await world.ledger.openIntents().isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `gives the signer all it needs to judge by itself`() async throws {
        let world = try await World()
        let id = try await world.open()
        try await world.ledger.carryOut(id, signer: world.signer, complete: World.complete)
        let warrant = try #require(world.signer.warrants.first)
        #expect(warrant.toBeSigned == [1, 2, 3])
        let announcement = try #require(warrant.announcement)
        #expect(announcement.index == 1)
        let entry = try JournalEntry(parsing: try #require(announcement.entry))
        #expect(entry.intents[0]["id"] == .string(id))
        #expect(
            entry.intents[0]["digest"]
                == .string(Hex.encode(DigestAlgorithm.sha256.hash([1, 2, 3]))))
        let signed = try #require(entry.signed.first)
        let officerKey = try PublicKey(SubjectPublicKeyInfo(derEncoded: signed.publicKey))
        #expect(officerKey.verifies(signed.signature, of: signed.act, with: .ecdsaWithSHA256))
    }

    @Test func `stays open when the signer fails, and is retried with the same bytes`()
        async throws
    {
        let world = try await World()
        let id = try await world.open()
        world.signer.fail(times: 1)
        await #expect(throws: TestSigner.Unavailable.self) {
            try await world.ledger.carryOut(id, signer: world.signer, complete: World.complete)
        }
        #expect(try await world.ledger.openIntents().count == 1)
        try await world.ledger.retry(
            id, requestID: "retry-1", signer: world.signer, complete: World.complete)
        #expect(world.signer.warrants.map(\.toBeSigned) == [[1, 2, 3], [1, 2, 3]])
        let operations = try await world.ledger.read { snapshot in
            try snapshot.entries(from: 1, limit: 9).map { try $0.parsed().operation }
        }
        #expect(operations == ["application.issue", "intent.retry", "intent.complete"])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[4.8a] with a signature over other bytes is refused and stays open`() async throws {
        let world = try await World()
        let id = try await world.open()
        world.signer.forge(times: 1)
        await expectRefusal(.intentSignatureInvalid) {
            try await world.ledger.carryOut(id, signer: world.signer, complete: World.complete)
        }
        #expect(try await world.ledger.openIntents().count == 1)
    }

    @Test func `[4.8a] by another key than the announced one is refused, whatever the signer says`()
        async throws
    {
        let world = try await World()
        let other = try SoftwareKey.generate(.p256)
        let request = IntentRequest(
            key: world.key, algorithm: .ecdsaWithSHA256, toBeSigned: [1],
            publicKey: other.publicKey.subjectPublicKeyInfo.derEncoded, purpose: "crl.issue")
        let act = world.test.systemRequest("crl.issue")
        await expectRefusal(.intentSignatureInvalid) {
            try await world.ledger.useKey(
                act, signer: world.signer, open: { _ in request }, complete: World.complete)
        }
    }

    @Test func `by the system itself takes one call, and answers a repeated one alike`()
        async throws
    {
        let world = try await World()
        let request = world.test.systemRequest("crl.issue")
        let intent = world.intent()
        for isRepeated in [false, true] {
            let outcome = try await world.ledger.useKey(
                request, signer: world.signer, open: { _ in intent }, complete: World.complete)
            #expect(outcome.result == "issued")
            #expect(outcome.replayed == isRepeated)
        }
        #expect(world.signer.warrants.count == 1)
    }

    @Test func `is abandoned with its consequences in one entry, and then closed`() async throws {
        let world = try await World()
        let id = try await world.open()
        try await world.ledger.abandon(id, requestID: "abandon-1") { transaction in
            try transaction.put(NoteRecord("serial", "revoked"))
            return .null
        }
        #expect(try await world.ledger.openIntents().isEmpty)
        await expectRefusal(.intentNotOpen) {
            try await world.ledger.carryOut(id, signer: world.signer, complete: World.complete)
        }
        await expectRefusal(.intentUnknown) {
            try await world.ledger.carryOut("int-x", signer: world.signer, complete: World.complete)
        }
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `carried out twice at once gives one result`() async throws {
        let world = try await World()
        let id = try await world.open()
        async let first = world.ledger.carryOut(
            id, signer: world.signer, complete: World.complete)
        async let second = world.ledger.carryOut(
            id, signer: world.signer, complete: World.complete)
        let outcomes = try await [first, second]
        #expect(outcomes[0].entryIndex == outcomes[1].entryIndex)
        #expect(outcomes.filter(\.replayed).count == 1)
    }

    @Test func `whose completion is refused leaves the intent open`() async throws {
        let world = try await World()
        let id = try await world.open()
        await expectRefusal(.vaultDamaged) {
            try await world.ledger.carryOut(id, signer: world.signer) { _, _ in
                throw Refusal(.vaultDamaged)
            }
        }
        #expect(try await world.ledger.openIntents().count == 1)
    }
}
