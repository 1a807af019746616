package import CertificatePolicy

/// What the registers of people say, for the judge of acts and for the audit. A service keeps the registers.
///
/// Answers follow from rows alone: the same rows always give the same answer, whoever asks when.
package protocol QualificationRegister: Sendable {
    /// How far the registers decide under a practice. What cannot be read decides most strictly.
    func rule(of practice: PracticeVersion?) -> QualificationRule

    /// Everything that the registers ever said of one person.
    ///
    /// - Parameter officers: every id of the person, as `off-…`.
    func history(
        of officers: [String], _ ledger: some ReadableLedger
    ) throws -> QualificationHistory
}

/// What the registers said of one person, by the entries with which they were kept.
package struct QualificationHistory: Sendable {
    /// One version of a record.
    package struct Item: Sendable {
        package let register: Qualification.Register
        /// Nil where it says nothing that counts, such as a training that was failed.
        package let proof: Qualification.Proof?
        /// The entries before which it was not there, and from which on it was replaced or taken back.
        package let entries: Range<Int64>
        /// From when the person stood in the register by it.
        package let known: Range<Int64>

        package init(
            register: Qualification.Register, proof: Qualification.Proof?,
            entries: Range<Int64>, known: Range<Int64>
        ) {
            self.register = register
            self.proof = proof
            self.entries = entries
            self.known = known
        }
    }

    private let items: [Item]

    package init(_ items: [Item]) { self.items = items }

    /// The entries with which something changed in what the registers say.
    package var turns: Set<Int64> {
        Set(
            items.flatMap { item in
                [item.entries, item.known].flatMap { [$0.lowerBound, $0.upperBound] }
            })
    }

    /// All that was ever in force.
    package var proofs: [Qualification.Proof] { items.compactMap(\.proof) }

    /// As it stood right before an entry: what one entry says counts from the next one on.
    package func qualification(
        under rule: QualificationRule, before entry: Int64
    ) -> Qualification {
        Qualification(
            rule: rule,
            known: Set(items.filter { $0.known.contains(entry - 1) }.map(\.register)),
            proofs: items.filter { $0.entries.contains(entry - 1) }.compactMap(\.proof))
    }
}

extension ReadableLedger {
    /// What the officer may do, with what the registers say: for judging an operation that asks for it.
    package func standing(
        of officer: Officer, for operation: Operation
    ) throws -> OfficerStanding {
        guard operation.needsQualification, let register = reading.qualifications else {
            return try standing(of: officer)
        }
        let rule = register.rule(of: try practiceInForce())
        return rule == .advised
            ? try standing(of: officer) : try standing(of: officer, register, rule)
    }

    /// What the registers ever said of an officer; nil where there are none.
    package func qualificationHistory(of officer: Officer) throws -> QualificationHistory? {
        let ids = try officers(ofPerson: officer.person).map(\.id)
        return try reading.qualifications?.history(of: ids, self)
    }

    /// How far the registers decided by a practice; nil where there are none.
    package func qualificationRule(of practice: PracticeVersion?) -> QualificationRule? {
        reading.qualifications?.rule(of: practice)
    }

    /// The same whether the registers decide or are told alone: for planning.
    package func qualifiedStanding(
        of officer: Officer, under rule: QualificationRule? = nil
    ) throws -> OfficerStanding {
        guard let register = reading.qualifications else { return try standing(of: officer) }
        return try standing(
            of: officer, register, rule ?? register.rule(of: try practiceInForce()))
    }

    /// What the registers say of one person; nil where nobody keeps them here, or where they hold up nobody.
    ///
    /// - Parameter officers: every id of the person, as `off-…`.
    package func qualification(of officers: [String]) throws -> Qualification? {
        guard let register = reading.qualifications else { return nil }
        let rule = register.rule(of: try practiceInForce())
        guard rule != .advised else { return nil }
        return try register.history(of: officers, self).qualification(under: rule, before: .max)
    }

    private func standing(
        of officer: Officer, _ register: any QualificationRegister, _ rule: QualificationRule
    ) throws -> OfficerStanding {
        let ids = try officers(ofPerson: officer.person).map(\.id)
        return try standing(
            of: officer,
            register.history(of: ids, self).qualification(under: rule, before: .max))
    }
}
