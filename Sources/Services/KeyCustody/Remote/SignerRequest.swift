import CanonicalJSON
package import Cryptography
package import Ledger

/// What a server asks of the signer.
///
/// ```
/// {"ask":"follow","entries":[{"contents":octets|null,"entry":octets,"payload":octets|null}…],"from":n}
/// {"ask":"sign","warrants":[{"algorithm":"…","entry":n|null,"key":"key-…","toBeSigned":octets}…]}
/// {"ask":"publicKey","key":"key-…"}
/// {"ask":"generateKey","algorithm":"rsa:3072","module":"serial"|null,"use":"key"|"ocsp"}
/// {"ask":"facts","module":"serial"}
/// {"ask":"packedKey","algorithm":"rsa:3072","signature":"sha256WithRSA"}
/// {"ask":"about"}
/// {"ask":"checkpoint","from":n,"hashes":octets,"origin":"…","root":octets}
/// {"ask":"event","event":octets,"origin":"…"}
/// {"ask":"nextCheckpointKey","origin":"…"}
/// ```
/// `entry` of a warrant is the place of the entry that announces it, from 0; `from` that of the first one told.
package enum SignerRequest: Sendable, Equatable {
    /// Which release it runs.
    case about
    /// Entries of the journal, from this place on.
    case follow(from: Int64, [ToldEntry])
    case sign([Warrant])
    case publicKey(KeyReference)
    case generateKey(KeyAlgorithm, for: KeyUse, inModule: String?)
    case facts(ofModule: String)
    case packedKey(KeyAlgorithm, provenBy: SignatureAlgorithm)
    /// A checkpoint of the journal of this name, which grew by these leaves.
    case checkpoint(JournalPiece, of: String)
    /// What is told to a receiver of events about the journal of this name.
    case event([UInt8], of: String)
    /// The key for a name that the journal is about to go on under.
    case nextCheckpointKey(of: String)
}

// MARK: - As a message

extension SignerRequest {
    package var message: SignerMessage {
        switch self {
        case .about: SignerMessage(["ask": "about"])
        case .follow(let place, let entries): Self.message(place, entries)
        case .sign(let warrants): Self.message(warrants)
        case .publicKey(let key): SignerMessage(["ask": "publicKey", "key": .string(key.id)])
        case .generateKey(let algorithm, let use, let module):
            SignerMessage([
                "ask": "generateKey", "algorithm": .string(algorithm.word),
                "use": .string(use.rawValue), "module": module.map { .string($0) } ?? .null,
            ])
        case .facts(let module): SignerMessage(["ask": "facts", "module": .string(module)])
        case .packedKey(let algorithm, let signature):
            SignerMessage([
                "ask": "packedKey", "algorithm": .string(algorithm.word),
                "signature": .string(signature.rawValue),
            ])
        case .checkpoint(let piece, let origin):
            SignerMessage(
                [
                    "ask": "checkpoint", "origin": .string(origin), "from": .integer(piece.from),
                    "hashes": 0, "root": 1,
                ], [piece.hashes, piece.root])
        case .event(let event, let origin):
            SignerMessage(["ask": "event", "origin": .string(origin), "event": 0], [event])
        case .nextCheckpointKey(let origin):
            SignerMessage(["ask": "nextCheckpointKey", "origin": .string(origin)])
        }
    }

    private static func message(_ place: Int64, _ entries: [ToldEntry]) -> SignerMessage {
        var octets: [[UInt8]] = []
        func number(of bytes: [UInt8]?) -> JSONValue {
            guard let bytes else { return .null }
            octets.append(bytes)
            return .integer(Int64(octets.count - 1))
        }
        let list = entries.map { told -> JSONValue in
            [
                "entry": number(of: told.entry), "payload": number(of: told.payload),
                "contents": number(of: told.contents),
            ]
        }
        return SignerMessage(
            ["ask": "follow", "from": .integer(place), "entries": .array(list)], octets)
    }

