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
import Transfer

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
    /// The signed checkpoint that told it.
    var note: String?
    /// Of a list: whose, and which.
    var authority: String?
    var number: Int64?
    /// Of a chapter that ended: how much of it was kept. What was seen behind that is known as lost.
    var keptSize: Int64?

    /// Whether it says something of the entries that stand here or may follow.
    private var isInForce: Bool { keptSize.map { size <= $0 } ?? true }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "kind": .string(kind), "size": .integer(size), "root": .string(Hex.encode(root)),
        ]
        if let authority { members["authority"] = .string(authority) }
        if let number { members["number"] = .integer(number) }
        return .object(members)
    }

    /// - Throws: `recovery.forked` where two histories bear one name.
    static func refuseForks(_ seen: [SeenJournal], _ ledger: some ReadableLedger) throws {
        let size = try ledger.journalSize()
        var beyond: [Int64: [UInt8]] = [:]
        for one in seen where one.isInForce {
            let root =
                one.size <= size
                ? try ledger.rootOfCheckpoint(size: one.size) : beyond[one.size] ?? one.root
            guard root == one.root else {
                throw Refusal(.recoveryForked, ["size": String(one.size)])
            }
            beyond[one.size] = one.root
        }
    }

    /// The farthest that was seen behind what is here; a signed checkpoint before a list of its size.
    static func farthest(
        _ seen: [SeenJournal], behind size: Int64
    ) -> SeenJournal? {
        seen.filter { $0.isInForce && $0.size > size }
            .max { ($0.size, $0.note == nil ? 0 : 1) < ($1.size, $1.note == nil ? 0 : 1) }
    }

    /// - Throws: `recovery.forked`, `recovery.behind` for the farthest that was seen, `.listBehind`.
    static func judge(_ seen: [SeenJournal], _ ledger: some ReadableLedger) throws {
        try refuseForks(seen, ledger)
        let size = try ledger.journalSize()
        if let farthest = farthest(seen, behind: size) {
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
    /// An entry names each of them.
    package static let maximumCount = 64

    /// - Throws: `recovery.nothingCompared` where there is nothing from outside, or too much.
    static func check(_ evidence: [RecoveryEvidence]) throws(Refusal) {
        // A client may have seen nothing but this very folder.
        let isGiven = evidence.contains { if case .remembered = $0 { false } else { true } }
        guard isGiven, evidence.count <= maximumCount else {
            throw Refusal(.recoveryNothingCompared, ["limit": String(maximumCount)])
        }
    }

    /// - Parameter chapters: of the ledger: each name has its own key.
    /// - Throws: `recovery.evidenceUnreadable`, `recovery.evidenceForeign`.
    func seen(
        _ ledger: some ReadableLedger, _ chapters: [JournalChapter]
    ) throws -> SeenJournal {
        switch self {
        case .checkpoint(let bytes): try Self.seen(checkpoint: bytes, chapters)
        case .list(let bytes): try Self.seen(list: bytes, ledger, chapters)
        case .remembered(let size, let root, let key):
            try Self.seen(size: size, root: root, key, chapters)
        }
    }

    private static func foreign(_ chapters: [JournalChapter]) -> Refusal {
        Refusal(.recoveryEvidenceForeign, ["origin": chapters.last?.origin ?? ""])
    }

    private static func seen(
        size: Int64, root: [UInt8], _ key: String, _ chapters: [JournalChapter]
    ) throws(Refusal) -> SeenJournal {
        guard size >= 0, root.count == MerkleTree.hashLength else {
            throw Refusal(.recoveryEvidenceUnreadable, ["kind": "remembered"])
        }
        guard
            let chapter = chapters.first(where: { $0.verifierKey.utf8.elementsEqual(key.utf8) })
        else { throw foreign(chapters) }
        return SeenJournal(
            kind: "remembered", size: size, root: root, keptSize: chapters.keptSize(of: chapter))
    }

    private static func seen(
        checkpoint bytes: [UInt8], _ chapters: [JournalChapter]
    ) throws(Refusal) -> SeenJournal {
        guard let note = try? SignedNote(parsing: bytes),
            let checkpoint = try? Checkpoint(parsing: note.text)
        else { throw Refusal(.recoveryEvidenceUnreadable, ["kind": "checkpoint"]) }
        guard let chapter = chapters.named(checkpoint.origin),
            let verifier = try? chapter.verifier, verifier.verifies(note),
            // Lines of witnesses may be many, and an entry is short.
            let own = try? SignedNote(text: note.text, signatures: verifier.lines(of: note))
        else { throw foreign(chapters) }
        return SeenJournal(
            kind: "checkpoint", size: checkpoint.size, root: checkpoint.root,
            note: String(decoding: own.encoded, as: UTF8.self),
            keptSize: chapters.keptSize(of: chapter))
    }

    /// A list counts if an authority of this ledger signed it.
    private static func seen(
        list bytes: [UInt8], _ ledger: some ReadableLedger, _ chapters: [JournalChapter]
    ) throws -> SeenJournal {
        let arc = PrivateArc(base: try ledger.practice().privateArcIdentifier)
        guard let list = try? CertificateList(derEncoded: bytes),
            let seen = try? arc.value(of: JournalCheckpoint.self, in: list.extensions),
            let number = list.crlNumber?.value.flatMap({ Int64(exactly: $0) }),
            // What goes on above a greater one could not be told in an entry.
            number <= ImportBatch.Proposed.greatestCRLNumber
        else { throw Refusal(.recoveryEvidenceUnreadable, ["kind": "list"]) }
        guard let chapter = chapters.named(seen.origin),
            let authority = try signer(of: list, ledger)
        else { throw foreign(chapters) }
        return SeenJournal(
            kind: "list", size: seen.size, root: seen.root, authority: authority, number: number,
            keptSize: chapters.keptSize(of: chapter))
    }

    private static func signer(
        of list: CertificateList, _ ledger: some ReadableLedger
    ) throws -> String? {
        try ledger.issuers().first { $0.issuer.signed(list) }?.name
    }
}

extension ReadableLedger {
    /// The authorities that have a certificate, by name.
    func issuers() throws -> [(name: String, issuer: RowIssuer)] {
        try select(Authority.self, orderBy: "name", limit: 10_000).compactMap { authority in
            guard let der = try certificateRecord(of: authority)?.certificate,
                let issuer = try? RowIssuer(certificate: der)
            else { return nil }
            return (authority.name, issuer)
        }
    }
}
