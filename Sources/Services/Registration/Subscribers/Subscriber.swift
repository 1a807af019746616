package import Ledger

/// A person or organisation that was vetted, under the reference number it has for life. CP 5.2a.
///
/// Its names and the numbers of its documents lie sealed in the dossiers of its applications, and nowhere
/// else. Its row comes with the first vetting that leads to it, and goes where each application that was
/// led to it was given back, taken back or refused before it was signed.
package struct Subscriber: Record, Sendable, Hashable {
    /// Ten digits, in its certificates as serialNumber.
    package let reference: String
    package let category: Application.Category
    package let createdAtMilliseconds: Int64
    package private(set) var entry: Int64
    /// Since when and why its data are kept and not used; nil where they may be.
    package private(set) var restriction: SubscriberRestriction?

    package static let table = Table(
        "subscriber",
        columns: [
            Column("reference", .text), Column("category", .text), Column("created_at", .integer),
            Column("entry", .integer), Column("restricted_at", .integer, nullable: true),
            Column("restricted_reason", .text, nullable: true),
        ],
        key: ["reference"],
        indexes: [Index(["created_at"]), Index(["category", "created_at"])], clustered: true,
        // Who is in no application was never vetted.
        contradictions: [
            """
            SELECT s.reference AS reference FROM subscriber s
            WHERE NOT EXISTS (SELECT 1 FROM application a WHERE a.subscriber = s.reference)
            """
        ],
        writers: Subscriber.writers + ["subscriber.restrict", "subscriber.unrestrict"])

    /// Vetting links, and what is given back, taken back or refused after it unlinks.
    static let writers = [
        "application.vet", "application.return", "application.recall", "application.refuse",
    ]

    init(reference: String, category: Application.Category, _ transaction: Transaction) {
        self.reference = reference
        self.category = category
        createdAtMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
    }

    mutating func restrict(_ restriction: SubscriberRestriction?, _ transaction: Transaction) {
        self.restriction = restriction
        entry = transaction.entryIndex
    }

    package init(row: Row) throws(LedgerError) {
        reference = try row.text("reference")
        category = try row.choice("category")
        createdAtMilliseconds = try row.integer("created_at")
        entry = try row.integer("entry")
        if let since = try row.optionalInteger("restricted_at") {
            restriction = SubscriberRestriction(
                sinceMilliseconds: since, reason: try row.choice("restricted_reason"))
        }
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "reference": .text(reference), "category": .text(category.rawValue),
            "created_at": .integer(createdAtMilliseconds), "entry": .integer(entry),
            "restricted_at": Value(restriction?.sinceMilliseconds),
            "restricted_reason": Value(restriction?.reason.rawValue),
        ]
    }
}

/// What a subscriber is found by, and which application said so: keyed hashes, so that the rows tell nobody a
/// name or a number.
package struct SubscriberKey: Record, Sendable, Hashable {
    package enum Purpose: String, Sendable, CaseIterable {
        /// The number of a document, with its kind and country.
        case number
        /// A name by exact scalars: what it may be called in certificates.
        case exactName
        /// A name as it is searched for, also one of before.
        case foldedName
        /// An e-mail address that was proven.
        case contact
        /// One that the subscriber gave up: from its time on it counts no more.
        case contactEnd
    }

    package let purpose: Purpose
    /// 64 hex digits, see `DossierVault.Reader.lookup`.
    package let lookup: String
    package let subscriber: String
    package let application: String
    package let entry: Int64
    /// Of a contact beside those that were proven before: from when on it counts, or was given up. Nil where it counts at
    /// once.
    package let fromMilliseconds: Int64?

    package static let table = Table(
        "subscriber_key",
        columns: [
            Column("purpose", .text), Column("lookup", .text), Column("subscriber", .text),
            Column("application", .text), Column("entry", .integer),
            Column("from_at", .integer, nullable: true),
        ],
        key: ["purpose", "lookup", "subscriber", "application"],
        indexes: [
            Index(["subscriber"]), Index(["application"]),
            Index(["entry"], where: "from_at IS NOT NULL"),
        ], clustered: true,
        contradictions: [
            """
            SELECT k.purpose AS purpose, k.lookup AS lookup, k.subscriber AS subscriber,
                k.application AS application
            FROM subscriber_key k
            WHERE NOT EXISTS (SELECT 1 FROM application a
                WHERE a.id = k.application AND a.subscriber = k.subscriber)
            """
        ],
        writers: Subscriber.writers + [
            "subscriber.keepContact", "contact.prove", "contact.endByKey", "contact.end",
        ])

    init(
        _ purpose: Purpose, _ lookup: String, subscriber: String, application: String,
        entry: Int64, fromMilliseconds: Int64? = nil
    ) {
        self.purpose = purpose
        self.lookup = lookup
        self.subscriber = subscriber
        self.application = application
        self.entry = entry
        self.fromMilliseconds = fromMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        purpose = try row.choice("purpose")
        lookup = try row.text("lookup")
        subscriber = try row.text("subscriber")
        application = try row.text("application")
        entry = try row.integer("entry")
        fromMilliseconds = try row.optionalInteger("from_at")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "purpose": .text(purpose.rawValue), "lookup": .text(lookup),
            "subscriber": .text(subscriber), "application": .text(application),
            "entry": .integer(entry), "from_at": Value(fromMilliseconds),
        ]
    }
}

/// What an officer decided where an application collides with a known subscriber. CP 5.2b.
package struct CollisionDecision: Record, Sendable, Hashable {
    package enum Choice: String, Sendable, CaseIterable {
        /// The subscriber's own, under a name that is theirs beside the known ones.
        case sameSubscriber
        /// The subscriber's own, whose name changed: the known ones are theirs no longer.
        case renamed
        /// Somebody else.
        case different
        /// Neither can be proven: the application cannot be vetted.
        case refuse
    }

    package let application: String
    /// The statement that was read: of a corrected one it is decided anew.
    package let version: Int64
    /// By reference; nil for all that have the name and no number in common.
    package let subscriber: String?
    package let choice: Choice
    package let officer: String
    package let atMilliseconds: Int64

    /// In the key, in place of one subscriber.
    private static let namesakes = "*"

    package static let table = Table(
        "collision_decision",
        columns: [
            Column("application", .text), Column("version", .integer),
            Column("subscriber", .text), Column("choice", .text), Column("officer", .text),
            Column("at", .integer),
        ],
        key: ["application", "version", "subscriber"], clustered: true,
        writers: ["subscriber.decide"])

    init(
        _ application: Application, subscriber: String?, choice: Choice,
        _ transaction: Transaction
    ) {
        self.application = application.id
        version = application.version
        self.subscriber = subscriber
        self.choice = choice
        officer = transaction.actor
        atMilliseconds = transaction.atMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        application = try row.text("application")
        version = try row.integer("version")
        let subscriber = try row.text("subscriber")
        self.subscriber = subscriber == Self.namesakes ? nil : subscriber
        choice = try row.choice("choice")
        officer = try row.text("officer")
        atMilliseconds = try row.integer("at")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "application": .text(application), "version": .integer(version),
            "subscriber": .text(subscriber ?? Self.namesakes), "choice": .text(choice.rawValue),
            "officer": .text(officer), "at": .integer(atMilliseconds),
        ]
    }
}
