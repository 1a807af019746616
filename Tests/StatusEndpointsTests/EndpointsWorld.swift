import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Issuance
import Ledger
import PKIX
import StatusEndpoints
import Status
import Synchronization
import TestSupport

/// The public endpoints over a whole authority, without a socket.
struct EndpointsWorld: Sendable {
    let authority: AuthorityWorld
    let endpoints: PublicEndpoints
    /// What could not be read.
    let reports = Reports()

    /// - Parameter prefix: the path part of the base URL.
    init(prefix: String = "", readiness: [ReadinessPart] = [ReadinessPart("ledger")]) async throws {
        authority = try await AuthorityWorld.make()
        endpoints = PublicEndpoints(
            ledger: authority.ledger, responder: authority.responder,
            folder: authority.published, prefix: prefix,
            report: { [reports] path, _ in reports.note(path) }
        ) { readiness }
    }

    func get(_ path: String) async -> PublicResponse {
        await endpoints.answer(method: "GET", rawPath: path, body: [])
    }

    func answer(_ method: String, _ path: String, _ body: [UInt8] = []) async -> PublicResponse {
        await endpoints.answer(method: method, rawPath: path, body: body)
    }

    /// An OCSP request about a serial of an authority.
    func request(_ serialHex: String, of name: String = "hk-rsa") async throws -> [UInt8] {
        let record = try await authority.ledger.read {
            try $0.certificateRecord(of: $0.authority(name))
        }
        let issuer = try Certificate(derEncoded: record?.certificate ?? [])
        return try OCSPRequest([
            CertID(
                issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo,
                serialNumber: try SerialNumber(parsing: serialHex), digest: .sha1)
        ]).derEncoded
    }
}

/// The paths that were told as unreadable.
final class Reports: Sendable {
    private let noted = Mutex<[String]>([])

    func note(_ path: String) { noted.withLock { $0.append(path) } }

    var paths: [String] { noted.withLock { $0 } }
}

extension PublicResponse {
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The status that an OCSP answer tells of its first certificate.
    var status1: SingleResponse.Status? {
        (try? OCSPResponse(derEncoded: body))?.basic?.responses.first?.status
    }
}
