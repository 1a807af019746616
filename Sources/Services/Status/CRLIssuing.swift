package import CanonicalJSON
package import CertificatePolicy
import Cryptography
import Governance
package import Issuance
package import Ledger
import Messages
import PKIX

/// Makes certificate revocation lists: always full, always from the ledger as it stands.
package struct CRLIssuing: Sendable {
    private let ledger: Ledger
    private let intents: IntentRunner

    package static let purpose = "crl.issue"

    package init(ledger: Ledger, intents: IntentRunner) {
        self.ledger = ledger
        self.intents = intents
    }

    /// Issues the next list of an authority and returns it, signed, guarded and durable.
    package func issue(_ name: String, request: String) async throws -> CRLRecord {
        let outcome = try await issue(
            ActRequest(
                id: request, operation: "crl.issue", actor: .system,
                facts: ["authority": .string(name)], payload: ["authority": .string(name)]))
        guard let number = outcome.result["number"]?.integer,
            let record = try await ledger.read({
                try $0.get(CRLRecord.self, .text(name), .integer(number))
            }), record.list != nil
        else {
            throw Refusal(.crlGuard, ["authority": name, "reason": "the list was not completed"])
        }
        return record
    }

    /// Issues the next list of the authority that an act names: the system's own, or `crl.order` of
    /// an officer, whose signature then stands in the entry that announces the list.
    package func issue(_ act: ActRequest) async throws -> ActOutcome {
        let seen = try await ledger.read { try $0.seenCheckpoint() }
        let origin = ledger.identity.origin
        let outcome = try await ledger.act(act) { transaction in
            let payload = Payload(act.payload)
            try payload.refuseUnknown(besides: ["authority"])
            let name = try payload.string("authority", maximumBytes: 64)
            try transaction.requireRole(forAnyKindOf: name)
            return try Self.open(
                &transaction, name, origin: origin, size: seen.size, root: seen.root)
        }
        try await intents.carryOut(outcome)
        return outcome
    }

    /// Reserves the number and opens the intent over the exact bytes, in one transaction.
    private static func open(
        _ transaction: inout Transaction, _ name: String, origin: String, size: Int64,
        root: [UInt8]
    ) throws -> JSONValue {
        let authority = try transaction.authority(name)
        // An authority that is being taken over knows half of its register at most: what its list left out
        // would be good again.
        guard authority.state != .imported, let key = authority.key,
            let issuerDER = try transaction.certificateRecord(of: authority)?.certificate
        else {
            throw Refusal(
                .authorityNotActive, field: "authority",
                ["name": name, "state": authority.state.rawValue])
        }
        let issuer = try Certificate(derEncoded: issuerDER).tbsCertificate
        let practice = try transaction.practiceForStatusNotingDefect()
        let now = transaction.atMilliseconds / Milliseconds.second * Milliseconds.second
        let last = try transaction.lastCRLNumber(name) ?? 0
        let record = CRLRecord(
            authority: name, number: max(last + 1, transaction.atMilliseconds),
            thisUpdateMilliseconds: now,
            nextUpdateMilliseconds: now
                + (authority.kind == .root
                    ? practice.rootCRLNextUpdateDays * Milliseconds.day
                    : practice.crlNextUpdateHours * Milliseconds.hour),
            entry: transaction.entryIndex)
        let list = try TBSCertList(
            signature: authority.family.signatureAlgorithm.identifier, issuer: issuer.subject,
            thisUpdateMilliseconds: record.thisUpdateMilliseconds,
            nextUpdateMilliseconds: record.nextUpdateMilliseconds,
            entries: try transaction.revokedEntries(name, before: record.entry).map(
                \.derEncoded),
            extensions: try extensions(
                name, issuer: issuer, number: record.number, practice: practice, origin: origin,
                size: size, root: root))
        try transaction.put(record)
        let intent = try transaction.openIntent(
            IntentRequest(
                key: KeyReference(id: key), algorithm: authority.family.signatureAlgorithm,
                toBeSigned: list.derEncoded,
                publicKey: issuer.subjectPublicKeyInfo.derEncoded, purpose: purpose,
                caseID: "\(name)/\(record.number)"))
        return [
            "authority": .string(name), "number": .integer(record.number),
            "intent": .string(intent.id),
        ]
    }

    /// AKI and number as RFC 5280 §5.2 asks; the journal's checkpoint, so that every CRL that leaves
    /// makes all its readers witnesses of the journal.
    private static func extensions(
        _ name: String, issuer: TBSCertificate, number: Int64, practice: Practice, origin: String,
        size: Int64,
        root: [UInt8]
    ) throws -> Extensions {
        guard let identifier = try issuer.extensions.value(of: SubjectKeyIdentifier.self) else {
            throw Refusal(
                .crlGuard, ["authority": name, "reason": "the issuer has no key identifier"])
        }
        return try Extensions([
            AuthorityKeyIdentifier(keyIdentifier: identifier.keyIdentifier).asExtension(
                critical: false),
            CRLNumber(UInt64(number)).asExtension(critical: false),
            // Nothing ever leaves a list but by a release, expired certificates included.
            ExpiredCertsOnCRL(sinceMilliseconds: issuer.validity.notBeforeMilliseconds)
                .asExtension(critical: false),
            PrivateArc(base: practice.privateArcIdentifier).asExtension(
                JournalCheckpoint(origin: origin, size: size, root: root)),
        ])
    }

    /// What the signature of a list leads to.
    package static func endings(_ environment: Environment) -> [String: IntentRunner.Ending] {
        [
            purpose: .init(
                complete: {
                    try complete(&$0, intent: $1, signature: $2, environment: environment)
                },
                // The number stays used; the next list has a later one.
                abandon: { _, _ in [:] })
        ]
    }

    /// The completion: guard on the final bytes, then the list stands in the ledger.
    package static func complete(
        _ transaction: inout Transaction, intent: Intent, signature: [UInt8],
        environment: Environment
    ) throws -> JSONValue {
        let list = try CertificateList(
            toBeSigned: intent.toBeSigned, signatureAlgorithm: intent.algorithm.identifier,
            signature: signature)
        let parts = (intent.caseID ?? "").split(separator: "/")
        guard parts.count == 2, let number = Int64(parts[1]),
            var record = try transaction.get(
                CRLRecord.self, .text(String(parts[0])), .integer(number))
        else {
            throw Refusal(
                .crlGuard, ["authority": intent.caseID ?? "", "reason": "no such number"])
        }
        try CRLGuard(
            record: record, environment: environment,
            practice: transaction.practiceForStatus(of: intent).practice
        ).judge(list, transaction)
        record.list = list.derEncoded
        try transaction.put(record)
        return ["authority": .string(record.authority), "number": .integer(number)]
    }
}

