import CertificatePolicy
import Ledger
import Messages
import PKIX

/// The words of a message, in all three languages one below the other.
struct NoticeText {
    let subject: String
    let body: String

    /// More notices in one message nobody reads; the others are for the next.
    static let limit = 100

    /// - Parameter subjects: at least one; a thing that two roles of one mailbox see to stands once.
    init(
        _ subjects: [Notice.Subject], origin: String, environment: LedgerEnvironment,
        atMilliseconds: Int64
    ) {
        var told: [Notice.Subject] = []
        for subject in subjects where !told.contains(subject) { told.append(subject) }
        let mark = environment == .test ? "[TEST] " : ""
        let (title, head, foot) = Self.frame(told)
        let arguments = [
            "origin": origin, "time": Time.rfc3339(atMilliseconds), "count": String(told.count),
        ]
        subject =
            mark
            + Language.allCases.map { title.text(in: $0, arguments) }.joined(separator: " · ")
        body =
            Language.allCases.map { language in
                let lines = told.map { "- " + Self.line($0, in: language) }
                let texts = [head, foot].map { $0.text(in: language, arguments) }
                return texts[0] + "\n\n" + lines.joined(separator: "\n") + "\n\n" + texts[1]
            }.joined(separator: "\n\n—\n\n") + "\n"
    }

    /// The most weighty of them gives the words around all.
    private static func frame(_ told: [Notice.Subject]) -> (title: Text, head: Text, foot: Text) {
        if told.contains(where: { if case .recovery = $0 { true } else { false } }) {
            return (
                NoticeWords.recoveryTitle, NoticeWords.recoveryHead, NoticeWords.recoveryFoot
            )
        }
        if told.contains(where: { if case .ending = $0 { true } else { false } }) {
            return (NoticeWords.endingTitle, NoticeWords.endingHead, NoticeWords.endingFoot)
        }
        return (NoticeWords.dutiesTitle, NoticeWords.dutiesHead, NoticeWords.dutiesFoot)
    }

    private static func line(_ subject: Notice.Subject, in language: Language) -> String {
        switch subject {
        case .recovery(let officer, let from):
            return NoticeWords.recoveryLine.text(
                in: language, ["officer": officer, "from": Time.rfc3339(from)])
        case .ending(let certificate, _, let end):
            return NoticeWords.endingLine.text(
                in: language, ["certificate": certificate, "until": Time.rfc3339(end)])
        case .duty(let id, let object, let standing, let due):
            let named = Vocabulary.said(
                ["duty": id, "of": object ?? "", "standing": standing], in: language)
            return (object == nil ? NoticeWords.dutyLine : NoticeWords.dutyOfLine).text(
                in: language, named.merging(["due": Time.rfc3339(due)]) { first, _ in first })
        }
    }
}
