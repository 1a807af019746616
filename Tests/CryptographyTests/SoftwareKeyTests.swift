import Testing

@testable import Cryptography

@Suite struct `Software keys` {
    static let pairs: [(KeyAlgorithm, SignatureAlgorithm)] = [
        (.rsa(bits: 2048), .sha256WithRSA), (.rsa(bits: 2048), .sha384WithRSA),
        (.rsa(bits: 2048), .sha512WithRSA), (.sm2, .sm2WithSM3), (.p256, .ecdsaWithSHA256),
        (.p384, .ecdsaWithSHA384), (.ed25519, .ed25519),
    ]

    @Test(arguments: pairs)
    func `a signature verifies under its own key and message alone`(
        key: KeyAlgorithm, algorithm: SignatureAlgorithm
    ) throws {
        let (own, other) = (try TestKeys.key(key), try TestKeys.other(key))
        let message = Array("the message".utf8)
        let signature = try own.sign(message, with: algorithm)
        #expect(own.publicKey.algorithm == key)
        #expect(own.publicKey.verifies(signature, of: message, with: algorithm))
        #expect(!other.publicKey.verifies(signature, of: message, with: algorithm))
        #expect(!own.publicKey.verifies(signature, of: message + [0], with: algorithm))
        #expect(!own.publicKey.verifies(signature, of: [], with: algorithm))
        #expect(!own.publicKey.verifies([], of: message, with: algorithm))
    }

    @Test(arguments: pairs)
    func `every flipped bit and every truncation of a signature is refused`(
        key: KeyAlgorithm, algorithm: SignatureAlgorithm
    ) throws {
        let own = try TestKeys.key(key)
        let message = Array("the message".utf8)
        let signature = try own.sign(message, with: algorithm)
        for index in signature.indices {
            var flipped = signature
            flipped[index] ^= 1 << UInt8(index % 8)
            #expect(!own.publicKey.verifies(flipped, of: message, with: algorithm))
        }
        for count in signature.indices {
            let cut = Array(signature.prefix(count))
            #expect(!own.publicKey.verifies(cut, of: message, with: algorithm))
        }
        #expect(!own.publicKey.verifies(signature + [0], of: message, with: algorithm))
    }

    @Test(arguments: pairs)
    func `a key survives its PKCS#8 form`(
        key: KeyAlgorithm, algorithm: SignatureAlgorithm
    ) throws {
        let own = try TestKeys.key(key)
        let again = try own.pkcs8().withBytes { try SoftwareKey(pkcs8: $0) }
        #expect(again.publicKey == own.publicKey)
        let signature = try again.sign([1, 2, 3], with: algorithm)
        #expect(own.publicKey.verifies(signature, of: [1, 2, 3], with: algorithm))
    }

    @Test(arguments: pairs.map(\.0), SignatureAlgorithm.allCases)
    func `a key signs and verifies only with algorithms that suit it`(
        key: KeyAlgorithm, algorithm: SignatureAlgorithm
    ) throws {
        guard !algorithm.suits(key) else { return }
        let own = try TestKeys.key(key)
        #expect(throws: CryptographyError.algorithmDoesNotSuitKey) {
            try own.sign([1], with: algorithm)
        }
        #expect(!own.publicKey.verifies([1], of: [1], with: algorithm))
    }

    @Test(arguments: [0, 1024, 2047, 2049, 16384])
    func `RSA is generated only in the listed lengths`(bits: Int) {
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try SoftwareKey.generate(.rsa(bits: bits))
        }
    }

    @Test func `[RFC 8998 §3.2.1] an SM2 key names the public-key type and the curve`() throws {
        let info = try SoftwareKey.generate(.sm2).publicKey.subjectPublicKeyInfo
        #expect(info.derEncoded.count == 91)
        #expect(
            hex(Array(info.derEncoded.prefix(27)))
                == "3059301306072a8648ce3d020106082a811ccf5501822d03420004")
    }

    @Test func `a private key prints nothing of itself`() throws {
        let key = try TestKeys.key(.ed25519)
        #expect("\(key)" == "<private key, redacted>")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains("handle"))
    }

    @Test func `trailing bytes after PKCS#8 are refused`() throws {
        let encoded = try TestKeys.key(.p256).pkcs8().withBytes { $0 }
        for bad in [encoded + [0], Array(encoded.dropLast()), []] {
            #expect(throws: CryptographyError.malformedEncoding) { try SoftwareKey(pkcs8: bad) }
        }
    }

    @Test(arguments: [KeyAlgorithm.p256, .sm2, .rsa(bits: 2048)])
    func `a private key whose halves differ is refused`(algorithm: KeyAlgorithm) throws {
        let mixed = try TestKeys.mixedPKCS8(algorithm)
        #expect(throws: CryptographyError.self) { try SoftwareKey(pkcs8: mixed) }
    }

    @Test func `many tasks use one key at once`() async throws {
        for (algorithm, signing) in Self.pairs {
            let key = try TestKeys.key(algorithm)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        let message = [UInt8(number)]
                        let signature = try key.sign(message, with: signing)
                        return key.publicKey.verifies(signature, of: message, with: signing)
                    }
                }
                for try await isValid in group { #expect(isValid) }
            }
        }
    }
}
