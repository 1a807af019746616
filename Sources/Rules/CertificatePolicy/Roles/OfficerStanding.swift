/// Where a role grant holds: everywhere, or for one authority, one kind of subscriber certificates, one
/// site, or several of these together.
public struct GrantScope: Sendable, Hashable {
    /// The id of the one certification authority; nil for all.
    public let authority: String?
    /// `personal` or `organisation`; nil for every case.
    public let kind: Profile.Kind?
    /// The code of the one site where applicants are received; nil for every case.
    public let site: String?

    public init(authority: String? = nil, kind: Profile.Kind? = nil, site: String? = nil) {
        self.authority = authority
        self.kind = kind
        self.site = site
    }

    public static let everywhere = GrantScope()

    public static func authority(_ id: String) -> GrantScope { GrantScope(authority: id) }

    func includes(_ other: GrantScope) -> Bool {
        (authority == nil || authority == other.authority) && (kind == nil || kind == other.kind)
            && (site == nil || site == other.site)
    }

    /// Whether the grant covers a case of this authority, kind and site. A case of no authority (enrolment,
    /// practice) is covered only by a grant for all, and so with the kind and the site.
    public func covers(authority: String?, _ kind: CaseKind, _ site: CaseSite) -> Bool {
        (self.authority.map { own in
            authority.map { own.utf8.elementsEqual($0.utf8) } ?? false
        } ?? true) && (self.kind.map(kind.mayBe) ?? true) && (self.site.map(site.mayBe) ?? true)
    }

    func covers(_ scope: CaseScope) -> Bool {
        covers(authority: scope.authority, scope.kind, scope.site)
    }
}

/// What is known of the kind of certificates that a case is about.
public enum CaseKind: Sendable, Hashable {
    /// Not known before the act reads its rows, which then judges again.
    case unread
    /// About no subscriber's certificates.
    case none
    case of(Profile.Kind)

    /// - Parameter kind: nil, or not a subscriber's, where the case is about none.
    public init(_ kind: Profile.Kind?) {
        self = kind.flatMap { $0.isSubscriber ? .of($0) : nil } ?? .none
    }

    func mayBe(_ kind: Profile.Kind) -> Bool { self == .unread || self == .of(kind) }
}

/// What is known of the site at which a case is handled.
public enum CaseSite: Sendable, Hashable {
    /// Not known before the act reads its rows, which then judges again.
    case unread
    /// At none: for grants that are limited to no site.
    case none
    /// The code in the register of sites.
    case of(String)

    /// - Parameter code: nil where the case is handled at no site.
    public init(_ code: String?) {
        self = code.map { .of($0) } ?? .none
    }

    func mayBe(_ site: String) -> Bool {
        switch self {
        case .unread: true
        case .none: false
        case .of(let own): own.utf8.elementsEqual(site.utf8)
        }
    }
}

/// A case as grants may be limited to it.
public struct CaseScope: Sendable, Hashable {
    public let authority: String
    public let kind: CaseKind
    public let site: CaseSite

    public init(authority: String, kind: CaseKind, site: CaseSite = .none) {
        self.authority = authority
        self.kind = kind
        self.site = site
    }
}

/// One role granted to one officer. CP 7.10: only by a recorded, dual-controlled grant.
public struct RoleGrant: Sendable, Hashable {
    public let role: Role
    public let scope: GrantScope
    /// Milliseconds since 1970 UTC, inclusive.
    public let fromMilliseconds: Int64
    /// Milliseconds since 1970 UTC, exclusive; nil where the grant has no end.
    public let untilMilliseconds: Int64?

    public init(
        role: Role, scope: GrantScope = .everywhere, fromMilliseconds: Int64,
        untilMilliseconds: Int64? = nil
    ) {
        self.role = role
        self.scope = scope
        self.fromMilliseconds = fromMilliseconds
        self.untilMilliseconds = untilMilliseconds
    }

    /// Whether the grant is in force at this time.
    public func isInForce(atMilliseconds: Int64) -> Bool {
        atMilliseconds >= fromMilliseconds && untilMilliseconds.map { atMilliseconds < $0 } ?? true
    }

