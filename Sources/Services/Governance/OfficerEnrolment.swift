package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages

/// What two security officers sign to take a person in: a name, a public key, roles.
///
/// Payload: `name` (a handle such as `mei`, not a full name), `publicKey` (base64 of a P-256
/// SubjectPublicKeyInfo), `roles` (none where each is granted with its limits); optional: `formerly`, the
/// handle of somebody who was ended and comes back: what was done under either, one person did.
package struct OfficerEnrolment: Sendable {
    package let name: String
    package let publicKey: [UInt8]
    package let roles: [Role]
    private let formerly: String?
    /// Whether `formerly` may be somebody who was never ended: whose key was lost.
    private let isOfLost: Bool

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["name", "publicKey", "roles", "formerly"])
        guard payload.json["roles"] != nil else {
            throw Refusal(.payloadInvalid, field: "roles", ["name": "roles"])
        }
        let roles = try Self.roles(payload.strings("roles", maximumCount: 11))
        try self.init(payload, roles: roles)
    }

    /// The same with roles that the payload does not say.
    init(_ payload: Payload, roles: [Role], ofLost: Bool = false) throws {
        isOfLost = ofLost
        name = try Self.handle(payload.string("name", maximumBytes: 32))
        guard let key = Base64.decode(try payload.string("publicKey")),
            Officer.usableKey(key) != nil
        else { throw Refusal(.officerKeyUnusable, field: "publicKey") }
        publicKey = key
        self.roles = roles
        formerly =
            try payload.optionalString("formerly", maximumBytes: 32).map(Self.handle)
    }

    var officerID: String { Officer.id(ofHandle: name) }

    /// Whether the person could be taken in now: neither name nor key is another's.
    package func judge(_ ledger: some ReadableLedger) throws {
        guard try ledger.get(Officer.self, .text(officerID)) == nil,
            try ledger.officer(keyID: Officer.keyID(of: publicKey)) == nil
        else { throw Refusal(.officerExists, field: "name", ["name": name]) }
        let person = try self.person(ledger)
        if let person {
            let now = ledger.atMilliseconds
            try ledger.judgeConflicts(
                of: roles.map { RoleGrant(role: $0, fromMilliseconds: now) }, person: person,
                field: "roles")
        }
        // Who recovers lost security officers is free of it: they keep the register.
        guard !isOfLost else { return }
        let earlier = try person.map { try ledger.officers(ofPerson: $0).map(\.id) } ?? []
        try ledger.judgeScreening(of: [officerID] + earlier, for: roles, field: "roles")
    }

    /// The id of the first enrolment of somebody who comes back.
    private func person(_ ledger: some ReadableLedger) throws -> String? {
        guard let formerly else { return nil }
        let former = try ledger.officer(handle: formerly, field: "formerly")
        // One person never acts under two ids at a time. The key that was lost acts no more once the new one does.
        if !isOfLost,
            let live = try ledger.officers(ofPerson: former.person).first(where: {
                !$0.isKeyRetired
            })
        {
            throw live.stateRefusal(formerly, field: "formerly")
        }
        return former.person
    }

    /// The executor of `operator.enrol`.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let enrolment = try OfficerEnrolment(Payload(payload))
        try enrolment.judge(transaction)
        try enrolment.takeIn(&transaction, from: transaction.atMilliseconds)
        return [
            "officer": .string(enrolment.officerID), "name": .string(enrolment.name),
            "roles": .array(enrolment.roles.map { .string($0.rawValue) }),
        ]
    }

    /// Puts the officer, and each role from a moment on.
    func takeIn(_ transaction: inout Transaction, from: Int64) throws {
        try transaction.put(
            Officer(
                id: officerID, publicKey: publicKey,
                enrolledAtMilliseconds: transaction.atMilliseconds, person: person(transaction)))
        for role in roles {
            try transaction.put(
                Grant(
                    id: transaction.newID("grant"), officer: officerID, role: role,
                    fromMilliseconds: from))
        }
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
        let roles = try names.map { try role($0, field: "roles") }
        for (first, second) in Role.conflicts where roles.contains(first) && roles.contains(second)
        {
            throw Refusal(
                .rolesConflict, field: "roles",
                ["first": first.rawValue, "second": second.rawValue])
        }
        return roles
    }

    static func role(_ name: String, field: String) throws(Refusal) -> Role {
        guard let role = Role(rawValue: name) else {
            throw Refusal(
                .roleUnknown, field: field,
                ["name": name, "roles": Role.allCases.map(\.rawValue).joined(separator: ", ")])
        }
        return role
    }
}
