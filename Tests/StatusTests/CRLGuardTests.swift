import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Status
import Testing
import TestSupport

/// Lists that differ in one thing from what the ledger says, signed as they should be.
@Suite struct `The guard of revocation lists` {
    /// What a forged list is made of.
    struct Draft: Sendable {
        var number: UInt64
        var thisUpdate: Int64
        var nextUpdate: Int64
        var issuer: DistinguishedName
        var entries: [RevokedCertificate]
        var extensions: Extensions
        var algorithm: SignatureAlgorithm
    }

    private struct World: Sendable {
        let authority: AuthorityWorld
        let record: CRLRecord
        let good: CertificateRecord
        let held: CertificateRecord
        let revoked: CertificateRecord

        /// One certificate good, one on hold since a minute, one revoked in the list's own second.
        init() async throws {
            authority = try await AuthorityWorld.make()
            good = try await authority.issued()
            held = try await authority.issued()
            revoked = try await authority.issued()
            try await authority.suspend(held)
            authority.clock.advance(byMilliseconds: 60_000)
            try await authority.revoke(revoked)
            try await authority.nextList()
            record = try #require(
                try await authority.ledger.read { try $0.lastCRL("hk-rsa") })
        }

        func draft() throws -> Draft {
            let list = try CertificateList(derEncoded: record.list ?? [])
            return Draft(
                number: list.crlNumber?.value ?? 0, thisUpdate: list.thisUpdateMilliseconds,
                nextUpdate: list.nextUpdateMilliseconds ?? 0, issuer: list.issuer,
                entries: Array(list.entries), extensions: list.extensions,
                algorithm: .sha256WithRSA)
        }

        func list(_ draft: Draft, signedBy name: String = "hk-rsa") async throws -> CertificateList
        {
            let elements = draft.extensions.elements.map {
                $0.oid == CRLNumber.oid
                    ? CRLNumber(draft.number).asExtension(critical: false) : $0
            }
            let list = try TBSCertList(
                signature: draft.algorithm.identifier, issuer: draft.issuer,
                thisUpdateMilliseconds: draft.thisUpdate,
                nextUpdateMilliseconds: draft.nextUpdate,
                entries: draft.entries.map(\.derEncoded), extensions: Extensions(elements))
            let key = try await authority.ledger.read { try $0.authority(name).key } ?? ""
            let signature = try await authority.signer.sign(
                Warrant(
                    key: KeyReference(id: key), algorithm: draft.algorithm,
                    toBeSigned: list.derEncoded, announcement: nil))
            return try CertificateList(
                toBeSigned: list.derEncoded, signatureAlgorithm: draft.algorithm.identifier,
                signature: signature)
        }

