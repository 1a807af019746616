import CanonicalJSON
import Governance
package import Issuance
package import Ledger
import Messages

/// A container or its password goes out to the applicant, or has arrived (CP 8.2a, 8.2b): so does a token, which holds
/// the key itself, and its PIN; or a medium with the certificate, and what opens it, where its receipt is the acceptance
/// (CP 6.12).
///
/// Payload of `application.deliverKey` and `application.deliverPassword`: `application`; `route`; `package`, the
/// number on it; `destination`, where it goes, and `salt`, which no entry tells. Of `application.receiveKey`:
/// `application`, `package`, and `evidence`, the SHA-256 of the receipt.
struct KeyDelivery: Sendable {
    private let payload: Payload
    private let application: String

    private init(_ payload: Payload, besides names: [String]) throws {
        try payload.refuseUnknown(besides: ["application"] + names)
        self.payload = payload
        application = try payload.string("application")
    }

    /// The container goes out. It may again, by another way, until it has arrived.
    static func send(_ payload: Payload, _ transaction: inout Transaction) throws -> JSONValue {
        let step = try KeyDelivery(payload, besides: KeySending.members)
        let sending = try KeySending(payload, among: [.inPerson, .courier, .post, .email])
        let (application, current) = try step.open(transaction)
        var made = current
        try made.judgeIsHere()
        made.send(MadeKey.Delivery(sending, transaction), transaction)
        try transaction.keep(sending, of: .container, for: application.id)
        return try put(application, made, sending.package, sending.route, &transaction)
    }

    /// The applicant has the container: the authority has none any more.
    static func receive(_ payload: Payload, _ transaction: inout Transaction) throws -> JSONValue {
        let step = try KeyDelivery(payload, besides: ["package", "evidence"])
        let package = try payload.packageNumber()
        let (application, current) = try step.open(transaction)
        var made = current
        try made.judgeIsHere()
        guard let sent = made.delivery?.package, sent.utf8.elementsEqual(package.utf8) else {
            throw Refusal(
                .keyPackageOther, field: "package",
                ["package": package, "sent": made.delivery?.package ?? "—"])
        }
        if application.acceptance == .medium,
            var delivered = try transaction.certificateToAccept(of: application)
        {
            do {
                try transaction.judgeAcceptance(of: delivered, application)
                try transaction.accept(&delivered)
                transaction.note(
                    "agreement", application.agreementHex.map { .string($0) } ?? .null)
            } catch let refusal as Refusal {
                // It accepts nothing any more. A container that has arrived is destroyed all the same (CP 8.2a).
                guard made.madeAtMilliseconds != nil else { throw refusal }
                transaction.noteDefect(refusal.code)
            }
        }
        made.receive(transaction)
        try transaction.destroyKey(madeFor: application.id)
        return try put(application, made, package, nil, &transaction)
    }

    /// The password follows, another way than the container ever went, to whoever has that already. Where the receipt
    /// of the medium was the acceptance, the certificate is released with it (CP 6.12).
    ///
    /// - Parameter code: what will suspend that certificate; its hash alone is kept.
    static func sendPassword(
        _ payload: Payload, giving code: SuspensionCode, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let step = try KeyDelivery(payload, besides: KeySending.members)
        let sending = try KeySending(payload, among: DeliveryRoute.allCases)
        let (application, current) = try step.open(transaction)
        var made = current
        guard made.receivedAtMilliseconds != nil else {
            throw Refusal(.keyNotReceived, field: "application", ["id": application.id])
        }
        let earlier = try transaction.sendings(of: .container, for: application.id)
        if let same = earlier.first(where: { !sending.isApart(from: $0) }) {
            throw Refusal(
                .keyRouteSame, field: "route",
                ["route": same.route.rawValue, "package": same.package])
        }
        let isFirst = made.passwordDelivery == nil
        made.sendPassword(MadeKey.Delivery(sending, transaction), transaction)
        try transaction.keep(sending, of: .password, for: application.id)
        let result = try put(application, made, sending.package, sending.route, &transaction)
        guard application.acceptance == .medium,
            var delivered = try transaction.deliveredCertificate(of: application)
        else { return result }
        // Who signed the acceptance has one, and so has who was sent one: a second letter changes none.
        let gives =
            try isFirst && transaction.vault.read("acceptance", dossier: application.id) == nil
        if gives { try transaction.keep(code, ofApplication: application.id) }
        try transaction.endHold(of: &delivered, identified: nil)
        return result.merging(application.answer(delivered))
            .merging(["givesSuspensionCode": .bool(gives)])
    }

