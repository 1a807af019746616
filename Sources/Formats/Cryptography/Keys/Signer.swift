/// Names a private key without saying where it lies, and says what it is for: the word of its use,
/// a hyphen, and base32 of random bits, such as `key-…` or `ocsp-…`.
///
/// Who keeps the key binds the name to it, so that a key can be put to no other use by another name.
public struct KeyReference: Hashable, Sendable {
    public let id: String

    public init(id: String) {
        self.id = id
    }

    /// The use that the name states; nil where it states none.
    public var use: KeyUse? {
        id.firstIndex(of: "-").flatMap { KeyUse(rawValue: String(id[..<$0])) }
    }
}

/// What a key is made for, and all that it signs.
public enum KeyUse: String, CaseIterable, Sendable {
    /// Certificates and revocation lists, each announced in the journal.
    case authority = "key"
    /// OCSP answers.
    case responder = "ocsp"
    /// Checkpoints of a journal that only grows, and what is told of it to receivers of events.
    case journal
}

/// Everything that a signer needs to judge by itself whether to sign.
public struct Warrant: Hashable, Sendable {
    public let key: KeyReference
    public let algorithm: SignatureAlgorithm
    /// The exact bytes to be signed, not their digest, so that the signer can read what it signs.
    public let toBeSigned: [UInt8]
    /// Nil where nothing announces the signature: that of an OCSP answer alone.
    public let announcement: Announcement?

    public init(
        key: KeyReference, algorithm: SignatureAlgorithm, toBeSigned: [UInt8],
        announcement: Announcement?
    ) {
        self.key = key
        self.algorithm = algorithm
        self.toBeSigned = toBeSigned
        self.announcement = announcement
    }
}

/// Where the journal announces a signature.
public struct Announcement: Hashable, Sendable {
    /// Its place in the journal, from 0.
    public let index: Int64
    /// The exact bytes of the entry; nil for a signer who follows the journal by himself.
    public let entry: [UInt8]?

    public init(index: Int64, entry: [UInt8]?) {
        (self.index, self.entry) = (index, entry)
    }
}

/// What a cryptographic module says of itself, to be compared with its record in the register (CP 8.6, 8.8a).
public struct ModuleFacts: Hashable, Sendable {
    public let model: String
    public let firmware: String

    public init(model: String, firmware: String) {
        (self.model, self.firmware) = (model, firmware)
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
    /// Signs what each of several warrants covers, in their order; all or none. Often one entry
    /// announces them all, and a signer judges it once.
    func sign(_ warrants: [Warrant]) async throws -> [[UInt8]]
    /// The public half of a key that this signer holds.
    func publicKey(of key: KeyReference) async throws -> PublicKey
}

extension Signer {
    public func sign(_ warrants: [Warrant]) async throws -> [[UInt8]] {
        var signatures: [[UInt8]] = []
        for warrant in warrants { signatures.append(try await sign(warrant)) }
        return signatures
    }
}
