import ChildPrograms
import Foundation
import Testing

@testable import Cryptography

/// What is signed here verifies with the `openssl` command, and the reverse.
@Suite(.enabled(if: OpenSSLCommand.isInstalled, "the openssl command is not installed"))
struct `Interoperation with the openssl command` {
    struct Case: Sendable, CustomStringConvertible {
        let key: KeyAlgorithm
        let algorithm: SignatureAlgorithm
        let generation: [String]
        let options: [String]
        var description: String { algorithm.rawValue }
    }

    static let cases: [Case] = [
        Case(
            key: .rsa(bits: 2048), algorithm: .sha256WithRSA,
            generation: ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
            options: ["-digest", "sha256"]),
        Case(
            key: .rsa(bits: 3072), algorithm: .sha512WithRSA,
            generation: ["RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
            options: ["-digest", "sha512"]),
        Case(
            key: .p256, algorithm: .ecdsaWithSHA256,
            generation: ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
            options: ["-digest", "sha256"]),
        Case(
            key: .p384, algorithm: .ecdsaWithSHA384,
            generation: ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
            options: ["-digest", "sha384"]),
        Case(
            key: .sm2, algorithm: .sm2WithSM3, generation: ["SM2"],
            options: ["-digest", "sm3", "-pkeyopt", "distid:1234567812345678"]),
        Case(key: .ed25519, algorithm: .ed25519, generation: ["ED25519"], options: []),
    ]
    static let message = Array("what both sides sign\n".utf8)

    @Test(arguments: cases)
    func `[9.1] what is signed here verifies there`(test: Case) throws {
        let key = try TestKeys.key(test.key)
        let signature = try key.sign(Self.message, with: test.algorithm)
        let folder = try Folder()
        try folder.write("key", key.publicKey.subjectPublicKeyInfo.derEncoded)
        try folder.write("message", Self.message)
        try folder.write("signature", signature)
        let verify =
            ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin"]
            + ["-in", "message", "-sigfile", "signature"] + test.options
        #expect(try OpenSSLCommand.run(verify, in: folder) == 0)
        try folder.write("message", Self.message + [0])
        #expect(try OpenSSLCommand.run(verify, in: folder) != 0)
    }

    @Test(arguments: cases)
    func `[9.1] what is signed there, with a key made there, verifies here`(test: Case) throws {
        let folder = try Folder()
        let key = try generateKey(in: folder, test.generation)
        #expect(key.publicKey.algorithm == test.key)
        #expect(try key.publicKey.weaknesses().isEmpty)
        let signature = try sign(in: folder, test.options)
        #expect(key.publicKey.verifies(signature, of: Self.message, with: test.algorithm))
        #expect(!key.publicKey.verifies(signature, of: [], with: test.algorithm))
    }

    @Test(arguments: [[], ["-pkeyopt", "distid:"], ["-pkeyopt", "distid:1234567812345679"]])
    func `[9.1] an SM2 signature under another identifier is refused`(identifier: [String]) throws {
        let folder = try Folder()
        let key = try TestKeys.key(.sm2)
        try folder.write("key", key.pkcs8().withBytes { $0 })
        let signature = try sign(in: folder, ["-digest", "sm3"] + identifier)
        #expect(!key.publicKey.verifies(signature, of: Self.message, with: .sm2WithSM3))
    }

    @Test func `a library failure carries the library's reasons and leaves none behind`() throws {
        let folder = try Folder()
        let key = try generateKey(in: folder, ["RSA", "-pkeyopt", "rsa_keygen_bits:512"])
        // A SHA-512 DigestInfo with its padding does not fit into 512 bits.
        let failures = (0..<2).compactMap { _ -> LibraryFailure? in
            let error = #expect(throws: CryptographyError.self) {
                try key.sign(Self.message, with: .sha512WithRSA)
            }
            guard case .library(let failure) = error else { return nil }
            return failure
        }
        try #require(failures.count == 2)
        #expect(failures[0].call == "EVP_DigestSign")
        #expect(failures[0].description.contains("digest too big for rsa key"))
        #expect(failures[0] == failures[1], "the first failure left reasons to the second")
    }

    /// In two steps, since `genpkey` writes DER in the older form of each kind.
    private func generateKey(in folder: Folder, _ options: [String]) throws -> SoftwareKey {
        let generate = ["genpkey", "-out", "key.pem", "-algorithm"] + options
        #expect(try OpenSSLCommand.run(generate, in: folder) == 0)
        let convert = ["pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER"]
        #expect(try OpenSSLCommand.run(convert + ["-out", "key"], in: folder) == 0)
        return try SoftwareKey(pkcs8: folder.read("key"))
    }

    private func sign(in folder: Folder, _ options: [String]) throws -> [UInt8] {
        try folder.write("message", Self.message)
        let sign =
            ["pkeyutl", "-sign", "-keyform", "DER", "-inkey", "key", "-rawin"]
            + ["-in", "message", "-out", "signature"] + options
        #expect(try OpenSSLCommand.run(sign, in: folder) == 0)
        return try folder.read("signature")
    }
}

enum OpenSSLCommand {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    /// Runs the command and gives its exit status.
    static func run(_ arguments: [String], in folder: Folder) throws -> Int32 {
        try ChildProgram.run(["openssl"] + arguments, in: folder.url.path).status
    }
}

/// A folder that goes with its owner.
final class Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("cryptography-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: url.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: url.appendingPathComponent(name)))
    }
}
