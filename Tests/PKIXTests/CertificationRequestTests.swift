import Cryptography
import Foundation
import PKIX
import SwiftASN1
import Testing

@Suite("Certification requests")
struct CertificationRequestTests {
    private static func read(_ file: [UInt8]) throws -> CertificationRequest {
        try CertificationRequest(
            derEncoded: PEM.contents(of: file, labels: PEM.requestLabels))
    }

    @Test(arguments: [
        ("RSA -pkeyopt rsa_keygen_bits:2048", "-sha256", KeyAlgorithm.rsa(bits: 2048)),
        ("RSA -pkeyopt rsa_keygen_bits:2048", "-sha512", .rsa(bits: 2048)),
        ("EC -pkeyopt ec_paramgen_curve:P-256", "-sha256", .p256),
        ("ED25519", "", .ed25519),
        (
            "EC -pkeyopt ec_paramgen_curve:sm2", "-sm3 -sigopt distid:1234567812345678", .sm2
        ),
    ])
    func `[RFC 2986 4] requests of openssl are read and prove possession`(
        generation: String, signature: String, algorithm: KeyAlgorithm
    ) throws {
        try Tools.withDirectory { directory in
            try Tools.run(
                "sh", "-c", "openssl genpkey -out key.pem -algorithm " + generation,
                in: directory)
            try Tools.run(
                "sh", "-c",
                "openssl req -new -utf8 -key key.pem -out request.pem \(signature)"
                    + " -subj '/C=HK/O=測試/CN=Chan'"
                    + " -addext 'subjectAltName=email:chan@example.com'"
                    + " -addext 'keyUsage=critical,digitalSignature'",
                in: directory)
            let request = try Self.read(Tools.read("request.pem", in: directory))
            #expect(request.isProofOfPossessionValid)
            #expect(try PublicKey(request.subjectPublicKeyInfo).algorithm == algorithm)
            #expect(request.subject.description == "CN=Chan,O=測試,C=HK")
            let requested = try request.requestedExtensions
            #expect(try requested.value(of: KeyUsage.self) == KeyUsage([.digitalSignature]))
            #expect(
                try requested.value(of: SubjectAlternativeName.self)?.names
                    == [.rfc822Name("chan@example.com")])
            let key = try Tools.read("key.pem", in: directory)
            #expect(PrivateKeyDetection.looksLikePrivateKey(key))
            #expect(PrivateKeyDetection.publicKey(inside: key) == request.subjectPublicKeyInfo)
        }
    }

    @Test func `[RFC 2986 4] requests of keytool are read and prove possession`() throws {
        try Tools.withDirectory { directory in
            try Tools.run(
                "keytool", "-genkeypair", "-keystore", "store.p12", "-storepass", "changeit",
                "-keyalg", "RSA", "-keysize", "2048", "-alias", "a", "-dname",
                "CN=Example Limited, O=Example Limited, C=HK", in: directory)
            let file = try Tools.run(
                "keytool", "-certreq", "-keystore", "store.p12", "-storepass", "changeit",
                "-alias", "a", "-ext", "san=dns:example.com", in: directory)
            let request = try Self.read(file)
            #expect(request.isProofOfPossessionValid)
            #expect(request.subject.description == "CN=Example Limited,O=Example Limited,C=HK")
            #expect(
                try request.requestedExtensions.value(of: SubjectAlternativeName.self)?.names
                    == [.dnsName("example.com")])
            let store = try Tools.read("store.p12", in: directory)
            #expect(PrivateKeyDetection.looksLikePrivateKey(store))
            #expect(PrivateKeyDetection.publicKey(inside: store) == nil)
        }
    }

    @Test func `[RFC 2986 4] requests of certtool are read and prove possession`() throws {
        try Tools.withDirectory { directory in
            try Tools.write(
                Array(
                    """
                    cn = "Chan Tai Man"
                    country = "HK"
                    email = "chan@example.com"
                    challenge_password = "secret"
                    signing_key
                    """.utf8), "template", in: directory)
            try Tools.run(
                "certtool", "--generate-privkey", "--key-type", "rsa", "--bits", "2048",
                "--outfile", "key.pem", in: directory)
            let file = try Tools.run(
                "certtool", "--generate-request", "--load-privkey", "key.pem", "--template",
                "template", in: directory)
            let request = try Self.read(file)
            #expect(request.isProofOfPossessionValid)
            #expect(request.subject[.commonName] == ["Chan Tai Man"])
            #expect(request.attributes.count == 2)
            #expect(
                try request.requestedExtensions.value(of: SubjectAlternativeName.self)?.names
                    == [.rfc822Name("chan@example.com")])
            // certtool writes PKCS#1 for RSA.
            let key = try Tools.read("key.pem", in: directory)
            #expect(PrivateKeyDetection.publicKey(inside: key) == request.subjectPublicKeyInfo)
        }
    }

    @Test func `[GM/T 0009] a foreign SM2 request proves possession, one without Z does not`()
        throws
    {
        #expect(try Self.read(Vectors.file("sm2/sm2-csr.pem")).attributes.isEmpty)
        let noZ = try Self.read(Vectors.file("sm2/sm2-noza-csr.pem"))
        #expect(!noZ.isProofOfPossessionValid)
    }

    // MARK: Requests made here, with one thing wrong

    private static func request(
        version: Int = 0, attributes: [[UInt8]] = [], sorted: Bool = true, omitted: Bool = false
    ) throws -> [UInt8] {
        let key = try SoftwareKey.generate(.p256)
        var information = DERWriter()
        let name = try Samples.name("Chan")
        information.sequence { inside in
            inside.integer(version)
            inside.raw(name.derEncoded)
            inside.raw(key.publicKey.subjectPublicKeyInfo.derEncoded)
            if sorted {
                if !omitted { inside.setOf(attributes, .contextConstructed(0)) }
            } else {
                inside.explicit(0) { list in attributes.forEach { list.raw($0) } }
            }
        }
        let signature = try key.sign(information.bytes, with: .ecdsaWithSHA256)
        var writer = DERWriter()
        writer.sequence { inside in
            inside.raw(information.bytes)
            inside.raw(SignatureAlgorithm.ecdsaWithSHA256.identifier.derEncoded)
            inside.bitString(signature)
        }
        return writer.bytes
    }

    private static func attribute(_ type: ASN1ObjectIdentifier, _ value: [UInt8]) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { inside in
            inside.objectIdentifier(type)
            inside.setOf([value])
        }
        return writer.bytes
    }

    private static let extensionRequest: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 14]

    private static func place(_ field: String) -> Place {
        Structure("CertificationRequestInfo", "RFC 2986 §4.1").at(field)
    }

    @Test func `a request made here is accepted`() throws {
        let request = try CertificationRequest(derEncoded: Self.request())
        #expect(request.isProofOfPossessionValid)
        #expect(try request.requestedExtensions.isEmpty)
    }

    @Test func `[RFC 2986 4.1] another version is refused`() throws {
        #expect(throws: PKIXError.unsupported(Self.place("version"))) {
            try CertificationRequest(derEncoded: Self.request(version: 1))
        }
    }

    @Test func `[RFC 2986 4.1] a request without the attributes field is refused`() throws {
        #expect(throws: PKIXError.missing(Self.place("attributes"))) {
            try CertificationRequest(derEncoded: Self.request(omitted: true))
        }
    }

    @Test func `[X.690 11.6] attributes out of order are refused`() throws {
        let one = Self.attribute([1, 2, 3], [0x05, 0x00])
        let other = Self.attribute([1, 2, 4], [0x05, 0x00])
        _ = try CertificationRequest(
            derEncoded: Self.request(attributes: [one, other], sorted: false))
        #expect(throws: PKIXError.unordered(Self.place("attributes"))) {
            try CertificationRequest(
                derEncoded: Self.request(attributes: [other, one], sorted: false))
        }
    }

    @Test func `[RFC 2985 5.4.2] an attribute twice is refused`() throws {
        let attributes = [[0x05, 0x00], [0x02, 0x01, 0x01]].map {
            Self.attribute(Self.extensionRequest, $0)
        }
        #expect(throws: PKIXError.duplicate(Self.place("attributes"))) {
            try CertificationRequest(derEncoded: Self.request(attributes: attributes))
        }
    }

    @Test func `[X.690 11.5] a requested extension with critical FALSE is named`() throws {
        var list = DERWriter()
        list.sequence { extensions in
            extensions.sequence { inside in
                inside.objectIdentifier(KeyUsage.oid)
                inside.boolean(false)
                inside.octetString([0x03, 0x02, 0x07, 0x80])
            }
        }
        let attribute = Self.attribute(Self.extensionRequest, list.bytes)
        let request = try CertificationRequest(
            derEncoded: Self.request(attributes: [attribute]))
        #expect(throws: PKIXError.encodedDefault(Extension.structure.at("critical"))) {
            try request.requestedExtensions
        }
    }

    @Test func `a changed request no longer proves possession`() throws {
        var bytes = try Self.request()
        bytes[bytes.count - 1] ^= 1
        #expect(try !CertificationRequest(derEncoded: bytes).isProofOfPossessionValid)
    }

    @Test func `trailing data after a request are refused`() throws {
        #expect(throws: PKIXError.trailingData(CertificationRequest.structure.whole)) {
            try CertificationRequest(derEncoded: Self.request() + [0x00])
        }
    }
}
