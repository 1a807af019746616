import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages
import Registration

extension API {
    /// What an officer can do next, the most pressing first.
    func work(_ request: APIRequest) async throws -> JSONValue {
        var filter = Filter(request, table: Application.table.name)
        filter.allow("officer")
        filter.allow("only")
        try request.checkChoice("only", among: WorkList.Choice.allCases.map(\.rawValue))
        let choice = request.query["only"].flatMap(WorkList.Choice.init)
        let page = try filter.page(ways: [])
        let limit = Page.maximumTotal + 1
        return try await ledger.read { snapshot in
            let list = try WorkList(
                snapshot, of: try Self.officer(asking: request, snapshot), choice, limit: limit)
            return page.answer(
                "work",
                list.items.dropFirst(page.offset).prefix(page.size).map {
                    Self.json($0, atMilliseconds: snapshot.atMilliseconds)
                }, total: Int64(list.items.count))
        }
    }

    /// Whom the request names, or whose client asks.
    private static func officer(
        asking request: APIRequest, _ snapshot: Snapshot
    ) throws -> Officer {
        guard let name = request.query["officer"] else {
            guard case .officer(let id) = request.caller,
                let officer = try snapshot.get(Officer.self, .text(id))
            else {
                throw Refusal(
                    .queryInvalid, field: "officer", ["name": "officer", "reason": "off-…"])
            }
            return officer
        }
        guard
            let officer = try snapshot.get(Officer.self, .text(name))
                ?? snapshot.get(Officer.self, .text(Officer.id(ofHandle: name)))
        else { throw Refusal(.officerUnknown, field: "officer", ["name": name]) }
        return officer
    }

    private static func json(_ item: WorkList.Item, atMilliseconds now: Int64) -> JSONValue {
        let application = item.application
        let standing = Duty.processing?.standing(
            dueMilliseconds: item.dueMilliseconds, atMilliseconds: now)
        return summary(application).merging(claim(item.claim)).merging([
            "operation": .string(item.step.id), "due": .time(item.dueMilliseconds),
            "standing": standing.map { .string($0.word) } ?? .null,
        ])
    }
}
