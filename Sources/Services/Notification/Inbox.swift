import Campaigns
package import CanonicalJSON
import Governance
package import Issuance
package import Ledger
package import Messages
import PKIX
import Registration

/// What a subscriber was told, readable later, and what nobody could be told.
///
/// Nothing is stored for it: it follows from histories, applications and campaigns as the notices themselves do, and from
/// the entries that say what was delivered. The words are those of the message.
package struct Inbox {
    /// Something that a subscriber is told, and what its entries are found by.
    private struct Item {
        let notice: Notice
        /// The order: of the entry that made it so, or of the reminder.
        let atMilliseconds: Int64
        let place: Int64
        var certificate: String?
        /// The case of its entries, or what each of them begins with.
        let cases: (first: String, end: String?)
    }

    package static let pageSize = 50

    private let snapshot: Snapshot
    private var items: [Item] = []

    /// A valid certificate reads what concerns its subscriber, once its own application brought a contact that counts:
    /// until then whoever was there before may object. Every other one reads of itself alone.
    ///
    /// - Parameter record: whose key was shown.
    /// - Throws: `subscriber.restricted`.
    package init(of record: CertificateRecord, _ snapshot: Snapshot) throws {
        self.snapshot = snapshot
        let application = try record.application.flatMap {
            try snapshot.get(Application.self, .text($0))
        }
        let subscriber = application?.subscriber
        if let subscriber { try snapshot.subscriber(subscriber).judgeUse() }
        guard let application, let subscriber, record.state == .valid,
            (record.notBeforeMilliseconds...record.notAfterMilliseconds)
                .contains(snapshot.atMilliseconds),
            try snapshot.bringsContactThatCounts(application)
        else {
            try add(record)
            return
        }
        // Of itself, however many are newer.
        try add(record)
        for other in try snapshot.applications(of: subscriber) where other.id != application.id {
            guard let serial = other.serialHex,
                let certificate = try snapshot.get(
                    CertificateRecord.self, .text(other.authority), .text(serial))
            else { continue }
            try add(certificate)
        }
        let objection = try snapshot.practiceForStatus().practice.hotline
        for news in try snapshot.acts(inNameOf: subscriber) {
            guard let told = try ActNews(news, objection: objection, snapshot) else { continue }
            add(
                .act(told), at: news.atMilliseconds, news.entry,
                // Whichever contact was told.
                cases: ("\(news.object)/", "\(news.object)0"))
        }
    }

    private mutating func add(_ record: CertificateRecord) throws {
        let name = "\(record.authority)/\(record.serialHex)"
        for news in try snapshot.news(of: record) {
            guard let told = try CertificateNews(news, record, snapshot) else { continue }
            add(
                .news(told), of: name, at: news.atMilliseconds, news.entry,
                cases: (news.object, nil))
        }
        try addReminders(of: record, name)
        try addCampaigns(of: record, name)
    }

    /// Those that were told, and the one that is due.
    private mutating func addReminders(of record: CertificateRecord, _ name: String) throws {
        let due = try snapshot.endings(of: record).map(\.subject)
        var reminders = Notice.reminderDays.map { days in
            Notice.Subject.ending(
                certificate: name, days: days, notAfterMilliseconds: record.notAfterMilliseconds)
        }
        if let acceptance = Notice.acceptance(of: record) { reminders.append(acceptance) }
        for subject in reminders {
            let notice = Self.notice(subject, of: name)
            let delivery = try snapshot.delivery(of: notice)
            let isDue: Bool
            if case .acceptance = subject {
                isDue =
                    record.awaitsAcceptance && record.state == .suspended
                    && notice.sinceMilliseconds <= snapshot.atMilliseconds
            } else {
                isDue = due.contains(subject)
            }
            guard delivery != nil || isDue else { continue }
            add(
                subject, of: name,
                at: try delivery?.parsed().timeMilliseconds ?? notice.sinceMilliseconds,
                delivery?.index ?? 0, cases: (notice.caseID, nil))
        }
    }

    /// Those that were told, and those that go on.
    private mutating func addCampaigns(of record: CertificateRecord, _ name: String) throws {
        var campaigns = try snapshot.campaignsTold(of: name)
        let isServed =
            [.valid, .suspended].contains(record.state)
            && record.notAfterMilliseconds >= snapshot.atMilliseconds
        for campaign in try snapshot.openCampaigns()
        where isServed && campaign.state != .stopped
            && !campaigns.contains(where: { $0.id == campaign.id })
        {
            campaigns.append(campaign)
        }
        for campaign in campaigns {
            guard let member = try campaign.members(of: snapshot).member(record, snapshot),
                let told = try CampaignNews(member, campaign, snapshot)
            else { continue }
            add(
                .campaign(told), of: name, at: campaign.openedAtMilliseconds, campaign.entry,
                cases: (told.object, nil))
        }
    }

    private mutating func add(
        _ subject: Notice.Subject, of certificate: String? = nil, at moment: Int64, _ place: Int64,
        cases: (first: String, end: String?)
    ) {
        items.append(
            Item(
                notice: Self.notice(subject, of: certificate ?? cases.first),
                atMilliseconds: moment, place: place, certificate: certificate, cases: cases))
    }

    /// Which address it is makes it no other notice.
    private static func notice(_ subject: Notice.Subject, of object: String) -> Notice {
        Notice(subject: subject, recipient: .subscriber(certificate: object, contact: nil))
    }

    /// The newest first, in one language.
    package func page(_ number: Int, origin: String, in language: Language) throws -> JSONValue {
        let sorted = items.sorted {
            ($0.atMilliseconds, $0.place, $0.cases.first)
                > ($1.atMilliseconds, $1.place, $1.cases.first)
        }
        let shown = sorted.dropFirst((number - 1) * Self.pageSize).prefix(Self.pageSize)
        return [
            "notices": .array(try shown.map { try json($0, origin: origin, in: language) }),
            "page": .integer(Int64(number)), "size": .integer(Int64(Self.pageSize)),
            "total": .integer(Int64(items.count)), "more": false,
        ]
    }

    private func json(
        _ item: Item, origin: String, in language: Language
    ) throws -> JSONValue {
        let part = NoticeText.part(of: item.notice.subject)
        func said(_ text: Text) -> JSONValue {
            .string(text.text(in: language, ["origin": origin]))
        }
        let telling = try snapshot.telling(item.cases)
        return [
            "notice": .string(item.notice.subject.kind),
            "certificate": item.certificate.map { .string($0) } ?? .null,
            "at": .string(Time.rfc3339(item.atMilliseconds)), "title": said(part.title),
            "head": said(part.head),
            "text": .string(NoticeText.line(item.notice.subject, in: language)),
            "foot": said(part.foot), "told": telling.told, "notTold": telling.notTold,
        ]
    }
}

