import Cryptography

/// The number that names a subscriber for life and makes the subject name unique (CP 5.2a).
///
/// Ten decimal digits, the first not 0, as printed on paper and read over the telephone; drawn at
/// random, so that it tells nothing. A collision is refused by the uniqueness of the subject name.
enum SubscriberReference {
    static func random(_ randomness: any Randomness) -> String {
        let number = randomness.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return String(1_000_000_000 + number % 9_000_000_000)
    }
}
