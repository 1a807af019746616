import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

/// What is held on one person, taken out and kept unused.
@Suite struct `The data on a person` {
    private static let letter: JSONValue = [.string(AuthorityWorld.evidence)]

    private func act(
        _ operation: String, _ payload: JSONValue, by officer: TestOfficer, _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let about = payload["subscriber"]?.string ?? payload["application"]?.string
        let act = try await world.test.request(
            operation, by: officer, caseID: about, payload: payload)
        return try await world.ledger.act(act) { transaction in
            let decided = SubscriberAct(Payload(act.payload))
            return switch operation {
            case "subscriber.export": try decided.export(&transaction)
            case "subscriber.restrict": try decided.restrict(&transaction)
            case "subscriber.unrestrict": try decided.unrestrict(&transaction)
            default: try decided.reveal(&transaction)
            }
        }
    }

    private func keeper(_ world: AuthorityWorld) async throws -> TestOfficer {
        try await world.enrol("off-sui", granting: .subscriberDataOfficer, [:])
    }

    /// A certificate by method B, and its application.
    private func issued(
        _ world: AuthorityWorld, with subscriber: TestSubscriber
    ) async throws -> (application: Application, certificate: CertificateRecord) {
        let id = try await world.apply(subscriber)
        try await world.vet(id, changing: ["method": "B"])
        try await world.accept(id, with: subscriber)
        try await world.approve(id)
        try await world.issue(id)
        let application = try await world.application(id)
        return (
            application, try await world.record("hk-rsa", application.serialHex ?? "")
        )
    }

    private func restricted(
        _ world: AuthorityWorld, by officer: TestOfficer
    ) async throws -> (reference: String, application: Application) {
        let (application, certificate) = try await issued(world, with: world.newSubscriber())
        try await world.revoke(certificate)
        let reference = try #require(application.subscriber)
        _ = try await act(
            "subscriber.restrict",
            ["subscriber": .string(reference), "reason": "keptByLawOnly", "evidence": Self.letter],
            by: officer, world)
        return (reference, application)
    }

    // MARK: Taken out

