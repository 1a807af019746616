import CanonicalJSON
import CertificatePolicy
import Messages
import Registration

/// The checklist of an application and its evidence, for a person.
struct EvidenceView {
    private let review: EvidenceReview
    private let reader: Reader

    init(_ review: EvidenceReview, _ reader: Reader) {
        self.review = review
        self.reader = reader
    }

    func rendered(indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        let points = review.points.flatMap { point -> [String] in
            let name = reader.text(EvidenceWords.kind(point.kind))
            guard !point.problems.isEmpty else {
                return [reader.folded(name, behind: margin + "[x] CP \(point.clause)  ")]
            }
            return point.problems.map { problem in
                let sentence = EvidenceWords.problem(problem.code).text(
                    in: reader.language,
                    Vocabulary.said(
                        [
                            "proof": point.kind, "clause": problem.clause,
                            "column": problem.column,
                        ], in: reader.language))
                return reader.folded(sentence, behind: margin + "[ ] ")
            }
        }
        return (points + review.proofs.map { told($0, margin) }).joined(separator: "\n")
    }

    private func told(_ proof: EvidenceReview.Proof, _ margin: String) -> String {
        Self.told(
            proof.line.kind, "(\(proof.line.officer))", proof.values,
            answered(proof.exchange) + [
                ("SHA-256", proof.documentHex), ("file", proof.line.file),
            ], margin, reader)
    }

    /// What no officer typed, with all that was asked and answered beside the item's own fields.
    private func answered(_ exchange: JSONValue?) -> [(String, String?)] {
        guard let exchange else { return [] }
        func label(_ name: String) -> String {
            CommandLineLabel.of(name).map { reader.text($0) } ?? name
        }
        let asked = (exchange["question"]?["subject"]?.object ?? [:]).sorted { $0.key < $1.key }
        return [
            (label("connector"), exchange["connector"]?["name"]?.string.map(SafeText.of)),
            (label("environment"), exchange["answer"]?["environment"]?.string.map(SafeText.of)),
            (label("reference"), exchange["answer"]?["reference"]?.string.map(SafeText.of)),
        ]
            + asked.map { name, value in
                (reader.text(EvidenceWords.field(name)), value.string.map(SafeText.of))
            }
    }

    /// Items as they are about to be signed.
    static func told(_ evidence: JSONValue, _ reader: Reader) -> String {
        (evidence.array ?? []).map { item in
            let values = (item["values"]?.object ?? [:]).compactMapValues(\.string)
            let document = item["document"]?.string ?? item["file"]?["sha256"]?.string
            return told(
                item["kind"]?.string ?? "", "", values, [("SHA-256", document)], "  ", reader)
        }.joined(separator: "\n")
    }

    private static func told(
        _ kind: String, _ beside: String, _ said: [String: String],
        _ papers: [(String, String?)], _ margin: String, _ reader: Reader
    ) -> String {
        let names = EvidenceKind[kind]?.fields.map(\.name) ?? []
        let known: [(String, String)] = names.compactMap { name in
            said[name].map { value in
                let word = EvidenceWords.choice(value).map { reader.text($0) }
                return (reader.text(EvidenceWords.field(name)), word ?? SafeText.of(value))
            }
        }
        // What no field of this kind is named for is shown all the same: nothing is signed unseen.
        let others: [(String, String)] = said.keys.filter { !names.contains($0) }.sorted().map {
            (SafeText.of($0), SafeText.of(said[$0] ?? ""))
        }
        let named: [(String, String)] = papers.compactMap { name, value in
            value.map { (name, $0) }
        }
        let lines = known + others + named
        return "\(margin)\(reader.text(EvidenceWords.kind(kind))) \(beside)\n"
            + AlignedLines.rendered(lines, indent: margin.count + 2, reader)
    }
}
