@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Ledger
import Registration
import Testing
import TestSupport

/// What an officer can do next.
@Suite struct `Work over the API` {
    private func work(
        _ world: APIWorld, of officer: String, _ query: [String: String] = [:]
    ) async -> [String] {
        let answer = await world.get("work", query.merging(["officer": officer]) { $1 })
        #expect(answer.status == 200, "\(answer.body)")
        return Self.applications(answer)
    }

    private static func applications(_ answer: APIResponse) -> [String] {
        answer.each("application", of: "work").compactMap { $0?.string }
    }

    private func act(
        _ operation: String, _ id: String, by officer: TestOfficer, _ world: APIWorld
    ) async throws {
        let answer = try await world.act(
            operation, ["application": .string(id)], by: officer)
        try #require(answer.status == 200, "\(answer.body)")
    }

    @Test func `[6.5] is what waits for the officer's role, with its deadline`() async throws {
        let world = try await APIWorld()
        let subscriber = try world.authority.newSubscriber()
        let id = try await world.apply(subscriber)
        let people = ["val", "app", "iss", "hal"]
        let steps: [(Application.State, String?)] = [
            (.received, "val"), (.vetted, nil), (.accepted, "app"), (.approved, "iss"),
            (.issued, nil),
        ]
        for (state, whose) in steps {
            switch state {
            case .received: break
            case .vetted: try await world.authority.vet(id)
            case .accepted: try await world.authority.accept(id, with: subscriber)
            case .approved: try await world.authority.approve(id)
            default: try await world.authority.issue(id)
            }
            for person in people {
                #expect(await work(world, of: person) == (person == whose ? [id] : []))
            }
            guard let whose else { continue }
            let item = await world.get("work", ["officer": "off-\(whose)"]).body["work"]?.array?
                .first
            let operation = ["val": "vet", "app": "approve", "iss": "issue"][whose] ?? ""
            #expect(item?["operation"] == .string("application.\(operation)"))
            // Five working days after Monday, the whole day in Hong Kong.
            #expect(item?["due"] == "2026-01-12T16:00:00Z" && item?["standing"] == "held")
            #expect(item?["claimedBy"] == .null && item?["claimedUntil"] == .null)
            let number = try await world.authority.application(id).caseNumber
            #expect(item?["caseNumber"]?.string == number?.grouped)
        }
    }

    @Test func `[7.11a] leaves out what the same person may not do in the case`() async throws {
        let world = try await APIWorld()
        let subscriber = try world.authority.newSubscriber()
        let id = try await world.apply(subscriber)
        let (dai, eva) = (world.authority.dai, world.authority.eva)
        #expect(await work(world, of: dai.id) == [id])
        try await world.authority.vet(id, by: dai)
        try await world.authority.accept(id, with: subscriber)
        #expect(await work(world, of: dai.id).isEmpty)
        #expect(await work(world, of: eva.id) == [id])
        try await world.authority.approve(id, by: world.authority.gus)
        #expect(await work(world, of: "gus").isEmpty)
        #expect(await work(world, of: "fay") == [id])
    }

    @Test func `[7.10] is of the sites, authorities and kinds of the officer's grants`()
        async throws
    {
        let world = try await APIWorld()
        let people = world.authority
        try await people.addSite("central")
        let nowhere = try await world.apply()
        let central = try await people.apply(people.newSubscriber(), at: "central")
        let company = try await people.apply(
            people.newSubscriber(), at: "central", category: "organisation")
        let guangdong = try await people.apply(people.newSubscriber(.sm2), to: "gd-sm2")
        for (name, limits, seen) in [
            ("kit", ["site": "central"], [central, company]),
            ("kai", ["site": "central", "category": "organisation"], [company]),
            ("kim", ["authority": "gd-sm2"], [guangdong]),
            ("kat", ["category": "personal"], [nowhere, central, guangdong]),
        ] as [(String, JSONValue, [String])] {
            _ = try await people.enrol("off-\(name)", granting: .validator, limits)
            #expect(Set(await work(world, of: name)) == Set(seen), "\(name)")
        }
        let payload: JSONValue = ["name": "kit", "reason": "absence"]
        let suspended = try await world.act("operator.suspend", payload, by: people.dai)
        #expect(suspended.status == 200)
        #expect(await work(world, of: "kit").isEmpty)
    }

    @Test func `tells apart what is taken, free and due`() async throws {
        let world = try await APIWorld()
        let people = world.authority
        let first = try await world.apply()
        world.clock.advance(byMilliseconds: 6 * 86_400_000)
        let second = try await world.apply()
        world.clock.advance(byMilliseconds: 1)
        let third = try await world.apply()
        try await act("application.claim", second, by: people.validator, world)
        try await act("application.claim", third, by: people.fay, world)
        #expect(await work(world, of: "val") == [first, second, third])
        #expect(await work(world, of: "val", ["only": "mine"]) == [second])
        #expect(await work(world, of: "fay", ["only": "mine"]) == [third])
        #expect(await work(world, of: "val", ["only": "unclaimed"]) == [first])
        #expect(await work(world, of: "val", ["only": "due"]) == [first])
        #expect(await work(world, of: "app", ["only": "mine"]).isEmpty)
        let shown = await world.get("applications/\(third)")
        #expect(shown.body["claimedBy"] == "off-fay")
        let until = try await people.application(third).claim?.untilMilliseconds
        #expect(until == world.clock.nowMilliseconds + 30 * 60_000)
        #expect(shown.body["claimedUntil"] == until.map { .time($0) })
        // Taken by others it is seen, with whose it is.
        let items = await world.get("work", ["officer": "val"]).body["work"]?.array ?? []
        #expect(items.map { $0["claimedBy"] } == [.null, "off-val", "off-fay"])
        #expect(items.map { $0["standing"] } == ["dueSoon", "held", "held"])
        try await act("application.unclaim", third, by: people.fay, world)
        #expect(await world.get("applications/\(third)").body["claimedBy"] == .null)
    }

