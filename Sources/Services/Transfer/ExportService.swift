package import CanonicalJSON
package import Cryptography
import Issuance
package import Ledger
import MerkleLog
import Messages
import PKIX
import Registers
import Status

/// Writes everything that a successor, an assessor or an archive needs, in forms that anybody reads.
///
/// One consistent state, row by row, so that memory is bounded. The same state gives the same octets.
/// Not in it: keys, secrets, and what the vault holds of applicants.
package struct ExportService: Sendable {
    private let ledger: Ledger
    private let randomness: any Randomness

    package init(ledger: Ledger, randomness: any Randomness = SystemRandomness()) {
        self.ledger = ledger
        self.randomness = randomness
    }

    /// - Parameter target: an absolute path that nothing has yet.
    /// - Throws: `export.targetInvalid`, `.targetExists`, `.targetUnwritable`; what the ledger refuses.
    package func make(_ target: String) async throws -> JSONValue {
        // Else it would be refused once it was written.
        guard !ledger.isRestored else { throw Refusal(.ledgerRestored) }
        let made: [String: JSONValue]
        do {
            made = try await written(target)
        } catch let fault as DurableFileError {
            throw Refusal(.exportTargetUnwritable, field: "to", fault.arguments)
        }
        let outcome = try await ledger.act(
            ActRequest(
                id: "export-\(Base32.encode(randomness.bytes(16)))", operation: "export.make",
                actor: .system, facts: .object(made))
        ) { _ in [:] }
        return .object(
            made.merging(["to": .string(target), "entry": .integer(outcome.entryIndex)]) { $1 })
    }

    private func written(_ target: String) async throws -> [String: JSONValue] {
        let identity = ledger.identity
        let verifierKey = ledger.verifier.description
        let tables = ledger.exportedTables
        return try await ledger.readApart { snapshot -> [String: JSONValue] in
            let folder = try ExportFolder(target)
            let end = try snapshot.journalEnd()
            try folder.write("manifest.json") {
                try $0.add([
                    "type": "kapok-export/v1", "origin": .string(identity.origin),
                    "environment": .string(identity.environment.rawValue),
                    "verifierKey": .string(verifierKey), "size": .integer(end.size),
                    "root": .string(Hex.encode(end.root)),
                ])
            }
            for authority in try snapshot.select(Authority.self, orderBy: "name") {
                try Self.write(authority, snapshot, folder)
            }
            for table in tables {
                try folder.write("tables/\(table.name).jsonl") { file in
                    try snapshot.forEachRow(of: table) { try file.add($0) }
                }
            }
            try Self.writeJournal(snapshot, size: end.size, folder)
            let digest = try folder.finish()
            return [
                "files": .integer(folder.files), "sha256": .string(Hex.encode(digest)),
                "size": .integer(end.size), "root": .string(Hex.encode(end.root)),
            ]
        }
    }

    // MARK: One authority, as `openssl ca` has it

    private static func write(
        _ authority: Authority, _ snapshot: Snapshot, _ folder: ExportFolder
    ) throws {
        let base = "authorities/\(authority.name)"
        if let own = try snapshot.certificateRecord(of: authority)?.certificate {
            try folder.write("\(base)/certificate.pem", pem(own, PEM.certificateLabel))
        }
        try folder.write("\(base)/index.txt") { file in
            try forEachCertificate(of: authority, snapshot) { record in
                guard let line = try indexLine(record) else { return }
                try file.add(line)
            }
        }
        try forEachCertificate(of: authority, snapshot) { record in
            guard let der = record.certificate else { return }
            try folder.write(
                "\(base)/certificates/\(record.serialHex.uppercased()).pem",
                pem(der, PEM.certificateLabel))
        }
        try snapshot.forEach(
            CRLRecord.self, where: "authority = ? AND list IS NOT NULL", [.text(authority.name)],
            orderBy: "number"
        ) { record in
            try folder.write("\(base)/lists/\(record.number).crl", record.list ?? [])
            return true
        }
        if let last = try snapshot.lastCRL(authority.name)?.list {
            try folder.write("\(base)/list.pem", pem(last, "X509 CRL"))
        }
    }

    private static func forEachCertificate(
        of authority: Authority, _ snapshot: Snapshot, _ body: (CertificateRecord) throws -> Void
    ) throws {
        try snapshot.forEach(
            CertificateRecord.self, where: "authority = ?", [.text(authority.name)],
            orderBy: "serial"
        ) {
            try body($0)
            return true
        }
    }

    private static func pem(_ der: [UInt8], _ label: String) -> [UInt8] {
        Array(PEM.encode(der, label: label).utf8)
    }

    /// Nil for numbers that no certificate has: a reserved one may get one, an unused one never will.
    private static func indexLine(_ record: CertificateRecord) throws -> String? {
        let serial = try SerialNumber(parsing: record.serialHex)
        let since = record.statusAtMilliseconds / 1000 * 1000
        let revocation: RegisterRow.Revocation?
        switch record.state {
        case .reserved, .unused: return nil
        case .valid: revocation = nil
        case .suspended, .revoked, .abandoned:
            revocation = .init(
                sinceMilliseconds: since, reason: record.reason,
                invalidityMilliseconds: record.invalidityAtMilliseconds)
        }
        let name = try record.certificate.map {
            OpenSSLIndexLine.subject(
                try Certificate(derEncoded: $0, tolerance: .tolerant).subject)
        }
        return OpenSSLIndexLine.text(
            of: RegisterRow(serial: serial, revocation: revocation),
            notAfterMilliseconds: record.notAfterMilliseconds / 1000 * 1000,
            subject: name ?? record.subject ?? "/CN=unknown")
    }

    // MARK: The journal, as it is served

    private static func writeJournal(
        _ snapshot: Snapshot, size: Int64, _ folder: ExportFolder
    ) throws {
        try folder.write("journal/checkpoint", Array(try snapshot.checkpoint().utf8))
        try folder.write("journal/entries.jsonl") { file in
            var next: Int64 = 0
            while next < size {
                let entries = try snapshot.entries(
                    from: next, limit: Int(min(256, size - next)))
                guard let last = entries.last else { break }
                for entry in entries { try file.add(entry.bytes + [0x0A]) }
                next = last.index + 1
            }
        }
        for tile in Tile.added(from: 0, to: size) {
            guard let hashes = try snapshot.tile(tile) else { continue }
            try folder.write("journal/\(tile.path)", hashes)
            if let path = tile.entriesPath, let bundle = try snapshot.entryBundle(tile) {
                try folder.write("journal/\(path)", bundle)
            }
        }
    }
}
