import CanonicalJSON
package import CertificatePolicy
import Cryptography
import Governance
package import Ledger
import Messages
import PKIX

/// Hands short messages to the gateway that the practice names: the connector of kind `smsGateway`.
///
/// The contract, and who is trusted, are those of all connectors. The id of a message follows from what it is about, so that
/// a gateway that is asked again after a crash sends nothing twice.
package struct ShortMessages: Sendable {
    private let ledger: Ledger
    private let connectors: any ConnectorAsking

    package init(_ ledger: Ledger, by connectors: any ConnectorAsking) {
        self.ledger = ledger
        self.connectors = connectors
    }

    /// Whether one could be sent.
    /// - Throws: `contact.noGateway`, `connector.agreementMissing`.
    package func judge() async throws {
        _ = try await ledger.read { try Self.gateway($0) }
    }

    /// Returns when the gateway took it.
    ///
    /// - Parameters:
    ///   - thing: what is told, for the id: tells nobody anything by itself, for it goes out hashed.
    ///   - since: from when on it may have been sent before; a repeated answer is no older.
    /// - Throws: `sms.refused` where the gateway does not take this number; `sms.notTaken`, `contact.noGateway`,
    ///   `connector.agreementMissing`.
    package func send(
        _ text: String, to telephone: TelephoneNumber, about thing: String,
        sinceMilliseconds since: Int64
    ) async throws {
        let (gateway, networks) = try await ledger.read { snapshot in
            (try Self.gateway(snapshot), try snapshot.practice().connectorNetworks)
        }
        let told = [ledger.identity.origin, thing, telephone.text, text].joined(separator: "\n")
        let digest = DigestAlgorithm.sha256.hash(Array(told.utf8))
        let environment = ledger.certificateEnvironment
        let question = ConnectorQuestion(
            id: "sms-" + Hex.encode(Array(digest.prefix(16))), kind: .smsGateway,
            agreement: gateway.agreement, environment: environment.rawValue,
            subject: ["telephone": telephone.text, "text": text])
        let isTaken: Bool
        do {
            let answer = try ConnectorAnswer(
                await connectors.ask(
                    gateway, id: question.id, body: question.bytes(with: []),
                    allowing: networks))
            try answer.judge(
                question, to: gateway, in: environment, asked: since,
                atMilliseconds: try await ledger.read { $0.atMilliseconds })
            isTaken = answer.isMatch
        } catch let fault as ConnectorFault {
            throw Refusal(
                .smsNotTaken, ["connector": gateway.name, "reason": fault.word])
        }
        guard isTaken else { throw Refusal(.smsRefused, ["connector": gateway.name]) }
    }

    private static func gateway(_ ledger: some ReadableLedger) throws -> Connector {
        let rules = try ledger.practice().evidenceRules
        guard let gateway = rules.connectors.first(where: { $0.kind == .smsGateway }) else {
            throw Refusal(.contactNoGateway)
        }
        try gateway.judge(rules, ledger)
        return gateway
    }
}
