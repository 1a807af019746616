/// The odd primes below 2^17, and their product.
enum OddPrimes {
    /// Twice as far as the exponents in use, so that a factor of five digits is found; the product
    /// then has 23 kilobytes.
    private static let limit = 1 << 17

    static let all: [Int] = {
        var isComposite = [Bool](repeating: false, count: limit)
        var primes: [Int] = []
        for candidate in stride(from: 3, to: limit, by: 2) where !isComposite[candidate] {
            primes.append(candidate)
            for multiple in stride(from: candidate * candidate, to: limit, by: 2 * candidate) {
                isComposite[multiple] = true
            }
        }
        return primes
    }()

    /// Big-endian. Computed once a process, in some 20 ms.
    static let product: Result<[UInt8], CryptographyError> = Result {
        () throws(CryptographyError) in
        var product = try BigNumber([1])
        for prime in all { try product.multiply(by: UInt(prime)) }
        return product.magnitude
    }
}
