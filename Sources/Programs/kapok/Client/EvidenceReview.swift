import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages
import Registration

/// The evidence of an application as who decides on it must see it: each commitment is computed here from
/// what is shown, and so is the digest over all of them that an approver signs.
struct EvidenceReview: Sendable {
    struct Proof: Sendable {
        let line: EvidenceDigest.Line
        let values: [String: String]
        let documentHex: String?
        /// Of a connector's answer: which connector, under which number, in what surroundings.
        let exchange: JSONValue?
    }

    struct Point: Sendable {
        let kind: String
        let clause: String
        /// What is missing or wrong, as the server judges it.
        let problems: [(code: String, clause: String, column: String)]
    }

    let proofs: [Proof]
    let points: [Point]

    /// - Throws: `command.review.evidenceDiffers`.
    init(_ answer: JSONValue, of application: String) throws(Refusal) {
        var proofs: [Proof] = []
        for proof in answer["proofs"]?.array ?? [] {
            let said = try proof.requiredString("commitment")
            guard let content = proof["content"], content.object != nil else {
                throw Refusal(.commandReviewEvidence, ["id": application])
            }
            let computed = Hex.encode(
                HMAC.authenticationCode(
                    of: content.canonicalBytes,
                    key: SecretBytes(try proof.requiredBytes(hex: "contentKey")), digest: .sha256))
            guard computed.utf8.elementsEqual(said.utf8) else {
                throw Refusal(.commandReviewEvidence, ["id": application])
            }
            let shown = EvidenceContent(json: content)
            proofs.append(
                Proof(
                    line: .init(
                        number: try proof.required("number") { $0.integer },
                        kind: try proof.requiredString("kind"),
                        commitmentHex: computed, officer: try proof.requiredString("officer"),
                        atMilliseconds: try proof.required("atMilliseconds") { $0.integer },
                        file: proof["file"]?.string),
                    values: shown.values, documentHex: shown.documentHex,
                    exchange: shown.exchange))
        }
        self.proofs = proofs
        points = (answer["checklist"]?.array ?? []).map { point in
            Point(
                kind: point["proof"]?.string ?? "", clause: point["clause"]?.string ?? "",
                problems: (point["problems"]?.array ?? []).map { problem in
                    (
                        problem["code"]?.string ?? "", problem["clause"]?.string ?? "",
                        problem["column"]?.string ?? ""
                    )
                })
        }
    }

    var digestHex: String { EvidenceDigest.hex(of: proofs.map(\.line)) }
}
