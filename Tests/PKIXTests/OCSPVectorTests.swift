import Cryptography
import Foundation
import PKIX
import SwiftASN1
import Testing

@Suite("OCSP messages of other programs")
struct OCSPVectorTests {
    /// One message of the manifest's `parse` group.
    struct Facts: Decodable, Sendable {
        let file: String
        let kind: String
        let entries: Int?
        let responseStatus: String?
        let certStatus: [String]?
    }

    /// One case of its `validation` group.
    struct Case: Decodable, Sendable {
        let id: String
        let group: String
        let title: String
        let response: String
        let trustAnchor: String
        let otherCertificates: [String]
        let expected: String
    }

    struct Manifest: Decodable {
        let validation: [Case]
        let parse: [Facts]

        static func read() throws -> Manifest {
            try JSONDecoder().decode(
                Manifest.self, from: Data(Vectors.file("ocsp/manifest.json")))
        }
    }

    /// The messages that no reading accepts, each with its defect.
    static let refused = [
        "pyca/req-duplicate-ext.der": "duplicate Extensions",
        "pyca/req-invalid-version.der": "unsupported OCSPRequest.version",
        "pyca/resp-invalid-version.der": "unsupported ResponseData.version",
        "pyca/resp-response-type-unknown-oid.der": "unsupported OCSPResponse.responseType",
        "pyca/resp-successful-no-response-bytes.der": "missing OCSPResponse.responseBytes",
        "pyca/resp-unknown-response-status.der": "outOfRange OCSPResponse.responseStatus",
    ]

    /// What only a tolerant reading lets pass: serial numbers whose INTEGER has 21 octets, and
    /// version 1 written out.
    static let refusedStrictly = [
        "pyca/req-sha1.der": "outOfRange CertificateSerialNumber",
        "pyca/req-multi-sha1.der": "outOfRange CertificateSerialNumber",
        "pyca/req-invalid-hash-alg.der": "outOfRange CertificateSerialNumber",
        "go/ocspResponseWithExtension.der": "encodedDefault ResponseData.version",
        "go/ocspResponseWithCriticalExtension.der": "encodedDefault ResponseData.version",
    ]

    @Test func `requests hold what another decoder read`() throws {
        let requests = try Manifest.read().parse.filter { $0.kind == "request" }
        try #require(requests.count > 10)
        for facts in requests where Self.refused[facts.file] == nil {
            let request = try OCSPRequest(
                derEncoded: Vectors.file("ocsp/" + facts.file), tolerance: .tolerant)
            if let entries = facts.entries {
                #expect(request.requests.count == entries, "\(facts.file)")
            }
        }
    }

