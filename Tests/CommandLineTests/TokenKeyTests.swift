import ArgumentParser
import Cryptography
import Foundation
import Glibc
import Messages
import PKCS11
import Synchronization
import Testing

@testable import kapok

/// What commands do with a token before and after they speak to it; the rest is in PKCS11Tests and
/// Tests/Integration/tokens.py, with real ones.
@Suite struct TokenKeyTests {
    let folder = TemporaryFolder()

    private func write(_ bytes: [UInt8], to name: String, mode: mode_t = 0o600) throws -> String {
        try LocalFile.write(bytes, to: folder.file(name), mode: mode)
        unsafe chmod(folder.file(name), mode)
        return folder.file(name)
    }

    private func reference(
        _ algorithm: KeyAlgorithm = .p256, pinFile: String? = nil
    ) throws -> TokenKeyReference {
        TokenKeyReference(
            uri: try TokenURI("pkcs11:token=Mei;object=officer"), module: "/nowhere/module.so",
            publicKey: try SoftwareKey.generate(algorithm).publicKey, pinFile: pinFile)
    }

    private func session(
        _ environment: [String: String] = [:], typed: [UInt8]?? = .none,
        saying recorder: Recorder = Recorder()
    ) throws -> Session {
        var surroundings = Surroundings(
            environment: environment, isInteractive: typed != nil, nowMilliseconds: { 0 })
        surroundings.write = { recorder.append($1, to: $0) }
        let line = typed ?? nil
        surroundings.readUnseen = { prompt in
            prompt()
            return line.map { SecretBytes($0) }
        }
        let console = Console(
            reader: Reader(.english), isJSON: false, write: surroundings.write)
        return Session(
            try GlobalOptions.parse([]), console: console, surroundings: surroundings)
    }

    private func code(_ work: () throws -> Void) -> String? {
        do {
            try work()
            return nil
        } catch {
            return CommandFailure.of(error, in: .english).code
        }
    }

    // MARK: - The file

    @Test func `[3.1b] a file that names a token is its owner's alone, and opens no token yet`()
        throws
    {
        let reference = try reference(pinFile: "/run/pin")
        let file = try write(reference.bytes, to: "mei.key")
        let key = try OfficerKey(file: file)
        #expect(key.publicKey == reference.publicKey)
        #expect(key.tokenURI == reference.uri)
        let again = try #require(TokenKeyReference(parsing: reference.bytes))
        #expect(again.bytes == reference.bytes && again.pinFile == "/run/pin")
        #expect(again.module == "/nowhere/module.so")
        for mode: mode_t in [0o640, 0o604] {
            unsafe chmod(file, mode)
            #expect(code { _ = try OfficerKey(file: file) } == "command.officerKeyExposed")
        }
    }

