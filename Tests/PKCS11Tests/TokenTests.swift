import CPKCS11
import Cryptography
import Foundation
import Glibc
import Messages
import PKIX
import Synchronization
import Testing

@testable import PKCS11

/// With a real module: SoftHSM, whose tokens `pkcs11-tool` looks at and OpenSSL checks.
@Suite(.serialized) struct TokenTests {
    private static let message = Array("what an officer decided".utf8)

    private func uri(_ object: String) throws -> TokenURI {
        try TokenURI("pkcs11:token=Mei;object=\(object)")
    }

    // MARK: - Keys

    @Test(arguments: [
        (KeyAlgorithm.p256, SignatureAlgorithm.ecdsaWithSHA256), (.p384, .ecdsaWithSHA384),
        (.rsa(bits: 2048), .sha256WithRSA), (.ed25519, .ed25519),
    ])
    func `[3.1b] a key is made on the token, and OpenSSL takes what it signs`(
        algorithm: KeyAlgorithm, signing: SignatureAlgorithm
    ) async throws {
        let softHSM = try SoftHSM(tokens: "Mei")
        let session = try await softHSM.loggedIn()
        let key = try await session.makeKey(algorithm, as: uri("officer"))
        #expect(key.publicKey.algorithm == algorithm)
        #expect(key.uri.object == "officer" && key.uri.id?.count == 8 && key.uri.serial != nil)
        #expect(try await session.key(uri("officer")) == key)
        let signature = try await session.sign(Self.message, with: signing, key: key)
        #expect(key.publicKey.verifies(signature, of: Self.message, with: signing))

        try softHSM.write(Self.message, to: "message")
        try softHSM.write(signature, to: "signature")
        let pem = PEM.encode(
            key.publicKey.subjectPublicKeyInfo.derEncoded, label: PEM.publicKeyLabel)
        try softHSM.write(Array(pem.utf8), to: "key.pem")
        let said =
            if algorithm == .ed25519 {
                try softHSM.run(
                    "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in",
                    "message", "-sigfile", "signature")
            } else {
                try softHSM.run(
                    "openssl", "dgst", signing == .ecdsaWithSHA384 ? "-sha384" : "-sha256",
                    "-verify", "key.pem", "-signature", "signature", "message")
            }
        #expect(said.contains("Verified"))
    }

