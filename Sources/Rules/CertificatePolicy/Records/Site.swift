/// One place where applicants are received, as its register says it is open. Grants may be limited to one
/// (CP 7.10), and an application may be handled at one.
package struct Site: Sendable, Hashable {
    /// The register's row in `RecordKind.all`.
    package static let register = "site"
    /// More characters than any code has: what a handle may have.
    package static let maximumCodeBytes = 32

    /// 2 to 32 of `a–z 0–9 -`.
    package let code: String
    private let first: RecordDay
    private let last: RecordDay?

    /// - Parameter values: of a record in force, by the names of columns.
    /// - Returns: nil where they say no day on which it opened.
    package init?(_ values: [String: String]) {
        guard let code = values["code"], let first = RecordDay(values["from"]) else { return nil }
        self.code = code
        self.first = first
        last = RecordDay(values["until"])
    }

    /// Whether it is open on the day (UTC+8) in which a moment lies: from its first to its last one.
    package func isOpen(atMilliseconds moment: Int64) -> Bool {
        let day = RecordDay(atMilliseconds: moment)
        return first <= day && last.map { day <= $0 } ?? true
    }
}
