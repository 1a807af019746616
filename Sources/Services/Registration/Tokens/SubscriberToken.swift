package import Ledger
import Messages

/// A token of the authority's for subscribers, and which application it serves: one at a time (CP 8.2a).
///
/// Where a token is among subscribers, what became of its key and when it was delivered follows from the application,
/// its `MadeKey` and its certificate. What unblocks it lies sealed in a dossier of its own (`TokenSecret`).
package struct SubscriberToken: Record, Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
        /// It is being initialised for the application, or was; it has no key that counts.
        case prepared
        /// It holds the application's key.
        case bound
        /// It was brought back by somebody who was identified, and waits to be unblocked (CP 5.8).
        case blocked
        /// Nothing on it counts any more; it may serve another application.
        case wiped
        /// Nobody knows where it is.
        case lost
    }

    /// As the token tells it (`serialNumber` of `CK_TOKEN_INFO`): 1 to 16 visible ASCII characters.
    package let serial: String
    /// As the token tells it: 1 to 16 printable ASCII characters.
    package let model: String
    /// The one that it serves, or served last.
    package let application: String
    package private(set) var state: State
    /// When it came to this state.
    package private(set) var atMilliseconds: Int64
    package private(set) var entry: Int64

    package static let table = Table(
        "subscriber_token",
        columns: [
            Column("serial", .text), Column("model", .text), Column("application", .text),
            Column("state", .text), Column("at", .integer), Column("entry", .integer),
        ],
        key: ["serial"],
        indexes: [Index(["application"]), Index(["at"]), Index(["state", "at"])],
        clustered: true,
        contradictions: [
            // A key lies in it exactly where one was entered for its application.
            """
            SELECT t.serial AS serial
            FROM subscriber_token t LEFT JOIN application a ON a.id = t.application
                LEFT JOIN made_key k ON k.application = t.application
            WHERE a.id IS NULL
                OR (t.state IN ('bound', 'blocked') AND k.application IS NULL)
                OR (t.state = 'prepared' AND k.application IS NOT NULL)
            """
        ],
        writers: [
            "application.prepareToken", "application.makeKey", "application.identifyBearer",
            "application.unblockToken", "application.wipeToken", "application.loseToken",
        ])

    init(
        serial: String, model: String, for application: Application, _ transaction: Transaction
    ) {
        (self.serial, self.model) = (serial, model)
        self.application = application.id
        state = .prepared
        atMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
    }

    package init(row: Row) throws(LedgerError) {
        serial = try row.text("serial")
        model = try row.text("model")
        application = try row.text("application")
        state = try row.choice("state")
        atMilliseconds = try row.integer("at")
        entry = try row.integer("entry")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "serial": .text(serial), "model": .text(model), "application": .text(application),
            "state": .text(state.rawValue), "at": .integer(atMilliseconds),
            "entry": .integer(entry),
        ]
    }

    mutating func move(to state: State, _ transaction: Transaction) {
        self.state = state
        atMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
    }
}

extension ReadableLedger {
    /// The token that serves an application, or served it last; nil where its key is in none.
    package func token(of application: String) throws -> SubscriberToken? {
        try select(
            SubscriberToken.self, where: "application = ?", [.text(application)],
            orderBy: "entry DESC", limit: 1
        ).first
    }
}

extension SubscriberToken {
    /// - Throws: `application.tokenStateWrong`.
    func judge(is states: State...) throws(Refusal) {
        guard states.contains(state) else {
            throw Refusal(
                .tokenStateWrong, field: "token",
                [
                    "token": serial, "state": state.rawValue,
                    "needed": states.map(\.rawValue).joined(separator: " / "),
                ])
        }
    }
}
