import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
package import Ledger
import Messages
package import PKIX

/// An officer has the key made that an applicant asked the authority for (CP 6.7a, 8.2a).
///
/// Payload: `application`; of a key that the officer's client made in a token also `token`, its serial number, and
/// `request`, base64 of the PKCS#10.
struct KeyMaking: Sendable {
    private let application: String
    private let inToken: (serial: String, key: RequestedKey)?

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "token", "request"])
        application = try payload.string("application")
        inToken =
            try ["token", "request"].allSatisfy { try payload.optionalString($0) == nil }
            ? nil : (payload.tokenSerial(), RequestedKey(bytes: RequestedKey.bytes(payload)))
    }

    /// Whether there is a key already, in a token.
    var isInToken: Bool { inToken != nil }

    /// The category of the key, once it is sure that the act would be carried out: nothing is made for strangers.
    ///
    /// - Throws: what the act would be refused with; `act.replayed` where it was carried out before.
    func family(
        for act: ActRequest, _ ledger: Ledger, _ snapshot: Snapshot
    ) throws -> AlgorithmFamily {
        let application = try snapshot.application(application)
        try ledger.foresee(act, in: application.scope, snapshot)
        try application.judgeAwaitsKey(snapshot)
        try snapshot.judgeNoTokenWaits(for: application)
        return try snapshot.authority(application.authority).family
    }

    /// The application has its key, as if it had brought it; container or token wait to be delivered.
    ///
    /// - Parameter packed: why none was made, where none was; nil where the key lies in a token.
    func record(
        _ transaction: inout Transaction, _ packed: Result<PackedKey, Refusal>?
    ) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        try application.judgeAwaitsKey(transaction)
        try transaction.judgeClaim(of: application)
        let packed = try packed?.get()
        guard let key = try inToken?.key ?? packed.map({ try RequestedKey($0.request) }) else {
            throw Refusal(.keyNotMade, field: "application", ["id": application.id])
        }
        try key.judge(for: transaction.authority(application.authority), transaction)
        try key.claim(for: application.id, &transaction)
        if let inToken {
            try transaction.bind(inToken.serial, to: application)
        } else if let packed {
            try transaction.judgeNoTokenWaits(for: application)
            try transaction.vault.put(
                packed.container, name: MadeKey.containerName,
                dossier: MadeKey.dossier(of: application.id))
        }
        application.take(keyHashHex: key.keyHashHex)
        try transaction.put(application)
        try transaction.put(MadeKey(of: application, transaction))
        transaction.note("keyHash", .string(key.keyHashHex))
        return application.answer.merging([
            "caseNumber": application.caseNumber.map { .string($0.grouped) } ?? .null,
            "algorithm": .string(key.publicKey.algorithm.notation),
        ])
    }
}

extension Application {
    /// - Throws: `application.stateWrong`, `application.keyNotAwaited`, `practice.notOffered`.
    func judgeAwaitsKey(_ ledger: some ReadableLedger) throws {
        guard [.received, .returned].contains(state) else {
            throw stateRefusal(needed: [.received, .returned])
        }
        guard keyHashHex.isEmpty else {
            throw Refusal(.keyNotAwaited, field: "application", ["id": id])
        }
        try ledger.practice().judgeMakingKeys()
    }
}

extension ReadableLedger {
    /// - Throws: `application.tokenPending` where a token was prepared for the key.
    fileprivate func judgeNoTokenWaits(for application: Application) throws {
        guard let token = try token(of: application.id), token.state == .prepared else { return }
        throw Refusal(
            .tokenPending, field: "token", ["id": application.id, "token": token.serial])
    }
}

extension Transaction {
    /// The application's key lies in the token that was prepared for it; what opened the token before opens it no more.
    fileprivate mutating func bind(_ serial: String, to application: Application) throws {
        var token = try requiredToken(of: application, named: serial)
        try token.judge(is: .prepared)
        token.move(to: .bound, self)
        note("token", .string(token.serial))
        try put(token)
        try TokenSecret.forgetEarlier(of: token.serial, &self)
    }
}

extension RegistrationService {
    /// Makes and packs the key of an application that brought none.
    ///
    /// - Returns: beside the outcome, which is kept, the password, which is not: whoever asks again with the same
    ///   request gets none, nor does who made the key in a token, whose PIN never comes here.
    package func makeKey(
        _ act: ActRequest
    ) async throws -> (outcome: ActOutcome, password: ContainerPassword?) {
        let making = Result { try KeyMaking(Payload(act.payload)) }
        let packed = try await packedKey(making, for: act)
        let outcome = try await ledger.act(act) { transaction in
            try making.get().record(&transaction, packed)
        }
        return (outcome, try outcome.replayed ? nil : packed?.get().password)
    }

    /// It takes a second or two, which the ledger does not wait for: made before the act, which judges again.
    private func packedKey(
        _ making: Result<KeyMaking, any Error>, for act: ActRequest
    ) async throws -> Result<PackedKey, Refusal>? {
        if case .success(let making) = making, making.isInToken { return nil }
        let family: AlgorithmFamily
        do {
            family = try await ledger.read { [ledger] snapshot in
                try making.get().family(for: act, ledger, snapshot)
            }
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
        return .success(
            try await keys.packedKey(
                family.subscriberKeyAlgorithm, provenBy: family.signatureAlgorithm))
    }
}
