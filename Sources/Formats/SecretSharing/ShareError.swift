/// Why shares cannot be read, combined or made.
///
/// It tells places and numbers, never a word, so that it may be shown and kept. Words and shares are counted
/// from 1, in the order in which they were given.
public enum ShareError: Error, Hashable, Sendable {
    // One mnemonic.

    /// These words are not in the list, or fewer than four letters of them are there.
    case unknownWords(places: [Int])
    /// No share has so many words: one is missing or too many, or the end.
    case wrongLength(words: Int)
    /// At least one word is another than was written. If it is one alone, it is the one at `place`; nil where
    /// more than one must be wrong.
    case wrongChecksum(place: Int?)
    /// Bits before the value that have to be zero are not. No mistake of the pen does that.
    case wrongPadding
    /// More groups are needed than there are. No mistake of the pen does that.
    case wrongGroups

    // Several shares.

    /// There is none.
    case noShares
    /// The share is of another set than most of the others.
    case otherSet(share: Int)
    /// The share has another length than the first one.
    case otherLength(share: Int)
    /// The share asks for another number of members than an earlier one of its group.
    case otherThreshold(share: Int)
    /// The share is that of the same member as an earlier one.
    case repeated(share: Int, earlier: Int)
    /// Fewer groups have shares here than are needed.
    case tooFewGroups(needed: Int, given: Int)
    /// More groups have shares here than are needed; exactly so many are combined.
    case tooManyGroups(needed: Int, given: Int)
    /// A group, from 0, has fewer shares here than it needs.
    case tooFew(group: Int, needed: Int, given: Int)
    /// A group, from 0, has more shares here than it needs; exactly so many are combined.
    case tooMany(group: Int, needed: Int, given: Int)
    /// Every share looks right, and together they give nothing: one at least was made to deceive, or for another
    /// secret under the same identifier.
    case wrongDigest
    /// Decrypting would take longer than ``Share/maximumIterationExponent`` allows.
    case tooManyIterations(exponent: Int)

    // What is split, and how.

    /// A secret has 16 to 64 octets, an even number.
    case secretLength(octets: Int)
    /// A passphrase consists of printable ASCII.
    case passphrase
    /// Of so many members so many cannot be what is needed; see ``Quorum``.
    case quorum(needed: Int, members: Int)
    /// A check value has 48 octets.
    case checkValue(octets: Int)
}
