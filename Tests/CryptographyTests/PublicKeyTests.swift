import SwiftASN1
import Testing

@testable import Cryptography

@Suite struct `Public keys` {
    static let generator = SM2Generator.point

    @Test(arguments: [KeyAlgorithm.rsa(bits: 2048), .sm2, .p256, .p384, .ed25519])
    func `a key read from its encoding is the same key`(algorithm: KeyAlgorithm) throws {
        let key = try TestKeys.key(algorithm).publicKey
        let info = try SubjectPublicKeyInfo(derEncoded: key.subjectPublicKeyInfo.derEncoded)
        let rebuilt = SubjectPublicKeyInfo(algorithm: info.algorithm, key: info.key)
        #expect(info == rebuilt && info.derEncoded == rebuilt.derEncoded)
        #expect(try PublicKey(info) == key)
        #expect(key.algorithm == algorithm)
        #expect(try key.weaknesses().isEmpty)
        #expect((key.rsaModulus != nil) == (algorithm == .rsa(bits: 2048)))
    }

    @Test func `[RFC 7093 §2] the key identifier is 160 bits of the SHA-256 of the key`() throws {
        let key = try TestKeys.key(.ed25519).publicKey
        let digest = DigestAlgorithm.sha256.hash(key.subjectPublicKeyInfo.key)
        #expect(key.keyIdentifier == Array(digest[..<20]))
    }

    @Test func `[RFC 5280 §4.1] anything but one DER key is refused`() throws {
        let good = try TestKeys.key(.p256).publicKey.subjectPublicKeyInfo.derEncoded
        var unusedBits = good
        unusedBits[good.count - 66] = 1
        unusedBits[good.count - 1] &= 0xfe
        let cut = Array(good.dropLast())
        let longLength: [UInt8] = [0x30, 0x81] + Array(good.dropFirst())
        let extra: [UInt8] = [0x30, good[1] + 2] + Array(good.dropFirst(2)) + [0x05, 0x00]
        for bad in [good + [0], cut, [], unusedBits, longLength, extra] {
            #expect(throws: CryptographyError.malformedEncoding) {
                try SubjectPublicKeyInfo(derEncoded: bad)
            }
        }
    }

    @Test func `[RFC 5480 §2.2] a point must be uncompressed and on its curve`() throws {
        let point = Self.generator
        #expect(try PublicKey(SM2Example.info(point)).algorithm == .sm2)
        var beside = point
        beside[64] ^= 1
        let (x, zeros) = (Array(point[1...32]), [UInt8](repeating: 0, count: 64))
        let overField = [0x04] + [UInt8](repeating: 0xff, count: 64)
        for bad in [beside, [0x04] + zeros, overField] {
            #expect(throws: CryptographyError.invalidKey) { try PublicKey(SM2Example.info(bad)) }
        }
        let compressed: [UInt8] = [0x02] + x
        let hybrid: [UInt8] = [0x06] + Array(point.dropFirst())
        for bad in [compressed, hybrid, [0x00], [], point + [0]] {
            #expect(throws: CryptographyError.malformedEncoding) {
                try PublicKey(SM2Example.info(bad))
            }
        }
    }

    /// The other form of SM2 keys that occurs has the curve itself as the algorithm.
    @Test func `an SM2 key comes under id-ecPublicKey with its curve alone`() throws {
        let curve = bytes("06082a811ccf5501822d")
        let algorithms: [AlgorithmIdentifier] = [
            .init(algorithm: ObjectIdentifiers.sm2Curve, parameters: curve),
            .init(algorithm: ObjectIdentifiers.sm2Curve),
            .init(algorithm: ObjectIdentifiers.ecPublicKey),
            .init(algorithm: ObjectIdentifiers.ecPublicKey, parameters: AlgorithmIdentifier.null),
            .init(algorithm: ObjectIdentifiers.ecPublicKey, parameters: curve + [0x05, 0x00]),
            .init(algorithm: ObjectIdentifiers.ecPublicKey, parameters: bytes("06052b81040023")),
        ]
        for algorithm in algorithms {
            #expect(throws: CryptographyError.unsupportedAlgorithm) {
                try PublicKey(SubjectPublicKeyInfo(algorithm: algorithm, key: Self.generator))
            }
        }
    }

    @Test func `[RFC 3279 §2.3.1] an RSA key has NULL parameters and two positive numbers`()
        throws
    {
        let good = RSAExample.info(modulus: RSAExample.ordinaryModulus, exponent: [1, 0, 1])
        #expect(try PublicKey(good).algorithm == .rsa(bits: 2048))
        let noParameters = AlgorithmIdentifier(algorithm: ObjectIdentifiers.rsaEncryption)
        #expect(throws: CryptographyError.unsupportedAlgorithm) {
            try PublicKey(SubjectPublicKeyInfo(algorithm: noParameters, key: good.key))
        }
        let number = RSAExample.integer([1, 0, 1])
        let modulus = RSAExample.integer(RSAExample.ordinaryModulus)
        let negative = [0x02, 0x82, 0x01, 0x00] + RSAExample.ordinaryModulus
        let cases: [([UInt8], CryptographyError)] = [
            (RSAExample.sequence(modulus), .malformedEncoding),
            (RSAExample.sequence(modulus + number + number), .malformedEncoding),
            (RSAExample.sequence(negative + number), .malformedEncoding),
            (RSAExample.sequence(modulus + [0x02, 0x02, 0x00, 0x03]), .malformedEncoding),
            (good.key + [0], .malformedEncoding),
            (RSAExample.sequence([0x02, 0x01, 0x00] + number), .invalidKey),
            (RSAExample.sequence(modulus + [0x02, 0x01, 0x00]), .invalidKey),
            (RSAExample.sequence(number + modulus), .invalidKey),
        ]
        for (key, error) in cases {
            #expect(throws: error) {
                try PublicKey(SubjectPublicKeyInfo(algorithm: good.algorithm, key: key))
            }
        }
    }

    @Test func `an RSA modulus of more than 16384 bits is refused`() throws {
        let atLimit = [UInt8](repeating: 0xff, count: 2048)
        let key = try PublicKey(RSAExample.info(modulus: atLimit, exponent: [1, 0, 1]))
        #expect(key.algorithm == .rsa(bits: 16384))
        #expect(throws: CryptographyError.invalidKey) {
            try PublicKey(RSAExample.info(modulus: [1] + atLimit, exponent: [1, 0, 1]))
        }
    }

    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ])
    func `[RFC 8032 §8.9] an Ed25519 key of low order is refused`(key: String) throws {
        var key = bytes(key)
        for _ in 0..<2 {
            let info = SubjectPublicKeyInfo(
                algorithm: SignatureAlgorithm.ed25519.identifier, key: key)
            #expect(throws: CryptographyError.invalidKey) { try PublicKey(info) }
            key[31] ^= 0x80
        }
    }

    @Test func `an Ed25519 key has 32 octets and no parameters`() throws {
        let algorithm = SignatureAlgorithm.ed25519.identifier
        for count in [0, 31, 33] {
            let info = SubjectPublicKeyInfo(
                algorithm: algorithm, key: [UInt8](repeating: 1, count: count))
            #expect(throws: CryptographyError.malformedEncoding) { try PublicKey(info) }
        }
        let withNull = AlgorithmIdentifier(
            algorithm: algorithm.algorithm, parameters: AlgorithmIdentifier.null)
        let key = try TestKeys.key(.ed25519).publicKey.subjectPublicKeyInfo.key
        #expect(throws: CryptographyError.unsupportedAlgorithm) {
            try PublicKey(SubjectPublicKeyInfo(algorithm: withNull, key: key))
        }
    }
}

