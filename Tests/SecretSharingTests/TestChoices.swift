import TestSupport

extension SeededRandomness {
    func number(below bound: UInt64) -> UInt64 { next() % bound }

    /// So many different places, in any order.
    func places(_ count: Int, below bound: Int) -> [Int] {
        var generator = self
        return Array((0..<bound).shuffled(using: &generator).prefix(count))
    }
}

/// Which of so many people come.
enum TestChoices {
    static func count(_ needed: Int, of members: Int) -> Int {
        (0..<needed).reduce(1) { $0 * (members - $1) / ($1 + 1) }
    }

    /// Every choice where they are few, else as many at random; each in an order of its own.
    static func all(
        _ needed: Int, of members: Int, atMost limit: Int, _ randomness: SeededRandomness
    ) -> [[Int]] {
        guard count(needed, of: members) <= limit else {
            return (0..<limit).map { _ in randomness.places(needed, below: members) }
        }
        var generator = randomness
        return (0..<1 << members).filter { $0.nonzeroBitCount == needed }.map { choice in
            (0..<members).filter { choice >> $0 & 1 == 1 }.shuffled(using: &generator)
        }
    }
}
