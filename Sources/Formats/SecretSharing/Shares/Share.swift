public import Cryptography

/// One person's part of a secret. SLIP-0039.
///
/// Who needs N shares and has fewer knows nothing of the secret but its length.
public struct Share: Sendable {
    public let set: ShareSet
    /// 0 to 15.
    public let group: UInt8
    /// Which share of its group it is, 0 to 15.
    public let member: UInt8
    /// How many shares of its group are needed, 1 to 16.
    public let membersNeeded: Int
    /// 16 to 64 octets, an even number.
    let value: SecretBytes

    /// Octets of secrets that are split: 128 bits are what the standard asks for at least, and 512 the most that it
    /// has a use for. Even numbers alone.
    public static let secretCounts = 16...64
    /// Words of a mnemonic.
    public static let wordCounts = 20...59
    /// What combining computes at most, 1.28 million iterations: about a second. Each step more doubles it, up to
    /// minutes for who sends such shares.
    public static let maximumIterationExponent: UInt8 = 7

    static func isSecretCount(_ octets: Int) -> Bool {
        secretCounts.contains(octets) && octets.isMultiple(of: 2)
    }
}

extension Share {
    /// Reads a mnemonic: ASCII, four letters or more of each word, in either case, white space between.
    /// - Throws: `.unknownWords`, `.wrongLength`, `.wrongChecksum`, `.wrongPadding`, `.wrongGroups`, whichever is
    ///   found first.
    public init(mnemonic: SecretBytes) throws(ShareError) {
        try self.init(MnemonicWords(reading: mnemonic))
    }

    /// The mnemonic as it is handed out: whole words in lower case, one blank between, no line end.
    public var mnemonic: SecretBytes { words.text }
}
