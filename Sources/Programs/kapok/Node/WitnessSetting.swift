import CertificatePolicy
import HTTPClient
import MerkleLog
import Messages
import Publication

/// One line of the section `witnesses:` of `kapok.yaml`: `name: URL VERIFIERKEY`.
struct WitnessSetting: Sendable, Equatable {
    let witness: KnownWitness
    /// Scheme and authority.
    let origin: String
    /// Of `add-checkpoint`.
    let path: String

    /// A witness that does not answer in this time is asked again later.
    private static let limits = HTTPClient.Limits(
        maximumBodyBytes: AddCheckpoint.maximumBytes, connecting: .seconds(3), total: .seconds(10))

    /// - Parameter name: lower-case letters and digits: it is a file's name too.
    /// - Throws: `configuration.witness`, naming the setting.
    init(name: String, text: String?) throws(Refusal) {
        let parts = (text ?? "").split(separator: " ", omittingEmptySubsequences: true)
        guard OutsideAddress.isName(name), parts.count == 2,
            let verifier = try? CosignatureVerifier(parsing: String(parts[1])),
            let address = OutsideAddress(String(parts[0]))
        else {
            let setting = "witnesses.\(name)"
            throw Refusal(.witnessSettingInvalid, field: setting, ["name": setting])
        }
        witness = KnownWitness(name: name, verifier: verifier)
        origin = address.origin
        path = address.path + "/add-checkpoint"
    }

    /// Hands a body to the witness.
    @Sendable func exchange(_ body: [UInt8]) async throws -> CosignatureRound.Reply {
        let request = HTTPClientRequest(
            "POST", path, headers: ["Content-Type": "text/plain; charset=utf-8"], body: body)
        let response = try await HTTPClient(.origin(origin), limits: Self.limits)
            .response(to: request)
        return CosignatureRound.Reply(status: response.status, body: response.body)
    }
}
