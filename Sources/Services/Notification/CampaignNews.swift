import Campaigns
import CanonicalJSON
import Issuance
import Ledger
import Messages
import Registration
import Status

/// What a subscriber is told of a certificate that will be revoked with many others.
package struct CampaignNews: Sendable, Hashable {
    let campaign: String
    let authority: String
    let serialHex: String
    /// As it names itself in certificates.
    let authorityName: String
    let reason: String
    let beginsMilliseconds: Int64
    let deadlineMilliseconds: Int64
    /// When the campaign was opened.
    let sinceMilliseconds: Int64

    init?(_ member: CohortMember, _ campaign: Campaign, _ snapshot: Snapshot) throws {
        guard let authority = try snapshot.get(Authority.self, .text(member.authority)) else {
            return nil
        }
        self.campaign = campaign.id
        self.authority = member.authority
        serialHex = member.serialHex
        authorityName = authority.commonName
        reason = campaign.mistake ?? campaign.reason.rawValue
        beginsMilliseconds = campaign.beginsMilliseconds
        deadlineMilliseconds = campaign.deadlineMilliseconds
        sinceMilliseconds = campaign.openedAtMilliseconds
    }

    var certificate: String { "\(authority)/\(serialHex)" }
    /// The case of its entry, see `Campaign.noticeCase`.
    var object: String { "\(certificate)/\(campaign)" }

    var facts: [String: JSONValue] {
        [
            "notice": "campaign", "certificate": .string(certificate),
            "campaign": .string(campaign), "to": .string(certificate),
        ]
    }

    func line(in language: Language) -> String {
        NoticeWords.campaign.line.text(
            in: language,
            [
                "name": authorityName, "authority": authority, "serial": serialHex,
                "from": NoticeText.localTime(beginsMilliseconds),
                "until": NoticeText.localTime(deadlineMilliseconds),
                "reason": Vocabulary.said(reason, under: "cause", in: language),
            ])
    }
}

/// Whose certificate will be revoked by a campaign, and is not told of it yet.
struct WaitingCampaignNews {
    private(set) var notices: [Notice] = []
    /// For whom there is no address.
    private(set) var unaddressed: [Notice] = []
    /// Behind which members of each campaign nobody waits any more.
    private(set) var settled: [String: CohortMember.Place] = [:]
    let atMilliseconds: Int64

    /// So many members are looked at in one turn; most of them wait only once.
    private static let pageSize = 500

    /// Nobody is told whose certificate has ended meanwhile, or of a campaign that was stopped or is done.
    init(
        _ snapshot: Snapshot, behind places: [String: CohortMember.Place], resting: Set<String>
    ) throws {
        atMilliseconds = snapshot.atMilliseconds
        for campaign in try snapshot.openCampaigns() where campaign.state != .stopped {
            let page = try campaign.members(of: snapshot).members(
                snapshot, after: places[campaign.id], limit: Self.pageSize + resting.count)
            var isSettled = true
            for member in page {
                guard notices.count + unaddressed.count < WaitingNews.limit else { return }
                if try waits(member, campaign, resting, snapshot) { isSettled = false }
                if isSettled { settled[campaign.id] = member.place }
            }
        }
    }

    /// Whether it has to be told still; then it stands among the notices, unless it rests.
    private mutating func waits(
        _ member: CohortMember, _ campaign: Campaign, _ resting: Set<String>, _ snapshot: Snapshot
    ) throws -> Bool {
        guard [.valid, .suspended].contains(member.state),
            member.notAfterMilliseconds >= snapshot.atMilliseconds,
            try snapshot.telling(of: member, campaign) == nil
        else { return false }
        guard !resting.contains(campaign.noticeCase(of: member)) else { return true }
        let record = try snapshot.get(
            CertificateRecord.self, .text(member.authority), .text(member.serialHex))
        guard let record, let subject = try CampaignNews(member, campaign, snapshot) else {
            return false
        }
        let contact = try snapshot.subscriberContact(of: record)
        let notice = Notice(
            subject: .campaign(subject),
            recipient: .subscriber(certificate: subject.certificate, contact: contact))
        if contact == nil { unaddressed.append(notice) } else { notices.append(notice) }
        return true
    }
}

extension NoticeRound {
    /// Whose certificate will be revoked by a campaign. CP 6.19d, 6.22. A bounded number at a time, as of news.
    /// - Throws: the first failure that is not of one mailbox alone.
    package func tellOfCampaigns() async throws {
        let memory = self.memory
        let waiting = try await ledger.readAtLength(forServer: true) { snapshot in
            let (_, resting) = memory.view(atMilliseconds: snapshot.atMilliseconds)
            return try WaitingCampaignNews(snapshot, behind: memory.places, resting: resting)
        }
        memory.settle(waiting.settled)
        try await hand(
            waiting.notices, unaddressed: waiting.unaddressed,
            atMilliseconds: waiting.atMilliseconds)
    }
}
