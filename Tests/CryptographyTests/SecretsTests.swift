import Testing

@testable import Cryptography

@Suite struct `Secrets at rest` {
    let key = SecretBytes.random(32)

    @Test(arguments: [0, 1, 15, 16, 17, 4096])
    func `what was sealed opens again`(count: Int) throws {
        let plaintext = SystemRandomness().bytes(count)
        let sealed = try AES256GCM.seal(plaintext, key: key, authenticating: [1, 2])
        #expect(sealed.count == 12 + count + 16)
        let opened = try AES256GCM.open(sealed, key: key, authenticating: [1, 2])
        #expect(opened.withBytes { $0 } == plaintext)
    }

    @Test func `any flipped bit, cut, foreign key or other place is refused`() throws {
        let sealed = try AES256GCM.seal([9, 8, 7], key: key, authenticating: [1])
        var wrong: [([UInt8], SecretBytes, [UInt8])] = [
            (sealed, SecretBytes.random(32), [1]), (sealed, key, [2]), (sealed, key, []),
            (sealed + [0], key, [1]),
        ]
        for bit in 0..<8 * sealed.count {
            var flipped = sealed
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            wrong.append((flipped, key, [1]))
        }
        for count in sealed.indices { wrong.append((Array(sealed.prefix(count)), key, [1])) }
        for (bytes, key, place) in wrong {
            #expect(throws: CryptographyError.authenticationFailed) {
                try AES256GCM.open(bytes, key: key, authenticating: place)
            }
        }
    }

    @Test func `the same plaintext is never sealed to the same bytes`() throws {
        let sealed = try (0..<2).map { _ in
            try AES256GCM.seal([1], key: key, authenticating: [])
        }
        #expect(sealed[0] != sealed[1])
    }

    @Test(arguments: [0, 16, 31, 33])
    func `a key of another length is refused`(count: Int) {
        let short = SecretBytes.random(count)
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try AES256GCM.seal([1], key: short, authenticating: [])
        }
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try AES256GCM.open([UInt8](repeating: 0, count: 29), key: short, authenticating: [])
        }
    }

    @Test(arguments: [
        (1 << 13, 16, 32), (1 << 21, 16, 32), (16385, 16, 32), (24576, 16, 32),
        (1 << 14, 7, 32), (1 << 14, 16, 15), (1 << 14, 16, 1025), (0, 16, 32), (-1, 16, 32),
    ])
    func `scrypt refuses what is cheap, huge or no power of two`(
        cost: Int, saltCount: Int, count: Int
    ) {
        let salt = [UInt8](repeating: 1, count: saltCount)
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try Scrypt.derive(secret: key, salt: salt, cost: cost, count: count)
        }
    }

    @Test func `scrypt at the default cost tells secrets and salts apart`() throws {
        let salts = [[UInt8](repeating: 1, count: 16), [UInt8](repeating: 2, count: 16)]
        let derived = try [key, SecretBytes([])].flatMap { secret in
            try salts.map { try Scrypt.derive(secret: secret, salt: $0) }
        }
        #expect(Set(derived.map { $0.withBytes { $0 } }).count == 4)
        #expect(derived.allSatisfy { $0.count == 32 })
    }

    @Test func `secret bytes print nothing of themselves`() {
        let secret = SecretBytes(Array("open sesame".utf8))
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped] {
            #expect(text.contains("<redacted>") && !text.contains("111"))
        }
    }

    @Test func `secret bytes are filled where they stay`() {
        let filled = SecretBytes.filled(3) { octets in
            for place in octets.indices { octets[place] += UInt8(place) + 7 }
        }
        #expect(filled.count == 3)
        #expect(filled.withBytes { $0 } == [7, 8, 9])
        #expect(SecretBytes.filled(0) { _ in }.count == 0)
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try SecretBytes.filled(2) { _ throws(CryptographyError) in
                throw CryptographyError.parameterOutOfRange
            }
        }
    }

    @Test func `comparison looks at every octet and the length`() {
        #expect(constantTimeEquals([], []))
        #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEquals([0, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEquals([1, 2], [1, 2, 3]))
        #expect(SecretBytes([1]).equals(SecretBytes([1])))
        #expect(!SecretBytes([1]).equals(SecretBytes([2])))
    }

    @Test func `an empty HMAC key is a key like any other`() {
        let codes = [[], [0], [1]].map {
            HMAC.authenticationCode(of: [], key: SecretBytes($0), digest: .sha256)
        }
        // RFC 2104 pads keys with zeros, so that the first two are one key.
        #expect(codes[0] == codes[1] && codes[1] != codes[2])
        #expect(
            hex(codes[0]) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test func `random bytes differ and have the length asked for`() {
        let all = (0..<64).map { _ in SystemRandomness().bytes(16) }
        #expect(Set(all).count == 64)
        #expect(SystemRandomness().bytes(0).isEmpty)
        #expect(SystemRandomness().bytes(1000).count == 1000)
    }
}
