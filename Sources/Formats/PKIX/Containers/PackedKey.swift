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
        var information = DERWriter()
        information.sequence { inside in
            inside.integer(0)
            inside.raw(DistinguishedName.empty.derEncoded)
            inside.raw(key.publicKey.subjectPublicKeyInfo.derEncoded)
            inside.constructed(.contextConstructed(0)) { _ in }
        }
        let signature = try key.sign(information.bytes, with: algorithm)
        var request = DERWriter()
        request.sequence { inside in
            inside.raw(information.bytes)
            inside.raw(algorithm.identifier.derEncoded)
            inside.bitString(signature)
        }
        try self.init(derEncoded: request.bytes)
    }
}
