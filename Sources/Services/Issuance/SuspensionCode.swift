package import Cryptography
package import Ledger

/// What suspends one certificate at any hour, and does nothing else: drawn when its contents were
/// accepted, told to the applicant once, and kept as a keyed hash alone (CP 6.17a).
///
/// Sixteen digits of Crockford's alphabet in groups of four, 80 random bits: short enough to be read
/// over a telephone, too many to be guessed.
package struct SuspensionCode: Sendable, Equatable {
    /// Without I, L, O and U, which are taken for others.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let count = 16
    private static let groupCount = 4
    /// Longest that is read: each digit with a divider behind it.
    package static let maximumBytes = 64

    private let digits: [UInt8]

    package init(_ randomness: any Randomness) {
        // One octet for each digit: 256 is a multiple of 32, so none is likelier than another.
        digits = randomness.bytes(Self.count).map { Self.alphabet[Int($0) % 32] }
    }

    /// As people type it: small letters, blanks and hyphens do not count, and what looks alike is taken
    /// for the digit. Nil for anything else than sixteen of them.
    package init?(typed text: String) {
        var digits: [UInt8] = []
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "-"), UInt8(ascii: " "): continue
            case UInt8(ascii: "o"), UInt8(ascii: "O"): digits.append(UInt8(ascii: "0"))
            case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "L"):
                digits.append(UInt8(ascii: "1"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digits.append(octet - 32)
            default: digits.append(octet)
            }
        }
        guard digits.count == Self.count, digits.allSatisfy(Self.alphabet.contains) else {
            return nil
        }
        self.digits = digits
    }

    /// In groups, for the one answer that tells it.
    package var text: String {
        stride(from: 0, to: Self.count, by: Self.groupCount).map {
            String(decoding: digits[$0..<$0 + Self.groupCount], as: UTF8.self)
        }.joined(separator: "-")
    }

    /// By which tries are told apart: 20 bits, which a stranger does not know.
    package var firstGroup: String {
        String(decoding: digits.prefix(Self.groupCount), as: UTF8.self)
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
