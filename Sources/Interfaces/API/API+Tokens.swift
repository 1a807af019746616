import CanonicalJSON
import Governance
import Ledger
import Registration

/// Tokens in which keys of subscribers lie.
extension API {
    /// What opens the token is told here, beside the result that is kept with the request. A certificate that a loss
    /// suspended is on the next list, which follows at once.
    func actOnToken(_ act: ActRequest) async throws -> JSONValue {
        let (outcome, secrets) = try await registration.actOnToken(act)
        if let suspended = outcome.result["suspended"], !suspended.isNull {
            await publishStatus(of: outcome.result, request: act.id, replayed: outcome.replayed)
        }
        return Self.answer(outcome).merging([
            "secrets": secrets.map { .array($0.map { .string($0) }) } ?? .null
        ])
    }

    /// All that were ever registered, the newest change first.
    func tokens(_ request: APIRequest) async throws -> JSONValue {
        var filter = Filter(request, table: SubscriberToken.table.name)
        try filter.choice(
            "state", to: "state", among: SubscriberToken.State.allCases.map(\.rawValue))
        try filter.span("at")
        let page = try filter.page(ways: [])
        return try await ledger.read { snapshot in
            let found = try snapshot.select(
                SubscriberToken.self, where: page.condition, page.parameters,
                orderBy: "at DESC, serial", limit: page.size, offset: page.offset)
            return page.answer("tokens", found.map(Self.told), total: try page.total(snapshot))
        }
    }

    private static func told(_ token: SubscriberToken) -> JSONValue {
        [
            "serial": .string(token.serial), "model": .string(token.model),
            "application": .string(token.application), "state": .string(token.state.rawValue),
            "at": .time(token.atMilliseconds), "entry": .integer(token.entry),
        ]
    }

    /// The token in which an application's key lies; nothing where it lies in none.
    static func token(of application: Application, _ snapshot: Snapshot) throws -> JSONValue {
        guard let token = try snapshot.token(of: application.id) else { return [:] }
        return [
            "token": [
                "serial": .string(token.serial), "model": .string(token.model),
                "state": .string(token.state.rawValue), "at": .time(token.atMilliseconds),
            ]
        ]
    }
}
