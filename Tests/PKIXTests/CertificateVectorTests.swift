import Cryptography
import PKIX
import Testing

@Suite("Certificates of other issuers")
struct CertificateVectorTests {
    /// The only certificates of the folders that a strict decoder refuses, each with its defect.
    private static let defects: [String: [String]] = [
        "WoSign-Class-1-DV-Server-CA-baacc869.der": [
            "notDER: Validity.notBefore (RFC 5280 §4.1.2.5)",
            "notDER: Validity.notAfter (RFC 5280 §4.1.2.5)",
        ],
        "InvalidNegativeSerialNumberTest15EE.crt": [
            "outOfRange: CertificateSerialNumber (RFC 5280 §4.1.2.2)"
        ],
        "Invalidpre2000UTCEEnotAfterDateTest7EE.crt": [
            "outOfRange: Validity.notBefore (RFC 5280 §4.1.2.5)"
        ],
        "ValidGeneralizedTimenotBeforeDateTest4EE.crt": [
            "outOfRange: Validity.notBefore (RFC 5280 §4.1.2.5)"
        ],
        "chain-ca.crt": ["outOfRange: CertificateSerialNumber (RFC 5280 §4.1.2.2)"],
    ]

    @Test func `every certificate is read, keeps its octets, and warns of what is wrong`() throws {
        var defective: Set<String> = []
        for (name, bytes) in try Vectors.certificates() {
            let certificate = try Certificate(derEncoded: bytes, tolerance: .tolerant)
            #expect(certificate.derEncoded == bytes, "\(name)")
            let warnings = certificate.warnings.map(\.error.description)
            if !warnings.isEmpty {
                defective.insert(name)
                #expect(warnings == Self.defects[name], "\(name)")
            }
            #expect(((try? Certificate(derEncoded: bytes)) == nil) == !warnings.isEmpty, "\(name)")
        }
        #expect(defective == Set(Self.defects.keys))
    }

    @Test func `[RFC 5280 4.2] known extensions that decode strictly re-encode the same`() throws {
        var count = 0
        var refused: Set<String> = []
        for (name, bytes) in try Vectors.certificates() {
            let certificate = try Certificate(derEncoded: bytes, tolerance: .tolerant)
            for element in certificate.extensions {
                guard let recode = KnownExtensions.all[element.oid] else { continue }
                count += 1
                _ = try recode(element.value, .tolerant)
                do {
                    #expect(try recode(element.value, .strict) == element.value, "\(name)")
                } catch {
                    refused.insert("\(name): \(error)")
                }
            }
        }
        #expect(count > 300)
        #expect(
            refused == [
                "UserNoticeQualifierTest19EE.crt: outOfRange: DisplayText (RFC 5280 §4.2.1.4)"
            ])
    }

    @Test func `the signatures of self-signed roots hold, and not after a change`() throws {
        var checked = 0
        for (name, bytes) in try Vectors.certificates() {
            let certificate = try Certificate(derEncoded: bytes, tolerance: .tolerant)
            guard certificate.isSelfIssued,
                let algorithm = SignatureAlgorithm(identifier: certificate.signatureAlgorithm),
                let key = try? PublicKey(certificate.subjectPublicKeyInfo),
                algorithm.suits(key.algorithm), !name.contains("noza")
            else { continue }
            checked += 1
            #expect(certificate.isSigned(by: key), "\(name)")
            var changed = bytes
            changed[bytes.count - 1] ^= 1
            let other = try Certificate(derEncoded: changed, tolerance: .tolerant)
            #expect(!other.isSigned(by: key), "\(name)")
        }
        #expect(checked > 20)
    }

    @Test func `[GM/T 0009] a chain of SM2 certificates holds`() throws {
        let root = try Certificate(
            derEncoded: Vectors.file("real-cas/ROOTCA-9c28d384.der"), tolerance: .tolerant)
        let sheca = try Certificate(
            derEncoded: Vectors.file("real-cas/SHECA-SM2-d03f82e2.der"), tolerance: .tolerant)
        let key = try PublicKey(root.subjectPublicKeyInfo)
        #expect(sheca.isSigned(by: key))
        #expect(sheca.issuer.matches(root.subject))
        #expect(!root.isSigned(by: try PublicKey(sheca.subjectPublicKeyInfo)))
    }

    @Test func `[RFC 5280 7.1] PKITS names match just where its tests say so`() throws {
        func name(_ file: String, _ part: KeyPath<Certificate, DistinguishedName>) throws
            -> DistinguishedName
        {
            try Certificate(derEncoded: Vectors.file("pkits/" + file), tolerance: .tolerant)[
                keyPath: part]
        }
        let cases: [(authority: String, subject: String, matches: Bool)] = [
            ("GoodCACert", "InvalidNameChainingTest1EE", false),
            ("NameOrderingCACert", "InvalidNameChainingOrderTest2EE", false),
            ("GoodCACert", "ValidNameChainingWhitespaceTest3EE", true),
            ("GoodCACert", "ValidNameChainingWhitespaceTest4EE", true),
            ("GoodCACert", "ValidNameChainingCapitalizationTest5EE", true),
            ("UIDCACert", "ValidNameUIDsTest6EE", true),
            (
                "RFC3280MandatoryAttributeTypesCACert",
                "ValidRFC3280MandatoryAttributeTypesTest7EE", true
            ),
            (
                "RFC3280OptionalAttributeTypesCACert",
                "ValidRFC3280OptionalAttributeTypesTest8EE", true
            ),
            ("UTF8StringEncodedNamesCACert", "ValidUTF8StringEncodedNamesTest9EE", true),
            (
                "RolloverfromPrintableStringtoUTF8StringCACert",
                "ValidRolloverfromPrintableStringtoUTF8StringTest10EE", true
            ),
            (
                "UTF8StringCaseInsensitiveMatchCACert",
                "ValidUTF8StringCaseInsensitiveMatchTest11EE", true
            ),
        ]
        for (authority, subject, matches) in cases {
            let one = try name(authority + ".crt", \.subject)
            let other = try name(subject + ".crt", \.issuer)
            #expect(one.matches(other) == matches, "\(subject)")
        }
    }
}
