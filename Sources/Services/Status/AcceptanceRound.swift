import CanonicalJSON
import Issuance
package import Ledger
import Messages
import PKIX

/// Revokes what was delivered before its acceptance and was not accepted in time (CP 6.12): an act of the system for
/// each certificate. Who decided it are the administrators who set the time (`acceptanceDays`).
package struct AcceptanceRound: Sendable {
    private let ledger: Ledger

    /// One turn leaves room for everything else that is due.
    private static let limit = 100

    package init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    /// Everything whose time has passed, as far as one turn goes. What fails holds up no other.
    ///
    /// - Throws: the first failure.
    package func revokeLate() async throws {
        let late = try await ledger.read { snapshot in
            try snapshot.select(
                CertificateRecord.self,
                where:
                    "\(CertificateRecord.isUnaccepted) AND accept_until < ? AND state = 'suspended'",
                [.integer(snapshot.atMilliseconds)], orderBy: "accept_until, authority, serial",
                limit: Self.limit)
        }
        var failure: (any Error)?
        for record in late {
            do {
                try await revoke("\(record.authority)/\(record.serialHex)")
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func revoke(_ name: String) async throws {
        let certificate = try NamedCertificate(name)
        let payload: JSONValue = ["certificate": .string(name)]
        // Of a certificate once: a request that is repeated changes nothing.
        let act = ActRequest(
            id: "lapse-\(certificate.serialHex)", operation: "certificate.lapse", actor: .system,
            caseID: name, facts: payload, payload: payload)
        do {
            _ = try await ledger.act(act) { transaction in
                var record = try transaction.certificateRecord(
                    certificate.authority, certificate.serialHex)
                guard record.awaitsAcceptance, record.state == .suspended,
                    (record.acceptUntilMilliseconds ?? .max) < transaction.atMilliseconds
                else { throw record.stateRefusal(needed: [.suspended]) }
                record.state = .revoked
                record.reason = .unspecified
                try transaction.change(
                    &record, .revoked, requester: StatusEvent.byAuthority,
                    cause: StatusEvent.notAccepted)
                return CertificateIssuing.answer(record)
            }
        } catch let refusal as Refusal where refusal.code == .certificateStateWrong {
            // Accepted, or revoked, in between.
        }
    }
}
