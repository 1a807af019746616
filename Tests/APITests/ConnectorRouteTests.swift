@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Ledger
import Testing
import TestSupport

@Suite struct `Connectors over the API` {
    private func world() async throws -> (world: APIWorld, application: String) {
        let world = try await APIWorld()
        try await world.authority.connectSources()
        world.authority.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        return (world, try await world.apply())
    }

    private func check(_ id: String) -> JSONValue {
        [
            "application": .string(id), "connector": "eid", "subject": ["identifier": "eid-1"],
            "pictures": [], "salt": .string(AuthorityWorld.salt),
        ]
    }

    @Test func `[5.5B4, 5.5c] an answer is told to who asked, and shown to who decides`()
        async throws
    {
        let (world, id) = try await world()
        let answer = try await world.act(
            "application.check", check(id), by: world.authority.validator)
        #expect(answer.status == 200)
        let result = try #require(answer.body["result"])
        #expect(result["proof"] == "auxiliarySource" && result["matched"] == true)
        let proof = try #require(await world.get("applications/\(id)").body["proofs"]?[0])
        let exchange = try #require(proof["content"]?["exchange"])
        #expect(exchange["answer"]?["id"] == result["check"])
        #expect(exchange["question"]?["subject"]?["identifier"] == "eid-1")
        #expect(proof["officer"] == "off-val" && proof["entry"] == answer.body["entry"])
        #expect(
            try await world.facts(of: answer) == [
                "application": .string(id), "check": result["check"] ?? .null,
                "kinds": ["auxiliarySource"],
            ])
    }

    @Test func `[5.5c] the same request asks again, and an answer that stands is told again`()
        async throws
    {
        let (world, id) = try await world()
        let body = try await world.body(
            "application.check", check(id), by: world.authority.validator)
        world.authority.sources.answer { _, _ throws(ConnectorFault) in throw .timedOut }
        let late = await world.post("acts", body)
        #expect(late.reason?.code == "connector.unreachable" && late.status == 422)
        #expect(world.faults.all.count == 1)
        world.authority.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        let first = await world.post("acts", body)
        let second = await world.post("acts", body)
        #expect(first.status == 200 && first.body["result"] == second.body["result"])
        #expect(second.body["replayed"] == true)
        let ids = try world.authority.sources.asked.map { try JSONValue(parsing: $0)["id"] }
        #expect(ids.count == 3 && ids.allSatisfy { $0 == ids[0] })
        #expect(await world.get("applications/\(id)").body["proofs"]?.array?.count == 1)
    }

    @Test func `[7.10] nobody else has a source asked, and nobody enters an answer`() async throws {
        let (world, id) = try await world()
        let asked = try await world.act(
            "application.check", check(id), by: world.authority.approver)
        #expect(asked.reason == Reason("act.roleWrong", "7.10", "role"))
        let entered = try await world.act(
            "application.answer", ["application": .string(id), "check": "chk-1"],
            by: world.authority.validator)
        #expect(entered.reason?.code == "api.operationUnknown")
        #expect(world.authority.sources.asked.isEmpty)
    }
}
