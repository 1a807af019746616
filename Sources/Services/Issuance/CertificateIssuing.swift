package import CanonicalJSON
import CertificatePolicy
import Governance
package import Ledger
package import Cryptography
import Messages
package import PKIX

/// The use of an authority's key for a certificate: the intent, and what its signature leads to.
package enum CertificateIssuing {
    /// What an intent is for; the completion that runs after signing is chosen by it.
    package enum Purpose: String, Sendable {
        case application = "certificate.application"
        case authority = "certificate.authority"
        case responder = "certificate.responder"
    }

    /// Opens the intent within the act that allows it; the caller has linted the bytes.
    ///
    /// - Parameters:
    ///   - issuerKey: the authority's, where the caller has it; else it is read from its certificate.
    ///   - caseID: the application, or the name of the authority that signs.
    package static func openIntent(
        _ transaction: inout Transaction, authority: Authority, toBeSigned: [UInt8],
        purpose: Purpose, issuerKey: PublicKey? = nil, caseID: String
    ) throws -> Intent {
        guard authority.state == .active || purpose != .application, let key = authority.key else {
            throw Refusal(
                .authorityNotActive, field: "authority",
                ["name": authority.name, "state": authority.state.rawValue])
        }
        return try transaction.openIntent(
            IntentRequest(
                key: KeyReference(id: key), algorithm: authority.family.signatureAlgorithm,
                toBeSigned: toBeSigned,
                publicKey: try issuerKey?.subjectPublicKeyInfo.derEncoded
                    ?? publicKey(of: authority, transaction),
                purpose: purpose.rawValue, caseID: caseID))
    }

    /// The completion: the certificate stands in the ledger.
    ///
    /// - Parameters:
    ///   - certificate: the intent's bytes with their signature, judged whole by the caller.
    ///   - acceptUntil: where its subscriber accepts it afterwards, in milliseconds since 1970: until then it is on
    ///     hold. Nil where the contents were accepted.
    package static func complete(
        _ transaction: inout Transaction, _ certificate: SignedCertificate, issuer: Authority,
        acceptUntil: Int64? = nil
    ) throws -> CertificateRecord {
        let serial = certificate.serialHex
        guard
            var record = try transaction.get(
                CertificateRecord.self, .text(issuer.name), .text(serial)),
            record.state == .reserved
        else { throw Refusal(.serialNotReserved, ["serial": serial]) }
        record.state = .valid
        record.certificate = certificate.derEncoded
        record.subject = certificate.names.subject
        record.searchText = certificate.names.searchText
        record.issuedAtMilliseconds = transaction.atMilliseconds
        record.issuedEntry = transaction.entryIndex
        record.statusAtMilliseconds = transaction.atMilliseconds
        if let acceptUntil {
            try transaction.hold(&record, untilMilliseconds: acceptUntil)
        } else {
            try transaction.put(record)
        }
        // The private key may have been seen since the intent was opened: the signature exists, so
        // the certificate comes into the world, and nobody may rely on it (CP 6.7b, 6.17a).
        if try transaction.isBlocked(keyHashHex: record.keyHashHex) {
            _ = try transaction.suspend(
                &record, requester: StatusEvent.byAuthority, cause: StatusEvent.keySeen)
        }
        return record
    }

    /// The intent is given up: its number counts as revoked from here, since a signature may exist,
    /// and its history says so.
    package static func abandon(
        _ transaction: inout Transaction, intent: Intent, issuer: String
    ) throws -> JSONValue {
        let serial = try TBSCertificate(derEncoded: intent.toBeSigned).serialNumber.hex
        guard
            var record = try transaction.get(
                CertificateRecord.self, .text(issuer), .text(serial))
        else { throw Refusal(.serialNotReserved, ["serial": serial]) }
        record.state = .abandoned
        try transaction.change(&record, .abandoned)
        return answer(record)
    }

    /// A reserved number whose signature was never announced, so that none can exist: it ends
    /// without a word on any list, and has no history.
    package static func discard(
        _ transaction: inout Transaction, _ record: CertificateRecord
    ) throws {
        guard record.state == .reserved else {
            throw Refusal(.serialNotReserved, ["serial": record.serialHex])
        }
        var record = record
        record.state = .unused
        record.statusAtMilliseconds = transaction.atMilliseconds
        try transaction.put(record)
    }

    package static func answer(_ record: CertificateRecord) -> JSONValue {
        [
            "authority": .string(record.authority), "serial": .string(record.serialHex),
            "state": .string(record.state.rawValue), "profile": .string(record.profile),
        ]
    }

    /// The key that the signature must verify under; nil for a root that certifies itself, whose
    /// bytes hold it.
    private static func publicKey(
        of authority: Authority, _ transaction: Transaction
    ) throws -> [UInt8]? {
        guard let der = try transaction.certificateRecord(of: authority)?.certificate else {
            return nil
        }
        return try Certificate(derEncoded: der).subjectPublicKeyInfo.derEncoded
    }
}

/// A certificate that was signed, with what its row says of it: whoever knows that already need not
/// read the octets for it.
package struct SignedCertificate: Sendable {
    let serialHex: String
    let derEncoded: [UInt8]
    let names: SubjectNames

    package init(serialHex: String, derEncoded: [UInt8], names: SubjectNames) {
        self.serialHex = serialHex
        self.derEncoded = derEncoded
        self.names = names
    }

    package init(_ certificate: Certificate) {
        serialHex = certificate.serialNumber.hex
        derEncoded = certificate.derEncoded
        names = SubjectNames(certificate.subject)
    }
}

/// A subject as the row of its certificate tells it.
package struct SubjectNames: Sendable {
    /// See `CertificateRecord.subject`.
    let subject: String
    /// See `CertificateRecord.searchText`.
    let searchText: String

    package init(_ name: DistinguishedName) {
        subject = name.description
        searchText = SubjectSearch.folded(name)
    }
}
