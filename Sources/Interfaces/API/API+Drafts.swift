import CanonicalJSON
import Governance
import Ledger
import Messages
import Publication
import Registration

/// What applicants write before they hand it in.
extension API {
    /// The code is told here and nowhere else: the result that is kept with the request has none.
    func saveDraft(_ act: ActRequest) async throws -> JSONValue {
        let (outcome, code) = try await afterBlocking(act) { try await registration.saveDraft(act) }
        return Self.answer(outcome).merging([
            "draftCode": code.map { .string($0.text) } ?? .null
        ])
    }

    /// Read by its code, which stands in the body: no path or query has it, which logs tell.
    func draft(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: [])
        let body = Payload(request.body ?? .null)
        return try await ledger.read { try $0.readDraft(body) }
    }
}
