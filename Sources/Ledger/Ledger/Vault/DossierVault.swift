import CanonicalJSON
import Cryptography
import Messages

/// Personal data, apart from the rows and entries that last.
///
/// Each value lies sealed (AES-256-GCM) under the key of its dossier, which itself lies sealed
/// under the folder's master key. What rows and entries may hold of a value is its commitment:
/// HMAC-SHA-256 under a random 256-bit key of its own, sealed with the value and destroyed with
/// it; afterwards the commitment tells nothing, even to who guesses the value.
package enum DossierVault {
    /// Documents larger than this lie outside the ledger, by hash.
    package static let maximumValueBytes = 4 << 20
    static let keyBytes = 32

    static let tables = [DossierKey.table, PersonalValue.table]

    /// Opens values, within a transaction or snapshot.
    package struct Reader {
        let reading: Reading

        init(_ reading: Reading) { self.reading = reading }

        /// Of a transaction or a snapshot, for what both are read by.
        package init(of ledger: some ReadableLedger) { reading = ledger.reading }

        /// A value with the key of its commitment, so that who decides on it can compute the
        /// commitment alone.
        package struct Opened: Sendable {
            package let value: [UInt8]
            package let commitmentKey: [UInt8]
        }

        /// The value of this name; nil if there is none or it was erased.
        /// - Throws: `vault.damaged` if a row was changed by hand or the master key is another.
        package func read(_ name: String, dossier: String) throws -> [UInt8]? {
            try open(name, dossier: dossier)?.value
        }

        /// As `read`, with the key of the commitment.
        package func open(_ name: String, dossier: String) throws -> Opened? {
            guard let row = try reading.get(PersonalValue.self, key: [.text(dossier), .text(name)])
            else { return nil }
            guard let key = try dossierKey(dossier) else { throw DossierVault.damaged(dossier) }
            let opened = try DossierVault.opened(
                row.sealed, key: key, context: ["value", dossier, name], dossier: dossier)
            let (commitmentKey, value) = DossierVault.parts(of: opened)
            guard DossierVault.commitment(to: value, key: commitmentKey) == row.commitment else {
                throw DossierVault.damaged(dossier)
            }
            return Opened(value: value, commitmentKey: commitmentKey)
        }

        /// The names of the values in a dossier, in order.
        package func names(dossier: String) throws(LedgerError) -> [String] {
            try reading.rows(
                "SELECT name FROM personal WHERE dossier = ? ORDER BY name", [.text(dossier)]
            ).map { row throws(LedgerError) in try row.text("name") }
        }

        /// What a row may hold of a value to find it by: a keyed hash, 64 hex digits.
        ///
        /// - Parameter purpose: the first part, so that equal values of two purposes are not seen to
        ///   be equal.
        package func lookup(_ purpose: String, _ parts: [String]) -> String {
            reading.vaultKey.lookup([purpose] + parts)
        }

        /// A number that a certificate says to its issuer alone, sealed: 12 octets more in front, 16 behind.
        ///
        /// The nonce follows from key, context and number, so that contents that are built again are the same.
        /// - Parameter context: what no two sealed numbers have in common.
        /// - Throws: `vault.damaged` where it cannot be opened again: nothing unreadable is signed.
        package func sealedNumber(_ number: String, _ context: [String]) throws -> [UInt8] {
            let sealed = try DossierVault.sealed(
                Array(number.utf8), key: reading.vaultKey.numbers,
                context: ["certificateNumber"] + context,
                randomness: DerivedNonce(
                    lookup: lookup("certificateNonce", context + [number])))
            guard try openedNumber(sealed, context) == number else {
                throw DossierVault.damaged(context.first ?? "")
            }
            return sealed
        }

        /// - Throws: `vault.damaged` for what was not sealed here with this context.
        package func openedNumber(_ sealed: [UInt8], _ context: [String]) throws -> String {
            try DossierVault.opened(
                sealed, key: reading.vaultKey.numbers, context: ["certificateNumber"] + context,
                dossier: context.first ?? ""
            ).withBytes { String(decoding: $0, as: UTF8.self) }
        }

        func dossierKey(_ dossier: String) throws -> SecretBytes? {
            guard let row = try reading.get(DossierKey.self, key: [.text(dossier)]) else {
                return nil
            }
            return try DossierVault.opened(
                row.wrapped, key: reading.vaultKey.wrapping, context: ["key", dossier],
                dossier: dossier)
        }
    }

    /// Seals, opens and erases values, within a transaction.
    package struct Writer {
        let reading: Reading
        let record: ActRecord
        let randomness: any Randomness

        /// Seals a value under a name, in place of an earlier one.
        /// - Returns: the commitment, 32 bytes, for the row that refers to the value.
        @discardableResult
        package func put(_ value: [UInt8], name: String, dossier: String) throws -> [UInt8] {
            guard value.count <= DossierVault.maximumValueBytes else {
                throw Refusal(.vaultValueTooLong, field: name)
            }
            let key = try Reader(reading).dossierKey(dossier) ?? makeKey(dossier)
            let commitmentKey = randomness.bytes(DossierVault.keyBytes)
            let commitment = DossierVault.commitment(to: value, key: commitmentKey)
            let sealed = try DossierVault.sealed(
                commitmentKey + value, key: key, context: ["value", dossier, name],
                randomness: randomness)
            try record.put(
                PersonalValue(
                    dossier: dossier, name: name, sealed: sealed, commitment: commitment),
                on: reading)
            return commitment
        }

        package func read(_ name: String, dossier: String) throws -> [UInt8]? {
            try Reader(reading).read(name, dossier: dossier)
        }

        /// As `Reader.lookup`.
        package func lookup(_ purpose: String, _ parts: [String]) -> String {
            Reader(reading).lookup(purpose, parts)
        }

        /// SHA-256 of the commitment and the sealed form of a value, which is not opened: where it is
        /// what it was when the value was read, the value is the same. Nil if there is none.
        package func fingerprint(of name: String, dossier: String) throws -> [UInt8]? {
            try reading.get(PersonalValue.self, key: [.text(dossier), .text(name)]).map {
                DigestAlgorithm.sha256.hash($0.commitment + $0.sealed)
            }
        }

        package func names(dossier: String) throws(LedgerError) -> [String] {
            try Reader(reading).names(dossier: dossier)
        }

        /// Destroys one value with the key of its commitment.
        @discardableResult
        package func erase(_ name: String, dossier: String) throws(LedgerError) -> Bool {
            try record.remove(PersonalValue.self, key: [.text(dossier), .text(name)], on: reading)
        }

        /// Destroys a whole dossier: its values, then the key that all copies of them need. Of an application's it
        /// is for the archive to order, once what is kept need not be kept any longer.
        package func erase(dossier: String) throws(LedgerError) {
            for name in try names(dossier: dossier) {
                try erase(name, dossier: dossier)
            }
            _ = try record.remove(DossierKey.self, key: [.text(dossier)], on: reading)
        }

        private func makeKey(_ dossier: String) throws -> SecretBytes {
            let key = SecretBytes(randomness.bytes(DossierVault.keyBytes))
            let wrapped = try key.withBytes { bytes in
                try DossierVault.sealed(
                    bytes, key: reading.vaultKey.wrapping, context: ["key", dossier],
                    randomness: randomness)
            }
            try record.put(DossierKey(dossier: dossier, wrapped: wrapped), on: reading)
            return key
        }
    }

    /// HMAC-SHA-256(key, value).
    static func commitment(to value: [UInt8], key: [UInt8]) -> [UInt8] {
        HMAC.authenticationCode(of: value, key: SecretBytes(key), digest: .sha256)
    }

    /// The sealed content is the commitment's key (32) ‖ the value.
    private static func parts(of opened: SecretBytes) -> (key: [UInt8], value: [UInt8]) {
        opened.withBytes { bytes in
            (Array(bytes.prefix(keyBytes)), Array(bytes.dropFirst(keyBytes)))
        }
    }

    /// The context binds a sealed value to its place: it cannot be moved to another dossier.
    private static func associated(_ context: [String]) -> [UInt8] {
        JSONValue.array([.string("kapok-vault/v1")] + context.map { .string($0) }).canonicalBytes
    }

    private static func sealed(
        _ bytes: [UInt8], key: SecretBytes, context: [String], randomness: any Randomness
    ) throws -> [UInt8] {
        try AES256GCM.seal(
            bytes, key: key, authenticating: associated(context), randomness: randomness)
    }

    private static func opened(
        _ sealed: [UInt8], key: SecretBytes, context: [String], dossier: String
    ) throws -> SecretBytes {
        do {
            return try AES256GCM.open(sealed, key: key, authenticating: associated(context))
        } catch {
            throw damaged(dossier)
        }
    }

    private static func damaged(_ dossier: String) -> Refusal {
        Refusal(.vaultDamaged, ["dossier": dossier])
    }
}

