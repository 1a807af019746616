import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Glibc
import Ledger
import MerkleLog
import Messages
import Testing

@testable import kapok

/// A folder of its own for one test, removed with everything in it.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = "/tmp/kapok-command-line-\(RandomID.make("t"))"
        LocalFile.makeFolder(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

func refusalCode(_ work: () throws -> Void) -> String? {
    do {
        try work()
        return nil
    } catch {
        return (error as? Refusal)?.code.id
    }
}

@Suite struct OfficerTests {
    @Test func `[3.1b] a key file that others may read is refused`() throws {
        let folder = TemporaryFolder()
        let made = try OfficerKey.make(
            privateFile: folder.file("key.pem"), publicFile: folder.file("key.pub.pem"))
        #expect(LocalFile.attributes(folder.file("key.pem"))?.permissions == 0o600)
        #expect(try OfficerKey(file: folder.file("key.pem")).id == made.id)
        for mode: mode_t in [0o640, 0o604, 0o610, 0o601] {
            unsafe chmod(folder.file("key.pem"), mode)
            #expect(
                refusalCode { _ = try OfficerKey(file: folder.file("key.pem")) }
                    == "command.officerKeyExposed")
        }
        unsafe chmod(folder.file("key.pem"), 0o400)
        #expect(refusalCode { _ = try OfficerKey(file: folder.file("key.pem")) } == nil)
    }

    @Test func `an existing key is never replaced, a public key is no private key`() throws {
        let folder = TemporaryFolder()
        let (key, publicKey) = (folder.file("key.pem"), folder.file("key.pub.pem"))
        let made = try OfficerKey.make(privateFile: key, publicFile: publicKey)
        #expect(
            refusalCode {
                _ = try OfficerKey.make(privateFile: key, publicFile: folder.file("x"))
            } == "command.fileExists")
        #expect(
            refusalCode {
                _ = try OfficerKey.make(privateFile: folder.file("x"), publicFile: publicKey)
            } == "command.fileExists")
        unsafe chmod(publicKey, 0o600)
        #expect(
            refusalCode { _ = try OfficerKey(file: publicKey) } == "command.officerKeyUnusable")
        #expect(
            try OfficerKey.publicKey(file: publicKey)
                == made.publicKey.subjectPublicKeyInfo.derEncoded)
        #expect(
            refusalCode { _ = try OfficerKey.publicKey(file: key) } == "command.publicKeyUnusable")
        #expect(OperatorKey.publicName(of: "a/lee.pem") == "a/lee.pub.pem")
        #expect(OperatorKey.publicName(of: "lee") == "lee.pub.pem")
    }

    @Test func `the signed act says exactly what is decided, and its signature holds`()
        async throws
    {
        let folder = TemporaryFolder()
        let key = OfficerKey(try SoftwareKey.generate(.p256))
        let log = try TestLog(size: 3)
        let context = try await LedgerContext.fetch(
            from: FakeNode(["GET /api/v1/context": log.context]).server, folder.knownLogs)
        let payload: JSONValue = ["application": "app-x", "contents": "00"]
        let body = try await ActSigning(key: key, context: context).body(
            of: IntendedAct(
                operation: "application.approve", payload: payload, caseID: "app-x"),
            role: .approver)
        let act = try #require(body["signed"]?["act"]?.string.flatMap(Base64.decode))
        let signature = try #require(body["signed"]?["signature"]?.string.flatMap(Base64.decode))
        let statement = try ActStatement(parsing: act)
        #expect(statement.decides == DigestAlgorithm.sha256.hash(payload.canonicalBytes))
        #expect(statement.operation == "application.approve")
        #expect(statement.caseID == "app-x")
        #expect(statement.role == "approver")
        #expect(statement.key == key.id)
        #expect(statement.checkpoint.size == 3)
        #expect(statement.expiresMilliseconds == 1_795_363_200_000 + 600_000)
        #expect(key.publicKey.verifies(signature, of: act, with: .ecdsaWithSHA256))
        #expect(body["proposal"] == nil && body["case"] == nil)
    }

    @Test func `a signature under a proposal names it`() async throws {
        let folder = TemporaryFolder()
        let context = try await LedgerContext.fetch(
            from: FakeNode(["GET /api/v1/context": TestLog(size: 1).context]).server,
            folder.knownLogs)
        let signing = ActSigning(key: OfficerKey(try SoftwareKey.generate(.p256)), context: context)
        let body = try await signing.body(
            of: IntendedAct(
                operation: "operator.enrol", payload: [:], caseID: "pro-x", proposal: "pro-x"),
            role: .securityOfficer)
        #expect(body["proposal"] == "pro-x" && body["case"] == nil)
        let fresh = try await signing.body(
            of: IntendedAct(operation: "operator.enrol", payload: [:], caseID: nil),
            role: .securityOfficer)
        #expect(fresh["proposal"] == nil && fresh["case"] == nil)
        let act = try #require(fresh["signed"]?["act"]?.string.flatMap(Base64.decode))
        #expect(try ActStatement(parsing: act).caseID == nil)
    }
}
