import CanonicalJSON
import CertificatePolicy
import Messages
import PKIX
import PathValidation
import SwiftASN1
import Testing

/// NIST PKITS 1.0.1: every run of every test, by RFC 5280 alone.
@Suite struct `The NIST test suite of path validation` {
    @Test func `[RFC 5280 §6] every run gives the expected result, but those named here`() throws {
        let runs = try PKITS.runs()
        #expect(runs.count == 249)
        var unexpected: [String] = []
        for run in runs {
            let result = try run.decide()
            let isReliedOn = result?.decision == .rely
            if (isReliedOn == run.isValid) != (PKITS.unsupported[run.number] == nil) {
                let checks = (result?.checks ?? []).filter { $0.outcome != .passed }
                    .map { "\($0.id): \($0.message(in: .english))" }
                unexpected.append("\(run.id) \(run.title): \(isReliedOn) \(checks)")
            }
        }
        #expect(unexpected == [])
    }

    @Test func `[RFC 5280 §6.1.6] valid paths give the expected policies`() throws {
        var unexpected: [String] = []
        for run in try PKITS.runs() where run.isValid {
            guard PKITS.unsupported[run.number] == nil else { continue }
            let check = try run.decide()?.checks.first { $0.id == "path.policies" }
            let held = check?.facts["policies"] ?? "-"
            let found = Set(held.split(separator: " ").map(String.init).filter { $0 != "-" })
            if found != run.policies {
                unexpected.append("\(run.id): \(found.sorted()), not \(run.policies.sorted())")
            }
        }
        #expect(unexpected == [])
    }
}

/// The suite's manifest.
enum PKITS {
    /// Runs by number that do not give the expected result, and why.
    static let unsupported: [String: String] = [
        "4.1.4": "DSA is no algorithm of the policy",
        "4.1.5": "DSA is no algorithm of the policy",
    ]

    static func runs() throws -> [PKITSRun] {
        let manifest = try JSONValue(parsing: Vector.bytes("pkits/manifest.json"))
        let tests = try #require(manifest["tests"]?.array)
        return try tests.map { try PKITSRun($0) }
    }
}

/// One run.
struct PKITSRun {
    /// 2011-04-15T00:00:00Z, for every run.
    static let atMilliseconds: Int64 = 1_302_825_600_000

    let id: String
    let number: String
    let title: String
    let isValid: Bool
    let policies: Set<String>
    private let trustAnchor: String
    private let endEntity: String
    private let others: [String]
    private let crls: [String]
    private let rules: ValidationRules

    init(_ json: JSONValue) throws {
        id = try #require(json["id"]?.string)
        number = try #require(json["number"]?.string)
        title = try #require(json["title"]?.string)
        isValid = json["expected"]?.string == "valid"
        policies = Set(Self.strings(json["userConstrainedPolicySet"]))
        trustAnchor = try #require(json["trustAnchor"]?.string)
        endEntity = try #require(json["endEntity"]?.string)
        others = Self.strings(json["path"]) + Self.strings(json["otherCerts"])
        crls = Self.strings(json["crls"])
        rules = ValidationRules(
            initialPolicies: Set(
                Self.strings(json["initialPolicySet"]).compactMap {
                    ASN1ObjectIdentifier.parse(dotted: $0)
                }),
            requiresExplicitPolicy: json["initialExplicitPolicy"]?.bool ?? false,
            inhibitsPolicyMapping: json["initialPolicyMappingInhibit"]?.bool ?? false,
            inhibitsAnyPolicy: json["initialInhibitAnyPolicy"]?.bool ?? false)
    }

    /// Certificates are handed in in reverse, since a path is to be found, not given. What cannot
    /// be read is left out; nil where that is the certificate itself.
    func decide() throws -> ValidationResult? {
        guard let subject = try certificate(endEntity),
            let anchor = try certificate(trustAnchor)
        else { return nil }
        let request = ValidationRequest(
            certificate: subject, intermediates: try others.reversed().compactMap(certificate),
            anchors: [try TrustAnchor(certificate: anchor)],
            evidence: StatusEvidence(lists: try crls.compactMap(list)),
            moment: .present(Self.atMilliseconds), rules: rules)
        return RelyingParty.decide(request)
    }

    private func certificate(_ name: String) throws -> Certificate? {
        let bytes = try Vector.bytes("pkits/certs/\(name)")
        return try? Certificate(derEncoded: bytes, tolerance: .tolerant)
    }

    private func list(_ name: String) throws -> CertificateList? {
        let bytes = try Vector.bytes("pkits/crls/\(name)")
        return try? CertificateList(derEncoded: bytes, tolerance: .tolerant)
    }

    private static func strings(_ json: JSONValue?) -> [String] {
        (json?.array ?? []).compactMap(\.string)
    }
}
