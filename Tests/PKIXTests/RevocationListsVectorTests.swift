import Cryptography
import Foundation
import PKIX
import SwiftASN1
import Testing

@Suite("Revocation lists of other issuers")
struct RevocationListsVectorTests {
    /// One object of the manifest.
    struct Facts: Decodable, Sendable, CustomTestStringConvertible {
        let file: String
        let kind: String
        let issuer: String?
        let thisUpdate: String?
        let nextUpdate: String?
        let revoked: Int?
        let extensions: [String]?

        var testDescription: String { file }
        var path: String { "crl/" + file }
    }

    /// The lists that no reading accepts, each with its defect.
    static let refused = [
        "pyca/crl_bad_version.pem": "unsupported CertificateList.version",
        "pyca/crl_dup_entry_ext.pem": "duplicate CertificateList.crlEntryExtensions",
        "pyca/crl_inner_outer_mismatch.der": "inconsistent CertificateList.signatureAlgorithm",
        "pyca/crl_inval_cert_issuer_entry_ext.pem": "missing CertificateList.certificateIssuer",
        "pyca/crl_invalid_time.der": "notDER CertificateList.thisUpdate",
    ]

    /// What a tolerant reading lets pass; lists that are not named here decode strictly.
    static let warned: [String: [String]] = [
        "dss/CA-5358AA45-Full.crl": [
            "invalidString AttributeTypeAndValue.serialNumber",
            "encodedDefault CertificateList.reasonCode",
        ],
        "dss/DSS-2039-crl.der": ["unsupported CertificateList.version"],
        "dss/DSS-2039-crl.pem": ["unsupported CertificateList.version"],
        "dss/DS_NA2_CA-B1.crl": ["missing CertificateList.revokedCertificates"],
        "dss/belgium2.crl": ["unsupported CertificateList.version"],
        "dss/belgium2.pem.crl": ["unsupported CertificateList.version"],
        "dss/belgium4.crl": ["unsupported CertificateList.version"],
        "pyca/crl_all_reasons.pem": pycaForms + ["encodedDefault CertificateList.reasonCode"],
        "pyca/crl_inval_date_fractional_seconds.der": [
            "missing CertificateList.signatureValue", "unsupported CertificateList.version",
            "missing CertificateList.issuer", "missing CertificateList.nextUpdate",
            "notDER CertificateList.invalidityDate", "inconsistent CertificateList.version",
        ],
        "pyca/crl_issuer_invalid_printable_string.der": [
            "invalidString AttributeTypeAndValue.CN"
        ],
        "pyca/crl_md2_unknown_crit_entry_ext.pem": pycaForms,
        "pyca/crl_no_next_update.pem": ["missing CertificateList.nextUpdate"],
        "pyca/crl_unsupported_reason.pem": pycaForms + ["outOfRange CertificateList.reasonCode"],
    ]

    /// GeneralizedTime before 2050, and the serial number zero.
    private static let pycaForms = [
        "outOfRange CertificateList.thisUpdate", "outOfRange CertificateList.nextUpdate",
        "outOfRange CertificateList.userCertificate",
        "outOfRange CertificateList.revocationDate",
    ]

    static func facts() throws -> [Facts] {
        struct Manifest: Decodable { let objects: [Facts] }
        let manifest = try JSONDecoder().decode(
            Manifest.self, from: Data(Vectors.file("crl/manifest.json")))
        return manifest.objects
    }

    static func lists() throws -> [Facts] {
        let lists = try facts().filter { $0.kind != "certificate" }
        try #require(lists.count > 40)
        return lists
    }

