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

    /// In plain words, with the hash of the exact bytes that a signature names, and what changed since
    /// it was proposed.
    ///
    /// - Parameter ending: the payload of the act that ends it, where that is what is signed.
    func told(_ reader: Reader, ending: JSONValue? = nil) -> String {
        var members = payload.object ?? [:]
        members["proposal"] = .string(id)
        if let ending {
            members["operation"] = .string(operation)
            for name in ["field", "words"] { members[name] = ending[name] }
        }
        let changes = ProposalWords.changes(answer, reader).map {
            reader.folded($0, behind: "  ")
        }
        return
            ([
                PlainWords.of(.object(members), reader),
                PlainWords.hashLine(of: ending ?? payload, reader, indent: 2),
            ] + changes
            + certificateLines(reader)).joined(separator: "\n")
    }

    /// SHA-256 of the payload's canonical bytes, computed here.
    func hashLine(_ reader: Reader) -> String {
        PlainWords.hashLine(of: payload, reader, indent: 0)
    }

    func certificateLines(_ reader: Reader) -> [String] {
        certificate.map { [CertificateView($0.tbsCertificate, reader).rendered()] } ?? []
    }
}

/// What the API says of proposals, for a person.
enum ProposalWords {
    /// Sentences about what changed since it was proposed; it is judged again with the last signature.
    static func changes(_ proposal: JSONValue, _ reader: Reader) -> [String] {
        (proposal["changed"]?.array ?? []).map { change in
            let text =
                switch change["rules"]?.string {
                case "practice": RefusalPreface.practiceChanged
                case "policy": RefusalPreface.policyChanged
                default: RefusalPreface.programChanged
                }
            return reader.text(
                text,
                [
                    "before": SafeText.of(change["before"]?.string ?? ""),
                    "now": SafeText.of(change["now"]?.string ?? ""),
                ])
        }
    }

    /// A row of the list: what changed in few words, and nothing where nothing did.
    static func briefly(_ proposal: JSONValue, _ reader: Reader) -> JSONValue {
        var members = proposal.object ?? [:]
        if members["lapsed"]?.array?.isEmpty == true { members["lapsed"] = nil }
        let changed = (proposal["changed"]?.array ?? []).map { change in
            let kind = reader.word(change["rules"]?.string ?? "", under: "rules")
            return "\(kind) \(change["before"]?.string ?? "") → \(change["now"]?.string ?? "")"
        }
        members["changed"] = changed.isEmpty ? nil : .string(reader.joined(changed))
        return .object(members)
    }
}
