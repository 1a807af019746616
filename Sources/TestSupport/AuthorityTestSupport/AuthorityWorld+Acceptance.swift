package import CanonicalJSON
package import Governance
package import Issuance
package import Ledger
import Registration
import Status
package import TestSupport

/// Certificates that are delivered before their subscribers accept them.
extension AuthorityWorld {
    /// Persons and organisations accept in this way from now on.
    package func accept(by way: Practice.AcceptanceWay, days: Int64 = 7) async throws {
        try await change([
            "personalAcceptance": .string(way.rawValue),
            "organisationAcceptance": .string(way.rawValue), "acceptanceDays": .integer(days),
        ])
    }

    /// A certificate that came into the world on hold, under a practice that says so.
    package func delivered(
        to subscriber: TestSubscriber, by authority: String = "hk-rsa"
    ) async throws -> (application: String, record: CertificateRecord) {
        let id = try await apply(subscriber, to: authority)
        return (id, try await delivered(id))
    }

    /// The same of an application.
    package func delivered(_ id: String) async throws -> CertificateRecord {
        try await vet(id)
        try await approve(id)
        try await issue(id)
        let application = try await application(id)
        return try await record(application.authority, application.serialHex ?? "")
    }

    /// Another person than `person`, of three signs.
    package static func person(named name: String) -> JSONValue {
        person.merging([
            "commonName": .string(name), "surname": .string(String(name.prefix(1))),
            "givenName": .string(String(name.dropFirst())),
        ])
    }

    package static let medium: JSONValue = [
        "route": "courier", "package": "P-1", "destination": "1 Example Road",
        "salt": .string(salt),
    ]
    package static let mediumReceipt: JSONValue = [
        "package": "P-1", "evidence": [.string(evidence)],
    ]
    package static let letter: JSONValue = [
        "route": "post", "package": "L-1", "destination": "P.O. Box 7", "salt": .string(salt),
    ]

    /// A medium or what opens it goes out, or has arrived: `deliverKey`, `receiveKey`, `deliverPassword`.
    @discardableResult
    package func hand(
        _ step: String, _ id: String, _ said: JSONValue, by officer: TestOfficer
    ) async throws -> (outcome: ActOutcome, container: [UInt8]?, code: SuspensionCode?) {
        try await registration.deliver(
            test.request(
                "application.\(step)", by: officer, caseID: id,
                payload: JSONValue.object(["application": .string(id)]).merging(said)))
    }

    /// One turn of the schedule's look at what was not accepted in time.
    package func revokeLate() async throws {
        try await AcceptanceRound(ledger).revokeLate()
    }
}
