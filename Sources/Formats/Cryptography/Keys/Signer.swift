/// Names a private key without saying where it lies: `key-` and base32 of random bits.
public struct KeyReference: Hashable, Sendable {
    public let id: String

    public init(id: String) {
        self.id = id
    }
}

/// One officer's signed act, as far as a signer needs it to check the officer's signature.
public struct SignedActBytes: Hashable, Sendable {
    /// The exact bytes that were signed: the act in canonical JSON.
    public let act: [UInt8]
    public let signature: [UInt8]
    public let officerKey: SubjectPublicKeyInfo

    public init(act: [UInt8], signature: [UInt8], officerKey: SubjectPublicKeyInfo) {
        self.act = act
        self.signature = signature
        self.officerKey = officerKey
    }
}

/// Everything that a signer needs to judge by itself whether to sign.
public struct Warrant: Hashable, Sendable {
    public let key: KeyReference
    public let algorithm: SignatureAlgorithm
    /// The exact bytes to be signed, not their digest, so that the signer can read what it signs.
    public let toBeSigned: [UInt8]
    public let signedActs: [SignedActBytes]
    /// The exact bytes of the journal entry that announces this signature.
    public let intent: [UInt8]
    /// The place of that entry in the journal, from 0.
    public let intentIndex: Int64

    public init(
        key: KeyReference, algorithm: SignatureAlgorithm, toBeSigned: [UInt8],
        signedActs: [SignedActBytes], intent: [UInt8], intentIndex: Int64
    ) {
        self.key = key
        self.algorithm = algorithm
        self.toBeSigned = toBeSigned
        self.signedActs = signedActs
        self.intent = intent
        self.intentIndex = intentIndex
    }
}

/// The one port to private keys.
///
/// A signer signs exactly `toBeSigned` or throws; it keeps no state that a second call with the
/// same warrant would trip over, so a call that was cut off may be repeated. Calls may run at the
/// same time. Nothing is durable on return: the caller verifies and records the signature.
public protocol Signer: Sendable {
    /// Signs what the warrant covers.
    func sign(_ warrant: Warrant) async throws -> [UInt8]
    /// The public half of a key that this signer holds.
    func publicKey(of key: KeyReference) async throws -> PublicKey
}
