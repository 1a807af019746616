import CanonicalJSON
package import Cryptography
import Governance
package import Issuance
package import Ledger
package import MerkleLog
import Messages
import Status

/// Sees to it that what the ledger says becomes public: promptly on change, and on schedule.
package struct PublicationService: Sendable {
    package let folder: PublicFolder
    private let ledger: Ledger
    private let lists: CRLIssuing
    private let establishment: AuthorityEstablishment
    private let randomness: any Randomness

    package init(
        folder: PublicFolder, ledger: Ledger, signer: any KeyGenerating,
        intents: IntentRunner, randomness: any Randomness
    ) {
        self.folder = folder
        self.ledger = ledger
        lists = CRLIssuing(ledger: ledger, intents: intents)
        establishment = AuthorityEstablishment(
            ledger: ledger, signer: signer, intents: intents, randomness: randomness)
        self.randomness = randomness
    }

    /// Brings an approved authority into service: key, certificate, responder, first CRL, and only
    /// when that list is public the right to issue (CP 4.11). Idempotent.
    package func bringUp(_ name: String) async throws {
        try await establishment.establish(name)
        let authority = try await ledger.read { try $0.authority(name) }
        // A responder that waits for its signature is brought up by who announced it, or later.
        guard authority.state == .certified,
            authority.kind == .root || authority.responderSerialHex != nil
        else { return }
        _ = try await lists.issue(name, request: requestID("crl"))
        try await folder.publish(authority: name)
        let act = ActRequest(
            id: requestID("activate"), operation: "authority.activate", actor: .system,
            caseID: name, authority: name, facts: ["authority": .string(name)],
            payload: ["authority": .string(name)])
        _ = try await ledger.act(act) { transaction in
            var authority = try transaction.authority(name)
            // Two that bring it up at once end alike; nothing else comes into service by this.
            guard authority.state == .certified || authority.state == .active,
                try transaction.lastCRLHeading(name) != nil
            else {
                throw Refusal(
                    .authorityNotActive, field: "authority",
                    ["name": name, "state": authority.state.rawValue])
            }
            authority.state = .active
            try transaction.put(authority)
            return ["authority": .string(name), "state": "active"]
        }
        try await folder.publishCheckpoint()
    }

    /// What the public folder showed last of the journal.
    package var publishedCheckpoint: Checkpoint? { folder.published }

    /// A status changed: the list follows at once (CP 4.11b). What fails here is owed, and `tick`
    /// pays it; the change itself stands already.
    package func statusChanged(_ authority: String) async throws {
        _ = try await lists.issue(authority, request: requestID("crl"))
        try await publish(authority)
    }

    /// The list that an officer ordered, complete in the ledger; `publish` comes after it.
    package func orderList(_ act: ActRequest) async throws -> ActOutcome {
        try await lists.issue(act)
    }

    /// What the ledger has of an authority becomes public.
    package func publish(_ authority: String) async throws {
        try await folder.publish(authority: authority)
        try await folder.publishCheckpoint()
    }

    /// The list of an authority where one is due: for changes that may be public already.
    package func publishListIfDue(_ authority: String) async throws {
        guard try await ledger.read({ try Self.isListDue(authority, $0) }) else { return }
        try await statusChanged(authority)
    }

    /// The lists of all authorities where one is due: for changes whose authority is not known.
    package func publishListsDue(report: IntentRunner.Report) async {
        for authority in await authorities(report) where authority.state == .active {
            await attempt(authority.name, report) { try await publishListIfDue(authority.name) }
        }
    }

    package func issued(_ authority: String, _ serialHex: String) async throws {
        try await issued([(authority, serialHex)])
    }

    /// Certificates that came into the world together. Of what is on hold until its acceptance the list tells at
    /// once, as of any suspension (CP 4.11b).
    package func issued(_ certificates: [(authority: String, serialHex: String)]) async throws {
        var held: Set<String> = []
        for (authority, serialHex) in certificates {
            let record = try await ledger.read { try $0.certificateRecord(authority, serialHex) }
            try await folder.publish(record)
            if record.awaitsAcceptance { held.insert(authority) }
        }
        try await folder.publishCheckpoint()
        for authority in held.sorted() { try await publishListIfDue(authority) }
    }

    /// What the ledger has and this server's public folder lacks, and nothing new: for a server
    /// that leaves what is due to another one, and for a ledger that was not compared yet.
    package func publishAll(report: IntentRunner.Report) async {
        await attempt("files", report) { try await folder.catchUp() }
        for authority in await authorities(report) where authority.state == .active {
            await attempt(authority.name, report) {
                try await folder.publish(authority: authority.name)
            }
        }
    }

    /// Everything that is due by now: authorities half brought up, lists, responders, and what is
    /// in the ledger but not yet public. Each by itself: what fails is reported, stays due, and
    /// stops nothing else.
    package func tick(report: IntentRunner.Report) async {
        guard !ledger.isRestored else { return await publishAll(report: report) }
        await attempt("files", report) { try await folder.catchUp() }
        for authority in await authorities(report) {
            await attempt(authority.name, report) { try await pay(authority) }
        }
    }

    private func authorities(_ report: IntentRunner.Report) async -> [Authority] {
        do {
            return try await ledger.read { try $0.select(Authority.self, limit: 10_000) }
        } catch {
            report("authorities", error)
            return []
        }
    }

    private func pay(_ authority: Authority) async throws {
        let name = authority.name
        guard authority.state == .active else { return try await bringUp(name) }
        // Written again even where no new list is due: an earlier write may have failed.
        try await folder.publish(authority: name)
        try await publishListIfDue(name)
        try await establishment.establish(name)
    }

    private func attempt(
        _ name: String, _ report: IntentRunner.Report, _ work: () async throws -> Void
    ) async {
        do {
            try await work()
        } catch {
            report(name, error)
        }
    }

    /// Due when the period has passed, when half of a root's list's life has, or when a status
    /// changed after the newest list was made.
    private static func isListDue(_ name: String, _ snapshot: Snapshot) throws -> Bool {
        guard let last = try snapshot.lastCRLHeading(name) else { return true }
        let now = snapshot.atMilliseconds
        if try isBeingSigned(name, after: last, snapshot) { return false }
        let authority = try snapshot.authority(name)
        let practice = try snapshot.practiceForStatus().practice
        if now >= last.dueMilliseconds(kind: authority.kind, practice) { return true }
        // A release as well: the certificate must leave the list. By entries, not by clocks.
        let changes = try snapshot.rows(
            """
            SELECT serial FROM status_event
            WHERE authority = ? AND entry > ? LIMIT 1
            """, [.text(name), .integer(last.entry)])
        return !changes.isEmpty
    }

    /// Whether a list that was reserved lately waits for its signature: while the signer is away
    /// the schedule does not reserve another one at each turn.
    private static func isBeingSigned(
        _ name: String, after last: CRLHeading, _ snapshot: Snapshot
    ) throws -> Bool {
        guard let number = try snapshot.lastCRLNumber(name), number > last.number,
            let reserved = try snapshot.get(CRLRecord.self, .text(name), .integer(number))
        else { return false }
        return snapshot.atMilliseconds < reserved.thisUpdateMilliseconds + patienceMilliseconds
    }

    /// How long the schedule waits for a signature before it asks for a newer list.
    private static let patienceMilliseconds = 10 * Milliseconds.minute

    private func requestID(_ prefix: String) -> String {
        "\(prefix)-\(Base32.encode(randomness.bytes(16)))"
    }
}
