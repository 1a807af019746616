import CPKCS11
import Cryptography
import Foundation
import PKIX
import Testing

@testable import PKCS11

// Of the same suite, since SoftHSM serves one test at a time.
extension TokenTests {
    /// What the security officer of a token does, with SoftHSM; `pkcs11-tool` looks at what is left.
    @Suite struct Administration {
        private static func secret(_ text: String) -> SecretBytes { SecretBytes(Array(text.utf8)) }
        private let factory = secret("so-\(SoftHSM.pin)")
        private let next = secret("4917350284660137")
        private let pin = secret("58203917")

        private func serial(_ softHSM: SoftHSM) throws -> TokenURI {
            try TokenModule(path: softHSM.module).describe(TokenURI("pkcs11:token=Mei")).uri
        }

        private func session(_ softHSM: SoftHSM, _ uri: TokenURI) throws -> TokenSession {
            try TokenSession(TokenModule(path: softHSM.module), token: uri)
        }

        private func isRight(
            _ pin: SecretBytes, _ softHSM: SoftHSM, _ uri: TokenURI
        ) async throws -> Bool {
            let session = try session(softHSM, uri)
            let error = await tokenError { try await session.login { _ in pin } }
            #expect(error == nil || error.isPINWrong)
            return error == nil
        }

        private func certificate(_ number: UInt8) -> TokenCertificate {
            TokenCertificate(
                value: [0x30, 0x03, 0x02, 0x01, number], subject: [0x30, 0x00],
                issuer: [0x30, 0x00], serialNumber: [0x02, 0x01, number], label: "c\(number)",
                id: [number])
        }

        // MARK: - PINs

