/// PINs of tokens: short, since a token locks after a few wrong ones, and so neither foreseeable nor easy to guess.
///
/// Digits alone are drawn: pads of keys have no letters. CP 8.16.
public enum TokenPIN {
    /// NIST SP 800-63B-4 §3.1.1 asks for six where a device locks.
    public static let leastBytes = 6
    /// 26 random bits; a token gives ten tries at most.
    public static let userDigits = 8
    /// Nobody types it, so it may be as long as most tokens take: 53 random bits.
    public static let officerDigits = 16

    /// A fresh one; weak ones are drawn again.
    /// - Parameter digits: at least `leastBytes`.
    public static func drawn(
        digits: Int, randomness: some Randomness = SystemRandomness()
    ) -> SecretBytes {
        while true {
            let pin = SecretBytes(Self.digits(max(digits, leastBytes), randomness))
            if !isWeak(pin) { return pin }
        }
    }

    /// Whether it is short, one character repeated, or a row such as `123456` or `987654`.
    public static func isWeak(_ pin: SecretBytes) -> Bool {
        guard pin.count >= leastBytes else { return true }
        return pin.withBytes { bytes in
            let steps = zip(bytes, bytes.dropFirst()).map { Int($1) - Int($0) }
            return [-1, 0, 1].contains { step in steps.allSatisfy { $0 == step } }
        }
    }

    private static func digits(_ count: Int, _ randomness: some Randomness) -> [UInt8] {
        var text: [UInt8] = []
        // No growing: an array that moves leaves its old octets behind.
        text.reserveCapacity(count)
        while text.count < count {
            for octet in randomness.bytes(count) where octet < 250 && text.count < count {
                // 250 is a multiple of ten, so that no digit is likelier than another.
                text.append(UInt8(ascii: "0") + octet % 10)
            }
        }
        return text
    }
}
