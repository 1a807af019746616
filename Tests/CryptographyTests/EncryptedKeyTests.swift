import ChildPrograms
import Cryptography
import Foundation
import Testing

@Suite struct EncryptedKeyTests {
    private let passphrase = SecretBytes(Array("a phrase of several words".utf8))

    private func openssl(_ arguments: [String], _ input: [UInt8] = []) throws -> [UInt8] {
        let run = try ChildProgram.run(["openssl"] + arguments, input: input)
        try #require(run.status == 0, "\(run.text)")
        return run.output
    }

    private func error(_ der: [UInt8], _ passphrase: SecretBytes) -> CryptographyError? {
        do {
            _ = try SoftwareKey(encryptedPKCS8: der, passphrase: passphrase)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [KeyAlgorithm.p256, .ed25519, .sm2])
    func `[RFC 7914 7] OpenSSL opens what was put under a passphrase, and the reverse`(
        algorithm: KeyAlgorithm
    ) throws {
        let key = try SoftwareKey.generate(algorithm)
        let sealed = try key.encryptedPKCS8(passphrase: passphrase)
        #expect(
            try SoftwareKey(encryptedPKCS8: sealed, passphrase: passphrase).publicKey
                == key.publicKey)
        let secret = "pass:a phrase of several words"
        let plain = try openssl(
            ["pkcs8", "-inform", "DER", "-outform", "DER", "-nocrypt", "-topk8"],
            openssl(["pkey", "-inform", "DER", "-outform", "DER", "-passin", secret], sealed))
        #expect(try SoftwareKey(pkcs8: plain).publicKey == key.publicKey)
        let theirs = try key.pkcs8().withBytes {
            try openssl(
                [
                    "pkcs8", "-topk8", "-scrypt", "-inform", "DER", "-outform", "DER", "-passout",
                    secret,
                ], $0)
        }
        #expect(
            try SoftwareKey(encryptedPKCS8: theirs, passphrase: passphrase).publicKey
                == key.publicKey)
    }

    @Test func `another passphrase, other bytes and other derivations are refused`() throws {
        let key = try SoftwareKey.generate(.p256)
        let sealed = try key.encryptedPKCS8(passphrase: passphrase)
        #expect(error(sealed, SecretBytes(Array("another".utf8))) == .authenticationFailed)
        #expect(error(sealed, SecretBytes([])) == .authenticationFailed)
        #expect(error(Array(sealed.dropLast()), passphrase) == .malformedEncoding)
        #expect(error(sealed + [0], passphrase) == .malformedEncoding)
        #expect(error([], passphrase) == .malformedEncoding)
        let derived = try key.pkcs8().withBytes {
            try openssl(
                [
                    "pkcs8", "-topk8", "-v2prf", "hmacWithSHA256", "-inform", "DER", "-outform",
                    "DER", "-passout", "pass:a phrase of several words",
                ], $0)
        }
        #expect(error(derived, passphrase) == .unsupportedAlgorithm)
    }

    @Test func `a derivation that would take long is refused before it begins`() throws {
        let key = try SoftwareKey.generate(.p256)
        var sealed = try key.encryptedPKCS8(passphrase: passphrase)
        // INTEGER 5, the parallelization, behind INTEGER 8.
        let place = try #require(
            sealed.indices.first { sealed[$0...].starts(with: [2, 1, 8, 2, 1, 5]) })
        sealed[place + 2] = 0x7f
        sealed[place + 5] = 0x7f
        #expect(error(sealed, passphrase) == .parameterOutOfRange)
    }
}
