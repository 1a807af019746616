import Cryptography
import TestSupport
import Testing

@testable import SecretSharing

@Suite struct `A split secret` {
    /// Needed, members, octets.
    static let quorums = [
        (2, 3, 16), (2, 4, 32), (3, 4, 18), (3, 5, 16), (4, 7, 64), (8, 16, 32), (2, 16, 16),
        (15, 16, 32),
    ]

    @Test(arguments: quorums)
    func `comes back from any shares that are enough, in any order`(
        needed: Int, members: Int, octets: Int
    ) throws {
        let seed = UInt64(needed * 100 + members)
        let (secret, shares) = try TestShares.make(needed, of: members, octets: octets, seed: seed)
        #expect(shares.map { Int($0.member) } == Array(0..<members))
        let randomness = SeededRandomness(seed: seed)
        let choices = TestChoices.all(needed, of: members, atMost: 60, randomness)
        #expect(choices.count == 60 || choices.count == TestChoices.count(needed, of: members))
        let read = try shares.map { try Share(text: $0.text) }
        for choice in choices {
            #expect(try Share.combine(choice.map { read[$0] }).equals(secret), "\(choice)")
        }
    }

    @Test(arguments: quorums)
    func `does not come back from one share less, nor from one more`(
        needed: Int, members: Int, octets: Int
    ) throws {
        let shares = try TestShares.make(needed, of: members, octets: octets).shares
        let randomness = SeededRandomness(seed: 5)
        for choice in TestChoices.all(needed - 1, of: members, atMost: 40, randomness) {
            #expect(
                throws: ShareError.tooFew(group: 0, needed: needed, given: needed - 1)
            ) { try Share.combine(choice.map { shares[$0] }) }
        }
        #expect(throws: ShareError.tooMany(group: 0, needed: needed, given: needed + 1)) {
            try Share.combine(Array(shares.prefix(needed + 1)))
        }
    }

    /// For any secret that they might guess, there is a last share that leads to it.
    @Test func `stays any secret at all to who has one share less`() throws {
        let (secret, shares) = try TestShares.make(3, of: 5)
        let known = shares.prefix(2).map { SharePoint(x: $0.member, y: $0.value) }
        var last: Set<[UInt8]> = []
        for guess in 0...UInt8.max {
            let guessed = SecretBytes([UInt8](repeating: guess, count: secret.count))
            let points = known + [SharePoint(x: SharePoint.secret, y: guessed)]
            let third = SharePoint(x: 2, y: SharePoint.value(at: 2, through: points))
            let found = SharePoint.value(at: SharePoint.secret, through: known + [third])
            #expect(found.equals(guessed))
            last.insert(third.y.bytes)
        }
        #expect(last.count == 256)
    }

    @Test func `is another with another passphrase, and no share tells that`() throws {
        let randomness = SeededRandomness(seed: 3)
        let secret = SecretBytes.random(32, from: randomness)
        let shares = try Share.split(
            secret, among: Quorum(2, of: 3), passphrase: SecretBytes(text: " correct horse~"),
            from: randomness)
        let chosen = Array(shares.suffix(2))
        let right = try Share.combine(chosen, passphrase: SecretBytes(text: " correct horse~"))
        #expect(right.equals(secret))
        #expect(try !Share.combine(chosen).equals(secret))
        for wrong in ["\u{7F}", "\n", "é"] {
            let passphrase = SecretBytes(text: wrong)
            #expect(throws: ShareError.passphrase) {
                try Share.combine(chosen, passphrase: passphrase)
            }
            #expect(throws: ShareError.passphrase) {
                try Share.split(secret, among: Quorum(2, of: 3), passphrase: passphrase)
            }
        }
    }

    @Test(arguments: [0, 1, 14, 15, 17, 63, 66])
    func `of another length is refused`(octets: Int) throws {
        #expect(throws: ShareError.secretLength(octets: octets)) {
            try Share.split(.random(octets), among: Quorum(2, of: 3))
        }
    }

    @Test func `gives shares of a new set each time`() throws {
        let secret = SecretBytes.random(16)
        let quorum = try Quorum(2, of: 3)
        let shares = try (0..<20).flatMap { _ in try Share.split(secret, among: quorum) }
        #expect(Set(shares.map(\.value.bytes)).count == 60)
        #expect(Set(shares.map(\.set.identifier)).count > 10)
        #expect(shares.allSatisfy { $0.set.identifier < 1 << 15 && $0.set.isExtendable })
    }
}