        @Test func `[8.16] a token is emptied and has PINs of its own, whatever it came with`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let uri = try serial(softHSM)
            _ = try await softHSM.loggedIn().makeKey(.p256, as: TokenURI("pkcs11:object=old"))
            try await session(softHSM, uri).initialise(
                knowing: [factory], officerPIN: next, userPIN: pin, label: "Kapok 1")
            let found = try TokenModule(path: softHSM.module).describe(uri)
            #expect(found.label == "Kapok 1" && found.isInitialised && found.hasUserPIN)
            #expect(try await isRight(pin, softHSM, uri))
            #expect(try await !isRight(Self.secret(SoftHSM.pin), softHSM, uri))
            let opened = try session(softHSM, uri)
            try await opened.login { _ in pin }
            #expect(
                await tokenError { _ = try await opened.key(uri) }
                    == .keyMissing(uri: uri.description))
        }

        @Test func `[8.16] what was broken off is begun again with either PIN, newest first`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let uri = try serial(softHSM)
            // Stored, but the token never got it.
            let stored = Self.secret("0000111122223333")
            try await session(softHSM, uri).initialise(
                knowing: [stored, factory], officerPIN: next, userPIN: pin, label: "Kapok 1")
            // And it got this one, though the rest broke off.
            try await session(softHSM, uri).initialise(
                knowing: [next, stored, factory], officerPIN: stored, userPIN: pin, label: "Kapok 1"
            )
            #expect(try await isRight(pin, softHSM, uri))
        }

        @Test func `[8.16] a token is unblocked with another PIN, and the key in it stays`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let uri = try serial(softHSM)
            let key = try await softHSM.loggedIn().makeKey(.p256, as: TokenURI("pkcs11:object=own"))
            try await session(softHSM, uri).unblock(
                knowing: [factory], officerPIN: next, userPIN: pin)
            #expect(
                await tokenError {
                    try await session(softHSM, uri).unblock(
                        knowing: [factory], officerPIN: next, userPIN: pin)
                } == .officerPINWrong(token: "Mei"))
            #expect(try await !isRight(Self.secret(SoftHSM.pin), softHSM, uri))
            let opened = try session(softHSM, uri)
            try await opened.login { _ in pin }
            #expect(try await opened.key(uri).publicKey == key.publicKey)
        }

        @Test
        func `[8.16] a PIN is changed by who knows it, and by nobody else: a wrong one is refused`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let uri = try serial(softHSM)
            let error = await tokenError {
                try await session(softHSM, uri).changePIN(from: next, to: pin)
            }
            #expect(error.isPINWrong)
            try await session(softHSM, uri).changePIN(from: Self.secret(SoftHSM.pin), to: pin)
            #expect(try await isRight(pin, softHSM, uri))
        }

        @Test func `[8.16] a token that nobody can manage is refused, and none is guessed at last`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let uri = try serial(softHSM)
            let initialising: () async throws -> Void = {
                try await session(softHSM, uri).initialise(
                    knowing: [next, factory], officerPIN: next, userPIN: pin, label: "Kapok 1")
            }
            #expect(
                await tokenError {
                    try await session(softHSM, uri).initialise(
                        knowing: [], officerPIN: next, userPIN: pin, label: "Kapok 1")
                } == .officerPINWrong(token: "Mei"))
            try softHSM.setFlags(0x20)  // CKF_SO_PIN_FINAL_TRY
            #expect(await tokenError(initialising) == .officerPINWrong(token: "Mei"))
            try softHSM.setFlags(0x40)  // CKF_SO_PIN_LOCKED
            #expect(await tokenError(initialising) == .officerPINLocked(token: "Mei"))
            // Nothing was emptied.
            #expect(try await isRight(Self.secret(SoftHSM.pin), softHSM, uri))
        }

        @Test func `a token that is taken away is missing, and a blank one tells no serial number`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let uri = try serial(softHSM)
            var none = TokenURI()
            none.serial = "none"
            #expect(
                await tokenError { _ = try TokenModule(path: softHSM.module).describe(none) }
                    == .tokenMissing(uri: none.description))
            // SoftHSM's free slot: a token that was never initialised.
            var blank = TokenURI()
            blank.token = ""
            #expect(
                await tokenError { _ = try TokenModule(path: softHSM.module).describe(blank) }
                    == .serialMissing(uri: blank.description))
            let opened = try session(softHSM, uri)
            try await opened.login { _ in Self.secret(SoftHSM.pin) }
            try FileManager.default.removeItem(atPath: "\(softHSM.folder)/tokens")
            #expect(await tokenError { try await opened.write([certificate(1)]) } != nil)
        }

        // MARK: - Requests and certificates

        @Test func `[6.7a] OpenSSL finds a request good that was signed in the token`() async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let session = try await softHSM.loggedIn()
            let key = try await session.makeKey(
                .rsa(bits: 2048), as: TokenURI("pkcs11:object=subscriber"))
            let information = CertificationRequest.information(of: key.publicKey)
            let request = try CertificationRequest(
                information,
                signature: await session.sign(information, with: .sha256WithRSA, key: key),
                with: .sha256WithRSA)
            try softHSM.write(request.derEncoded, to: "request.der")
            let said = try softHSM.run(
                "openssl", "req", "-inform", "DER", "-in", "request.der", "-verify", "-noout")
            #expect(said.contains("verify OK"))
        }

        @Test func `certificates are written once, and read back by pkcs11-tool`() async throws {
            let softHSM = try SoftHSM(tokens: "Mei")
            let session = try await softHSM.loggedIn()
            #expect(try await session.write([certificate(1), certificate(2)]) == 2)
            #expect(try await session.write([certificate(1), certificate(2), certificate(3)]) == 1)
            #expect(
                Set(try await session.certificates())
                    == Set([1, 2, 3].map { certificate($0).value }))
            try softHSM.pkcs11Tool(
                "--read-object", "--type", "cert", "--id", "02", "--output-file", "two.der")
            let read = try Data(contentsOf: URL(fileURLWithPath: "\(softHSM.folder)/two.der"))
            #expect([UInt8](read) == certificate(2).value)
        }

        @Test func `a full token is told as such, and as nothing else`() {
            let codes: [(UInt, Bool)] = [
                (UInt(CKR_DEVICE_MEMORY), true), (UInt(CKR_HOST_MEMORY), false),
                (UInt(CKR_DEVICE_ERROR), false),
            ]
            for (code, isFull) in codes {
                #expect(
                    TokenError.failed(call: "C_CreateObject", ReturnCode(code)).meansFull == isFull)
            }
        }
    }
}

extension TokenError? {
    fileprivate var isPINWrong: Bool {
        if case .pinWrong = self { true } else { false }
    }
}
