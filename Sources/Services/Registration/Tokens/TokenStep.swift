import CanonicalJSON
import Governance
import Issuance
package import Ledger
import Messages

/// What becomes of the token in which the key of an application lies (CP 8.2a, 8.2b, 8.16).
///
/// Payload of `application.prepareToken`, `.unblockToken`, `.wipeToken`: `application`, `token` (its serial number),
/// `secret`, which the token is to have from now on, `salt`; of the first also `model`. Of `application.identifyBearer`:
/// `application`, `documents`; of `application.loseToken`: `application`.
struct TokenStep: Sendable {
    private let application: String

    private init(_ payload: Payload, besides names: [String]) throws {
        try payload.refuseUnknown(besides: ["application"] + names)
        application = try payload.string("application")
    }

    /// The step of an operation.
    static func record(
        _ operation: String, _ payload: Payload, _ transaction: inout Transaction
    ) throws -> JSONValue {
        switch operation {
        case "application.prepareToken": try prepare(payload, &transaction)
        case "application.identifyBearer": try identifyBearer(payload, &transaction)
        case "application.unblockToken": try unblock(payload, &transaction)
        case "application.wipeToken": try wipe(payload, &transaction)
        default: try lose(payload, &transaction)
        }
    }

    /// A token is initialised for an application that waits for its key. It may be begun again until the key is entered.
    private static func prepare(
        _ payload: Payload, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let step = try TokenStep(payload, besides: TokenSecret.members + ["model"])
        let secret = try TokenSecret(payload)
        let model = try payload.tokenModel()
        let application = try step.open(transaction)
        try application.judgeAwaitsKey(transaction)
        try transaction.judgeClaim(of: application)
        if let other = try transaction.token(of: application.id), other.serial != secret.token,
            other.state != .wiped, other.state != .lost
        {
            throw Refusal(
                .tokenPending, field: "token", ["id": application.id, "token": other.serial])
        }
        if let known = try transaction.get(SubscriberToken.self, .text(secret.token)) {
            let isBegunAgain = known.state == .prepared && known.application == application.id
            guard known.state == .wiped || isBegunAgain, known.model == model else {
                throw Refusal(
                    .tokenTaken, field: "token",
                    ["token": known.serial, "id": known.application, "state": known.state.rawValue])
            }
        }
        try secret.keep(&transaction)
        return try put(
            SubscriberToken(serial: secret.token, model: model, for: application, transaction),
            application, &transaction)
    }

    /// Somebody brings it back, and was identified by the documents of the application (CP 5.8); a lost one was found.
    private static func identifyBearer(
        _ payload: Payload, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let step = try TokenStep(payload, besides: ["documents"])
        let application = try step.open(transaction)
        var token = try transaction.requiredToken(of: application)
        try token.judge(is: .bound, .blocked, .lost)
        guard
            try transaction.get(MadeKey.self, .text(application.id))?.receivedAtMilliseconds != nil
        else { throw Refusal(.keyNotReceived, field: "application", ["id": application.id]) }
        token.move(to: .blocked, transaction)
        return try put(token, application, &transaction)
    }

    /// Another person than who identified the bearer is told what unblocks it.
    private static func unblock(
        _ payload: Payload, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let step = try TokenStep(payload, besides: TokenSecret.members)
        let secret = try TokenSecret(payload)
        let application = try step.open(transaction)
        var token = try transaction.requiredToken(of: application, named: secret.token)
        try token.judge(is: .blocked)
        // Who was identified and went away is not there any more.
        guard transaction.atMilliseconds - token.atMilliseconds <= Milliseconds.day else {
            throw Refusal(
                .tokenBearerGone, field: "token", ["id": application.id, "token": token.serial])
        }
        try secret.keep(&transaction)
        token.move(to: .bound, transaction)
        return try put(token, application, &transaction)
    }

