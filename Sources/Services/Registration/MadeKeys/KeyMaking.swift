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
/// Payload: `application`.
struct KeyMaking: Sendable {
    private let application: String

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application"])
        application = try payload.string("application")
    }

    /// The category of the key, once it is sure that the act would be carried out: nothing is made for strangers.
    ///
    /// - Throws: what the act would be refused with; `act.replayed` where it was carried out before.
    func family(
        for act: ActRequest, _ ledger: Ledger, _ snapshot: Snapshot
    ) throws -> AlgorithmFamily {
        let application = try snapshot.application(application)
        try ledger.foresee(act, in: application.scope, snapshot)
        try judge(application, snapshot)
        return try snapshot.authority(application.authority).family
    }

    private func judge(_ application: Application, _ ledger: some ReadableLedger) throws {
        guard [.received, .returned].contains(application.state) else {
            throw application.stateRefusal(needed: [.received, .returned])
        }
        guard application.keyHashHex.isEmpty else {
            throw Refusal(.keyNotAwaited, field: "application", ["id": application.id])
        }
        try ledger.practice().judgeMakingKeys()
    }

    /// The application has its key, as if it had brought it; the container waits to be delivered.
    ///
    /// - Parameter packed: why none was made, where none was.
    func record(
        _ transaction: inout Transaction, _ packed: Result<PackedKey, Refusal>
    ) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        try judge(application, transaction)
        try transaction.judgeClaim(of: application)
        let packed = try packed.get()
        let key = try RequestedKey(packed.request)
        try key.judge(for: transaction.authority(application.authority), transaction)
        try key.claim(for: application.id, &transaction)
        try transaction.vault.put(
            packed.container, name: MadeKey.containerName,
            dossier: MadeKey.dossier(of: application.id))
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

extension RegistrationService {
    /// Makes and packs the key of an application that brought none.
    ///
    /// - Returns: beside the outcome, which is kept, the password, which is not: whoever asks again with the same
    ///   request gets none.
    package func makeKey(
        _ act: ActRequest
    ) async throws -> (outcome: ActOutcome, password: ContainerPassword?) {
        let making = Result { try KeyMaking(Payload(act.payload)) }
        let packed = try await packedKey(making, for: act)
        let outcome = try await ledger.act(act) { transaction in
            try making.get().record(&transaction, packed)
        }
        return (outcome, try outcome.replayed ? nil : packed.get().password)
    }

    /// It takes a second or two, which the ledger does not wait for: made before the act, which judges again.
    private func packedKey(
        _ making: Result<KeyMaking, any Error>, for act: ActRequest
    ) async throws -> Result<PackedKey, Refusal> {
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
