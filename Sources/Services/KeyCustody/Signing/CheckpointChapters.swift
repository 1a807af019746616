import CanonicalJSON
package import Cryptography
import Ledger
package import MerkleLog

/// What the signer keeps of the journals that it signs checkpoints of: for each name how far, and the edge of its tree.
///
/// ```
/// {"chapters":[{"hashes":[hex…],"key":"journal-checkpoint","origin":"…","pin":{"root":hex,"size":n}|null,"size":n}…],
///  "next":null|["…"…]}
/// ```
/// The last chapter alone is signed for; `pin` is what was signed of it elsewhere, and has to be in it. `next` is null,
/// unless people said that the journal may go on under another name: then the names for which a key was made, until
/// that of before or one of these is signed for.
package struct CheckpointChapters: Sendable, Equatable {
    struct Chapter: Sendable, Equatable {
        let origin: String
        let key: KeyReference
        var range: CompactRange
        var pin: JournalPosition?
    }

    var chapters: [Chapter]
    var next: [String]?

    /// An attempt that was given up leaves a name; people allow eight more each time.
    static let maximumNext = 16
    private static let keptNext = 8

    private static let maximumBytes = 1 << 20

    /// Takes a journal whose key comes from elsewhere, in place of what was known of its name.
    ///
    /// - Parameters:
    ///   - range: what was signed of it so far, as far as that is known.
    ///   - pin: what was signed of it at least.
    /// - Returns: false for a name that has ended.
    package mutating func take(
        _ origin: String, key: KeyReference, range: CompactRange, pin: JournalPosition? = nil
    ) -> Bool {
        let isNamed = { (chapter: Chapter) in chapter.origin.utf8.elementsEqual(origin.utf8) }
        guard !chapters.dropLast().contains(where: isNamed) else { return false }
        if let last = chapters.last, isNamed(last) { chapters.removeLast() }
        chapters.append(Chapter(origin: origin, key: key, range: range, pin: pin))
        next = nil
        return true
    }

    /// Of a signer that has no checkpoint key yet.
    package init() {
        chapters = []
        next = nil
    }

    /// As it was written; nil where the file is not there.
    /// - Throws: `KeyCustodyError.damaged`, `.fileFailure`.
    package init?(path: String) throws(KeyCustodyError) {
        let bytes: [UInt8]
        do {
            bytes = try DurableFile.read(path, limit: Self.maximumBytes)
        } catch {
            if case .missing = error { return nil }
            throw KeyCustodyError(error)
        }
        guard let json = try? JSONValue(parsing: bytes), let listed = json["chapters"]?.array,
            let next = json["next"], next.isNull || next.array != nil
        else { throw .damaged(path) }
        let chapters = listed.compactMap(Chapter.init)
        let names = next.array?.compactMap(\.string)
        guard chapters.count == listed.count, names?.count == next.array?.count else {
            throw .damaged(path)
        }
        self.chapters = chapters
        self.next = names
    }

    /// Durable on return.
    package func write(to path: String) throws(KeyCustodyError) {
        let json: JSONValue = [
            "chapters": .array(chapters.map(\.json)),
            "next": next.map { .array($0.map { .string($0) }) } ?? .null,
        ]
        do {
            try DurableFile.write(json.canonicalBytes, to: path, mode: 0o600)
            // An older one after a loss of power would let another journal be signed.
            try Folder.sync(Folder.above(path))
        } catch {
            throw KeyCustodyError(error)
        }
    }

    /// People said that the journal may go on under another name.
    package mutating func allowNext() {
        next = Array((next ?? []).suffix(Self.keptNext))
    }

    /// The last checkpoint that was signed; nil where none was.
    package var last: JournalPosition? { chapters.last?.position }

    /// The last one of a name.
    package func last(of origin: String) -> JournalPosition? {
        chapters.last { $0.origin.utf8.elementsEqual(origin.utf8) }?.position
    }
}

extension CheckpointChapters.Chapter {
    /// What was signed last; nil where nothing was.
    var position: JournalPosition? {
        range.size > 0 ? JournalPosition(size: range.size, root: range.root) : nil
    }

    fileprivate var json: JSONValue {
        [
            "origin": .string(origin), "key": .string(key.id), "size": .integer(range.size),
            "hashes": .array(range.hashes.map { .string(Hex.encode($0)) }),
            "pin": pin.map { .object($0.members) } ?? .null,
        ]
    }

    fileprivate init?(_ json: JSONValue) {
        let hashes = (json["hashes"]?.array ?? []).map { $0.string.flatMap(Hex.decode) ?? [] }
        guard let origin = json["origin"]?.string, let key = json["key"]?.string,
            let size = json["size"]?.integer,
            let range = CompactRange(size: size, hashes: hashes), let pin = json["pin"],
            case let pinned = JournalPosition(pin), pinned != nil || pin.isNull
        else { return nil }
        self.init(origin: origin, key: KeyReference(id: key), range: range, pin: pinned)
    }
}

extension KeyReference {
    /// The checkpoint key of the name that a folder was founded under.
    package static let firstCheckpoints = KeyReference(id: "\(KeyUse.journal.rawValue)-checkpoint")

    /// The name under which a folder keeps the public half of a checkpoint key that a signer has.
    package var publicHalf: String { Self.publicHalfPrefix + id }
    package static let publicHalfPrefix = "public-"

    /// The checkpoint key of a name that a journal went on under.
    package static func checkpoints(of origin: String) -> KeyReference {
        let digest = DigestAlgorithm.sha256.hash(Array(origin.utf8))
        return KeyReference(id: "\(firstCheckpoints.id)-\(Hex.encode(Array(digest.prefix(8))))")
    }
}