    /// Nothing on it counts from now on, so what wipes it may be told to one person. It may be told again.
    private static func wipe(
        _ payload: Payload, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let step = try TokenStep(payload, besides: TokenSecret.members)
        let secret = try TokenSecret(payload)
        let application = try step.open(transaction)
        var token = try transaction.requiredToken(of: application, named: secret.token)
        guard application.state != .issuing else {
            throw application.stateRefusal(
                needed: Application.State.allCases.filter { $0 != .issuing })
        }
        if let record = try transaction.certificate(of: application),
            [.valid, .suspended].contains(record.state),
            record.notAfterMilliseconds >= transaction.atMilliseconds
        {
            throw Refusal(
                .tokenInUse, field: "token",
                ["token": token.serial, "certificate": "\(record.authority)/\(record.serialHex)"])
        }
        _ = try transaction.blockKey(madeFor: application)
        try secret.keep(&transaction)
        token.move(to: .wiped, transaction)
        return try put(token, application, &transaction)
    }

    /// Nobody knows where it is: a certificate of its key is suspended at once; a key without one never gets any.
    private static func lose(
        _ payload: Payload, _ transaction: inout Transaction
    ) throws -> JSONValue {
        let step = try TokenStep(payload, besides: [])
        let application = try step.open(transaction)
        var token = try transaction.requiredToken(of: application)
        // One that was found may be lost again.
        try token.judge(is: .prepared, .bound, .blocked, .lost)
        var suspended: String?
        // One that is suspended for another reason, too, or on hold until its acceptance: the end of that is not to end
        // what was lost.
        if var record = try transaction.certificate(of: application),
            [.valid, .suspended].contains(record.state)
        {
            _ = try transaction.suspend(
                &record, requester: StatusEvent.bySubscriber, cause: StatusEvent.keyLost)
            let name = "\(record.authority)/\(record.serialHex)"
            transaction.note("suspended", .string(name))
            suspended = name
        } else if application.state != .issued {
            _ = try transaction.blockKey(madeFor: application)
        }
        token.move(to: .lost, transaction)
        return try put(token, application, &transaction).merging([
            "suspended": suspended.map { .string($0) } ?? .null
        ])
    }

    // MARK: Parts

    private func open(_ transaction: Transaction) throws -> Application {
        let application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        return application
    }

    private static func put(
        _ token: SubscriberToken, _ application: Application, _ transaction: inout Transaction
    ) throws -> JSONValue {
        transaction.note("token", .string(token.serial))
        transaction.note("model", .string(token.model))
        try transaction.put(token)
        return application.answer.merging([
            "caseNumber": application.caseNumber.map { .string($0.grouped) } ?? .null,
            "tokenSerial": .string(token.serial), "tokenState": .string(token.state.rawValue),
        ])
    }
}

extension ReadableLedger {
    /// - Parameter serial: the one that was named; nil where none was.
    /// - Throws: `application.tokenMissing`, `application.tokenOther`.
    func requiredToken(
        of application: Application, named serial: String? = nil
    ) throws -> SubscriberToken {
        // One that was lost before another was prepared is named by its serial number.
        if let serial, let named = try get(SubscriberToken.self, .text(serial)),
            named.application.utf8.elementsEqual(application.id.utf8)
        {
            return named
        }
        guard let token = try token(of: application.id) else {
            throw Refusal(.tokenAbsent, field: "application", ["id": application.id])
        }
        if let serial, serial != token.serial {
            throw Refusal(
                .tokenOther, field: "token",
                ["id": application.id, "token": serial, "own": token.serial])
        }
        return token
    }
}

extension RegistrationService {
    /// What becomes of a token: `application.prepareToken`, `.identifyBearer`, `.unblockToken`, `.wipeToken`,
    /// `.loseToken`.
    ///
    /// - Returns: beside the outcome, which is kept, what opens the token now, the newest first, where it is told: by a
    ///   repeated request never.
    package func actOnToken(
        _ act: ActRequest
    ) async throws -> (outcome: ActOutcome, secrets: [String]?) {
        let outcome = try await ledger.act(act) { transaction in
            try TokenStep.record(act.operation, Payload(act.payload), &transaction)
        }
        let isTold = ["prepareToken", "unblockToken", "wipeToken"].contains {
            act.operation == "application." + $0
        }
        guard isTold, !outcome.replayed, let token = outcome.result["tokenSerial"]?.string else {
            return (outcome, nil)
        }
        // The entry stands before anybody is told.
        let secrets = try await ledger.read { snapshot in
            try TokenSecret.earlier(than: outcome.entryIndex, of: token, snapshot)
        }
        return (outcome, secrets)
    }
}
