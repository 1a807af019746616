import CertificatePolicy
import HTTPClient
import Messages
import PKIX
import PathValidation
import Publication
import SwiftASN1

/// One line of the section `timestamps:` of `kapok.yaml`: `name: URL FILE` or `name: URL FILE
/// POLICY`.
struct TimeStampSetting: Sendable, Equatable {
    let name: String
    /// Scheme and authority.
    let origin: String
    let path: String
    /// PEM of the certificates that are trusted; relative to the data folder.
    let anchorsFile: String
    let policy: ASN1ObjectIdentifier?

    /// A service that does not answer in this time is asked again later.
    private static let limits = HTTPClient.Limits(
        maximumBodyBytes: TimeStampResponse.maximumBytes, connecting: .seconds(5),
        total: .seconds(20))

    /// - Throws: `configuration.timestamp`, naming the setting.
    init(name: String, text: String?) throws(Refusal) {
        let parts = (text ?? "").split(separator: " ").map(String.init)
        let policy = parts.count == 3 ? ASN1ObjectIdentifier.parse(dotted: parts[2]) : nil
        guard OutsideAddress.isName(name), (2...3).contains(parts.count),
            let address = OutsideAddress(parts[0]), parts.count == 2 || policy != nil
        else {
            let setting = "timestamps.\(name)"
            throw Refusal(.timestampSettingInvalid, field: setting, ["name": setting])
        }
        self.name = name
        origin = address.origin
        path = address.path.isEmpty ? "/" : address.path
        anchorsFile = parts[1]
        self.policy = policy
    }

    /// The service with the certificates that are in its file now.
    /// - Throws: `configuration.timestampAnchors`.
    func service(in folder: DataFolder) throws(Refusal) -> TimeStampService {
        let file = anchorsFile.hasPrefix("/") ? anchorsFile : "\(folder.path)/\(anchorsFile)"
        guard let certificates = try? EvidenceFile.certificates(file),
            let anchors = try? certificates.map({ try TrustAnchor(certificate: $0) })
        else {
            throw Refusal(
                .timestampAnchorsUnusable, field: "timestamps.\(name)",
                ["path": file, "name": name])
        }
        return TimeStampService(
            name: name, judge: TimeStampJudge(anchors: anchors, policy: policy))
    }

    /// Hands a request to the service: RFC 3161 §3.4.
    @Sendable func exchange(_ body: [UInt8]) async throws -> TimeStampRound.Reply {
        let request = HTTPClientRequest(
            "POST", path, headers: ["Content-Type": "application/timestamp-query"], body: body)
        do {
            let response = try await HTTPClient(.origin(origin), limits: Self.limits)
                .response(to: request)
            return TimeStampRound.Reply(status: response.status, body: response.body)
        } catch {
            throw Refusal(.timestampUnreachable, ["reason": "\(error)"])
        }
    }
}
