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
        let isName = name.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard isName, (1...32).contains(name.utf8.count), parts.count == 2,
            let verifier = try? CosignatureVerifier(parsing: String(parts[1])),
            let (origin, path) = Self.address(String(parts[0]))
        else {
            let setting = "witnesses.\(name)"
            throw Refusal(.witnessSettingInvalid, field: setting, ["name": setting])
        }
        witness = KnownWitness(name: name, verifier: verifier)
        self.origin = origin
        self.path = path + "/add-checkpoint"
    }

    /// Hands a body to the witness.
    @Sendable func exchange(_ body: [UInt8]) async throws -> CosignatureRound.Reply {
        let request = HTTPClientRequest(
            "POST", path, headers: ["Content-Type": "text/plain; charset=utf-8"], body: body)
        let response = try await HTTPClient(.origin(origin), limits: Self.limits)
            .response(to: request)
        return CosignatureRound.Reply(status: response.status, body: response.body)
    }

    /// The form of public addresses, and the same with https.
    private static func address(_ text: String) -> (origin: String, path: String)? {
        var plain = text
        while plain.hasSuffix("/") { plain.removeLast() }
        let scheme = plain.hasPrefix("https://") ? "https" : "http"
        if scheme == "https" { plain = "http" + plain.dropFirst("https".count) }
        guard let url = BaseURL(plain) else { return nil }
        return (scheme + plain.dropFirst("http".count).dropLast(url.path.count), url.path)
    }
}
