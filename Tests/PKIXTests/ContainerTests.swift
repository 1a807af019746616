import Cryptography
import Foundation
import PKIX
import SwiftASN1
import Testing

@Suite("PEM and private keys")
struct ContainerTests {
    @Test func `[RFC 7468] blocks are written and read, with text around them`() throws {
        for length in [0, 1, 47, 48, 49, 1000] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let text =
                "before\n" + PEM.encode(bytes, label: "X") + "between\r\n"
                + PEM.encode([1], label: "Y")
            #expect(
                try PEM.decode(Array(text.utf8)) == [
                    PEM.Block(label: "X", bytes: bytes), PEM.Block(label: "Y", bytes: [1]),
                ])
        }
        #expect(try PEM.decode(Array("no block".utf8)).isEmpty)
    }

    @Test func `Windows line ends, blanks and header lines are passed over`() throws {
        let text = " -----BEGIN X-----\r\nProc-Type: 4\r\n\r\n AQID \r\n-----END X-----"
        #expect(try PEM.decode(Array(text.utf8)) == [PEM.Block(label: "X", bytes: [1, 2, 3])])
    }

    @Test(arguments: [
        "-----BEGIN X-----\nAQID\n", "-----BEGIN X-----\nAQID\n-----END Y-----\n",
        "-----BEGIN X-----\n-----BEGIN X-----\nAQID\n-----END X-----\n",
        "-----BEGIN X-----\nAQI\n-----END X-----\n", "-----BEGIN X-----\nA*==\n-----END X-----\n",
        "-----BEGIN X-----\nAR==\n-----END X-----\n",
    ])
    func `broken blocks are refused`(text: String) {
        #expect(throws: PKIXError.self) { try PEM.decode(Array(text.utf8)) }
    }

    @Test func `a file may be PEM or DER`() throws {
        let pem = Array(PEM.encode([1, 2], label: "CERTIFICATE").utf8)
        #expect(try PEM.contents(of: pem, labels: ["CERTIFICATE"]) == [1, 2])
        #expect(try PEM.contents(of: [0x30, 0x00], labels: ["CERTIFICATE"]) == [0x30, 0x00])
        #expect(throws: PKIXError.self) {
            try PEM.contents(of: pem, labels: PEM.requestLabels)
        }
    }

    @Test(arguments: [
        "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
        "openssl genrsa -traditional 2048", "openssl ecparam -genkey -name prime256v1 -noout",
        "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:sm2",
        "openssl ecparam -genkey -name SM2 -noout", "openssl genpkey -algorithm ED25519",
    ])
    func `private keys of every form are found and named`(command: String) throws {
        try Tools.withDirectory { directory in
            let key = try Tools.run("sh", "-c", command, in: directory)
            try Tools.write(key, "key.pem", in: directory)
            let publicKey = try PEM.contents(
                of: Tools.run("openssl", "pkey", "-in", "key.pem", "-pubout", in: directory),
                labels: [PEM.publicKeyLabel])
            let block = try #require(
                PEM.decode(key).first { $0.label.utf8.elementsEqual("EC PARAMETERS".utf8) == false }
            )
            let forms: [[UInt8]] = [
                key, block.bytes, Array(Data(block.bytes).base64EncodedString().utf8),
                Array(PEM.encode(block.bytes, label: "CERTIFICATE REQUEST").utf8),
                Array("my key:\n".utf8) + key + Array("\nthanks".utf8),
            ]
            for form in forms {
                #expect(PrivateKeyDetection.looksLikePrivateKey(form))
                #expect(PrivateKeyDetection.publicKey(inside: form)?.derEncoded == publicKey)
            }
        }
    }

    @Test(arguments: [
        "openssl genpkey -algorithm ED25519 -aes256 -pass pass:x",
        "openssl genrsa -traditional -aes256 -passout pass:x 2048",
        "ssh-keygen -q -t ed25519 -N '' -f k && cat k",
    ])
    func `encrypted and foreign private keys are found by their label`(command: String) throws {
        try Tools.withDirectory { directory in
            guard let key = try? Tools.run("sh", "-c", command, in: directory) else {
                // Only ssh-keygen may be missing: its form is found by label as the others.
                #expect(command.hasPrefix("ssh-keygen"))
                return
            }
            #expect(PrivateKeyDetection.looksLikePrivateKey(key))
            #expect(PrivateKeyDetection.publicKey(inside: key) == nil)
        }
    }

    @Test func `an encrypted key without its label is found`() throws {
        try Tools.withDirectory { directory in
            let key = try Tools.run(
                "sh", "-c",
                "openssl genpkey -algorithm ED25519 -aes256 -pass pass:x -outform DER",
                in: directory)
            #expect(PrivateKeyDetection.looksLikePrivateKey(key))
        }
    }

    @Test func `a made-up private half does not name another's key`() throws {
        let victim = try SoftwareKey.generate(.p256).publicKey
        // SEC 1 with the private number 1 and the other's public point.
        var writer = DERWriter()
        writer.sequence { inside in
            inside.integer(1)
            inside.octetString([UInt8](repeating: 0, count: 31) + [1])
            inside.explicit(0) { $0.objectIdentifier([1, 2, 840, 10045, 3, 1, 7]) }
            inside.explicit(1) { $0.bitString(victim.subjectPublicKeyInfo.key) }
        }
        #expect(PrivateKeyDetection.looksLikePrivateKey(writer.bytes))
        let named = PrivateKeyDetection.publicKey(inside: writer.bytes)
        #expect(named != victim.subjectPublicKeyInfo)
    }

    @Test func `of many private keys the first few are tried`() throws {
        let key = try SoftwareKey.generate(.p256)
        let good = PEM.encode(try key.pkcs8().withBytes { $0 }, label: "PRIVATE KEY")
        // PKCS#8 of an algorithm that nobody knows.
        let bad = PEM.encode(
            [0x30, 0x0b, 0x02, 0x01, 0x00, 0x30, 0x04, 0x06, 0x02, 0x2a, 0x03, 0x04, 0x00],
            label: "PRIVATE KEY")
        let most = PrivateKeyDetection.maximumAttempts - 1
        let found = Array((String(repeating: bad, count: most) + good).utf8)
        #expect(
            PrivateKeyDetection.publicKey(inside: found) == key.publicKey.subjectPublicKeyInfo)
        let late = Array((String(repeating: bad, count: most + 1) + good).utf8)
        #expect(PrivateKeyDetection.looksLikePrivateKey(late))
        #expect(PrivateKeyDetection.publicKey(inside: late) == nil)
    }

    @Test func `requests, certificates and text are no private keys`() throws {
        for (name, bytes) in try Vectors.files("sm2") + Vectors.files("real-cas") {
            #expect(!PrivateKeyDetection.looksLikePrivateKey(bytes), "\(name)")
        }
        for text in ["", "A private key is never asked for.", "PRIVATE KEY"] {
            #expect(!PrivateKeyDetection.looksLikePrivateKey(Array(text.utf8)))
        }
    }
}
