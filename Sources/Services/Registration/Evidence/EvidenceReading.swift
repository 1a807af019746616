package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages
import Records

/// That somebody reads a file of an application's dossier, and why: it stands in the journal before anybody
/// does (CP 12.1).
///
/// Payload: `application`; `file`, one that evidence of it names; `reason`, as of registers.
package struct EvidenceReading: Sendable {
    private let application: String
    private let file: String
    private let reason: RecordChange.RevealReason

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "file", "reason"])
        application = try payload.string("application")
        file = try payload.digest("file")
        reason = try payload.choice("reason")
    }

    /// - Throws: `application.fileUnknown` where the dossier has no such file.
    package func record(_ transaction: inout Transaction) throws -> JSONValue {
        let application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        if let reference = application.subscriber {
            try transaction.subscriber(reference).judgeReading(for: reason)
        }
        guard try transaction.files(of: application.id).contains(where: { $0.file == file }) else {
            throw Refusal(.applicationFileUnknown, field: "file", ["file": file])
        }
        return application.answer.merging(["file": .string(file)])
    }
}
