import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import PKIX
import Registers
import TestSupport

@testable import Transfer

/// An authority of another system, and how it is taken over: P-256, so that signatures cost little.
struct ForeignRegister {
    static let since: Int64 = TestAuthority.now - 86_400_000
    let world: AuthorityWorld
    let authority = TestAuthority.p256
    let importing: RegisterImport

    private var reference: KeyReference {
        KeyReference(adopted: authority.issuingKey.publicKey)
    }

    init() async throws {
        world = try await AuthorityWorld.makeEmpty()
        importing = RegisterImport(ledger: world.ledger)
        world.signer.add(authority.issuingKey, as: reference)
    }

    init(over world: AuthorityWorld) {
        self.world = world
        importing = RegisterImport(ledger: world.ledger)
    }

    func payload(_ kind: Profile.Kind, _ change: [String: JSONValue] = [:]) throws -> JSONValue {
        var members: [String: JSONValue] = [
            "authority": kind == .root ? "old-root" : "old-ca",
            "kind": kind == .root ? "root" : "issuing", "jurisdiction": "hongKong",
            "baseURL": .string(AuthorityWorld.baseURL),
            "ownCertificate": .string(
                Base64.encode(try own(kind).derEncoded)),
        ]
        if kind == .issuing {
            members["issuer"] = "old-root"
            members["key"] = .string(reference.id)
        }
        return .object(members.merging(change) { _, new in new })
    }

    /// Root without a key, and the authority below it with one.
    func takeOver(withKey: Bool = true) async throws {
        try await world.decide(
            "authority.import", payload(.root), by: world.administrators)
        try await world.decide(
            "authority.import", payload(.issuing, withKey ? [:] : ["key": .null]),
            by: world.administrators)
    }

    /// The authority's own certificate.
    func own(_ kind: Profile.Kind) throws -> Certificate {
        try authority.certificate(
            kind,
            authority.template(
                kind, serial: [kind == .root ? 2 : 3] + [UInt8](repeating: 7, count: 19)))
    }

    /// 20 octets that end with the place.
    func serial(_ place: Int) throws -> SerialNumber {
        let end = [UInt8(place >> 8), UInt8(place & 0xFF)]
        return try SerialNumber(bytes: [1] + [UInt8](repeating: 7, count: 17) + end)
    }

    func certificate(_ place: Int) throws -> Certificate {
        try authority.certificate(
            .personal, authority.template(.personal, serial: serial(place).bytes))
    }

    /// Every fifth is on hold, revoked with a date of invalidity, or known by its number alone.
    func rows(_ count: Int) throws -> [RegisterRow] {
        try (0..<count).map { place in
            let certificate = try certificate(place).derEncoded
            switch place % 5 {
            case 1:
                return RegisterRow(
                    serial: try serial(place), certificate: certificate,
                    revocation: .init(
                        sinceMilliseconds: Self.since, reason: .certificateHold))
            case 2:
                return RegisterRow(
                    serial: try serial(place), certificate: certificate,
                    revocation: .init(
                        sinceMilliseconds: Self.since, reason: .keyCompromise,
                        invalidityMilliseconds: Self.since - 5000))
            case 3:
                return RegisterRow(
                    serial: try serial(place), subject: "/CN=old",
                    revocation: .init(sinceMilliseconds: Self.since))
            default: return RegisterRow(serial: try serial(place), certificate: certificate)
            }
        }
    }

    struct Batch {
        let rows: [RegisterRow]
        let tree: RegisterTree

        init(_ rows: [RegisterRow]) {
            self.rows = rows
            var tree = RegisterTree()
            for row in rows { tree.append(row) }
            self.tree = tree
        }

        var rootHex: String { Hex.encode(tree.root) }

        func piece(_ number: Int64) -> [RegisterRow] {
            let start = Int(number) * RegisterTree.rowsInPiece
            return Array(rows[start..<min(start + RegisterTree.rowsInPiece, rows.count)])
        }
    }

    func payload(_ batch: Batch, crlNumber: Int64? = nil) -> JSONValue {
        func count(_ state: RegisterRow.State) -> JSONValue {
            .integer(Int64(batch.rows.count { $0.state == state }))
        }
        var members: [String: JSONValue] = [
            "authority": "old-ca", "root": .string(batch.rootHex),
            "rows": .integer(Int64(batch.rows.count)), "valid": count(.valid),
            "suspended": count(.suspended), "revoked": count(.revoked),
        ]
        members["crlNumber"] = crlNumber.map { .integer($0) }
        return .object(members)
    }

    func sign(_ batch: Batch, crlNumber: Int64? = nil) async throws {
        try await world.decide(
            "register.import", payload(batch, crlNumber: crlNumber),
            by: [world.test.ada, world.test.ben])
    }

    @discardableResult
    func enter(_ batch: Batch, _ number: Int64) async throws -> ActOutcome {
        try await importing.enter(
            batch.piece(number), piece: number, of: batch.rootHex,
            proof: batch.tree.proofs.ofPiece(number))
    }
}
