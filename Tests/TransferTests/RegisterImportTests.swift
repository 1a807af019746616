import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import Messages
import PKIX
import Publication
import Registers
import Status
import TestSupport
import Testing

@testable import Transfer

@Suite struct `A register that is taken over` {
    private func state(_ world: AuthorityWorld) async throws -> Authority.State {
        try await world.ledger.read { try $0.authority("old-ca").state }
    }

    @Test func `[4.11b] serves all of its statuses at once, and goes on above its list's number`()
        async throws
    {
        let foreign = try await ForeignRegister()
        try await foreign.takeOver()
        let batch = ForeignRegister.Batch(try foreign.rows(70))
        let number = foreign.world.clock.nowMilliseconds * 2
        try await foreign.sign(batch, crlNumber: number)
        try await foreign.enter(batch, 0)
        #expect(await foreign.world.tick() == [])
        #expect(try await state(foreign.world) == .imported)
        #expect(try await foreign.world.ledger.read { try $0.lastCRLHeading("old-ca") } == nil)
        // Stopped in between, it goes on where it was.
        let world = try await foreign.world.restarted()
        let again = ForeignRegister(over: world)
        let standing = try await again.importing.standing(of: batch.rootHex)
        #expect(standing["state"] == "open" && standing["next"] == 1)
        try await again.enter(batch, 1)
        #expect(try await state(world) == .certified)
        #expect(await world.tick() == [])
        #expect(try await state(world) == .active)

        let record = try #require(try await world.ledger.read { try $0.lastCRL("old-ca") })
        #expect(record.number == number + 1)
        let list = try CertificateList(derEncoded: #require(record.list))
        let told = batch.rows.filter { $0.revocation != nil }
        #expect(list.entryCount == told.count)
        for row in told {
            let entry = try #require(list.entry(of: row.serial))
            #expect(try RegisterRow.Revocation(entry) == row.revocation)
        }
        let audit = try await world.ledger.verify()
        #expect(audit.isClean, "\(audit.findings)")
    }

    @Test func `[6.16] [8.15b] keeps its numbers and keys from ever coming back`() async throws {
        let foreign = try await ForeignRegister()
        try await foreign.takeOver(withKey: false)
        let batch = ForeignRegister.Batch(try foreign.rows(5))
        try await foreign.sign(batch)
        try await foreign.enter(batch, 0)
        let hash = KeyHash.hex(of: foreign.authority.subscriberKey.publicKey)
        let known = try await foreign.world.ledger.read { try $0.get(KnownKey.self, .text(hash)) }
        #expect(known?.state == .claimed)
        for (place, state) in [CertificateRecord.State.valid, .suspended, .revoked, .revoked]
            .enumerated()
        {
            let record = try await foreign.world.record("old-ca", foreign.serial(place).hex)
            #expect(record.state == state && record.isImported && !record.isOfAuthority)
        }
        // Without its key it serves nothing, and nothing stays due.
        #expect(await foreign.world.tick() == [])
        #expect(try await state(foreign.world) == .imported)
        let first = try await foreign.world.record("old-ca", foreign.serial(1).hex)
        let history = try await foreign.world.history(of: first)
        #expect(history.map(\.event) == [.imported, .suspended])
        #expect(history.last?.sinceMilliseconds == ForeignRegister.since)
        #expect(history.last?.untilMilliseconds != nil)
    }

    @Test func `[7.11b] is entered only as people signed it, in order and once`() async throws {
        let foreign = try await ForeignRegister()
        try await foreign.takeOver()
        let batch = ForeignRegister.Batch(try foreign.rows(130))
        await #expect { try await foreign.enter(batch, 0) } throws: {
            ($0 as? Refusal)?.code == .importBatchUnknown
        }
        try await foreign.sign(batch)
        await #expect { try await foreign.enter(batch, 1) } throws: {
            ($0 as? Refusal)?.code == .importPieceOutOfOrder
        }
        let first = try await foreign.enter(batch, 0)
        let size = try await foreign.world.ledger.read { try $0.journalSize() }
        let repeated = try await foreign.enter(batch, 0)
        #expect(repeated.replayed && repeated.result == first.result)
        var changed = batch.piece(1)
        changed[0] = RegisterRow(serial: changed[0].serial)
        await #expect {
            try await foreign.importing.enter(
                changed, piece: 1, of: batch.rootHex, proof: batch.tree.proofs.ofPiece(1))
        } throws: {
            ($0 as? Refusal)?.code == .importPieceWrong
        }
        #expect(try await foreign.world.ledger.read { try $0.journalSize() } == size)
        await #expect { try await foreign.sign(batch) } throws: {
            ($0 as? Refusal)?.code == .importBatchKnown
        }
    }

    @Test func `is judged row by row, and a piece with a conflict changes nothing`() async throws {
        let foreign = try await ForeignRegister()
        try await foreign.takeOver()
        let known = ForeignRegister.Batch([
            RegisterRow(
                serial: try foreign.serial(0), certificate: try foreign.certificate(0).derEncoded)
        ])
        try await foreign.sign(known)
        try await foreign.enter(known, 0)
        let other = try TestAuthority(.p256)
        let stranger = TestAuthority.rsa
        let rows = [
            known.rows[0],
            RegisterRow(
                serial: known.rows[0].serial, certificate: known.rows[0].certificate,
                revocation: .init(sinceMilliseconds: ForeignRegister.since)),
            RegisterRow(
                serial: known.rows[0].serial, certificate: try foreign.certificate(1).derEncoded),
            RegisterRow(serial: try foreign.serial(2), certificate: [0x30, 0x00]),
            RegisterRow(
                serial: try SerialNumber(bytes: [1] + [UInt8](repeating: 7, count: 19)),
                certificate: try stranger.certificate(.root).derEncoded),
            RegisterRow(
                serial: try foreign.serial(3),
                certificate: try other.certificate(
                    .personal, other.template(.personal, serial: foreign.serial(3).bytes)
                ).derEncoded),
        ]
        let judged = try await foreign.importing.judge(rows, of: "old-ca")
        #expect(
            judged.map { judgement -> String in
                switch judgement {
                case .new: "new"
                case .known: "known"
                case .tightens: "tightens"
                case .conflict(let refusal): refusal.code.id
                }
            } == [
                "known", "tightens", "import.serialDiffers", "import.certificateUnreadable",
                "import.foreignIssuer", "import.signatureWrong",
            ])
        let bad = ForeignRegister.Batch([
            RegisterRow(
                serial: try foreign.serial(4), certificate: try foreign.certificate(4).derEncoded),
            rows[5],
        ])
        try await foreign.sign(bad)
        await #expect { try await foreign.enter(bad, 0) } throws: {
            ($0 as? Refusal)?.code == .importSignatureWrong
        }
        let serial = try foreign.serial(4).hex
        let record = try await foreign.world.ledger.read {
            try $0.get(CertificateRecord.self, .text("old-ca"), .text(serial))
        }
        #expect(record == nil)
    }

    @Test func `[4.11b] makes no list before all of it is here`() async throws {
        let foreign = try await ForeignRegister()
        try await foreign.takeOver()
        let refusal = try #require(
            await #expect(throws: Refusal.self) {
                _ = try await foreign.world.nextList("old-ca")
            })
        #expect(refusal.code == .authorityNotActive)
        // Two batches: the short one does not let it serve while the other is on its way.
        let long = ForeignRegister.Batch(Array(try foreign.rows(71).dropFirst()))
        let short = ForeignRegister.Batch([try foreign.rows(1)[0]])
        try await foreign.sign(long)
        try await foreign.sign(short)
        try await foreign.enter(long, 0)
        try await foreign.enter(short, 0)
        #expect(try await state(foreign.world) == .imported)
        try await foreign.enter(long, 1)
        #expect(try await state(foreign.world) == .certified)
    }

    @Test func `[7.11a] changes nothing that was issued here`() async throws {
        let foreign = ForeignRegister(over: try await AuthorityWorld.make())
        let native = try await foreign.world.issued()
        let row = RegisterRow(
            serial: try SerialNumber(parsing: native.serialHex),
            revocation: .init(sinceMilliseconds: ForeignRegister.since))
        let judged = try await foreign.importing.judge([row], of: native.authority)
        guard case .conflict(let refusal) = judged[0] else {
            Issue.record("\(judged)")
            return
        }
        #expect(refusal.code == .importSerialTaken)
    }

    @Test func `a later one makes a status worse and never better`() async throws {
        let foreign = try await ForeignRegister()
        try await foreign.takeOver()
        let certificate = try foreign.certificate(0).derEncoded
        func row(_ revocation: RegisterRow.Revocation?) throws -> RegisterRow {
            RegisterRow(
                serial: try foreign.serial(0), certificate: certificate,
                revocation: revocation)
        }
        let revoked = RegisterRow.Revocation(sinceMilliseconds: ForeignRegister.since)
        for rows in [[try row(nil)], [try row(revoked)]] {
            try await foreign.sign(ForeignRegister.Batch(rows))
            try await foreign.enter(ForeignRegister.Batch(rows), 0)
        }
        let record = try await foreign.world.record("old-ca", foreign.serial(0).hex)
        #expect(record.state == .revoked && record.statusAtMilliseconds == ForeignRegister.since)
        let judged = try await foreign.importing.judge(
            [
                try row(nil),
                try row(.init(sinceMilliseconds: ForeignRegister.since, reason: .superseded)),
            ], of: "old-ca")
        for judgement in judged {
            guard case .conflict(let refusal) = judgement else {
                Issue.record("\(judgement)")
                continue
            }
            #expect(refusal.code == .importSerialTaken)
        }
    }
}
