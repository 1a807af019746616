import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import Registration

/// What a subscriber is told of one thing that happened to a certificate.
package struct CertificateNews: Sendable, Hashable {
    let news: SubscriberNews
    /// As it names itself in certificates.
    let authorityName: String
    /// Why, by a code of ``StatusEvent``; nil where there is none.
    let reason: String?
    /// When a suspension is decided on at the latest.
    let untilMilliseconds: Int64?
    /// Until when it waits to be accepted; nil where it does not (CP 6.12).
    let acceptUntilMilliseconds: Int64?
    let notBeforeMilliseconds: Int64
    let notAfterMilliseconds: Int64
    /// Where anybody gets the certificate.
    let address: String
    /// Of the certificate; empty where there is none of what was taken over.
    let digestHex: String

    /// - Returns: nil where the row or the line is gone.
    init?(_ news: SubscriberNews, _ record: CertificateRecord, _ snapshot: Snapshot) throws {
        guard
            let line = try snapshot.statusHistory(of: record)
                .first(where: { $0.sequence == news.line }),
            let authority = try snapshot.get(Authority.self, .text(news.authority))
        else { return nil }
        self.news = news
        authorityName = authority.commonName
        reason = line.cause ?? line.reason.map { "\($0)" }
        untilMilliseconds = line.untilMilliseconds
        acceptUntilMilliseconds = record.awaitsAcceptance ? record.acceptUntilMilliseconds : nil
        notBeforeMilliseconds = record.notBeforeMilliseconds
        notAfterMilliseconds = record.notAfterMilliseconds
        address = "\(authority.baseURL)/certificates/\(news.certificate).cer"
        digestHex =
            record.certificate.map { Hex.encode(DigestAlgorithm.sha256.hash($0)) } ?? ""
    }

    var facts: [String: JSONValue] {
        [
            "notice": .string(news.event.rawValue), "certificate": .string(news.certificate),
            "line": .integer(news.line), "of": .integer(news.entry),
            "to": .string(news.certificate),
        ]
    }
}

/// What a contact that was proven before is told of an act in its subscriber's name: what was done, when, and where to
/// object. No number stands in it, and nothing of who acted.
package struct ActNews: Sendable, Hashable {
    let news: SubscriberNews
    /// As it names itself in certificates.
    let authorityName: String
    /// As the practice says; empty where it says nothing.
    let objection: String
    /// Of a contact that comes or goes: from when on.
    let fromMilliseconds: Int64?

    /// - Returns: nil where the authority is gone.
    init?(_ news: SubscriberNews, objection: String, _ snapshot: Snapshot) throws {
        guard let authority = try snapshot.get(Authority.self, .text(news.authority))
        else { return nil }
        self.news = news
        authorityName = authority.commonName
        self.objection = objection
        fromMilliseconds =
            [.contactAdded, .contactGivenUp].contains(news.event)
            ? try snapshot.contactBegin(ofEntry: news.entry) : nil
    }

    var facts: [String: JSONValue] {
        var facts: [String: JSONValue] = [
            "notice": "act", "act": .string(news.event.rawValue),
            "contact": .integer(news.contact ?? 0), "to": .string(news.object),
        ]
        if let application = news.application {
            facts["application"] = .string(application)
        } else {
            facts["certificate"] = .string(news.certificate)
        }
        return facts
    }
}

/// What is there to be told to subscribers now.
struct WaitingNews {
    private(set) var notices: [Notice] = []
    /// For whom there is no address.
    private(set) var unaddressed: [Notice] = []
    /// The first entry that is not settled.
    let from: Int64
    let atMilliseconds: Int64

    /// What is older is told no more: who switches mail on is not to tell of last year.
    private static let windowMilliseconds = 30 * Milliseconds.day
    /// Of one turn, see ``NoticeSchedule``: so many at most go out in 20 seconds, whatever was revoked at once.
    static let limit = 100

    /// - Parameter resting: what was tried lately, and for what.
    init(_ snapshot: Snapshot, from place: Int64?, resting: Set<String>) throws {
        atMilliseconds = snapshot.atMilliseconds
        let since = atMilliseconds - Self.windowMilliseconds
        let waiting = try snapshot.waitingNews(
            from: place ?? snapshot.firstPlace(since: since), sinceMilliseconds: since,
            limit: Self.limit + resting.count)
        from = try waiting.first?.entry ?? snapshot.journalSize()
        // Who has to be told is told even where somebody made the settings unreadable.
        let objection = try snapshot.practiceForStatus().practice.hotline
        for news in waiting.filter({ !resting.contains($0.object) }).prefix(Self.limit) {
            guard news.contact == nil else {
                try add(news, objection: objection, snapshot)
                continue
            }
            guard
                let record = try snapshot.get(
                    CertificateRecord.self, .text(news.authority), .text(news.serialHex)),
                let subject = try CertificateNews(news, record, snapshot)
            else { continue }
            let contact = try snapshot.subscriberContact(of: record)
            let notice = Notice(
                subject: .news(subject),
                recipient: .subscriber(certificate: news.certificate, contact: contact))
            if contact == nil { unaddressed.append(notice) } else { notices.append(notice) }
        }
    }

    private mutating func add(
        _ news: SubscriberNews, objection: String, _ snapshot: Snapshot
    ) throws {
        guard let subject = try ActNews(news, objection: objection, snapshot) else { return }
        let contact = try snapshot.contact(ofAct: news)
        let notice = Notice(
            subject: .act(subject),
            recipient: .subscriber(certificate: news.object, contact: contact))
        if contact == nil { unaddressed.append(notice) } else { notices.append(notice) }
    }
}

extension Snapshot {
    /// The first entry of a time or later.
    fileprivate func firstPlace(since moment: Int64) throws -> Int64 {
        try rows(
            "SELECT place FROM journal_entry WHERE at >= ? ORDER BY at, place LIMIT 1",
            [.integer(moment)]
        ).first?.integer("place") ?? journalSize()
    }
}
