package import CanonicalJSON
package import Governance
import Issuance
package import Ledger
import Messages

/// The suspension of one certificate by the code that its holder got with the acceptance: at any hour,
/// by nobody else, and nothing but that (CP 6.17a).
///
/// Payload: `certificate` (`AUTHORITY/SERIAL`) and `code`, as people type it.
package struct CodeSuspension: Sendable {
    private let certificate: NamedCertificate
    private let code: SuspensionCode

    /// - Throws: `payload.invalid` for what is no code at all, whatever the certificate.
    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["certificate", "code"])
        certificate = try NamedCertificate(payload.string("certificate"))
        let typed = try payload.string("code", maximumBytes: SuspensionCode.maximumBytes)
        guard let code = SuspensionCode(typed: typed) else {
            throw Refusal(.payloadInvalid, field: "code", ["name": "code"])
        }
        self.code = code
    }

    /// Which tries count together: those for one certificate that begin alike.
    package var tries: HourlyLimit.Key {
        HourlyLimit.Key(certificate: certificate.name, part: code.firstGroup)
    }

    package func suspend(_ transaction: inout Transaction) throws -> JSONValue {
        let found = try certificate.record(in: transaction)
        guard try transaction.holds(code, for: found), var record = found else {
            throw Refusal(.codeInvalid, field: "code", ["value": certificate.name])
        }
        guard record.state == .valid else { throw record.stateRefusal(needed: [.valid]) }
        let until = try transaction.suspend(
            &record, requester: StatusEvent.bySubscriber, cause: StatusEvent.codeShown)
        return CertificateIssuing.answer(record).merging([
            "at": .integer(transaction.atMilliseconds), "until": .integer(until),
        ])
    }
}
