import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import KeyCustody
import Ledger
import Messages
import PKIX
import Registration
import TestSupport
import Testing

/// What it gets of certificates for subscribers.
@Suite struct `A server that was taken over` {
    private typealias Use = HostileServer.Use

    @Test func `[3.2b] gets a signature for contents that an officer issued, once`() async throws {
        let world = try await FollowedWorld.make()
        let (id, contents, key) = try await world.application(.approved)
        let officer = try world.authority.issuingOfficer
        let act = try await world.issuing(id, contents, by: officer)
        var server = try await HostileServer(world)
        let use = Use(key, .sha256WithRSA, contents)
        _ = try await server.ask(
            for: use, by: "application.issue", case: id, signed: [(officer, act)])
        let place = await server.size - 1
        // As after a crash, as often as it is asked for while it is open.
        _ = try await server.sign(use, at: place)
        let done = server.entry("intent.complete", facts: ["intent": "int-1"])
        try await server.follow(ToldEntry(entry: done))
        #expect(
            try await server.refusal { try await server.sign(use, at: place) }
                == "the entry does not announce these bytes for this key, or it was done")
    }

    @Test func `[3.2b] gets none for other contents than those that were decided`() async throws {
        let world = try await FollowedWorld.make()
        let (id, contents, key) = try await world.application(.approved)
        let other = try await world.application(.approved)
        let officer = try world.authority.issuingOfficer
        let act = try await world.issuing(id, contents, by: officer)
        for wrong in [other.contents, contents.dropLast() + [0], Array(contents.dropLast())] {
            var server = try await HostileServer(world)
            let found = try await server.refusal {
                try await server.ask(
                    for: Use(key, .sha256WithRSA, Array(wrong)), by: "application.issue", case: id,
                    signed: [(officer, act)])
            }
            #expect(found == "the officer decided on other contents")
        }
        // Nor for another application, or with the key of another authority.
        var server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: Use(key, .sha256WithRSA, contents), by: "application.issue",
                    case: other.id, signed: [(officer, act)])
            } == "entry \(await server.size): entryUnauthorised")
        server = try await HostileServer(world)
        let root = try await world.key("root-rsa")
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: Use(root, .sha256WithRSA, contents), by: "application.issue", case: id,
                    signed: [(officer, act)])
            } == "the key is not that of the issuer that is named")
    }

    @Test func `[7.11a] gets none where nobody approved, or one person did two things`()
        async throws
    {
        let world = try await FollowedWorld.make()
        let accepted = try await world.application(.accepted)
        let officer = try world.authority.issuingOfficer
        #expect(
            try await world.refusal(issuing: accepted, by: officer)
                == "nobody approved these contents")
        // Approver and issuing officer at once.
        let gus = world.authority.gus
        try await world.authority.approve(accepted.id, by: gus)
        #expect(
            try await world.refusal(issuing: accepted, by: gus) == "one person decided twice")
        #expect(try await world.refusal(issuing: accepted, by: officer) == nil)
        // An approval that was taken back.
        try await world.authority.giveBack(accepted.id)
        #expect(
            try await world.refusal(issuing: accepted, by: officer)
                == "nobody approved these contents")
    }

    @Test func `[6.3b] gets none for an application that nobody vetted, whoever else signed`()
        async throws
    {
        let world = try await FollowedWorld.make()
        for (state, expected) in [
            (Application.State.received, "nobody approved these contents"),
            (.returned, "nobody approved these contents"), (.vetted, nil),
        ] {
            let (id, _, key) = try await world.application(state)
            let contents = try await world.application(.approved).contents
            let (approver, officer) = (
                try world.authority.approver, try world.authority.issuingOfficer
            )
            let payload: JSONValue = [
                "application": .string(id),
                "contents": .string(Hex.encode(DigestAlgorithm.sha256.hash(contents))),
                "evidence": .string(String(repeating: "0", count: 64)),
            ]
            let approval = try await world.authority.test.signed(
                "application.approve", by: approver, caseID: id, payload: payload)
            let act = try await world.issuing(id, contents, by: officer)
            var server = try await HostileServer(world)
            let approved = server.entry(
                "application.approve", case: id, signed: [(approver, approval)],
                facts: payload.object ?? [:])
            try await server.follow(ToldEntry(entry: approved))
            #expect(
                try await server.refusal {
                    try await server.ask(
                        for: Use(key, .sha256WithRSA, contents), by: "application.issue",
                        case: id, signed: [(officer, act)])
                } == expected)
        }
    }

    @Test func `finds no officer's act that counts twice, late or elsewhere`() async throws {
        let world = try await FollowedWorld.make()
        let (id, contents, key) = try await world.application(.approved)
        let officer = try world.authority.issuingOfficer
        let use = Use(key, .sha256WithRSA, contents)
        let act = try await world.issuing(id, contents, by: officer)
        var server = try await HostileServer(world)
        _ = try await server.ask(
            for: use, by: "application.issue", case: id, signed: [(officer, act)])
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: use, by: "application.issue", case: id, signed: [(officer, act)])
            } == "entry \(await server.size): entryUnauthorised")
        // Kept until its time is over.
        world.authority.clock.advance(byMilliseconds: 3_600_001)
        try await world.authority.nextList()
        server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: use, by: "application.issue", case: id, signed: [(officer, act)])
            } == "entry \(await server.size): entryUnauthorised")
        // By the hand of somebody who has not the role, or with a key that is nobody's.
        for (stranger, finding) in [
            (world.authority.hal, "entryUnauthorised"),
            (try TestOfficer(id: officer.id, roles: [.issuingOfficer]), "officerSignatureWrong"),
        ] {
            server = try await HostileServer(world)
            let forged = try await world.issuing(id, contents, by: stranger)
            let found = try await server.refusal {
                try await server.ask(
                    for: use, by: "application.issue", case: id, signed: [(stranger, forged)])
            }
            let place = await server.size
            #expect(found == "entry \(place): \(finding)")
        }
    }

    @Test func `leaves no entry out, and puts none before another`() async throws {
        let world = try await FollowedWorld.make()
        _ = try await world.application(.approved)
        let told = try await world.told()
        let operations = try told.map { try JournalEntry(parsing: $0.entry).operation }
        let vetting = try #require(operations.lastIndex(of: "application.vet"))
        var swapped = told
        swapped.swapAt(vetting, vetting + 1)
        for (forged, finding) in [
            (Array(told[..<vetting] + told[(vetting + 1)...]), "checkpointMissing"),
            (swapped, "checkpointForeign"),
        ] {
            let follower = try await world.restarted(remembers: false).follower
            do {
                _ = try await follower.follow(from: 0, forged)
                Issue.record("taken")
            } catch let refusal as Refusal {
                let reason = try #require(refusal.arguments["reason"])
                #expect(refusal.code == .signerJournalRefused)
                #expect(reason.hasSuffix(": \(finding)"), "\(reason)")
            }
        }
    }

    @Test func `[6.10] gets of a signed list what is on it, each if it may be issued`() async throws
    {
        let world = try await FollowedWorld.make()
        let (first, second) = (
            try await world.application(.approved), try await world.application(.accepted)
        )
        let other = try await world.application(.approved)
        let list = JSONValue.array(
            [first, second].map {
                [
                    "application": .string($0.id),
                    "contents": .string(Hex.encode(DigestAlgorithm.sha256.hash($0.contents))),
                ]
            })
        let officer = try world.authority.issuingOfficer
        for (contents, expected) in [
            (first.contents, nil), (second.contents, "nobody approved these contents"),
            (other.contents, "the officer decided on other contents"),
        ] {
            let act = try await world.authority.test.signed(
                "application.issueList", by: officer, payload: ["applications": list])
            var server = try await HostileServer(world)
            #expect(
                try await server.refusal {
                    try await server.ask(
                        for: Use(first.key, .sha256WithRSA, contents), by: "application.issueList",
                        signed: [(officer, act)], facts: ["applications": list])
                } == expected)
        }
    }

    @Test func `[6.10] gets none of several where one is refused`() async throws {
        let world = try await FollowedWorld.make()
        let list = try await world.authority.nextList().toBeSigned
        let key = try await world.key("hk-rsa")
        var server = try await HostileServer(world)
        let uses = [Use(key, .sha256WithRSA, list), Use(key, .sha256WithRSA, [1])]
        let entry = server.entry("crl.issue", announcing: [uses[0]])
        try await server.follow(ToldEntry(entry: entry))
        let lines = try SignatureReconciliation(log: server.logPath, journal: nil).signatures
        #expect(
            try await server.refusal { try await server.sign(uses, at: server.size - 1)[0] }
                == "the entry does not announce these bytes for this key, or it was done")
        #expect(
            try SignatureReconciliation(log: server.logPath, journal: nil).signatures == lines)
        _ = try await server.sign([uses[0]], at: server.size - 1)
        #expect(
            try SignatureReconciliation(log: server.logPath, journal: nil).signatures == lines + 1)
    }
}
