import CanonicalJSON
import Governance
import Ledger
import PKIX
import Registration

/// Keys that the authority makes for applicants.
extension API {
    /// Password and container are told here, beside the result that is kept with the request, and each to
    /// another officer.
    func actOnKey(_ act: ActRequest) async throws -> JSONValue {
        guard act.operation == "application.makeKey" else {
            let (outcome, container) = try await registration.deliver(act)
            guard act.operation == "application.deliverKey" else { return Self.answer(outcome) }
            return Self.answer(outcome).merging([
                "container": container.map { .string(Base64.encode($0)) } ?? .null
            ])
        }
        let (outcome, password) = try await registration.makeKey(act)
        return Self.answer(outcome).merging([
            "password": password.map { .string($0.revealed) } ?? .null
        ])
    }

    /// How a key that the authority made reached the applicant; nothing where it made none.
    static func madeKey(of application: Application, _ snapshot: Snapshot) throws -> JSONValue {
        guard let made = try snapshot.get(MadeKey.self, .text(application.id)) else { return [:] }
        func delivery(_ delivery: MadeKey.Delivery?, _ name: String) throws -> JSONValue {
            guard let delivery else { return .null }
            let destination = try snapshot.vault.read(name, dossier: application.id)
            return [
                "route": .string(delivery.route.rawValue), "package": .string(delivery.package),
                "destination": destination.map { .string(String(decoding: $0, as: UTF8.self)) }
                    ?? .null,
                "sentAt": .time(delivery.atMilliseconds),
            ]
        }
        return [
            "madeKey": [
                "madeAt": .time(made.madeAtMilliseconds),
                "container": try delivery(made.delivery, MadeKey.destinationName),
                "receivedAt": made.receivedAtMilliseconds.map { .time($0) } ?? .null,
                "password": try delivery(
                    made.passwordDelivery, MadeKey.passwordDestinationName),
            ]
        ]
    }
}
