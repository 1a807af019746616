import Cryptography
package import Messages

/// An officer's statement with a detached ECDSA P-256 signature (SHA-256, DER) over its bytes.
///
/// Its form was checked when it was made; the signature and everything it says are judged by the
/// ledger, on the state at that moment.
package struct SignedAct: Sendable {
    /// The exact canonical bytes.
    package let bytes: [UInt8]
    package let signature: [UInt8]
    package let statement: ActStatement

    /// - Throws: `act.malformed`.
    package init(bytes: [UInt8], signature: [UInt8]) throws(Refusal) {
        statement = try ActStatement(parsing: bytes)
        self.bytes = bytes
        self.signature = signature
    }

    /// Of the key that the officer says it was signed with.
    package var keyID: String { statement.key }
}

/// `test` or `production`: fixed by the genesis entry.
package enum LedgerEnvironment: String, Sendable, CaseIterable {
    case test, production
}