        func judge(_ list: CertificateList) async throws -> Reason? {
            let record = record
            return try await refusal {
                try await authority.ledger.act(authority.test.systemRequest()) { transaction in
                    try CRLGuard(
                        record: record, environment: .test, practice: transaction.practice()
                    ).judge(list, transaction)
                    return .null
                }
            }
        }
    }

    private static let refused = Reason("crl.guard", "4.11b")

    /// What the lint of lists finds before the guard compares: in its own words.
    private static let lintReasons: [String: Reason] = [
        "a good certificate is listed for tomorrow":
            Reason("lint.crl.entryTime", "RFC 5280 §5.3", "crl.entryTime"),
        "an entry stands there twice":
            Reason("lint.crl.entryOnce", "RFC 5280 §5.1.2.6", "crl.entryOnce"),
        "an entry stands there twice, once with another reason":
            Reason("lint.crl.entryReason", "RFC 5280 §5.3.1", "crl.entryReason"),
        "the key of the issuer is not named":
            Reason(
                "lint.crl.authorityKeyIdentifier", "RFC 5280 §5.2.1",
                "crl.authorityKeyIdentifier"),
    ]

    /// Each changes one thing in a draft that passes.
    private static let breaches: [(String, @Sendable (inout Draft, World) throws -> Void)] = [
        (
            "an older entry is missing",
            { draft, world in
                draft.entries.removeAll { $0.serialNumber.hex == world.held.serialHex }
            }
        ),
        (
            "an entry of the list's own second is missing",
            { draft, world in
                draft.entries.removeAll { $0.serialNumber.hex == world.revoked.serialHex }
            }
        ),
        ("all entries are missing", { draft, _ in draft.entries = [] }),
        (
            "a good certificate is listed",
            { draft, world in
                draft.entries.append(
                    try entry(world.good, at: draft.thisUpdate - 60_000, .keyCompromise))
            }
        ),
        (
            "a good certificate is listed from the list's own second on",
            { draft, world in
                draft.entries.append(try entry(world.good, at: draft.thisUpdate, nil))
            }
        ),
        (
            "a good certificate is listed for tomorrow",
            { draft, world in
                draft.entries.append(
                    try entry(world.good, at: draft.thisUpdate + 86_400_000, nil))
            }
        ),
        (
            "a serial that never was is listed",
            { draft, _ in
                draft.entries.append(
                    try RevokedCertificate(
                        serialNumber: SerialNumber(parsing: "77"),
                        revocationDateMilliseconds: draft.thisUpdate))
            }
        ),
        ("an entry stands there twice", { draft, _ in draft.entries.append(draft.entries[0]) }),
        (
            "an entry stands there twice, once with another reason",
            { draft, world in
                draft.entries.append(
                    try entry(world.held, at: draft.thisUpdate, .removeFromCRL))
            }
        ),
        (
            "a reason differs",
            { draft, world in
                try replace(world.held, in: &draft) {
                    try entry(world.held, at: $0.revocationDateMilliseconds, .superseded)
                }
            }
        ),
        (
            "a reason is missing",
            { draft, world in
                try replace(world.revoked, in: &draft) {
                    try entry(world.revoked, at: $0.revocationDateMilliseconds, nil)
                }
            }
        ),
        (
            "a date is a second late",
            { draft, world in
                try replace(world.held, in: &draft) {
                    try entry(world.held, at: $0.revocationDateMilliseconds + 1000, $0.reason)
                }
            }
        ),
        (
            "an invalidity date was added",
            { draft, world in
                try replace(world.held, in: &draft) {
                    try RevokedCertificate(
                        serialNumber: $0.serialNumber,
                        revocationDateMilliseconds: $0.revocationDateMilliseconds,
                        reason: $0.reason, invalidityDateMilliseconds: 0)
                }
            }
        ),
        ("the number is one less", { draft, _ in draft.number -= 1 }),
        ("the number is one more", { draft, _ in draft.number += 1 }),
        ("thisUpdate is a second early", { draft, _ in draft.thisUpdate -= 1000 }),
        ("nextUpdate is a second late", { draft, _ in draft.nextUpdate += 1000 }),
        ("nextUpdate is a second early", { draft, _ in draft.nextUpdate -= 1000 }),
        (
            "the issuer is another",
            { draft, _ in
                draft.issuer = DistinguishedName(attributes: [
                    try NameAttribute(.commonName, "TEST Another")
                ])
            }
        ),
        (
            "the key of the issuer is not named",
            { draft, _ in
                draft.extensions = try Extensions(
                    draft.extensions.elements.filter { $0.oid != AuthorityKeyIdentifier.oid })
            }
        ),
        (
            "the number is not named",
            { draft, _ in
                draft.extensions = try Extensions(
                    draft.extensions.elements.filter { $0.oid != CRLNumber.oid })
            }
        ),
    ]

    private static func entry(
        _ record: CertificateRecord, at milliseconds: Int64, _ reason: RevocationReason?
    ) throws -> RevokedCertificate {
        try RevokedCertificate(
            serialNumber: SerialNumber(parsing: record.serialHex),
            revocationDateMilliseconds: milliseconds, reason: reason)
    }

    private static func replace(
        _ record: CertificateRecord, in draft: inout Draft,
        _ change: (RevokedCertificate) throws -> RevokedCertificate
    ) throws {
        draft.entries = try draft.entries.map {
            $0.serialNumber.hex == record.serialHex ? try change($0) : $0
        }
    }

    @Test func `[4.11b] [A1.2] lets through what the ledger says, octet for octet`() async throws {
        let world = try await World()
        let list = try await world.list(world.draft())
        #expect(
            list.toBeSigned == (try CertificateList(derEncoded: world.record.list ?? []).toBeSigned)
        )
        #expect(try await world.judge(list) == nil)
    }

    @Test func `[4.11b] [A1.2] stops a list that differs in one thing`() async throws {
        let world = try await World()
        var tried = 0
        for (name, change) in Self.breaches {
            var draft = try world.draft()
            try change(&draft, world)
            #expect(
                try await world.judge(world.list(draft))
                    == Self.lintReasons[name] ?? Self.refused, "\(name)")
            tried += 1
        }
        #expect(tried == Self.breaches.count && tried > 20)
    }

    @Test func `[4.11b] stops a list that another authority signed`() async throws {
        let world = try await World()
        let list = try await world.list(world.draft(), signedBy: "root-rsa")
        #expect(try await world.judge(list) == Self.refused)
    }

    @Test func `[4.11b] later changes do not make a list wrong`() async throws {
        let world = try await World()
        let list = try await world.list(world.draft())
        world.authority.clock.advance(byMilliseconds: 10)
        try await world.authority.release(world.held)
        try await world.authority.suspend(world.good)
        #expect(try await world.judge(list) == nil)
        // Nor do they make one right that puts the present into the past.
        var draft = try world.draft()
        draft.entries.removeAll { $0.serialNumber.hex == world.held.serialHex }
        #expect(try await world.judge(world.list(draft)) == Self.refused)
    }
}
