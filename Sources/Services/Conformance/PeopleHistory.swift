import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger

/// Who held which role, and could do what, at any time up to one: by grants, by the entries of those who were
/// suspended, reinstated and ended, and by the registers of people.
struct PeopleHistory {
    /// A role as one officer could act in it: not while suspended, and not after leaving.
    struct Held {
        let officer: String
        let role: Role
        let scope: GrantScope
        let times: Range<Int64>
    }

    private struct Person {
        let officer: Officer
        let grants: [Grant]
        let suspensions: [Range<Int64>]
        /// `.max` where the key is in use.
        let retiredAt: Int64
        let qualifications: QualificationHistory?
    }

    private let snapshot: Snapshot
    private let people: [Person]
    private let practices: [PracticeVersion]
    private let scopes: [(sinceMilliseconds: Int64, scope: CaseScope)]

    init(_ snapshot: Snapshot, until moment: Int64) throws {
        self.snapshot = snapshot
        let absences = try Absences(snapshot, until: moment)
        people = try snapshot.select(Officer.self, orderBy: "id").map { officer in
            let ended = absences.ended[officer.id] ?? .max
            return Person(
                officer: officer,
                grants: try snapshot.select(
                    Grant.self, where: "officer = ?", [.text(officer.id)],
                    orderBy: "from_at, id"),
                suspensions: absences.suspensions[officer.id] ?? [],
                retiredAt: min(ended, try snapshot.supersededAt(officer) ?? .max),
                qualifications: try snapshot.qualificationHistory(of: officer))
        }
        practices = try snapshot.select(PracticeVersion.self, orderBy: "version")
        let created = try snapshot.select(Authority.self).map {
            ($0.name, $0.createdAtMilliseconds)
        }
        let since = Dictionary(created) { first, _ in first }
        scopes = try snapshot.caseScopes().map { (since[$0.authority] ?? .min, $0) }
    }

    /// The practice in force at a time.
    func practice(atMilliseconds moment: Int64) -> PracticeVersion? {
        practices.last { $0.effectiveFromMilliseconds <= moment }
    }

    // MARK: At a time

    /// Everybody who was an officer.
    func standings(atMilliseconds moment: Int64) throws -> [OfficerStanding] {
        let next = try (snapshot.lastPlace(until: moment) ?? -1) + 1
        let rule = snapshot.qualificationRule(of: practice(atMilliseconds: moment))
        return people.filter { $0.officer.enrolledAtMilliseconds <= moment }.map { person in
            OfficerStanding(
                officer: person.officer.id, person: person.officer.person,
                grants: person.grants.map(\.roleGrant),
                isSuspended: person.suspensions.contains { $0.contains(moment) },
                isKeyRetired: person.retiredAt <= moment,
                qualification: rule.flatMap {
                    person.qualifications?.qualification(under: $0, before: next)
                })
        }
    }

    func staffing(atMilliseconds moment: Int64) throws -> Staffing {
        Staffing(
            try standings(atMilliseconds: moment),
            scopes: scopes.filter { $0.sinceMilliseconds <= moment }.map(\.scope),
            atMilliseconds: moment)
    }

    // MARK: Over time

    /// Each role with who could act in it, the earliest grant first.
    var held: [Held] {
        people.flatMap { person in
            person.grants.flatMap { grant -> [Held] in
                let from = grant.fromMilliseconds
                let until = min(grant.untilMilliseconds ?? .max, person.retiredAt)
                guard from < until else { return [] }
                return (from..<until).without(person.suspensions).map { times in
                    Held(
                        officer: person.officer.id, role: grant.role,
                        scope: grant.roleGrant.scope, times: times)
                }
            }
        }.sorted {
            ($0.times.lowerBound, $0.officer, $0.role.rawValue)
                < ($1.times.lowerBound, $1.officer, $1.role.rawValue)
        }
    }

    /// When something changed in who could do what, in order.
    func turns() throws -> [Int64] {
        var turns = Set(practices.map(\.effectiveFromMilliseconds))
        turns.formUnion(scopes.map(\.sinceMilliseconds))
        var places: Set<Int64> = []
        for person in people {
            turns.insert(person.officer.enrolledAtMilliseconds)
            turns.insert(person.retiredAt)
            for grant in person.grants {
                turns.formUnion([grant.fromMilliseconds, grant.untilMilliseconds ?? .max])
            }
            for absence in person.suspensions {
                turns.formUnion([absence.lowerBound, absence.upperBound])
            }
            for proof in person.qualifications?.proofs ?? [] {
                turns.formUnion([proof.fromMilliseconds, proof.untilMilliseconds])
            }
            places.formUnion(person.qualifications?.turns ?? [])
        }
        for place in places where place != .max {
            if let moment = try snapshot.time(ofEntry: place) { turns.insert(moment) }
        }
        return turns.filter { $0 != .max && $0 != .min }.sorted()
    }
}

/// Who was suspended from when until when, and who left, by the entries that did it.
private struct Absences {
    private(set) var suspensions: [String: [Range<Int64>]] = [:]
    private(set) var ended: [String: Int64] = [:]

    init(_ snapshot: Snapshot, until moment: Int64) throws {
        var events: [(place: Int64, at: Int64, operation: String, officer: String)] = []
        for operation in ["operator.suspend", "operator.reinstate", "operator.end"] {
            for change in try snapshot.changes(by: operation, until: moment) {
                for row in change.rows where row.table == Officer.table.name {
                    guard let officer = row.key.array?.first?.string else { continue }
                    events.append((change.place, change.atMilliseconds, operation, officer))
                }
            }
        }
        var since: [String: Int64] = [:]
        for event in events.sorted(by: { $0.place < $1.place }) {
            if event.operation == "operator.suspend" {
                since[event.officer] = event.at
                continue
            }
            if let from = since.removeValue(forKey: event.officer), from < event.at {
                suspensions[event.officer, default: []].append(from..<event.at)
            }
            if event.operation == "operator.end" { ended[event.officer] = event.at }
        }
        for (officer, from) in since {
            suspensions[officer, default: []].append(from..<Int64.max)
        }
    }
}