    @Test func `a file of another form, or of another kind of key, is no officer's`() throws {
        let good = String(decoding: try reference().bytes, as: UTF8.self)
        let texts = [
            good.replacing("token-key/1", with: "token-key/2"),
            good.replacing("pkcs11:", with: "x:"),
            good.replacing("\"module\"", with: "\"modul\""), String(good.dropLast(3)), "{}",
            String(decoding: try reference(.p384).bytes, as: UTF8.self),
        ]
        for (index, text) in texts.enumerated() {
            let file = try write(Array(text.utf8), to: "bad-\(index)")
            #expect(
                code { _ = try OfficerKey(file: file) } == "command.officerKeyUnusable", "\(text)")
        }
    }

    @Test func `nothing is signed where the module is not there`() async throws {
        let file = try write(reference().bytes, to: "mei.key")
        let key = try OfficerKey(file: file)
        await #expect {
            try await key.sign([1, 2, 3])
        } throws: {
            CommandFailure.of($0, in: .english).code == "token.moduleMissing"
        }
    }

    @Test func `a wish for a token is whole, or is not understood`() async {
        let out = folder.file("none.key")
        let module = "/nowhere/module.so"
        let cases: [([String], Bool, String)] = [
            (["--module", module], true, "token.unnamed"),
            (["--existing"], true, "token.unnamed"),
            (["--token", "pkcs11:token=Mei;object=x"], true, "token.moduleUnnamed"),
            (["--token", "Mei", "--module", module], false, "token.uriMalformed"),
            (["--token", "pkcs11:object=x", "--module", module], false, "token.moduleMissing"),
            (
                ["--token", "pkcs11:object=x?module-path=\(module)"], false,
                "token.moduleMissing"
            ),
        ]
        for (words, isUsage, code) in cases {
            let run = await CommandRun.of(["operator", "key", "--out", out, "--json"] + words)
            #expect(
                run.status == (isUsage ? .usage : .refused) && run.code == code, "\(run.errors)")
        }
        #expect(!LocalFile.exists(out) && !LocalFile.exists(out + ".pub.pem"))
    }

    // MARK: - The PIN

    @Test func `[8.16] a PIN file holds one line, for its owner alone`() throws {
        let long = [UInt8](repeating: 0x31, count: 255)
        for (content, pin) in [
            (Array("1234".utf8), Array("1234".utf8)),
            (Array("12 34\r\n".utf8), Array("12 34".utf8)),
            (long + [0x0A], long),
        ] {
            let file = try write(content, to: "pin")
            #expect(
                try SecretFile.read(file, refusing: .tokenPINFileUnusable).equals(SecretBytes(pin)))
        }
        for content in [[], [0x0A], Array("12\n34\n".utf8), long + [0x31]] {
            let file = try write(content, to: "pin")
            #expect(
                code { _ = try SecretFile.read(file, refusing: .tokenPINFileUnusable) }
                    == "token.pinFileUnusable")
        }
        for mode: mode_t in [0o640, 0o604, 0o610] {
            let file = try write(Array("1234".utf8), to: "pin", mode: mode)
            #expect(
                code { _ = try SecretFile.read(file, refusing: .tokenPINFileUnusable) }
                    == "token.pinFileUnusable")
        }
        #expect(
            code {
                _ = try SecretFile.read(
                    folder.file("nowhere"), refusing: .tokenPINFileUnusable)
            } == "command.fileUnreadable")
    }

    @Test func `[8.16] the key's own PIN file comes first, then the variable's, then the person`()
        throws
    {
        let request = PINRequest(token: "Mei", tries: .untold)
        let own = try write(Array("own".utf8), to: "own")
        let common = try write(Array("common".utf8), to: "common")
        let environment = ["KAPOK_PIN_FILE": common]
        let typed: [UInt8] = Array("typed".utf8)
        func pin(_ session: Session, _ file: String?) throws -> String {
            try session.pins(named: file)(request).withBytes { String(decoding: $0, as: UTF8.self) }
        }
        #expect(try pin(session(environment, typed: typed), own) == "own")
        #expect(try pin(session(environment, typed: typed), nil) == "common")
        #expect(try pin(session(typed: typed), nil) == "typed")
        #expect(code { _ = try pin(session(), nil) } == "token.pinMissing")
    }

    @Test func `[8.16] the last try is a person's, who is told so, and may decline`() throws {
        let request = PINRequest(token: "Mei", tries: .final)
        let file = try write(Array("1234".utf8), to: "pin")
        #expect(code { _ = try session().pins(named: file)(request) } == "token.pinFinalTry")
        let recorder = Recorder()
        let typed = try session(typed: Array("1234".utf8), saying: recorder).pins(named: nil)
        #expect(try typed(request).count == 4)
        #expect(recorder.text(of: .error).contains("One try is left"))
        #expect(!recorder.text(of: .error).contains("1234") && recorder.text(of: .output).isEmpty)
        for nothing: [UInt8]? in [nil, []] {
            let declined = try session(typed: .some(nothing)).pins(named: nil)
            #expect(code { _ = try declined(request) } == "command.officerDeclined")
        }
    }
}
