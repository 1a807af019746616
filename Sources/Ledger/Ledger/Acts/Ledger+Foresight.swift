import CanonicalJSON
package import CertificatePolicy
import Cryptography
import Messages

extension Ledger {
    /// Refuses what an officer's act would be refused for before its closure runs, or by the scope of its case:
    /// signature, statement, standing, and what was done before.
    ///
    /// For slow work that is done ahead of an act, so that only who may act can ask for it. It decides nothing: the
    /// act judges all of it again.
    ///
    /// - Throws: what the act would be refused with; `act.replayed` where it was carried out before.
    package nonisolated func foresee(
        _ request: ActRequest, in scope: CaseScope, _ snapshot: Snapshot
    ) throws {
        guard let operation = Operation[request.operation] else {
            throw Refusal(.operationUnknown, ["operation": request.operation])
        }
        guard case .officer(let signed) = request.actor, let caseID = request.caseID else {
            throw Refusal(.requestCaseMissing, field: "case", ["operation": operation.id])
        }
        guard let officer = try snapshot.officer(keyID: signed.keyID),
            let key = Officer.usableKey(officer.publicKey)
        else { throw Refusal(.actKeyUnknown, field: "key", ["key": signed.keyID]) }
        guard key.verifies(signed.signature, of: signed.bytes, with: .ecdsaWithSHA256) else {
            throw Refusal(.actSignatureInvalid, field: "signature", ["key": signed.keyID])
        }
        guard
            try snapshot.reading.get(RequestRow.self, key: [.text(RequestRow.key(of: request))])
                == nil
        else { throw Refusal(.actReplayed, field: "nonce") }
        try ActJudge.checkActor(request.actor, of: operation)
        let judge = ActJudge(
            reading: snapshot.reading, identity: identity,
            policyVersion: settings.policyVersion,
            practice: try snapshot.practiceInForce()?.version ?? 0,
            atMilliseconds: snapshot.atMilliseconds, journalSize: try snapshot.journalSize())
        _ = try judge.judge(
            signed.statement, by: officer,
            ActJudge.Question(
                operation: operation, caseID: caseID, authority: scope.authority,
                kind: scope.kind, site: scope.site,
                payloadHash: DigestAlgorithm.sha256.hash(request.payload.canonicalBytes),
                history: try snapshot.participations(inCase: caseID)))
    }
}
