public import Cryptography

/// A key pair that was made for somebody else, packed before anybody saw it: what is left of it in the clear is
/// its public half.
public struct PackedKey: Sendable {
    /// PKCS#10 with an empty subject: the public key, and the proof that the private one exists.
    public let request: CertificationRequest
    /// A PKCS#12 container with the private key alone; who has its password puts the certificates in later.
    public let container: [UInt8]
    /// What opens it. Whoever holds both has the key: they go different ways (CP 8.2b).
    public let password: ContainerPassword

    /// One that was made and packed elsewhere.
    public init(
        request: CertificationRequest, container: [UInt8], password: ContainerPassword
    ) {
        (self.request, self.container, self.password) = (request, container, password)
    }

    /// Makes a key pair and packs it at once. Key and password are wiped when the last reference goes.
    ///
    /// Takes a second or two for RSA of 3072 bits.
    /// - Parameter signature: what the proof of possession is signed with.
    public static func generate(
        _ algorithm: KeyAlgorithm, provenBy signature: SignatureAlgorithm,
        randomness: some Randomness = SystemRandomness()
    ) throws -> PackedKey {
        let key = try SoftwareKey.generate(algorithm)
        let password = ContainerPassword(randomness)
        let container = PKCS12Container(
            shroudedKey: try key.shroudedPKCS8(password: password.secret, randomness: randomness),
            of: key.publicKey)
        return PackedKey(
            request: try CertificationRequest(of: key, with: signature),
            container: try container.derEncoded(
                password: password.secret, randomness: randomness), password: password)
    }
}

extension CertificationRequest {
    /// A request of a key for itself, with an empty subject: nothing but the key of a request is ever taken.
    public init(of key: SoftwareKey, with algorithm: SignatureAlgorithm) throws {
        let information = Self.information(of: key.publicKey)
        try self.init(
            information, signature: key.sign(information, with: algorithm), with: algorithm)
    }

    /// What such a request signs: CertificationRequestInfo, RFC 2986 §4.1.
    public static func information(of key: PublicKey) -> [UInt8] {
        var information = DERWriter()
        information.sequence { inside in
            inside.integer(0)
            inside.raw(DistinguishedName.empty.derEncoded)
            inside.raw(key.subjectPublicKeyInfo.derEncoded)
            inside.constructed(.contextConstructed(0)) { _ in }
        }
        return information.bytes
    }

    /// A request whose key signed elsewhere, such as in a token.
    /// - Parameter information: as `information(of:)` makes it.
    public init(
        _ information: [UInt8], signature: [UInt8], with algorithm: SignatureAlgorithm
    ) throws(PKIXError) {
        var request = DERWriter()
        request.sequence { inside in
            inside.raw(information)
            inside.raw(algorithm.identifier.derEncoded)
            inside.bitString(signature)
        }
        try self.init(derEncoded: request.bytes)
    }
}
