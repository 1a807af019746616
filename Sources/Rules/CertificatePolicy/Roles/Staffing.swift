/// Whether there are enough people at a time, and how few would do.
public struct Staffing: Sendable {
    /// The roles in force of everybody who may act; people without any are left out.
    private let roles: [(officer: String, held: Set<Role>)]

    public init(_ standings: [OfficerStanding], atMilliseconds: Int64) {
        roles = standings.filter { !$0.isSuspended && !$0.isKeyRetired }
            .map { ($0.officer, $0.rolesAnywhere(atMilliseconds: atMilliseconds)) }
            .filter { !$0.1.isEmpty }
    }

    /// Who can take part in an operation.
    public func able(to operation: Operation) -> [String] {
        roles.filter { _, held in operation.roles.contains(where: held.contains) }.map(\.officer)
    }

    /// Who holds one of these roles.
    public func officers(holding wanted: [Role]) -> [String] {
        roles.filter { _, held in wanted.contains(where: held.contains) }.map(\.officer)
    }

    /// Operations of officers for which there are too few.
    public var lacking: [Operation] {
        Operation.all.filter { $0.peopleNeeded > able(to: $0).count }
    }

    /// Operations that would stand still without one person, and do not yet.
    public func stopping(without officer: String) -> [Operation] {
        Operation.all.filter { operation in
            let able = able(to: operation)
            return able.count == operation.peopleNeeded && able.contains(officer)
        }
    }

    // MARK: How few would do

    /// The smallest set of people, each with roles that one person may hold, that can do everything.
    public static let smallest: [[Role]] = {
        let posts = Role.allCases.flatMap { role in
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
    /// How many different officers with its roles there have to be: those who take part, and those of the
    /// same roles who did before in the case what its people may not have done.
    public var peopleNeeded: Int {
        people + differsFrom.count { Operation[$0].map { $0.roles == roles } ?? false }
    }
}
