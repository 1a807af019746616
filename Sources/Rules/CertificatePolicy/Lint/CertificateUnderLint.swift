public import Cryptography
public import PKIX

/// A certificate as its bytes say it is, beside what it has to be.
public struct CertificateUnderLint: Sendable {
    public let profile: Profile
    public let authority: AuthorityFacts
    /// What vetting established.
    public let subject: SubjectFacts
    /// As read, strictly, from the bytes to be signed.
    public let contents: TBSCertificate
    /// Nil where the bytes hold no key that this product knows.
    public let key: PublicKey?
    /// The known extensions, each read once for all rules.
    let extensions: KnownExtensions

    /// Reads the bytes strictly.
    public init(
        toBeSigned: [UInt8], profile: Profile, authority: AuthorityFacts, subject: SubjectFacts
    ) throws(PKIXError) {
        self.profile = profile
        self.authority = authority
        self.subject = subject
        contents = try TBSCertificate(derEncoded: toBeSigned)
        key = try? PublicKey(contents.subjectPublicKeyInfo)
        extensions = KnownExtensions(contents.extensions)
    }

    /// The issuer that the certificate has to name: a root names itself.
    var expectedIssuer: DistinguishedName {
        profile.kind == .root ? contents.subject : authority.name
    }

    /// The value of an extension; nil where it is absent or cannot be read. That it can be read
    /// is a rule of its own.
    func value<Value: ExtensionValue>(_ type: Value.Type) -> Value? {
        extensions.values[type.oid] as? Value
    }

    var isSubscriber: Bool { profile.kind.isSubscriber }
}
