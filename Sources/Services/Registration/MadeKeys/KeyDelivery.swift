import CanonicalJSON
import Governance
package import Ledger
import Messages

/// A container or its password goes out to the applicant, or has arrived (CP 8.2a, 8.2b).
///
/// Payload of `application.deliverKey` and `application.deliverPassword`: `application`; `route`; `package`, the
/// number on it; `destination`, where it goes, which no entry tells. Of `application.receiveKey`: `application`,
/// `package`, and `evidence`, the SHA-256 of the receipt.
struct KeyDelivery: Sendable {
    private let payload: Payload
    private let application: String
    private let package: String

    private init(_ payload: Payload, besides names: [String]) throws {
        try payload.refuseUnknown(besides: ["application", "package"] + names)
        self.payload = payload
        application = try payload.string("application")
        package = try payload.string("package", maximumBytes: 64)
        guard package.utf8.allSatisfy(Self.allows) else {
            throw Refusal(.payloadInvalid, field: "package", ["name": "package"])
        }
    }

    /// The container goes out. It may again, by another way, until it has arrived.
    static func send(_ payload: Payload, _ transaction: inout Transaction) throws -> JSONValue {
        let step = try KeyDelivery(payload, besides: ["route", "destination"])
        var (application, made) = try step.open(transaction)
        let delivery = try step.delivery(&transaction, among: [.inPerson, .courier, .post, .email])
        made.send(delivery, transaction)
        try transaction.vault.put(
            Array(step.destination().utf8), name: MadeKey.destinationName,
            dossier: application.id)
        return try step.put(&application, made, &transaction)
    }

    /// The applicant has the container: the authority has none any more.
    static func receive(_ payload: Payload, _ transaction: inout Transaction) throws -> JSONValue {
        let step = try KeyDelivery(payload, besides: ["evidence"])
        var (application, made) = try step.open(transaction)
        guard let sent = made.delivery?.package, sent.utf8.elementsEqual(step.package.utf8) else {
            throw Refusal(
                .keyPackageOther, field: "package",
                ["package": step.package, "sent": made.delivery?.package ?? "—"])
        }
        made.receive(transaction)
        try transaction.destroyKey(madeFor: application.id)
        return try step.put(&application, made, &transaction)
    }

    /// The password follows, another way, to whoever has the container already.
    static func sendPassword(
        _ payload: Payload, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let step = try KeyDelivery(payload, besides: ["route", "destination"])
        var application = try transaction.application(step.application)
        try transaction.requireRole(in: application.scope)
        try application.judgeIsOpen()
        var made = try transaction.madeKey(of: application)
        guard made.receivedAtMilliseconds != nil, let sent = made.delivery else {
            throw Refusal(.keyNotReceived, field: "application", ["id": application.id])
        }
        let delivery = try step.delivery(&transaction, among: DeliveryRoute.allCases)
        let before = try transaction.vault.read(
            MadeKey.destinationName, dossier: application.id)
        guard delivery.route != sent.route, delivery.package != sent.package,
            Self.folded(try step.destination())
                != Self.folded(String(decoding: before ?? [], as: UTF8.self))
        else {
            throw Refusal(
                .keyRouteSame, field: "route",
                ["route": sent.route.rawValue, "package": sent.package])
        }
        made.sendPassword(delivery, transaction)
        try transaction.vault.put(
            Array(step.destination().utf8), name: MadeKey.passwordDestinationName,
            dossier: application.id)
        return try step.put(&application, made, &transaction)
    }

    // MARK: Parts

    /// An application whose container is still here.
    private func open(_ transaction: Transaction) throws -> (Application, MadeKey) {
        let application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        try application.judgeIsOpen()
        let made = try transaction.madeKey(of: application)
        guard made.receivedAtMilliseconds == nil else {
            throw Refusal(.keyReceived, field: "application", ["id": application.id])
        }
        return (application, made)
    }

    private func delivery(
        _ transaction: inout Transaction, among routes: [DeliveryRoute]
    ) throws -> MadeKey.Delivery {
        let route: DeliveryRoute = try payload.choice("route")
        guard routes.contains(route) else {
            throw Refusal(
                .payloadChoiceUnknown, field: "route",
                [
                    "name": "route", "value": route.rawValue,
                    "choices": routes.map(\.rawValue).joined(separator: ", "),
                ])
        }
        transaction.note("route", .string(route.rawValue))
        return MadeKey.Delivery(
            route: route, package: package, atMilliseconds: transaction.atMilliseconds)
    }

    private func destination() throws -> String {
        try payload.string("destination", maximumBytes: 256)
    }

    private func put(
        _ application: inout Application, _ made: MadeKey, _ transaction: inout Transaction
    ) throws -> JSONValue {
        transaction.note("package", .string(package))
        try transaction.put(made)
        return application.answer.merging(["package": .string(package)])
    }

    /// Small letters, blanks and marks make no other address.
    private static func folded(_ address: String) -> [Unicode.Scalar] {
        address.lowercased().unicodeScalars.filter {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }

    /// Digits, letters and what stands between them on labels.
    private static func allows(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}

extension ReadableLedger {
    /// - Throws: `application.keyNotMade` where the authority made none.
    fileprivate func madeKey(of application: Application) throws -> MadeKey {
        guard let made = try get(MadeKey.self, .text(application.id)) else {
            throw Refusal(.keyNotMade, field: "application", ["id": application.id])
        }
        return made
    }
}

extension RegistrationService {
    /// What becomes of a made key once it is packed: `application.deliverKey`, `.receiveKey`, `.deliverPassword`.
    ///
    /// - Returns: beside the outcome, which is kept, the container where it goes out, as long as it is here.
    package func deliver(
        _ act: ActRequest
    ) async throws -> (outcome: ActOutcome, container: [UInt8]?) {
        let payload = Payload(act.payload)
        switch act.operation {
        case "application.deliverKey":
            let outcome = try await ledger.act(act) { transaction in
                try KeyDelivery.send(payload, &transaction)
            }
            // The entry stands before anybody has it.
            let container = try await ledger.read { snapshot in
                try snapshot.vault.read(
                    MadeKey.containerName,
                    dossier: MadeKey.dossier(of: outcome.result["application"]?.string ?? ""))
            }
            return (outcome, container)
        case "application.receiveKey":
            let outcome = try await ledger.act(act) { transaction in
                try KeyDelivery.receive(payload, &transaction)
            }
            return (outcome, nil)
        default:
            let outcome = try await ledger.act(act) { transaction in
                try KeyDelivery.sendPassword(payload, &transaction)
            }
            return (outcome, nil)
        }
    }
}
