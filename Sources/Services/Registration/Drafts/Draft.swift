package import CanonicalJSON
package import Cryptography
package import Governance
import Issuance
package import Ledger
import Messages
import PKIX

/// What somebody has written so far of an application: kept between sittings, and judged by nobody.
///
/// It lies sealed in a dossier of its own under ``id``. Whoever knows its code reads it, writes it anew, hands it in or
/// gives it up; the row has a keyed hash of the code. It has no case number, claims no key, and is no application.
package struct Draft: Record, Sendable, Hashable {
    /// `drf-` and 128 bits in base32. Opens nothing.
    package let id: String
    /// The code, by a keyed hash: see `DraftCode`.
    package let codeLookup: String
    /// How often it was written.
    package private(set) var saves: Int64 = 0
    package let createdAtMilliseconds: Int64
    package private(set) var savedAtMilliseconds: Int64
    /// From when on it is nobody's any more: by the practice of the last saving, so that a later one moves nothing.
    package private(set) var eraseAtMilliseconds: Int64
    package private(set) var entry: Int64

    /// Of the one value in its dossier.
    package static let valueName = "draft"
    /// Canonical octets of one: names, documents and a request, several times over.
    package static let maximumBytes = 64 << 10
    /// Anyone may write drafts: 125 MiB at once.
    package static let maximumCount = 2_000
    /// Of one; who writes more has a portal that saves each keystroke.
    package static let maximumSaves: Int64 = 200
    /// The days of the practice, so many times over, since it was begun: it is handed in by then.
    package static let maximumPeriods: Int64 = 6
    /// Of all that begin a draft or go on, since each leaves an entry for ever; who goes on is not held up.
    package static let savesPerHour = 600

    package static let table = Table(
        "draft",
        columns: [
            Column("id", .text), Column("code", .text), Column("saves", .integer),
            Column("created_at", .integer), Column("saved_at", .integer),
            Column("erase_at", .integer), Column("entry", .integer),
        ],
        key: ["id"], indexes: [Index(["code"], unique: true), Index(["erase_at"])],
        clustered: true,
        contradictions: [
            """
            SELECT d.id AS id FROM draft d
            WHERE d.erase_at <= d.saved_at OR NOT EXISTS (SELECT 1 FROM personal p
                WHERE p.dossier = d.id AND p.name = '\(valueName)')
            """
        ],
        writers: ["draft.save", "draft.discard", "draft.erase", "application.apply"])

    init(_ code: DraftCode, _ transaction: Transaction) {
        id = transaction.newID("drf")
        codeLookup = code.lookup(transaction)
        createdAtMilliseconds = transaction.atMilliseconds
        savedAtMilliseconds = createdAtMilliseconds
        eraseAtMilliseconds = createdAtMilliseconds
        entry = transaction.entryIndex
    }

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        codeLookup = try row.text("code")
        saves = try row.integer("saves")
        createdAtMilliseconds = try row.integer("created_at")
        savedAtMilliseconds = try row.integer("saved_at")
        eraseAtMilliseconds = try row.integer("erase_at")
        entry = try row.integer("entry")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id), "code": .text(codeLookup), "saves": .integer(saves),
            "created_at": .integer(createdAtMilliseconds),
            "saved_at": .integer(savedAtMilliseconds),
            "erase_at": .integer(eraseAtMilliseconds), "entry": .integer(entry),
        ]
    }

    /// It was written anew: from here on the days count again.
    mutating func save(keptFor days: Int64, _ transaction: Transaction) {
        saves += 1
        savedAtMilliseconds = transaction.atMilliseconds
        // Who keeps places by saving again and again keeps them for so many times the days, and no longer.
        eraseAtMilliseconds = min(
            savedAtMilliseconds + days * Milliseconds.day,
            max(
                createdAtMilliseconds + Self.maximumPeriods * days * Milliseconds.day,
                eraseAtMilliseconds))
        entry = transaction.entryIndex
    }
}

/// What opens one draft: drawn when it was saved first, told once, and kept as a keyed hash alone.
///
/// Twenty-eight digits of `TypedCode`, 140 random bits: nobody guesses one, however often they try.
package struct DraftCode: Sendable, Equatable {
    private static let count = 28
    /// Longest that is read: each digit with a divider behind it.
    private static let maximumBytes = 64

    private let digits: [UInt8]

    package init(_ randomness: any Randomness) {
        digits = TypedCode.drawn(Self.count, randomness)
    }

    /// - Throws: `draft.unknown` for what cannot be one: nobody learns more of a code that is wrong.
    package init(_ payload: Payload, _ member: String = "code") throws {
        let text = try payload.string(member, maximumBytes: Self.maximumBytes)
        guard let digits = TypedCode.digits(typed: text, Self.count) else {
            throw Refusal(.draftUnknown, field: member)
        }
        self.digits = digits
    }

    /// In groups, for the one answer that tells it.
    package var text: String { TypedCode.text(digits) }

    func lookup(_ ledger: some ReadableLedger) -> String {
        DossierVault.Reader(of: ledger).lookup(
            "draftCode", [String(decoding: digits, as: UTF8.self)])
    }
}

extension DraftCode: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "the code of a draft" }
    package var debugDescription: String { description }
}

extension ReadableLedger {
    /// - Throws: `draft.unknown`, whether there never was one, it was handed in or given up, or its time is over.
    func draft(_ code: DraftCode, member: String = "code") throws -> Draft {
        let found = try select(
            Draft.self, where: "code = ?", [.text(code.lookup(self))], limit: 1
        ).first
        guard let found, atMilliseconds < found.eraseAtMilliseconds else {
            throw Refusal(.draftUnknown, field: member)
        }
        return found
    }

    func content(of draft: Draft) throws -> JSONValue {
        guard
            let bytes = try DossierVault.Reader(of: self).read(
                Draft.valueName, dossier: draft.id)
        else { throw Refusal(.vaultDamaged, ["dossier": draft.id]) }
        return try JSONValue(parsing: bytes)
    }

    /// What is written so far, for who knows the code.
    ///
    /// - Parameter body: `code`.
    package func readDraft(_ body: Payload) throws -> JSONValue {
        try body.refuseUnknown(besides: ["code"])
        let draft = try draft(DraftCode(body))
        return [
            "draft": .string(draft.id), "content": try content(of: draft),
            "savedAt": .string(Time.rfc3339(draft.savedAtMilliseconds)),
            "until": .string(Time.rfc3339(draft.eraseAtMilliseconds)),
        ]
    }
}
