import CanonicalJSON
import CertificatePolicy
package import Ledger
import Registration
import TestSupport

/// Telephones that applicants prove by a code, and a gateway in memory: one of the connectors of `connectSources()`.
extension AuthorityWorld {
    package static let telephone = "+85291234567"

    /// What the gateway was handed so far: number and text, the oldest first, each message once.
    package var shortMessages: [(telephone: String, text: String)] {
        var seen: Set<String> = []
        return sources.asked.compactMap { body in
            guard let json = try? JSONValue(parsing: body), json["kind"] == "smsGateway",
                let id = json["id"]?.string, seen.insert(id).inserted,
                let telephone = json["subject"]?["telephone"]?.string,
                let text = json["subject"]?["text"]?.string
            else { return nil }
            return (telephone, text)
        }
    }

    /// Sources and gateway that answer well from now on.
    package func connectGateway() async throws {
        try await connectSources()
        sources.answer(atMilliseconds: clock.nowMilliseconds)
    }

    @discardableResult
    package func askCodeByTelephone(_ id: String) async throws -> ActOutcome {
        try await registration.sendCode(
            ActRequest(
                id: test.newRequestID(), operation: "application.sendCode", actor: .applicant,
                caseID: id, payload: ["application": .string(id), "contact": "telephone"]),
            send: nil)
    }

    /// - Returns: whether it was the right one.
    @discardableResult
    package func tellCode(_ code: String, _ id: String) async throws -> Bool {
        let outcome = try await registration.proveContact(
            ActRequest(
                id: test.newRequestID(), operation: "application.proveContact",
                actor: .applicant, caseID: id,
                payload: [
                    "application": .string(id), "contact": "telephone", "code": .string(code),
                ]))
        return outcome.result["proven"] == true
    }

    /// The digits of the newest message.
    package var newestCode: String {
        let digits = shortMessages.last?.text.split { !("0"..."9").contains($0) } ?? []
        return digits.prefix(2).joined()
    }

    package func proveTelephone(_ id: String) async throws {
        sources.answer(atMilliseconds: clock.nowMilliseconds)
        try await askCodeByTelephone(id)
        try await tellCode(newestCode, id)
    }
}
