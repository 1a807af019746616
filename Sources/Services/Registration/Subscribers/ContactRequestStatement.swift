import CanonicalJSON
package import Ledger

/// What the holder of a certificate signs with its key to have a contact added or given up (CP 5.8a).
///
/// It names journal, environment, certificate and address, and how many entries the journal has of that certificate: any
/// later act on it makes the statement worthless, so that it serves once.
package struct ContactRequestStatement: Sendable {
    package enum Act: String, Sendable, CaseIterable { case add, end }

    package let bytes: [UInt8]

    /// - Parameters:
    ///   - certificate: `AUTHORITY/SERIAL`.
    ///   - caseLength: see `caseLength(of:)`.
    package init(
        origin: String, environment: String, certificate: String, act: Act, address: String,
        caseLength: Int64
    ) {
        let json: JSONValue = [
            "type": "kapok-contact-request/v1", "origin": .string(origin),
            "environment": .string(environment), "certificate": .string(certificate),
            "act": .string(act.rawValue), "emailAddress": .string(address),
            "caseLength": .integer(caseLength),
        ]
        bytes = json.canonicalBytes
    }
}

extension ReadableLedger {
    /// How many entries the journal has of one case that an officer's or the certificate's key made: a code that
    /// anybody tells back is none.
    package func caseLength(of caseID: String) throws(LedgerError) -> Int64 {
        try rows(
            """
            SELECT COUNT(*) AS count FROM journal_entry
            WHERE case_id = ? AND operation <> 'contact.prove'
            """, [.text(caseID)]
        ).first?.integer("count") ?? 0
    }
}
