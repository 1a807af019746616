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
        let isRecovery = told.contains { if case .recovery = $0 { true } else { false } }
        let mark = environment == .test ? "[TEST] " : ""
        let title = isRecovery ? NoticeWords.recoveryTitle : NoticeWords.dutiesTitle
        let head = isRecovery ? NoticeWords.recoveryHead : NoticeWords.dutiesHead
        let foot = isRecovery ? NoticeWords.recoveryFoot : NoticeWords.dutiesFoot
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

    private static func line(_ subject: Notice.Subject, in language: Language) -> String {
        switch subject {
        case .recovery(let officer, let from):
            return NoticeWords.recoveryLine.text(
                in: language, ["officer": officer, "from": Time.rfc3339(from)])
        case .duty(let id, let object, let standing, let due):
            let named = Vocabulary.said(
                ["duty": id, "of": object ?? "", "standing": standing], in: language)
            return (object == nil ? NoticeWords.dutyLine : NoticeWords.dutyOfLine).text(
                in: language, named.merging(["due": Time.rfc3339(due)]) { first, _ in first })
        }
    }
}
