/// Where a role grant holds.
public enum GrantScope: Sendable, Hashable {
    case everywhere
    /// One certification authority, by its id.
    case authority(String)

    /// Whether the grant covers a case of this authority. A case of no authority (enrolment,
    /// practice) is covered only by a grant that holds everywhere.
    public func covers(authority: String?) -> Bool {
        switch self {
        case .everywhere: true
        case .authority(let id): authority.map { $0.utf8.elementsEqual(id.utf8) } ?? false
        }
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
}

/// What is known of an officer at the moment of an act.
public struct OfficerStanding: Sendable, Hashable {
    /// The officer's id, never a name.
    public let officer: String
    public let grants: [RoleGrant]
    /// The officer may do nothing for now, whatever was granted.
    public let isSuspended: Bool
    /// The key that signed the act is no longer in use.
    public let isKeyRetired: Bool

    public init(
        officer: String, grants: [RoleGrant], isSuspended: Bool = false, isKeyRetired: Bool = false
    ) {
        self.officer = officer
        self.grants = grants
        self.isSuspended = isSuspended
        self.isKeyRetired = isKeyRetired
    }

    /// The roles in force at this time for cases of at least one authority.
    public func rolesAnywhere(atMilliseconds: Int64) -> Set<Role> {
        Set(grants.filter { $0.isInForce(atMilliseconds: atMilliseconds) }.map(\.role))
    }

    /// The roles in force at this time for cases of this authority.
    public func roles(authority: String?, atMilliseconds: Int64) -> Set<Role> {
        Set(
            grants.filter {
                $0.scope.covers(authority: authority)
                    && $0.isInForce(atMilliseconds: atMilliseconds)
            }.map(\.role))
    }
}
