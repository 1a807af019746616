package import CanonicalJSON
import CertificatePolicy
import Cryptography
package import Ledger
import Messages

/// What three secret custodians sign where the security officers are lost: a new one (CP 7.11b, 7.11c).
///
/// Payload: `name`, `publicKey` and, optional, `formerly`, as for `operator.enrol`; it may name the officer whose
/// key was lost, which acts no more once the new one does. The officer is taken in at once and holds the one role of a security officer after the delay that the practice sets. Until then
/// any security officer who is there after all suspends or ends the new one, as any other.
///
/// The delay runs from when the first address outside was told, see `postponements`. Where no mail goes out,
/// custodians sign the same once more with `told`, the SHA-256 of what shows that it was done another way.
package struct OfficerRecovery: Sendable {
    private static let roles: [Role] = [.securityOfficer]

    fileprivate let enrolment: OfficerEnrolment
    /// SHA-256 in hex; nil where somebody is taken in.
    fileprivate let told: String?

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["name", "publicKey", "formerly", "told"])
        told = try payload.json["told"] == nil ? nil : payload.digest("told")
        enrolment = try OfficerEnrolment(payload, roles: Self.roles, ofLost: true)
    }

    /// Whether the officer could be taken in now, and whom outside the authority to tell is known.
    package func judge(_ ledger: some ReadableLedger) throws {
        guard told == nil else { return try judgeTelling(ledger) }
        try enrolment.judge(ledger)
        guard try !ledger.practice().recoveryAddresses.isEmpty else {
            throw Refusal(.recoveryNobodyToTell)
        }
    }

    /// Whether there is somebody who waits, of whom outsiders could have been told.
    private func judgeTelling(_ ledger: some ReadableLedger) throws {
        let officer = try ledger.officer(handle: enrolment.name)
        let isWaiting = try ledger.recovered().contains {
            $0.officer.utf8.elementsEqual(officer.id.utf8)
                && $0.fromMilliseconds > ledger.atMilliseconds
        }
        guard isWaiting, officer.publicKey == enrolment.publicKey else {
            throw Refusal(.recoveryNotWaiting, field: "name", ["name": enrolment.name])
        }
    }

    /// The executor of `operator.recover`.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let recovery = try OfficerRecovery(Payload(payload))
        try recovery.judge(transaction)
        if let told = recovery.told {
            transaction.note("told", .string(told))
            return ["officer": .string(recovery.enrolment.officerID), "told": .string(told)]
        }
        let practice = try transaction.practice()
        let from = transaction.atMilliseconds + practice.recoveryDelayHours * 3_600_000
        try recovery.enrolment.takeIn(&transaction, from: from)
        transaction.note("from", .integer(from))
        return [
            "officer": .string(recovery.enrolment.officerID),
            "role": .string(Role.securityOfficer.rawValue), "from": .integer(from),
            "tell": .array(practice.recoveryAddresses.map { .string($0) }),
        ]
    }

    /// Who was taken in by custodians and is no security officer yet, oldest first; whoever was suspended,
    /// ended or lost the role again is not among them.
    package static func underWay(_ snapshot: Snapshot) throws -> [(officer: String, from: Int64)] {
        let now = snapshot.atMilliseconds
        return try snapshot.recovered().compactMap { grant in
            guard let officer = try snapshot.get(Officer.self, .text(grant.officer)),
                !officer.isSuspended, !officer.isKeyRetired, grant.fromMilliseconds > now
            else { return nil }
            return (grant.officer, grant.fromMilliseconds)
        }
    }

    // MARK: The delay

    /// What a process may have slept through, or a witness may be behind, without anybody's delay growing.
    package static let toleranceMilliseconds: Int64 = 3_600_000
    /// How long a role that should begin waits for a witness to see that it is time.
    private static let patienceMilliseconds: Int64 = 300_000
    /// No batch takes longer.
    private static let batchMilliseconds: Int64 = 60_000

    /// The grants of recovered officers whose delay did not pass although their beginning is reached, or will be
    /// soon, with the beginning that they get; nil where nobody waits. CP 7.11b.
    ///
    /// The delay runs from when somebody outside was told. What passed between the newest entry and a start of
    /// this program counts for an hour at most, since the machine's clock alone says how long it was. Where
    /// witnesses or time-stamping services are asked, their time has to come near the end as well.
    package static func postponements(
        _ snapshot: Snapshot, _ moment: WaitingMoment
    ) throws -> [Grant]? {
        // Most of the time nobody waits; then this is all that a commit reads.
        let begins = try snapshot.rows(
            "SELECT id FROM role_grant WHERE role = ? AND from_at > ? LIMIT 1",
            [.text(Role.securityOfficer.rawValue), .integer(moment.lastMilliseconds)])
        guard !begins.isEmpty else { return nil }
        let waiting = try snapshot.recovered().filter {
            $0.fromMilliseconds > moment.lastMilliseconds
        }
        guard !waiting.isEmpty else { return nil }
        let hours = try snapshot.practiceForStatus().practice.recoveryDelayHours
        return try waiting.compactMap { grant in
            let told = try firstTold(of: grant.officer, snapshot)
            let from = begin(
                grant.fromMilliseconds, told: told, delay: hours * 3_600_000,
                snapshot.atMilliseconds, moment)
            return from > grant.fromMilliseconds ? grant.beginning(atMilliseconds: from) : nil
        }
    }

    private static func begin(
        _ former: Int64, told: Int64?, delay: Int64, _ now: Int64, _ moment: WaitingMoment
    ) -> Int64 {
        var from = former + max(0, moment.unseenMilliseconds - toleranceMilliseconds)
        if let told {
            from = max(from, told + delay)
        } else if from - now < toleranceMilliseconds {
            from = now + delay
        }
        // The acts of a batch read the clock later than this.
        if from <= now + batchMilliseconds, let witnessed = moment.witnessedMilliseconds,
            witnessed < from - toleranceMilliseconds
        {
            from = now + patienceMilliseconds
        }
        return from
    }

    /// The case of the entry by which an address outside was told of an officer, whenever that is.
    package static func noticeCase(of officer: String, to address: String) -> String {
        noticeCase(["notice": "recovery", "officer": .string(officer), "to": .string(address)])
    }

    /// The same for any notice, from the facts that make it one.
    package static func noticeCase(_ facts: [String: JSONValue]) -> String {
        let digest = DigestAlgorithm.sha256.hash(JSONValue.object(facts).canonicalBytes)
        return "notice-" + Hex.encode(Array(digest.prefix(16)))
    }

    /// When the first address of the practice was told, or custodians said that they were; nil before.
    private static func firstTold(of officer: String, _ snapshot: Snapshot) throws -> Int64? {
        let addresses = try snapshot.practiceForStatus().practice.recoveryAddresses
        var moments = try addresses.compactMap { address in
            try snapshot.entries(
                matching: EntryFilter(
                    operation: "notice.deliver", caseID: noticeCase(of: officer, to: address)),
                limit: 1
            ).first?.parsed().timeMilliseconds
        }
        for (proposal, recovery) in try snapshot.recoveries()
        where recovery.told != nil && recovery.enrolment.officerID == officer {
            guard let last = try snapshot.signatures(underProposal: proposal.id).last else {
                continue
            }
            moments.append(try snapshot.entry(at: last.entry).parsed().timeMilliseconds)
        }
        return moments.min()
    }
}

