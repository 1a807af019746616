import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages

/// Whether the officers' signatures inside the entries carry what the entries say.
///
/// Follows the officers from the genesis on: whose key is whose comes from what the founders signed
/// and from what officers signed to take somebody in, never from a row. So who holds the checkpoint
/// key, but no officer's, cannot write a history that officers did not sign.
///
/// What it leaves to others: what one officer's act decides (`decides`) is kept as a hash alone, but
/// for acts of several people and withdrawals of roles; where a role holds and who must differ is judged
/// when an act is taken.
struct AuthorityAudit {
    /// What a proposal may change before enough people signed it.
    private static let proposalTables: Set<String> = [
        Proposal.table.name, ProposalSignature.table.name, ParticipationRow.table.name,
        RequestRow.table.name,
    ]
    /// Changed by what officers signed, and by nothing else.
    private static let officersTables: Set<String> = [
        Officer.table.name, Grant.table.name, PracticeVersion.table.name, Proposal.table.name,
        ProposalSignature.table.name, ParticipationRow.table.name, ListedCase.table.name,
        GenesisRow.table.name, SuccessionRow.table.name,
    ]

    private let evidence: any AuthorityEvidence
    /// The chapter that the entries looked at belong to, as the founders or officers signed it.
    private var chapter: JournalChapter?
    private var environment: LedgerEnvironment?
    /// What was lost is entered right behind a succession, as its officers signed it, and nowhere else.
    private var lostActs: LostActsAudit?
    private var officers = SignedOfficers()
    /// The time of the newest entry of a ledger at work, but for postponements, of which one commit may make
    /// several.
    private var lastMilliseconds = Int64.min
    private var proposals = ProposalAudit()
    private var counted = CountedActs()
    private var qualifications: QualificationAudit?
    private var parsedKeys: [[UInt8]: PublicKey] = [:]

    /// - Parameter qualifications: nil where the registers of people are not at hand: then who signed is taken to be
    ///   screened and trained.
    init(_ evidence: any AuthorityEvidence, _ qualifications: QualificationAudit?) {
        self.evidence = evidence
        self.qualifications = qualifications
    }

    /// The first id of the person who has this one; nil for nobody of whom the entries tell.
    func person(_ officer: String) -> String? { officers.person(officer) }

    /// Looks at the entries in order.
    mutating func findings(in entry: JournalEntry, at index: Int64) throws -> [AuditFinding] {
        let found = isPiece(entry) ? [] : findingsAtEnd()
        let all = try found + judged(entry, at: index)
        if entry.operation != Ledger.postponement, !Ledger.preliminaries.contains(entry.operation) {
            lastMilliseconds = entry.timeMilliseconds
        }
        return all
    }

    /// What remains to be said of lost acts behind the last entry that enters one.
    mutating func findingsAtEnd() -> [AuditFinding] {
        guard let ended = lostActs.take(), !ended.isComplete else { return [] }
        return [.lostActsDiffer(index: ended.succession)]
    }

    private mutating func judged(
        _ entry: JournalEntry, at index: Int64
    ) throws -> [AuditFinding] {
        // Whatever an officer's act calls itself, what is refused founds and ends nothing.
        let isDone = entry.outcome == .done
        if index == 0 || isDone && entry.operation == "ledger.genesis" {
            return isFounded(by: entry, at: index) ? [] : [.officerSignatureWrong(index: index)]
        }
        if isDone, entry.operation == Ledger.succession {
            guard let succession = try succession(in: entry, at: index) else {
                return [.officerSignatureWrong(index: index)]
            }
            lostActs = LostActsAudit(of: succession, at: index)
            return []
        }
        if isPiece(entry), var lost = lostActs {
            let isNext = try lost.isNext(entry, at: index, rows: evidence.rows)
            lostActs = lost
            guard isNext else { return [.lostActsDiffer(index: index)] }
        }
        var found: [AuditFinding] = []
        var statements: [ActStatement] = []
        for item in entry.signed {
            guard let statement = statement(in: item) else {
                return [.officerSignatureWrong(index: index)]
            }
            statements.append(statement)
            if !Self.isKnownDefect(entry), let finding = try finding(about: statement.checkpoint) {
                found.append(finding)
            }
        }
        if try !isAuthorised(entry, at: index, statements) {
            found.append(.entryUnauthorised(index: index))
        } else if try !isQualified(entry, at: index, statements) {
            found.append(.officerUnqualified(index: index))
        }
        return found
    }

    private func isPiece(_ entry: JournalEntry) -> Bool {
        entry.outcome == .done && entry.operation == Ledger.enterLost
    }

    // MARK: Who

