import ArgumentParser
import Cryptography
import Foundation
import Glibc
import Messages
import PKIX
import Synchronization
import Testing

@testable import kapok

/// Key files that open with a passphrase.
@Suite struct PassphraseTests {
    let folder = TemporaryFolder()
    private static let phrase = "correct horse battery"

    private func session(
        _ environment: [String: String] = [:], typed: [String]? = nil
    ) throws -> Session {
        var surroundings = Surroundings(
            environment: environment, isInteractive: typed != nil, nowMilliseconds: { 0 })
        surroundings.write = { _, _ in }
        let lines = Mutex(typed ?? [])
        surroundings.readUnseen = { _ in
            lines.withLock { $0.isEmpty ? nil : SecretBytes(Array($0.removeFirst().utf8)) }
        }
        let console = Console(reader: Reader(.english), isJSON: false, write: surroundings.write)
        return Session(
            try GlobalOptions.parse([]), console: console, surroundings: surroundings)
    }

    private func make() throws -> (file: String, key: OfficerKey) {
        let file = folder.file("mei.pem")
        let key = try OfficerKey.make(
            privateFile: file, publicFile: folder.file("mei.pub.pem"),
            passphrase: SecretBytes(Array(Self.phrase.utf8)))
        return (file, key)
    }

    @Test func `[3.1b] [8.16] a key under a passphrase opens with that alone, and signs`()
        async throws
    {
        let (file, key) = try make()
        let opened = try session(typed: [Self.phrase]).officerKey(file)
        #expect(opened.id == key.id)
        let signature = try await opened.sign([1, 2, 3])
        #expect(key.publicKey.verifies(signature, of: [1, 2, 3], with: .ecdsaWithSHA256))
        let text = String(decoding: try LocalFile.read(file), as: UTF8.self)
        #expect(text.contains("BEGIN ENCRYPTED PRIVATE KEY"))
        #expect(
            refusalCode { _ = try session(typed: ["correct horse"]).officerKey(file) }
                == "passphrase.wrong")
        #expect(refusalCode { _ = try session().officerKey(file) } == "passphrase.missing")
        #expect(
            refusalCode { _ = try session(typed: []).officerKey(file) }
                == "command.officerDeclined")
    }

    @Test func `[8.16] a passphrase may stand in a file, for its owner alone`() throws {
        let (file, key) = try make()
        let secret = folder.file("phrase")
        try LocalFile.write(Array("\(Self.phrase)\n".utf8), to: secret, mode: 0o600)
        let environment = ["KAPOK_PASSPHRASE_FILE": secret]
        #expect(try session(environment).officerKey(file).id == key.id)
        unsafe chmod(secret, 0o644)
        #expect(
            refusalCode { _ = try session(environment).officerKey(file) }
                == "passphrase.fileUnusable")
    }

    @Test func `[8.16] a new passphrase is long enough and typed twice alike`() throws {
        #expect(
            try session(typed: [Self.phrase, Self.phrase]).newPassphrase(for: "x").count
                == Self.phrase.utf8.count)
        #expect(
            refusalCode { _ = try session(typed: ["elevenbytes"]).newPassphrase(for: "x") }
                == "passphrase.short")
        #expect(
            refusalCode {
                _ = try session(typed: [Self.phrase, "another phrase"]).newPassphrase(for: "x")
            } == "passphrase.differs")
    }

    @Test func `a passphrase is for files, and without one nothing is made`() async {
        let out = folder.file("none.pem")
        let words = ["operator", "key", "--passphrase", "--out", out, "--json"]
        let bare = await CommandRun.of(words)
        #expect(bare.status == .refused && bare.code == "passphrase.missing")
        let token = await CommandRun.of(
            words + ["--token", "pkcs11:object=x", "--module", "/nowhere.so"])
        #expect(token.status == .usage && token.code == "passphrase.ofToken")
        #expect(!LocalFile.exists(out))
    }
}
