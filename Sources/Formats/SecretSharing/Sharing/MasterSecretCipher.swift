import Cryptography

/// The cipher between a secret and what is split: four rounds of a Feistel network over PBKDF2.
///
/// SLIP-0039, Encryption of the master secret. Who has enough shares has what it needs to decrypt unless there is a
/// passphrase; a wrong passphrase gives another secret and no error.
struct MasterSecretCipher {
    let set: ShareSet
    /// Printable ASCII; may be empty.
    let passphrase: SecretBytes

    private static let rounds: [UInt8] = [0, 1, 2, 3]
    private static let iterations = 2500
    /// Of sets that are not extendable; their identifier follows in two octets.
    private static let saltPrefix = Array("shamir".utf8)

    func encrypted(_ secret: SecretBytes) -> SecretBytes {
        through(Self.rounds, secret)
    }

    func decrypted(_ secret: SecretBytes) -> SecretBytes {
        through(Self.rounds.reversed(), secret)
    }

    private func through(_ rounds: [UInt8], _ secret: SecretBytes) -> SecretBytes {
        var left = secret.part(0..<secret.count / 2)
        var right = secret.part(secret.count / 2..<secret.count)
        for round in rounds { (left, right) = (right, left ^ key(of: round, over: right)) }
        return .joined([right, left])
    }

    /// As long as the half.
    private func key(of round: UInt8, over half: SecretBytes) -> SecretBytes {
        let salt = set.isExtendable ? [] : Self.saltPrefix + set.identifier.octets
        do {
            return try PBKDF2.derive(
                secret: .joined([SecretBytes([round]), passphrase]),
                salt: .joined([SecretBytes(salt), half]),
                iterations: Self.iterations << Int(set.iterationExponent), count: half.count)
        } catch {
            // The exponent was limited before, and a half has 8 to 32 octets.
            preconditionFailure("PBKDF2 is not available: \(error)")
        }
    }
}

extension UInt16 {
    /// Big-endian.
    var octets: [UInt8] { [UInt8(self >> 8), UInt8(truncatingIfNeeded: self)] }
}
