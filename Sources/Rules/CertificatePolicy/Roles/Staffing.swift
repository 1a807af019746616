/// Whether there are enough people at a time, and how few would do.
public struct Staffing: Sendable {
    /// Everybody who may act, with what is in force.
    private let people: [OfficerStanding]
    private let scopes: [CaseScope]
    private let atMilliseconds: Int64

    /// - Parameter scopes: the cases that there can be, as grants may be limited to them: an operation
    ///   lacks people where it does for one of them. Empty where there is no authority yet. Cases of a site
    ///   need not be among them: whoever may act where there is none may act at every one, so that nowhere
    ///   are there fewer people than for a case of no site.
    public init(
        _ standings: [OfficerStanding], scopes: [CaseScope] = [], atMilliseconds: Int64
    ) {
        self.scopes = scopes
        self.atMilliseconds = atMilliseconds
        people = standings.filter { !$0.isSuspended && !$0.isKeyRetired }.map { standing in
            standing.with(standing.grants.filter { $0.isInForce(atMilliseconds: atMilliseconds) })
        }
    }

    /// Who can take part in an operation, for cases of one authority at least. Whose screening or training
    /// lapsed cannot in what loosens (CP 7.14).
    public func able(to operation: Operation) -> [String] {
        able(to: operation, in: nil).map(\.officer)
    }

    /// Who holds one of these roles, for a case where one is meant.
    public func officers(holding wanted: [Role], in scope: CaseScope? = nil) -> [String] {
        people.filter { person in
            person.grants.contains { grant in
                wanted.contains(grant.role)
                    && (scope.map(grant.scope.covers) ?? true)
            }
        }.map(\.officer)
    }

    /// How many people can take part where there are fewest.
    public func fewestAble(to operation: Operation) -> Int {
        fewest(operation, without: nil)
    }

    /// Operations of officers for which there are too few, for cases of one authority at least.
    public var lacking: [Operation] {
        Operation.all.filter { $0.peopleNeeded > fewestAble(to: $0) }
    }

    /// Operations that would stand still without one person, and do not yet.
    public func stopping(without officer: String) -> [Operation] {
        let person = people.first { $0.officer == officer }?.person ?? officer
        return Operation.all.filter { operation in
            operation.peopleNeeded <= fewest(operation, without: nil)
                && operation.peopleNeeded > fewest(operation, without: person)
        }
    }

    /// People, not ids: who was enrolled under several is one.
    private func fewest(_ operation: Operation, without person: String?) -> Int {
        let scopes: [CaseScope?] = scopes.filter(operation.canBeAbout)
        return (scopes.isEmpty ? [nil] : scopes).map { scope in
            Set(able(to: operation, in: scope).map(\.person)).count { $0 != person }
        }.min() ?? 0
    }

    private func able(to operation: Operation, in scope: CaseScope?) -> [OfficerStanding] {
        people.filter { person in
            person.grants.contains { grant in
                operation.roles.contains(grant.role)
                    && (scope.map(grant.scope.covers) ?? true)
                    && person.lapse(
                        of: grant.role, for: operation, atMilliseconds: atMilliseconds) == nil
            }
        }
    }

    // MARK: How few would do

    /// The smallest set of people, each with roles that one person may hold, that can do everything.
    public static let smallest: [[Role]] = {
        // Those that go together with least come first, so that what does not fit shows early.
        let roles = Role.allCases.sorted { one, other in
            Role.allCases.count(where: one.excludes) > Role.allCases.count(where: other.excludes)
        }
        let posts = roles.flatMap { role in
            Array(repeating: role, count: needed(role))
        }
        // One more person at a time until all posts fit.
        for count in 1...max(1, posts.count) {
            if let people = placed(posts[...], in: Array(repeating: [], count: count)) {
                return people
            }
        }
        return posts.map { [$0] }
    }()

    /// How many people must hold a role for the operations that no other role may do.
    private static func needed(_ role: Role) -> Int {
        Operation.all.filter { $0.roles == [role] }.map(\.peopleNeeded).max() ?? 0
    }

    private static func placed(_ posts: ArraySlice<Role>, in people: [[Role]]) -> [[Role]]? {
        guard let post = posts.first else { return people }
        var triedEmpty = false
        for index in people.indices {
            // Empty places are alike.
            if people[index].isEmpty {
                if triedEmpty { continue }
                triedEmpty = true
            }
            guard !people[index].contains(where: { $0 == post || $0.excludes(post) }) else {
                continue
            }
            var next = people
            next[index].append(post)
            if let found = placed(posts.dropFirst(), in: next) { return found }
        }
        return nil
    }
}

extension Operation {
    /// Whether one of its cases can have this scope: applications are always for a subscriber's
    /// certificate, and what nobody with a limited grant may do has no scope.
    fileprivate func canBeAbout(_ scope: CaseScope) -> Bool {
        roles.contains(where: Role.limitable.contains)
            && (scope.kind != .none || !id.hasPrefix("application."))
    }

    /// How many different officers with its roles there have to be: those who take part, and those of the
    /// same roles who did before in the case what its people may not have done.
    public var peopleNeeded: Int {
        people + differsFrom.count { Operation[$0].map { $0.roles == roles } ?? false }
    }
}
