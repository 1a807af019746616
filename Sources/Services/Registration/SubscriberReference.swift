import Ledger
import Messages

/// The number that names a subscriber for life and makes the subject name unique (CP 5.2a).
///
/// Ten decimal digits, the first not 0, as printed on paper and read over the telephone; drawn at
/// random, so that it tells nothing. No two applications have the same: what is drawn twice is
/// drawn again, and an index refuses what a fault would let through.
enum SubscriberReference {
    /// A number is taken with a chance of one in nine thousand once there are a million of them;
    /// so many draws in a row fail only where the random source does.
    private static let maximumDraws = 16

    static func unused(_ transaction: Transaction) throws -> String {
        for _ in 0..<maximumDraws {
            let drawn = transaction.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let reference = String(1_000_000_000 + drawn % 9_000_000_000)
            let taken = try transaction.select(
                Application.self, where: "subscriber_reference = ?", [.text(reference)], limit: 1)
            guard try taken.isEmpty && transaction.get(Subscriber.self, .text(reference)) == nil
            else { continue }
            return reference
        }
        throw Refusal(.nameTaken, field: "serialNumber")
    }
}