    @Test func `responses hold what another decoder read`() throws {
        let responses = try Manifest.read().parse.filter { $0.kind == "response" }
        try #require(responses.count > 20)
        for facts in responses where Self.refused[facts.file] == nil {
            let response = try OCSPResponse(
                derEncoded: Vectors.file("ocsp/" + facts.file), tolerance: .tolerant)
            if let status = facts.responseStatus {
                #expect(Self.name(response) == status, "\(facts.file)")
            }
            if let statuses = facts.certStatus {
                #expect(
                    response.basic?.responses.map { Self.name($0.status) } == statuses,
                    "\(facts.file)")
            }
        }
    }

    @Test(arguments: [Tolerance.tolerant, .strict])
    func `malformed messages are refused, each for its defect`(tolerance: Tolerance) throws {
        var met: [String: String] = [:]
        for facts in try Manifest.read().parse {
            let bytes = try Vectors.file("ocsp/" + facts.file)
            do throws(PKIXError) {
                switch facts.kind {
                case "request": _ = try OCSPRequest(derEncoded: bytes, tolerance: tolerance)
                case "response": _ = try OCSPResponse(derEncoded: bytes, tolerance: tolerance)
                default: break
                }
            } catch {
                met[facts.file] = RevocationListsVectorTests.name(error)
            }
        }
        let expected =
            tolerance == .tolerant
            ? Self.refused
            : Self.refused.merging(Self.refusedStrictly) { tolerant, _ in tolerant }
        #expect(met == expected)
    }

    @Test(arguments: [
        ("pyca/resp-sct-extension.der", true), ("pyca/resp-revoked-reason.der", true),
        // Altered by its makers: OpenSSL says the same.
        ("pyca/resp-unknown-extension.der", false),
        ("go/ocspResponseWithExtension.der", true),
        ("go/ocspResponseWithCriticalExtension.der", true),
        ("pyca/resp-delegate-unknown-cert.der", true),
    ])
    func `signatures are checked over the exact bytes`(file: String, expected: Bool) throws {
        let message = try OCSPResponse(
            derEncoded: Vectors.file("ocsp/" + file), tolerance: .tolerant)
        let response = try #require(message.basic)
        // Delegated: by the certificate that comes along, where one does.
        let bytes = try response.certificates.first ?? Vectors.file("ocsp/go/responderCert.der")
        let responder = try Certificate(derEncoded: bytes, tolerance: .tolerant)
        let key = try PublicKey(responder.subjectPublicKeyInfo)
        #expect(response.isSigned(by: key) == expected)
        #expect(
            response.responderID.matches(
                subject: responder.subject, key: responder.subjectPublicKeyInfo))
    }

    @Test func `hashes are matched by name and key, unknown ones match nobody`() throws {
        let issuer = try Certificate(
            derEncoded: Vectors.file("ocsp/go/issuerCert.der"), tolerance: .tolerant)
        let leaf = try Certificate(
            derEncoded: Vectors.file("ocsp/go/leafCert.der"), tolerance: .tolerant)
        let request = try OCSPRequest(derEncoded: Vectors.file("ocsp/go/ocspRequest.der"))
        let asked = try #require(request.requests.first).certID
        #expect(asked.digest == .sha1)
        #expect(
            asked.matches(issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo))
        #expect(!asked.matches(issuerName: leaf.subject, issuerKey: issuer.subjectPublicKeyInfo))
        #expect(!asked.matches(issuerName: issuer.subject, issuerKey: leaf.subjectPublicKeyInfo))
        #expect(asked.serialNumber == leaf.serialNumber)
        // The very octets, with the NULL that clients compare.
        let made = CertID(
            issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo,
            serialNumber: leaf.serialNumber, digest: .sha1)
        #expect(made.derEncoded == asked.derEncoded)

        let unknown = try OCSPRequest(
            derEncoded: Vectors.file("ocsp/pyca/req-invalid-hash-alg.der"), tolerance: .tolerant)
        let other = try #require(unknown.requests.first).certID
        #expect(other.digest == nil)
        #expect(
            !other.matches(issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo))
    }

    /// Signature, responder and issuer, as far as they stand in the response; the two cases with
    /// further certificates are a matter of path validation.
    @Test func `OpenSSL's cases come out as OpenSSL says`() throws {
        let cases = try Manifest.read().validation.filter(\.otherCertificates.isEmpty)
        try #require(cases.count == 57)
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        for one in cases {
            let message = try OCSPResponse(derEncoded: Vectors.file("ocsp/" + one.response))
            let response = try #require(message.basic)
            let issuer = try Certificate(
                derEncoded: StatusFixture.contents("ocsp/" + one.trustAnchor),
                tolerance: .tolerant)
            let delegate = try response.certificates.first.map {
                try Certificate(derEncoded: $0, tolerance: .tolerant)
            }
            let signer = delegate ?? issuer
            let isGenuine = try tool.verifySHA1(
                response.signature, of: response.toBeSigned, by: signer.subjectPublicKeyInfo)
            let isDelegated =
                try delegate.map {
                    try tool.verifySHA1(
                        $0.signature, of: $0.toBeSigned, by: issuer.subjectPublicKeyInfo)
                } ?? true
            let isResponder = response.responderID.matches(
                subject: signer.subject, key: signer.subjectPublicKeyInfo)
            let isAboutIssuer = response.responses.allSatisfy {
                $0.certID.matches(
                    issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo)
            }
            let accepts = isGenuine && isDelegated && isResponder && isAboutIssuer
            #expect(accepts == (one.expected == "accept"), "\(one.id) \(one.group)")
            // SHA-1 is never taken here, whoever signed.
            #expect(!response.isSigned(by: try PublicKey(signer.subjectPublicKeyInfo)))
        }
    }

    private static func name(_ response: OCSPResponse) -> String {
        switch response {
        case .successful: "successful"
        case .failed(let failure): "\(failure)"
        }
    }

    private static func name(_ status: SingleResponse.Status) -> String {
        switch status {
        case .good: "good"
        case .revoked: "revoked"
        case .unknown: "unknown"
        }
    }
}

extension OpenSSLTool {
    fileprivate func verifySHA1(
        _ signature: [UInt8], of message: [UInt8], by key: SubjectPublicKeyInfo
    ) throws -> Bool {
        try write(Array(PEM.encode(key.derEncoded, label: PEM.publicKeyLabel).utf8), "key.pem")
        try write(message, "message")
        try write(signature, "signature")
        return try run(
            "dgst", "-sha1", "-verify", "key.pem", "-signature", "signature", "message"
        ).status == 0
    }
}
