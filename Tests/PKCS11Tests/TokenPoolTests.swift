import Cryptography
import Foundation
import Messages
import Testing

@testable import PKCS11

// Of the same suite, since SoftHSM serves one test at a time.
extension TokenTests {
    /// Sessions among which work is shared out, with SoftHSM and with a module before it that has faults.
    @Suite struct Pool {
        private static let message = Array("what is to be signed".utf8)
        private static let pin = SecretBytes(Array(SoftHSM.pin.utf8))
        private static let wrong = SecretBytes(Array("00000000".utf8))

        private func pool(
            _ softHSM: SoftHSM, sessions: Int = 2, patience: Duration = .seconds(60)
        ) throws -> TokenPool {
            try TokenPool(
                library: softHSM.module, token: TokenURI("pkcs11:token=Mei"), sessions: sessions,
                patience: patience)
        }

        private func made(_ pool: TokenPool) async throws -> TokenKey {
            try await pool.unlock(Self.pin)
            return try await pool.makeKey(.p256, as: TokenURI("pkcs11:token=Mei;object=key-a"))
        }

        /// What works in the end, soon; nil where it never does.
        private func eventually<R>(_ work: () async throws -> R) async -> R? {
            for _ in 0..<5000 {
                if let result = try? await work() { return result }
                try? await Task.sleep(for: .milliseconds(2))
            }
            return nil
        }

        private func signed(_ pool: TokenPool, _ key: TokenKey) async throws -> [UInt8] {
            try await pool.sign(Self.message, with: .ecdsaWithSHA256, key: key)
        }

        @Test(arguments: [1, 2, 5])
        func `more signatures than sessions are all made`(sessions: Int) async throws {
            let softHSM = try SoftHSM(tokens: "Mei")
            let pool = try pool(softHSM, sessions: sessions)
            let key = try await made(pool)
            let signatures = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<20 { group.addTask { try await signed(pool, key) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(signatures).count == 20)
            for signature in signatures {
                #expect(
                    key.publicKey.verifies(signature, of: Self.message, with: .ecdsaWithSHA256))
            }
        }

        @Test func `what the token says of itself is told without its PIN`() async throws {
            let softHSM = try SoftHSM(tokens: "Mei")
            let facts = try await pool(softHSM).facts()
            #expect(facts.label == "Mei" && facts.model == "SoftHSM v2")
            #expect(facts.manufacturer == "SoftHSM project" && facts.firmware == "2.6")
            #expect(facts.serial.utf8.count == 16)
        }

