package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages

/// What two security officers sign to take a person in: a name, a public key, roles.
///
/// Payload: `name` (a handle such as `mei`, not a full name), `publicKey` (base64 of a P-256
/// SubjectPublicKeyInfo), `roles`.
package struct OfficerEnrolment: Sendable {
    package let name: String
    package let publicKey: [UInt8]
    package let roles: [Role]

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["name", "publicKey", "roles"])
        name = try Self.handle(payload.string("name", maximumBytes: 32))
        guard let key = Base64.decode(try payload.string("publicKey")),
            Officer.usableKey(key) != nil
        else { throw Refusal(.officerKeyUnusable, field: "publicKey") }
        publicKey = key
        roles = try Self.roles(payload.strings("roles", maximumCount: 11))
    }

    private var officerID: String { Self.id(ofHandle: name) }

    /// As the ledger names the officer with this handle.
    package static func id(ofHandle name: String) -> String { "off-" + name }

    /// Whether the person could be taken in now: neither name nor key is another's.
    package func judge(_ ledger: some ReadableLedger) throws {
        guard try ledger.get(Officer.self, .text(officerID)) == nil,
            try ledger.officer(keyID: Officer.keyID(of: publicKey)) == nil
        else { throw Refusal(.officerExists, field: "name", ["name": name]) }
    }

    /// The executor of `operator.enrol`.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let enrolment = try OfficerEnrolment(Payload(payload))
        try enrolment.judge(transaction)
        let id = enrolment.officerID
        try transaction.put(
            Officer(
                id: id, publicKey: enrolment.publicKey,
                enrolledAtMilliseconds: transaction.atMilliseconds))
        for role in enrolment.roles {
            try transaction.put(
                Grant(
                    id: transaction.newID("grant"), officer: id, role: role,
                    fromMilliseconds: transaction.atMilliseconds))
        }
        return [
            "officer": .string(id), "name": .string(enrolment.name),
            "roles": .array(enrolment.roles.map { .string($0.rawValue) }),
        ]
    }

    /// Handles stand in entries for ever; they are chosen, short, and no one's full name.
    package static func handle(_ text: String) throws -> String {
        let octets = Array(text.utf8)
        guard (2...32).contains(octets.count),
            octets.allSatisfy({
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-")
            })
        else { throw Refusal(.officerNameInvalid, field: "name", ["name": text]) }
        return text
    }

    /// Roles that one person may hold together (CP 7.13).
    package static func roles(_ names: [String]) throws -> [Role] {
        let roles = try names.map { name in
            guard let role = Role(rawValue: name) else {
                throw Refusal(
                    .roleUnknown, field: "roles",
                    [
                        "name": name,
                        "roles": Role.allCases.map(\.rawValue).joined(separator: ", "),
                    ])
            }
            return role
        }
        guard !roles.isEmpty else {
            throw Refusal(.payloadInvalid, field: "roles", ["name": "roles"])
        }
        for (first, second) in Role.conflicts where roles.contains(first) && roles.contains(second)
        {
            throw Refusal(
                .rolesConflict, field: "roles",
                ["first": first.rawValue, "second": second.rawValue])
        }
        return roles
    }
}
