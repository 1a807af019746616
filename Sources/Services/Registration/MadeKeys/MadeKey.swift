import Issuance
package import Ledger
import Messages

/// A key that the authority made for an application, and how it reached the applicant (CP 8.2); or a medium by whose
/// receipt the applicant accepts the certificate on it, with a key that was brought (CP 6.12).
///
/// The key itself is nowhere here: its container lies in a dossier of its own until it was received, under a password
/// that is kept nowhere; or it lies in a `SubscriberToken`, under a PIN that never came here. Each `KeySending` lies in the application's dossier.
package struct MadeKey: Record, Sendable, Hashable {
    package let application: String
    /// As `KeyHash` names it.
    package let keyHashHex: String
    /// Nil where the key was brought, and a medium with it is delivered.
    package let madeAtMilliseconds: Int64?
    /// The container's; the last one, where more than one was sent out.
    package private(set) var delivery: Delivery?
    /// Since when the applicant has the container, and the authority has none.
    package private(set) var receivedAtMilliseconds: Int64?
    /// The password's; likewise.
    package private(set) var passwordDelivery: Delivery?
    package private(set) var entry: Int64

    /// How something was sent out.
    package struct Delivery: Sendable, Hashable {
        package let route: DeliveryRoute
        /// The number of the package or letter.
        package let package: String
        package let atMilliseconds: Int64

        package init(route: DeliveryRoute, package: String, atMilliseconds: Int64) {
            self.route = route
            self.package = package
            self.atMilliseconds = atMilliseconds
        }

        fileprivate init?(row: Row, _ prefix: String) throws(LedgerError) {
            guard try row.optionalText("\(prefix)route") != nil else { return nil }
            route = try row.choice("\(prefix)route")
            package = try row.text("\(prefix)package")
            atMilliseconds = try row.integer("\(prefix)sent_at")
        }
    }

    package static let table = Table(
        "made_key",
        columns: [
            Column("application", .text), Column("key_hash", .text),
            Column("made_at", .integer, nullable: true),
            Column("route", .text, nullable: true), Column("package", .text, nullable: true),
            Column("sent_at", .integer, nullable: true),
            Column("received_at", .integer, nullable: true),
            Column("password_route", .text, nullable: true),
            Column("password_package", .text, nullable: true),
            Column("password_sent_at", .integer, nullable: true), Column("entry", .integer),
        ],
        key: ["application"], clustered: true,
        contradictions: [
            // First the container, then its password, and another way (CP 8.2b).
            """
            SELECT k.application AS application
            FROM made_key k LEFT JOIN application a ON a.id = k.application
            WHERE a.id IS NULL OR a.key_hash <> k.key_hash
                OR (k.received_at IS NOT NULL AND (k.sent_at IS NULL OR k.received_at < k.sent_at))
                OR (k.password_sent_at IS NOT NULL AND (k.received_at IS NULL
                    OR k.password_sent_at < k.received_at OR k.password_route = k.route
                    OR k.password_package = k.package))
                OR (k.made_at IS NULL AND a.acceptance IS DISTINCT FROM 'medium')
            """
        ],
        writers: [
            "application.makeKey", "application.deliverKey", "application.receiveKey",
            "application.deliverPassword",
        ])

    /// - Parameter isMade: whether the authority made the key; else a medium with it is delivered.
    init(of application: Application, isMade: Bool = true, _ transaction: Transaction) {
        self.application = application.id
        keyHashHex = application.keyHashHex
        madeAtMilliseconds = isMade ? transaction.atMilliseconds : nil
        entry = transaction.entryIndex
    }

    package init(row: Row) throws(LedgerError) {
        application = try row.text("application")
        keyHashHex = try row.text("key_hash")
        madeAtMilliseconds = try row.optionalInteger("made_at")
        delivery = try Delivery(row: row, "")
        receivedAtMilliseconds = try row.optionalInteger("received_at")
        passwordDelivery = try Delivery(row: row, "password_")
        entry = try row.integer("entry")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "application": .text(application), "key_hash": .text(keyHashHex),
            "made_at": Value(madeAtMilliseconds), "route": Value(delivery?.route.rawValue),
            "package": Value(delivery?.package), "sent_at": Value(delivery?.atMilliseconds),
            "received_at": Value(receivedAtMilliseconds),
            "password_route": Value(passwordDelivery?.route.rawValue),
            "password_package": Value(passwordDelivery?.package),
            "password_sent_at": Value(passwordDelivery?.atMilliseconds), "entry": .integer(entry),
        ]
    }

    // MARK: Steps

    mutating func send(_ delivery: Delivery, _ transaction: Transaction) {
        self.delivery = delivery
        entry = transaction.entryIndex
    }

    mutating func receive(_ transaction: Transaction) {
        receivedAtMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
    }

    mutating func sendPassword(_ delivery: Delivery, _ transaction: Transaction) {
        passwordDelivery = delivery
        entry = transaction.entryIndex
    }
}

/// By which way a container or its password reaches the applicant.
package enum DeliveryRoute: String, Sendable, CaseIterable {
    case inPerson, courier, post, email, sms
}

extension MadeKey {
    /// A dossier of its own, so that what is destroyed takes its key along.
    static func dossier(of application: String) -> String { MadeKeyDossier.name(of: application) }
    static let containerName = "container"
}

extension Transaction {
    /// The container and the key of its dossier are rows no more.
    ///
    /// What storage keeps of old rows holds both, until it is written over: the write-ahead log, dead rows of
    /// PostgreSQL, backups and copies. There the container lies under its password and the vault's key.
    mutating func destroyKey(madeFor application: String) throws {
        try vault.erase(dossier: MadeKey.dossier(of: application))
    }

    /// A key that was made here and is not certified never is: it was in other hands than its owner's (CP 6.7b).
    ///
    /// - Returns: whether the authority made it.
    mutating func blockKey(madeFor application: Application) throws -> Bool {
        guard let made = try get(MadeKey.self, .text(application.id)),
            made.madeAtMilliseconds != nil
        else { return false }
        if try !isBlocked(keyHashHex: made.keyHashHex) { try block(keyHashHex: made.keyHashHex) }
        return true
    }

    /// Whoever signs with a key that the authority made, has it in the ways that are recorded (CP 8.2b).
    func judgeKeyDelivered(to application: Application) throws {
        guard let made = try get(MadeKey.self, .text(application.id)),
            made.madeAtMilliseconds != nil
        else { return }
        guard made.passwordDelivery != nil else {
            throw Refusal(.keyNotDelivered, field: "application", ["id": application.id])
        }
    }
}
