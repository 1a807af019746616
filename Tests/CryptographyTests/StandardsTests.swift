import Testing

@testable import Cryptography

/// The worked examples that the standards print.
@Suite struct `Worked examples of the standards` {
    struct SMStandards: Decodable {
        struct Signature: Decodable {
            let privateKey, publicKeyX, publicKeyY, id, message, r, s: String
        }
        struct Digest: Decodable {
            let source, message, digest: String
        }
        let sm2sign: [Signature]
        let sm3: [Digest]
    }

    @Test func `[GB/T 32918.5 Annex A] the SM2 signature verifies, and only as printed`() throws {
        let examples = try Vectors.decode("sm-standards", as: SMStandards.self).sm2sign
        #expect(!examples.isEmpty)
        for example in examples {
            #expect(example.id == "1234567812345678")
            let key = try PublicKey(
                SM2Example.info([0x04] + bytes(example.publicKeyX) + bytes(example.publicKeyY)))
            let signature = SM2Example.signature(r: bytes(example.r), s: bytes(example.s))
            let message = Array(example.message.utf8)
            #expect(key.verifies(signature, of: message, with: .sm2WithSM3))
            for bit in 0..<8 * message.count {
                var changed = message
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(!key.verifies(signature, of: changed, with: .sm2WithSM3))
            }
            for bad in SM2Example.badEncodings(r: bytes(example.r), s: bytes(example.s)) {
                #expect(!key.verifies(bad, of: message, with: .sm2WithSM3))
            }
        }
    }

    @Test func `[GB/T 32918.5 Annex A] the SM2 private key has the printed public key`() throws {
        for example in try Vectors.decode("sm-standards", as: SMStandards.self).sm2sign {
            // ECPrivateKey of RFC 5915 in PKCS#8, without the optional public key.
            let encoded =
                bytes("3041020100301306072a8648ce3d020106082a811ccf5501822d0427302502010104" + "20")
                + bytes(example.privateKey)
            let key = try SoftwareKey(pkcs8: encoded)
            let point = [0x04] + bytes(example.publicKeyX) + bytes(example.publicKeyY)
            #expect(key.publicKey.algorithm == .sm2)
            #expect(key.publicKey.subjectPublicKeyInfo == SM2Example.info(point))
            let signature = try key.sign([7], with: .sm2WithSM3)
            #expect(key.publicKey.verifies(signature, of: [7], with: .sm2WithSM3))
        }
    }

    @Test func `[GB/T 32905 Annex A] SM3 digests are the printed ones`() throws {
        let examples = try Vectors.decode("sm-standards", as: SMStandards.self).sm3
        #expect(!examples.isEmpty)
        for example in examples {
            #expect(hex(DigestAlgorithm.sm3.hash(example.message.utf8)) == example.digest)
        }
    }

    @Test(arguments: [
        (DigestAlgorithm.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha384,
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                + "8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            .sha512,
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
    ])
    func `[FIPS 180-4] SHA digests of abc`(digest: DigestAlgorithm, expected: String) {
        #expect(hex(digest.hash(Array("abc".utf8))) == expected)
        #expect(hex(digest.hash("abc".utf8.reversed().reversed())) == expected)
        #expect(digest.hash([]).count == digest.byteCount)
    }

    @Test func `[RFC 4231 §4.3] HMAC-SHA-256 with a key shorter than a block`() {
        let code = HMAC.authenticationCode(
            of: Array("what do ya want for nothing?".utf8), key: SecretBytes(Array("Jefe".utf8)),
            digest: .sha256)
        #expect(
            hex(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func `[RFC 7914 §12] scrypt at the least cost`() throws {
        let derived = try Scrypt.derive(
            secret: SecretBytes(Array("pleaseletmein".utf8)), salt: Array("SodiumChloride".utf8),
            cost: 16384, count: 64)
        #expect(
            derived.withBytes(hex)
                == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887")
    }

    @Test func `[SP 800-38D] AES-256-GCM of sixteen zeros`() throws {
        let sealed = try AES256GCM.seal(
            [UInt8](repeating: 0, count: 16),
            key: SecretBytes([UInt8](repeating: 0, count: 32)), authenticating: [],
            randomness: ZeroRandomness())
        #expect(
            hex(Array(sealed.dropFirst(12)))
                == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    }

    @Test func `[RFC 8032 §7.1] Ed25519 signs test 2 as printed`() throws {
        let key = try SoftwareKey(
            pkcs8: bytes("302e020100300506032b657004220420")
                + bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
        #expect(
            hex(key.publicKey.subjectPublicKeyInfo.key)
                == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        #expect(
            hex(try key.sign([0x72], with: .ed25519))
                == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    }
}

struct ZeroRandomness: Randomness {
    func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}

/// Encodings of SM2 keys and signatures, written by hand for the tests.
enum SM2Example {
    static func info(_ point: [UInt8]) -> SubjectPublicKeyInfo {
        SubjectPublicKeyInfo(
            algorithm: AlgorithmIdentifier(
                algorithm: ObjectIdentifiers.ecPublicKey,
                parameters: bytes("06082a811ccf5501822d")),
            key: point)
    }

    static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let contents = magnitude.first.map { $0 >= 0x80 } == true ? [0] + magnitude : magnitude
        return [0x02, UInt8(contents.count)] + contents
    }

    static func sequence(_ contents: [UInt8]) -> [UInt8] {
        [0x30, UInt8(contents.count)] + contents
    }

    static func signature(r: [UInt8], s: [UInt8]) -> [UInt8] {
        sequence(integer(r) + integer(s))
    }

    /// The right numbers in encodings that are not DER, or with something beside them.
    static func badEncodings(r: [UInt8], s: [UInt8]) -> [[UInt8]] {
        let body = integer(r) + integer(s)
        let padded = [0x02, UInt8(r.count + 2), 0, 0] + r
        let negative = [0x02, UInt8(s.count)] + s
        return [
            r + s,  // bare, as some tokens give it
            [0x30, 0x81, UInt8(body.count)] + body,  // a length of two octets
            [0x30, 0x80] + body + [0, 0],  // an open length
            sequence(padded + integer(s)),  // a leading zero too many
            sequence(integer(r) + negative),  // s without its leading zero: negative
            sequence(body + [0x05, 0x00]),  // a third element
            sequence(body) + [0],  // a trailing octet
            sequence(integer(s) + integer(r)),  // the halves exchanged
            sequence(integer(r) + [0x02, 0x01, 0x00]),  // s = 0
            sequence([0x02, 0x01, 0x00] + integer(s)),  // r = 0
        ]
    }
}