extension Notice.Subject {
    /// As answers name it.
    fileprivate var kind: String {
        switch self {
        case .news(let told): told.news.event.rawValue
        case .act(let told): told.news.event.rawValue
        case .ending: "ending"
        case .acceptance: "acceptance"
        case .campaign: "campaign"
        case .recovery, .duty: "other"
        }
    }
}

extension Snapshot {
    /// Of one thing nobody reads more.
    private static var tellings: Int { 100 }

    private func within(_ column: String, _ cases: (first: String, end: String?)) -> (
        sql: String, values: [Value]
    ) {
        guard let end = cases.end else { return ("\(column) = ?", [.text(cases.first)]) }
        return ("\(column) >= ? AND \(column) < ?", [.text(cases.first), .text(end)])
    }

    /// When and by what way it was told first; else why it could not be.
    fileprivate func telling(
        _ cases: (first: String, end: String?)
    ) throws -> (told: JSONValue, notTold: JSONValue) {
        let entries = within("case_id", cases)
        let found = try rows(
            """
            SELECT place FROM journal_entry WHERE \(entries.sql)
                AND operation IN ('notice.deliver', 'notice.abandon')
            ORDER BY place LIMIT \(Self.tellings)
            """, entries.values
        ).map { try entry(at: $0.integer("place")).parsed() }
        if let told = found.first(where: { $0.operation == Notice.operation }) {
            // Before there were short messages, mail was the only one.
            let ways = (told.facts["way"]?.string ?? "mail").split(separator: " ")
            return (
                [
                    "at": .string(Time.rfc3339(told.timeMilliseconds)),
                    "way": .array(ways.map { .string(String($0)) }),
                ], .null
            )
        }
        let objects = within("object", cases)
        let letter = try rows(
            "SELECT MIN(at) AS at FROM duty_fulfilment WHERE \(objects.sql)", objects.values
        ).first?.optionalInteger("at")
        if let letter {
            return (["at": .string(Time.rfc3339(letter)), "way": ["letter"]], .null)
        }
        guard let abandoned = found.first else { return (.null, .null) }
        return (
            .null,
            [
                "at": .string(Time.rfc3339(abandoned.timeMilliseconds)),
                "cause": abandoned.facts["cause"] ?? .null,
            ]
        )
    }

    /// Campaigns that the holder of a certificate was told of, or could not be.
    fileprivate func campaignsTold(of certificate: String) throws -> [Campaign] {
        let cases = within("case_id", ("\(certificate)/cam-", "\(certificate)/cam."))
        let found = try rows(
            """
            SELECT DISTINCT case_id FROM journal_entry WHERE \(cases.sql)
                AND operation IN ('notice.deliver', 'notice.abandon') LIMIT \(Self.tellings)
            """, cases.values)
        return try found.compactMap { row in
            try row.text("case_id").split(separator: "/").last.flatMap {
                try get(Campaign.self, .text(String($0)))
            }
        }
    }
}
