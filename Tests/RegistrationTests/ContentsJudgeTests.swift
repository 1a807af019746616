import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import PKIX
import Testing
import TestSupport

@testable import Registration

@Suite struct `The memory of judgements` {
    /// A commit that fails gives its practice version away again, so numbers say nothing.
    @Test func `[11.1] knows a practice by what it says, not by its number`() async throws {
        let world = try await AuthorityWorld.make()
        let judge = ContentsJudge(.test)
        let limits = try await world.ledger.read { snapshot in
            let authority = try snapshot.authority("hk-rsa")
            let settings = try snapshot.practice()
            return try [settings.personalRelianceLimit, 7].map { limit in
                var members = settings.json.object ?? [:]
                members["personalRelianceLimit"] = .integer(limit)
                let practice = try Practice(
                    version: settings.version,
                    effectiveFromMilliseconds: settings.effectiveFromMilliseconds,
                    json: .object(members))
                return try judge.facts(
                    of: authority, practice: ContentsJudge.JudgedPractice(practice), snapshot
                ).relianceLimits[.personal]?.amount
            }
        }
        #expect(limits.last == 7 && limits.first != 7)
    }
}
