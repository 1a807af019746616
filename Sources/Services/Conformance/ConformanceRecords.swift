import CertificatePolicy
import Issuance
import Ledger
import Records
import Status

/// What the ledger shows up to a time, once for all clauses.
struct ConformanceRecords {
    private let newest: [String: Int64]
    private let duties: [String: [ClauseAnswer]]
    private let publications: [String: [ClauseAnswer]]
    /// One for each register.
    private let records: [String: ClauseAnswer]

    init(
        _ snapshot: Snapshot, foundedMilliseconds: Int64, atMilliseconds moment: Int64
    ) throws {
        var newest: [String: (index: Int64, at: Int64)] = [:]
        for operation in Operation.all {
            guard let entry = try snapshot.newestEntry(of: operation.id, until: moment) else {
                continue
            }
            newest[operation.id] = (entry.index, try entry.parsed().timeMilliseconds)
        }
        let authorities = try snapshot.authoritiesInService(until: moment).map(\.authority)
        let lists = try Dictionary(
            uniqueKeysWithValues: authorities.compactMap { authority in
                try snapshot.lastCRLHeading(authority.name, until: moment)
                    .map { (authority.name, $0) }
            })
        var duties: [String: [ClauseAnswer]] = [:]
        var owed = try snapshot.dutiesOwed(
            at: moment, foundedMilliseconds: foundedMilliseconds)
        let deadlines = try Deadlines(
            snapshot, foundedMilliseconds: foundedMilliseconds, within: moment...moment)
        owed += deadlines.owed.duties
        for owed in owed { duties[owed.duty.id, default: []].append(ClauseAnswer(owed)) }
        var publications: [String: [ClauseAnswer]] = [:]
        for publication in Publication.all {
            publications[publication.id] =
                publication.isTimed
                ? authorities.map { authority in
                    ClauseAnswer(
                        publication, of: authority.name, lists[authority.name],
                        atMilliseconds: moment)
                }
                : [
                    ClauseAnswer(
                        source: .publication, id: publication.id,
                        entry: publication.madeBy.compactMap { newest[$0]?.index }.max())
                ]
        }
        self.newest = newest.mapValues(\.index)
        self.duties = duties
        self.publications = publications
        records = try Dictionary(
            uniqueKeysWithValues: RecordKind.all.map { kind in
                let last = try snapshot.newestRecord(of: kind.id, until: moment)
                let due = deadlines.dueMilliseconds(of: kind.id)
                let state: ConformanceState =
                    last == nil && kind.isExpected
                    ? .missing : due.map { moment > $0 } == true ? .overdue : .held
                return (
                    kind.id,
                    ClauseAnswer(
                        source: .record, id: kind.id, state: state, dueMilliseconds: due,
                        entry: last?.entry)
                )
            })
    }

    /// All that answers a clause, in the order of the tables.
    func answers(to clause: String) -> [ClauseAnswer] {
        ClauseAnswer.standing(for: clause).map { answer in
            ClauseAnswer(
                source: answer.source, id: answer.id,
                entry: answer.source == .operation ? newest[answer.id] : nil)
        }
            // What is due by a register stands in the register's own answer.
            + Duty.all.filter { $0.scope != .record && $0.clauses.contains(clause) }
            .flatMap { duties[$0.id] ?? [ClauseAnswer(source: .duty, id: $0.id)] }
            + Publication.all.filter { $0.clauses.contains(clause) }
            .flatMap { publications[$0.id, default: []] }
            + RecordKind.all.filter { $0.clauses.contains(clause) }
            .compactMap { records[$0.id] }
    }
}

extension ClauseAnswer {
    fileprivate init(_ owed: OwedDuty) {
        self.init(
            source: .duty, id: owed.duty.id, object: owed.object, state: owed.standing.state,
            dueMilliseconds: owed.standing.dueMilliseconds, entry: owed.last?.entry)
    }

    /// A list counts until the time that it names itself.
    fileprivate init(
        _ publication: Publication, of authority: String, _ list: CRLHeading?,
        atMilliseconds: Int64
    ) {
        let state: ConformanceState =
            if let list {
                list.nextUpdateMilliseconds > atMilliseconds ? .held : .overdue
            } else {
                .missing
            }
        self.init(
            source: .publication, id: publication.id, object: authority, state: state,
            dueMilliseconds: list?.nextUpdateMilliseconds, entry: list?.entry)
    }
}
