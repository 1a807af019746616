package import Cryptography
package import Ledger

/// What suspends one certificate at any hour, and does nothing else: drawn when its contents were
/// accepted, told to the applicant once, and kept as a keyed hash alone (CP 6.17a).
///
/// Sixteen digits of Crockford's alphabet in groups of four, 80 random bits: short enough to be read
/// over a telephone, too many to be guessed.
package struct SuspensionCode: Sendable, Equatable {
    private static let count = 16
    /// Longest that is read: each digit with a divider behind it.
    package static let maximumBytes = 64

    private let digits: [UInt8]

    package init(_ randomness: any Randomness) {
        digits = TypedCode.drawn(Self.count, randomness)
    }

    /// - Parameter text: as people type it, see `TypedCode`; nil for anything else than sixteen digits.
    package init?(typed text: String) {
        guard let digits = TypedCode.digits(typed: text, Self.count) else { return nil }
        self.digits = digits
    }

    /// In groups, for the one answer that tells it.
    package var text: String { TypedCode.text(digits) }

    /// By which tries are told apart: 20 bits, which a stranger does not know.
    package var firstGroup: String {
        String(decoding: digits.prefix(TypedCode.groupCount), as: UTF8.self)
    }

    /// HMAC-SHA-256 under a random key of its own.
    fileprivate func hash(_ key: [UInt8]) -> [UInt8] {
        HMAC.authenticationCode(
            of: Array(Self.label.utf8) + digits, key: SecretBytes(key), digest: .sha256)
    }

    private static let label = "kapok-suspension-code/v1"
    fileprivate static let keyBytes = 32
    /// Of the dossier that holds key ‖ hash, sealed.
    fileprivate static let valueName = "suspensionCode"
}

extension SuspensionCode: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "a suspension code" }
    package var debugDescription: String { description }
}

extension Transaction {
    /// Keeps the hash of a code for the certificate that comes of an application; one that was given
    /// before counts no more.
    package mutating func keep(_ code: SuspensionCode, ofApplication id: String) throws {
        let key = randomBytes(SuspensionCode.keyBytes)
        try vault.put(key + code.hash(key), name: SuspensionCode.valueName, dossier: id)
    }

    /// Whether this is the code of a certificate. The same work is done where there is none.
    package func holds(_ code: SuspensionCode, for record: CertificateRecord?) throws -> Bool {
        let kept = try record?.application.flatMap {
            try vault.read(SuspensionCode.valueName, dossier: $0)
        }
        let value = kept ?? [UInt8](repeating: 0, count: SuspensionCode.keyBytes)
        let hash = code.hash(Array(value.prefix(SuspensionCode.keyBytes)))
        return constantTimeEquals(hash, Array(value.dropFirst(SuspensionCode.keyBytes)))
            && kept != nil
    }
}
