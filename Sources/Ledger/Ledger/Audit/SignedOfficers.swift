import CanonicalJSON
import CertificatePolicy

/// The officers of a journal by what founders and officers signed, as far as the entries were followed.
///
/// Nothing in it comes from a row: who holds every checkpoint key and no officer's cannot make an officer,
/// nor give one a role, nor keep one that was withdrawn. For which authority a role holds is judged when an
/// act is taken.
struct SignedOfficers {
    private struct Standing {
        let publicKey: [UInt8]
        /// The first id of the same person.
        let person: String
        /// In the order of enrolment.
        let number: Int
        var grants: [RoleGrant]
        /// When custodians had this id become a security officer; nil for who came by enrolment.
        var recovered: Int64?
        var isSuspended = false
        var ended: Int64?
    }

    private var standings: [String: Standing] = [:]

    /// Whether the founders' ids are different ones. Takes them in.
    mutating func takeIn(founders: [JSONValue]) -> Bool {
        founders.allSatisfy { founder in
            guard let id = founder["id"]?.string else { return false }
            return add(id, payload: founder, key: "key", roles: founder["roles"], from: 0)
        }
    }

    private mutating func add(
        _ id: String, payload: JSONValue?, key name: String, roles: JSONValue?, from: Int64
    ) -> Bool {
        guard standings[id] == nil, let key = payload?[name]?.string.flatMap(Base64.decode),
            !standings.values.contains(where: { $0.publicKey == key })
        else { return false }
        let roles = (roles?.array ?? []).compactMap { $0.string.flatMap(Role.init) }
        let former = (payload?["formerly"]?.string).map { Officer.id(ofHandle: $0) }
        standings[id] = Standing(
            publicKey: key, person: former.flatMap { standings[$0]?.person } ?? id,
            number: standings.count,
            grants: roles.map { RoleGrant(role: $0, fromMilliseconds: from) })
        return true
    }

    /// The key of an officer of today or of before.
    func publicKey(of officer: String) -> [UInt8]? { standings[officer]?.publicKey }

    /// The first id of the same person.
    func person(_ officer: String) -> String? { standings[officer]?.person }

    /// Whether somebody has this role and may act at this time.
    func mayAct(_ officer: String, as role: String, atMilliseconds now: Int64) -> Bool {
        guard let standing = standings[officer], !standing.isSuspended, standing.ended == nil,
            !isSuperseded(standing, atMilliseconds: now)
        else { return false }
        return standing.grants.contains {
            $0.role.rawValue == role && $0.isInForce(atMilliseconds: now)
        }
    }

    /// Whether custodians put the same person in place under a later id, which came to hold its role: see
    /// `ReadableLedger.standing(of:)`.
    private func isSuperseded(_ standing: Standing, atMilliseconds now: Int64) -> Bool {
        standings.values.contains { other in
            guard other.person == standing.person, other.number > standing.number,
                let from = other.recovered, from <= now, other.ended.map({ $0 > from }) ?? true
            else { return false }
            return other.grants.contains {
                $0.role == .securityOfficer && $0.fromMilliseconds == from
                    && $0.isInForce(atMilliseconds: from)
            }
        }
    }

    /// Takes over what an entry that was carried out says of officers.
    ///
    /// - Parameter payload: what was signed; nil where the entry does not tell it.
    /// - Returns: whether it says it of somebody whom it can be about.
    mutating func follow(_ entry: JournalEntry, _ payload: JSONValue?) -> Bool {
        let about = entry.caseID ?? ""
        switch entry.operation {
        case "operator.enrol":
            guard let id = enrolled(in: entry, payload) else { return false }
            return add(
                id, payload: payload, key: "publicKey", roles: payload?["roles"],
                from: entry.timeMilliseconds)
        case "operator.recover":
            return payload?["told"] == nil ? recover(payload, entry) : isTold(payload, entry)
        case "operator.grant": return grant(payload, entry, about)
        case "operator.withdraw": return withdraw(payload, entry, about)
        case "operator.suspend": standings[about]?.isSuspended = true
        case "operator.reinstate": standings[about]?.isSuspended = false
        case "operator.end": standings[about]?.ended = entry.timeMilliseconds
        default: return true
        }
        return standings[about] != nil
    }

    /// The one officer whom an entry brings in, by the handle that was signed.
    private func enrolled(in entry: JournalEntry, _ payload: JSONValue?) -> String? {
        let changed = entry.changes.filter { $0.table == Officer.table.name }
        guard changed.count == 1, let id = changed[0].key.array?.first?.string,
            let name = payload?["name"]?.string,
            id.utf8.elementsEqual(Officer.id(ofHandle: name).utf8)
        else { return nil }
        return id
    }

