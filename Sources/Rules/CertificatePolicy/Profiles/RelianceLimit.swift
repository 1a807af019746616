/// The amount up to which the authority answers for a certificate of a type. CP 11.1.
///
/// In whole units of the currency. Zero is a limit too: it says that nothing is answered for.
public struct RelianceLimit: Sendable, Hashable {
    /// No limit is above a thousand million million: the notice in the certificate has to hold it.
    public static let greatestAmount: Int64 = 1_000_000_000_000_000

    /// ISO 4217, three capital letters.
    public let currency: String
    /// In whole units of the currency.
    public let amount: Int64

    /// Nil if the currency is not three capital letters or the amount is negative or too great.
    public init?(currency: String, amount: Int64) {
        guard currency.utf8.count == 3,
            currency.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }),
            (0...Self.greatestAmount).contains(amount)
        else { return nil }
        self.currency = currency
        self.amount = amount
    }

    /// As it stands in the notice, such as `HKD 200000`.
    public var notation: String { "\(currency) \(amount)" }
}
