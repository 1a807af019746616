import AuthorityTestSupport
import CanonicalJSON
import Issuance
import Ledger
import Registration
import TestSupport
import Testing

@Suite struct `Where a subscriber is told` {
    private static func address(
        of record: CertificateRecord, _ world: AuthorityWorld
    ) async throws -> String? {
        try await world.ledger.read { try $0.subscriberAddress(of: record) }
    }

    @Test func `[6.11] is the address in the certificate, or nowhere`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        #expect(try await Self.address(of: record, world) == "tai.man@example.hk")
        let silent = try await world.issued(
            subject: ["commonName": "陳大文", "countryName": "HK"])
        #expect(try await Self.address(of: silent, world) == nil)
    }

    @Test func `[5.7] is the one that was proven, whatever the certificate says`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.proveContact(id)
        try await world.bring(id, to: .issued, with: subscriber)
        let application = try await world.application(id)
        var record = try await world.record("hk-rsa", application.serialHex ?? "")
        record.certificate = nil
        #expect(try await Self.address(of: record, world) == "tai.man@example.hk")
    }
}
