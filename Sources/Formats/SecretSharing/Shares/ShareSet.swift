/// What all shares of one secret have in common. SLIP-0039, Format of the share mnemonic.
///
/// Not secret: it is in the first three words of every share.
public struct ShareSet: Sendable, Hashable {
    /// 15 random bits, by which shares that belong together are known.
    public let identifier: UInt16
    /// Whether the identifier is no part of the encryption, so that another set of shares can be made of the same
    /// encrypted secret.
    public let isExtendable: Bool
    /// 0 to 15: decrypting takes 10 000 · 2^exponent iterations.
    public let iterationExponent: UInt8
    /// 1 to ``groups``.
    public let groupsNeeded: Int
    /// 1 to 16.
    public let groups: Int
}
