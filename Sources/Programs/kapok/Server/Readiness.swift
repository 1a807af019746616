import Issuance
import Ledger
import StatusEndpoints
import Status

/// What must be well for the node to serve: each part by its name, and what is wrong with it.
///
/// Names and codes only: /readyz and /metrics are for monitoring, and anyone may read them.
struct Readiness: Sendable {
    let ledger: Ledger

    /// An intent that is open for longer than this waits for a key that does not answer.
    private static let longestSigningMilliseconds: Int64 = 5 * Milliseconds.minute

    func parts() async -> [ReadinessPart] {
        let comparison =
            ledger.isRestored ? [ReadinessPart("comparison", fault: "restored")] : []
        do {
            return try await comparison
                + ledger.read { snapshot in
                    [
                        ReadinessPart("ledger"), try Self.authorities(snapshot),
                        try Self.lists(snapshot),
                        try Self.responders(snapshot), try Self.intents(snapshot),
                    ]
                }
        } catch {
            return [ReadinessPart("ledger", fault: "cannot be read")]
        }
    }

    /// No active authority's own certificate is suspended or revoked.
    private static func authorities(_ snapshot: Snapshot) throws -> ReadinessPart {
        let stopped = try active(snapshot).filter {
            try snapshot.certificateRecord(of: $0)?.state != .valid
        }
        return part("authorities", stopped.map(\.name))
    }

    /// Each active authority has a list that has not ended.
    private static func lists(_ snapshot: Snapshot) throws -> ReadinessPart {
        let ended = try active(snapshot).filter { authority in
            guard let list = try snapshot.lastCRLHeading(authority.name) else { return true }
            return list.nextUpdateMilliseconds <= snapshot.atMilliseconds
        }
        return part("lists", ended.map(\.name))
    }

    /// Each active issuing authority has a responder whose certificate holds and has not ended.
    private static func responders(_ snapshot: Snapshot) throws -> ReadinessPart {
        let ended = try active(snapshot).filter { authority in
            guard authority.kind == .issuing else { return false }
            guard let serial = authority.responderSerialHex,
                let record = try snapshot.get(
                    CertificateRecord.self, .text(authority.name), .text(serial))
            else { return true }
            return record.state != .valid
                || record.notAfterMilliseconds <= snapshot.atMilliseconds
        }
        return part("responders", ended.map(\.name))
    }

    private static func intents(_ snapshot: Snapshot) throws -> ReadinessPart {
        let waiting = try snapshot.select(
            Intent.self, where: "state = 'open' AND opened_at < ?",
            [.integer(snapshot.atMilliseconds - longestSigningMilliseconds)], limit: 100)
        return part("intents", waiting.map(\.id))
    }

    private static func active(_ snapshot: Snapshot) throws -> [Authority] {
        try snapshot.select(Authority.self, where: "state = 'active'", limit: 1000)
    }

    private static func part(_ name: String, _ faulty: [String]) -> ReadinessPart {
        ReadinessPart(name, fault: faulty.isEmpty ? nil : faulty.joined(separator: " "))
    }
}
