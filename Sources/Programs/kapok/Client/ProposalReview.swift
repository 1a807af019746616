import API
import CanonicalJSON
import Cryptography
import Governance
import Messages
import PKIX

/// A pending act as whoever signs next must see it: its hash is computed here from what is shown.
struct ProposalReview: Sendable {
    let id: String
    let operation: String
    let payload: JSONValue
    /// The certificate that the act is about, where it is about one.
    let certificate: Certificate?
    /// The answer as it came.
    let answer: JSONValue

    /// - Throws: `review.proposalDiffers`, `review.anotherCertificate`.
    static func fetch(_ id: String, from server: Server) async throws -> ProposalReview {
        let answer = try await server.get("/api/v1/proposals/\(URLText.encoded(id))")
        let payload = try answer.required("payload") { $0 }
        let hash = Hex.encode(DigestAlgorithm.sha256.hash(payload.canonicalBytes))
        guard try answer.requiredString("payloadHash").utf8.elementsEqual(hash.utf8) else {
            throw Refusal(.commandReviewProposal, ["id": id])
        }
        var certificate: Certificate?
        if let name = payload["certificate"]?.string {
            certificate = try CertificateName.certificate(
                in: await server.get(CertificateName.path(name)), named: name)
        }
        // What comes from elsewhere stands in the payload itself.
        if payload["ownCertificate"] != nil {
            certificate = try Certificate(
                derEncoded: payload.requiredBytes(base64: "ownCertificate"))
        }
        return ProposalReview(
            id: id, operation: try answer.requiredString("operation"), payload: payload,
            certificate: certificate, answer: answer)
    }

    /// The same operation on the same payload. The case follows from what is decided, and is not
    /// taken from the server.
    var act: IntendedAct {
        get throws {
            IntendedAct(
                operation: operation, payload: payload,
                caseID: try API.caseID(operation, Payload(payload)), proposal: id)
        }
    }

    func told(_ reader: Reader) -> String {
        var members = payload.object ?? [:]
        members["proposal"] = .string(id)
        let fields = PlainWords.of(.object(members), reader)
        guard let certificate else { return fields }
        return fields + "\n" + CertificateView(certificate.tbsCertificate, reader).rendered()
    }
}
