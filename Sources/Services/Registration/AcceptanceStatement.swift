import CanonicalJSON
import Governance
package import Ledger

/// What an applicant signs, with the key to be certified, to accept the exact contents (CP 6.12).
///
/// Canonical JSON, so that any client can write the same bytes; it names the contents by their
/// SHA-256 and says where and what for, so that it can serve nowhere else. It names what was declared with the
/// application and the subscriber agreement as well, so that one signature stands under all of it (CP 5.3a, 6.2a,
/// 6.2c, 6.25).
package struct AcceptanceStatement: Sendable {
    package let bytes: [UInt8]

    /// - Parameter declarationsHashHex: nil for an application of before there were declarations.
    package init(
        origin: String, environment: String, application: String, contentsHashHex: String,
        declarationsHashHex: String?, agreementHashHex: String
    ) {
        var members: [String: JSONValue] = [
            "type": "kapok-acceptance/v3", "agreement": .string(agreementHashHex),
            "origin": .string(origin),
            "environment": .string(environment), "application": .string(application),
            "contents": .string(contentsHashHex),
        ]
        members["declarations"] = declarationsHashHex.map { .string($0) }
        bytes = JSONValue.object(members).canonicalBytes
    }
}

extension ReadableLedger {
    /// What the applicant signs now, or signed; nil before there are contents, and of an acceptance of before
    /// there were agreements.
    package func acceptanceStatement(
        of application: Application, origin: String, environment: String
    ) throws -> AcceptanceStatement? {
        let agreement =
            try application.agreementHex
            ?? (application.state == .vetted ? SubscriberAgreement(practice()).digestHex : nil)
        guard let contents = application.contentsHashHex, let agreement else { return nil }
        return AcceptanceStatement(
            origin: origin, environment: environment, application: application.id,
            contentsHashHex: contents,
            declarationsHashHex: try DossierVault.Reader(of: self).read(
                Declarations.valueName, dossier: application.id
            ).map { Declarations.hashHex(ofKept: $0) },
            agreementHashHex: agreement)
    }
}
