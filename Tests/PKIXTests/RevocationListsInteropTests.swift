import Cryptography
import Foundation
import PKIX
import Testing

@Suite("Revocation lists read by OpenSSL")
struct RevocationListsInteropTests {
    @Test func `OpenSSL reads every field and verifies an RSA signature`() throws {
        let key = try StatusFixture.rsaKey.get()
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.writeAuthority(key)
        let entries = [
            try RevokedCertificate(
                serialNumber: StatusFixture.serial(1),
                revocationDateMilliseconds: StatusFixture.now, reason: .certificateHold),
            try RevokedCertificate(
                serialNumber: StatusFixture.serial(2),
                revocationDateMilliseconds: 2_556_144_000_000, reason: .keyCompromise,
                invalidityDateMilliseconds: StatusFixture.now),
        ]
        let list = try StatusFixture.list(
            entries, key: key, extensions: RevocationListsTests.extensions(number: 4711))
        try tool.write(list.derEncoded, "list.crl")
        let (status, text) = try tool.run(
            "crl", "-inform", "DER", "-in", "list.crl", "-noout", "-text", "-CAfile", "ca.pem",
            "-nameopt", "utf8")
        #expect(status == 0)
        for expected in [
            "verify OK", "Version 2 (0x1)", "O=Kapok 測試", "CN=Kapok Test Issuing",
            "Last Update: Jan  2 03:04:05 2026 GMT", "Next Update: Jan  4 03:04:05 2026 GMT",
            entries[0].serialNumber.hex.uppercased(), "Certificate Hold", "Key Compromise",
            "Revocation Date: Jan  1 00:00:00 2051 GMT", "4711", "Invalidity Date",
        ] {
            #expect(text.contains(expected), "\(expected) in \(text)")
        }
    }

    @Test func `OpenSSL reads a list without entries`() throws {
        let key = try StatusFixture.rsaKey.get()
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.writeAuthority(key)
        try tool.write(StatusFixture.list([], key: key).derEncoded, "list.crl")
        let (_, text) = try tool.run(
            "crl", "-inform", "DER", "-in", "list.crl", "-noout", "-text", "-CAfile", "ca.pem")
        #expect(text.contains("No Revoked Certificates."))
        #expect(text.contains("verify OK"))
    }

    @Test func `[A2.4] OpenSSL verifies an SM2 signature over the exact bytes`() throws {
        let key = try StatusFixture.sm2Key.get()
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let list = try StatusFixture.list(
            RevocationListsTests.entries(3), key: key, algorithm: .sm2WithSM3)
        try tool.write(list.derEncoded, "list.crl")
        let (_, text) = try tool.run("crl", "-inform", "DER", "-in", "list.crl", "-noout", "-text")
        #expect(text.contains("SM2-with-SM3"))
        let (status, said) = try tool.verify(
            list.signature, of: list.toBeSigned, by: key.publicKey,
            options: ["-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"])
        #expect(status == 0, "\(said)")
    }
}

extension OpenSSLTool {
    /// `ca.pem` and `ca.key` for the issuer of the fixture.
    func writeAuthority(_ key: SoftwareKey) throws {
        try key.pkcs8().withBytes { bytes in
            try write(Array(PEM.encode(bytes, label: "PRIVATE KEY").utf8), "ca.key")
        }
        let (status, text) = try run(
            "req", "-x509", "-utf8", "-key", "ca.key", "-days", "36500", "-subj",
            "/C=HK/O=Kapok 測試/CN=Kapok Test Issuing", "-out", "ca.pem")
        try #require(status == 0, "\(text)")
    }

    /// Verifies with `openssl pkeyutl`.
    func verify(
        _ signature: [UInt8], of message: [UInt8], by key: PublicKey, options: [String]
    ) throws -> (status: Int32, text: String) {
        let pem = PEM.encode(key.subjectPublicKeyInfo.derEncoded, label: PEM.publicKeyLabel)
        try write(Array(pem.utf8), "key.pem")
        try write(message, "message")
        try write(signature, "signature")
        return try run(
            [
                "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-in", "message", "-sigfile",
                "signature",
            ] + options)
    }
}
