package import Attachments
import CanonicalJSON
import CertificatePolicy
import Governance
package import Ledger
import Messages

extension RegistrationService {
    /// Has a connector asked, and puts its answer down: an officer's act before, an act of the system after,
    /// and the network in between, outside of both.
    ///
    /// What fails in between leaves the application as it was; the journal says that it was asked. The same
    /// request asks again, under the same id, while the application waits and the practice has the connector as it
    /// was; once an answer stands, nothing is asked any more.
    ///
    /// - Throws: what `ConnectorCheck` refuses; `connector.…` where no answer came that counts.
    package func check(
        _ act: ActRequest, received: [String: AttachmentIntake.Received] = [:]
    ) async throws -> ActOutcome {
        let environment = ledger.certificateEnvironment
        let outcome = try await ledger.act(act) { transaction in
            try ConnectorCheck(Payload(act.payload)).record(
                &transaction, received: received, environment: environment)
        }
        guard let application = outcome.result["application"]?.string,
            let check = outcome.result["check"]?.string
        else { return outcome }
        let (asked, body, networks) = try await question(check, of: application)
        let answer: ConnectorAnswer
        do throws(ConnectorFault) {
            answer = try ConnectorAnswer(
                await connectors.ask(
                    asked.connector, id: check, body: body, allowing: networks))
        } catch {
            throw error.refusal(asked.connector.name)
        }
        let now = try await ledger.read { $0.atMilliseconds }
        do throws(ConnectorFault) {
            try answer.judge(
                asked.question, to: asked.connector, in: environment,
                asked: asked.atMilliseconds, atMilliseconds: now)
        } catch {
            throw error.refusal(asked.connector.name)
        }
        let payload: JSONValue = ["application": .string(application), "check": .string(check)]
        let answered = try await ledger.act(
            ActRequest(
                id: "answer-\(check)", operation: "application.answer", actor: .system,
                caseID: application, facts: payload, payload: payload)
        ) { try asked.record(answer, &$0) }
        return ActOutcome(
            result: answered.result.merging(["asked": .integer(outcome.entryIndex)]),
            entryIndex: answered.entryIndex, replayed: outcome.replayed)
    }

    /// What is sent, with the pictures in it, and where it may be sent to.
    private func question(
        _ check: String, of application: String
    ) async throws -> (asked: AskedQuestion, body: [UInt8], networks: [NetworkRange]) {
        let files = ledger.files
        return try await ledger.read { snapshot in
            guard
                let bytes = try snapshot.vault.read(
                    AskedQuestion.valueName(check), dossier: application),
                let asked = try AskedQuestion(bytes, application: application)
            else { throw Refusal(.applicationUnknown, field: "application", ["id": application]) }
            try asked.judge(snapshot)
            let pictures = try asked.files.map { name -> [UInt8] in
                guard let stored = try snapshot.get(StoredFile.self, .text(name)),
                    let secrets = try snapshot.secrets(of: stored), let files
                else { throw Refusal(.attachmentFileMissing, field: "file", ["file": name]) }
                let opened = try files.open(name, key: secrets.sealed.key)
                return try (0..<opened.pieces).reduce(into: []) { try $0 += opened.piece($1) }
            }
            return (
                asked, asked.question.bytes(with: pictures),
                try snapshot.practice().connectorNetworks
            )
        }
    }
}

extension ConnectorFault {
    /// As an officer is told of it, who has done nothing wrong: what happened, and what to do.
    func refusal(_ connector: String) -> Refusal {
        let (code, arguments): (RefusalCode, [String: String]) =
            switch self {
            case .malformed, .otherQuestion, .otherSource, .otherTime, .contradictory, .tooLarge,
                .redirected:
                (.connectorAnswerRefused, ["reason": word])
            case .otherEnvironment: (.connectorEnvironmentOther, [:])
            case .untrusted, .clientRefused, .filesUnusable, .unsigned:
                (.connectorUntrusted, ["reason": word])
            case .addressRefused(let address): (.connectorAddressRefused, ["address": address])
            case .paused(let milliseconds):
                (.connectorPaused, ["seconds": String((milliseconds + 999) / 1000)])
            case .busy: (.connectorPaused, ["seconds": "10"])
            case .unreachable, .timedOut, .status, .broken:
                (.connectorUnreachable, ["reason": word])
            }
        return Refusal(
            code, field: "connector",
            arguments.merging(["connector": connector]) { own, _ in own })
    }
}