@Suite struct `The name of a key pair` {
    @Test func `is that of an RSA modulus, whatever the exponent`() throws {
        let keys = try [[1, 0, 1], [1, 0, 3]].map {
            try PublicKey(RSAExample.info(modulus: RSAExample.ordinaryModulus, exponent: $0))
        }
        let other = try PublicKey(
            RSAExample.info(modulus: RSAExample.fingerprintedModulus, exponent: [1, 0, 1]))
        #expect(keys[0] != keys[1])
        #expect(keys[0].pairIdentifier == keys[1].pairIdentifier)
        #expect(keys[0].pairIdentifier != other.pairIdentifier)
        #expect(other.pairIdentifier.count == 32)
    }

    @Test func `is that of a point and of its negative`() throws {
        let point = SM2Generator.point
        let negative = Array(point[..<33]) + SM2Generator.negatedOrdinate
        let keys = try [point, negative].map {
            try PublicKey(
                SubjectPublicKeyInfo(
                    algorithm: TestKeys.key(.sm2).publicKey.subjectPublicKeyInfo.algorithm, key: $0)
            )
        }
        #expect(keys[0] != keys[1])
        #expect(keys[0].pairIdentifier == keys[1].pairIdentifier)
    }

    @Test func `differs from key to key and from kind to kind`() throws {
        let kinds: [KeyAlgorithm] = [.rsa(bits: 2048), .sm2, .p256, .p384, .ed25519]
        let names = try kinds.map { try TestKeys.key($0).publicKey.pairIdentifier }
        #expect(Set(names).count == kinds.count)
        #expect(
            try SoftwareKey.generate(.sm2).publicKey.pairIdentifier
                != SoftwareKey.generate(.sm2).publicKey.pairIdentifier)
    }
}

@Suite struct `Weak RSA keys` {
    static let modulus = RSAExample.ordinaryModulus
    static let even = Array(modulus[..<255]) + [modulus[255] & 0xfe]

