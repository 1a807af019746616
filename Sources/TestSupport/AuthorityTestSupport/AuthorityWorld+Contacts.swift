import CanonicalJSON
import Ledger
import Registration
import Synchronization
import TestSupport

/// E-mail addresses that applicants prove by a code.
extension AuthorityWorld {
    /// Draws a code for the address of an application, reads the message and tells the code back.
    package func proveContact(_ id: String) async throws {
        let code = Mutex("")
        _ = try await registration.sendCode(
            ActRequest(
                id: test.newRequestID(), operation: "application.sendCode", actor: .applicant,
                caseID: id, payload: ["application": .string(id)])
        ) { message in
            code.withLock {
                $0 = message.text.split { !("0"..."9").contains($0) }.prefix(2).joined()
            }
        }
        _ = try await registration.proveContact(
            ActRequest(
                id: test.newRequestID(), operation: "application.proveContact",
                actor: .applicant, caseID: id,
                payload: ["application": .string(id), "code": .string(code.withLock { $0 })]))
    }
}
