import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import MerkleLog
import Messages
import PKIX

/// The journal as the signer knows it, and what it therefore signs.
///
/// A server tells every entry from the first one on. The signer believes none that its officers did not sign
/// (`FollowedJournal`), and knows from them, without a row of anybody's database, which announcements are open, what
/// stands behind each, and which authorities there are. How far it was followed stands in its own log: a journal that
/// is shorter, or another one, is not signed for.
package actor SignerJournal {
    let journal = FollowedJournal()
    /// How far it had been followed or signed before this start, by what the signer kept.
    var before: [JournalPosition]
    private let which: Which
    private let certified: CertifiedAuthorities
    let clock: @Sendable () -> Int64
    private var fault: (any Error)?
    /// The hash of the first entry, once it is known.
    private var genesis: [UInt8]?
    var ahead = SignedAhead()
    private var environment: Environment?
    private var authorities = FollowedAuthorities()
    private var cases = FollowedCases()
    private var open: [AnnouncedUse: String] = [:]
    /// By the ids of intents.
    private var announcements: [String: Announced] = [:]

    private struct Announced {
        let use: AnnouncedUse
        let entry: Int64
        let timeMilliseconds: Int64
        let judgement: Judgement
    }

    private enum Judgement {
        /// With the application that it is about, if it is about one.
        case ground(SigningGround, application: String? = nil)
        /// Nothing in the journal allows it.
        case objection(String)
    }

    /// By how much the clock of who writes the journal may be ahead.
    static let toleranceMilliseconds: Int64 = 3_600_000
    /// What is dated later is not even taken.
    private static let maximumAheadMilliseconds: Int64 = 86_400_000
    /// Longer than any server waits for a signature that people decided on.
    private static let maximumAgeMilliseconds: Int64 = 31 * 86_400_000

    /// Which journal it is, by its first entry: `FollowedJournal.genesis`.
    package enum Which: Sendable {
        case known([UInt8])
        /// The first one that is told is kept, durably, and no other one is ever followed.
        case first(keep: @Sendable ([UInt8]) throws -> Void)
    }

    /// - Parameters:
    ///   - before: see `SignatureLog.position` and `CheckpointSigning.position`.
    ///   - certified: which certificates of authorities were signed.
    ///   - clock: milliseconds since 1970.
    package init(
        _ which: Which, after before: [JournalPosition], certified: CertifiedAuthorities,
        clock: @escaping @Sendable () -> Int64
    ) {
        self.which = which
        if case .known(let hash) = which { genesis = hash }
        self.before = before
        self.certified = certified
        self.clock = clock
    }

    package var position: JournalPosition {
        JournalPosition(size: journal.size, root: journal.root)
    }

    /// The operation that announces the certificate of an authority.
    static let certifying = "intent.open"

    // MARK: Following

    /// Takes the entries from a place on; those that it has it leaves aside, and none where some are missing before.
    ///
    /// - Returns: how far it is now.
    /// - Throws: `signer.journalRefused`, now and ever after, for what its officers did not sign and for another journal;
    ///   `signer.entryRefused` for an entry that is not taken so: another one than it has, one that is dated ahead, or
    ///   one that lacks its contents.
    package func follow(from place: Int64, _ told: [ToldEntry]) throws -> JournalPosition {
        if let fault { throw fault }
        guard place >= 0, place <= journal.size else { return position }
        for (index, item) in zip(place..., told) {
            if index == journal.size {
                defer { ahead.forget(upTo: journal.size) }
                try take(item)
            } else if !journal.has(item.entry, at: index) {
                throw Self.refusal(of: index, "another one was followed")
            }
        }
        return position
    }

    private func take(_ told: ToldEntry) throws {
        // What cannot be read is nothing that anybody signed.
        let payload = told.payload.flatMap { try? JSONValue(parsing: $0) }
        let index = journal.size
        let entry: JournalEntry
        do {
            entry = try journal.take(told.entry, proposing: payload) { try permit($0, told) }
        } catch is FollowedJournal.Newer {
            throw Self.refusal(of: index, "of a later release than the signer")
        } catch let contradiction as FollowedJournal.Contradiction {
            throw failed("entry \(contradiction.index): \(contradiction.finding)")
        }
        if index == 0 { try begin(entry) }
        if before.contains(where: { $0.size == journal.size && $0.root != journal.root }) {
            throw failed("another one than was followed before, at \(journal.size) entries")
        }
        guard entry.outcome == .done else { return }
        note(entry, payload)
        for intent in entry.intents {
            announce(intent, in: entry, at: index, told.contents)
        }
    }

    /// Refuses for this time what the same server may tell as it should be.
    private func permit(_ entry: JournalEntry, _ told: ToldEntry) throws {
        guard entry.timeMilliseconds <= clock() + Self.maximumAheadMilliseconds else {
            throw Self.refusal(of: journal.size, "dated more than a day ahead")
        }
        guard ahead.allows(MerkleTree.leafHash(of: told.entry), at: journal.size) else {
            throw Self.refusal(of: journal.size, "another one than its signed checkpoint has")
        }
        // Nobody gets a second certificate by leaving out the first.
        guard entry.outcome == .done, entry.operation == Self.certifying,
            let name = entry.facts["authority"]?.string, authorities.waiting(name) != nil
        else { return }
        let digests = entry.intents.map { $0["digest"]?.string }
        guard let contents = told.contents, digests == [AnnouncedUse.digest(of: contents)] else {
            throw Self.refusal(of: journal.size, "told without its contents")
        }
    }

    private func begin(_ entry: JournalEntry) throws {
        do {
            try claim(first: journal.root)
        } catch {
            // Without the file it would take any other one at its next start.
            fault =
                error is Refusal
                ? error : KeyCustodyError.signerFailed("the file of its journal: \(error)")
            throw error
        }
        environment = (entry.facts["payload"]?["environment"]?.string).flatMap(Environment.init)
    }

    /// Takes this for its first entry where none is known yet, durably.
    func claim(first: [UInt8]) throws {
        if let genesis {
            guard genesis == first else {
                throw Self.refusal("another journal than this signer's")
            }
            return
        }
        if case .first(let keep) = which { try keep(first) }
        genesis = first
    }

    static func refusal(_ reason: String) -> Refusal {
        Refusal(.signerJournalRefused, field: "node.signer", ["reason": reason])
    }

    private func failed(_ reason: String) -> Refusal {
        let refusal = Self.refusal(reason)
        fault = refusal
        return refusal
    }

    private static func refusal(of index: Int64, _ reason: String) -> Refusal {
        Refusal(
            .signerEntryRefused, field: "node.signer",
            ["entry": "\(index)", "reason": reason])
    }

    private func note(_ entry: JournalEntry, _ payload: JSONValue?) {
        switch entry.operation {
        case "authority.create", "authority.import":
            let people = Operation[entry.operation]?.people ?? .max
            guard let payload, entry.signed.count >= people else { return }
            authorities.decide(entry.operation, payload)
        case "intent.complete":
            for id in entry.completedIntents { complete(id) }
        case "intent.abandon":
            if let id = entry.facts["intent"]?.string { abandon(id) }
        case Ledger.enterLost:
            // What is lost is not signed any more.
            let piece = entry.facts[Ledger.LostPiece.fact]
            for id in piece?["intents"]?.array ?? [] {
                if let id = id.string { abandon(id) }
            }
            for id in piece?["applications"]?.array ?? [] {
                if let id = id.string { cases.end(id) }
            }
        default:
            let officer = entry.signed.last?.officer
            cases.follow(entry, by: officer.flatMap { journal.person($0) })
        }
    }

    private func complete(_ id: String) {
        authorities.complete(id)
        if case .ground(_, let application?) = close(id)?.judgement { cases.end(application) }
    }

    private func abandon(_ id: String) {
        authorities.abandon(id)
        _ = close(id)
    }

    private func close(_ id: String) -> Announced? {
        guard let announced = announcements.removeValue(forKey: id) else { return nil }
        if open[announced.use] == id { open[announced.use] = nil }
        return announced
    }

    // MARK: Announcements

    private func announce(
        _ intent: JSONValue, in entry: JournalEntry, at index: Int64, _ contents: [UInt8]?
    ) {
        guard let id = intent["id"]?.string, let use = AnnouncedUse(intent),
            announcements[id] == nil
        else { return }
        open[use] = id
        announcements[id] = Announced(
            use: use, entry: index, timeMilliseconds: entry.timeMilliseconds,
            judgement: judgement(of: use, id, entry, contents))
    }

    private func judgement(
        of use: AnnouncedUse, _ id: String, _ entry: JournalEntry, _ contents: [UInt8]?
    ) -> Judgement {
        switch entry.operation {
        case "application.issue", "application.issueList": return issuing(use, entry)
        case "crl.issue", "crl.order": return .ground(.list)
        case "responder.renew":
            guard let key = key(in: entry, for: .responder) else {
                return .objection("the entry does not name a responder's key")
            }
            return .ground(.responder(key: key))
        case Self.certifying: return certifying(use, id, entry, contents)
        default: return .objection("nothing that \(entry.operation) announces is signed")
        }
    }

    private func issuing(_ use: AnnouncedUse, _ entry: JournalEntry) -> Judgement {
        guard let signed = entry.signed.last, let person = journal.person(signed.officer) else {
            return .objection("no officer decided on it")
        }
        let application: String
        if entry.operation == "application.issue" {
            guard let id = entry.caseID, let act = try? ActStatement(parsing: signed.act),
                act.decides == FollowedCases.decision(id, use.digest)
            else { return .objection("the officer decided on other contents") }
            application = id
        } else {
            // That the list is the one that was signed was seen already.
            let listed = entry.listed
            guard
                let id = listed.first(where: { $0["contents"]?.string == use.digest })?[
                    "application"]?.string
            else { return .objection("the officer decided on other contents") }
            application = id
        }
        if let objection = cases.objection(to: use.digest, of: application, by: person) {
            return .objection(objection)
        }
        return .ground(.contents, application: application)
    }

    private func certifying(
        _ use: AnnouncedUse, _ id: String, _ entry: JournalEntry, _ contents: [UInt8]?
    ) -> Judgement {
        guard let name = entry.facts["authority"]?.string, let environment,
            let approved = authorities.waiting(name)
        else { return .objection("nobody decided on this authority, or it has its certificate") }
        guard let contents, AnnouncedUse.digest(of: contents) == use.digest,
            let certificate = try? TBSCertificate(derEncoded: contents)
        else { return .objection("the contents are not those that are announced") }
        if let objection = authorities.announce(
            approved, certificate, in: environment, by: id, isSigned: certified.has(use.digest))
        {
            return .objection(objection)
        }
        guard let key = key(in: entry, for: .authority) else {
            return .objection("the entry does not name the authority's key")
        }
        return .ground(.authority(approved, key: key))
    }

    /// As names of keys are, and of no other file.
    private func key(in entry: JournalEntry, for use: KeyUse) -> KeyReference? {
        let key = try? KeyReference(told: .object(entry.facts))
        return key?.use == use ? key : nil
    }

    // MARK: Warrants

    /// What stands behind a warrant: the ground, and whose key it is.
    struct Standing: Sendable {
        /// Of the announcement, and of its entry.
        let id: String
        let entry: Int64
        let ground: SigningGround
        let issuer: FollowedAuthorities.Known?
        let nowMilliseconds: Int64
    }

    /// A warrant, with what is looked up by it.
    struct Question: Sendable {
        let use: AnnouncedUse
        /// The place of the entry that announces it.
        let entry: Int64
        /// DER SubjectPublicKeyInfo of its key.
        let publicKey: [UInt8]
    }

    /// What stands behind each, in their order; asked at once, since many are signed together.
    ///
    /// - Throws: `KeyCustodyError.notFollowed` for an entry that was not told yet, `.warrantRefused`;
    ///   `signer.journalRefused`.
    func standings(of questions: [Question]) throws -> [Standing] {
        if let fault { throw fault }
        return try questions.map { try standing(of: $0) }
    }

    private func standing(of question: Question) throws -> Standing {
        guard question.entry < journal.size, before.allSatisfy({ journal.size >= $0.size }),
            !ahead.isOverdue(atMilliseconds: clock())
        else {
            throw KeyCustodyError.notFollowed
        }
        guard let id = open[question.use], let announced = announcements[id],
            announced.entry == question.entry
        else {
            throw KeyCustodyError.warrantRefused(
                "the entry does not announce these bytes for this key, or it was done")
        }
        switch announced.judgement {
        case .objection(let reason): throw KeyCustodyError.warrantRefused(reason)
        case .ground(let ground, _):
            try judgeTime(of: announced, ground)
            return Standing(
                id: id, entry: question.entry, ground: ground,
                issuer: authorities.authority(withKey: question.publicKey),
                nowMilliseconds: clock())
        }
    }

    /// An act that was kept for later counts no more than one of another time; lists and responders are judged by
    /// their own dates.
    private func judgeTime(of announced: Announced, _ ground: SigningGround) throws {
        switch ground {
        case .list, .responder: return
        case .contents, .authority: break
        }
        let now = clock()
        guard announced.timeMilliseconds <= now + Self.toleranceMilliseconds else {
            throw KeyCustodyError.warrantRefused("the entry is dated ahead of the signer's clock")
        }
        guard announced.timeMilliseconds >= now - Self.maximumAgeMilliseconds else {
            throw KeyCustodyError.warrantRefused("the entry is older than a month")
        }
    }

    /// What was judged is about to be signed, if it still may be: the journal may have gone on since.
    ///
    /// - Returns: how far it is.
    func markSigned(_ judged: [Standing]) throws -> JournalPosition {
        if let fault { throw fault }
        for standing in judged {
            guard let announced = announcements[standing.id], announced.entry == standing.entry
            else { throw KeyCustodyError.warrantRefused("it was done or given up meanwhile") }
            guard case .authority = standing.ground else { continue }
            // Before the signature is made, so that it is known after any start.
            try certified.add(announced.use.digest)
            authorities.markSigned(standing.id)
        }
        return position
    }

    /// Whether the journal was this one when it had this size.
    func had(_ position: JournalPosition) -> Bool {
        journal.root(ofSize: position.size) == position.root
    }
}