        @Test func `[8.16] nothing is done without the PIN, and a wrong one is tried once`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let pool = try pool(softHSM)
            let uri = try TokenURI("pkcs11:token=Mei;object=key-a")
            let missing = TokenError.pinMissing(token: "pkcs11:token=Mei")
            #expect(await tokenError { _ = try await pool.key(uri) } == missing)
            #expect(
                await tokenError { try await pool.unlock(Self.wrong) }
                    == .pinWrong(token: "Mei", tries: .low))
            #expect(await tokenError { _ = try await pool.key(uri) } == missing)
            #expect(!pool.isUnlocked)
            _ = try await made(pool)
            #expect(pool.isUnlocked)
        }

        @Test func `[8.16] a PIN that was refused is not tried again, whoever waits`() async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            try softHSM.makeFaulty()
            let pool = try pool(softHSM, sessions: 4)
            await withTaskGroup(of: TokenError?.self) { group in
                for _ in 0..<12 {
                    group.addTask { await tokenError { try await pool.unlock(Self.wrong) } }
                }
                for await error in group {
                    let isWrong =
                        if case .pinWrong = error { true } else {
                            error == .pinMissing(token: "Mei")
                        }
                    #expect(isWrong, "\(String(describing: error))")
                }
            }
            #expect(softHSM.logins == 1)
            let key = try await made(pool)
            #expect(softHSM.logins <= 1 + 4)
            // Changed elsewhere while the pool knows the old one, which all sessions would enter anew.
            try await changePIN(softHSM, to: "73920561")
            let tried = softHSM.logins
            let (store, away) = ("\(softHSM.folder)/tokens", "\(softHSM.folder)/away")
            try FileManager.default.moveItem(atPath: store, toPath: away)
            #expect(await tokenError { _ = try await signed(pool, key) } != nil)
            try FileManager.default.moveItem(atPath: away, toPath: store)
            await withTaskGroup(of: TokenError?.self) { group in
                for _ in 0..<12 {
                    group.addTask { await tokenError { _ = try await signed(pool, key) } }
                }
                for await error in group { #expect(error != nil) }
            }
            #expect(softHSM.logins == tried + 1)
            #expect(!pool.isUnlocked)
            try await pool.unlock(SecretBytes(Array("73920561".utf8)))
            _ = try await signed(pool, key)
        }

        private func changePIN(_ softHSM: SoftHSM, to pin: String) async throws {
            try softHSM.run(
                "pkcs11-tool", "--module", SoftHSM.library, "--token-label", "Mei", "--login",
                "--pin",
                SoftHSM.pin, "--change-pin", "--new-pin", pin)
        }

        @Test func `[8.16] the last try is not spent`() async throws {
            let softHSM = try SoftHSM(tokens: "Mei")
            // CKF_USER_PIN_FINAL_TRY
            try softHSM.setFlags(0x02)
            let pool = try pool(softHSM)
            #expect(
                await tokenError { try await pool.unlock(Self.pin) } == .pinFinalTry(token: "Mei"))
        }

        @Test func `a token that went and came back is used again without a restart`() async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let pool = try pool(softHSM)
            let key = try await made(pool)
            let (store, away) = ("\(softHSM.folder)/tokens", "\(softHSM.folder)/away")
            try FileManager.default.moveItem(atPath: store, toPath: away)
            for _ in 0..<3 {
                let error = await tokenError { _ = try await signed(pool, key) }
                let refusal = try #require(error?.refusal)
                // SoftHSM's token is empty at first, and no token after that.
                let codes = ["token.gone", "token.failed", "token.keyMissing", "token.missing"]
                #expect(codes.contains(refusal.code.id), "\(refusal)")
            }
            try FileManager.default.moveItem(atPath: away, toPath: store)
            let signature = try await signed(pool, key)
            #expect(key.publicKey.verifies(signature, of: Self.message, with: .ecdsaWithSHA256))
        }

        @Test func `a module that blocks is told as that, and used again when it answers`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            try softHSM.makeFaulty()
            // A patient one makes the key.
            let key = try await made(pool(softHSM))
            let pool = try pool(softHSM, patience: .milliseconds(300))
            _ = await eventually { try await pool.unlock(Self.pin) }
            try softHSM.ask(for: "hang")
            let blocked = TokenError.blocked(token: "pkcs11:token=Mei")
            // Two that hang, and one that finds no session.
            await withTaskGroup(of: TokenError?.self) { group in
                for _ in 0..<3 {
                    group.addTask { await tokenError { _ = try await signed(pool, key) } }
                }
                for await error in group { #expect(error == blocked) }
            }
            // The next one is told at once.
            #expect(await tokenError { _ = try await signed(pool, key) } == blocked)
            #expect(blocked.refusal.code.id == "token.blocked")
            try softHSM.stop("hang")
            // The sessions come back by themselves.
            let signature = await eventually { try await signed(pool, key) }
            #expect(
                key.publicKey.verifies(
                    try #require(signature), of: Self.message, with: .ecdsaWithSHA256))
        }

        @Test func `[8.16] a PIN whose try does not come back holds up nobody who asks`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            try softHSM.makeFaulty()
            let pool = try pool(softHSM, patience: .milliseconds(300))
            try softHSM.ask(for: "hang")
            let blocked = TokenError.blocked(token: "pkcs11:token=Mei")
            #expect(await tokenError { try await pool.unlock(Self.wrong) } == blocked)
            // It is being tried: nobody knows yet that it is wrong.
            #expect(pool.isUnlocked && softHSM.logins == 1)
            try softHSM.stop("hang")
            // Once it came back it is not tried again.
            let error = await eventually { () -> TokenError in
                let error = await tokenError { try await pool.unlock(Self.wrong) }
                guard let error, error != blocked else { throw blocked }
                return error
            }
            let isRefused = if case .pinWrong = error { true } else { false }
            #expect(isRefused && softHSM.logins == 1, "\(String(describing: error))")
            _ = await eventually { try await pool.unlock(Self.pin) }
            #expect(pool.isUnlocked && softHSM.logins == 2)
        }

        @Test func `[8.16] a key that wants the PIN each time is for people, not for a pool`()
            async throws
        {
            let softHSM = try SoftHSM(tokens: "Mei")
            let pool = try pool(softHSM)
            try await pool.unlock(Self.pin)
            try softHSM.pkcs11Tool(
                "--keypairgen", "--key-type", "EC:prime256v1", "--usage-sign", "--label", "each",
                "--always-auth")
            let error = await tokenError {
                _ = try await pool.key(TokenURI("pkcs11:token=Mei;object=each"))
            }
            let isUnfit = if case .keyUnfit = error { true } else { false }
            #expect(isUnfit, "\(String(describing: error))")
        }

        @Test func `a module that lies is found out, and nothing of it is given`() async throws {
            let softHSM = try SoftHSM(tokens: "Mei")
            try softHSM.makeFaulty()
            let pool = try pool(softHSM)
            let key = try await made(pool)
            try softHSM.ask(for: "lie")
            #expect(
                await tokenError { _ = try await signed(pool, key) }
                    == .signatureWrong(uri: key.uri.description))
            try softHSM.stop("lie")
            _ = try await signed(pool, key)
        }
    }
}