    // MARK: Parts

    /// An application that was not accepted yet: whoever accepted it has both. Of what is accepted after its
    /// delivery, as long as the certificate was not revoked.
    private func open(_ transaction: Transaction) throws -> (Application, MadeKey) {
        let application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        let delivered = try transaction.deliveredCertificate(of: application)
        let made = try transaction.get(MadeKey.self, .text(application.id))
        try transaction.token(of: application.id)?.judge(is: .bound)
        if let delivered, [.valid, .suspended].contains(delivered.state) {
            if let made { return (application, made) }
            if application.acceptance == .medium {
                return (application, MadeKey(of: application, isMade: false, transaction))
            }
        }
        let states: [Application.State] = [.received, .returned, .vetted]
        guard states.contains(application.state) else {
            throw application.stateRefusal(needed: states)
        }
        guard let made else {
            throw Refusal(.keyNotMade, field: "application", ["id": application.id])
        }
        return (application, made)
    }

    private static func put(
        _ application: Application, _ made: MadeKey, _ package: String,
        _ route: DeliveryRoute?, _ transaction: inout Transaction
    ) throws -> JSONValue {
        if let route { transaction.note("route", .string(route.rawValue)) }
        transaction.note("package", .string(package))
        try transaction.put(made)
        return application.answer.merging(["package": .string(package)])
    }
}

extension MadeKey {
    /// - Throws: `application.keyReceived` where the container is not here any more.
    fileprivate func judgeIsHere() throws(Refusal) {
        guard receivedAtMilliseconds == nil else {
            throw Refusal(.keyReceived, field: "application", ["id": application])
        }
    }
}

extension MadeKey.Delivery {
    fileprivate init(_ sending: KeySending, _ transaction: Transaction) {
        self.init(
            route: sending.route, package: sending.package,
            atMilliseconds: transaction.atMilliseconds)
    }
}

extension RegistrationService {
    /// What becomes of a made key once it is packed: `application.deliverKey`, `.receiveKey`, `.deliverPassword`.
    ///
    /// - Returns: beside the outcome, which is kept, the container where it goes out, as long as it is here, and the
    ///   suspension code where the certificate was accepted by the medium's receipt. Nobody is judged where a request
    ///   is repeated, and so nobody gets either by that: who lost the container sends it out anew.
    package func deliver(
        _ act: ActRequest
    ) async throws -> (outcome: ActOutcome, container: [UInt8]?, code: SuspensionCode?) {
        let payload = Payload(act.payload)
        switch act.operation {
        case "application.deliverKey":
            let outcome = try await ledger.act(act) { transaction in
                try KeyDelivery.send(payload, &transaction)
            }
            guard !outcome.replayed else { return (outcome, nil, nil) }
            // The entry stands before anybody has it.
            let container = try await ledger.read { snapshot in
                try snapshot.vault.read(
                    MadeKey.containerName,
                    dossier: MadeKey.dossier(of: outcome.result["application"]?.string ?? ""))
            }
            return (outcome, container, nil)
        case "application.receiveKey":
            let outcome = try await ledger.act(act) { transaction in
                try KeyDelivery.receive(payload, &transaction)
            }
            return (outcome, nil, nil)
        default:
            let code = SuspensionCode(randomness)
            let outcome = try await ledger.act(act) { transaction in
                try KeyDelivery.sendPassword(payload, giving: code, &transaction)
            }
            let gives = !outcome.replayed && outcome.result["givesSuspensionCode"] == true
            return (outcome, nil, gives ? code : nil)
        }
    }
}
