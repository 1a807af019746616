import CertificatePolicy
import Issuance
import Ledger
import Messages
import PKIX
import Registration

/// The words of a message, in all three languages one below the other.
struct NoticeText {
    let subject: String
    let body: String

    /// More notices in one message nobody reads; the others are for the next.
    static let limit = 100

    /// What belongs together, with the words around it.
    struct Part {
        let title: Text
        let head: Text
        let foot: Text
        var told: [Notice.Subject] = []
    }

    /// - Parameter subjects: at least one; a thing that two roles of one mailbox see to stands once.
    init(
        _ subjects: [Notice.Subject], origin: String, environment: LedgerEnvironment,
        atMilliseconds: Int64
    ) {
        var told: [Notice.Subject] = []
        for subject in subjects where !told.contains(subject) { told.append(subject) }
        let parts = Self.parts(told)
        let arguments = [
            "origin": origin, "time": Time.rfc3339(atMilliseconds), "count": String(told.count),
        ]
        let title = parts.count == 1 ? parts[0].title : NoticeWords.newsTitle
        let mark = environment == .test ? "[TEST] " : ""
        subject =
            mark
            + Language.allCases.map { title.text(in: $0, arguments) }.joined(separator: " · ")
        body =
            Language.allCases.map { language in
                let order = parts.count == 1 ? [] : [NoticeWords.newsOrder.text(in: language)]
                return
                    (order
                    + parts.map { part in
                        let lines = part.told.map { "- " + Self.line($0, in: language) }
                        let texts = [part.head, part.foot].map { $0.text(in: language, arguments) }
                        return texts[0] + "\n\n" + lines.joined(separator: "\n") + "\n\n" + texts[1]
                    }).joined(separator: "\n\n")
            }.joined(separator: "\n\n—\n\n") + "\n"
    }

    /// In the order of what is told: whoever was released and suspended anew is suspended.
    private static func parts(_ told: [Notice.Subject]) -> [Part] {
        var parts: [Part] = []
        for subject in told {
            let part = part(of: subject)
            if parts.last?.title != part.title { parts.append(part) }
            parts[parts.count - 1].told.append(subject)
        }
        return parts
    }

    static func part(of subject: Notice.Subject) -> Part {
        switch subject {
        case .recovery:
            Part(
                title: NoticeWords.recoveryTitle, head: NoticeWords.recoveryHead,
                foot: NoticeWords.recoveryFoot)
        case .ending:
            Part(
                title: NoticeWords.endingTitle, head: NoticeWords.endingHead,
                foot: NoticeWords.endingFoot)
        case .acceptance:
            Part(
                title: NoticeWords.acceptanceTitle, head: NoticeWords.acceptanceHead,
                foot: NoticeWords.acceptanceFoot)
        case .news(let told):
            Part(title: told.words.title, head: told.words.head, foot: told.words.foot)
        case .act:
            Part(
                title: NoticeWords.actTitle, head: NoticeWords.actHead,
                foot: NoticeWords.actFoot)
        case .campaign:
            Part(
                title: NoticeWords.campaign.title, head: NoticeWords.campaign.head,
                foot: NoticeWords.campaign.foot)
        case .duty:
            Part(
                title: NoticeWords.dutiesTitle, head: NoticeWords.dutiesHead,
                foot: NoticeWords.dutiesFoot)
        }
    }

    static func line(_ subject: Notice.Subject, in language: Language) -> String {
        switch subject {
        case .recovery(let officer, let from):
            return NoticeWords.recoveryLine.text(
                in: language, ["officer": officer, "from": Time.rfc3339(from)])
        case .ending(let certificate, _, let end):
            return NoticeWords.endingLine.text(
                in: language, ["certificate": certificate, "until": localTime(end)])
        case .acceptance(let certificate, let until):
            return NoticeWords.acceptanceLine.text(
                in: language, ["certificate": certificate, "until": localTime(until)])
        case .news(let told): return told.line(in: language)
        case .act(let told): return told.line(in: language)
        case .campaign(let told): return told.line(in: language)
        case .duty(let id, let object, let standing, let due):
            let named = Vocabulary.said(
                ["duty": id, "of": object ?? "", "standing": standing], in: language)
            return (object == nil ? NoticeWords.dutyLine : NoticeWords.dutyOfLine).text(
                in: language, named.merging(["due": Time.rfc3339(due)]) { first, _ in first })
        }
    }

    /// By the clocks of Hong Kong and the mainland, which subscribers read: `2026-11-29 20:12:24 (UTC+8)`.
    static func localTime(_ milliseconds: Int64) -> String {
        let seconds = milliseconds - milliseconds % Milliseconds.second
        let written = Time.rfc3339(seconds + 8 * Milliseconds.hour)
        let parts = written.dropLast().split(separator: "T")
        return parts.joined(separator: " ") + " (UTC+8)"
    }
}

extension CertificateNews {
    /// What is told of an event that has words; the others are told to nobody.
    var words: NoticeWords.News {
        switch news.event {
        case .issued where acceptUntilMilliseconds != nil: NoticeWords.issuedOnHold
        case .issued, .applied, .contactAdded, .contactGivenUp: NoticeWords.issued
        case .suspended: NoticeWords.suspended
        case .released where reason == StatusEvent.accepted: NoticeWords.accepted
        case .released: NoticeWords.released
        case .revoked: NoticeWords.revoked
        }
    }

    func line(in language: Language) -> String {
        let isGiven = words == NoticeWords.issued || words == NoticeWords.accepted
        let until =
            isGiven ? notAfterMilliseconds : untilMilliseconds ?? acceptUntilMilliseconds
        return words.line.text(
            in: language,
            [
                "name": authorityName, "authority": news.authority, "serial": news.serialHex,
                "from": NoticeText.localTime(notBeforeMilliseconds),
                "until": until.map(NoticeText.localTime) ?? "–", "address": address,
                "digest": digestHex, "at": NoticeText.localTime(news.atMilliseconds),
                "reason": Vocabulary.said(reason ?? "unspecified", under: "cause", in: language),
            ])
    }
}

extension ActNews {
    private var act: Text {
        switch news.event {
        case .issued, .applied: NoticeWords.applied
        case .contactAdded: NoticeWords.contactAdded
        case .contactGivenUp: NoticeWords.contactGivenUp
        case .suspended: NoticeWords.suspendedAct
        case .released: NoticeWords.releasedAct
        case .revoked: NoticeWords.revokedAct
        }
    }

    func line(in language: Language) -> String {
        let objection =
            objection.isEmpty ? NoticeWords.objectionByStatement.text(in: language) : objection
        return NoticeWords.actLine.text(
            in: language,
            [
                "act": act.text(
                    in: language,
                    ["from": fromMilliseconds.map(NoticeText.localTime) ?? "–"]),
                "name": authorityName,
                "at": NoticeText.localTime(news.atMilliseconds), "objection": objection,
            ])
    }
}
