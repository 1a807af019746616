import CanonicalJSON
package import CertificatePolicy
package import Cryptography

/// An officer as the ledger knows one: an id and a public key. Names lie in the vault.
package struct Officer: Record {
    package static let table = Table(
        "officer",
        columns: [
            Column("id", .text), Column("key_id", .text), Column("public_key", .blob),
            Column("is_suspended", .integer), Column("is_key_retired", .integer),
            Column("enrolled_at", .integer), Column("person", .text, nullable: true),
        ],
        key: ["id"], indexes: [Index(["key_id"], unique: true)])

    package let id: String
    /// See `keyID(of:)`.
    package let keyID: String
    /// The DER SubjectPublicKeyInfo of a P-256 key.
    package let publicKey: [UInt8]
    /// May do nothing for now, whatever was granted.
    package var isSuspended: Bool
    package var isKeyRetired: Bool
    package let enrolledAtMilliseconds: Int64
    /// Under which id this person was enrolled first, where that was another one.
    private let earlierID: String?

    /// - Parameter person: the id of the first enrolment of somebody who was an officer before.
    package init(
        id: String, publicKey: [UInt8], isSuspended: Bool = false, isKeyRetired: Bool = false,
        enrolledAtMilliseconds: Int64, person: String? = nil
    ) {
        self.id = id
        earlierID = person
        keyID = Self.keyID(of: publicKey)
        self.publicKey = publicKey
        self.isSuspended = isSuspended
        self.isKeyRetired = isKeyRetired
        self.enrolledAtMilliseconds = enrolledAtMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        keyID = try row.text("key_id")
        publicKey = try row.blob("public_key")
        isSuspended = try row.flag("is_suspended")
        isKeyRetired = try row.flag("is_key_retired")
        enrolledAtMilliseconds = try row.integer("enrolled_at")
        earlierID = try row.optionalText("person")
    }

    /// The id of the person's first enrolment: one who comes back under another is still the same.
    package var person: String { earlierID ?? id }

    package var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id), "key_id": .text(keyID), "public_key": .blob(publicKey),
            "is_suspended": Value(isSuspended), "is_key_retired": Value(isKeyRetired),
            "enrolled_at": .integer(enrolledAtMilliseconds), "person": Value(earlierID),
        ]
    }

    /// Whether the person had this id after another one.
    func isLater(than other: Officer) -> Bool {
        (enrolledAtMilliseconds, earlierID == nil ? 0 : 1, id)
            > (other.enrolledAtMilliseconds, other.earlierID == nil ? 0 : 1, other.id)
    }

    /// A security officer whom custodians took in waits at least so long (CP 7.11b).
    package static let minimumRecoveryDelayHours: Int64 = 24

    /// `key-` and base32 of the first 128 bits of SHA-256 over the DER SubjectPublicKeyInfo: an
    /// officer's client computes it from its own key alone.
    package static func keyID(of subjectPublicKeyInfo: [UInt8]) -> String {
        "key-" + Base32.encode(Array(DigestAlgorithm.sha256.hash(subjectPublicKeyInfo).prefix(16)))
    }

    /// As the ledger names who was enrolled under this handle.
    package static func id(ofHandle name: String) -> String { "off-" + name }

    /// The key, if it is one that officers may use: P-256 in DER. Nil for anything else.
    package static func usableKey(_ subjectPublicKeyInfo: [UInt8]) -> PublicKey? {
        guard let info = try? SubjectPublicKeyInfo(derEncoded: subjectPublicKeyInfo),
            let key = try? PublicKey(info), key.algorithm == .p256
        else { return nil }
        return key
    }
}

