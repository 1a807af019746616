import CanonicalJSON
package import Cryptography
package import Ledger

extension Ledger {
    /// Announces, signs and completes in one call.
    ///
    /// - Parameter open: runs in the announcing act and says what is to be signed.
    @discardableResult
    package nonisolated func useKey(
        _ request: ActRequest, signer: any Signer,
        open: @escaping @Sendable (inout Transaction) throws -> IntentRequest,
        complete: @escaping IntentCompletion
    ) async throws -> ActOutcome {
        let opened = try await act(request) { transaction in
            let intent = try transaction.openIntent(open(&transaction))
            return .string(intent.id)
        }
        guard let id = opened.result.string else {
            throw LedgerError.misuse(detail: "the announcing act names no intent")
        }
        return try await carryOut(id, signer: signer, complete: complete)
    }
}
