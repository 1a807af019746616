package import CanonicalJSON
import Governance
package import Issuance
package import Ledger
import PKIX
import Status

/// What became of each member of a campaign, counted from rows and entries (CP 6.19d, 6.22).
package struct CampaignCoverage: Sendable {
    package let campaign: Campaign
    /// Whom a mail server took a notice for, that the certificate will be revoked.
    package private(set) var told: Int64 = 0
    /// For whom there was no address, or a mailbox that was refused.
    package private(set) var couldNotBeTold: Int64 = 0
    /// Whose holder has a valid certificate that was issued since the opening.
    package private(set) var replaced: Int64 = 0
    /// By this campaign.
    package private(set) var revoked: Int64 = 0
    /// Revoked by another act, or at the end of their time.
    package private(set) var endedOtherwise: Int64 = 0
    /// Valid or suspended still.
    package private(set) var left: Int64 = 0
    /// The newest entry of its case, which who lets it go on names.
    private let seen: Int64
    private let atMilliseconds: Int64
    private let endMilliseconds: Int64?

    /// It reads every member; the cost follows the cohort.
    package init(_ campaign: Campaign, _ snapshot: Snapshot) throws {
        self.campaign = campaign
        atMilliseconds = snapshot.atMilliseconds
        seen = try snapshot.newestEntry(of: campaign)
        endMilliseconds = try snapshot.end(of: campaign)
        var counts = (told: Int64(0), silent: Int64(0), replaced: Int64(0))
        var ends = (revoked: Int64(0), otherwise: Int64(0), left: Int64(0))
        try campaign.members(of: snapshot).read(snapshot) { member in
            switch try snapshot.telling(of: member, campaign) {
            case "notice.deliver"?: counts.told += 1
            case .some: counts.silent += 1
            case nil: break
            }
            if try snapshot.hasAnotherCertificate(member, after: campaign.entry) {
                counts.replaced += 1
            }
            if try snapshot.isRevoked(member, by: campaign) {
                ends.revoked += 1
            } else if [.valid, .suspended].contains(member.state),
                member.notAfterMilliseconds >= snapshot.atMilliseconds
            {
                ends.left += 1
            } else {
                ends.otherwise += 1
            }
        }
        (told, couldNotBeTold, replaced) = counts
        (revoked, endedOtherwise, left) = ends
    }

    /// Whether it was not at its end by the deadline.
    package var isLate: Bool {
        (endMilliseconds ?? atMilliseconds) > campaign.deadlineMilliseconds
    }

    package var json: JSONValue {
        campaign.json.merging([
            "told": .integer(told), "couldNotBeTold": .integer(couldNotBeTold),
            "replaced": .integer(replaced), "revoked": .integer(revoked),
            "endedOtherwise": .integer(endedOtherwise), "left": .integer(left),
            "late": .bool(isLate), "lastEntry": .integer(seen),
        ])
    }
}

extension Campaign {
    /// As lists tell it.
    package var json: JSONValue {
        func time(_ milliseconds: Int64?) -> JSONValue {
            milliseconds.map { .string(Time.rfc3339($0)) } ?? .null
        }
        return answer.merging([
            "cohort": cohort.json, "asOf": .integer(asOf), "digest": .string(digestHex),
            "reason": .string(reason.rawValue), "cause": mistake.map { .string($0) } ?? .null,
            "incident": incident.map { .string($0) } ?? .null,
            "openedAt": time(openedAtMilliseconds), "entry": .integer(entry),
            "begins": time(beginsMilliseconds), "deadline": time(deadlineMilliseconds),
            "firstSlice": .integer(firstSlice), "slices": .integer(slices),
            "firstAt": time(firstAtMilliseconds), "lastAt": time(lastAtMilliseconds),
        ])
    }

    /// The case of the notice to the holder of one member.
    package func noticeCase(of member: CohortMember) -> String { "\(member.name)/\(id)" }
}

extension ReadableLedger {
    /// `notice.deliver`, `notice.abandon`, or nil while it waits.
    package func telling(of member: CohortMember, _ campaign: Campaign) throws -> String? {
        try rows(
            """
            SELECT operation FROM journal_entry WHERE case_id = ?
                AND operation IN ('notice.deliver', 'notice.abandon')
            ORDER BY operation DESC LIMIT 1
            """, [.text(campaign.noticeCase(of: member))]
        ).first?.text("operation")
    }

    /// The campaign that a line of a history belongs to: its entry is of that case.
    package func campaignID(of line: StatusEvent) throws -> String? {
        guard line.event == .revoked else { return nil }
        return try rows(
            "SELECT case_id FROM journal_entry WHERE place = ? AND operation = 'campaign.slice'",
            [.integer(line.entry)]
        ).first?.optionalText("case_id")
    }

    fileprivate func isRevoked(_ member: CohortMember, by campaign: Campaign) throws -> Bool {
        guard member.state == .revoked else { return false }
        let found = try rows(
            """
            SELECT e.sequence AS sequence FROM status_event e
                JOIN journal_entry j ON j.place = e.entry
            WHERE e.authority = ? AND e.serial = ? AND e.event = 'revoked' AND j.case_id = ?
            """, [.text(member.authority), .text(member.serialHex), .text(campaign.id)])
        return !found.isEmpty
    }
}
