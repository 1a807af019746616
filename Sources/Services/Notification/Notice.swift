import CanonicalJSON
package import CertificatePolicy
import Conformance
import Governance
import Issuance
package import Ledger
package import Registration

/// Something that one recipient is told by mail or short message, once.
///
/// Nothing is stored of a notice that waits: what has to be told follows from rows and entries, what was
/// told from the entry that says that a mail server or a gateway took it.
package struct Notice: Sendable, Hashable {
    package enum Recipient: Sendable, Hashable {
        /// Outside the authority, as the practice names it.
        case address(String)
        /// Whoever reads the mailbox of a role.
        case role(Role)
        /// Whose certificate it is, see `ReadableLedger.subscriberContact(of:)`; of an act, by its object. Nil where
        /// nobody can be told.
        case subscriber(certificate: String, contact: SubscriberContact?)

        /// As it stands in the journal: no address of a person of the authority does.
        var name: String {
            switch self {
            case .address(let address): address
            case .role(let role): role.rawValue
            case .subscriber(let certificate, _): certificate
            }
        }
    }

    package enum Subject: Sendable, Hashable {
        /// Custodians took in a new security officer, who is one from then on (CP 7.11b).
        case recovery(officer: String, fromMilliseconds: Int64)
        /// Something is due soon, overdue, or so long overdue that those who grant roles see to it.
        case duty(id: String, object: String?, standing: String, dueMilliseconds: Int64)
        /// A certificate ends in so many days at most (CP 6.13).
        case ending(certificate: String, days: Int64, notAfterMilliseconds: Int64)
        /// A certificate that is on hold until it is accepted is revoked then (CP 6.12).
        case acceptance(certificate: String, untilMilliseconds: Int64)
        /// A certificate was issued (CP 6.11), suspended, released or revoked (CP 6.19d).
        case news(CertificateNews)
        /// Something was done in the name of who is known already (CP 6.14, 6.19d).
        case act(ActNews)

        /// What a query finds, see `SubscriberNews`.
        var news: SubscriberNews? {
            switch self {
            case .news(let told): told.news
            case .act(let told): told.news
            case .recovery, .duty, .ending, .acceptance, .campaign: nil
            }
        }
        /// A certificate will be revoked with many others (CP 6.19d, 6.22).
        case campaign(CampaignNews)
    }

    package let subject: Subject
    package let recipient: Recipient

    /// What the entry says of it.
    var facts: [String: JSONValue] {
        switch subject {
        case .recovery(let officer, let from):
            [
                "notice": "recovery", "officer": .string(officer), "from": .integer(from),
                "to": .string(recipient.name),
            ]
        case .duty(let id, let object, let standing, let due):
            [
                "notice": "duty", "duty": .string(id), "of": object.map { .string($0) } ?? .null,
                // What is always due at once is told once a day.
                "standing": .string(standing), "day": .integer(due / 86_400_000),
                "to": .string(recipient.name),
            ]
        case .ending(let certificate, let days, _):
            [
                "notice": "ending", "certificate": .string(certificate), "days": .integer(days),
                "to": .string(recipient.name),
            ]
        case .acceptance(let certificate, let until):
            [
                "notice": "acceptance", "certificate": .string(certificate),
                "until": .integer(until), "to": .string(recipient.name),
            ]
        case .news(let told): told.facts
        case .act(let told): told.facts
        case .campaign(let told): told.facts
        }
    }

    /// The case of its entry: the same for the same notice, whenever somebody asks. The beginning of a role that
    /// waits may move, and is the same notice.
    var caseID: String {
        switch subject {
        case .recovery(let officer, _):
            OfficerRecovery.noticeCase(of: officer, to: recipient.name)
        case .news(let told): told.news.object
        case .act(let told): told.news.object
        case .campaign(let told): told.object
        case .duty, .ending, .acceptance: OfficerRecovery.noticeCase(facts)
        }
    }

    /// The request that enters it, which is shorter than some cases.
    var requestID: String {
        switch subject {
        case .news, .act, .campaign: OfficerRecovery.noticeCase(facts)
        case .recovery, .duty, .ending, .acceptance: caseID
        }
    }

    /// From when on it may have been told.
    var sinceMilliseconds: Int64 {
        switch subject {
        case .news(let told): told.news.atMilliseconds
        case .act(let told): told.news.atMilliseconds
        case .campaign(let told): told.sinceMilliseconds
        case .ending(_, let days, let end): end - days * Milliseconds.day
        case .acceptance(_, let until): until - Notice.acceptanceReminder
        case .recovery, .duty: 0
        }
    }

    /// When a subscriber should have been told, of what somebody writes where mail does not arrive.
    var toldByMilliseconds: Int64? {
        switch subject {
        case .news(let told): told.news.atMilliseconds + SubscriberNews.limitMilliseconds
        case .act(let told): told.news.atMilliseconds + SubscriberNews.limitMilliseconds
        case .campaign(let told): told.sinceMilliseconds + SubscriberNews.limitMilliseconds
        case .recovery, .duty, .ending, .acceptance: nil
        }
    }
}

