import Testing

@testable import Cryptography

@Suite struct `Keys from secrets` {
    private static func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.utf8.count, by: 2).compactMap { place in
            let start = hex.index(hex.startIndex, offsetBy: place)
            return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16)
        }
    }

    @Test func `both parties share one secret, and a third does not`() throws {
        let secrets = (0..<3).map { _ in SecretBytes.random(32) }
        let keys = try secrets.map { try X25519.publicKey(of: $0) }
        let first = try X25519.sharedSecret(of: secrets[0], with: keys[1])
        #expect(first.equals(try X25519.sharedSecret(of: secrets[1], with: keys[0])))
        #expect(!first.equals(try X25519.sharedSecret(of: secrets[2], with: keys[0])))
    }

    /// The base point of RFC 7748 §4.1, once: §5.2 gives the outcome of 9 with 9.
    @Test func `[RFC 7748 5.2] the first iteration is that of the standard`() throws {
        let nine = [9] + [UInt8](repeating: 0, count: 31)
        let outcome = try X25519.sharedSecret(of: SecretBytes(nine), with: nine)
        let wanted = Self.bytes(
            "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079")
        #expect(outcome.withBytes { $0 } == wanted)
        #expect(try X25519.publicKey(of: SecretBytes(nine)) == wanted)
    }

    @Test func `[RFC 7748 6.1] a public key of low order is refused`() throws {
        for first: UInt8 in [0, 1] {
            let key = [first] + [UInt8](repeating: 0, count: 31)
            #expect(throws: CryptographyError.invalidKey) {
                try X25519.sharedSecret(of: .random(32), with: key)
            }
        }
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try X25519.sharedSecret(of: .random(32), with: [1])
        }
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try X25519.publicKey(of: .random(31))
        }
    }

    /// The two of RFC 7914, and what Python's hashlib makes of no password and no salt.
    @Test(arguments: [
        (
            "passwd", "salt", 1,
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
        ),
        (
            "Password", "NaCl", 80_000,
            "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
        ),
        ("", "", 2, "97398411d6aea43a77acef92226ab8278d4db0668bd1d7a76a725f7680ac45c504"),
    ])
    func `[RFC 7914 11] keys of PBKDF2 are those of the examples`(
        password: String, salt: String, iterations: Int, wanted: String
    ) throws {
        let derived = try PBKDF2.derive(
            secret: SecretBytes(Array(password.utf8)), salt: SecretBytes(Array(salt.utf8)),
            iterations: iterations, count: wanted.utf8.count / 2)
        #expect(derived.withBytes { hex($0) } == wanted)
    }

    @Test(arguments: [(0, 32), (-1, 32), (1 << 21 + 1, 32), (1, 0), (1, 1025), (1, -1)])
    func `PBKDF2 refuses what is none or endless`(iterations: Int, count: Int) {
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try PBKDF2.derive(
                secret: .random(16), salt: .random(16), iterations: iterations, count: count)
        }
    }

    /// Test cases 1 and 3: with salt and info, and with neither.
    @Test(arguments: [
        (
            "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        ),
        (
            "", "",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        ),
    ])
    func `[RFC 5869 A] keys are those of the examples`(
        salt: String, info: String, wanted: String
    ) throws {
        let derived = try HKDF.derive(
            secret: SecretBytes([UInt8](repeating: 0x0B, count: 22)), salt: Self.bytes(salt),
            info: Self.bytes(info), count: 42)
        #expect(derived.withBytes { $0 } == Self.bytes(wanted))
    }

    @Test func `[RFC 5869 2.3] no more than 255 blocks are derived`() throws {
        let secret = SecretBytes.random(32)
        #expect(try HKDF.derive(secret: secret, salt: [], info: [], count: 8160).count == 8160)
        for count in [0, 8161] {
            #expect(throws: CryptographyError.parameterOutOfRange) {
                try HKDF.derive(secret: secret, salt: [], info: [], count: count)
            }
        }
    }

    @Test func `any flipped bit, cut, foreign key or other nonce of a piece is refused`() throws {
        let key = SecretBytes.random(32)
        let nonce = [UInt8](repeating: 3, count: 12)
        let sealed = try ChaCha20Poly1305.seal([9, 8, 7], key: key, nonce: nonce)
        #expect(try ChaCha20Poly1305.open(sealed, key: key, nonce: nonce) == [9, 8, 7])
        var wrong: [([UInt8], SecretBytes, [UInt8])] = [
            (sealed, .random(32), nonce), (sealed, key, [UInt8](repeating: 4, count: 12)),
            (sealed + [0], key, nonce), ([], key, nonce), (Array(sealed.dropLast()), key, nonce),
        ]
        for bit in 0..<8 * sealed.count {
            var flipped = sealed
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            wrong.append((flipped, key, nonce))
        }
        for (bytes, key, nonce) in wrong {
            #expect(throws: CryptographyError.authenticationFailed) {
                try ChaCha20Poly1305.open(bytes, key: key, nonce: nonce)
            }
        }
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try ChaCha20Poly1305.seal([], key: key, nonce: [0])
        }
    }
}
