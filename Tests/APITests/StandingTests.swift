import API
import AuthorityTestSupport
import CanonicalJSON
import Issuance
import Ledger
import Publication
import Testing
import TestSupport

@Suite struct `How a certificate stood` {
    private static let minute: Int64 = 60_000

    /// Issued, suspended, released and revoked, ten minutes apart, each with its list.
    private func world() async throws -> (APIWorld, CertificateRecord, Int64) {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        let issued = world.clock.nowMilliseconds
        for step in [
            { try await world.authority.suspend(record) },
            { try await world.authority.release(record) },
            { try await world.authority.revoke(record) },
        ] {
            world.clock.advance(byMilliseconds: 10 * Self.minute)
            _ = try await step()
            try await world.authority.publication.statusChanged(record.authority)
        }
        world.clock.advance(byMilliseconds: 10 * Self.minute)
        return (world, record, issued)
    }

    @Test func `[6.17a, 6.17b] at every moment is told from its history, and never laundered`()
        async throws
    {
        let (world, record, issued) = try await world()
        for (minute, state, reason, events) in [
            (0, "valid", nil, 1), (9, "valid", nil, 1), (10, "suspended", "certificateHold", 2),
            (19, "suspended", "certificateHold", 2), (20, "valid", nil, 3),
            (29, "valid", nil, 3), (30, "revoked", "superseded", 4),
            (40, "revoked", "superseded", 4),
        ] as [(Int64, String, String?, Int)] {
            let at = JSONValue.string(CivilText.second(issued + minute * Self.minute))
            let answer = await world.get(
                "status/\(record.serialHex)", ["at": at.string ?? ""])
            #expect(answer.body["state"] == .string(state), "minute \(minute)")
            #expect(answer.body["reason"] == (reason.map { .string($0) } ?? .null))
            #expect(answer.body["history"]?.array?.count == events)
            #expect(answer.body["at"] == at)
            let certificate = await world.get(
                "certificates/\(record.serialHex)", ["at": at.string ?? ""])
            #expect(certificate.body["state"] == .string(state))
        }
        #expect(await world.get("status/\(record.serialHex)").body["at"] == nil)
    }

    @Test func `is told with the list that was there`() async throws {
        let (world, record, issued) = try await world()
        let then = await world.get(
            "status/\(record.serialHex)",
            ["at": CivilText.second(issued + 15 * Self.minute)])
        let now = await world.get("status/\(record.serialHex)")
        let (earlier, later) = (
            then.body["crl"]?["number"]?.integer ?? 0, now.body["crl"]?["number"]?.integer ?? 0
        )
        #expect(earlier == issued + 10 * Self.minute)
        #expect(later == issued + 30 * Self.minute)
    }

    @Test func `is not told of the future, or of a time before it was issued`() async throws {
        let (world, record, issued) = try await world()
        for (at, code) in [
            (CivilText.second(world.clock.nowMilliseconds + 1000), "moment.ahead"),
            (CivilText.second(issued - 1000), "certificate.notYetIssued"),
            ("soon", "api.queryInvalid"),
        ] {
            for path in ["status", "certificates"] {
                #expect(
                    await world.get("\(path)/\(record.serialHex)", ["at": at]).reason?.code
                        == code, "\(path) \(at)")
            }
        }
        #expect(
            await world.get("status/\(record.serialHex)", ["when": "2026-01-05"]).reason
                == Reason("api.queryUnknown", nil, "when"))
    }
}