    @Test func `[3.1b] the private half is sensitive, never extractable and only signs`()
        async throws
    {
        let softHSM = try SoftHSM(tokens: "Mei")
        let session = try await softHSM.loggedIn()
        _ = try await session.makeKey(.p256, as: uri("officer"))
        let listed = try softHSM.pkcs11Tool("--list-objects", "--type", "privkey")
        #expect(listed.contains("always sensitive, never extractable, local"))
        #expect(listed.contains(#/Usage:\s+sign\n/#))
        let error = await tokenError { _ = try await session.makeKey(.p256, as: uri("officer")) }
        #expect(error == .keyExists(uri: "pkcs11:token=Mei;object=officer"))
        #expect(
            await tokenError { _ = try await session.makeKey(.p256, as: TokenURI("pkcs11:")) }
                == .keyUnnamed(uri: "pkcs11:"))
        #expect(
            await tokenError { _ = try await session.makeKey(.sm2, as: uri("sm2")) }
                == .mechanismMissing(name: "SM2"))
    }

    @Test func `a key that pkcs11-tool made signs, and the label need not name it`() async throws {
        let softHSM = try SoftHSM(tokens: "Mei")
        try softHSM.pkcs11Tool(
            "--keypairgen", "--key-type", "EC:prime256v1", "--label", "old", "--id", "07",
            "--usage-sign")
        let session = try await softHSM.loggedIn()
        let key = try await session.key(TokenURI("pkcs11:token=Mei;id=%07"))
        #expect(key.uri.object == "old" && key.publicKey.algorithm == .p256)
        let signature = try await session.sign(Self.message, with: .ecdsaWithSHA256, key: key)
        #expect(key.publicKey.verifies(signature, of: Self.message, with: .ecdsaWithSHA256))
        let another = try await session.sign(Self.message, with: .ecdsaWithSHA256, key: key)
        #expect(another != signature)
    }

    /// What `pkcs11-tool` is told, and what is then wrong with the key.
    @Test(arguments: [
        (
            ["--keypairgen", "--key-type", "EC:prime256v1", "--usage-sign", "--extractable"],
            "CKA_NEVER_EXTRACTABLE=false, CKA_EXTRACTABLE=true"
        ),
        (
            ["--keypairgen", "--key-type", "EC:prime256v1", "--usage-sign", "--usage-derive"],
            "CKA_DERIVE=true"
        ),
        (
            ["--keypairgen", "--key-type", "rsa:1024", "--usage-sign"],
            "CKA_DECRYPT=true, CKA_UNWRAP=true, CKA_MODULUS_BITS=1024"
        ),
    ])
    func `[3.1b] a key that may leave the token, do more than sign, or is short is refused`(
        arguments: [String], faults: String
    ) async throws {
        let softHSM = try SoftHSM(tokens: "Mei")
        try softHSM.pkcs11Tool(arguments + ["--label", "bad", "--id", "01"])
        let session = try await softHSM.loggedIn()
        let error = await tokenError { _ = try await session.key(uri("bad")) }
        guard case .keyUnfit(let name, let found) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(name == "pkcs11:token=Mei;object=bad")
        #expect(found.map(\.description).joined(separator: ", ") == faults)
    }

    @Test func `[3.1b] a key that was made elsewhere and brought in is refused`() async throws {
        let softHSM = try SoftHSM(tokens: "Mei")
        try softHSM.run(
            "openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-outform", "DER", "-out", "key.der")
        try softHSM.run(
            "openssl", "pkey", "-in", "key.der", "-inform", "DER", "-pubout", "-outform", "DER",
            "-out", "pub.der")
        for (file, kind) in [("key.der", "privkey"), ("pub.der", "pubkey")] {
            try softHSM.pkcs11Tool(
                "--write-object", file, "--type", kind, "--label", "bad", "--id", "01",
                "--usage-sign")
        }
        let session = try await softHSM.loggedIn()
        let error = await tokenError { _ = try await session.key(uri("bad")) }
        guard case .keyUnfit(_, let faults) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.contains(.unset("CKA_LOCAL")))
        #expect(faults.contains(.unset("CKA_NEVER_EXTRACTABLE")))
    }

    @Test func `no key, and two of one label, are told`() async throws {
        let softHSM = try SoftHSM(tokens: "Mei")
        for id in ["01", "02"] {
            try softHSM.pkcs11Tool(
                "--keypairgen", "--key-type", "EC:prime256v1", "--label", "two", "--id", id,
                "--usage-sign")
        }
        let session = try await softHSM.loggedIn()
        #expect(
            await tokenError { _ = try await session.key(uri("none")) }
                == .keyMissing(uri: "pkcs11:token=Mei;object=none"))
        #expect(
            await tokenError { _ = try await session.key(uri("two")) }
                == .keysAmbiguous(uri: "pkcs11:token=Mei;object=two", count: 2))
        let second = try await session.key(TokenURI("pkcs11:object=two;id=%02"))
        let first = try await session.key(TokenURI("pkcs11:object=two;id=%01"))
        #expect(first.publicKey != second.publicKey)
    }

    // MARK: - PINs

    @Test func `[8.16] a wrong PIN is tried once, told with what is left, and never said`()
        async throws
    {
        let softHSM = try SoftHSM(tokens: "Mei")
        let session = try softHSM.session()
        let asked = Mutex<[PINRequest]>([])
        let wrong = "wrong-5417"
        let source: PINSource = { request in
            asked.withLock { $0.append(request) }
            return SecretBytes(Array(wrong.utf8))
        }
        let error = await tokenError { try await session.login(source) }
        #expect(error == .pinWrong(token: "Mei", tries: .low))
        #expect(asked.withLock { $0 } == [PINRequest(token: "Mei", tries: .untold)])
        let refusal = try #require(error?.refusal)
        for said in [String(describing: error), String(reflecting: error), "\(refusal)"] {
            #expect(!said.contains(wrong))
        }
        // Nothing of the wrong one is kept; the token tells of it until the right one comes.
        #expect(await tokenError { _ = try await session.key(uri("any")) } != nil)
        try await session.login { request in
            #expect(request.tries == .low)
            return SecretBytes(Array(SoftHSM.pin.utf8))
        }
        _ = try await session.makeKey(.p256, as: uri("officer"))
        #expect(asked.withLock { $0.count } == 1)
    }

    @Test func `[8.16] a locked token is asked for nothing, and the last try is told before`()
        async throws
    {
        let locked = try SoftHSM(tokens: "Mei")
        try locked.setFlags(0x04)
        let session = try locked.session()
        let error = await tokenError {
            try await session.login { _ in
                Issue.record("a PIN was asked for")
                return SecretBytes([])
            }
        }
        #expect(error == .pinLocked(token: "Mei"))
        let last = try SoftHSM(tokens: "Mei")
        try last.setFlags(0x02)
        let another = try last.session()
        let refused = await tokenError {
            try await another.login { request in
                throw TokenError.pinFinalTry(token: "\(request.token) \(request.tries)")
            }
        }
        #expect(refused == .pinFinalTry(token: "Mei final"))
    }

    @Test func `[8.16] a key that wants the PIN each time gets it, and the person is asked once`()
        async throws
    {
        let softHSM = try SoftHSM(tokens: "Mei")
        try softHSM.pkcs11Tool(
            "--keypairgen", "--key-type", "EC:prime256v1", "--label", "each", "--id", "01",
            "--usage-sign", "--always-auth")
        let session = try await softHSM.loggedIn()
        let key = try await session.key(uri("each"))
        #expect(key.needsPINEachTime)
        for _ in 0..<2 {
            let signature = try await session.sign(Self.message, with: .ecdsaWithSHA256, key: key)
            #expect(!signature.isEmpty)
        }
    }

    // MARK: - Tokens that go, and modules that are none

    @Test func `a session that was lost is opened once more, with the PIN that was right`()
        async throws
    {
        let softHSM = try SoftHSM(tokens: "Mei")
        let session = try await softHSM.loggedIn()
        let key = try await session.makeKey(.p256, as: uri("officer"))
        try await session.loseSession()
        let signature = try await session.sign(Self.message, with: .ecdsaWithSHA256, key: key)
        #expect(key.publicKey.verifies(signature, of: Self.message, with: .ecdsaWithSHA256))
        try await session.loseSession()
        #expect(try await session.key(uri("officer")) == key)
    }

    @Test func `a module that did not start is started by who comes next`() async throws {
        let softHSM = try SoftHSM(tokens: "Mei")
        try softHSM.withoutSettings {
            #expect {
                try TokenModule(path: softHSM.module)
            } throws: { error in
                guard case TokenError.failed(call: "C_Initialize", _) = error else { return false }
                return true
            }
        }
        // The second that is opened goes first, and the module stays.
        let key = try await softHSM.loggedIn().makeKey(.p256, as: uri("officer"))
        let session = try await softHSM.loggedIn()
        _ = try softHSM.session()
        #expect(try await session.key(uri("officer")) == key)
    }

    @Test func `a token whose store is gone is a clear error, and the process lives`() async throws
    {
        let softHSM = try SoftHSM(tokens: "Mei")
        let session = try await softHSM.loggedIn()
        let key = try await session.makeKey(.p256, as: uri("officer"))
        try FileManager.default.removeItem(atPath: "\(softHSM.folder)/tokens")
        let error = await tokenError {
            _ = try await session.sign(Self.message, with: .ecdsaWithSHA256, key: key)
        }
        let refusal = try #require(error?.refusal)
        #expect(["token.gone", "token.failed"].contains(refusal.code.id), "\(refusal)")
    }

    @Test func `no token, and two of one label, are told`() async throws {
        let softHSM = try SoftHSM(tokens: "Mei", "Mei")
        #expect(
            await tokenError { _ = try await softHSM.loggedIn("pkcs11:token=Jun") }
                == .tokenMissing(uri: "pkcs11:token=Jun"))
        #expect(
            await tokenError { _ = try await softHSM.loggedIn() }
                == .tokensAmbiguous(uri: "pkcs11:token=Mei", count: 2))
    }

    @Test func `[3.1b] what is no module, or others can change, is not used`() throws {
        let softHSM = try SoftHSM()
        #expect(
            throws: TokenError.moduleMissing(
                path: "/nowhere.so", reason: "No such file or directory")
        ) {
            try TokenModule(path: "/nowhere.so")
        }
        #expect(throws: TokenError.moduleMissing(path: "m.so", reason: "No such file or directory"))
        {
            try TokenModule(path: "m.so")
        }
        try softHSM.write(Array("no library".utf8), to: "text.so")
        #expect {
            try TokenModule(path: "\(softHSM.folder)/text.so")
        } throws: { error in
            guard case TokenError.moduleMissing(_, let reason) = error else { return false }
            return reason.contains("invalid ELF header") || reason.contains("file too short")
        }
        let other = try #require(
            ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
                .map { "\($0)/libsqlite3.so.0" }.first(where: FileManager.default.fileExists))
        #expect(throws: TokenError.notAModule(path: other)) { try TokenModule(path: other) }
        for mode: mode_t in [0o775, 0o757] {
            unsafe chmod(softHSM.module, mode)
            #expect(throws: TokenError.moduleExposed(path: softHSM.module)) {
                try TokenModule(path: softHSM.module)
            }
        }
    }

    @Test func `one module serves several sessions, and starts again after the last`() async throws
    {
        let softHSM = try SoftHSM(tokens: "Mei", "Jun")
        for round in 0..<2 {
            let (one, other) = (
                try await softHSM.loggedIn(), try await softHSM.loggedIn("pkcs11:token=Jun")
            )
            let key = try await one.makeKey(.p256, as: uri("k\(round)"))
            let second = try await other.makeKey(
                .p256, as: TokenURI("pkcs11:token=Jun;object=k\(round)"))
            async let a = one.sign(Self.message, with: .ecdsaWithSHA256, key: key)
            async let b = other.sign(Self.message, with: .ecdsaWithSHA256, key: second)
            let signatures = try await [a, b]
            #expect(Set(signatures).count == 2)
        }
    }
}

extension TokenSession {
    /// What a module does where the token was pulled and plugged in: every session is closed, and
    /// nobody is logged in.
    fileprivate func loseSession() throws {
        let slot = try slot()
        try unsafe module.call("C_CloseAllSessions") {
            unsafe $0.pointee.C_CloseAllSessions?(slot)
        }
    }
}