    private static func message(_ warrants: [Warrant]) -> SignerMessage {
        let list = warrants.enumerated().map { place, warrant -> JSONValue in
            [
                "key": .string(warrant.key.id), "algorithm": .string(warrant.algorithm.rawValue),
                "toBeSigned": .integer(Int64(place)),
                "entry": warrant.announcement.map { .integer($0.index) } ?? .null,
            ]
        }
        return SignerMessage(
            ["ask": "sign", "warrants": .array(list)], warrants.map(\.toBeSigned))
    }

    /// - Throws: `KeyCustodyError.unintelligible` for anything else.
    package init(_ message: SignerMessage) throws(KeyCustodyError) {
        let head = message.head
        switch head["ask"]?.string {
        case "about": self = .about
        case "follow":
            guard let place = head["from"]?.integer, place >= 0 else { throw .unintelligible }
            self = .follow(from: place, try Self.entries(message))
        case "sign": self = .sign(try Self.warrants(message))
        case "publicKey": self = .publicKey(try KeyReference(told: head))
        case "generateKey":
            guard let use = head["use"]?.string.flatMap(KeyUse.init(rawValue:)), use != .journal,
                let module = head["module"], module.isNull || module.string != nil
            else { throw .unintelligible }
            self = .generateKey(try KeyAlgorithm(told: head), for: use, inModule: module.string)
        case "facts":
            guard let module = head["module"]?.string else { throw .unintelligible }
            self = .facts(ofModule: module)
        case "packedKey":
            self = .packedKey(
                try KeyAlgorithm(told: head),
                provenBy: try SignatureAlgorithm(told: head, "signature"))
        case "checkpoint":
            guard let from = head["from"]?.integer else { throw .unintelligible }
            var octets = Octets(message)
            let (hashes, root) = (
                try octets.named(head["hashes"]), try octets.named(head["root"])
            )
            guard hashes.count <= JournalPiece.maximumBytes else { throw .unintelligible }
            self = .checkpoint(
                JournalPiece(from: from, hashes: hashes, root: root), of: try Self.origin(head))
        case "event":
            self = .event(try message.octets(head["event"]), of: try Self.origin(head))
        case "nextCheckpointKey": self = .nextCheckpointKey(of: try Self.origin(head))
        default: throw .unintelligible
        }
    }

    private static func origin(_ head: JSONValue) throws(KeyCustodyError) -> String {
        guard let origin = head["origin"]?.string else { throw .unintelligible }
        return origin
    }

    /// What octets the members of a message name, each named once: or a short request could stand for gigabytes of work.
    private struct Octets {
        let message: SignerMessage
        private var named: Set<Int64> = []

        init(_ message: SignerMessage) { self.message = message }

        mutating func named(_ place: JSONValue?) throws(KeyCustodyError) -> [UInt8] {
            guard let number = place?.integer, named.insert(number).inserted else {
                throw .unintelligible
            }
            return try message.octets(place)
        }

        /// Nil for null.
        mutating func optional(_ place: JSONValue?) throws(KeyCustodyError) -> [UInt8]? {
            place?.isNull == true ? nil : try named(place)
        }
    }

    private static func entries(_ message: SignerMessage) throws(KeyCustodyError) -> [ToldEntry] {
        guard let listed = message.head["entries"]?.array else { throw .unintelligible }
        var octets = Octets(message)
        return try listed.map { item throws(KeyCustodyError) in
            let entry = try octets.named(item["entry"])
            guard entry.count <= JournalEntry.maximumBytes else { throw .unintelligible }
            return ToldEntry(
                entry: entry, payload: try octets.optional(item["payload"]),
                contents: try octets.optional(item["contents"]))
        }
    }

    private static func warrants(_ message: SignerMessage) throws(KeyCustodyError) -> [Warrant] {
        guard let listed = message.head["warrants"]?.array else { throw .unintelligible }
        var octets = Octets(message)
        return try listed.map { item throws(KeyCustodyError) in
            guard let entry = item["entry"], entry.isNull || entry.integer != nil else {
                throw .unintelligible
            }
            return Warrant(
                key: try KeyReference(told: item), algorithm: try SignatureAlgorithm(told: item),
                toBeSigned: try octets.named(item["toBeSigned"]),
                announcement: entry.integer.map { Announcement(index: $0, entry: nil) })
        }
    }
}
