import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import Registers
import Status
import Transfer

/// What was seen in public of one authority's certificates, and the kept ledger does not know.
///
/// Only what the authority signed counts. Nothing becomes better by it: what the ledger does not know is
/// revoked, a hold included, since nobody could ever say why it should be relied upon.
struct LostRegister: Sendable {
    let authority: String
    /// By serial number.
    let rows: [RegisterRow]
    /// The number that lists go on above; nil where there never was one.
    let crlNumber: Int64?
    /// Suspended or revoked here, but not on the newest list that was shown: it stays so.
    let stricterHere: Int64

    /// Above the kept number where nobody showed a newer list. Numbers are milliseconds as long as the
    /// clock is ahead of them: six weeks.
    static let numbersLeftOut = 42 * Milliseconds.day

    /// - Parameters:
    ///   - list: the newest that was shown, if any was.
    ///   - certificates: signed by this authority.
    ///   - now: of the succession.
    init(
        of authority: String, _ list: CertificateList?, _ certificates: [Certificate],
        _ ledger: some ReadableLedger, atMilliseconds now: Int64
    ) throws {
        self.authority = authority
        let kept = try ledger.lastCRLNumber(authority)
        let shown = list?.crlNumber?.value.flatMap { Int64(exactly: $0) }
        var listed: [SerialNumber: RegisterRow.Revocation] = [:]
        // An older list says nothing that is not here.
        let newer = (shown ?? 0) > (kept ?? -1) ? list : nil
        crlNumber = newer == nil ? kept.map { $0 + Self.numbersLeftOut } : shown
        if let newer {
            for entry in newer.entries {
                listed[entry.serialNumber] = try RegisterRow.Revocation(entry)
            }
        }
        let onList = Set(listed.keys)
        var found: [RegisterRow] = []
        for (serial, shown) in Dictionary(grouping: certificates, by: \.serialNumber) {
            let seen = Seen(
                serial: serial, said: listed.removeValue(forKey: serial), certificates: shown)
            if let row = try seen.row(of: authority, ledger, now) { found.append(row) }
        }
        for (serial, said) in listed {
            let seen = Seen(serial: serial, said: said, certificates: [])
            if let row = try seen.row(of: authority, ledger, now) { found.append(row) }
        }
        rows = found.sorted { $0.serial < $1.serial }
        stricterHere = newer == nil ? 0 : try Self.stricter(authority, than: onList, ledger)
    }

    private static func stricter(
        _ authority: String, than onList: Set<SerialNumber>, _ ledger: some ReadableLedger
    ) throws -> Int64 {
        let rows = try ledger.rows(
            "SELECT serial FROM certificate WHERE authority = ? "
                + "AND state IN ('suspended', 'revoked', 'abandoned')", [.text(authority)])
        var count: Int64 = 0
        for row in rows
        where try !onList.contains(SerialNumber(parsing: row.text("serial"))) {
            count += 1
        }
        return count
    }

    /// What the officers sign of it.
    var json: JSONValue {
        func count(_ state: RegisterRow.State) -> JSONValue {
            .integer(Int64(rows.count { $0.state == state }))
        }
        return [
            "authority": .string(authority),
            "rows": .integer(Int64(rows.count)), "suspended": count(.suspended),
            "revoked": count(.revoked), "stricterHere": .integer(stricterHere),
            "crlNumber": crlNumber.map { .integer($0) } ?? .null,
        ]
    }
}

/// One serial number as it was seen outside.
private struct Seen {
    let serial: SerialNumber
    /// By the newest list.
    let said: RegisterRow.Revocation?
    /// One certificate, or several that the authority signed with this number.
    let certificates: [Certificate]

    /// What it changes; nil where the ledger says so already, or something worse.
    func row(
        of authority: String, _ ledger: some ReadableLedger, _ now: Int64
    ) throws -> RegisterRow? {
        let known = try ledger.get(
            CertificateRecord.self, .text(authority), .text(serial.hex))
        guard let known else { return revoked(since: said?.sinceMilliseconds ?? now) }
        switch known.state {
        case .valid, .suspended:
            if let own = known.certificate, try isAnother(than: own) {
                // Two certificates of one number: none of them may be relied upon. What an authority
                // itself signs with ends by the regulator's word alone (CP 6.24).
                guard !known.isOfAuthority else {
                    throw Refusal(
                        .successionCollision, field: "certificates",
                        ["value": "\(authority)/\(serial.hex)"])
                }
                return revoked(since: said?.sinceMilliseconds ?? now)
            }
            guard let said, said.state == .revoked || known.state == .valid else { return nil }
            return RegisterRow(serial: serial, revocation: said)
        case .reserved, .unused, .abandoned:
            // Given up, so revoked as it is; a list may know since when, and why.
            return said.flatMap { revoked(since: $0.sinceMilliseconds) }
        case .revoked: return nil
        }
    }

    /// Whether something else was signed under the number. A second signature over the same contents is
    /// none: whoever has one of ECDSA can make another that verifies.
    private func isAnother(than own: [UInt8]) throws -> Bool {
        let contents = try Certificate(derEncoded: own, tolerance: .tolerant).toBeSigned
        return certificates.contains { $0.toBeSigned != contents }
    }

    private func revoked(since: Int64) -> RegisterRow {
        let reason = said?.reason == .certificateHold ? nil : said?.reason
        return RegisterRow(
            serial: serial,
            certificate: certificates.map(\.derEncoded).min { $0.lexicographicallyPrecedes($1) },
            revocation: .init(
                sinceMilliseconds: since, reason: reason,
                invalidityMilliseconds: said?.invalidityMilliseconds))
    }
}
