import Testing

import Cryptography

@Suite struct `Wycheproof vectors` {
    /// What counts as right is exactly `valid`: the one acceptable case of each RSA file lacks the
    /// NULL of its DigestInfo, which is refused here.
    @Test(arguments: [
        ("rsa_signature_2048_sha256_test", SignatureAlgorithm.sha256WithRSA),
        ("rsa_signature_3072_sha384_test", .sha384WithRSA),
        ("rsa_signature_4096_sha512_test", .sha512WithRSA),
        ("ecdsa_secp256r1_sha256_test", .ecdsaWithSHA256),
        ("ecdsa_secp384r1_sha384_test", .ecdsaWithSHA384),
    ])
    func `signatures verify exactly where they are valid`(
        file: String, algorithm: SignatureAlgorithm
    ) throws {
        let vectors: Wycheproof = try Vectors.decode(file)
        var count = 0
        for group in vectors.testGroups {
            let encoded = bytes(try #require(group.publicKeyDer))
            let info = try SubjectPublicKeyInfo(derEncoded: encoded)
            #expect(info.derEncoded == encoded)
            let key = try PublicKey(info)
            for test in group.tests {
                let signature = bytes(try #require(test.sig))
                let verifies = key.verifies(signature, of: bytes(test.msg), with: algorithm)
                let note: Comment = "\(file) \(test.tcId): \(test.comment)"
                #expect(verifies == (test.result == "valid"), note)
                count += 1
            }
        }
        #expect(count == vectors.numberOfTests && count > 0)
    }

    @Test func `HMAC-SM3 codes are equal exactly where they are valid`() throws {
        let vectors: Wycheproof = try Vectors.decode("hmac_sm3_test")
        var count = 0
        for group in vectors.testGroups {
            let length = try #require(group.tagSize) / 8
            for test in group.tests {
                let code = HMAC.authenticationCode(
                    of: bytes(test.msg), key: SecretBytes(bytes(try #require(test.key))),
                    digest: .sm3)
                let isRight = constantTimeEquals(
                    Array(code.prefix(length)), bytes(try #require(test.tag)))
                #expect(isRight == (test.result == "valid"), "\(test.tcId): \(test.comment)")
                count += 1
            }
        }
        #expect(count == vectors.numberOfTests && count > 0)
    }
}