    @Test func `[12.1] is taken out whole, but for what would open something`() async throws {
        let world = try await AuthorityWorld.make()
        let officer = try await keeper(world)
        let subscriber = try world.newSubscriber()
        let (application, certificate) = try await issued(world, with: subscriber)
        let reference = try #require(application.subscriber)
        let outcome = try await act(
            "subscriber.export",
            ["subscriber": .string(reference), "reason": "personAsks", "evidence": Self.letter],
            by: officer, world)
        #expect(outcome.result == ["subscriber": .string(reference)])
        let (data, names) = try await world.ledger.read {
            (
                try SubjectData(outcome.result, $0),
                try $0.vault.names(dossier: application.id)
            )
        }
        #expect(data.json["type"] == "kapok-subject-data/v1")
        #expect(data.json["keptUntil"]?.string?.isEmpty == false)
        let told = try #require(data.json["applications"]?.array?.first)
        let values = try #require(told["values"]?.object)
        #expect(told["withheld"] == ["suspensionCode"])
        #expect(
            Set(values.keys).union(["suspensionCode"])
                == Set(names.filter { !$0.hasPrefix("file-") }))
        #expect(values["statement"]?["commonName"] == "陳大文")
        #expect(values["request"] == .string(Base64.encode(try subscriber.request())))
        #expect(told["evidence"]?.array?.count == 5)
        #expect(data.files.count == told["evidence"]?.array?.filter { $0["file"] != .null }.count)
        let block = try PEM.decode(Array((told["certificate"]?["pem"]?.string ?? "").utf8))
        #expect(block.first?.bytes == certificate.certificate)
        let done = told["entries"]?.array?.compactMap { $0["operation"]?.string } ?? []
        #expect(done.contains("application.vet") && done.contains("application.approve"))
    }

    @Test func `[12.1] of an applicant who was never vetted is taken out by the application`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let officer = try await keeper(world)
        let id = try await world.apply(world.newSubscriber())
        try await world.refuse(id)
        let outcome = try await act(
            "subscriber.export",
            ["application": .string(id), "reason": "personAsks", "evidence": Self.letter],
            by: officer, world)
        let data = try await world.ledger.read { try SubjectData(outcome.result, $0) }
        let told = try #require(data.json["applications"]?.array?.first)
        #expect(told["application"] == .string(id) && told["state"] == "refused")
        #expect(data.json["subscriber"] == nil)
    }

    @Test(arguments: [
        ("subscriber.export", "personAsks"), ("subscriber.restrict", "personAsks"),
        ("subscriber.unrestrict", ""),
    ])
    func `[12.1] is refused where nothing was written about it`(
        operation: String, reason: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let officer =
            try operation == "subscriber.unrestrict"
            ? world.approver : await keeper(world)
        var payload: JSONValue = ["subscriber": "1234567890", "evidence": []]
        if !reason.isEmpty { payload = payload.merging(["reason": .string(reason)]) }
        #expect(
            try await refusal { try await act(operation, payload, by: officer, world) }
                == Reason("subscriber.requestMissing", "12.1", "evidence"))
    }

    @Test func `[12.1] is refused to who has another role, and by another reason`() async throws {
        let world = try await AuthorityWorld.make()
        let officer = try await keeper(world)
        let (application, _) = try await issued(world, with: world.newSubscriber())
        let payload: JSONValue = [
            "subscriber": .string(application.subscriber ?? ""), "reason": "personAsks",
            "evidence": Self.letter,
        ]
        #expect(
            try await refusal {
                try await act("subscriber.export", payload, by: world.validator, world)
            } == Reason("act.roleWrong", "7.10", "role"))
        #expect(
            try await refusal {
                try await act(
                    "subscriber.export", payload.merging(["reason": "ownTask"]), by: officer,
                    world)
            } == Reason("payload.choiceUnknown", nil, "reason"))
    }

    @Test func `[12.1] of an organisation is refused to who asks for it as their own`() async throws
    {
        let world = try await AuthorityWorld.make()
        let officer = try await keeper(world)
        let certificate = try await world.issued(category: "organisation")
        let application = try await world.application(certificate.application ?? "")
        let payload: JSONValue = [
            "subscriber": .string(application.subscriber ?? ""), "reason": "personAsks",
            "evidence": Self.letter,
        ]
        #expect(
            try await refusal {
                try await act("subscriber.export", payload, by: officer, world)
            } == Reason("subscriber.ofMany", "12.1", "subscriber"))
        _ = try await act(
            "subscriber.export", payload.merging(["reason": "courtOrder"]), by: officer, world)
    }

    @Test func `[12.1] that others handled is refused to a grant for one authority`() async throws {
        let world = try await AuthorityWorld.make()
        let limited = try await world.enrol(
            "off-lim", granting: .subscriberDataOfficer, ["authority": "gd-sm2"])
        let (application, _) = try await issued(world, with: world.newSubscriber())
        let other = TestSubscriber.sm2
        let second = try await world.apply(other.get(), to: "gd-sm2")
        try await world.vet(second)
        #expect(try await world.application(second).subscriber == application.subscriber)
        for operation in ["subscriber.export", "subscriber.restrict"] {
            let payload: JSONValue = [
                "subscriber": .string(application.subscriber ?? ""), "reason": "personAsks",
                "evidence": Self.letter,
            ]
            #expect(
                try await refusal { try await act(operation, payload, by: limited, world) }?.code
                    == "authorisation.roleMissing", "\(operation)")
        }
    }

    // MARK: Kept and not used

    @Test func `[12.1] is not restricted while a certificate or an application goes on`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let officer = try await keeper(world)
        let (application, certificate) = try await issued(world, with: world.newSubscriber())
        let reference = try #require(application.subscriber)
        let payload: JSONValue = [
            "subscriber": .string(reference), "reason": "personAsks", "evidence": Self.letter,
        ]
        let served = Reason("subscriber.served", "12.1", "subscriber")
        func restrict() async throws -> Reason? {
            try await refusal {
                try await act("subscriber.restrict", payload, by: officer, world)
            }
        }
        #expect(try await restrict() == served)
        try await world.suspend(certificate)
        #expect(try await restrict() == served)
        try await world.revoke(certificate)
        let next = try await world.apply(world.newSubscriber())
        try await world.vet(next)
        #expect(try await restrict() == served)
        try await world.refuse(next)
        #expect(try await restrict() == nil)
        #expect(try await restrict() == Reason("subscriber.restriction", "12.1", "subscriber"))
        let report = try await world.ledger.verify()
        #expect(report.isClean, "\(report)")
    }

    @Test func `[12.1] that is kept and not used is refused to everybody who has no right to it`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let officer = try await keeper(world)
        let (reference, application) = try await restricted(world, by: officer)
        let restricted = Reason("subscriber.restricted", "12.1", "subscriber")
        for (reason, expected) in [
            ("ownTask", restricted), ("assessment", restricted), ("personAsks", nil),
            ("investigation", nil), ("regulatorOrder", nil), ("courtOrder", nil),
        ] {
            #expect(
                try await refusal {
                    try await act(
                        "subscriber.reveal",
                        ["subscriber": .string(reference), "reason": .string(reason)],
                        by: world.validator, world)
                } == expected, "\(reason)")
            let files = try await world.ledger.read { try $0.files(of: application.id) }
            let reading: JSONValue = [
                "application": .string(application.id), "reason": .string(reason),
                "file": .string(try #require(files.first).file),
            ]
            let request = try await world.test.request(
                "application.reveal", by: world.validator, caseID: application.id,
                payload: reading)
            #expect(
                try await refusal {
                    try await world.ledger.act(request) {
                        try EvidenceReading(Payload(reading)).record(&$0)
                    }
                } == expected, "\(reason)")
        }
    }

    @Test func `[12.1] is used again once another person lifted the restriction`() async throws {
        let world = try await AuthorityWorld.make()
        let officer = try await keeper(world)
        let (reference, _) = try await restricted(world, by: officer)
        let next = try await world.apply(world.newSubscriber())
        #expect(
            try await refusal { try await world.vet(next) }
                == Reason("subscriber.restricted", "12.1", "subscriber"))
        let lifting: JSONValue = ["subscriber": .string(reference), "evidence": Self.letter]
        #expect(
            try await refusal {
                try await act("subscriber.unrestrict", lifting, by: officer, world)
            } == Reason("act.roleWrong", "7.10", "role"))
        _ = try await act("subscriber.unrestrict", lifting, by: world.approver, world)
        try await world.vet(next)
        #expect(try await world.application(next).subscriber == reference)
        #expect(
            try await refusal {
                try await act("subscriber.unrestrict", lifting, by: world.gus, world)
            } == Reason("subscriber.restriction", "12.1", "subscriber"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.21] is kept for five years from the end of the last certificate`() async throws {
        let world = try await AuthorityWorld.make()
        let (application, certificate) = try await issued(world, with: world.newSubscriber())
        func keptUntil() async throws -> Int64? {
            try await world.ledger.read {
                try $0.keptUntilMilliseconds([$0.application(application.id)])
            }
        }
        #expect(
            try await keptUntil()
                == CalendarYears.after(5, milliseconds: certificate.notAfterMilliseconds))
        try await world.revoke(certificate)
        let revoked = try await world.record("hk-rsa", certificate.serialHex)
        #expect(
            try await keptUntil()
                == CalendarYears.after(5, milliseconds: revoked.statusAtMilliseconds))
        let open = try await world.application(world.apply(world.newSubscriber()))
        #expect(try await world.ledger.read { try $0.keptUntilMilliseconds([open]) } == nil)
    }
}
