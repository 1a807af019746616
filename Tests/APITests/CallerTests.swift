import AuthorityTestSupport
import CanonicalJSON
import Messages
import TestSupport
import Testing

@testable import API

/// What an officer's client elsewhere may ask for, beside whoever runs the machine.
@Suite struct `An officer's client` {
    private static let forTheMachine = ["backups", "drills", "recovery", "exports"]

    private func asked(
        _ world: APIWorld, _ route: Route, as caller: APIRequest.Caller
    ) async -> APIResponse {
        let path = route.pattern.map { $0.hasPrefix("*") ? "x" : $0 }
        return await world.api.answer(
            APIRequest(
                route.method, path: ["api", "v1"] + path, body: route.method == .post ? [:] : nil,
                caller: caller),
            requestID: "r")
    }

    @Test func `is refused what acts on the machine without a signature, and nothing else`()
        async throws
    {
        let world = try await APIWorld()
        var refused: [String] = []
        for route in API.routes {
            let answer = await asked(world, route, as: .officer)
            if answer.reason == Reason("api.machineOnly") {
                refused.append(route.pattern.joined(separator: "/"))
                #expect(answer.status == 422)
            }
            let own = await asked(world, route, as: .machine)
            #expect(own.reason != Reason("api.machineOnly"))
        }
        #expect(refused == Self.forTheMachine)
    }

    @Test func `signs what it sends, and nothing is done for the connection's sake`() async throws {
        let world = try await APIWorld()
        let payload: JSONValue = ["name": "val", "reason": "absence"]
        for signer in [nil, world.authority.dai] {
            let body = try await world.body("operator.suspend", payload, by: signer)
            let answer = await world.api.answer(
                APIRequest(.post, path: ["api", "v1", "acts"], body: body, caller: .officer),
                requestID: "r")
            #expect((answer.status == 200) == (signer != nil))
        }
    }
}
