import Cryptography
import Messages
import PKIX

/// How much of what was handed in is looked at. Copies count once.
///
/// Honest requests hold a few certificates and a CRL or an answer for each; a hostile one could
/// ask for comparisons without end.
extension ValidationRequest {
    public static let maximumIntermediates = 50
    public static let maximumAnchors = 200
    public static let maximumLists = 100
    public static let maximumAnswers = 50

    /// The same request without copies and within the limits, and a check for each limit that was
    /// reached.
    func bounded() -> (request: ValidationRequest, cuts: [Check]) {
        var cuts: [Check] = []
        func cut<Element>(
            _ elements: [Element], _ kind: String, _ limit: Int, _ bytes: (Element) -> [UInt8]
        ) -> [Element] {
            var seen: Set<[UInt8]> = []
            let distinct = elements.filter { seen.insert(bytes($0)).inserted }
            if distinct.count > limit {
                let arguments = [
                    "kind": kind, "count": String(distinct.count), "limit": String(limit),
                ]
                cuts.append(
                    Check(
                        id: "input.bounded", outcome: .notMade, clause: "4.4c",
                        message: PathChecks.inputCut, arguments: arguments, facts: arguments))
            }
            return Array(distinct.prefix(limit))
        }
        let request = ValidationRequest(
            certificate: certificate,
            intermediates: cut(
                intermediates, "certificates", Self.maximumIntermediates, \.derEncoded),
            anchors: cut(anchors, "anchors", Self.maximumAnchors) {
                $0.name.derEncoded + $0.key.subjectPublicKeyInfo.derEncoded
            },
            evidence: StatusEvidence(
                lists: cut(evidence.lists, "CRL", Self.maximumLists, \.derEncoded),
                answers: cut(evidence.answers, "OCSP", Self.maximumAnswers, \.derEncoded)),
            moment: moment, rules: rules)
        return (request, cuts)
    }
}
