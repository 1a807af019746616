import CanonicalJSON
package import Cryptography
import Foundation
package import Ledger
import PostgreSQLDriver
import SQLiteDriver

/// What the process that is killed and the test that kills it both know: keys as files, tables,
/// and one round of work.
package struct CrashWorld {
    package let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// A world of its own, in the storage of this run (`TestStorage`).
    package static func new(in folder: String) throws -> CrashWorld {
        let world = CrashWorld(folder: folder)
        if TestStorage.isPostgreSQL {
            let address = try PostgreSQLServer.shared.get().newSchema()
            try Data(address.utf8).write(to: URL(fileURLWithPath: world.addressFile))
        }
        return world
    }

    /// Tells the process that is killed where the database is.
    private var addressFile: String { folder + "/database" }

    private var driver: any StorageDriver {
        guard let address = FileManager.default.contents(atPath: addressFile) else {
            return SQLiteDriver(path: folder + "/ledger.sqlite")
        }
        return PostgreSQLDriver(address: String(decoding: address, as: UTF8.self))
    }

    /// One acknowledged piece of work.
    package struct Work: Record {
        package static let table = Table(
            "work",
            columns: [
                Column("id", .text), Column("number", .integer),
                Column("signature", .blob, nullable: true),
            ],
            key: ["id"])

        package let id: String
        package let number: Int64
        package var signature: [UInt8]?

        package init(id: String, number: Int64) {
            self.id = id
            self.number = number
        }

        package init(row: Row) throws(LedgerError) {
            id = try row.text("id")
            number = try row.integer("number")
            signature = try row.optionalBlob("signature")
        }

        package var values: KeyValuePairs<String, Value> {
            ["id": .text(id), "number": .integer(number), "signature": Value(signature)]
        }
    }

    package func settings() throws -> LedgerSettings {
        LedgerSettings(
            driver: driver, tables: [Work.table],
            checkpointSigner: try CheckpointSigner(
                origin: TestLedger.origin, key: try key("checkpoint.key", .ed25519)),
            vaultKey: SecretBytes([UInt8](repeating: 7, count: 32)),
            policyVersion: TestLedger.policyVersion, clock: FixedClock().reading)
    }

    /// Opens the ledger of the folder, or founds one where there is none yet.
    package func open() async throws -> Ledger {
        let settings = try settings()
        do {
            return try await Ledger.open(settings)
        } catch LedgerError.noLedger {
            let officers = try TestLedger.makeOfficers()
            let genesis = TestLedger.genesis(of: officers, settings)
            return try await Ledger.create(
                settings, genesis: genesis,
                signatures: try TestLedger.signatures(under: genesis, by: officers))
        }
    }

    package func signer() throws -> TestSigner {
        let signer = TestSigner()
        signer.add(try key("ca.key", .p256), as: Self.keyReference)
        return signer
    }

    /// From its file, which is made at first use.
    private func key(_ name: String, _ algorithm: KeyAlgorithm) throws -> SoftwareKey {
        let path = folder + "/" + name
        if let bytes = FileManager.default.contents(atPath: path) {
            return try SoftwareKey(pkcs8: Array(bytes))
        }
        let key = try SoftwareKey.generate(algorithm)
        try key.pkcs8().withBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
        return key
    }

    package static let keyReference = KeyReference(id: "key-ca")

    package static func newID() -> String {
        "req-" + Base32.encode(SystemRandomness().bytes(16))
    }

    /// Of an intent that a crash left open: the signature alone is of interest.
    package static let complete: IntentCompletion = { transaction, _ in
        .integer(transaction.entryIndex)
    }

    /// Every fourth piece of work uses a CA key.
    package static func workOnce(
        _ ledger: Ledger, _ signer: TestSigner
    ) async throws -> (String, ActOutcome) {
        let id = newID()
        let usesKey = id.utf8.last.map { $0 % 4 == 0 } ?? false
        let request = ActRequest(id: id, operation: "crl.issue", actor: .system)
        guard usesKey else {
            return (
                id,
                try await ledger.act(request) { transaction in
                    try transaction.put(Work(id: id, number: transaction.entryIndex))
                    try transaction.vault.put(Array(id.utf8), name: "id", dossier: id)
                    return .integer(transaction.entryIndex)
                }
            )
        }
        let outcome = try await ledger.useKey(request, signer: signer) { transaction in
            try transaction.put(Work(id: id, number: transaction.entryIndex))
            return IntentRequest(
                key: keyReference, algorithm: .ecdsaWithSHA256, toBeSigned: Array(id.utf8),
                purpose: "crl.issue")
        } complete: { transaction, signature in
            if var work = try transaction.get(Work.self, .text(id)) {
                work.signature = signature
                try transaction.put(work)
            }
            return .integer(transaction.entryIndex)
        }
        return (id, outcome)
    }
}