    /// Whether one person may not be granted both: roles that exclude each other, at one time; or ever,
    /// where what one of them learned stays with the person. The scope does not matter.
    public func excludes(_ other: RoleGrant) -> Bool {
        // One that was taken back before it began was never held.
        guard !isEmpty, !other.isEmpty else { return false }
        return role.excludesForEver(other.role) || role.excludes(other.role) && overlaps(other)
    }

    /// Whether it gives everything that another one would: its role, where and while it would hold.
    public func includes(_ other: RoleGrant) -> Bool {
        role == other.role && scope.includes(other.scope)
            && fromMilliseconds <= other.fromMilliseconds
            && untilMilliseconds ?? .max >= other.untilMilliseconds ?? .max
    }

    /// Whether a withdrawal of a role means it: of all grants of the role, or of those limited to a scope.
    public func isMeant(by role: Role, _ scope: GrantScope) -> Bool {
        self.role == role && scope.includes(self.scope)
    }

    /// The same with an end, where it would not end before.
    public func ended(atMilliseconds end: Int64) -> RoleGrant {
        RoleGrant(
            role: role, scope: scope, fromMilliseconds: fromMilliseconds,
            untilMilliseconds: min(untilMilliseconds ?? .max, end))
    }

    private var isEmpty: Bool { untilMilliseconds.map { $0 <= fromMilliseconds } ?? false }

    private func overlaps(_ other: RoleGrant) -> Bool {
        fromMilliseconds < other.untilMilliseconds ?? .max
            && other.fromMilliseconds < untilMilliseconds ?? .max
    }
}

/// What is known of an officer at the moment of an act.
public struct OfficerStanding: Sendable, Hashable {
    /// The officer's id, never a name.
    public let officer: String
    /// The id under which this person was enrolled first: what was done under any of one's ids, one did.
    public let person: String
    public let grants: [RoleGrant]
    /// The officer may do nothing for now, whatever was granted.
    public let isSuspended: Bool
    /// The key that signed the act is no longer in use.
    public let isKeyRetired: Bool
    /// What the registers say of the person; nil where it was not asked.
    public let qualification: Qualification?

    /// - Parameter person: nil where the officer was never enrolled under another id.
    public init(
        officer: String, person: String? = nil, grants: [RoleGrant], isSuspended: Bool = false,
        isKeyRetired: Bool = false, qualification: Qualification? = nil
    ) {
        self.officer = officer
        self.person = person ?? officer
        self.grants = grants
        self.isSuspended = isSuspended
        self.isKeyRetired = isKeyRetired
        self.qualification = qualification
    }

    /// The same with other grants.
    public func with(_ grants: [RoleGrant]) -> OfficerStanding {
        OfficerStanding(
            officer: officer, person: person, grants: grants, isSuspended: isSuspended,
            isKeyRetired: isKeyRetired, qualification: qualification)
    }

    /// What holds up an operation that is done in a role: screening or training of the person that
    /// lapsed (CP 7.13, 7.14). Nothing holds up what does not loosen.
    public func lapse(
        of role: Role, for operation: Operation, atMilliseconds: Int64
    ) -> Qualification.Lapse? {
        guard operation.needsQualification, let qualification, qualification.holdsUp else {
            return nil
        }
        return qualification.lapse(of: role, atMilliseconds: atMilliseconds)
    }

    /// The roles in force at this time for cases of at least one authority.
    public func rolesAnywhere(atMilliseconds: Int64) -> Set<Role> {
        Set(grants.filter { $0.isInForce(atMilliseconds: atMilliseconds) }.map(\.role))
    }

    /// The roles in force at this time for one case.
    public func roles(in scope: CaseScope, atMilliseconds: Int64) -> Set<Role> {
        roles(
            authority: scope.authority, scope.kind, scope.site, atMilliseconds: atMilliseconds)
    }

    /// The roles in force at this time for cases of this authority, kind and site.
    public func roles(
        authority: String?, _ kind: CaseKind = .unread, _ site: CaseSite = .unread,
        atMilliseconds: Int64
    ) -> Set<Role> {
        Set(
            grants.filter {
                $0.scope.covers(authority: authority, kind, site)
                    && $0.isInForce(atMilliseconds: atMilliseconds)
            }.map(\.role))
    }
}