/// In place of randomness, where the same is to be sealed to the same.
private struct DerivedNonce: Randomness {
    /// A keyed hash, in hex.
    let lookup: String

    func bytes(_ count: Int) -> [UInt8] { Array((Hex.decode(lookup) ?? []).prefix(count)) }
}

/// The folder's master key and what is derived from it: one key for one purpose.
struct VaultKey: Sendable {
    /// Wraps the keys of dossiers.
    let wrapping: SecretBytes
    /// Hides the contents of requests in the rows that recognise a repeated one.
    let requests: SecretBytes
    /// Hides what values of dossiers are found by.
    let lookups: SecretBytes
    /// Seals numbers in certificates.
    let numbers: SecretBytes

    init(master: SecretBytes) {
        wrapping = Self.derived(from: master, label: "kapok-vault-wrapping/v1")
        requests = Self.derived(from: master, label: "kapok-requests/v1")
        lookups = Self.derived(from: master, label: "kapok-lookups/v1")
        numbers = Self.derived(from: master, label: "kapok-certificate-numbers/v1")
    }

    /// HMAC-SHA-256 over the parts, in hex: the same for the same parts in one ledger, and nothing to
    /// who has its rows alone, whatever they guess.
    func lookup(_ parts: [String]) -> String {
        Hex.encode(
            HMAC.authenticationCode(
                of: JSONValue.array(parts.map { .string($0) }).canonicalBytes, key: lookups,
                digest: .sha256))
    }

