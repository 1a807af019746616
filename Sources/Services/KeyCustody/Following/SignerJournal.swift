import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import Messages
import PKIX

/// The journal as the signer knows it, and what it therefore signs.
///
/// A server tells every entry from the first one on. The signer believes none that its officers did not sign
/// (`FollowedJournal`), and knows from them, without a row of anybody's database, which announcements are open, what
/// stands behind each, and which authorities there are. What was signed last stands in its own log with the position
/// of the journal: one that is shorter, or another one, is not signed for.
package actor SignerJournal {
    private let journal = FollowedJournal()
    /// How far it had been followed when something was signed last; nil for nothing.
    private let signedAt: JournalPosition?
    private let genesis: Genesis
    private let clock: @Sendable () -> Int64
    private var fault: Refusal?
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
        /// Which of the applications it is about.
        let application: String?
        /// Nil where nothing in the journal allows it, for the reason.
        let ground: SigningGround?
        let objection: String
    }

    /// By how much the clock of who writes the journal may be ahead.
    static let toleranceMilliseconds: Int64 = 3_600_000
    /// What is dated later is not even taken.
    private static let maximumAheadMilliseconds: Int64 = 86_400_000
    /// Longer than any server waits for a signature that people decided on.
    private static let maximumAgeMilliseconds: Int64 = 31 * 86_400_000

    /// Which journal it is, by its first entry: `FollowedJournal.genesis`.
    package enum Genesis: Sendable {
        case known([UInt8])
        /// The first one that is told is kept, durably, and no other one is ever followed.
        case first(keep: @Sendable ([UInt8]) throws -> Void)
    }

    /// - Parameters:
    ///   - signedAt: see `SignatureLog.position`.
    ///   - clock: milliseconds since 1970.
    package init(
        _ genesis: Genesis, after signedAt: JournalPosition?,
        clock: @escaping @Sendable () -> Int64
    ) {
        self.genesis = genesis
        self.signedAt = signedAt
        self.clock = clock
    }

    package var position: JournalPosition {
        JournalPosition(size: journal.size, root: journal.root)
    }

    private static let certifying = "intent.open"

    // MARK: Following

    /// Takes the entries from a place on; those that it has it leaves aside, and none where some are missing before.
    ///
    /// - Returns: how far it is now.
    /// - Throws: `signer.journalRefused`: for what its officers did not sign, ever after; for another entry than
    ///   it has, this time.
    package func follow(from place: Int64, _ told: [ToldEntry]) throws -> JournalPosition {
        if let fault { throw fault }
        guard place >= 0, place <= journal.size else { return position }
        for (index, item) in zip(place..., told) {
            if index == journal.size {
                try take(item)
            } else if !journal.has(item.entry, at: index) {
                throw Self.refusal("entry \(index): another one was followed")
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
            entry = try journal.take(told.entry, proposing: payload) { try welcome($0, told) }
        } catch let contradiction as FollowedJournal.Contradiction {
            throw failed("entry \(contradiction.index): \(contradiction.finding)")
        }
        if index == 0 { try begin(entry) }
        if let signedAt, signedAt.size == journal.size, signedAt.root != journal.root {
            throw failed("another journal than was signed for, at \(signedAt.size) entries")
        }
        guard entry.outcome == .done else { return }
        note(entry, payload)
        for intent in entry.intents {
            announce(intent, in: entry, at: index, told.contents)
        }
    }

    /// Refuses for this time what the same server may tell as it should be.
    private func welcome(_ entry: JournalEntry, _ told: ToldEntry) throws {
        guard entry.timeMilliseconds <= clock() + Self.maximumAheadMilliseconds else {
            throw Self.refusal("entry \(journal.size): dated more than a day ahead")
        }
        // Nobody gets a second certificate by leaving out the first.
        guard entry.outcome == .done, entry.operation == Self.certifying,
            let name = entry.facts["authority"]?.string, authorities.waiting(name) != nil
        else { return }
        let digests = entry.intents.map { $0["digest"]?.string }
        guard let contents = told.contents, digests == [AnnouncedUse.digest(of: contents)] else {
            throw Self.refusal("entry \(journal.size): told without its contents")
        }
    }

    private func begin(_ entry: JournalEntry) throws {
        switch genesis {
        case .known(let root):
            guard root == journal.root else { throw failed("another journal than this signer's") }
        case .first(let keep):
            do {
                try keep(journal.root)
            } catch {
                fault = Self.refusal("the signer cannot keep which journal it is")
                throw error
            }
        }
        environment = (entry.facts["payload"]?["environment"]?.string).flatMap(Environment.init)
    }

    private func failed(_ reason: String) -> Refusal {
        let refusal = Self.refusal(reason)
        fault = refusal
        return refusal
    }

    private static func refusal(_ reason: String) -> Refusal {
        Refusal(.signerJournalRefused, field: "node.signer", ["reason": reason])
    }

    private func note(_ entry: JournalEntry, _ payload: JSONValue?) {
        let ids = (entry.facts["intents"]?.array ?? []).compactMap { $0["intent"]?.string }
        let one = entry.facts["intent"]?.string
        switch entry.operation {
        case "authority.create", "authority.import":
            let people = Operation[entry.operation]?.people ?? .max
            guard let payload, entry.signed.count >= people else { return }
            authorities.decide(entry.operation, payload)
        case "intent.complete":
            for id in ids + [one].compactMap({ $0 }) { complete(id) }
        case "intent.abandon":
            if let one { abandon(one) }
        case Ledger.enterLost:
            // What is lost is not signed any more.
            for id in entry.facts[Ledger.LostPiece.fact]?["intents"]?.array ?? [] {
                if let id = id.string { abandon(id) }
            }
        default:
            let officer = entry.signed.last?.officer
            cases.follow(entry, by: officer.flatMap { journal.person($0) })
        }
    }

    private func complete(_ id: String) {
        authorities.complete(id)
        if let application = close(id)?.application { cases.end(application) }
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

    private enum Judgement {
        case ground(SigningGround, application: String? = nil)
        case objection(String)
    }

    private func announce(
        _ intent: JSONValue, in entry: JournalEntry, at index: Int64, _ contents: [UInt8]?
    ) {
        guard let id = intent["id"]?.string, let use = AnnouncedUse(intent),
            announcements[id] == nil
        else { return }
        let (ground, application, objection): (SigningGround?, String?, String)
        switch judgement(of: use, id, entry, contents) {
        case .ground(let found, let about): (ground, application, objection) = (found, about, "")
        case .objection(let reason): (ground, application, objection) = (nil, nil, reason)
        }
        open[use] = id
        announcements[id] = Announced(
            use: use, entry: index, timeMilliseconds: entry.timeMilliseconds,
            application: application, ground: ground, objection: objection)
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
        if let objection = authorities.announce(approved, certificate, in: environment, by: id) {
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
        /// Of the announcement.
        let id: String
        let ground: SigningGround
        let issuer: FollowedAuthorities.Known?
        let nowMilliseconds: Int64
    }

    /// - Parameter publicKey: DER SubjectPublicKeyInfo of the warrant's key.
    /// - Throws: `KeyCustodyError.notFollowed` for an entry that was not told yet, `.warrantRefused`;
    ///   `signer.journalRefused`.
    func standing(of warrant: Warrant, publicKey: [UInt8]) throws -> Standing {
        if let fault { throw fault }
        guard let announcement = warrant.announcement else {
            throw KeyCustodyError.warrantRefused("no entry announces these bytes")
        }
        guard announcement.index < journal.size, journal.size >= signedAt?.size ?? 0 else {
            throw KeyCustodyError.notFollowed
        }
        guard let id = open[AnnouncedUse(warrant)], let announced = announcements[id],
            announced.entry == announcement.index
        else {
            throw KeyCustodyError.warrantRefused(
                "the entry does not announce these bytes for this key, or it was done")
        }
        guard let ground = announced.ground else {
            throw KeyCustodyError.warrantRefused(announced.objection)
        }
        try judgeTime(of: announced, ground)
        return Standing(
            id: id, ground: ground, issuer: authorities.authority(withKey: publicKey),
            nowMilliseconds: clock())
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

    /// These are about to be signed.
    fileprivate func sign(_ ids: [String]) {
        for id in ids { authorities.sign(id) }
    }

    /// Whether the journal was this one when it had this size.
    func had(_ position: JournalPosition) -> Bool {
        journal.root(ofSize: position.size) == position.root
    }
}

extension SignerJournal {
    /// Judges warrants whose keys are all at hand.
    ///
    /// - Parameter place: of a key of this signer, by its name.
    /// - Returns: how far the journal was followed at least.
    nonisolated func judge(
        _ warrants: [Warrant], place: (KeyReference) async throws -> KeyPlace
    ) async throws -> JournalPosition {
        var ids: [String] = []
        for warrant in warrants {
            let key = try await place(warrant.key).publicKey.subjectPublicKeyInfo.derEncoded
            let standing = try await standing(of: warrant, publicKey: key)
            let signedAlong = try await GroundedBytes(
                toBeSigned: warrant.toBeSigned, algorithm: warrant.algorithm, publicKey: key,
                issuer: standing.issuer, nowMilliseconds: standing.nowMilliseconds
            ).judge(standing.ground, place: place)
            for position in signedAlong {
                guard await had(position) else {
                    throw KeyCustodyError.warrantRefused("a checkpoint of another journal")
                }
            }
            ids.append(standing.id)
        }
        await sign(ids)
        return await position
    }
}