    private mutating func isFounded(by entry: JournalEntry, at index: Int64) -> Bool {
        guard index == 0, entry.operation == "ledger.genesis", entry.outcome == .done,
            let payload = entry.facts["payload"], let founders = payload["founders"]?.array,
            founders.count >= Genesis.minimumFounders, entry.signed.count == founders.count
        else { return false }
        environment = payload["environment"]?.string.flatMap(LedgerEnvironment.init)
        guard officers.takeIn(founders: founders), isSigned(payload, by: entry.signed),
            let chapter = chapter(from: payload, entry, at: index), let environment
        else { return false }
        self.chapter = chapter
        return entry.isOnly(
            change: GenesisRow(
                origin: chapter.origin, environment: environment,
                createdAtMilliseconds: entry.timeMilliseconds,
                checkpointKey: chapter.verifierKey))
    }

    /// What security officers of that time signed: that this chapter ends here, and what the next one is
    /// called.
    private mutating func succession(
        in entry: JournalEntry, at index: Int64
    ) throws -> SignedSuccession? {
        guard let chapter, let succession = SignedSuccession(entry),
            succession.predecessor.utf8.elementsEqual(chapter.origin.utf8),
            succession.predecessorKey.utf8.elementsEqual(chapter.verifierKey.utf8),
            succession.kept.size == index, succession.environment == environment,
            succession.signers.allSatisfy({ isSecurityOfficer($0, in: entry) })
        else { return nil }
        let next = JournalChapter(
            firstEntry: index, origin: succession.origin,
            verifierKey: succession.checkpointKey, fromMilliseconds: entry.timeMilliseconds)
        guard entry.isOnly(change: SuccessionRow(next)), entry.changes.count == 1 else {
            return nil
        }
        self.chapter = next
        proposals.beginChapter()
        return try evidence.root(ofSize: index) == succession.kept.root ? succession : nil
    }

    private func isSecurityOfficer(_ signer: SignedItem, in entry: JournalEntry) -> Bool {
        officers.publicKey(of: signer.officer) == signer.publicKey
            && officers.mayAct(
                signer.officer, as: Role.securityOfficer.rawValue,
                atMilliseconds: entry.timeMilliseconds)
    }

    private func chapter(
        from payload: JSONValue, _ entry: JournalEntry, at index: Int64
    ) -> JournalChapter? {
        guard let origin = payload["origin"]?.string, let key = payload["checkpointKey"]?.string
        else { return nil }
        return JournalChapter(
            firstEntry: index, origin: origin, verifierKey: key,
            fromMilliseconds: entry.timeMilliseconds)
    }

    /// Whether each of these people, everybody once, signed a payload.
    private mutating func isSigned(_ payload: JSONValue, by people: [SignedItem]) -> Bool {
        let bytes = payload.canonicalBytes
        return Set(people.map(\.officer)).count == people.count
            && people.allSatisfy { item in
                item.act.isEmpty && officers.publicKey(of: item.officer) == item.publicKey
                    && key(item.publicKey)?.verifies(
                        item.signature, of: bytes, with: .ecdsaWithSHA256) == true
            }
    }

    /// The statement, if the officer whose key signed it is the one that the entry names.
    private mutating func statement(in item: SignedItem) -> ActStatement? {
        guard officers.publicKey(of: item.officer) == item.publicKey,
            key(item.publicKey)?.verifies(
                item.signature, of: item.act, with: .ecdsaWithSHA256) == true,
            let statement = try? ActStatement(parsing: item.act),
            statement.key.utf8.elementsEqual(Officer.keyID(of: item.publicKey).utf8)
        else { return nil }
        return statement
    }

    private mutating func key(_ bytes: [UInt8]) -> PublicKey? {
        if let known = parsedKeys[bytes] { return known }
        let key = Officer.usableKey(bytes)
        parsedKeys[bytes] = key
        return key
    }

    // MARK: What

