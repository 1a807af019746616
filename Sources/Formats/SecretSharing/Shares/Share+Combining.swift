public import Cryptography

extension Share {
    /// Gives the secret back from exactly as many shares as it needs, of one group or several.
    ///
    /// SLIP-0039, Combining the shares. A wrong passphrase, and shares that were made to deceive, can give
    /// another secret without an error: only a ``SecretCheck`` tells that.
    /// - Parameter shares: in any order.
    /// - Throws: every error of several shares that ``ShareError`` lists, and `.passphrase`.
    public static func combine(
        _ shares: [Share], passphrase: SecretBytes = SecretBytes([])
    ) throws(ShareError) -> SecretBytes {
        try requirePrintable(passphrase)
        let set = try commonSet(of: shares)
        let groups = try groups(of: shares)
        guard groups.count >= set.groupsNeeded else {
            throw .tooFewGroups(needed: set.groupsNeeded, given: groups.count)
        }
        guard groups.count == set.groupsNeeded else {
            throw .tooManyGroups(needed: set.groupsNeeded, given: groups.count)
        }
        for (group, members) in groups {
            let (needed, given) = (members[0].membersNeeded, members.count)
            guard given >= needed else {
                throw .tooFew(group: Int(group), needed: needed, given: given)
            }
            guard given == needed else {
                throw .tooMany(group: Int(group), needed: needed, given: given)
            }
        }
        guard set.iterationExponent <= maximumIterationExponent else {
            throw .tooManyIterations(exponent: Int(set.iterationExponent))
        }
        var points: [SharePoint] = []
        for (group, members) in groups {
            let members = members.map { SharePoint(x: $0.member, y: $0.value) }
            points.append(SharePoint(x: group, y: try secret(hiddenIn: members)))
        }
        let encrypted = try secret(hiddenIn: points)
        return MasterSecretCipher(set: set, passphrase: passphrase).decrypted(encrypted)
    }

    /// The set of most of the shares, so that a foreign one is named wherever it stands.
    private static func commonSet(of shares: [Share]) throws(ShareError) -> ShareSet {
        guard let first = shares.first else { throw .noShares }
        func count(_ set: ShareSet) -> Int { shares.count { $0.set == set } }
        // Of two that are as many, the one that came first.
        let set = shares.reduce(first.set) { count($1.set) > count($0) ? $1.set : $0 }
        for (place, share) in shares.enumerated() {
            guard share.set == set else { throw .otherSet(share: place + 1) }
            guard share.value.count == first.value.count else {
                throw .otherLength(share: place + 1)
            }
        }
        return set
    }

    /// By their group, in the order of the groups.
    private static func groups(of shares: [Share]) throws(ShareError) -> [(UInt8, [Share])] {
        for (place, share) in shares.enumerated() {
            for (earlier, other) in shares[..<place].enumerated() where other.group == share.group {
                guard other.membersNeeded == share.membersNeeded else {
                    throw .otherThreshold(share: place + 1)
                }
                guard other.member != share.member else {
                    throw .repeated(share: place + 1, earlier: earlier + 1)
                }
            }
        }
        let groups = Dictionary(grouping: shares, by: \.group)
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// RecoverSecret of the standard, from exactly as many points as are needed.
    private static func secret(hiddenIn points: [SharePoint]) throws(ShareError) -> SecretBytes {
        guard points.count > 1 else { return points[0].y }
        let secret = SharePoint.value(at: SharePoint.secret, through: points)
        let salted = SharePoint.value(at: SharePoint.digest, through: points)
        let salt = salted.part(digestCount..<salted.count)
        guard salted.part(0..<digestCount).equals(digest(of: secret, salt: salt)) else {
            throw .wrongDigest
        }
        return secret
    }
}
