import Attachments
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import Messages
import Registration

/// Evidence of identity: what officers add, and what those who decide see of it.
extension API {
    /// Files of evidence came in before the act that names them.
    func actOnEvidence(_ act: ActRequest) async throws -> ActOutcome {
        var received: [String: AttachmentIntake.Received] = [:]
        let items = act.payload["evidence"]?.array ?? []
        for item in items.prefix(EvidenceIntake.maximumItems) {
            guard let name = item["file"]?["file"]?.string else { continue }
            received[name] = await attachments.received(name)
        }
        let outcome =
            act.operation == "application.vet"
            ? try await registration.vet(act, received: received)
            : try await registration.addEvidence(act, received: received)
        for name in received.keys { await attachments.settle(name) }
        return outcome
    }

    /// Asks a source outside, with pictures that came in before.
    func check(_ act: ActRequest) async throws -> ActOutcome {
        var received: [String: AttachmentIntake.Received] = [:]
        for picture in (act.payload["pictures"]?.array ?? []).prefix(2) {
            guard let name = picture["file"]?["file"]?.string else { continue }
            received[name] = await attachments.received(name)
        }
        do {
            let outcome = try await registration.check(act, received: received)
            await settle(received.keys)
            return outcome
        } catch {
            // Whoever runs the machine is who can mend a connector.
            if let refusal = error as? Refusal, refusal.code.id.hasPrefix("connector.") {
                report(act.id, refusal)
            }
            await settle(received.keys)
            throw error
        }
    }

    /// Of files that came in: those that belong to a dossier now, whatever came of the question.
    private func settle(_ names: some Collection<String> & Sendable) async {
        let kept = try? await ledger.read { snapshot in
            try names.filter { try snapshot.get(StoredFile.self, .text($0)) != nil }
        }
        for name in kept ?? [] { await attachments.settle(name) }
    }

    /// The checklist of an application and all that its dossier holds, opened, with the keys of the
    /// commitments: who decides computes the digest alone.
    static func evidence(
        of application: Application, _ snapshot: Snapshot
    ) throws -> JSONValue {
        [
            "checklist": .array(try checklist(of: application, snapshot)),
            "proofs": .array(try items(of: application, areOpened: true, snapshot)),
        ]
    }

    /// - Parameter areOpened: false tells what there is, and nothing that it says: whoever may read a file finds it
    ///   by this.
    static func items(
        of application: Application, areOpened: Bool, _ snapshot: Snapshot
    ) throws -> [JSONValue] {
        try snapshot.evidence(of: application.id).map { record in
            let opened =
                areOpened
                ? try snapshot.vault.open(record.valueName, dossier: application.id) : nil
            return [
                "number": .integer(record.number), "kind": .string(record.kind),
                "officer": .string(record.officer), "at": .time(record.atMilliseconds),
                "atMilliseconds": .integer(record.atMilliseconds),
                "entry": .integer(record.entry), "rules": .integer(record.rules),
                "file": record.file.map { .string($0) } ?? .null,
                "commitment": .string(Hex.encode(record.commitment)),
                "content": try opened.map { try JSONValue(parsing: $0.value) } ?? .null,
                "contentKey": opened.map { .string(Hex.encode($0.commitmentKey)) } ?? .null,
            ]
        }
    }

    /// While somebody may still decide on it; nothing where what was stated was erased.
    private static func checklist(
        of application: Application, _ snapshot: Snapshot
    ) throws -> [JSONValue] {
        guard [.received, .vetted, .accepted].contains(application.state),
            try snapshot.vault.read("statement", dossier: application.id) != nil
        else { return [] }
        let judged = try EvidenceJudge(application, snapshot) {
            try snapshot.vault.read($0, dossier: application.id)
        }
        return judged.checklist.points.map { point in
            let problems = judged.findings.filter { $0.kind == point.kind.id }
            return [
                "proof": .string(point.kind.id), "clause": .string(point.clause),
                "problems": .array(
                    problems.map { finding in
                        [
                            "code": .string(finding.problem.rawValue),
                            "clause": .string(finding.clause),
                            "column": finding.field.map { .string($0) } ?? .null,
                        ]
                    }),
            ]
        }
    }
}
