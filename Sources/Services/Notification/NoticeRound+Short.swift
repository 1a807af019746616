import CertificatePolicy
import Governance
import Issuance
import Ledger
import Messages
import Registration

extension NoticeRound {
    /// One message for each kind of what happened, in the order of events: nobody is called ten times for ten
    /// certificates.
    /// - Throws: `sms.refused`, `sms.notTaken`, `contact.noGateway`, `connector.agreementMissing`.
    func tellShortly(
        _ notices: [Notice], to telephone: TelephoneNumber, in language: Language?,
        by messages: ShortMessages
    ) async throws {
        let practice = try await ledger.read { try $0.practiceForStatus().practice }
        var kinds: [(words: Text, days: Int64?, notices: [Notice])] = []
        for notice in notices {
            guard let (words, days) = notice.subject.shortWords else { continue }
            if let place = kinds.firstIndex(where: { $0.words == words && $0.days == days }) {
                kinds[place].notices.append(notice)
            } else {
                kinds.append((words, days, [notice]))
            }
        }
        for (words, days, told) in kinds {
            let text = ShortText(
                words, in: language ?? practice.language, name: practice.organization,
                days.map { ["days": String($0)] } ?? [:],
                isTest: ledger.identity.environment == .test)
            try await messages.send(
                text.text, to: telephone,
                about: told.map(\.caseID).sorted().joined(separator: " "),
                sinceMilliseconds: told.map(\.sinceMilliseconds).min() ?? 0)
        }
    }
}

extension Notice.Subject {
    /// Nil for what no subscriber is told.
    fileprivate var shortWords: (words: Text, days: Int64?)? {
        switch self {
        case .recovery, .duty: nil
        case .ending(_, let days, _): (NoticeWords.shortEnding, days)
        case .acceptance: (NoticeWords.shortOnHold, nil)
        case .campaign: (NoticeWords.shortCampaign, nil)
        case .news(let told):
            switch told.news.event {
            case .issued where told.acceptUntilMilliseconds != nil: (NoticeWords.shortOnHold, nil)
            case .released where told.reason == StatusEvent.accepted:
                (NoticeWords.shortAccepted, nil)
            case .issued, .applied, .contactAdded, .contactGivenUp: (NoticeWords.shortIssued, nil)
            case .suspended: (NoticeWords.shortSuspended, nil)
            case .released: (NoticeWords.shortReleased, nil)
            case .revoked: (NoticeWords.shortRevoked, nil)
            }
        case .act(let told):
            switch told.news.event {
            case .contactAdded: (NoticeWords.shortContact, nil)
            case .contactGivenUp: (NoticeWords.shortContactEnd, nil)
            case .applied, .issued, .suspended, .released, .revoked: (NoticeWords.shortAct, nil)
            }
        }
    }
}
