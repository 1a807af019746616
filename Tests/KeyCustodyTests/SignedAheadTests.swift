@testable import KeyCustody
import MerkleLog
import Testing

@Suite struct `What checkpoints say beyond what was followed` {
    private static func leaves(_ places: Range<Int>, fork: Bool = false) -> ArraySlice<UInt8> {
        places.flatMap { leaf($0, fork: fork) }[...]
    }

    private static func leaf(_ place: Int, fork: Bool = false) -> [UInt8] {
        MerkleTree.leafHash(of: Array("\(place)\(fork)".utf8))
    }

    @Test func `binds each entry, until it was followed`() {
        var ahead = SignedAhead()
        ahead.add(Self.leaves(3..<6), from: 3, atMilliseconds: 0)
        ahead.add(Self.leaves(6..<9), from: 6, atMilliseconds: 0)
        #expect(ahead.reaches(9) && !ahead.reaches(10))
        for place in 3..<9 {
            #expect(ahead.allows(Self.leaf(place), at: Int64(place)))
            #expect(!ahead.allows(Self.leaf(place, fork: true), at: Int64(place)))
        }
        for place in [0, 2, 9, 100] {
            #expect(ahead.allows(Self.leaf(place, fork: true), at: Int64(place)))
        }
        ahead.forget(upTo: 5)
        #expect(ahead.allows(Self.leaf(4, fork: true), at: 4))
        #expect(!ahead.allows(Self.leaf(5, fork: true), at: 5))
        ahead.forget(upTo: 9)
        #expect(!ahead.reaches(1))
    }

    @Test func `takes other leaves in place of those that were not signed`() {
        var ahead = SignedAhead()
        ahead.add(Self.leaves(0..<6), from: 0, atMilliseconds: 0)
        ahead.add(Self.leaves(4..<5, fork: true), from: 4, atMilliseconds: 9_000)
        #expect(ahead.allows(Self.leaf(3), at: 3) && ahead.allows(Self.leaf(4, fork: true), at: 4))
        #expect(!ahead.reaches(6))
        // What was to stand there is no longer waited for.
        ahead.forget(upTo: 5)
        #expect(!ahead.isOverdue(atMilliseconds: 1_000_000))
        ahead.add(Self.leaves(20..<21), from: 20, atMilliseconds: 0)
        #expect(!ahead.allows(Self.leaf(20, fork: true), at: 20))
    }

    @Test func `waits a minute for what was signed, and no longer for what came with it`() {
        var ahead = SignedAhead()
        ahead.add(Self.leaves(0..<1), from: 0, atMilliseconds: 0)
        ahead.add(Self.leaves(1..<5), from: 1, atMilliseconds: 999)
        #expect(!ahead.isOverdue(atMilliseconds: 60_000))
        #expect(ahead.isOverdue(atMilliseconds: 60_001))
        // The first of them alone is not enough.
        ahead.forget(upTo: 1)
        #expect(ahead.isOverdue(atMilliseconds: 60_001))
        ahead.forget(upTo: 5)
        #expect(!ahead.isOverdue(atMilliseconds: 60_001))
    }

    @Test func `keeps a million at most, and a piece`() {
        var ahead = SignedAhead()
        let piece = [UInt8](repeating: 7, count: 32 * 65536)[...]
        for number in 0..<Int64(16) {
            #expect(!ahead.isFull)
            ahead.add(piece, from: number * 65536, atMilliseconds: 0)
        }
        #expect(ahead.isFull)
        ahead.forget(upTo: 1)
        #expect(!ahead.isFull)
    }
}
