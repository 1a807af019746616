/// One column of a register.
package struct RecordField: Sendable, Hashable {
    /// How a value is written. Every value is a text; an empty one is none.
    package enum Form: Sendable, Hashable {
        /// One line of at most 200 characters.
        case text
        /// Several lines of at most 4000 characters.
        case words
        /// `2026-11-30`, a day in Hong Kong and the mainland (UTC+8).
        case day
        /// A moment, see ``RecordMoment``.
        case moment
        /// A whole number from 0 to 999 999 999 999 999, in plain digits.
        case number
        /// A person's handle, as officers have: 2 to 32 of `a–z 0–9 -`.
        case handle
        /// SHA-256 in lower-case hex, of a document that is kept elsewhere.
        case digest
        /// One of these words.
        case choice([String])
    }

    /// What is asked of a column beside its form.
    package struct Traits: OptionSet, Sendable, Hashable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let required = Traits(rawValue: 1)
        /// About a person, or of the authority alone: sealed, masked in lists, read with a reason
        /// (CP 12.1).
        package static let confidential = Traits(rawValue: 2)
    }

    /// Lower camel case, ASCII. Part of the API; the same name means the same in every register.
    package let name: String
    package let form: Form
    package let isRequired: Bool
    package let isConfidential: Bool
    /// The clause that asks for it, where it is not the first one of its register.
    package let clause: String?

    init(_ name: String, _ form: Form, _ traits: Traits = [], clause: String? = nil) {
        self.name = name
        self.form = form
        self.clause = clause
        isRequired = traits.contains(.required)
        isConfidential = traits.contains(.confidential)
    }
}

/// What holds between the columns of a register.
package enum RecordRule: Sendable, Hashable {
    /// The second day is not before the first one.
    case inOrder(String, String)
    /// The second day is at most so many days after the first one.
    case within(Int, from: String, until: String, clause: String)
    /// Where a column has one of these values, others have to be filled.
    case needs([String], when: String, is: [String], clause: String)
    /// The second moment is not before the first one.
    case momentsInOrder(String, String)
    /// Where the first column is filled, the second one is, too.
    case together(String, String, clause: String)
    /// Where a column has one of these values, another one has to have one of those.
    case limits(String, to: [String], when: String, is: [String], clause: String)
    /// Two people, not one.
    case differ(String, String, clause: String)
    /// A column goes through its values in an order: where it begins, and what may follow.
    case stages(String, first: [String], next: [String: [String]], clause: String)
}
