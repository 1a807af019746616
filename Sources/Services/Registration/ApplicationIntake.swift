package import CanonicalJSON
import CertificatePolicy
package import Governance
import Issuance
package import Ledger
import Messages
import PKIX
import Records

/// The first step: what an applicant hands in is read, checked and kept, or refused whole.
///
/// Payload: `authority`, `category` (personal | organisation), `request` (base64 of PEM or DER
/// PKCS#10), or in its place `key`: `authority`, where the authority is to make the key (CP 8.2); `subject` (see `SubjectStatement`), `identity` (see `StatedIdentity`), without which nobody can
/// be vetted, and `declarations` (see `Declarations`); optional: `contact` (see `StatedContact`); `site`, the code of the one at which it is to
/// be handled. The request gives only the key: its subject and extensions are ignored, and listed in the
/// answer (CP 3.2b). In place of all of it: `draft`, the code of one that holds it (see `Draft`).
package struct ApplicationIntake: Sendable {
    package let authority: String
    package let category: Application.Category
    private let site: String?
    package let statement: SubjectStatement
    /// Nil where the authority is to make the key.
    private let brought: RequestedKey?
    private let declarations: Declarations
    private let renewal: Renewal?

    /// Who makes the key of an applicant that brings none.
    private enum KeyMaker: String, CaseIterable { case authority }

    /// What an application may hold, and so a draft of one.
    static let members = [
        "authority", "category", "site", "request", "key", "subject",
        SubjectStatement.identityMember, StatedContact.member, Declarations.valueName, "renews",
        "renewalSignature",
    ]

    /// Reads and judges everything that needs no ledger.
    ///
    /// - Parameter requestBytes: see `requestBytes(_:)`.
    package init(_ payload: Payload, requestBytes: [UInt8]?) throws {
        try payload.refuseUnknown(besides: Self.members)
        authority = try payload.string("authority", maximumBytes: 64)
        category = try payload.choice("category")
        site = try payload.optionalString("site", maximumBytes: Site.maximumCodeBytes)
        statement = try SubjectStatement(payload, category: category)
        brought = try requestBytes.map { try RequestedKey(bytes: $0) }
        declarations = try Declarations(payload)
        renewal = try Renewal(payload)
        // What the current key signs names the next one.
        if brought == nil, renewal?.isSigned ?? false {
            throw Refusal(.payloadInvalid, field: "renewalSignature", ["name": "renewalSignature"])
        }
    }

    /// The octets of the request, as they were sent; nil where the authority is asked to make the key.
    package static func requestBytes(_ payload: Payload) throws -> [UInt8]? {
        if payload.json["request"] == nil, payload.json["key"] != nil {
            let _: KeyMaker = try payload.choice("key")
            return nil
        }
        guard payload.json["key"] == nil else {
            throw Refusal(.payloadInvalid, field: "key", ["name": "key"])
        }
        return try RequestedKey.bytes(payload)
    }

    /// The change: the application stands and claims its key, in one transaction.
    package func record(
        _ transaction: inout Transaction, id: String, to journal: LedgerIdentity
    ) throws -> JSONValue {
        let authority = try transaction.authority(authority)
        guard authority.kind == .issuing else {
            throw Refusal(
                .authorityKindWrong, field: "authority",
                ["name": authority.name, "kind": "issuing"])
        }
        let practice = try transaction.practice()
        try practice.judgeOffer(category.kind)
        if let site { try transaction.judgeSite(site) }
        if let brought {
            try brought.judge(for: authority, transaction)
        } else {
            try practice.judgeMakingKeys()
        }
        let renewed = try renewal?.judge(
            transaction, to: authority, category: category, subject: statement,
            request: brought?.request.derEncoded ?? [], in: journal)
        if let signature = renewed?.signature {
            try transaction.vault.put(signature, name: Renewal.valueName, dossier: id)
        }
        let subscriberReference = try SubscriberReference.unused(transaction)
        let caseNumber = try CaseNumber.unused(transaction)
        let commitment = try transaction.vault.put(
            statement.json.canonicalBytes, name: "statement", dossier: id)
        let declared = declarations.json.canonicalBytes
        try transaction.vault.put(declared, name: Declarations.valueName, dossier: id)
        transaction.note("declarations", .string(Declarations.hashHex(ofKept: declared)))
        try brought?.claim(for: id, &transaction)
        try transaction.put(
            Application(
                id: id, authority: authority.name, category: category,
                keyHashHex: brought?.keyHashHex ?? "",
                statementCommitmentHex: Hex.encode(commitment),
                subscriberReference: subscriberReference, caseNumber: caseNumber,
                site: site, fee: practice.fee(for: category.kind),
                renews: renewed?.certificate, continuedReference: renewed?.reference,
                atMilliseconds: transaction.atMilliseconds))
        return [
            "application": .string(id), "caseNumber": .string(caseNumber.grouped),
            "state": "received",
            "subscriberReference": .string(subscriberReference),
            "ignoredFromRequest": .array((brought?.ignored ?? []).map { .string($0) }),
        ]
    }
}