    @Test func `the fields are those that another decoder read`() throws {
        for facts in try Self.lists() where Self.refused[facts.file] == nil {
            let list = try CertificateList(
                derEncoded: StatusFixture.contents(facts.path), tolerance: .tolerant)
            #expect(list.entryCount == facts.revoked, "\(facts.file)")
            #expect(Array(list.entries).count == facts.revoked, "\(facts.file)")
            #expect(Self.text(list.thisUpdateMilliseconds) == facts.thisUpdate, "\(facts.file)")
            #expect(
                list.nextUpdateMilliseconds.map(Self.text) ?? "None" == facts.nextUpdate,
                "\(facts.file)")
            #expect(
                list.extensions.map { $0.oid.dotted + ($0.critical ? "!" : "") }
                    == facts.extensions, "\(facts.file)")
            for name in list.issuer[.commonName] {
                #expect(facts.issuer?.contains(name) == true, "\(facts.file)")
            }
        }
    }

    @Test func `malformed lists are refused, each for its defect`() throws {
        var met: [String: String] = [:]
        for facts in try Self.lists() {
            do {
                _ = try CertificateList(
                    derEncoded: StatusFixture.contents(facts.path), tolerance: .tolerant)
            } catch let error as PKIXError {
                met[facts.file] = Self.name(error)
            }
        }
        #expect(met == Self.refused)
    }

    @Test func `defects that are tolerated are told, and refused in our own lists`() throws {
        for facts in try Self.lists() where Self.refused[facts.file] == nil {
            let bytes = try StatusFixture.contents(facts.path)
            let list = try CertificateList(derEncoded: bytes, tolerance: .tolerant)
            let warnings = list.warnings.map { Self.name($0.error) }
            #expect(warnings == Self.warned[facts.file, default: []], "\(facts.file)")
            guard let first = list.warnings.first?.error else {
                #expect(throws: Never.self) { try CertificateList(derEncoded: bytes) }
                continue
            }
            #expect(throws: first) { try CertificateList(derEncoded: bytes) }
        }
    }

    @Test func `every entry is found by its serial number`() throws {
        for facts in try Self.lists() where Self.refused[facts.file] == nil {
            let list = try CertificateList(
                derEncoded: StatusFixture.contents(facts.path), tolerance: .tolerant)
            guard !list.namesCertificateIssuers else { continue }
            for entry in list.entries.prefix(400) {
                let found = try #require(list.entry(of: entry.serialNumber))
                #expect(found.serialNumber == entry.serialNumber)
            }
            let absent = try StatusFixture.serial(-1)
            #expect(list.entry(of: absent) == nil)
        }
    }

    @Test(arguments: [
        ("crl/pyca/valid_signature_crl.pem", "crl/pyca/valid_signature_cert.pem", true),
        ("crl/pyca/invalid_signature_crl.pem", "crl/pyca/invalid_signature_cert.pem", false),
        ("crl/dss/CA-5358AA45-Full.crl", "crl/dss/CA-Justice-ECDSA-261217.cer", true),
        ("crl/dss/DSS-2039-crl.der", "crl/dss/DSS-2039-ca.pem", true),
        ("crl/dss/DSS-2039-crl.pem", "crl/dss/DSS-2039-ca.pem", true),
        // The file is altered: OpenSSL says the same.
        ("crl/dss/realts2019.crl", "crl/dss/realts2019.crt", false),
        // RSASSA-PSS and SHA-1 are not taken, whoever signed.
        ("crl/dss/root_issued_CRL.crl", "crl/dss/root_CRL_issuer.pem", false),
        ("crl/dss/belgium2.crl", "crl/dss/belgiumrs2.crt", false),
        // Another issuer.
        ("crl/dss/realts2019.crl", "crl/pyca/valid_signature_cert.pem", false),
    ])
    func `signatures are checked over the exact bytes`(
        list path: String, issuer: String, expected: Bool
    ) throws {
        let list = try CertificateList(
            derEncoded: StatusFixture.contents(path), tolerance: .tolerant)
        #expect(list.isSigned(by: try StatusFixture.publicKey(ofCertificate: issuer)) == expected)
    }

    @Test func `[RFC 5280 §5.3.1] every reason is read`() throws {
        let list = try CertificateList(
            derEncoded: StatusFixture.contents("crl/pyca/crl_all_reasons.pem"),
            tolerance: .tolerant)
        let reasons = list.entries.compactMap(\.reason)
        #expect(Set(reasons) == Set(RevocationReason.allCases))
        #expect(list.namesCertificateIssuers)
        #expect(list.entries.count { $0.invalidityDateMilliseconds != nil } == 10)
    }

    @Test func `[RFC 5280 §5.3] a critical entry extension of an unknown type is told`() throws {
        let list = try CertificateList(
            derEncoded: StatusFixture.contents("crl/pyca/crl_md2_unknown_crit_entry_ext.pem"),
            tolerance: .tolerant)
        #expect(list.hasUnknownCriticalEntryExtension)
        #expect(list.entries.map(\.otherExtensions).map(\.count) == [1])
    }

    @Test func `[RFC 5280 §5.2.4] a delta list tells its base`() throws {
        let list = try CertificateList(
            derEncoded: StatusFixture.contents("crl/pyca/crl_delta_crl_indicator.pem"),
            tolerance: .tolerant)
        #expect(list.deltaCRLIndicator?.baseNumber.value == 12_345_678_901_234_567_890)
    }

    @Test func `[X.509 §9.5.2.8] the promise about expired certificates is read`() throws {
        let list = try CertificateList(
            derEncoded: StatusFixture.contents(
                "crl/dss/crl_with_expiredCertsOnCRL_extension.crl"), tolerance: .tolerant)
        #expect(list.expiredCertsOnCRL.map { Time.rfc3339($0.sinceMilliseconds) } != nil)
        #expect(list.crlNumber != nil)
    }

    @Test(arguments: [
        ("indirect_crl", IssuingDistributionPoint.Scope.all, true),
        ("only", .all, false), ("only_aa", .attributeCertificates, false),
        ("only_user", .userCertificates, false),
    ])
    func `[RFC 5280 §5.2.5] what a list is about is read`(
        file: String, scope: IssuingDistributionPoint.Scope, isIndirect: Bool
    ) throws {
        let point = try #require(try Self.point("fullname_" + file))
        let expected = try IssuingDistributionPoint(
            distributionPoint: .fullName([.uri("http://myhost.com/myca.crl")]), scope: scope,
            isIndirect: isIndirect)
        #expect(point == expected)
    }

    @Test func `[RFC 5280 §5.2.5] reasons and relative names are read`() throws {
        let relative = try #require(try Self.point("relativename_only"))
        guard case .relativeToIssuer(let step) = relative.distributionPoint else {
            Issue.record("no relative name")
            return
        }
        #expect(step.attributes.map(\.value) == ["PyCA"])
        #expect(try Self.point("only_ca")?.scope == .caCertificates)
        let some = try #require(try Self.point("reasons_only"))
        #expect(some.onlySomeReasons?.flags == [.keyCompromise])
        #expect(some.distributionPoint == nil)
        let all = try #require(try Self.point("relative_user_all_reasons"))
        #expect(all.onlySomeReasons?.flags.count == 8)
        #expect(all.scope == .userCertificates)
    }

    private static func point(_ file: String) throws -> IssuingDistributionPoint? {
        let path = "crl/pyca/crl_idp_" + file + ".pem"
        return try CertificateList(derEncoded: StatusFixture.contents(path))
            .issuingDistributionPoint
    }

    private static func text(_ milliseconds: Int64) -> String {
        Time.rfc3339(milliseconds).replacingOccurrences(of: "T", with: " ")
            .replacingOccurrences(of: "Z", with: "+00:00")
    }

    /// Such as `missing CertificateList.nextUpdate`.
    static func name(_ error: PKIXError) -> String {
        let place = error.place
        return error.defect + " " + place.structure.name
            + (place.field.map { "." + $0 } ?? "")
    }
}