    static let table: [([UInt8], [UInt8], [KeyWeakness])] = [
        (modulus, [1, 0, 1], []),
        (modulus, [1, 0, 3], []),
        (modulus, [1, 0, 0], [.exponentEven, .exponentTooSmall]),
        (modulus, [1, 0, 2], [.exponentEven]),
        (modulus, [0xff, 0xff], [.exponentTooSmall]),
        (modulus, [3], [.exponentTooSmall]),
        (modulus, [2], [.exponentEven, .exponentTooSmall]),
        (modulus, [1], [.exponentTooSmall]),
        (modulus, [UInt8](repeating: 0xff, count: 32), []),
        (modulus, [1] + [UInt8](repeating: 0xff, count: 32), [.exponentTooLarge]),
        (even, [1, 0, 1], [.modulusEven]),
        (RSAExample.fingerprintedModulus, [1, 0, 1], [.modulusOfBrokenGenerator]),
        (RSAExample.primeModulus, [1, 0, 1], [.modulusPrime]),
        (RSAExample.closeModulus, [1, 0, 1], [.modulusOfCloseFactors]),
        (RSAExample.modulusOfRound100, [1, 0, 1], [.modulusOfCloseFactors]),
        (RSAExample.modulusOfRound101, [1, 0, 1], []),
        (RSAExample.modulusWithGreatestFactor, [1, 0, 1], [.modulusHasSmallFactor(131_071)]),
        (RSAExample.modulusBeyondSearch, [1, 0, 1], []),
    ]

    @Test(arguments: table)
    func `are reported for each reason`(
        modulus: [UInt8], exponent: [UInt8], expected: [KeyWeakness]
    ) throws {
        let key = try PublicKey(RSAExample.info(modulus: modulus, exponent: exponent))
        // The examples that serve for exponents have small factors, which are not what they are for.
        let found = try key.weaknesses()
        #expect(
            expected.contains(where: isFactor)
                ? found == expected : found.filter { !isFactor($0) } == expected)
    }

    @Test(arguments: [512, 1024, 1536, 2040])
    func `of fewer than 2048 bits are reported with their length`(bits: Int) throws {
        let short = [0x80] + [UInt8](repeating: 0, count: bits / 8 - 2) + [0x01]
        let key = try PublicKey(RSAExample.info(modulus: short, exponent: [1, 0, 1]))
        #expect(try key.weaknesses().contains(.modulusTooShort(bits: bits)))
        #expect(!Purpose.recognised.allows(key.algorithm))
    }

    @Test func `with a factor up to 751 are reported with the least one`() throws {
        // 2^2048 - 1 is divisible by 3; 2^2047 + 1 too.
        let ones = [UInt8](repeating: 0xff, count: 256)
        let key = try PublicKey(RSAExample.info(modulus: ones, exponent: [1, 0, 1]))
        #expect(try key.weaknesses().contains(.modulusHasSmallFactor(3)))
        #expect(RSAKeyCheck.smallPrimes.count == 132)
        #expect(RSAKeyCheck.smallPrimes.last == 751)
    }

    @Test func `are told without a search where the key was searched before`() throws {
        for modulus in [
            RSAExample.primeModulus, RSAExample.closeModulus, RSAExample.modulusWithGreatestFactor,
        ] {
            let key = try PublicKey(RSAExample.info(modulus: modulus, exponent: [1, 0, 1]))
            #expect(key.evidentWeaknesses.isEmpty)
        }
        let key = try PublicKey(RSAExample.info(modulus: Self.even, exponent: [3]))
        #expect(key.evidentWeaknesses.contains(.modulusEven))
        #expect(key.evidentWeaknesses.contains(.exponentTooSmall))
    }

    @Test(arguments: [2048, 3072]) func `are not found in ordinary keys`(bits: Int) throws {
        for _ in 0..<3 {
            let key = try SoftwareKey.generate(.rsa(bits: bits)).publicKey
            #expect(try key.weaknesses().isEmpty)
        }
    }

    @Test(arguments: [1, 2, 3, 4, 8, 9, 15, 16, 1 << 32, (1 << 62) - 1] as [UInt])
    func `are found by square roots that are right`(number: UInt) throws {
        var big = try BigNumber([1])
        try big.multiply(by: number)
        let root = try big.squareRoot()
        #expect(try !big.isLess(than: root.squared()))
        var next = root
        try next.add(1)
        #expect(try big.isLess(than: next.squared()))
    }

    @Test func `with which anybody could sign verify nothing`() throws {
        // Under the exponent 1 the padded digest is its own signature.
        let message: [UInt8] = [1, 2, 3]
        let digestInfo =
            bytes("3031300d060960864801650304020105000420") + DigestAlgorithm.sha256.hash(message)
        let padding = [UInt8](repeating: 0xff, count: 256 - 3 - digestInfo.count)
        let forged = [0x00, 0x01] + padding + [0x00] + digestInfo
        let key = try PublicKey(RSAExample.info(modulus: Self.modulus, exponent: [1]))
        #expect(!key.verifies(forged, of: message, with: .sha256WithRSA))
    }

    private func isFactor(_ weakness: KeyWeakness) -> Bool {
        if case .modulusHasSmallFactor = weakness { true } else { false }
    }
}

/// The base point of the curve, from GB/T 32918.5-2017.
enum SM2Generator {
    static let point =
        [0x04]
        + bytes("32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7")
        + bytes("bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0")
    /// p - y.
    static let negatedOrdinate =
        bytes("43c8c95c0b098863a642311c9496deac2f56788239d5b8c0fd20cd1adec60f5f")
}
