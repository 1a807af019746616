/// Why an RSA key should not be certified, though it is well formed.
public enum KeyWeakness: Hashable, Sendable {
    /// Fewer bits than ``Purpose/minimumRSABits``.
    case modulusTooShort(bits: Int)
    case modulusEven
    /// Divisible by this prime. NIST SP 800-89 §5.3.3.
    case modulusHasSmallFactor(Int)
    /// Itself a prime, as far as Fermat's test to the base 2 tells: anybody knows the private key.
    case modulusPrime
    /// The product of two numbers so close that Fermat's method finds them. FIPS 186-5 §A.1.3.
    case modulusOfCloseFactors
    /// Has the fingerprint of a generator whose keys can be factored (CVE-2017-15361, ROCA).
    case modulusOfBrokenGenerator
    case exponentEven
    /// Below 65537. FIPS 186-5 §A.1.1.
    case exponentTooSmall
    /// Of more than 256 bits. FIPS 186-5 §A.1.1.
    case exponentTooLarge
}

extension PublicKey {
    /// What a look at an RSA key's numbers shows; empty for a good one and for all other kinds.
    ///
    /// Costs a tenth of a millisecond: for contents whose key was judged before.
    public var evidentWeaknesses: [KeyWeakness] {
        guard let modulus = rsaModulus, let exponent = rsaExponent else { return [] }
        return RSAKeyCheck(modulus: modulus, exponent: exponent).weaknesses
    }

    /// Everything found wrong with an RSA key; empty for a good one and for all other kinds.
    ///
    /// Costs 3 ms for 2048 bits and 17 ms for 4096, most of it Fermat's test; call it once for each
    /// new key.
    /// - Throws: `.library` if libcrypto has no memory.
    public func weaknesses() throws(CryptographyError) -> [KeyWeakness] {
        let evident = evidentWeaknesses
        guard let modulus = rsaModulus, !UnsignedNumber.isEven(modulus) else { return evident }
        return try evident + RSAModulusSearch(modulus).weaknesses(beside: evident)
    }
}

/// The judgement on one modulus and exponent, without searching.
struct RSAKeyCheck {
    let modulus: [UInt8]
    let exponent: [UInt8]

    var weaknesses: [KeyWeakness] {
        var found: [KeyWeakness] = []
        let bits = UnsignedNumber.bitCount(modulus)
        if bits < Purpose.minimumRSABits { found.append(.modulusTooShort(bits: bits)) }
        if UnsignedNumber.isEven(modulus) { found.append(.modulusEven) }
        if let factor = smallFactor { found.append(.modulusHasSmallFactor(factor)) }
        if isOfBrokenGenerator { found.append(.modulusOfBrokenGenerator) }
        if UnsignedNumber.isEven(exponent) { found.append(.exponentEven) }
        if isExponentBelow(65537) { found.append(.exponentTooSmall) }
        if UnsignedNumber.bitCount(exponent) > 256 { found.append(.exponentTooLarge) }
        return found
    }

    /// Odd primes up to 751, as NIST SP 800-89 §5.3.3 asks.
    static let smallPrimes = Array(OddPrimes.all.prefix { $0 <= 751 })

    private var smallFactor: Int? {
        Self.smallPrimes.first { UnsignedNumber.remainder(modulus, by: UInt64($0)) == 0 }
    }

    /// Primes of that generator are 65537^a modulo the product of small primes, so that the
    /// modulus lies among the powers of 65537 modulo each of them. By chance that happens to one
    /// key in 2^27 and more.
    private var isOfBrokenGenerator: Bool {
        Self.smallPrimes.prefix { $0 <= 167 }.allSatisfy { prime in
            let sought = UnsignedNumber.remainder(modulus, by: UInt64(prime))
            var power: UInt64 = 1
            for _ in 1..<prime {
                if power == sought { return true }
                power = power * 65537 % UInt64(prime)
            }
            return false
        }
    }

    private func isExponentBelow(_ least: Int) -> Bool {
        exponent.count <= 4 && exponent.reduce(0) { $0 << 8 | Int($1) } < least
    }
}
