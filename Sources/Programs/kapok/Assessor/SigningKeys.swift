import CanonicalJSON
import Cryptography
import Ledger

/// Whose key is whose, and which entry says so: the founders' by the genesis, the others' by what officers
/// signed to take them in.
struct SigningKeys {
    /// What brings an officer in.
    static let enrolling = ["operator.enrol", "operator.recover"]

    private struct Origin {
        let key: String
        let entry: Int64
        /// What was signed, where the entry has its digest alone.
        let payload: JSONValue
    }

    private var origins: [String: Origin] = [:]

    var count: Int { origins.count }

    mutating func takeIn(founders genesis: [UInt8]) {
        let entry = try? JournalEntry(parsing: genesis)
        for founder in entry?.facts["payload"]?["founders"]?.array ?? [] {
            guard let id = founder["id"]?.string, let key = founder["key"]?.string else { continue }
            origins[id] = Origin(key: key, entry: 0, payload: .null)
        }
    }

    /// Takes in what an enrolment says; whether it was signed is for whoever verifies.
    mutating func add(_ officer: String, _ payload: JSONValue?, entry: Int64) {
        guard origins[officer] == nil, let payload, let key = payload["publicKey"]?.string else {
            return
        }
        origins[officer] = Origin(key: key, entry: entry, payload: payload)
    }

    /// Those who signed something, and nothing says who they are yet.
    func missing(among entries: some Collection<JournalEntry>) -> Set<String> {
        Set(entries.flatMap { $0.signed.map(\.officer) }).subtracting(origins.keys)
    }

    /// The officer whom an entry brings in; nil for one that only collects signatures.
    static func enrolled(in entry: JournalEntry) -> String? {
        guard entry.outcome == .done else { return nil }
        return entry.changes.first { $0.table == "officer" }?.key.array?.first?.string
    }

    /// By their names, so that the same evidence makes the same file.
    var json: JSONValue {
        .array(
            origins.sorted { $0.key < $1.key }.map { officer, origin in
                [
                    "officer": .string(officer), "key": .string(origin.key),
                    "keyID": .string(
                        Base64.decode(origin.key).map { Officer.keyID(of: $0) } ?? "–"),
                    "entry": .integer(origin.entry), "payload": origin.payload,
                ]
            })
    }
}