extension ReadableLedger {
    /// Every recovery that was carried out, and every statement that somebody was told of one; oldest first.
    fileprivate func recoveries() throws -> [(proposal: Proposal, recovery: OfficerRecovery)] {
        try select(
            Proposal.self, where: "state = 'done' AND operation = 'operator.recover'",
            orderBy: "opened_at, id"
        ).compactMap { proposal in
            guard let json = try? JSONValue(parsing: Array(proposal.payload.utf8)),
                let recovery = try? OfficerRecovery(Payload(json))
            else { return nil }
            return (proposal, recovery)
        }
    }

    /// The grants by which officers whom custodians took in became security officers, or will; without those that
    /// were taken back before they began.
    fileprivate func recovered() throws -> [Grant] {
        try recoveries().filter { $0.recovery.told == nil }.compactMap { item in
            try grants(of: item.recovery.enrolment.officerID).first { grant in
                grant.role == .securityOfficer
                    && grant.untilMilliseconds.map { $0 > grant.fromMilliseconds } ?? true
            }
        }
    }
}

extension Grant {
    fileprivate func beginning(atMilliseconds from: Int64) -> Grant {
        Grant(
            id: id, officer: officer, role: role, authority: authority, kind: kind, site: site,
            fromMilliseconds: from, untilMilliseconds: untilMilliseconds)
    }
}