extension ReadableLedger {
    /// The entries of a full list as the journal's entries before one of them made it: serials that
    /// were suspended, revoked or abandoned then, by serial number.
    func revokedEntries(_ authority: String, before entry: Int64) throws -> [RevokedCertificate] {
        let later = try Set(
            rows(
                "SELECT serial FROM status_event WHERE authority = ? AND entry >= ?",
                [.text(authority), .integer(entry)]
            ).map { try $0.text("serial") })
        // Without the certificates themselves, which would be most of what is read.
        let found = try rows(
            """
            SELECT serial, status_at, reason, invalidity_at FROM certificate
            WHERE authority = ? AND state IN ('suspended', 'revoked', 'abandoned') ORDER BY serial
            """, [.text(authority)])
        var entries: [RevokedCertificate] = []
        for row in found {
            let serial = try row.text("serial")
            guard !later.contains(serial) else { continue }
            let reason = try row.optionalInteger("reason").flatMap {
                RevocationReason(rawValue: Int($0))
            }
            entries.append(
                try revokedEntry(
                    serial, row.integer("status_at"), reason, row.optionalInteger("invalidity_at")))
        }
        // What changed since stands on the list as it was, if it stands there at all.
        for serial in later {
            let last = try select(
                StatusEvent.self, where: "authority = ? AND serial = ? AND entry < ?",
                [.text(authority), .text(serial), .integer(entry)], orderBy: "sequence DESC",
                limit: 1
            ).first
            guard let last, last.event.isOnLists else { continue }
            entries.append(
                try revokedEntry(
                    serial, last.sinceMilliseconds, last.reason, last.invalidityAtMilliseconds))
        }
        return later.isEmpty ? entries : entries.sorted { $0.serialNumber < $1.serialNumber }
    }

    private func revokedEntry(
        _ serialHex: String, _ atMilliseconds: Int64, _ reason: RevocationReason?,
        _ invalidityMilliseconds: Int64?
    ) throws -> RevokedCertificate {
        try RevokedCertificate(
            serialNumber: try SerialNumber(parsing: serialHex),
            revocationDateMilliseconds: atMilliseconds / Milliseconds.second
                * Milliseconds.second,
            reason: reason, invalidityDateMilliseconds: invalidityMilliseconds)
    }
}

extension StatusEvent.Event {
    /// Whether a serial whose last event this is stands on revocation lists.
    fileprivate var isOnLists: Bool {
        switch self {
        case .suspended, .revoked, .abandoned: true
        case .issued, .imported, .released: false
        }
    }
}
