/// One thing that is due by a time: by when, whose task, and what fulfils it.
///
/// The table is `Duty.all`; conformance, `kapok duties` and tests read the same rows.
package struct Duty: Sendable, Hashable {
    /// What has the duty: the whole ledger once, or each thing of a kind by itself.
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        case ledger, rootAuthority, issuingAuthority
        /// That waits to be decided.
        case application
        /// Of one certificate.
        case suspension
        /// That revokes a cohort.
        case campaign
        /// A certificate that was issued to a subscriber, or a change of its status.
        case news
        /// Of one place.
        case calendar
        /// That too few people can do.
        case operation
        /// Whose vetting, or training for a role, is good for a time.
        case officer
        /// Of a register, that says by when something follows on it.
        case record
    }

    package enum Fulfilment: Sendable, Hashable {
        /// Entries of this operation. For the duties of authorities their lists are looked at: `crl.issue`
        /// is the only one so far.
        case operation(String)
        /// An officer of the role or the deputy's signs that it was done: `duty.fulfil`.
        case signature
        /// A record of a register is kept, see `records`.
        case record
        /// The thing that has the duty ends.
        case end
        /// A mail server took what the subscriber is told (`notice.deliver`), or an officer signs that it was told
        /// another way.
        case telling
    }

    /// Which records of a register fulfil a duty.
    package struct Records: Sendable, Hashable {
        package let kind: String
        /// What has to stand in columns.
        package let values: [String: String]
        /// The column with the day on which it was done.
        package let doneOn: String
        /// The column with the day by which it is due again.
        package let nextBy: String
        /// Columns that are not empty.
        package let filled: [String]

        package init(
            _ kind: String, _ values: [String: String] = [:], filled: [String] = [],
            doneOn: String, nextBy: String
        ) {
            self.kind = kind
            self.values = values
            self.filled = filled
            self.doneOn = doneOn
            self.nextBy = nextBy
        }

        /// When it was done, and until when that is good: exclusive, in milliseconds since 1970. Nil where the
        /// record fulfils nothing.
        package func fulfilment(
            by record: [String: String]
        ) -> (doneMilliseconds: Int64, untilMilliseconds: Int64)? {
            guard values.allSatisfy({ record[$0.key] == $0.value }),
                filled.allSatisfy({ record[$0]?.isEmpty == false }),
                let done = RecordDay(record[doneOn]), let next = RecordDay(record[nextBy])
            else { return nil }
            return (done.endMilliseconds, next.endMilliseconds)
        }
    }

    /// Dotted lower camel case, such as `backup.make`. Part of the API.
    package let id: String
    package let scope: Scope
    package let fulfilment: Fulfilment
    /// What fulfils it as well, or alone.
    package let records: Records?
    /// The longest time from one fulfilment to the next; at first from when there was something to
    /// do it for. Nil where each thing has its own deadline.
    package let periodMilliseconds: Int64?
    /// How long before it is due it is told as due soon; and after as long again, it is everybody's who
    /// grants roles.
    package let warningMilliseconds: Int64
    /// Who sees to it, and who does when that person cannot.
    package let role: Role
    package let deputy: Role
    /// Clauses of the certificate policy that ask for it.
    package let clauses: [String]
    /// Whether who signs that it was done names a report by its digest.
    package let needsEvidence: Bool

    package init(
        id: String, scope: Scope, fulfilment: Fulfilment, records: Records? = nil,
        every period: Int64? = nil, warning: Int64, role: Role, deputy: Role, clauses: [String],
        needsEvidence: Bool = false
    ) {
        self.id = id
        self.scope = scope
        self.fulfilment = fulfilment
        self.records = records
        periodMilliseconds = period
        warningMilliseconds = warning
        self.role = role
        self.deputy = deputy
        self.clauses = clauses
        self.needsEvidence = needsEvidence
    }

    /// Whether an officer may sign that it was done.
    package var isSigned: Bool { fulfilment == .signature || fulfilment == .telling }

    /// How one stands at a time.
    package struct Standing: Sendable, Hashable {
        package let state: ConformanceState
        package let dueMilliseconds: Int64
        /// Not due yet, but before long.
        package let isDueSoon: Bool
        /// Overdue for so long that security officers see to it.
        package let isEscalated: Bool

        /// `held`, `dueSoon`, `missing`, `overdue`.
        package var word: String { isDueSoon ? "dueSoon" : state.rawValue }
    }

    /// How one with a period stands.
    ///
    /// - Parameters:
    ///   - since: when there was first something to do it for, in milliseconds since 1970.
    ///   - last: when it was fulfilled last; nil where it never was.
    package func standing(since: Int64, last: Int64?, atMilliseconds: Int64) -> Standing {
        let due = (last ?? since).addingReportingOverflow(periodMilliseconds ?? 0)
        return standing(
            dueMilliseconds: due.overflow ? .max : due.partialValue,
            late: last == nil ? .missing : .overdue, atMilliseconds: atMilliseconds)
    }

    /// How one with a deadline of its own stands.
    package func standing(dueMilliseconds due: Int64, atMilliseconds: Int64) -> Standing {
        standing(
            dueMilliseconds: due,
            // What was never told is not done before and now past its date.
            late: fulfilment == .telling ? .missing : .overdue, atMilliseconds: atMilliseconds)
    }

    private func standing(
        dueMilliseconds due: Int64, late: ConformanceState, atMilliseconds: Int64
    ) -> Standing {
        let isLate = atMilliseconds > due
        let (warned, tooEarly) = due.subtractingReportingOverflow(warningMilliseconds)
        let (escalated, tooLate) = due.addingReportingOverflow(warningMilliseconds)
        return Standing(
            state: isLate ? late : .held, dueMilliseconds: due,
            isDueSoon: !isLate && (tooEarly || atMilliseconds >= warned),
            isEscalated: isLate && !tooLate && atMilliseconds > escalated)
    }
}
