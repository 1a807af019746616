public import Cryptography

/// What opens one PKCS#12 container: drawn at random, told once, kept nowhere.
///
/// 24 digits of Crockford's alphabet in groups of four, 120 random bits: people can type it from a letter, and
/// nobody guesses it, however cheap a guess is. The hyphens between the groups belong to it.
public struct ContainerPassword: Sendable {
    /// Without I, L, O and U, which are taken for others.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let (digits, group) = (24, 4)

    /// The octets of the text, as a reader of the container takes them.
    public let secret: SecretBytes

    /// A fresh one.
    public init(_ randomness: any Randomness) {
        // One octet for each digit: 256 is a multiple of 32, so none is likelier than another.
        let random = SecretBytes(randomness.bytes(Self.digits))
        secret = random.withBytes { random in
            var text: [UInt8] = []
            // No growing: an array that moves leaves its old octets behind.
            text.reserveCapacity(Self.digits + Self.digits / Self.group)
            for (place, octet) in random.enumerated() {
                if place > 0, place.isMultiple(of: Self.group) { text.append(UInt8(ascii: "-")) }
                text.append(Self.alphabet[Int(octet) % Self.alphabet.count])
            }
            return SecretBytes(text)
        }
    }

    /// One that was drawn elsewhere.
    public init(revealed secret: SecretBytes) { self.secret = secret }

    /// The text, for the one answer that tells it. Such a copy is not wiped.
    public var revealed: String {
        secret.withBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension ContainerPassword: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { "<redacted>" }
    public var debugDescription: String { description }
}
