import Cryptography
import Testing

@testable import SecretSharing

@Suite struct `The check value of a secret` {
    private static let purpose = Array("user PIN of token 1".utf8)
    private let secret = SecretBytes(Array(100..<116))

    /// Octets 0, 1, 2 and so on, so that the salt is known.
    private struct Counting: Randomness {
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0) } }
    }

    /// Computed by Python's hmac.
    @Test func `is salt and code as documented`() throws {
        let check = try SecretCheck(of: secret, purpose: Self.purpose, from: Counting())
        let code: [UInt8] = [
            0x80, 0x38, 0xC0, 0xD3, 0x6B, 0xDD, 0x20, 0xF3, 0x83, 0x06, 0x29, 0xB0, 0x39, 0x17,
            0x60, 0x3A, 0x95, 0xE6, 0xDD, 0x59, 0x43, 0x73, 0x9B, 0xEF, 0x2D, 0x4A, 0x5E, 0x8D,
            0x3F, 0xA3, 0x38, 0x98,
        ]
        #expect(check.bytes == Array(0..<16) + code)
        #expect(check.bytes.count == SecretCheck.count)
    }

    @Test func `accepts the secret for its purpose and nothing else`() throws {
        let check = try SecretCheck(
            bytes: SecretCheck(of: secret, purpose: Self.purpose).bytes)
        #expect(check.accepts(secret, purpose: Self.purpose))
        #expect(!check.accepts(secret, purpose: []))
        #expect(!check.accepts(secret, purpose: Self.purpose + [0]))
        #expect(!check.accepts(SecretBytes([]), purpose: Self.purpose))
        for bit in 0..<8 * secret.count {
            var other = secret.bytes
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!check.accepts(SecretBytes(other), purpose: Self.purpose))
        }
        for bit in 0..<8 * SecretCheck.count {
            var bytes = check.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(try !SecretCheck(bytes: bytes).accepts(secret, purpose: Self.purpose))
        }
    }

    @Test func `does not tell that two secrets are the same`() throws {
        let checks = try (0..<10).map { _ in try SecretCheck(of: secret, purpose: Self.purpose) }
        #expect(Set(checks.map(\.bytes.first)).count > 1)
        #expect(Set(checks.map { $0.bytes.suffix(32) }).count == 10)
    }

    @Test(arguments: [0, 15])
    func `of a secret that can be guessed is refused`(octets: Int) {
        #expect(throws: ShareError.secretLength(octets: octets)) {
            try SecretCheck(of: .random(octets), purpose: [])
        }
    }

    @Test(arguments: [0, 47, 49])
    func `of another length is refused`(octets: Int) {
        #expect(throws: ShareError.checkValue(octets: octets)) {
            try SecretCheck(bytes: [UInt8](repeating: 1, count: octets))
        }
    }

    /// Nothing in the shares themselves can tell it: a share that claims to suffice is one of the standard.
    @Test func `finds what shares that were made to deceive give`() throws {
        let (secret, shares) = try TestShares.make(2, of: 3)
        let check = try SecretCheck(of: secret, purpose: Self.purpose)
        let claims = Share(
            set: shares[0].set, group: 0, member: 0, membersNeeded: 1, value: shares[0].value)
        let given = try Share.combine([claims])
        #expect(!check.accepts(given, purpose: Self.purpose))
        #expect(check.accepts(try Share.combine(Array(shares[1...])), purpose: Self.purpose))
    }

    @Test func `proves a single share, whichever way it is typed`() throws {
        let shares = try TestShares.make(2, of: 3).shares
        let check = try SecretCheck(of: shares[0].mnemonic, purpose: Self.purpose)
        let short = TestShares.words(of: shares[0]).map { $0.prefix(4).uppercased() }
        let typed = try Share(text: short.joined(separator: "\n"))
        #expect(check.accepts(typed.mnemonic, purpose: Self.purpose))
        #expect(!check.accepts(shares[1].mnemonic, purpose: Self.purpose))
    }
}
