import CanonicalJSON
import CertificatePolicy

/// The officers of a journal by what founders and officers signed, as far as the entries were followed.
///
/// Nothing in it comes from a row: who holds every checkpoint key and no officer's cannot make an officer,
/// nor give one a role. When and for which authority a role holds is judged when an act is taken.
struct SignedOfficers {
    private struct Standing {
        let publicKey: [UInt8]
        let roles: Set<String>
        var isSuspended = false
        var hasEnded = false
    }

    private var standings: [String: Standing] = [:]

    /// Whether the founders' ids are different ones. Takes them in.
    mutating func takeIn(founders: [JSONValue]) -> Bool {
        founders.allSatisfy { founder in
            guard let id = founder["id"]?.string else { return false }
            return add(id, key: founder["key"], roles: founder["roles"])
        }
    }

    private mutating func add(_ id: String, key: JSONValue?, roles: JSONValue?) -> Bool {
        guard standings[id] == nil, let key = key?.string.flatMap(Base64.decode),
            !standings.values.contains(where: { $0.publicKey == key })
        else { return false }
        standings[id] = Standing(
            publicKey: key, roles: Set((roles?.array ?? []).compactMap(\.string)))
        return true
    }

    /// The key of an officer of today or of before.
    func publicKey(of officer: String) -> [UInt8]? { standings[officer]?.publicKey }

    /// Whether somebody has this role and may act.
    func mayAct(_ officer: String, as role: String) -> Bool {
        guard let standing = standings[officer] else { return false }
        return standing.roles.contains(role) && !standing.isSuspended && !standing.hasEnded
    }

    /// Takes over what an entry that was carried out says of officers.
    ///
    /// - Parameter payload: what several people signed; nil where one did.
    /// - Returns: whether it says it of somebody whom it can be about.
    mutating func follow(_ entry: JournalEntry, _ payload: JSONValue?) -> Bool {
        let about = entry.caseID ?? ""
        switch entry.operation {
        case "operator.enrol":
            let enrolled = entry.changes.filter { $0.table == Officer.table.name }
            guard enrolled.count == 1, let id = enrolled[0].key.array?.first?.string,
                let name = payload?["name"]?.string, id.utf8.elementsEqual("off-\(name)".utf8)
            else { return false }
            return add(id, key: payload?["publicKey"], roles: payload?["roles"])
        case "operator.suspend": standings[about]?.isSuspended = true
        case "operator.reinstate": standings[about]?.isSuspended = false
        case "operator.end": standings[about]?.hasEnded = true
        default: return true
        }
        return standings[about] != nil
    }
}
