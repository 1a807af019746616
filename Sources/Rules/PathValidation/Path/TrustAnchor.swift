public import Cryptography
public import PKIX

/// What a relying party trusts to begin with: a name and a key. RFC 5280 §6.1.1 (d).
public struct TrustAnchor: Sendable, Hashable {
    public let name: DistinguishedName
    public let key: PublicKey
    /// The self-signed certificate that the anchor came in; it is not part of the path.
    public let certificate: Certificate?

    /// An anchor without a certificate.
    public init(name: DistinguishedName, key: PublicKey) {
        self.name = name
        self.key = key
        certificate = nil
    }

    /// The subject and key of a certificate. That it is to be trusted is the caller's word; its
    /// signature is not looked at.
    ///
    /// - Throws: what reading the key throws.
    public init(certificate: Certificate) throws(CryptographyError) {
        name = certificate.subject
        key = try PublicKey(certificate.subjectPublicKeyInfo)
        self.certificate = certificate
    }
}
