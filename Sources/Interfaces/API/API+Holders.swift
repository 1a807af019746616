import CanonicalJSON
import Governance
import Issuance
import Ledger
import Messages
import Notification
import Publication
import Registration
import Status

/// What holders of certificates do without an officer, and whoever knows a private key.
extension API {
    /// The code is told here and nowhere else: the result that is kept with the request has none.
    func accept(_ act: ActRequest) async throws -> JSONValue {
        let (outcome, code) = try await registration.accept(act)
        await publishAccepted(outcome, request: act.id)
        return Self.answer(outcome).merging([
            "suspensionCode": code.map { .string($0.text) } ?? .null
        ])
    }

    /// What was delivered before its acceptance becomes public by it, with its status.
    func publishAccepted(_ outcome: ActOutcome, request: String) async {
        guard outcome.result["certificateState"] != nil,
            let authority = outcome.result["authority"]?.string,
            let serial = outcome.result["serial"]?.string
        else { return }
        await afterwards(request) { try await publication.issued(authority, serial) }
        await publishStatus(of: outcome.result, request: request, replayed: outcome.replayed)
    }

    func actForHolder(_ act: ActRequest) async throws -> ActOutcome {
        let payload = Payload(act.payload)
        let journal = ledger.identity
        switch act.operation {
        case "certificate.suspendByCode":
            let outcome = try await suspendByCode(act)
            await publishStatus(of: outcome.result, request: act.id, replayed: outcome.replayed)
            return outcome
        case "certificate.proveCompromise":
            let outcome = try await ledger.act(act) { transaction in
                try KeyProof(payload, to: journal).record(&transaction)
            }
            // Whatever stood under the key, of whichever authority.
            await publication.publishListsDue { _, fault in report(act.id, fault) }
            return outcome
        default:
            let outcome = try await ledger.act(act) { transaction in
                let request = try HolderRequest(payload, to: journal)
                return act.operation == "certificate.suspendByKey"
                    ? try request.suspend(&transaction) : try request.revoke(&transaction)
            }
            await publishStatus(of: outcome.result, request: act.id, replayed: outcome.replayed)
            return outcome
        }
    }

    /// A try counts before anybody looks at it, and is forgiven where the code was right.
    private func suspendByCode(_ act: ActRequest) async throws -> ActOutcome {
        let request = try CodeSuspension(Payload(act.payload))
        let now = try await ledger.read { $0.atMilliseconds }
        try codeTries.begin(request.tries, atMilliseconds: now)
        do {
            let outcome = try await ledger.act(act) { try request.suspend(&$0) }
            codeTries.succeed(request.tries)
            return outcome
        } catch let refusal as Refusal where refusal.code == .certificateStateWrong {
            codeTries.succeed(request.tries)
            throw refusal
        }
    }

    /// What a subscriber was told, for who shows the key of a certificate of theirs. Only readings by the key count, so
    /// that nobody uses up another one's.
    func inbox(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: [])
        let asked = try InboxRequest(Payload(request.body ?? .null), to: ledger.identity)
        return try await ledger.read { snapshot in
            let reader = try asked.reader(snapshot)
            try inboxReadings.begin(asked.readings, atMilliseconds: snapshot.atMilliseconds)
            return try Inbox(of: reader, snapshot).page(
                asked.page, origin: ledger.identity.origin, in: request.language)
        }
    }
}
