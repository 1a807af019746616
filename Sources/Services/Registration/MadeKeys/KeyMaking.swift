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

    /// The category of the key, where one is to be made now; nil where the act will be refused, or was done.
    func family(_ ledger: some ReadableLedger) throws -> AlgorithmFamily? {
        guard let application = try ledger.get(Application.self, .text(application)),
            application.keyHashHex.isEmpty
        else { return nil }
        return try ledger.get(Authority.self, .text(application.authority))?.family
    }

    /// The application has its key, as if it had brought it; the container waits to be delivered.
    ///
    /// - Parameter packed: nil where none was made, which the state of the application tells.
    func record(_ transaction: inout Transaction, _ packed: PackedKey?) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        guard [.received, .returned].contains(application.state) else {
            throw application.stateRefusal(needed: [.received, .returned])
        }
        try transaction.judgeClaim(of: application)
        guard application.keyHashHex.isEmpty, let packed else {
            throw Refusal(.keyNotAwaited, field: "application", ["id": application.id])
        }
        try transaction.practice().judgeMakingKeys()
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
        // It takes a second or two, which the ledger does not wait for. Whether it may be is judged in the act.
        var packed: PackedKey?
        if let making = try? making.get(),
            let family = try await ledger.read({ try making.family($0) })
        {
            packed = try await keys.packedKey(
                family.subscriberKeyAlgorithm, provenBy: family.signatureAlgorithm)
        }
        let outcome = try await ledger.act(act) { [packed] transaction in
            try making.get().record(&transaction, packed)
        }
        return (outcome, outcome.replayed ? nil : packed?.password)
    }
}
