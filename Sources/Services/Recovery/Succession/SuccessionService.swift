package import CanonicalJSON
import Cryptography
package import Issuance
package import Ledger
import MerkleLog
import Messages
package import PKIX
import Registers
import Status
import Transfer

/// Lets a restored ledger go on under a new name, although newer things were seen of its journal.
///
/// The evidence is judged as `RecoveryService` does; where nothing is ahead of the ledger, that one is to
/// be used. See `Succession` for what security officers sign.
package struct SuccessionService: Sendable {
    /// More rows than this are taken over as a register of their own.
    package static let maximumRows = 250_000

    /// What was found, once: what officers sign, and what follows from it.
    package struct Plan: Sendable {
        package let succession: Succession
        /// Certificates that no authority of this ledger signed.
        package let foreign: Int
        let pieces: [Ledger.LostPiece]
    }

    private let settings: LedgerSettings
    private let endings: [String: IntentRunner.Ending]

    /// - Parameters:
    ///   - settings: with the signer of the new name.
    ///   - endings: of every purpose that an intent has.
    package init(settings: LedgerSettings, endings: [String: IntentRunner.Ending]) {
        self.settings = settings
        self.endings = endings
    }

    /// Looks at what is kept and at what was seen. Changes nothing.
    ///
    /// - Parameters:
    ///   - ledger: opened with the key that it has.
    ///   - certificates: that anybody has; those which the ledger knows change nothing.
    /// - Throws: `recovery.notRestored`, `.nothingCompared`, `.evidenceUnreadable`, `.evidenceForeign`,
    ///   `.forked`; `succession.notNeeded`, `.tooMuch`.
    package func plan(
        _ ledger: Ledger, _ evidence: [RecoveryEvidence], _ certificates: [Certificate]
    ) async throws -> Plan {
        guard ledger.isRestored else { throw Refusal(.recoveryNotRestored) }
        try RecoveryEvidence.check(evidence)
        let (identity, verifier) = (ledger.identity, settings.checkpointSigner.verifier)
        return try await ledger.read { snapshot in
            let seen = try evidence.map { try $0.seen(snapshot, identity.chapters) }
            try SeenJournal.refuseForks(seen, snapshot)
            let kept = try snapshot.journalEnd()
            let farthest = SeenJournal.farthest(seen, behind: kept.size)
            let isListAhead = try seen.contains { one in
                guard let name = one.authority, let number = one.number else { return false }
                return try number > snapshot.lastCRLNumber(name) ?? 0
            }
            let found = try registers(evidence, certificates, snapshot)
            // A certificate that nobody here knows is a lost act as well.
            let isIssuedSince = found.registers.contains {
                $0.rows.contains { $0.certificate != nil }
            }
            guard farthest != nil || isListAhead || isIssuedSince,
                let last = identity.chapters.last
            else { throw Refusal(.successionNotNeeded) }
            let lost = try LostActs(found.registers, snapshot)
            guard found.registers.reduce(0, { $0 + $1.rows.count }) <= Self.maximumRows else {
                throw Refusal(.successionTooMuch, ["limit": String(Self.maximumRows)])
            }
            let pieces = lost.pieces(endings)
            return Plan(
                succession: Succession(
                    predecessor: last, kept: .init(size: kept.size, root: kept.root),
                    seen: farthest.map { .init(size: $0.size, root: $0.root) },
                    seenNote: farthest?.note, environment: identity.environment,
                    origin: verifier.name, checkpointKey: verifier.description,
                    recovered: lost.json, entered: .init(pieces)),
                foreign: found.foreign, pieces: pieces)
        }
    }

    /// Carries it out. Nobody has the ledger open.
    ///
    /// - Parameter signatures: over the succession's canonical bytes, by officer id.
    /// - Throws: what `Ledger.succeed` throws; nothing is changed then.
    package func succeed(
        _ plan: Plan, signatures: [String: [UInt8]]
    ) async throws -> JSONValue {
        let entry = try await Ledger.succeed(
            settings, with: plan.succession, signatures: signatures,
            entering: plan.pieces)
        return [
            "state": "succeeded", "entry": .integer(entry),
            "origin": .string(plan.succession.origin),
            "verifierKey": .string(plan.succession.checkpointKey),
            "predecessor": .string(plan.succession.predecessor.origin),
            "recovered": plan.succession.recovered,
        ]
    }

    /// By authority: the newest list that was shown, and the certificates that it signed.
    private func registers(
        _ evidence: [RecoveryEvidence], _ certificates: [Certificate], _ snapshot: Snapshot
    ) throws -> (registers: [LostRegister], foreign: Int) {
        let lists = evidence.compactMap { evidence in
            if case .list(let bytes) = evidence {
                try? CertificateList(derEncoded: bytes)
            } else {
                nil
            }
        }
        // One certificate may be shown in several files.
        var left = Dictionary(
            certificates.map { ($0.derEncoded, $0) }, uniquingKeysWith: { first, _ in first })
        var registers: [LostRegister] = []
        let now = settings.clock() / Milliseconds.second * Milliseconds.second
        for (name, issuer) in try snapshot.issuers() {
            let newest = lists.filter { issuer.signed($0) }.max {
                Self.number(of: $0) < Self.number(of: $1)
            }
            let own = left.filter { issuer.issued($0.value) }
            for octets in own.keys { left[octets] = nil }
            registers.append(
                try LostRegister(
                    of: name, newest, Array(own.values), snapshot, atMilliseconds: now))
        }
        return (registers, left.count)
    }

    private static func number(of list: CertificateList) -> Int64 {
        list.crlNumber?.value.flatMap { Int64(exactly: $0) } ?? 0
    }
}
