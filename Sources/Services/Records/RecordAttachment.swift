package import Attachments
package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// The act that makes a file one of a record's.
///
/// Payload: `record` and `version`, the one that was seen; `file`, `name`, `mediaType`, `bytes` and `sha256` as
/// the last piece was answered; `salt`, so that what was signed does not tell a guesser what the file says.
package struct RecordAttachment: Sendable {
    package let payload: Payload

    package init(_ payload: Payload) { self.payload = payload }

    /// - Parameter received: the file of this name that came in; nil where none did.
    package func attach(
        _ received: AttachmentIntake.Received?, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let names = ["file", "name", "mediaType", "bytes", "sha256"]
        try payload.refuseUnknown(besides: ["record", "version", "salt"] + names)
        let salt = try RecordEntry.checked(
            salt: payload.optionalString("salt", maximumBytes: 64))
        let (kind, record) = try RecordChange(payload).seen(transaction)
        guard let received, try payload.digest("file") == received.sealed.file else {
            throw Refusal(.attachmentUploadUnknown, field: "file")
        }
        guard names.allSatisfy({ payload.json[$0] == received.json[$0] }) else {
            throw Refusal(.attachmentDiffers, field: "file")
        }
        let stored = try transaction.store(
            .init(name: received.name, sealed: received.sealed, salt: salt),
            mediaType: received.mediaType, dossier: record.record)
        transaction.note("kind", .string(kind.id))
        return record.summary.merging([
            "file": .string(stored.file), "bytes": .integer(stored.bytes),
            "mediaType": .string(stored.mediaType),
        ])
    }
}
