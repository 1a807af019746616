package import CanonicalJSON
package import CertificatePolicy
import Cryptography
import Messages

/// What entry 0 fixes: the journal's name, its environment, its founders and the first practice.
///
/// Every founder signs the canonical bytes of this payload (ECDSA P-256, SHA-256, DER):
/// ```
/// {"checkpointKey":"name+hash+base64","environment":"test"|"production",
///  "founders":[{"id","key":base64 SubjectPublicKeyInfo,"roles":[…]}…],
///  "origin":"…","practice":{…},"type":"kapok-genesis/v1"}
/// ```
package struct Genesis: Sendable {
    package static let type = "kapok-genesis/v1"
    /// CP 7.11b, 7.11c: one more than the two who together do what is sensitive.
    package static let minimumFounders = 3

    package struct Founder: Sendable {
        /// The officer id; printable ASCII, no name.
        package let id: String
        /// DER SubjectPublicKeyInfo of a P-256 key.
        package let publicKey: [UInt8]
        package let roles: [Role]

        package init(id: String, publicKey: [UInt8], roles: [Role]) {
            self.id = id
            self.publicKey = publicKey
            self.roles = roles
        }
    }

    /// One line; the name of the checkpoint key as well.
    package let origin: String
    package let environment: LedgerEnvironment
    package let founders: [Founder]
    package let practice: JSONValue
    /// The text of the checkpoint key, so that outsiders learn it from a signed source.
    package let checkpointKey: String

    package init(
        origin: String, environment: LedgerEnvironment, founders: [Founder],
        practice: JSONValue, checkpointKey: String
    ) {
        self.origin = origin
        self.environment = environment
        self.founders = founders
        self.practice = practice
        self.checkpointKey = checkpointKey
    }

    package var json: JSONValue {
        .object([
            "type": .string(Self.type), "origin": .string(origin),
            "environment": .string(environment.rawValue), "practice": practice,
            "checkpointKey": .string(checkpointKey),
            "founders": .array(
                founders.map { founder in
                    .object([
                        "id": .string(founder.id), "key": .string(Base64.encode(founder.publicKey)),
                        "roles": .array(founder.roles.map { .string($0.rawValue) }),
                    ])
                }),
        ])
    }

    /// The bytes that every founder signs.
    package var canonicalBytes: [UInt8] { json.canonicalBytes }

    /// - Parameter signatures: by founder id.
    /// - Throws: `genesis.invalid`, `genesis.signaturesMissing`.
    func check(signatures: [String: [UInt8]], checkpointKey: String) throws(Refusal) {
        guard checkpointKey.utf8.elementsEqual(self.checkpointKey.utf8) else {
            throw .genesisInvalid("the checkpoint key is not that of this journal")
        }
        guard practice.object != nil else {
            throw .genesisInvalid("the practice settings are no object")
        }
        guard founders.count >= Self.minimumFounders else {
            throw .genesisInvalid("there are fewer than three founders")
        }
        guard Set(founders.map { Array($0.id.utf8) }).count == founders.count,
            Set(founders.map(\.publicKey)).count == founders.count
        else { throw .genesisInvalid("a founder or a key stands twice") }
        let signed = canonicalBytes
        var missing: [String] = []
        for founder in founders {
            guard (1...64).contains(founder.id.utf8.count),
                founder.id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else { throw .genesisInvalid("a founder has no usable name") }
            guard let key = Officer.usableKey(founder.publicKey) else {
                throw .genesisInvalid("keyUnusable: \(founder.id)")
            }
            let isSigned = signatures[founder.id].map {
                key.verifies($0, of: signed, with: .ecdsaWithSHA256)
            }
            if isSigned != true { missing.append(founder.id) }
        }
        guard missing.isEmpty else {
            throw Refusal(
                .genesisSignaturesMissing, ["missing": missing.joined(separator: ", ")])
        }
    }
}

extension Refusal {
    fileprivate static func genesisInvalid(_ reason: String) -> Refusal {
        Refusal(.genesisInvalid, ["reason": reason])
    }
}

/// The genesis as a row, by which an opened folder knows what it is.
struct GenesisRow: Record {
    static let table = Table(
        "genesis",
        columns: [
            Column("id", .integer), Column("origin", .text), Column("environment", .text),
            Column("created_at", .integer), Column("checkpoint_key", .text),
        ],
        key: ["id"])

    let origin: String
    let environment: LedgerEnvironment
    let createdAtMilliseconds: Int64
    let checkpointKey: String

    init(
        origin: String, environment: LedgerEnvironment, createdAtMilliseconds: Int64,
        checkpointKey: String
    ) {
        self.origin = origin
        self.environment = environment
        self.createdAtMilliseconds = createdAtMilliseconds
        self.checkpointKey = checkpointKey
    }

    init(row: Row) throws(LedgerError) {
        origin = try row.text("origin")
        environment = try row.choice("environment")
        createdAtMilliseconds = try row.integer("created_at")
        checkpointKey = try row.text("checkpoint_key")
    }

    var values: KeyValuePairs<String, Value> {
        [
            "id": 1, "origin": .text(origin), "environment": .text(environment.rawValue),
            "created_at": .integer(createdAtMilliseconds), "checkpoint_key": .text(checkpointKey),
        ]
    }
}
