package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// What an officer decides of one record: add it, change it, end it, or read what is confidential in it.
///
/// Payloads: add has `kind`, `values`, `salt`; the others have `record` and `version`, the one that was
/// seen; change has `values`, of which an empty one empties its column, and `salt`; end and reveal have
/// a `reason`, and reveal a `file` where an attachment is read in place of the columns.
package struct RecordChange: Sendable {
    package enum EndReason: String, Sendable, CaseIterable { case over, replaced, wrong, duplicate }

    package enum RevealReason: String, Sendable, CaseIterable {
        case ownTask, assessment, investigation, regulatorOrder, courtOrder, personAsks
    }

    private let payload: Payload

    package init(_ payload: Payload) {
        self.payload = payload
    }

    /// The case under which the history of a record or import is kept: itself. A new record has none yet.
    package var caseID: String? {
        get throws {
            try payload.optionalString("record", maximumBytes: 64)
                ?? payload.optionalString("import", maximumBytes: 64)
        }
    }

    // MARK: Acts

    package func add(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["kind", "values", "salt"])
        let kind = try RecordKind.named(payload.string("kind", maximumBytes: 32))
        try transaction.requireRole(among: kind.roles)
        let entry = try RecordEntry(kind, kind.judge(payload.texts()), salt: salt())
        return try entry.add(transaction.newID("rec"), &transaction)
    }

    package func change(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["record", "version", "values", "salt"])
        let (kind, before) = try seen(transaction)
        let earlier = try before.whole(transaction)
        let changes = try payload.texts()
        let values = try kind.judge(
            earlier.merging(changes) { _, new in new }, before: earlier)
        let entry = try RecordEntry(kind, values, salt: salt())
        let touches = changes.keys.contains { kind.confidentialNames.contains($0) }
        return try entry.change(before, resealing: touches, &transaction)
    }

    package func end(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["record", "version", "reason"])
        let _: EndReason = try payload.choice("reason")
        let (_, before) = try seen(transaction)
        let last = before.next(state: .ended, transaction)
        try transaction.put(last)
        return last.summary
    }

    /// That somebody reads it stands in the journal before anybody does (CP 12.1). The values are not
    /// in the result, which is kept: the caller reads them after.
    package func reveal(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["record", "version", "reason", "file"])
        let _: RevealReason = try payload.choice("reason")
        let record = try payload.string("record", maximumBytes: 64)
        let number = try payload.integer("version")
        guard
            let version = try transaction.recordHistory(record).first(where: {
                $0.version == number
            })
        else { throw Refusal(.recordUnknown, field: "record", ["record": record]) }
        try transaction.requireRole(among: RecordKind.named(version.kind).readers)
        transaction.note("kind", .string(version.kind))
        if let file = try payload.optionalString("file", maximumBytes: 64) {
            guard try transaction.files(of: record).contains(where: { $0.file == file }) else {
                throw Refusal(.attachmentNone, field: "file", ["file": file])
            }
            return version.summary.merging(["file": .string(file)])
        }
        guard version.sealed != nil else {
            throw Refusal(.recordNothingConfidential, field: "record")
        }
        return version.summary
    }

    // MARK: Parts

    /// The version that was decided on, which has to be the newest one still, and of a record in force.
    func seen(_ transaction: Transaction) throws -> (RecordKind, RecordVersion) {
        let newest = try transaction.recordInForce(payload.string("record", maximumBytes: 64))
        let kind = try RecordKind.named(newest.kind)
        try transaction.requireRole(among: kind.roles)
        guard try payload.integer("version") == newest.version else {
            throw Refusal(
                .recordVersionOld, field: "version", ["version": String(newest.version)])
        }
        guard newest.state == .inForce else { throw Refusal(.recordEnded, field: "record") }
        return (kind, newest)
    }

    private func salt() throws -> String {
        try RecordEntry.checked(salt: payload.optionalString("salt", maximumBytes: 64))
    }
}

extension Payload {
    /// The texts of columns by their names, under `values`.
    func texts() throws -> [String: String] {
        guard let members = json["values"]?.object,
            members.values.allSatisfy({ $0.string != nil })
        else { throw Refusal(.payloadInvalid, field: "values", ["name": "values"]) }
        return members.compactMapValues(\.string)
    }
}

