/// How far the registers of people decide who may act. A setting of the practice (CP 7.13, 7.14).
public enum QualificationRule: String, CaseIterable, Sendable, Hashable {
    /// What lapses is told, and nothing is refused: the registers are kept elsewhere so far.
    case advised
    /// Whoever stands in a register is judged by it.
    case recorded
    /// Nobody acts without being screened and trained by the registers.
    case required
}

/// What the registers say of one person: until when screened, and trained for which role (CP 7.13, 7.14).
public struct Qualification: Sendable, Hashable {
    /// As the registers are named in `RecordKind.all`.
    public enum Register: String, CaseIterable, Sendable, Hashable { case personnel, training }

    /// One record that is in force, and while it is good.
    public struct Proof: Sendable, Hashable {
        public let register: Register
        /// The id of the record.
        public let record: String
        /// The one role that it is for; nil where it is for every role of the person.
        public let role: Role?
        /// Milliseconds since 1970 UTC, inclusive.
        public let fromMilliseconds: Int64
        /// Milliseconds since 1970 UTC, exclusive.
        public let untilMilliseconds: Int64

        public init(
            register: Register, record: String, role: Role? = nil, fromMilliseconds: Int64,
            untilMilliseconds: Int64
        ) {
            self.register = register
            self.record = record
            self.role = role
            self.fromMilliseconds = fromMilliseconds
            self.untilMilliseconds = untilMilliseconds
        }
    }

    /// What a role lacks at a time.
    public struct Lapse: Sendable, Hashable {
        public let register: Register
        /// What was good the longest; nil where nothing ever was.
        public let last: Proof?
    }

    public let rule: QualificationRule
    /// The registers in which the person ever stood.
    public let known: Set<Register>
    /// In any order; those that are good no more as well.
    public let proofs: [Proof]

    public init(rule: QualificationRule, known: Set<Register> = [], proofs: [Proof] = []) {
        self.rule = rule
        self.known = known
        self.proofs = proofs
    }

    /// Whether what lacks holds up who acts, or is told alone.
    public var holdsUp: Bool { rule != .advised }

    /// The first thing that a role lacks at a time: screening, then training. Nil where it lacks nothing, or
    /// where the registers never knew the person and are not required to.
    public func lapse(of role: Role, atMilliseconds moment: Int64) -> Lapse? {
        for register in Register.allCases {
            if let lapse = lapse(in: register, of: role, atMilliseconds: moment) { return lapse }
        }
        return nil
    }

    /// What a role lacks in one register at a time.
    public func lapse(
        in register: Register, of role: Role, atMilliseconds moment: Int64
    ) -> Lapse? {
        guard rule == .required || known.contains(register) else { return nil }
        let last = lastProof(of: register, for: role, begunBy: moment)
        guard last.map({ $0.untilMilliseconds > moment }) != true else { return nil }
        return Lapse(register: register, last: last)
    }

    /// The proof that is good the longest among those that began by a time.
    public func lastProof(
        of register: Register, for role: Role, begunBy moment: Int64
    ) -> Proof? {
        proofs.filter {
            $0.register == register && ($0.role ?? role) == role && $0.fromMilliseconds <= moment
        }.max { ($0.untilMilliseconds, $0.record) < ($1.untilMilliseconds, $1.record) }
    }
}
