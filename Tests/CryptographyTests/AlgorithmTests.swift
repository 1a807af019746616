import SwiftASN1
import Testing

@testable import Cryptography

@Suite struct `Algorithm identifiers` {
    @Test(arguments: [
        (SignatureAlgorithm.sha256WithRSA, "300d06092a864886f70d01010b0500"),
        (.sha384WithRSA, "300d06092a864886f70d01010c0500"),
        (.sha512WithRSA, "300d06092a864886f70d01010d0500"),
        (.sm2WithSM3, "300a06082a811ccf55018375"),
        (.ecdsaWithSHA256, "300a06082a8648ce3d040302"),
        (.ecdsaWithSHA384, "300a06082a8648ce3d040303"),
        (.ed25519, "300506032b6570"),
    ])
    func `are written as their standards say`(algorithm: SignatureAlgorithm, expected: String)
        throws
    {
        #expect(hex(algorithm.identifier.derEncoded) == expected)
        let read = try AlgorithmIdentifier(derEncoded: bytes(expected))
        #expect(SignatureAlgorithm(identifier: read) == algorithm)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `[RFC 4055 §5] RSA needs NULL, SM2 takes it, all others refuse it`(
        algorithm: SignatureAlgorithm
    ) {
        let identifier = algorithm.identifier.algorithm
        let withNull = AlgorithmIdentifier(
            algorithm: identifier, parameters: AlgorithmIdentifier.null)
        let absent = AlgorithmIdentifier(algorithm: identifier)
        let other = AlgorithmIdentifier(algorithm: identifier, parameters: [0x30, 0x00])
        let takesNull = algorithm.isRSA || algorithm == .sm2WithSM3
        #expect((SignatureAlgorithm(identifier: withNull) == algorithm) == takesNull)
        #expect((SignatureAlgorithm(identifier: absent) == algorithm) == !algorithm.isRSA)
        #expect(SignatureAlgorithm(identifier: other) == nil)
    }

    @Test(arguments: [
        "300d06092a864886f70d0101050500",  // sha1WithRSAEncryption
        "300d06092a864886f70d0101040500",  // md5WithRSAEncryption
        "300b06092a864886f70d01010a",  // RSASSA-PSS
        "300906072a8648ce3d0401",  // ecdsa-with-SHA1
    ])
    func `of broken or foreign algorithms are unknown`(encoded: String) throws {
        let identifier = try AlgorithmIdentifier(derEncoded: bytes(encoded))
        #expect(SignatureAlgorithm(identifier: identifier) == nil)
    }

    @Test(arguments: [
        (DigestAlgorithm.sha1, "300906052b0e03021a0500"),
        (.sha256, "300b0609608648016503040201"),
        (.sha384, "300b0609608648016503040202"),
        (.sha512, "300b0609608648016503040203"),
        (.sm3, "300a06082a811ccf55018311"),
    ])
    func `[RFC 5754 §2] of digests are read with NULL and without`(
        digest: DigestAlgorithm, expected: String
    ) {
        #expect(hex(digest.identifier.derEncoded) == expected)
        let identifier = digest.identifier.algorithm
        for parameters in [nil, AlgorithmIdentifier.null] {
            let read = AlgorithmIdentifier(algorithm: identifier, parameters: parameters)
            #expect(DigestAlgorithm(identifier: read) == digest)
        }
        let other = AlgorithmIdentifier(algorithm: identifier, parameters: [0x30, 0x00])
        #expect(DigestAlgorithm(identifier: other) == nil)
    }

    /// X.690 §8.1 and §11: a boolean, numbers, bits, NULL, identifiers, texts, times, sets, pieces.
    @Test(arguments: [
        ("0101ff", "010101"), ("0101ff", "0100"), ("020200ff", "0202007f"), ("020100", "0200"),
        ("0202ff7f", "0202ff80"), ("0a0101", "0a020001"), ("03020780", "030207ff"),
        ("030100", "030101"), ("030100", "03020800"), ("030100", "0300"), ("0500", "050100"),
        ("06022a03", "06022a83"), ("0603813403", "0603803403"), ("06032a8103", "06032a8003"),
        ("0c02c3a9", "0c02c328"), ("170d3236303130313030303030305a", "170b323630313031303030305a"),
        ("180f32303531303130313030303030305a", "181132303531303130313030303030302e305a"),
        ("170d3236303130313030303030305a", "170c32363031303130303030305a"),
        ("181132303531303130313030303030302e315a", "181032303531303130313030303030302e5a"),
        ("181132303531303130313030303030302e315a", "181132303531303130313030303030302c315a"),
        ("3106020101020102", "3106020102020101"), ("0402abcd", "2404040200ff"),
        ("8001ff", "0001"), ("a003020101", "a00402020001"), ("30030101ff", "3003010101"),
    ])
    func `[X.690 11] hold parameters of any type, but in DER only`(
        right: String, wrong: String
    ) throws {
        func encoded(_ parameters: String) -> [UInt8] {
            [0x30, UInt8(4 + parameters.utf8.count / 2), 0x06, 0x02, 0x2a, 0x03]
                + bytes(parameters)
        }
        let read = try AlgorithmIdentifier(derEncoded: encoded(right))
        #expect(read.parameters == bytes(right))
        #expect(throws: CryptographyError.malformedEncoding) {
            try AlgorithmIdentifier(derEncoded: encoded(wrong))
        }
    }

    @Test(arguments: [
        "", "30", "3000", "300d06092a864886f70d01010b050000", "300f06092a864886f70d01010b05000500",
        "30810d06092a864886f70d01010b0500", "308006092a864886f70d01010b05000000",
        "310d06092a864886f70d01010b0500", "30020500",
    ])
    func `in any other form are refused`(encoded: String) {
        #expect(throws: CryptographyError.malformedEncoding) {
            try AlgorithmIdentifier(derEncoded: bytes(encoded))
        }
    }
}

@Suite struct Purposes {
    static let keys: [(KeyAlgorithm, Set<Purpose>)] = [
        (.rsa(bits: 2047), []), (.rsa(bits: 2048), [.recognised, .internal, .evidence]),
        (.sm2, [.recognised, .internal, .evidence]), (.p256, [.internal, .evidence]),
        (.p384, [.internal, .evidence]), (.ed25519, [.internal]),
    ]

    @Test(arguments: keys)
    func `allow their kinds of keys alone`(key: KeyAlgorithm, allowed: Set<Purpose>) {
        #expect(Set(Purpose.allCases.filter { $0.allows(key) }) == allowed)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `allow a signature algorithm as they allow its keys`(algorithm: SignatureAlgorithm) {
        let kinds = Self.keys.dropFirst().filter { algorithm.suits($0.0) }
        #expect(!kinds.isEmpty)
        for (_, allowed) in kinds {
            #expect(Set(Purpose.allCases.filter { $0.allows(algorithm) }) == allowed)
        }
    }
}

@Suite struct `The library` {
    @Test func `has every algorithm that is needed`() throws {
        try CryptographyLibrary.check()
        #expect(CryptographyLibrary.version.hasPrefix("OpenSSL 3."))
    }
}
