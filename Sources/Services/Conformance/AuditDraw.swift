import CanonicalJSON
import Cryptography

/// A draw that everybody can repeat: of a population, those whose keys have the lowest scores.
///
/// The score of a key is HMAC-SHA-256 over `kapok-sample/v1 POPULATION KEY`, under the octets of the seed. It
/// depends on nothing else, so that entries which come later change nothing but by being drawn themselves. Whoever
/// knows the seed beforehand knows what would be drawn: the assessor chooses it once the checkpoint is fixed.
package struct AuditDraw: Sendable {
    package static let type = "kapok-sample/v1"
    /// Nobody looks at more by hand.
    package static let maximumCount = 1000
    package static let seedBytes = 1...256

    package struct Drawn: Sendable, Hashable {
        package let member: AuditPopulation.Member
        /// 32 octets.
        package let score: [UInt8]
    }

    private let count: Int
    private let seed: SecretBytes
    private let prefix: String
    /// The lowest scores so far, in order.
    package private(set) var drawn: [Drawn] = []
    /// How many members were offered.
    package private(set) var population: Int64 = 0

    package init(_ count: Int, from population: AuditPopulation, seed: String) {
        self.count = count
        self.seed = SecretBytes(Array(seed.utf8))
        prefix = "\(Self.type) \(population.id) "
    }

    /// Takes one member of the population, each once. Memory holds no more than are drawn.
    package mutating func offer(_ member: AuditPopulation.Member) {
        population += 1
        let score = HMAC.authenticationCode(
            of: Array((prefix + member.key).utf8), key: seed, digest: .sha256)
        if drawn.count == count, let last = drawn.last,
            !score.lexicographicallyPrecedes(last.score)
        {
            return
        }
        let place = drawn.firstIndex { score.lexicographicallyPrecedes($0.score) } ?? drawn.count
        drawn.insert(Drawn(member: member, score: score), at: place)
        if drawn.count > count { drawn.removeLast() }
    }
}