extension Snapshot {
    /// What outsiders named in the practice have to be told.
    func noticesToOutsiders() throws -> [Notice] {
        // Who waits is told of even where somebody made the settings unreadable.
        let practice = try practiceForStatus().practice
        let addresses = practice.recoveryAddresses
        let delay = practice.recoveryDelayHours * 3_600_000
        return try OfficerRecovery.underWay(self).flatMap { officer, from in
            let isTold = try Notice.toldOutside(of: officer, self)
                .contains { $0.atMilliseconds != nil }
            // The delay runs from the first of them on.
            let begin = isTold ? from : max(from, atMilliseconds + delay)
            return addresses.map {
                Notice(
                    subject: .recovery(officer: officer, fromMilliseconds: begin),
                    recipient: .address($0))
            }
        }
    }

    /// What is due soon or late, for the mailboxes of those who see to it.
    func noticesOfDuties(foundedMilliseconds: Int64) throws -> [Notice] {
        try notices(of: DutyList(self, foundedMilliseconds: foundedMilliseconds).owed)
    }

    /// What was reported from outside: the same notices, told at once.
    func noticesOfReports() throws -> [Notice] { try notices(of: reportsOwed()) }

    private func notices(of owed: [OwedDuty]) -> [Notice] {
        owed.filter { $0.stateWord != ConformanceState.held.rawValue }
            .flatMap { owed in
                let subject = Notice.Subject.duty(
                    id: owed.duty.id, object: owed.object,
                    standing: owed.standing.isEscalated ? "escalated" : owed.stateWord,
                    // What is due at once is told again each day.
                    dueMilliseconds: owed.duty.warningMilliseconds == 0
                        ? atMilliseconds - 1 : owed.standing.dueMilliseconds)
                return Set(owed.responsible).sorted { $0.rawValue < $1.rawValue }
                    .map { Notice(subject: subject, recipient: .role($0)) }
            }
    }

    /// The entry that says that a mail server took it, and when; nil where there is none.
    func delivery(of notice: Notice) throws -> StoredEntry? {
        try entries(
            matching: EntryFilter(operation: Notice.operation, caseID: notice.caseID), limit: 1
        ).first
    }
}

extension Notice {
    static let operation = "notice.deliver"

    /// When each of the addresses outside was told of a new security officer; nil where it was not.
    package static func toldOutside(
        of officer: String, _ snapshot: Snapshot
    ) throws -> [(address: String, atMilliseconds: Int64?)] {
        try snapshot.practiceForStatus().practice.recoveryAddresses.map { address in
            let notice = Notice(
                subject: .recovery(officer: officer, fromMilliseconds: 0),
                recipient: .address(address))
            return (
                address, try snapshot.delivery(of: notice).map { try $0.parsed().timeMilliseconds }
            )
        }
    }
}
