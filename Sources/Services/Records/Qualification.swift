import CertificatePolicy
package import Ledger

/// Until when a person is screened and trained, by the registers (CP 7.13, 7.14).
package struct Qualification: Sendable, Hashable {
    /// Exclusive, in milliseconds since 1970; nil where no record in force says so.
    package let screenedUntilMilliseconds: Int64?
    package let trainedUntilMilliseconds: Int64?

    /// Both hold at a time.
    package func isInForce(atMilliseconds moment: Int64) -> Bool {
        (screenedUntilMilliseconds ?? .min) > moment && (trainedUntilMilliseconds ?? .min) > moment
    }
}

extension ReadableLedger {
    /// What the registers of today say of a person at a time, now or ahead: screening and training that
    /// began by then, each until the last day of what goes on longest.
    ///
    /// - Parameter person: the handle, without `off-`.
    package func qualification(
        of person: String, atMilliseconds moment: Int64
    ) throws -> Qualification {
        let today = RecordDay(atMilliseconds: moment)
        func latest(
            _ kind: String, from: String, until: String, counts: ([String: String]) -> Bool
        ) throws -> Int64? {
            try records(inForceOf: kind, person: person).compactMap { record -> Int64? in
                let values = try record.open
                guard counts(values), let first = RecordDay(values[from]), first <= today,
                    let last = RecordDay(values[until])
                else { return nil }
                return last.endMilliseconds
            }.max()
        }
        return Qualification(
            screenedUntilMilliseconds: try latest(
                "personnel", from: "screenedOn", until: "screenedUntil"
            ) { (RecordDay($0["leftOn"]) ?? today) >= today },
            trainedUntilMilliseconds: try latest(
                "training", from: "heldOn", until: "goodUntil"
            ) { $0["outcome"] == "passed" })
    }

    /// The records about a person that are in force.
    package func records(
        inForceOf kind: String, person: String
    ) throws -> [RecordVersion] {
        try select(
            RecordVersion.self,
            where: "kind = ? AND person = ? AND person IS NOT NULL AND state = 'inForce' AND "
                + RecordVersion.isNewest,
            [.text(kind), .text(person)], orderBy: "record")
    }

    /// When a register was kept last, up to a time: for duties and conformance. Nil where it never was.
    package func newestRecord(
        of kind: String, until moment: Int64
    ) throws -> RecordVersion? {
        try select(
            RecordVersion.self, where: "kind = ? AND at <= ? AND \(RecordVersion.counts)",
            [.text(kind), .integer(moment)],
            orderBy: "at DESC, record DESC, version DESC", limit: 1
        ).first
    }
}
