/// Looks for the factors of an odd RSA modulus by the ways that take no effort.
///
/// What the certificate policies of browsers name: small factors (NIST SP 800-89 §5.3.3), close ones
/// (Fermat's method), and none at all. Every search is bounded.
struct RSAModulusSearch: ~Copyable {
    private let modulus: BigNumber

    init(_ modulus: [UInt8]) throws(CryptographyError) {
        self.modulus = try BigNumber(modulus)
    }

    /// - Parameter evident: what is known already, and not told twice.
    func weaknesses(beside evident: [KeyWeakness]) throws(CryptographyError) -> [KeyWeakness] {
        var found: [KeyWeakness] = []
        let hasKnownFactor = evident.contains {
            if case .modulusHasSmallFactor = $0 { true } else { false }
        }
        if !hasKnownFactor, let factor = try smallFactor() {
            found.append(.modulusHasSmallFactor(factor))
        }
        if try isPrime() { found.append(.modulusPrime) }
        if try hasCloseFactors() { found.append(.modulusOfCloseFactors) }
        return found
    }

    /// The least prime of the list that divides it: one division by the product of all of them tells
    /// of the many moduli that have none.
    private func smallFactor() throws(CryptographyError) -> Int? {
        let rest = try BigNumber(OddPrimes.product.get()).remainder(by: modulus)
        guard try !rest.greatestCommonDivisor(modulus).isOne else { return nil }
        return OddPrimes.all.first { modulus.remainder(by: UInt($0)) == 0 }
    }

    /// Fermat's test to the base 2, which every odd prime passes, and a product of two primes that
    /// were drawn at random never in practice.
    private func isPrime() throws(CryptographyError) -> Bool {
        let exponent = try modulus.subtracting(BigNumber([1]))
        return try exponent.powerOfTwo(modulo: modulus).isOne
    }

    /// Fermat's method: n = a² - b² for an a that is hardly greater than the root of n.
    private func hasCloseFactors() throws(CryptographyError) -> Bool {
        var mean = try modulus.squareRoot()
        if try mean.squared().isLess(than: modulus) { try mean.add(1) }
        var square = try mean.squared().subtracting(modulus)
        for _ in 0..<Self.maximumRounds {
            if try Self.isSquare(square) { return true }
            // (a + 1)² = a² + 2a + 1
            square = try square.adding(mean).adding(mean)
            try square.add(1)
            try mean.add(1)
        }
        return false
    }

    /// As many as the requirements of browsers ask a CA to try.
    private static let maximumRounds = 100

    /// One number in a hundred is left after a look at its remainders.
    private static func isSquare(_ number: borrowing BigNumber) throws(CryptographyError) -> Bool {
        let product = squareResidues.reduce(1) { $0 * $1.modulus }
        let rest = number.remainder(by: product)
        guard squareResidues.allSatisfy({ $0.residues.contains(rest % $0.modulus) }) else {
            return false
        }
        return try number.squareRoot().squared().equals(number)
    }

    private static let squareResidues: [(modulus: UInt, residues: Set<UInt>)] =
        [64, 63, 65, 11].map { modulus in
            (modulus, Set((0..<modulus).map { $0 * $0 % modulus }))
        }
}
