package import CertificatePolicy
package import Ledger

/// What one officer can do next: each application whose next step the rules would let this officer take now.
///
/// Its cost grows with the applications that wait, and not with those that have ended.
package struct WorkList: Sendable {
    /// A part of it.
    package enum Choice: String, Sendable, CaseIterable {
        /// What the officer has taken.
        case mine
        /// What nobody has.
        case unclaimed
        /// What is due soon, or late.
        case due
    }

    package struct Item: Sendable {
        package let application: Application
        package let step: Operation
        /// In milliseconds since 1970 (CP 6.5).
        package let dueMilliseconds: Int64
        package let claim: Claim?
    }

    /// What is due first comes first. Of more than the limit, those that were received first.
    package let items: [Item]

    /// - Parameter limit: how many of each step are read, before they are put in order.
    package init(
        _ ledger: Snapshot, of officer: Officer, _ choice: Choice? = nil, limit: Int
    ) throws {
        var reading = WorkReading(ledger, officer, choice)
        var found: [Item] = []
        if choice == .mine {
            for application in try ledger.claimed(by: officer) {
                if let item = try reading.item(of: application) { found.append(item) }
            }
        } else {
            for state in Application.statesOfWork {
                guard try reading.mayHave(state) else { continue }
                var count = 0
                try ledger.forEach(
                    Application.self, where: "state = ? AND \(Application.isOfWork)",
                    [.text(state.rawValue)],
                    orderBy: "created_at, id"
                ) { application in
                    guard let item = try reading.item(of: application) else { return true }
                    found.append(item)
                    count += 1
                    return count < limit
                }
            }
        }
        items = Array(
            found.sorted { one, other in
                (one.dueMilliseconds, one.application.createdAtMilliseconds, one.application.id)
                    < (
                        other.dueMilliseconds, other.application.createdAtMilliseconds,
                        other.application.id
                    )
            }.prefix(limit))
    }
}

extension Duty {
    /// That an application is decided in time.
    package static let processing = Duty["application.processing"]
}

/// Asks the rules of one application after another.
private struct WorkReading {
    private let ledger: Snapshot
    private let officer: Officer
    private let choice: WorkList.Choice?
    private var times: ProcessingTimes?
    private var standings: [String: OfficerStanding] = [:]

    init(_ ledger: Snapshot, _ officer: Officer, _ choice: WorkList.Choice?) {
        self.ledger = ledger
        self.officer = officer
        self.choice = choice
    }

    /// Whether the officer has a role for what waits in this state, wherever.
    mutating func mayHave(_ state: Application.State) throws -> Bool {
        guard let step = Application.nextStep(from: state, isAcceptedLater: true) else {
            return false
        }
        let held = try standing(for: step).rolesAnywhere(atMilliseconds: ledger.atMilliseconds)
        return step.roles.contains(where: held.contains)
    }

    /// Nil where the rules refuse the officer, and where the choice leaves it out.
    mutating func item(of application: Application) throws -> WorkList.Item? {
        guard let step = application.nextStep else { return nil }
        let standing = try standing(for: step)
        // Most that is refused is of another place: told without a look at the history.
        let held = standing.roles(in: application.scope, atMilliseconds: ledger.atMilliseconds)
        guard step.roles.contains(where: held.contains),
            try ledger.allows(step, of: application, by: standing)
        else { return nil }
        let claim = try ledger.claim(on: application)
        if choice == .unclaimed, claim != nil { return nil }
        if choice == .mine, claim == nil { return nil }
        let due = try deadline(from: application.createdAtMilliseconds)
        if choice == .due, let duty = Duty.processing,
            ledger.atMilliseconds < due - duty.warningMilliseconds
        {
            return nil
        }
        return WorkList.Item(
            application: application, step: step, dueMilliseconds: due, claim: claim)
    }

    private mutating func deadline(from moment: Int64) throws -> Int64 {
        var times = try self.times ?? ProcessingTimes(ledger)
        defer { self.times = times }
        return try times.deadline(from: moment)
    }

    private mutating func standing(for step: Operation) throws -> OfficerStanding {
        if let known = standings[step.id] { return known }
        let standing = try ledger.standing(of: officer, for: step)
        standings[step.id] = standing
        return standing
    }
}
