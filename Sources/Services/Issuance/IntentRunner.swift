package import CanonicalJSON
package import Cryptography
package import Ledger
import Messages

/// Brings announced uses of CA keys to their end: sign, verify, complete; again after a crash.
///
/// What an intent leads to is named by its purpose and looked up in one table, so that the same
/// completion runs whether the signature is made at once or by another process days later.
package struct IntentRunner: Sendable {
    package typealias Completion =
        @Sendable (inout Transaction, _ intent: Intent, _ signature: [UInt8]) throws -> JSONValue

    private let ledger: Ledger
    private let signer: any Signer
    private let completions: [String: Completion]

    package init(ledger: Ledger, signer: any Signer, completions: [String: Completion]) {
        self.ledger = ledger
        self.signer = signer
        self.completions = completions
    }

    /// Carries out the intent that an act's result names under `intent`; nothing where it has none.
    package func carryOut(_ outcome: ActOutcome) async throws {
        guard let id = outcome.result["intent"]?.string else { return }
        let intent = try await intent(id)
        try await ledger.carryOut(id, signer: signer, complete: try completion(of: intent))
    }

    /// Retries every intent that a crash left open: an entry first, then the same bytes.
    package func resume() async throws {
        for intent in try await ledger.openIntents() {
            try await ledger.retry(
                intent.id, requestID: "retry-\(intent.attempts)-\(intent.id.suffix(26))",
                signer: signer, complete: try completion(of: intent))
        }
    }

    private func intent(_ id: String) async throws -> Intent {
        try await ledger.read { snapshot in
            guard let intent = try snapshot.get(Intent.self, .text(id)) else {
                throw Refusal(.intentUnknown, field: "intent", ["intent": id])
            }
            return intent
        }
    }

    private func completion(of intent: Intent) throws -> IntentCompletion {
        guard let completion = completions[intent.purpose] else {
            throw Refusal(.intentPurposeUnknown, field: "intent", ["purpose": intent.purpose])
        }
        return { transaction, signature in try completion(&transaction, intent, signature) }
    }
}
