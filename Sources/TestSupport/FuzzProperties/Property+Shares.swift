import Cryptography
import SecretSharing

extension Property {
    /// Mnemonics of shares, one a line; and the same octets as words whose checksum fits, since no fuzzer finds
    /// thirty right bits.
    static let share = Property("share") { input throws(Violation) in
        let lines = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var shares: [Share] = []
        for line in lines {
            guard let share = try? Share(mnemonic: SecretBytes(Array(line))) else { continue }
            try hold(of: share)
            let (read, written) = (words(Array(line)), words(share.mnemonic.withBytes { $0 }))
            try require(read.count == written.count, "no word is lost")
            try require(
                zip(read, written).allSatisfy { $0.count >= 4 && $1.starts(with: $0) },
                "what is read is the beginning of what is written")
            shares.append(share)
        }
        // Four words and the least value take 17 words of two octets; the most that is read takes 56.
        if (34...112).contains(input.count) {
            let words = MnemonicWords(checksummed: input)
            if let share = try? Share(words) {
                try hold(of: share)
                try require(
                    share.words.text.equals(words.text), "fields are written as they were read")
                shares.append(share)
            }
        }
        // Few iterations, so that the fuzzer tries something.
        guard shares.allSatisfy({ $0.set.iterationExponent == 0 }),
            let secret = try? Share.combine(shares)
        else { return }
        try require(Share.secretCounts.contains(secret.count), "a secret has its length")
    }

    private static func hold(of share: Share) throws(Violation) {
        let again = try require(
            try? Share(mnemonic: share.mnemonic), "what is written is read again")
        try require(again.mnemonic.equals(share.mnemonic), "it is written in one way")
        try require(share.set.groupsNeeded <= share.set.groups, "no more groups than there are")
        try require(
            again.set == share.set && again.group == share.group && again.member == share.member
                && again.membersNeeded == share.membersNeeded, "it says the same")
    }

    private static func words(_ text: [UInt8]) -> [[UInt8]] {
        text.split { $0 == UInt8(ascii: " ") || (0x09...0x0D).contains($0) }
            .map { $0.map { $0 | 0x20 } }
    }
}
