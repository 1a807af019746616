import CanonicalJSON
import Governance
import Issuance
import Ledger
import PKIX
import Registration

/// Keys that the authority makes for applicants.
extension API {
    /// Password and container are told here, beside the result that is kept with the request, and each to
    /// another officer.
    func actOnKey(_ act: ActRequest) async throws -> JSONValue {
        guard act.operation == "application.makeKey" else {
            let (outcome, container, code) = try await registration.deliver(act)
            await publishAccepted(outcome, request: act.id)
            guard act.operation == "application.deliverKey" else {
                return Self.answer(outcome).merging(
                    code.map { ["suspensionCode": .string($0.text)] } ?? [:])
            }
            return Self.answer(outcome).merging([
                "container": container.map { .string(Base64.encode($0)) } ?? .null
            ])
        }
        let (outcome, password) = try await registration.makeKey(act)
        return Self.answer(outcome).merging([
            "password": password.map { .string($0.revealed) } ?? .null
        ])
    }

    /// How a key that the authority made reached the applicant; nothing where it made none. Where it went stays
    /// sealed: nobody who decides needs it, and who has the container would know where to wait for the password.
    static func madeKey(of application: Application, _ snapshot: Snapshot) throws -> JSONValue {
        guard let made = try snapshot.get(MadeKey.self, .text(application.id)) else { return [:] }
        func told(_ delivery: MadeKey.Delivery?) -> JSONValue {
            guard let delivery else { return .null }
            return [
                "route": .string(delivery.route.rawValue), "package": .string(delivery.package),
                "sentAt": .time(delivery.atMilliseconds),
            ]
        }
        return [
            "madeKey": [
                "madeAt": made.madeAtMilliseconds.map { .time($0) } ?? .null,
                "container": told(made.delivery),
                "receivedAt": made.receivedAtMilliseconds.map { .time($0) } ?? .null,
                "password": told(made.passwordDelivery),
            ]
        ]
    }
}
