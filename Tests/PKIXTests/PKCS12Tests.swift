import Cryptography
import Foundation
import PKIX
import Testing

@Suite("Containers with a key (PKCS#12)")
struct PKCS12Tests {
    private static let random = SystemRandomness()

    private func packed(_ algorithm: KeyAlgorithm) throws -> PackedKey {
        let signature: SignatureAlgorithm =
            switch algorithm {
            case .sm2: .sm2WithSM3
            case .p256: .ecdsaWithSHA256
            default: .sha256WithRSA
            }
        return try PackedKey.generate(algorithm, provenBy: signature)
    }

    @Test(arguments: [KeyAlgorithm.rsa(bits: 2048), .sm2, .p256])
    func `[RFC 7292 4] openssl opens what is packed, and finds the key of the request`(
        algorithm: KeyAlgorithm
    ) throws {
        let packed = try packed(algorithm)
        #expect(packed.request.isProofOfPossessionValid)
        #expect(packed.request.subject.isEmpty)
        try Tools.withDirectory { directory in
            try Tools.write(packed.container, "key.p12", in: directory)
            let pem = try Tools.run(
                "openssl", "pkcs12", "-in", "key.p12", "-nocerts", "-nodes", "-passin",
                "pass:" + packed.password.revealed, in: directory)
            let key = try #require(PrivateKeyDetection.publicKey(inside: pem))
            #expect(key == packed.request.subjectPublicKeyInfo)
            let told = try Tools.run(
                "sh", "-c",
                "openssl pkcs12 -in key.p12 -info -noout -passin pass:\(packed.password.revealed) 2>&1",
                in: directory)
            let text = String(decoding: told, as: UTF8.self)
            #expect(text.contains("MAC: sha256"))
            #expect(text.contains("PBES2, PBKDF2, AES-256-CBC"))
            #expect(text.contains("hmacWithSHA256"))
            #expect(throws: Tools.Failure.self) {
                try Tools.run(
                    "openssl", "pkcs12", "-in", "key.p12", "-nodes", "-passin", "pass:wrong",
                    in: directory)
            }
        }
    }

    @Test func `[RFC 7292 4] keytool opens a container that its certificate was put into`() throws {
        try Tools.withDirectory { directory in
            let key = try SoftwareKey.generate(.rsa(bits: 2048))
            let password = ContainerPassword(Self.random)
            try key.pkcs8().withBytes { try Tools.write($0, "key.der", in: directory) }
            let certificate = try Tools.run(
                "openssl", "req", "-x509", "-key", "key.der", "-keyform", "DER", "-subj", "/CN=x",
                "-outform", "DER", in: directory)
            let container = PKCS12Container(
                shroudedKey: try key.shroudedPKCS8(password: password.secret), of: key.publicKey,
                certificates: [certificate])
            try Tools.write(
                container.derEncoded(password: password.secret), "all.p12", in: directory)
            let list = String(
                decoding: try Tools.run(
                    "keytool", "-list", "-keystore", "all.p12", "-storepass", password.revealed,
                    in: directory), as: UTF8.self)
            #expect(list.contains("PrivateKeyEntry"))
            #expect(throws: Tools.Failure.self) {
                try Tools.run(
                    "keytool", "-list", "-keystore", "all.p12", "-storepass", "wrong-password",
                    in: directory)
            }
        }
    }

    @Test func `[RFC 7292 4] what openssl writes in this form is read`() throws {
        try Tools.withDirectory { directory in
            try Tools.write(
                Tools.run(
                    "openssl", "ecparam", "-genkey", "-name", "prime256v1", "-noout", in: directory),
                "key.pem", in: directory)
            try Tools.run(
                "openssl", "req", "-x509", "-key", "key.pem", "-subj", "/CN=x", "-out", "own.pem",
                in: directory)
            try Tools.run(
                "openssl", "pkcs12", "-export", "-inkey", "key.pem", "-in", "own.pem", "-keypbe",
                "AES-256-CBC", "-certpbe", "NONE", "-macalg", "sha256", "-passout",
                "pass:0000-0000", "-out", "own.p12", in: directory)
            let password = SecretBytes(Array("0000-0000".utf8))
            let read = try PKCS12Container(
                derEncoded: Tools.read("own.p12", in: directory), password: password)
            let certificate = try Certificate(
                derEncoded: try #require(read.certificates.first))
            #expect(
                try read.key(password: password).publicKey.subjectPublicKeyInfo
                    == certificate.subjectPublicKeyInfo)
        }
    }

    @Test func `what was written is read again, with certificates put in later`() throws {
        let packed = try packed(.p256)
        let opened = try PKCS12Container(
            derEncoded: packed.container, password: packed.password.secret)
        #expect(opened.certificates.isEmpty)
        let later = opened.with(certificates: [[0x30, 0x00], [0x30, 0x01, 0x00]])
        let again = try PKCS12Container(
            derEncoded: later.derEncoded(password: packed.password.secret),
            password: packed.password.secret)
        #expect(again == later)
        #expect(
            try again.key(password: packed.password.secret).publicKey.subjectPublicKeyInfo
                == packed.request.subjectPublicKeyInfo)
    }

    @Test func `another password and every changed octet are refused`() throws {
        let packed = try packed(.p256)
        let other = ContainerPassword(Self.random)
        #expect(throws: PKCS12Container.Failure.password) {
            try PKCS12Container(derEncoded: packed.container, password: other.secret)
        }
        let opened = try PKCS12Container(
            derEncoded: packed.container, password: packed.password.secret)
        #expect(throws: CryptographyError.authenticationFailed) {
            try opened.key(password: other.secret)
        }
        // One in seven: each takes as long as the derivation of a key.
        for place in stride(from: 0, to: packed.container.count, by: 7) {
            var changed = packed.container
            changed[place] ^= 1
            #expect(throws: PKCS12Container.Failure.self, "\(place)") {
                try PKCS12Container(derEncoded: changed, password: packed.password.secret)
            }
        }
    }

    @Test func `what a reader would compute with for long is refused before it does`() throws {
        for iterations in [0, PKCS12MAC.maximumIterations + 1] {
            #expect(throws: CryptographyError.parameterOutOfRange) {
                try PKCS12MAC.authenticationCode(
                    of: [], password: SecretBytes(Array("x".utf8)), salt: [1],
                    iterations: iterations)
            }
        }
        #expect(throws: PKCS12Container.Failure.self) {
            try PKCS12Container(derEncoded: [], password: SecretBytes([]))
        }
    }

    @Test func `[8.2b] a password has 120 random bits in groups that people can type`() throws {
        let (one, other) = (ContainerPassword(Self.random), ContainerPassword(Self.random))
        #expect(one.revealed != other.revealed)
        let groups = one.revealed.split(separator: "-")
        #expect(groups.count == 6 && groups.allSatisfy { $0.utf8.count == 4 })
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        #expect(groups.joined().utf8.allSatisfy(alphabet.contains))
        #expect("\(one)" == "<redacted>" && String(reflecting: one) == "<redacted>")
    }
}