/// One role granted to one officer. Rows are added and ended, never removed.
package struct Grant: Record {
    package static let table = Table(
        "role_grant",
        columns: [
            Column("id", .text), Column("officer", .text), Column("role", .text),
            Column("authority", .text, nullable: true), Column("from_at", .integer),
            Column("until_at", .integer, nullable: true),
            Column("kind", .text, nullable: true), Column("site", .text, nullable: true),
        ],
        key: ["id"], indexes: [Index(["officer"])])

    package let id: String
    package let officer: String
    package let role: Role
    /// The one certification authority it holds for; nil where it holds everywhere.
    package let authority: String?
    /// The one kind of subscriber certificates it holds for; nil where it holds for all.
    package let kind: Profile.Kind?
    /// The code of the one site for whose cases it holds; nil where it holds for all.
    package let site: String?
    package let fromMilliseconds: Int64
    /// Exclusive; nil where the grant has no end.
    package var untilMilliseconds: Int64?

    package init(
        id: String, officer: String, role: Role, authority: String? = nil,
        kind: Profile.Kind? = nil, site: String? = nil, fromMilliseconds: Int64,
        untilMilliseconds: Int64? = nil
    ) {
        self.id = id
        self.officer = officer
        self.role = role
        self.authority = authority
        self.kind = kind
        self.site = site
        self.fromMilliseconds = fromMilliseconds
        self.untilMilliseconds = untilMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        officer = try row.text("officer")
        role = try row.choice("role")
        authority = try row.optionalText("authority")
        kind = try row.optionalText("kind") == nil ? nil : row.choice("kind")
        site = try row.optionalText("site")
        fromMilliseconds = try row.integer("from_at")
        untilMilliseconds = try row.optionalInteger("until_at")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id), "officer": .text(officer), "role": .text(role.rawValue),
            "authority": Value(authority), "from_at": .integer(fromMilliseconds),
            "until_at": Value(untilMilliseconds), "kind": Value(kind?.rawValue),
            "site": Value(site),
        ]
    }

    /// As the rules want it.
    package var roleGrant: RoleGrant {
        RoleGrant(
            role: role, scope: GrantScope(authority: authority, kind: kind, site: site),
            fromMilliseconds: fromMilliseconds, untilMilliseconds: untilMilliseconds)
    }
}

extension ReadableLedger {
    /// The officer whose present key has this id.
    package func officer(keyID: String) throws(LedgerError) -> Officer? {
        try select(Officer.self, where: "key_id = ?", [.text(keyID)]).first
    }

    /// What the officer may do, as the rules want it.
    ///
    /// - Parameter qualification: what the registers say of the person; nil where it was not asked.
    package func standing(
        of officer: Officer, _ qualification: Qualification? = nil
    ) throws(LedgerError) -> OfficerStanding {
        OfficerStanding(
            officer: officer.id, person: officer.person,
            grants: try grants(of: officer.id).map(\.roleGrant), isSuspended: officer.isSuspended,
            isKeyRetired: officer.isKeyRetired ? true : try isSuperseded(officer),
            qualification: qualification)
    }

    private func isSuperseded(_ officer: Officer) throws(LedgerError) -> Bool {
        try supersededAt(officer).map { $0 <= atMilliseconds } ?? false
    }

    /// From when on the same person is in place under a later id, by custodians, that came to hold its role: a
    /// key that was lost never acts again, whatever becomes of the later one. One that was ended or withdrawn
    /// before its role began changes nothing. Nil where there is none; it may lie ahead.
    package func supersededAt(_ officer: Officer) throws(LedgerError) -> Int64? {
        let delay = Officer.minimumRecoveryDelayHours * 3_600_000
        var first: Int64?
        for other in try officers(ofPerson: officer.person) where other.isLater(than: officer) {
            for grant in try grants(of: other.id)
            where grant.role == .securityOfficer
                && grant.fromMilliseconds - other.enrolledAtMilliseconds >= delay
                && grant.untilMilliseconds.map({ $0 > grant.fromMilliseconds }) ?? true
            {
                first = min(first ?? .max, grant.fromMilliseconds)
            }
        }
        return first
    }

    /// Under every id that one person ever had.
    package func officers(ofPerson person: String) throws(LedgerError) -> [Officer] {
        try select(
            Officer.self, where: "id = ? OR person = ?", [.text(person), .text(person)],
            orderBy: "id")
    }

    /// Everything that an officer was ever granted, by id.
    package func grants(of officer: String) throws(LedgerError) -> [Grant] {
        try select(Grant.self, where: "officer = ?", [.text(officer)], orderBy: "id")
    }
}

/// One version of the practice (the settings that govern the authority); versions are only added.
package struct PracticeVersion: Record {
    package static let table = Table(
        "practice",
        columns: [
            Column("version", .integer), Column("settings", .text),
            Column("effective_from", .integer),
        ],
        key: ["version"])

    package let version: Int64
    /// Canonical JSON.
    package let settings: String
    package let effectiveFromMilliseconds: Int64

    package init(version: Int64, settings: String, effectiveFromMilliseconds: Int64) {
        self.version = version
        self.settings = settings
        self.effectiveFromMilliseconds = effectiveFromMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        version = try row.integer("version")
        settings = try row.text("settings")
        effectiveFromMilliseconds = try row.integer("effective_from")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "version": .integer(version), "settings": .text(settings),
            "effective_from": .integer(effectiveFromMilliseconds),
        ]
    }
}

extension ReadableLedger {
    /// The newest practice version in force at the time of this transaction or snapshot.
    package func practiceInForce() throws(LedgerError) -> PracticeVersion? {
        try select(
            PracticeVersion.self, where: "effective_from <= ?", [.integer(atMilliseconds)],
            orderBy: "version DESC", limit: 1
        ).first
    }
}
