import Issuance
package import Ledger

/// A code that was drawn for a contact of an application, and what came of it. CP 5.7.
///
/// The code itself is nowhere: the row has a keyed hash of it, until it was told back, or cannot be any more.
package struct ContactProof: Record, Sendable, Hashable {
    package let application: String
    /// From one, in the order in which they were drawn.
    package let number: Int64
    /// The contact, by a keyed hash: see `contactLookup`.
    package let lookup: String
    /// By what way it is reached.
    package let way: ContactWay
    /// 64 hex digits; nil once it was used, or used up.
    package private(set) var codeLookup: String?
    package let drawnAtMilliseconds: Int64
    /// How often somebody told one.
    package private(set) var tries: Int64 = 0
    package private(set) var provenAtMilliseconds: Int64?
    package private(set) var entry: Int64

    /// As long as anybody takes to open a mailbox.
    package static let lifetimeMilliseconds: Int64 = 15 * 60_000
    /// Of a hundred million codes: nobody guesses one.
    package static let maximumTries: Int64 = 5
    /// Codes of one application in a day by one way, and to one address whoever applies, so that nobody's mailbox is filled
    /// through us.
    package static let maximumNumber = 5
    package static let maximumToAddress = 10
    static let countedMilliseconds = Milliseconds.day
    /// Short messages cost, and a stranger can have them sent: to one number in an hour, and to all numbers.
    package static let maximumToTelephone = 3
    package static let maximumToTelephones = 100

    package static let table = Table(
        "contact_proof",
        columns: [
            Column("application", .text), Column("number", .integer), Column("lookup", .text),
            Column("code", .text, nullable: true), Column("drawn_at", .integer),
            Column("tries", .integer), Column("proven_at", .integer, nullable: true),
            Column("entry", .integer), Column("way", .text, nullable: true),
        ],
        key: ["application", "number"],
        indexes: [
            Index(["lookup", "drawn_at"]), Index(["drawn_at"], where: "way IS NOT NULL"),
        ], clustered: true,
        contradictions: [
            // What was proven was told back while it could be.
            """
            SELECT c.application AS application, c.number AS number
            FROM contact_proof c LEFT JOIN application a ON a.id = c.application
            WHERE a.id IS NULL OR (c.proven_at IS NOT NULL AND (c.tries = 0 OR c.code IS NOT NULL
                OR c.proven_at >= c.drawn_at + 900000))
            """
        ],
        writers: [
            "application.sendCode", "application.proveContact", "contact.addByKey", "contact.add",
            "contact.prove",
        ])

    init(
        _ application: Application, number: Int64, lookup: String, by way: ContactWay,
        codeLookup: String, _ transaction: Transaction
    ) {
        self.way = way
        self.application = application.id
        self.number = number
        self.lookup = lookup
        self.codeLookup = codeLookup
        drawnAtMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
    }

    package init(row: Row) throws(LedgerError) {
        application = try row.text("application")
        number = try row.integer("number")
        lookup = try row.text("lookup")
        codeLookup = try row.optionalText("code")
        drawnAtMilliseconds = try row.integer("drawn_at")
        tries = try row.integer("tries")
        provenAtMilliseconds = try row.optionalInteger("proven_at")
        entry = try row.integer("entry")
        // Before there were telephones, all were addresses.
        way = try row.optionalText("way") == nil ? .emailAddress : .telephone
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "application": .text(application), "number": .integer(number), "lookup": .text(lookup),
            "code": Value(codeLookup), "drawn_at": .integer(drawnAtMilliseconds),
            "tries": .integer(tries), "proven_at": Value(provenAtMilliseconds),
            "entry": .integer(entry),
            "way": way == .emailAddress ? .null : .text(way.rawValue),
        ]
    }

    var triesLeft: Int64 { codeLookup == nil ? 0 : Self.maximumTries - tries }

    /// Whether a code may still be told, of this contact.
    func isOpen(for lookup: String, atMilliseconds now: Int64) -> Bool {
        codeLookup != nil && now < drawnAtMilliseconds + Self.lifetimeMilliseconds
            && self.lookup.utf8.elementsEqual(lookup.utf8)
    }

    /// Counts a try, and proves the contact where it is the right code.
    mutating func tell(_ told: String, _ transaction: Transaction) {
        tries += 1
        entry = transaction.entryIndex
        if codeLookup?.utf8.elementsEqual(told.utf8) ?? false {
            provenAtMilliseconds = transaction.atMilliseconds
            codeLookup = nil
        } else if tries >= Self.maximumTries {
            codeLookup = nil
        }
    }
}

extension ReadableLedger {
    func contactProofs(of application: String) throws -> [ContactProof] {
        try select(
            ContactProof.self, where: "application = ?", [.text(application)], orderBy: "number")
    }

    /// A keyed hash of a contact, by exact octets.
    package func contactLookup(
        of contact: String, _ way: ContactWay = .emailAddress
    ) -> String {
        DossierVault.Reader(of: self).lookup("contact", [way.rawValue, contact])
    }

    /// Whether the contact that an application states was proven for it. It cannot change after vetting.
    func isProven(
        _ contact: String, _ way: ContactWay = .emailAddress, of application: Application
    ) throws -> Bool {
        let lookup = contactLookup(of: contact, way)
        return try contactProofs(of: application.id).contains {
            $0.provenAtMilliseconds != nil && $0.lookup.utf8.elementsEqual(lookup.utf8)
        }
    }
}
