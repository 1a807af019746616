import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import MerkleLog
import Messages
import PKIX
import Status

/// What somebody outside kept of a journal.
package enum RecoveryEvidence: Sendable {
    /// The text of a signed note: from a witness, an officer, or the public address.
    case checkpoint([UInt8])
    /// A certificate revocation list, DER: each carries the checkpoint of when it was signed.
    case list([UInt8])
    /// What a client remembers, by its own word.
    case remembered(size: Int64, root: [UInt8], verifierKey: String)
}

/// One look at the journal from outside.
struct SeenJournal: Sendable {
    let kind: String
    let size: Int64
    let root: [UInt8]
    /// Of a list: whose, and which.
    var authority: String?
    var number: Int64?

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "kind": .string(kind), "size": .integer(size), "root": .string(Hex.encode(root)),
        ]
        if let authority { members["authority"] = .string(authority) }
        if let number { members["number"] = .integer(number) }
        return .object(members)
    }

    /// - Throws: `recovery.forked`, `recovery.behind` for the farthest that was seen.
    static func judge(_ seen: [SeenJournal], _ ledger: some ReadableLedger) throws {
        let size = try ledger.journalSize()
        for one in seen where one.size <= size {
            guard try ledger.rootOfCheckpoint(size: one.size) == one.root else {
                throw Refusal(.recoveryForked, ["size": String(one.size)])
            }
        }
        if let farthest = seen.max(by: { $0.size < $1.size }), farthest.size > size {
            throw Refusal(
                .recoveryBehind,
                [
                    "size": String(size), "seen": String(farthest.size),
                    "missing": String(farthest.size - size),
                ])
        }
        for one in seen {
            guard let authority = one.authority, let number = one.number else { continue }
            guard try number <= ledger.lastCRLNumber(authority) ?? 0 else {
                throw Refusal(
                    .recoveryListBehind,
                    ["authority": authority, "number": String(number), "size": String(size)])
            }
        }
    }
}

extension RecoveryEvidence {
    /// - Throws: `recovery.evidenceUnreadable`, `recovery.evidenceForeign`.
    func seen(_ ledger: some ReadableLedger, _ verifier: NoteVerifier) throws -> SeenJournal {
        switch self {
        case .checkpoint(let bytes): try Self.seen(checkpoint: bytes, verifier)
        case .list(let bytes): try Self.seen(list: bytes, ledger, verifier)
        case .remembered(let size, let root, let key):
            try Self.seen(size: size, root: root, key, verifier)
        }
    }

    private static func seen(
        size: Int64, root: [UInt8], _ key: String, _ verifier: NoteVerifier
    ) throws(Refusal) -> SeenJournal {
        guard size >= 0, root.count == MerkleTree.hashLength else {
            throw Refusal(.recoveryEvidenceUnreadable, ["kind": "remembered"])
        }
        guard key.utf8.elementsEqual(verifier.description.utf8) else {
            throw Refusal(.recoveryEvidenceForeign, ["origin": verifier.name])
        }
        return SeenJournal(kind: "remembered", size: size, root: root)
    }

    private static func seen(
        checkpoint bytes: [UInt8], _ verifier: NoteVerifier
    ) throws(Refusal) -> SeenJournal {
        guard let note = try? SignedNote(parsing: bytes),
            let checkpoint = try? Checkpoint(parsing: note.text)
        else { throw Refusal(.recoveryEvidenceUnreadable, ["kind": "checkpoint"]) }
        guard verifier.verifies(note),
            checkpoint.origin.utf8.elementsEqual(verifier.name.utf8)
        else { throw Refusal(.recoveryEvidenceForeign, ["origin": verifier.name]) }
        return SeenJournal(kind: "checkpoint", size: checkpoint.size, root: checkpoint.root)
    }

    /// A list counts if an authority of this ledger signed it.
    private static func seen(
        list bytes: [UInt8], _ ledger: some ReadableLedger, _ verifier: NoteVerifier
    ) throws -> SeenJournal {
        let arc = PrivateArc(base: try ledger.practice().privateArcIdentifier)
        guard let list = try? CertificateList(derEncoded: bytes),
            let seen = try? arc.value(of: JournalCheckpoint.self, in: list.extensions),
            let number = list.crlNumber?.value.flatMap({ Int64(exactly: $0) })
        else { throw Refusal(.recoveryEvidenceUnreadable, ["kind": "list"]) }
        guard seen.origin.utf8.elementsEqual(verifier.name.utf8),
            let authority = try signer(of: list, ledger)
        else { throw Refusal(.recoveryEvidenceForeign, ["origin": verifier.name]) }
        return SeenJournal(
            kind: "list", size: seen.size, root: seen.root, authority: authority, number: number)
    }

    private static func signer(
        of list: CertificateList, _ ledger: some ReadableLedger
    ) throws -> String? {
        try ledger.select(Authority.self, orderBy: "name", limit: 10_000).first { authority in
            guard let der = try ledger.certificateRecord(of: authority)?.certificate,
                let certificate = try? Certificate(derEncoded: der),
                certificate.subject == list.issuer,
                let key = try? PublicKey(certificate.subjectPublicKeyInfo)
            else { return false }
            return list.isSigned(by: key)
        }?.name
    }
}