    /// A practice that became stricter puts the later one first.
    @Test func `[6.5] is put in order by what is due, not by what came first`() async throws {
        let world = try await APIWorld()
        let first = try await world.apply()
        // A version counts from the very moment on with which it begins.
        world.clock.advance(byMilliseconds: 1000)
        try await world.authority.change(["processingWorkingDays": 1])
        world.clock.advance(byMilliseconds: 1000)
        let second = try await world.apply()
        #expect(await work(world, of: "val") == [second, first])
    }

    @Test func `is paged, and counted as other lists are`() async throws {
        let world = try await APIWorld()
        var ids: [String] = []
        for _ in 0..<5 {
            ids.append(try await world.apply())
            world.clock.advance(byMilliseconds: 1)
        }
        var read: [String] = []
        for page in 1...4 {
            let answer = await world.get(
                "work", ["officer": "val", "page": "\(page)", "size": "2"])
            #expect(answer.body["total"] == 5 && answer.body["more"] == false)
            read += Self.applications(answer)
        }
        #expect(read == ids)
    }

    @Test func `is asked for by name, or by an officer's own client`() async throws {
        let world = try await APIWorld()
        let id = try await world.apply()
        let own = await world.answer(.get, "work", as: .officer("off-val"))
        #expect(Self.applications(own) == [id])
        let other = await world.answer(
            .get, "work", ["officer": "app"], as: .officer("off-val"))
        #expect(Self.applications(other).isEmpty)
        for (query, reason) in [
            ([:], Reason("api.queryInvalid", nil, "officer")),
            (["officer": "nobody"], Reason("officer.unknown", "7.10", "officer")),
            (["officer": "val", "only": "some"], Reason("payload.choiceUnknown", nil, "only")),
            (["officer": "val", "state": "received"], Reason("api.queryUnknown", nil, "state")),
            (["officer": "val", "size": "0"], Reason("api.queryInvalid", nil, "size")),
        ] as [([String: String], Reason)] {
            #expect(await world.get("work", query).reason == reason, "\(query)")
        }
    }

    // MARK: Case numbers

    @Test func `an application is shown by its case number as by its id`() async throws {
        let world = try await APIWorld()
        let id = try await world.apply()
        let byID = await world.get("applications/\(id)")
        let number = try #require(byID.body["caseNumber"]?.string)
        for writing in [number, number.replacing("-", with: ""), number.replacing("-", with: " ")] {
            #expect(await world.get("applications/\(writing)").body == byID.body, "\(writing)")
        }
        let wrong = number.dropLast() + (number.hasSuffix("0") ? "1" : "0")
        let slip = await world.get("applications/\(wrong)")
        #expect(slip.status == 422)
        #expect(slip.reason == Reason("application.numberMistyped", nil, "application"))
        // What is signed names the id alone.
        let answer = try await world.act(
            "application.claim", ["application": .string(number)],
            by: world.authority.validator)
        #expect(answer.reason == Reason("application.unknown", nil, "application"))
    }

    // MARK: Growth

    @Test(.disabled(if: TestStorage.isPostgreSQL, "SQLite tells of its own plans"))
    func `work and numbers are found by an index, whatever has ended`() async throws {
        let recorder = PlanRecorder()
        let world = try await APIWorld { ExplainingDriver(inner: $0, recorder: recorder) }
        let id = try await world.apply()
        try await act("application.claim", id, by: world.authority.validator, world)
        let number = try #require(try await world.authority.application(id).caseNumber)
        for (path, query, index) in [
            ("work", ["officer": "val"], "application_by_state_created_at (state=?)"),
            (
                "work", ["officer": "val", "only": "mine"],
                "application_by_claimed_by (claimed_by=?)"
            ),
            (
                "applications/\(number.digits)", [:],
                "application_by_case_number (case_number=?)"
            ),
        ] as [(String, [String: String], String)] {
            _ = recorder.take()
            #expect(await world.get(path, query).status == 200, "\(path)")
            let plans = recorder.take().filter { !$0.isOfJournal }
            #expect(
                plans.contains { $0.steps.contains("SEARCH application USING INDEX \(index)") },
                "\(path): \(plans)")
            for plan in plans {
                // Versions of the practice are few, and so are the ids of a person.
                #expect(
                    plan.scans.allSatisfy {
                        $0 == "SCAN practice" || $0.hasPrefix("SCAN calendar_")
                            || $0.hasPrefix("SCAN officer")
                    }, "\(path): \(plan)")
            }
        }
    }
}
