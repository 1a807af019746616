import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Messages
import Testing
import TestSupport

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
            let answer = await asked(world, route, as: .officer("officer-dai"))
            if answer.reason == Reason("api.machineOnly") {
                refused.append(route.pattern.joined(separator: "/"))
                #expect(answer.status == 422)
            }
            let own = await asked(world, route, as: .machine)
            #expect(own.reason != Reason("api.machineOnly"))
        }
        #expect(refused == Self.forTheMachine)
    }

    /// Each thing that is handed in without a signature, for an act that an officer signs later.
    private func handIns(
        _ world: APIWorld, as caller: APIRequest.Caller
    ) async -> [APIResponse] {
        [
            await world.stage("imp-\(world.authority.test.newRequestID())", as: caller),
            await world.answer(
                .post, "attachments", [:], ["name": "a.pdf", "bytes": 100], as: caller),
            await world.answer(
                .post, "attachments/upl-x/pieces", [:], ["number": 0, "content": "AAAA"],
                as: caller),
            await world.answer(
                .post, "imports/\(String(repeating: "a", count: 64))/pieces", [:],
                [
                    "number": 0, "proof": [],
                    "rows": [["serial": "01", "state": "valid"]],
                ], as: caller),
        ]
    }

    @Test func `[7.10] hands in nothing that its officer could not sign for`() async throws {
        let world = try await APIWorld()
        let issuing = try TestOfficer(id: "off-ivy", roles: [.issuingOfficer])
        try await world.authority.enrol(issuing)
        for answer in await handIns(world, as: .officer("off-ivy")) {
            #expect(answer.reason == Reason("authorisation.roleMissing", "7.10"))
        }
        // A role alone is not the one of every register.
        let other = await world.stage("imp-a", as: .officer("officer-ada"))
        #expect(other.reason == Reason("authorisation.roleMissing", "7.10"))
        for caller in [.officer("officer-nobody"), .officer("")] as [APIRequest.Caller] {
            for answer in await handIns(world, as: caller) {
                #expect(answer.reason?.code == "transport.stranger")
            }
        }
        #expect(await world.get("records/imports/imp-a").status == 404)
    }

    @Test func `[5.5, 7.10] hands in the papers of an application for who adds evidence`()
        async throws
    {
        let world = try await APIWorld()
        let validator = try TestOfficer(id: "off-vic", roles: [.validator])
        try await world.authority.enrol(validator)
        let answers = await handIns(world, as: .officer("off-vic"))
        #expect(
            answers.map { $0.reason?.code } == [
                "authorisation.roleMissing", nil, "attachment.unknown",
                "authorisation.roleMissing",
            ])
    }

    @Test func `[7.10, 7.13] hands in what its officer keeps, until that officer is stopped`()
        async throws
    {
        let world = try await APIWorld()
        let keeper = try TestOfficer(id: "off-kit", roles: [.securityOfficer])
        try await world.authority.enrol(keeper)
        let caller = APIRequest.Caller.officer("off-kit")
        let before = await handIns(world, as: caller)
        #expect(before[0].status == 200 && before[1].status == 200)
        let stops = ["operator.suspend": "absence", "operator.end": "leaving"]
        for (operation, reason) in stops.sorted(by: { $0.key > $1.key }) {
            let stopped = try await world.act(
                operation, ["name": "kit", "reason": .string(reason)], by: world.authority.dai)
            #expect(stopped.status == 200)
            // What was begun goes no further either.
            for answer in await handIns(world, as: caller) {
                #expect(
                    ["authorisation.officerSuspended", "authorisation.keyRetired"].contains(
                        answer.reason?.code))
            }
        }
        // Whoever runs the machine is asked nothing.
        let own = await handIns(world, as: .machine)
        #expect(own[0].status == 200 && own[1].status == 200)
    }

    @Test func `signs what it sends, and nothing is done for the connection's sake`() async throws {
        let world = try await APIWorld()
        let payload: JSONValue = ["name": "val", "reason": "absence"]
        for signer in [nil, world.authority.dai] {
            let body = try await world.body("operator.suspend", payload, by: signer)
            let answer = await world.api.answer(
                APIRequest(
                    .post, path: ["api", "v1", "acts"], body: body, caller: .officer("officer-dai")),
                requestID: "r")
            #expect((answer.status == 200) == (signer != nil))
        }
    }

    @Test func `[12.1] reads campaigns as who could sign one or audits, and as nobody else`()
        async throws
    {
        let world = try await APIWorld()
        let people: [(String, Role)] = [
            ("ivy", .issuingOfficer), ("amy", .auditor), ("ben", .approver),
        ]
        for (name, role) in people {
            try await world.authority.enrol(TestOfficer(id: "off-\(name)", roles: [role]))
        }
        func list(_ name: String) async -> APIResponse {
            await world.answer(.get, "campaigns", [:], nil, as: .officer("off-\(name)"))
        }
        #expect(await list("ivy").reason == Reason("authorisation.roleMissing", "7.10"))
        #expect(await list("amy").status == 200)
        #expect(await list("ben").status == 200)
        let one = await world.answer(
            .get, "campaigns/cam-a", [:], nil, as: .officer("off-ivy"))
        #expect(one.reason == Reason("authorisation.roleMissing", "7.10"))
    }
}
