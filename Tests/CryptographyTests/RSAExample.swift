@testable import Cryptography

/// RSA moduli for judging keys; numbers made for these tests, nobody's keys.
enum RSAExample {
    /// 2048 bits, odd, no prime factor up to 751.
    static let ordinaryModulus = bytes(
        "d359d07aed9bf0b6ed448d4eee241c43643ab9e212b92a01000bb5f97d652135965132d6f7e147fd"
            + "79281c19cde347abe54c5de6c3813ce6b5a290616cd9e62a08411c07209342ca05955fb9f7d17ebd"
            + "df75c883d07884b7d94355414fe04802f435a5736e8cd94e7223c68aa5529b0566567bc4627292f8"
            + "3f9aa884e59409c145619fc017b4834c37495c5ed93ff716dce47b21ca51e152a12f3a94877b55cb"
            + "80de8b3eafcf0e77203943f65c327a6df7ba38b69304106e470b4fad7f867d5f0fe321ecc08a58d7"
            + "56947a7a452e704d607a473235c2e229862fe231beef67fb69f446126201a9d369ac0f03dee0a843"
            + "bfe98f8c0524137fe322e96d33bf9157")

    /// The same, and a power of 65537 modulo every odd prime up to 167.
    static let fingerprintedModulus = bytes(
        "d5fe6e50459bd2c40984db21f4c262c6b93574ded6ea944517b837453fa86f94ed36f3f668fad84a"
            + "035108eef839fff3a6418036d1c227481389dbd87eee61273ce7ef3b0284dd2a8f1b58d68fd95c5a"
            + "202ec56601157beec5ff8757650cd796dc07e1d3c9224832acf94e4041286cf3a9a6ef2a1b3205b7"
            + "8639c6d47bd64d1555b72c712427d07ae511259973c7a4272c6aafc49209f298d599dc2a6701658a"
            + "c57f9e524d76a5afc4966e3e80718bd1a37d0244789d56bd1bf41d9bc1c17655aad34b4436b83460"
            + "e89b7aa0f8dfb88b4c750802154f4ecceae8225c21d9815862fb491d0156b6c15cfcfc692241fd6d"
            + "b09cec1a2f2bcac12dc624d31e7e14bb")

    static func info(modulus: [UInt8], exponent: [UInt8]) -> SubjectPublicKeyInfo {
        SubjectPublicKeyInfo(
            algorithm: AlgorithmIdentifier(
                algorithm: ObjectIdentifiers.rsaEncryption,
                parameters: AlgorithmIdentifier.null),
            key: sequence(integer(modulus) + integer(exponent)))
    }

    /// An INTEGER of a magnitude without leading zeros.
    static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let contents = magnitude.first.map { $0 >= 0x80 } == true ? [0] + magnitude : magnitude
        return [0x02] + length(contents.count) + contents
    }

    static func sequence(_ contents: [UInt8]) -> [UInt8] {
        [0x30] + length(contents.count) + contents
    }

    private static func length(_ count: Int) -> [UInt8] {
        switch count {
        case ..<0x80: [UInt8(count)]
        case ..<0x100: [0x81, UInt8(count)]
        default: [0x82, UInt8(count >> 8), UInt8(count & 0xff)]
        }
    }
}