    private static func derived(from master: SecretBytes, label: String) -> SecretBytes {
        SecretBytes(
            HMAC.authenticationCode(of: Array(label.utf8), key: master, digest: .sha256))
    }
}

struct DossierKey: Record {
    static let table = Table(
        "dossier_key", columns: [Column("dossier", .text), Column("wrapped", .blob)],
        key: ["dossier"], clustered: true)

    let dossier: String
    let wrapped: [UInt8]

    init(dossier: String, wrapped: [UInt8]) {
        self.dossier = dossier
        self.wrapped = wrapped
    }

    init(row: Row) throws(LedgerError) {
        dossier = try row.text("dossier")
        wrapped = try row.blob("wrapped")
    }

    var values: KeyValuePairs<String, Value> {
        ["dossier": .text(dossier), "wrapped": .blob(wrapped)]
    }
}

struct PersonalValue: Record {
    static let table = Table(
        "personal",
        columns: [
            Column("dossier", .text), Column("name", .text), Column("sealed", .blob),
            Column("commitment", .blob),
        ],
        key: ["dossier", "name"])

    let dossier: String
    let name: String
    let sealed: [UInt8]
    let commitment: [UInt8]

    init(dossier: String, name: String, sealed: [UInt8], commitment: [UInt8]) {
        self.dossier = dossier
        self.name = name
        self.sealed = sealed
        self.commitment = commitment
    }

    init(row: Row) throws(LedgerError) {
        dossier = try row.text("dossier")
        name = try row.text("name")
        sealed = try row.blob("sealed")
        commitment = try row.blob("commitment")
    }

    var values: KeyValuePairs<String, Value> {
        [
            "dossier": .text(dossier), "name": .text(name), "sealed": .blob(sealed),
            "commitment": .blob(commitment),
        ]
    }
}