    /// A security officer, and no less late than any practice allows.
    private mutating func recover(_ payload: JSONValue?, _ entry: JournalEntry) -> Bool {
        guard let id = enrolled(in: entry, payload), let from = entry.facts["from"]?.integer,
            from - entry.timeMilliseconds >= Officer.minimumRecoveryDelayHours * 3_600_000,
            let grant = entry.changes.first(where: { $0.table == Grant.table.name })?
                .key.array?.first?.string
        else { return false }
        guard
            entry.isOnly(
                change: Grant(
                    id: grant, officer: id, role: .securityOfficer, fromMilliseconds: from)),
            add(
                id, payload: payload, key: "publicKey",
                roles: [.string(Role.securityOfficer.rawValue)], from: from)
        else { return false }
        standings[id]?.recovered = from
        return true
    }

    /// Whether it has the role of somebody whom custodians put in place begin later, while that waits.
    ///
    /// - Parameter last: the time of the entry before, by which a role must not have begun: who came to hold it
    ///   stays who put the lost key out of use.
    mutating func postpone(_ entry: JournalEntry, after last: Int64) -> Bool {
        guard let officer = entry.caseID, let standing = standings[officer],
            let begin = standing.recovered, begin > last,
            let from = entry.facts["from"]?.integer, from > begin,
            let place = standing.grants.firstIndex(where: {
                $0.role == .securityOfficer && $0.fromMilliseconds == begin
            }),
            let id = entry.changes.first?.key.array?.first?.string
        else { return false }
        let until = standing.grants[place].untilMilliseconds
        standings[officer]?.recovered = from
        standings[officer]?.grants[place] = RoleGrant(
            role: .securityOfficer, fromMilliseconds: from, untilMilliseconds: until)
        return entry.isOnly(
            change: Grant(
                id: id, officer: officer, role: .securityOfficer, fromMilliseconds: from,
                untilMilliseconds: until))
    }

    /// That those outside were told of it by another way: nobody is taken in again.
    private func isTold(_ payload: JSONValue?, _ entry: JournalEntry) -> Bool {
        guard let name = payload?["name"]?.string, payload?["told"]?.string != nil,
            standings[Officer.id(ofHandle: name)]?.recovered != nil
        else { return false }
        return entry.changes.allSatisfy {
            $0.table != Officer.table.name && $0.table != Grant.table.name
        }
    }

    /// The one row that the entry puts says what was signed.
    private mutating func grant(
        _ payload: JSONValue?, _ entry: JournalEntry, _ about: String
    ) -> Bool {
        guard standings[about] != nil, let role = payload?["role"]?.string.flatMap(Role.init),
            let id = entry.changes.first(where: { $0.table == Grant.table.name })?
                .key.array?.first?.string
        else { return false }
        let grant = Grant(
            id: id, officer: about, role: role, authority: payload?["authority"]?.string,
            kind: payload?["category"]?.string.flatMap(Profile.Kind.init),
            site: payload?["site"]?.string,
            fromMilliseconds: max(payload?["from"]?.integer ?? 0, entry.timeMilliseconds),
            untilMilliseconds: payload?["until"]?.integer)
        standings[about]?.grants.append(grant.roleGrant)
        return entry.isOnly(change: grant)
    }

    private mutating func withdraw(
        _ payload: JSONValue?, _ entry: JournalEntry, _ about: String
    ) -> Bool {
        guard let grants = standings[about]?.grants,
            let role = payload?["role"]?.string.flatMap(Role.init)
        else { return false }
        let scope = GrantScope(
            authority: payload?["authority"]?.string,
            kind: payload?["category"]?.string.flatMap(Profile.Kind.init),
            site: payload?["site"]?.string)
        let end = max(payload?["from"]?.integer ?? 0, entry.timeMilliseconds)
        standings[about]?.grants = grants.map {
            $0.isMeant(by: role, scope) ? $0.ended(atMilliseconds: end) : $0
        }
        return true
    }
}

extension JournalEntry {
    /// Whether it puts this row, with these values, and no other into its table.
    func isOnly<R: Record>(change record: R) -> Bool {
        let statements = TableStatements(R.table)
        let own = changes.filter { $0.table == R.table.name }
        guard let values = try? statements.parameters(of: record.values) else { return false }
        return own.count == 1 && own[0].key == RowHash.json(ofKey: statements.key(of: values))
            && own[0].rowHash == statements.hash(of: values)
    }
}
