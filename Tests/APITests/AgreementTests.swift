import AuthorityTestSupport
import CanonicalJSON
import Messages
import Registration
import TestSupport
import Testing

@testable import API

@Suite struct `The agreement over the API` {
    @Test(arguments: Language.allCases)
    func `[6.2a] Kapok's own words can be read in each language, under one digest`(
        language: Language
    ) async throws {
        let world = try await APIWorld()
        let answer = await world.get("agreement", language: language)
        #expect(answer.members == ["version", "sha256", "address", "from", "earlier", "passages"])
        #expect(answer.body["version"] == .string(AgreementWords.version))
        #expect(answer.body["sha256"] == .string(SubscriberAgreement.own.digestHex))
        #expect(answer.body["address"] == .null && answer.body["earlier"] == [])
        let told = answer.body["passages"]?.array ?? []
        #expect(
            told.map { $0["text"] }
                == AgreementWords.passages.map { .string($0.text.text(in: language)) })
        #expect(told.map { $0["clause"] } == AgreementWords.passages.map { .string($0.clause) })
    }

    @Test func `[6.2a] the document that the practice names is told by address and digest`()
        async throws
    {
        let world = try await APIWorld()
        let digest = AuthorityWorld.evidence
        try await world.authority.change([
            "subscriberAgreement": .string("2026-1 \(digest) https://ca.example/agreement.pdf")
        ])
        let answer = await world.get("agreement")
        #expect(answer.members == ["version", "sha256", "address", "from", "earlier"])
        #expect(answer.body["version"] == "2026-1" && answer.body["sha256"] == .string(digest))
        #expect(answer.body["address"] == "https://ca.example/agreement.pdf")
        let earlier = answer.body["earlier"]?.array ?? []
        #expect(earlier.map { $0["version"] } == [.string(AgreementWords.version)])
        #expect(
            await world.get("agreement", ["version": "1"]).reason
                == Reason("api.queryUnknown", nil, "version"))
    }
}