    private mutating func isAuthorised(
        _ entry: JournalEntry, at index: Int64, _ statements: [ActStatement]
    ) throws -> Bool {
        let tables = Set(entry.changes.map(\.table))
        if entry.outcome == .refused {
            // Keeps the nonce of the refused act, and nothing else.
            counted.useUp(in: entry)
            return statements.isEmpty && entry.intents.isEmpty
                && tables.isSubset(of: [ParticipationRow.table.name])
        }
        let people = Set(entry.signed.map(\.officer))
        guard let operation = Operation[entry.operation] else { return false }
        if operation.id == Ledger.postponement {
            // The one thing that nobody signs and that changes what officers may do: it takes away.
            return statements.isEmpty && tables == [Grant.table.name]
                && officers.postpone(entry, after: lastMilliseconds)
        }
        guard operation.people > 0 else {
            guard statements.isEmpty, tables.isDisjoint(with: Self.officersTables),
                officers.publicKey(of: entry.actor) == nil
            else { return false }
            return entry.operation != Ledger.enterLost || lostActs != nil
        }
        guard !statements.isEmpty, people.count == statements.count,
            entry.signed.last?.officer.utf8.elementsEqual(entry.actor.utf8) == true,
            statements.allSatisfy({ isAbout(entry, operation, $0) }),
            // Of several people all: whose role is over no longer counts.
            zip(entry.signed, statements).allSatisfy({
                officers.mayAct(
                    $0.officer, as: $1.role, atMilliseconds: entry.timeMilliseconds)
            }),
            let last = statements.last, counted.count(last, in: entry, of: operation),
            proposals.isLawful(entry, at: index, operation, statements)
        else { return false }
        if operation.coversList {
            return statements.count == 1 && isListed(entry, at: index, statements[0])
        }
        guard !tables.contains(ListedCase.table.name) else { return false }
        guard operation.people > 1 else {
            return statements.count == 1
                && officers.follow(entry, Self.payload(of: entry, statements[0]))
        }
        guard let proposal = try proposal(of: entry),
            statements.allSatisfy({ $0.decides == proposal.hash }),
            Set(entry.signed.map { officers.person($0.officer) }).count == statements.count
        else { return false }
        guard statements.count >= operation.people else {
            return entry.intents.isEmpty && tables.isSubset(of: Self.proposalTables)
        }
        return officers.follow(entry, proposal.payload)
    }

    /// Whether everybody who signed was screened and trained for it at that time.
    private mutating func isQualified(
        _ entry: JournalEntry, at index: Int64, _ statements: [ActStatement]
    ) throws -> Bool {
        guard entry.outcome == .done, let operation = Operation[entry.operation] else {
            return true
        }
        for (item, statement) in zip(entry.signed, statements) {
            let isQualified = try qualifications?.isQualified(
                item.officer, as: statement.role, for: operation, entry, at: index)
            guard isQualified ?? true else { return false }
        }
        return true
    }

    /// What one officer signed, where the entry tells it whole.
    private static func payload(
        of entry: JournalEntry, _ statement: ActStatement
    ) -> JSONValue? {
        guard let payload = entry.facts["payload"],
            statement.decides == DigestAlgorithm.sha256.hash(payload.canonicalBytes)
        else { return nil }
        return payload
    }

    private func isAbout(
        _ entry: JournalEntry, _ operation: Operation, _ statement: ActStatement
    ) -> Bool {
        statement.operation.utf8.elementsEqual(entry.operation.utf8)
            && Value(statement.caseID) == Value(entry.caseID)
            && operation.roles.contains { $0.rawValue == statement.role }
            && chapter?.origin.utf8.elementsEqual(statement.origin.utf8) == true
            && environment == statement.environment
    }

    /// A list's act names no case: it is about the cases of the list that the entry tells, if that is
    /// the list whose hash was signed. Nobody else's case changes by it.
    private func isListed(
        _ entry: JournalEntry, at index: Int64, _ statement: ActStatement
    ) -> Bool {
        guard entry.caseID == nil, let listed = entry.facts[ListedCase.fact],
            statement.decides
                == DigestAlgorithm.sha256.hash(
                    JSONValue.object([ListedCase.fact: listed]).canonicalBytes)
        else { return false }
        let cases = Set((listed.array ?? []).compactMap { $0["application"]?.string })
        return entry.changes.allSatisfy { change in
            switch change.table {
            case ListedCase.table.name:
                change.rowHash != nil && change.key.array?.first?.integer == index
                    && change.key.array?.last?.string.map(cases.contains) == true
            case "application":
                change.key.array?.first?.string.map(cases.contains) == true
            default: true
            }
        }
    }

    /// What several people signed, as its row tells it; the signatures say whether it is that.
    private func proposal(
        of entry: JournalEntry
    ) throws -> (payload: JSONValue, hash: [UInt8])? {
        guard let id = entry.facts[Proposal.fact]?.string,
            let payload = try evidence.payload(ofProposal: id)
        else { return nil }
        return (payload, DigestAlgorithm.sha256.hash(payload.canonicalBytes))
    }

    // MARK: On what state

    /// What tightens was taken although the officer's client knew another journal; the entry says so.
    private static func isKnownDefect(_ entry: JournalEntry) -> Bool {
        Operation[entry.operation]?.direction == .tightens
            && [RefusalCode.actCheckpointForeign, .actCheckpointAhead].contains {
                entry.defects.contains($0.id)
            }
    }

    /// The checkpoint that an officer saw must still be there, and say the same.
    private func finding(about seen: ActStatement.SeenCheckpoint) throws -> AuditFinding? {
        if seen.size == 0 { return nil }
        guard let root = try evidence.root(ofSize: seen.size) else {
            return .checkpointMissing(size: seen.size)
        }
        return root == seen.root ? nil : .checkpointForeign(size: seen.size)
    }
}
