import CertificatePolicy
package import Governance
package import Ledger
import Messages
import PKIX

extension Transaction {
    /// Stores a certificate in its new state, and the line of its history that tells of it: no
    /// state changes without its line, once it was issued, which its own row tells.
    ///
    /// - Parameters: see the members of `StatusEvent`.
    package mutating func change(
        _ record: inout CertificateRecord, _ event: StatusEvent.Event, requester: String? = nil,
        identified: String? = nil, cause: String? = nil, untilMilliseconds: Int64? = nil
    ) throws {
        let last =
            try select(
                StatusEvent.self, where: "authority = ? AND serial = ?",
                [.text(record.authority), .text(record.serialHex)], orderBy: "sequence DESC",
                limit: 1
            ).first ?? StatusEvent(issuing: record)
        // One unbroken time without reliance: what follows a suspension, but a release, takes over its date.
        let isContinued = event != .released && last?.event == .suspended
        record.statusAtMilliseconds =
            isContinued ? last?.sinceMilliseconds ?? atMilliseconds : atMilliseconds
        try put(record)
        // Nobody will ever want the key of a certificate that is over: where the authority still has one, it has none.
        if [.revoked, .abandoned].contains(event), let application = record.application {
            try vault.erase(dossier: MadeKeyDossier.name(of: application))
        }
        try put(
            StatusEvent(
                record, event: event, sequence: (last?.sequence ?? -1) + 1, reason: record.reason,
                cause: cause, atMilliseconds: atMilliseconds,
                sinceMilliseconds: record.statusAtMilliseconds, entry: entryIndex,
                untilMilliseconds: untilMilliseconds, requester: requester, identified: identified))
    }

    /// Suspends a certificate that ``ReadableLedger/maySuspend(_:)`` names. An end is always set (CP 6.19b).
    ///
    /// - Returns: when the suspension must have ended.
    package mutating func suspend(
        _ record: inout CertificateRecord, requester: String, identified: String? = nil,
        cause: String
    ) throws -> Int64 {
        let until = try atMilliseconds + suspensionLimitDays() * Milliseconds.day
        record.state = .suspended
        record.reason = .certificateHold
        try change(
            &record, .suspended, requester: requester, identified: identified, cause: cause,
            untilMilliseconds: until)
        return until
    }

    /// Suspending tightens, so settings that cannot be read do not hold it up: the last limit that could be
    /// read counts then, and the entry tells the defect.
    package mutating func suspensionLimitDays() throws -> Int64 {
        try practiceForStatusNotingDefect().suspensionLimitDays
    }

    /// See `practiceForStatus`; what the version in force lacks stands in the entry.
    package mutating func practiceForStatusNotingDefect() throws -> Practice {
        let found = try practiceForStatus()
        if let defect = found.defect { noteDefect(defect) }
        return found.practice
    }

    /// Blocks a key for ever, and suspends in the same change every valid certificate under it.
    ///
    /// Whoever has seen the private key could sign with it, so nobody may rely on the certificate
    /// any more, whatever the subscriber says (CP 6.17a). It is not revoked: that takes the
    /// designated manager (CP 6.19c), and suspension, which takes nobody, holds the place. The
    /// authority's own certificates are no exception: suspending one stops issuing under it at
    /// once, as CP 6.24 has it, while its revocation waits for the regulator.
    ///
    /// - Returns: the certificates that were suspended by it.
    @discardableResult
    package mutating func block(keyHashHex: String) throws -> [CertificateRecord] {
        let known = try get(KnownKey.self, .text(keyHashHex))
        try put(
            KnownKey(
                keyHashHex: keyHashHex, state: .blocked, application: known?.application,
                sinceMilliseconds: atMilliseconds))
        // A key is certified once (CP 8.15b), but for the certificates that an authority's key got.
        var records = try select(
            CertificateRecord.self, where: "key_hash = ? AND state IN ('valid', 'suspended')",
            [.text(keyHashHex)], orderBy: "authority, serial", limit: 1000
        ).filter { try maySuspend($0) }
        for place in records.indices {
            _ = try suspend(
                &records[place], requester: StatusEvent.byAuthority, cause: StatusEvent.keySeen)
        }
        return records
    }
}

extension ReadableLedger {
    /// Whether a key may never be certified, nor any certificate under it be relied upon (CP 6.7b).
    package func isBlocked(keyHashHex: String) throws -> Bool {
        try get(KnownKey.self, .text(keyHashHex))?.state == .blocked
    }
}