@Suite struct `Shares that do not belong together` {
    @Test(arguments: 0..<3)
    func `one of another secret is told by its place`(place: Int) throws {
        var shares = Array(try TestShares.make(3, of: 5, seed: 1).shares.prefix(3))
        shares[place] = try TestShares.make(3, of: 5, seed: 2).shares[place]
        #expect(throws: ShareError.otherSet(share: place + 1)) { try Share.combine(shares) }
    }

    @Test func `one that is there twice is told, however it is typed`() throws {
        let share = try TestShares.make(2, of: 3).shares[2]
        let short = TestShares.words(of: share).map { $0.prefix(4).uppercased() }
        let again = try Share(text: short.joined(separator: " "))
        #expect(throws: ShareError.repeated(share: 2, earlier: 1)) {
            try Share.combine([share, again])
        }
    }

    /// Fields changed, and a checksum that fits: what a mistake never does.
    @Test func `those that were made to deceive are refused`() throws {
        let shares = try TestShares.make(3, of: 5).shares
        let long = try TestShares.make(3, of: 5, octets: 32).shares
        let other = { (share: Share, value: SecretBytes, needed: Int) in
            Share(
                set: share.set, group: 0, member: share.member, membersNeeded: needed, value: value)
        }
        let forged: [([Share], ShareError)] = [
            ([shares[0], other(shares[1], long[1].value, 3), shares[2]], .otherLength(share: 2)),
            (
                [shares[0], other(shares[1], shares[1].value, 2), shares[2]],
                .otherThreshold(share: 2)
            ),
            ([shares[0], other(shares[1], shares[4].value, 3), shares[2]], .wrongDigest),
            // Two of three say that two are enough.
            (shares[0...1].map { other($0, $0.value, 2) }, .wrongDigest),
        ]
        for (shares, error) in forged {
            let read = try shares.map { try Share(text: $0.text) }
            #expect(throws: error) { try Share.combine(read) }
        }
        #expect(throws: ShareError.noShares) { try Share.combine([]) }
    }

    @Test func `a flipped bit of any value is found by the digest`() throws {
        let shares = Array(try TestShares.make(2, of: 3).shares.prefix(2))
        for bit in 0..<128 {
            var value = shares[1].value.bytes
            value[bit / 8] ^= 1 << UInt8(bit % 8)
            let flipped = Share(
                set: shares[1].set, group: 0, member: 1, membersNeeded: 2,
                value: SecretBytes(value))
            #expect(throws: ShareError.wrongDigest) { try Share.combine([shares[0], flipped]) }
        }
    }

    private func single(_ group: UInt8, of set: ShareSet) -> Share {
        Share(set: set, group: group, member: 0, membersNeeded: 1, value: .random(16))
    }

    private func set(groupsNeeded: Int, groups: Int, exponent: UInt8 = 0) -> ShareSet {
        ShareSet(
            identifier: 5, isExtendable: true, iterationExponent: exponent,
            groupsNeeded: groupsNeeded, groups: groups)
    }

    @Test func `more groups than are needed are refused`() {
        let set = set(groupsNeeded: 1, groups: 2)
        #expect(throws: ShareError.tooManyGroups(needed: 1, given: 2)) {
            try Share.combine([single(0, of: set), single(1, of: set)])
        }
        #expect(throws: Never.self) { try Share.combine([single(1, of: set)]) }
    }

    /// The most that is computed takes a second.
    @Test(arguments: [(UInt8(0), nil), (7, nil), (8, 8), (15, 15)])
    func `iterations without end are refused`(exponent: UInt8, refused: Int?) throws {
        let share = single(0, of: set(groupsNeeded: 1, groups: 1, exponent: exponent))
        let read = try Share(text: share.text)
        guard let refused else {
            #expect(try Share.combine([read]).count == 16)
            return
        }
        #expect(throws: ShareError.tooManyIterations(exponent: refused)) {
            try Share.combine([read])
        }
    }
}

@Suite struct `A quorum` {
    @Test(arguments: [(2, 3), (2, 16), (15, 16), (3, 5)])
    func `is of some, and not of all`(needed: Int, members: Int) throws {
        let quorum = try Quorum(needed, of: members)
        #expect(quorum.needed == needed && quorum.members == members)
    }

    @Test(arguments: [
        (1, 3), (1, 1), (2, 2), (16, 16), (2, 17), (16, 17), (0, 3), (-1, 3), (3, 2), (2, 1),
        (Int.max, Int.max), (Int.min, 3),
    ])
    func `of one, of all, or of too many is refused`(needed: Int, members: Int) {
        #expect(throws: ShareError.quorum(needed: needed, members: members)) {
            try Quorum(needed, of: members)
        }
    }
}
