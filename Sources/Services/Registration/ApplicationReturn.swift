package import CanonicalJSON
import CertificatePolicy
package import Governance
import Issuance
package import Ledger
import Messages

/// What an officer wants corrected before an application goes on: a field, and why, as a code. The
/// applicant reads both in their own language; free text could hold personal data.
package struct ReturnReason: Sendable, Hashable {
    package enum Cause: String, Sendable, CaseIterable {
        case differsFromDocument, incomplete, unreadable, outOfDate, notVerifiable, otherCorrection
    }

    /// A stated attribute of the subject, or one of ``others``.
    package let field: String
    package let cause: Cause

    package init(field: String, cause: Cause) {
        self.field = field
        self.cause = cause
    }

    /// What else an application consists of.
    package static let others = ["evidence", "identity"]

    package static func fields(of category: Application.Category) -> [String] {
        SubjectStatement.kinds(of: category).map(\.rawValue) + others
    }
}

/// An officer gives an application back, up to the signature of its certificate (CP 6.2b, 6.3a).
///
/// Payload: `application`, `field`, `reason` (see ``ReturnReason``). It tightens: what was vetted, accepted or
/// approved counts no more, and whoever approved too early can take it back so.
package struct ApplicationReturn: Sendable {
    private let application: String
    private let field: String
    private let cause: ReturnReason.Cause

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "field", "reason"])
        application = try payload.string("application")
        field = try payload.string("field", maximumBytes: 64)
        cause = try payload.choice("reason")
    }

    package func record(_ transaction: inout Transaction) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        try application.judgeIsOpen()
        let fields = ReturnReason.fields(of: application.category)
        guard fields.contains(where: { $0.utf8.elementsEqual(field.utf8) }) else {
            throw Refusal(
                .subjectFieldUnknown, field: "field",
                ["field": field, "allowed": fields.joined(separator: ", ")])
        }
        try transaction.discardContents(of: application)
        try transaction.unlink(&application)
        try transaction.keepDecided(of: application, under: "\(application.version)")
        application.giveBack(
            ReturnReason(field: field, cause: cause), atMilliseconds: transaction.atMilliseconds)
        try transaction.put(application)
        return application.answer.merging([
            "field": .string(field), "reason": .string(cause.rawValue),
        ])
    }
}

extension Application {
    /// Whether it may still be refused or given back: nothing was announced to a signer yet.
    func judgeIsOpen() throws {
        guard state != .issued, state != .issuing, state != .refused else {
            throw stateRefusal(needed: [.received, .returned, .vetted, .accepted, .approved])
        }
    }
}

extension Transaction {
    /// What people decided on stays in the dossier, beside what comes after it.
    mutating func keepDecided(of application: Application, under place: String) throws {
        let decided =
            switch application.state {
            case .accepted, .approved: ["contents", "acceptance"]
            case .vetted: ["contents"]
            default: [String]()
            }
        for name in decided {
            guard let earlier = try vault.read(name, dossier: application.id) else { continue }
            _ = try vault.put(earlier, name: "\(name)-\(place)", dossier: application.id)
            // What comes after it was accepted by nobody yet.
            if name == "acceptance" { try vault.erase(name, dossier: application.id) }
        }
    }

    /// What was prepared will never be signed; its serial number is not used again.
    mutating func discardContents(of application: Application) throws {
        guard let serial = application.serialHex,
            let record = try get(
                CertificateRecord.self, .text(application.authority), .text(serial))
        else { return }
        // An announced signature would have made it `issuing`.
        try CertificateIssuing.discard(&self, record)
    }
}
