package import CanonicalJSON
package import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// Some lines of an import, judged and staged together: all of them or none.
package struct RecordChunk: Sendable {
    /// So many rows fit one entry of the journal with all that they change.
    package static let maximumRows = 256

    package let number: Int64
    /// The register that its lines are of.
    package let kind: RecordKind
    private let importID: String
    private let salt: String
    private let rows: JSONValue
    private let lines: [(line: Int64, values: [String: String])]

    /// Judges each line by itself.
    /// - Throws: `record.lineRefused` for the first that is not as its register asks.
    package init(_ payload: Payload, of importID: String) throws {
        try payload.refuseUnknown(besides: ["number", "kind", "salt", "rows"])
        guard importID.utf8.count <= 48, importID.hasPrefix("imp-") else {
            throw Refusal(.payloadInvalid, field: "import", ["name": "import"])
        }
        self.importID = importID
        number = try payload.integer("number")
        let kind = try RecordKind.named(payload.string("kind", maximumBytes: 32))
        self.kind = kind
        salt = try RecordEntry.checked(
            salt: payload.optionalString("salt", maximumBytes: 64))
        guard let rows = payload.json["rows"], let listed = rows.array,
            (1...Self.maximumRows).contains(listed.count)
        else { throw Refusal(.payloadInvalid, field: "rows", ["name": "rows"]) }
        self.rows = rows
        lines = try listed.map { json in
            let row = Payload(json)
            try row.refuseUnknown(besides: ["line", "values"])
            let line = try row.integer("line")
            let values = try row.texts()
            do throws(Refusal) {
                return (line, try kind.judge(values, isTakenOver: true))
            } catch {
                throw Self.refusal(of: line, error)
            }
        }
    }

    /// The executor of `record.stage`.
    package func stage(_ transaction: inout Transaction) throws -> JSONValue {
        var batch =
            try transaction.get(RecordImport.self, .text(importID)) ?? begun(&transaction)
        guard batch.state == .staging, batch.kind == kind.id, batch.next == number,
            try isOfSameSalt(batch, transaction)
        else {
            throw Refusal(
                .recordImportOrder, field: "number",
                ["import": importID, "number": String(batch.next)])
        }
        let names = kind.confidentialNames
        var ids: [String] = []
        var sealed: [String: [String: String]] = [:]
        var keys: Set<String> = []
        for (line, values) in lines {
            let key = kind.key(of: values)
            let isNew = keys.insert(key).inserted
            if let twin = isNew ? try twinRefusal(key, transaction) : twinRefusal {
                throw Self.refusal(of: line, twin)
            }
            let id = transaction.newID("rec")
            ids.append(id)
            let hidden = values.filter { names.contains($0.key) }
            if !hidden.isEmpty { sealed[id] = hidden }
        }
        let place =
            sealed.isEmpty
            ? nil
            : try RecordVersion.seal(
                sealed, dossier: importID, name: "c\(number)", &transaction)
        for (id, (line, values)) in zip(ids, lines) {
            try transaction.put(
                RecordVersion(
                    record: id, version: 1, kind: kind.id, state: .inForce,
                    key: kind.key(of: values),
                    person: kind.field("person") == nil ? nil : values["person"],
                    content: String(
                        decoding: RecordVersion.bytes(values.filter { !names.contains($0.key) }),
                        as: UTF8.self),
                    salt: Hex.encode(transaction.randomBytes(16)),
                    sealed: sealed[id] == nil ? nil : place,
                    atMilliseconds: transaction.atMilliseconds, actor: transaction.actor,
                    entry: transaction.entryIndex,
                    origin: RecordVersion.ImportedLine(importID: importID, line: line)))
        }
        batch.rows += Int64(lines.count)
        batch.next += 1
        batch.digest = RecordImport.digest(after: batch.digest, rows: rows)
        try transaction.put(batch)
        return batch.json
    }

    private func begun(_ transaction: inout Transaction) throws -> RecordImport {
        var rowSalt = salt
        if !kind.confidentialNames.isEmpty {
            rowSalt = Hex.encode(transaction.randomBytes(16))
            try transaction.vault.put(
                Array(salt.utf8), name: RecordImport.saltName, dossier: importID)
        }
        return RecordImport(
            id: importID, kind: kind, salt: salt, rowSalt: rowSalt, transaction)
    }

    /// Imports that earlier programs began have it in their row.
    private func isOfSameSalt(_ batch: RecordImport, _ transaction: Transaction) throws -> Bool {
        let sealed = try transaction.vault.read(RecordImport.saltName, dossier: importID)
        return sealed.map { $0 == Array(salt.utf8) } ?? (batch.salt == salt)
    }

    /// Why a line with this key may not be staged; nil where nothing else has it, as of most lines.
    private func twinRefusal(_ key: String, _ transaction: Transaction) throws -> Refusal? {
        let known = try transaction.rows(
            "SELECT import_id FROM record_version WHERE kind = ? AND unique_key = ?",
            [.text(kind.id), .text(key)])
        guard !known.isEmpty else { return nil }
        if try known.contains(where: { try $0.optionalText("import_id") == importID }) {
            return twinRefusal
        }
        return try transaction.recordInForce(of: kind, key: key).map {
            kind.twinRefusal($0.record)
        }
    }

    /// Another line of the same import has the key.
    private var twinRefusal: Refusal { Refusal(.recordTwin, field: kind.key.first) }

    private static func refusal(of line: Int64, _ refusal: Refusal) -> Refusal {
        Refusal(
            .recordLineRefused, field: refusal.field,
            ["line": String(line), "problem": refusal.code.id])
    }
}

extension RecordKind {
    /// What tells a record from the others, as it is stored.
    func key(of values: [String: String]) -> String {
        let key = JSONValue.array(key.map { .string(values[$0] ?? "") })
        return String(decoding: key.canonicalBytes, as: UTF8.self)
    }
}