/// The judged contents of one record, ready to be stored.
package struct RecordEntry: Sendable {
    let kind: RecordKind
    private let values: [String: String]
    private let salt: String

    /// - Parameter values: as `RecordKind.judge` returned them.
    init(_ kind: RecordKind, _ values: [String: String], salt: String) {
        self.kind = kind
        self.values = values
        self.salt = salt
    }

    /// - Throws: `record.saltInvalid`.
    package static func checked(salt: String?) throws -> String {
        guard let salt, (32...64).contains(salt.utf8.count),
            salt.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { throw Refusal(.recordSaltInvalid, field: "salt") }
        return salt
    }

    func add(_ record: String, _ transaction: inout Transaction) throws -> JSONValue {
        try store(record, version: 1, earlier: nil, resealing: true, &transaction)
    }

    func change(
        _ before: RecordVersion, resealing: Bool, _ transaction: inout Transaction
    ) throws -> JSONValue {
        try store(
            before.record, version: before.version + 1, earlier: before, resealing: resealing,
            &transaction)
    }

    private func store(
        _ record: String, version: Int64, earlier: RecordVersion?, resealing: Bool,
        _ transaction: inout Transaction
    ) throws -> JSONValue {
        let names = kind.confidentialNames
        let sealed = values.filter { names.contains($0.key) }
        let open = values.filter { !names.contains($0.key) }
        let keyText = kind.key(of: values)
        try refuseTwin(keyText, besides: record, transaction)
        // Beside the hash that was signed, what was signed with it would tell to a guesser what is sealed.
        var rowSalt = salt
        if !names.isEmpty {
            rowSalt = Hex.encode(transaction.randomBytes(16))
            try transaction.vault.put(
                Array(salt.utf8), name: "salt-v\(version)", dossier: record)
        }
        var place = earlier?.sealed
        if resealing {
            place =
                sealed.isEmpty
                ? nil
                : try RecordVersion.seal(
                    [record: sealed], dossier: record, name: "v\(version)", &transaction)
        }
        let stored = RecordVersion(
            record: record, version: version, kind: kind.id, state: .inForce, key: keyText,
            person: kind.field("person") == nil ? nil : values["person"],
            content: String(decoding: RecordVersion.bytes(open), as: UTF8.self), salt: rowSalt,
            sealed: place, atMilliseconds: transaction.atMilliseconds, actor: transaction.actor,
            entry: transaction.entryIndex, origin: earlier?.origin)
        try transaction.put(stored)
        transaction.note("kind", .string(kind.id))
        transaction.note("record", .string(record))
        return stored.summary
    }

    /// Two records in force would contradict each other.
    private func refuseTwin(
        _ key: String, besides record: String, _ transaction: Transaction
    ) throws {
        guard let twin = try transaction.recordInForce(of: kind, key: key), twin.record != record
        else { return }
        throw kind.twinRefusal(twin.record)
    }
}

extension RecordKind {
    func twinRefusal(_ record: String) -> Refusal {
        Refusal(
            .recordExists, field: key.first,
            ["columns": key.joined(separator: ", "), "record": record])
    }
}

extension ReadableLedger {
    /// The record of this key that is in force; at most one is.
    func recordInForce(of kind: RecordKind, key: String) throws -> RecordVersion? {
        try select(
            RecordVersion.self,
            where: "kind = ? AND unique_key = ? AND state = 'inForce' AND "
                + RecordVersion.isNewest,
            [.text(kind.id), .text(key)], limit: 1
        ).first
    }
}

extension RecordVersion {
    /// The next version, which says the same in another state.
    func next(state: State, _ transaction: Transaction) -> RecordVersion {
        RecordVersion(
            record: record, version: version + 1, kind: kind, state: state, key: key,
            person: person, content: content, salt: salt, sealed: sealed,
            atMilliseconds: transaction.atMilliseconds, actor: transaction.actor,
            entry: transaction.entryIndex, origin: origin)
    }

    /// What the API answers to an act: no value of a column.
    var summary: JSONValue {
        [
            "record": .string(record), "version": .integer(version), "kind": .string(kind),
            "state": .string(state.rawValue),
        ]
    }

    /// Everything that it says, opened for an act to judge.
    func whole(_ transaction: Transaction) throws -> [String: String] {
        guard let sealed else { return try open }
        let bytes = try transaction.vault.read(sealed.name, dossier: sealed.dossier)
        return try open.merging(confidential(bytes)) { first, _ in first }
    }

    /// What is confidential in it. Who shows it recorded that before.
    package func confidential(_ snapshot: Snapshot) throws -> [String: String] {
        guard let sealed else { return [:] }
        return try confidential(snapshot.vault.read(sealed.name, dossier: sealed.dossier))
    }

    private func confidential(_ bytes: [UInt8]?) throws -> [String: String] {
        let records = try bytes.map { try JSONValue(parsing: $0) }
        return (records?[record]?.object ?? [:]).compactMapValues(\.string)
    }

    static func seal(
        _ records: [String: [String: String]], dossier: String, name: String,
        _ transaction: inout Transaction
    ) throws -> SealedPlace {
        let value = JSONValue.object(
            records.mapValues { .object($0.mapValues { .string($0) }) })
        let commitment = try transaction.vault.put(
            value.canonicalBytes, name: name, dossier: dossier)
        return SealedPlace(dossier: dossier, name: name, commitment: commitment)
    }
}

extension Transaction {
    /// Refuses unless the officer signed in one of these roles: which they are depends on what is
    /// decided. That the role is held was judged before.
    func requireRole(among roles: [Role]) throws {
        guard roles.contains(where: { $0.rawValue == role }) else {
            throw Refusal(
                .recordRoleWrong, field: "role",
                ["role": roles.map(\.rawValue).joined(separator: ", ")])
        }
    }
}
