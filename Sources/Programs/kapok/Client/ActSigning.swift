import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import Messages

/// An act that an officer is about to sign: what is asked, and the case it belongs to.
struct IntendedAct: Sendable {
    let operation: String
    let payload: JSONValue
    /// Nil where the act opens a proposal of its own.
    let caseID: String?
    /// The pending act that this signature joins.
    var proposal: String?
    /// The returned proposal of which this act opens the next version.
    var corrects: String?
    /// In which roles it may be done, where that depends on what is decided; nil for the operation's.
    var roles: [Role]?
}

/// Makes the signed body of an officer's act.
struct ActSigning: Sendable {
    /// A signed act that was not sent within this time is worth nothing: ten minutes are enough to
    /// type and too few to collect.
    static let lifetimeMilliseconds: Int64 = 10 * 60_000

    let key: OfficerKey
    let context: LedgerContext
    var randomness: any Randomness = SystemRandomness()

    func body(of act: IntendedAct, role: Role) async throws -> JSONValue {
        let statement = ActStatement(
            origin: context.origin, environment: context.environment, operation: act.operation,
            caseID: act.caseID,
            decides: DigestAlgorithm.sha256.hash(act.payload.canonicalBytes),
            role: role.rawValue, policy: context.policy, practice: context.practice, key: key.id,
            expiresMilliseconds: context.timeMilliseconds + Self.lifetimeMilliseconds,
            nonce: randomness.bytes(16), checkpoint: context.checkpoint)
        let bytes = statement.canonicalBytes
        var body: [String: JSONValue] = [
            "request": .string(RandomID.make("req", randomness)),
            "operation": .string(act.operation), "payload": act.payload,
            "signed": [
                "act": .string(Base64.encode(bytes)),
                "signature": .string(Base64.encode(try await key.sign(bytes))),
            ],
        ]
        if let proposal = act.proposal { body["proposal"] = .string(proposal) }
        if let corrects = act.corrects { body["corrects"] = .string(corrects) }
        return .object(body)
    }
}
