package import CanonicalJSON
package import CertificatePolicy
package import Cryptography
import Governance
package import Ledger
import Messages
import PKIX
import Records

/// Gives an approved authority its key, its certificate and, if it issues, its OCSP responder.
///
/// Each step looks at the ledger first, so that the whole may be run again after a crash: a key that
/// was made and never entered is unused, in a file or in a module, nothing more.
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

    /// Brings an authority as far as it can go without its first CRL, and gives it a new responder
    /// when the old one's time has come; idempotent.
    package func establish(_ name: String) async throws {
        for bearer in [Bearer.authority, .responder] { try await certify(bearer, of: name) }
    }

    /// A key, then its certificate, for who needs one. The need is looked at before the key is made,
    /// and again in the act: schedule and approval may both have come this far.
    private func certify(_ bearer: Bearer, of name: String) async throws {
        let needed = try await ledger.read { snapshot -> (Authority, CryptographicModule?)? in
            let authority = try snapshot.authority(name)
            guard try bearer.needsKey(authority, snapshot) else { return nil }
            guard bearer == .authority, let serial = authority.module else {
                return (authority, nil)
            }
            // It may have gone for repair since the authority was approved.
            return (authority, try snapshot.moduleInUse(serial))
        }
        guard let (authority, module) = needed else { return }
        if let module { try module.judge(await signer.facts(ofModule: module.serial)) }
        let reference = try await signer.generateKey(
            authority.family.keyAlgorithm, for: bearer.use, inModule: module?.serial)
        let key = try await signer.publicKey(of: reference)
        let serial = try SerialNumber.random(randomness)
        let act = ActRequest(
            id: "\(bearer.rawValue)-\(reference.id)", operation: bearer.operation,
            actor: .system, caseID: authority.proposal,
            facts: [
                "authority": .string(name), "serial": .string(serial.hex),
                "key": .string(reference.id),
            ],
            payload: ["authority": .string(name), "key": .string(reference.id)])
        let outcome = try await ledger.act(act) { transaction in
            let authority = try transaction.authority(name)
            guard try bearer.needsKey(authority, transaction) else {
                return ["authority": .string(name)]
            }
            return try announce(
                bearer, of: authority, &transaction, serial: serial, reference: reference,
                key: key)
        }
        try await intents.carryOut(outcome)
    }

    /// The change: the number is reserved, the key has its bearer, the intent is open.
    private func announce(
        _ bearer: Bearer, of authority: Authority, _ transaction: inout Transaction,
        serial: SerialNumber, reference: KeyReference, key: PublicKey
    ) throws -> JSONValue {
        var authority = authority
        let contents: AuthorityCertificate
        let issuer: Authority
        switch bearer {
        case .authority:
            authority.key = reference.id
            authority.serialHex = serial.hex
            try transaction.put(authority)
            contents = try .contents(
                transaction, authority, environment: environment, serial: serial, key: key)
            issuer =
                authority.kind == .root
                ? authority : try transaction.authority(authority.issuer)
        case .responder:
            try transaction.put(
                ResponderKey(
                    authority: authority.name, serialHex: serial.hex, key: reference.id))
            contents = try .responderContents(
                transaction, authority, environment: environment, serial: serial, key: key)
            issuer = authority
        }
        try transaction.put(
            CertificateRecord(
                authority: issuer.name, serial: serial, profile: contents.profile.id,
                application: nil, validity: contents.toBeSigned.validity,
                keyHashHex: KeyHash.hex(of: key),
                atMilliseconds: transaction.atMilliseconds))
        let intent = try CertificateIssuing.openIntent(
            &transaction, authority: issuer, toBeSigned: contents.toBeSigned.derEncoded,
            purpose: bearer.purpose, caseID: issuer.name)
        return [
            "authority": .string(authority.name), "serial": .string(serial.hex),
            "intent": .string(intent.id),
        ]
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
        let certificate = try AuthorityCertificate.certificate(
            for: intent, signature, issuer, transaction, environment: environment)
        let record = try CertificateIssuing.complete(
            &transaction, SignedCertificate(certificate), issuer: issuer)
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
        let certificate = try AuthorityCertificate.certificate(
            for: intent, signature, issuer, transaction, environment: environment)
        let record = try CertificateIssuing.complete(
            &transaction, SignedCertificate(certificate), issuer: issuer)
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

/// Whose key and certificate are made: the authority's own, or its responder's.
private enum Bearer: String {
    case authority = "establish"
    case responder

    var operation: String {
        switch self {
        case .authority: "intent.open"
        case .responder: "responder.renew"
        }
    }

    var use: KeyUse {
        switch self {
        case .authority: .authority
        case .responder: .responder
        }
    }

    var purpose: CertificateIssuing.Purpose {
        switch self {
        case .authority: .authority
        case .responder: .responder
        }
    }

    /// While a responder's certificate waits for its signature no other one is begun, for so long.
    private static let patienceMilliseconds = Milliseconds.day

    func needsKey(_ authority: Authority, _ ledger: some ReadableLedger) throws -> Bool {
        switch self {
        case .authority: return authority.serialHex == nil
        case .responder:
            guard authority.kind == .issuing,
                authority.state == .certified || authority.state == .active
            else { return false }
            let waiting = try ledger.select(
                Intent.self,
                where: "state = 'open' AND purpose = ? AND case_id = ? AND opened_at > ?",
                [
                    .text(purpose.rawValue), .text(authority.name),
                    .integer(ledger.atMilliseconds - Self.patienceMilliseconds),
                ], limit: 1)
            return try waiting.isEmpty && !hasGoodResponder(authority, ledger)
        }
    }

    /// A responder whose certificate ends within a third of its life, or is no longer good, or whose
    /// key may not answer, gets a new key and certificate; the old ones simply end.
    private func hasGoodResponder(
        _ authority: Authority, _ ledger: some ReadableLedger
    ) throws -> Bool {
        guard let key = authority.responderKey, KeyReference(id: key).use == .responder,
            let serial = authority.responderSerialHex,
            let record = try ledger.get(
                CertificateRecord.self, .text(authority.name), .text(serial))
        else { return false }
        let life = record.notAfterMilliseconds - record.notBeforeMilliseconds
        return record.state == .valid
            && record.notAfterMilliseconds - ledger.atMilliseconds >= life / 3
    }
}

extension ReadableLedger {
    /// The contents of the certificate that an entry announces for an authority, signed or not; nil where it announces
    /// none.
    package func contents(announcedBy entry: JournalEntry) throws -> [UInt8]? {
        guard let id = entry.intents.first?["id"]?.string,
            let intent = try get(Intent.self, .text(id))
        else { return nil }
        if intent.state != .complete { return intent.toBeSigned }
        guard let issuer = intent.caseID, let serial = entry.facts["serial"]?.string,
            let der = try get(CertificateRecord.self, .text(issuer), .text(serial))?.certificate
        else { return nil }
        return try Certificate(derEncoded: der).tbsCertificate.derEncoded
    }
}
