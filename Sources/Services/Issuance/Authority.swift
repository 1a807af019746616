package import CertificatePolicy
package import Ledger
import Messages

/// A certification authority that this system runs: one key, one certificate, one kind.
package struct Authority: Record, Sendable {
    package enum Kind: String, Sendable, CaseIterable { case root, issuing }

    /// `approved` until its certificate is signed and its first CRL is public, then `active`. One that
    /// was taken over is `imported` until its register is here: a list before that would lack what its
    /// last list elsewhere had. It stays so where its key is not here.
    package enum State: String, Sendable { case approved, imported, certified, active }

    /// Lower-case letters, digits and hyphens; names the authority in commands and in addresses.
    package let name: String
    package let kind: Kind
    package let family: AlgorithmFamily
    package let jurisdiction: Jurisdiction
    /// The name of the root that certifies an issuing authority; its own name for a root.
    package let issuer: String
    /// The subject's common name.
    package let commonName: String
    /// The base of every address in what it issues, without a trailing slash.
    package let baseURL: String
    /// The serial number of the cryptographic module that holds its key; nil where it lies in a file, in environment
    /// `test` alone (CP 8.3).
    package let module: String?
    package var state: State
    /// The key's reference; nil until it is made.
    package var key: String?
    /// The serial number of its certificate, lower-case hex; nil until it is reserved.
    package var serialHex: String?
    /// Its OCSP responder's key and certificate serial.
    package var responderKey: String?
    package var responderSerialHex: String?
    /// The proposal whose signatures allowed it.
    package let proposal: String
    package let createdAtMilliseconds: Int64

    package static let table = Table(
        "authority",
        columns: [
            Column("name", .text), Column("kind", .text), Column("family", .text),
            Column("jurisdiction", .text), Column("issuer", .text), Column("common_name", .text),
            Column("base_url", .text), Column("state", .text), Column("key", .text, nullable: true),
            Column("serial", .text, nullable: true),
            Column("responder_key", .text, nullable: true),
            Column("responder_serial", .text, nullable: true), Column("proposal", .text),
            Column("created_at", .integer), Column("module", .text, nullable: true),
        ],
        key: ["name"])

    package init(
        name: String, kind: Kind, family: AlgorithmFamily, jurisdiction: Jurisdiction,
        issuer: String, commonName: String, baseURL: String, module: String? = nil,
        proposal: String,
        createdAtMilliseconds: Int64
    ) {
        self.name = name
        self.kind = kind
        self.family = family
        self.jurisdiction = jurisdiction
        self.issuer = issuer
        self.commonName = commonName
        self.baseURL = baseURL
        self.module = module
        state = .approved
        self.proposal = proposal
        self.createdAtMilliseconds = createdAtMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        name = try row.text("name")
        kind = try row.choice("kind")
        family = try row.choice("family")
        jurisdiction = try row.choice("jurisdiction")
        issuer = try row.text("issuer")
        commonName = try row.text("common_name")
        baseURL = try row.text("base_url")
        module = try row.optionalText("module")
        state = try row.choice("state")
        key = try row.optionalText("key")
        serialHex = try row.optionalText("serial")
        responderKey = try row.optionalText("responder_key")
        responderSerialHex = try row.optionalText("responder_serial")
        proposal = try row.text("proposal")
        createdAtMilliseconds = try row.integer("created_at")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "name": .text(name), "kind": .text(kind.rawValue), "family": .text(family.rawValue),
            "jurisdiction": .text(jurisdiction.rawValue), "issuer": .text(issuer),
            "common_name": .text(commonName), "base_url": .text(baseURL),
            "state": .text(state.rawValue), "key": Value(key), "serial": Value(serialHex),
            "responder_key": Value(responderKey),
            "responder_serial": Value(responderSerialHex), "proposal": .text(proposal),
            "created_at": .integer(createdAtMilliseconds), "module": Value(module),
        ]
    }
}
