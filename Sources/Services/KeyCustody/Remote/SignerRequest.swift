import CanonicalJSON
package import Cryptography
import Ledger

/// What a server asks of the signer.
///
/// ```
/// {"ask":"sign","announcements":[{"entry":octets,"index":n}…],
///  "warrants":[{"algorithm":"…","announcement":n|null,"key":"key-…","toBeSigned":octets}…]}
/// {"ask":"publicKey","key":"key-…"}
/// {"ask":"generateKey","algorithm":"rsa:3072","module":"serial"|null,"use":"key"|"ocsp"}
/// {"ask":"facts","module":"serial"}
/// {"ask":"packedKey","algorithm":"rsa:3072","signature":"sha256WithRSA"}
/// {"ask":"about"}
/// ```
package enum SignerRequest: Sendable, Equatable {
    /// Which release it runs.
    case about
    case sign([Warrant])
    case publicKey(KeyReference)
    case generateKey(KeyAlgorithm, for: KeyUse, inModule: String?)
    case facts(ofModule: String)
    case packedKey(KeyAlgorithm, provenBy: SignatureAlgorithm)
}

// MARK: - As a message

extension SignerRequest {
    package var message: SignerMessage {
        switch self {
        case .about: SignerMessage(["ask": "about"])
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
        }
    }

    /// Each announcing entry once, however many warrants rest on it.
    private static func message(_ warrants: [Warrant]) -> SignerMessage {
        var octets: [[UInt8]] = []
        var announcements: [JSONValue] = []
        var places: [Int64: Int] = [:]
        func place(of announcement: Announcement) -> Int {
            if let known = places[announcement.index] { return known }
            announcements.append([
                "entry": .integer(Int64(octets.count)), "index": .integer(announcement.index),
            ])
            octets.append(announcement.entry)
            places[announcement.index] = announcements.count - 1
            return announcements.count - 1
        }
        let list = warrants.map { warrant -> JSONValue in
            let announcement = warrant.announcement.map { Int64(place(of: $0)) }
            octets.append(warrant.toBeSigned)
            return [
                "key": .string(warrant.key.id), "algorithm": .string(warrant.algorithm.rawValue),
                "toBeSigned": .integer(Int64(octets.count - 1)),
                "announcement": announcement.map { .integer($0) } ?? .null,
            ]
        }
        return SignerMessage(
            ["ask": "sign", "warrants": .array(list), "announcements": .array(announcements)],
            octets)
    }

    /// - Throws: `KeyCustodyError.unintelligible` for anything else.
    package init(_ message: SignerMessage) throws(KeyCustodyError) {
        let head = message.head
        switch head["ask"]?.string {
        case "about": self = .about
        case "sign": self = .sign(try Self.warrants(message))
        case "publicKey": self = .publicKey(try KeyReference(told: head))
        case "generateKey":
            guard let use = head["use"]?.string.flatMap(KeyUse.init(rawValue:)),
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
        default: throw .unintelligible
        }
    }

    private static func warrants(_ message: SignerMessage) throws(KeyCustodyError) -> [Warrant] {
        guard let listed = message.head["announcements"]?.array,
            let warrants = message.head["warrants"]?.array
        else { throw .unintelligible }
        // Named once: or a short request could stand for gigabytes of work.
        var named: Set<Int64> = []
        func octets(_ place: JSONValue?) throws(KeyCustodyError) -> [UInt8] {
            guard let number = place?.integer, named.insert(number).inserted else {
                throw .unintelligible
            }
            return try message.octets(place)
        }
        let announcements = try listed.map { item throws(KeyCustodyError) in
            let entry = try octets(item["entry"])
            guard let index = item["index"]?.integer, entry.count <= JournalEntry.maximumBytes,
                let announcement = try? Announcement(entry: entry, index: index)
            else { throw .unintelligible }
            return announcement
        }
        return try warrants.map { item throws(KeyCustodyError) in
            guard let place = item["announcement"],
                place.isNull
                    || place.integer.map({ announcements.indices.contains(Int($0)) }) == true
            else { throw .unintelligible }
            return Warrant(
                key: try KeyReference(told: item), algorithm: try SignatureAlgorithm(told: item),
                toBeSigned: try octets(item["toBeSigned"]),
                announcement: place.integer.map { announcements[Int($0)] })
        }
    }
}
