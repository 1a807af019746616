package import CanonicalJSON
package import CertificatePolicy
package import Cryptography
import Governance
package import Ledger
import Messages
import PKIX

/// Gives an approved authority its key, its certificate and, if it issues, its OCSP responder.
///
/// Each step looks at the ledger first, so that the whole may be run again after a crash: a key that
/// was made and never entered is an unused file, nothing more.
package struct AuthorityEstablishment: Sendable {
    private let ledger: Ledger
    private let signer: any KeyGenerating
    private let randomness: any Randomness
    private let environment: Environment
    private let intents: IntentRunner

    package init(
        ledger: Ledger, signer: any KeyGenerating, intents: IntentRunner,
        randomness: any Randomness
    ) {
        self.ledger = ledger
        self.signer = signer
        self.randomness = randomness
        environment = ledger.certificateEnvironment
        self.intents = intents
    }

    /// Brings an authority as far as it can go without its first CRL; idempotent.
    package func establish(_ name: String) async throws {
        var authority = try await authority(name)
        if authority.serialHex == nil {
            try await certify(authority)
            authority = try await self.authority(name)
        }
        if authority.kind == .issuing && authority.responderSerialHex == nil
            && authority.state != .approved
        {
            try await certifyResponder(authority)
        }
    }

    /// A responder whose certificate ends within a third of its life, or is no longer good, gets a
    /// new key and certificate; the old ones simply end.
    package func renewResponderIfDue(_ name: String, atMilliseconds now: Int64) async throws {
        let authority = try await authority(name)
        guard authority.kind == .issuing, let serial = authority.responderSerialHex else { return }
        let record = try await ledger.read {
            try $0.get(CertificateRecord.self, .text(name), .text(serial))
        }
        guard let record,
            record.state != .valid
                || record.notAfterMilliseconds - now
                    < (record.notAfterMilliseconds - record.notBeforeMilliseconds) / 3,
            try await !isRenewing(name, atMilliseconds: now)
        else { return }
        try await certifyResponder(authority)
    }

    /// While a renewal waits for its signature no other one is begun: each makes a key.
    private func isRenewing(_ name: String, atMilliseconds now: Int64) async throws -> Bool {
        try await ledger.openIntents().contains {
            $0.purpose == CertificateIssuing.Purpose.responder.rawValue && $0.caseID == name
                && now - $0.openedAtMilliseconds < Milliseconds.day
        }
    }

    private func authority(_ name: String) async throws -> Authority {
        try await ledger.read { try $0.authority(name) }
    }

    private func certify(_ authority: Authority) async throws {
        let reference = try await signer.generateKey(authority.family.keyAlgorithm)
        let key = try await signer.publicKey(of: reference)
        let serial = try SerialNumber.random(randomness)
        let act = ActRequest(
            id: "establish-\(reference.id)", operation: "intent.open",
            actor: .system, caseID: authority.proposal,
            facts: ["authority": .string(authority.name), "serial": .string(serial.hex)],
            payload: ["authority": .string(authority.name), "key": .string(reference.id)])
        let outcome = try await ledger.act(act) { transaction in
            var authority = try transaction.authority(authority.name)
            guard authority.serialHex == nil else { return ["authority": "established"] }
            authority.key = reference.id
            authority.serialHex = serial.hex
            try transaction.put(authority)
            let contents = try AuthorityCertificate.contents(
                transaction, authority, environment: environment, serial: serial, key: key)
            let issuer =
                authority.kind == .root
                ? authority : try transaction.authority(authority.issuer)
            try transaction.put(
                CertificateRecord(
                    authority: issuer.name, serial: serial,
                    profile: contents.profile.id, application: nil,
                    validity: contents.toBeSigned.validity,
                    keyHashHex: KeyHash.hex(of: key.subjectPublicKeyInfo),
                    atMilliseconds: transaction.atMilliseconds))
            let intent = try CertificateIssuing.openIntent(
                &transaction, authority: issuer, toBeSigned: contents.toBeSigned.derEncoded,
                purpose: .authority, caseID: issuer.name)
            return [
                "authority": .string(authority.name), "serial": .string(serial.hex),
                "intent": .string(intent.id),
            ]
        }
        try await intents.carryOut(outcome)
    }

    private func certifyResponder(_ authority: Authority) async throws {
        let reference = try await signer.generateKey(authority.family.keyAlgorithm)
        let key = try await signer.publicKey(of: reference)
        let serial = try SerialNumber.random(randomness)
        let act = ActRequest(
            id: "responder-\(reference.id)", operation: "responder.renew",
            actor: .system, caseID: authority.proposal,
            facts: ["authority": .string(authority.name), "serial": .string(serial.hex)],
            payload: ["authority": .string(authority.name), "key": .string(reference.id)])
        let outcome = try await ledger.act(act) { transaction in
            let authority = try transaction.authority(authority.name)
            let contents = try AuthorityCertificate.responderContents(
                transaction, authority, environment: environment, serial: serial, key: key)
            try transaction.put(
                CertificateRecord(
                    authority: authority.name, serial: serial, profile: contents.profile.id,
                    application: nil, validity: contents.toBeSigned.validity,
                    keyHashHex: KeyHash.hex(of: key.subjectPublicKeyInfo),
                    atMilliseconds: transaction.atMilliseconds))
            try transaction.put(
                ResponderKey(
                    authority: authority.name, serialHex: serial.hex, key: reference.id))
            let intent = try CertificateIssuing.openIntent(
                &transaction, authority: authority,
                toBeSigned: contents.toBeSigned.derEncoded, purpose: .responder,
                caseID: authority.name)
            return [
                "authority": .string(authority.name), "serial": .string(serial.hex),
                "intent": .string(intent.id),
            ]
        }
        try await intents.carryOut(outcome)
    }

    /// What the signatures of authorities' and responders' certificates lead to.
    package static func endings(_ environment: Environment) -> [String: IntentRunner.Ending] {
        [
            CertificateIssuing.Purpose.authority.rawValue: .init(
                complete: {
                    try completeAuthority(
                        &$0, intent: $1, signature: $2, environment: environment)
                },
                abandon: { try abandonAuthority(&$0, intent: $1) }),
            CertificateIssuing.Purpose.responder.rawValue: .init(
                complete: {
                    try completeResponder(
                        &$0, intent: $1, signature: $2, environment: environment)
                },
                abandon: {
                    try CertificateIssuing.abandon(
                        &$0, intent: $1, issuer: $1.caseID ?? "")
                }),
        ]
    }

    /// The number is given up, and the authority gets another key and certificate at the next turn.
    private static func abandonAuthority(
        _ transaction: inout Transaction, intent: Intent
    ) throws -> JSONValue {
        let issuer = intent.caseID ?? ""
        let serial = try TBSCertificate(derEncoded: intent.toBeSigned).serialNumber.hex
        let owners = try transaction.select(
            Authority.self, where: "issuer = ? AND serial = ?", [.text(issuer), .text(serial)],
            limit: 1)
        let answer = try CertificateIssuing.abandon(
            &transaction, intent: intent, issuer: issuer)
        if var authority = owners.first {
            authority.key = nil
            authority.serialHex = nil
            try transaction.put(authority)
        }
        return answer
    }

    /// Completion of an authority's own certificate: it is certified, and waits for its first CRL.
    package static func completeAuthority(
        _ transaction: inout Transaction, intent: Intent, signature: [UInt8],
        environment: Environment
    ) throws -> JSONValue {
        let issuer = try transaction.authority(intent.caseID ?? "")
        let record = try CertificateIssuing.complete(
            &transaction, intent: intent, signature: signature, issuer: issuer,
            template: try AuthorityCertificate.template(
                for: intent, issuer, transaction, environment: environment))
        let owners = try transaction.select(
            Authority.self, where: "issuer = ? AND serial = ?",
            [.text(record.authority), .text(record.serialHex)], limit: 1)
        guard var authority = owners.first else {
            throw Refusal(.serialNotReserved, ["serial": record.serialHex])
        }
        authority.state = .certified
        try transaction.put(authority)
        return CertificateIssuing.answer(record)
    }

    /// Completion of a responder's certificate: from now on it answers.
    package static func completeResponder(
        _ transaction: inout Transaction, intent: Intent, signature: [UInt8],
        environment: Environment
    ) throws -> JSONValue {
        let issuer = try transaction.authority(intent.caseID ?? "")
        let record = try CertificateIssuing.complete(
            &transaction, intent: intent, signature: signature, issuer: issuer,
            template: try AuthorityCertificate.template(
                for: intent, issuer, transaction, environment: environment))
        guard
            let responder = try transaction.get(
                ResponderKey.self, .text(record.authority), .text(record.serialHex))
        else { throw Refusal(.serialNotReserved, ["serial": record.serialHex]) }
        var authority = try transaction.authority(record.authority)
        authority.responderKey = responder.key
        authority.responderSerialHex = record.serialHex
        try transaction.put(authority)
        return CertificateIssuing.answer(record)
    }
}
