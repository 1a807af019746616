package import CanonicalJSON
package import Messages

/// What an officer signs: `kapok-act/v1` in canonical JSON.
///
/// ```
/// {"case":"app-…"|null,"checkpoint":{"root":hex,"size":n},"decides":hex,"decision":"do",
///  "environment":"test"|"production","expires":ms,"key":"key-…","nonce":hex,"operation":"…",
///  "origin":"…","policy":"…","practice":n,"role":"…","type":"kapok-act/v1"}
/// ```
/// No member may be missing and none may be added. Hex is lower case.
package struct ActStatement: Sendable, Equatable {
    package static let type = "kapok-act/v1"
    /// What an officer says to every operation. Whoever refuses does another operation, so that no
    /// signed word can contradict what was done on its strength.
    private static let decision = "do"
    /// Larger than any statement of ours; what is decided stands in it as a hash.
    package static let maximumBytes = 4096

    /// The origin line of the journal that the act is for.
    package let origin: String
    package let environment: LedgerEnvironment
    package let operation: String
    package let caseID: String?
    /// SHA-256 of the canonical bytes of what is decided; 32 bytes.
    package let decides: [UInt8]
    package let role: String
    package let policy: String
    package let practice: Int64
    /// The id of the officer's key, see `Officer.keyID(of:)`.
    package let key: String
    /// The act counts before this time alone; milliseconds since 1970 UTC.
    package let expiresMilliseconds: Int64
    /// 16 random bytes.
    package let nonce: [UInt8]
    /// The last checkpoint that the officer's client saw.
    package let checkpoint: SeenCheckpoint

    package struct SeenCheckpoint: Sendable, Hashable {
        package let size: Int64
        /// 32 bytes.
        package let root: [UInt8]

        package init(size: Int64, root: [UInt8]) {
            self.size = size
            self.root = root
        }

        /// From the members `size` and `root` of an object; nil where they are missing.
        package init?(_ json: JSONValue) {
            guard let size = json["size"]?.integer, size >= 0,
                let root = json["root"]?.string.flatMap(Hex.decode), root.count == 32
            else { return nil }
            self.init(size: size, root: root)
        }

        package var members: [String: JSONValue] {
            ["size": .integer(size), "root": .string(Hex.encode(root))]
        }
    }

    package init(
        origin: String, environment: LedgerEnvironment, operation: String, caseID: String?,
        decides: [UInt8], role: String, policy: String, practice: Int64, key: String,
        expiresMilliseconds: Int64, nonce: [UInt8], checkpoint: SeenCheckpoint
    ) {
        self.origin = origin
        self.environment = environment
        self.operation = operation
        self.caseID = caseID
        self.decides = decides
        self.role = role
        self.policy = policy
        self.practice = practice
        self.key = key
        self.expiresMilliseconds = expiresMilliseconds
        self.nonce = nonce
        self.checkpoint = checkpoint
    }

    /// The bytes to sign.
    package var canonicalBytes: [UInt8] {
        let json: JSONValue = .object([
            "type": .string(Self.type),
            "origin": .string(origin),
            "environment": .string(environment.rawValue),
            "operation": .string(operation),
            "case": caseID.map { .string($0) } ?? .null,
            "decides": .string(Hex.encode(decides)),
            "decision": .string(Self.decision),
            "role": .string(role),
            "policy": .string(policy),
            "practice": .integer(practice),
            "key": .string(key),
            "expires": .integer(expiresMilliseconds),
            "nonce": .string(Hex.encode(nonce)),
            "checkpoint": .object(checkpoint.members),
        ])
        return json.canonicalBytes
    }

    /// Reads a statement whose bytes are exactly canonical.
    /// - Throws: `act.malformed`, naming the member.
    package init(parsing bytes: [UInt8]) throws(Refusal) {
        var reader = try MemberReader(bytes, maximumBytes: Self.maximumBytes)
        guard try reader.string("type") == Self.type else { throw .malformedAct("type") }
        origin = try reader.string("origin")
        guard let environment = LedgerEnvironment(rawValue: try reader.string("environment")) else {
            throw .malformedAct("environment")
        }
        self.environment = environment
        operation = try reader.string("operation")
        caseID = try reader.optionalString("case")
        decides = try reader.hex("decides", count: 32)
        guard try reader.string("decision") == Self.decision else {
            throw .malformedAct("decision")
        }
        role = try reader.string("role")
        policy = try reader.string("policy")
        practice = try reader.integer("practice")
        key = try reader.string("key")
        expiresMilliseconds = try reader.integer("expires")
        nonce = try reader.hex("nonce", count: 16)
        var seen = try reader.object("checkpoint")
        checkpoint = SeenCheckpoint(
            size: try seen.integer("size"), root: try seen.hex("root", count: 32))
        try seen.finish()
        try reader.finish()
        // One statement has one spelling: what was signed is what is stored and hashed.
        guard canonicalBytes == bytes else { throw .malformedAct("act") }
    }
}

/// Takes members out of an object one by one; what is left at the end is too much.
private struct MemberReader {
    private var members: [String: JSONValue]

    init(_ bytes: [UInt8], maximumBytes: Int) throws(Refusal) {
        guard bytes.count <= maximumBytes,
            let json = try? JSONValue(parsing: bytes), case .object(let members) = json
        else { throw .malformedAct("act") }
        self.members = members
    }

    private init(_ members: [String: JSONValue]) {
        self.members = members
    }

    private mutating func take(_ name: String) throws(Refusal) -> JSONValue {
        guard let value = members.removeValue(forKey: name) else { throw .malformedAct(name) }
        return value
    }

    mutating func string(_ name: String) throws(Refusal) -> String {
        guard let text = try take(name).string else { throw .malformedAct(name) }
        return text
    }

    mutating func optionalString(_ name: String) throws(Refusal) -> String? {
        let value = try take(name)
        if value.isNull { return nil }
        guard let text = value.string else { throw .malformedAct(name) }
        return text
    }

    mutating func integer(_ name: String) throws(Refusal) -> Int64 {
        guard let number = try take(name).integer, number >= 0 else { throw .malformedAct(name) }
        return number
    }

    mutating func hex(_ name: String, count: Int) throws(Refusal) -> [UInt8] {
        guard let bytes = Hex.decode(try string(name)), bytes.count == count else {
            throw .malformedAct(name)
        }
        return bytes
    }

    mutating func object(_ name: String) throws(Refusal) -> MemberReader {
        guard let object = try take(name).object else { throw .malformedAct(name) }
        return MemberReader(object)
    }

    func finish() throws(Refusal) {
        if let name = members.keys.first { throw .malformedAct(name) }
    }
}

extension Refusal {
    fileprivate static func malformedAct(_ member: String) -> Refusal {
        Refusal(.actMalformed, field: member, ["member": member])
    }
}
