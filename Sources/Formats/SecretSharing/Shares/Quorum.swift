/// How many of how many people it takes. CP 8.10a: M > N > 1.
public struct Quorum: Sendable, Hashable {
    /// N, 2 to M − 1: one person alone is no quorum, and where all are needed, the loss of one share is the loss
    /// of the secret.
    public let needed: Int
    /// M, 3 to 16.
    public let members: Int

    /// SLIP-0039: a member's number has four bits.
    public static let maximumMembers = 16

    /// - Throws: `ShareError.quorum` for any other numbers.
    public init(_ needed: Int, of members: Int) throws(ShareError) {
        guard needed > 1, members > needed, members <= Self.maximumMembers else {
            throw .quorum(needed: needed, members: members)
        }
        self.needed = needed
        self.members = members
    }
}
