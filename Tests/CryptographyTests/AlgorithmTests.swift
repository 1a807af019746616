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
