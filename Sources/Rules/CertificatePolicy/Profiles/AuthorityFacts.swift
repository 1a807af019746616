public import Cryptography
public import PKIX
public import SwiftASN1

/// What a certificate says of the authority that issues it, from settings and its own certificate.
public struct AuthorityFacts: Sendable {
    /// The subject of the issuer's certificate; for a root, its own.
    public let name: DistinguishedName
    /// The key that signs; for a root, its own.
    public let key: PublicKey
    /// What its certificate calls its key: of an authority that was taken over not always what is made
    /// of the key here. RFC 5280 §4.2.1.2.
    public let keyIdentifier: [UInt8]
    public let signatureAlgorithm: SignatureAlgorithm
    /// For how long the issuer's key is used; nil where a root certifies itself. CP 8.15c.
    public let validity: Validity?
    public let jurisdiction: Jurisdiction
    public let environment: Environment
    /// Under which the private extensions stand.
    public let privateArc: ASN1ObjectIdentifier
    public let addresses: PublicationAddresses
    /// A kind of subscriber certificate without a limit cannot be issued. CP 11.1.
    public let relianceLimits: [Profile.Kind: RelianceLimit]

    public init(
        name: DistinguishedName, key: PublicKey, signatureAlgorithm: SignatureAlgorithm,
        validity: Validity?, jurisdiction: Jurisdiction, environment: Environment,
        privateArc: ASN1ObjectIdentifier, addresses: PublicationAddresses,
        relianceLimits: [Profile.Kind: RelianceLimit], keyIdentifier: [UInt8]? = nil
    ) {
        self.name = name
        self.key = key
        self.keyIdentifier = keyIdentifier ?? key.keyIdentifier
        self.signatureAlgorithm = signatureAlgorithm
        self.validity = validity
        self.jurisdiction = jurisdiction
        self.environment = environment
        self.privateArc = privateArc
        self.addresses = addresses
        self.relianceLimits = relianceLimits
    }

    /// The same for a minor: nobody relies on a child's signature for any amount.
    public var forMinors: AuthorityFacts {
        var limits = relianceLimits
        if let limit = limits[.personal] {
            limits[.personal] = RelianceLimit(currency: limit.currency, amount: 0)
        }
        return AuthorityFacts(
            name: name, key: key, signatureAlgorithm: signatureAlgorithm, validity: validity,
            jurisdiction: jurisdiction, environment: environment, privateArc: privateArc,
            addresses: addresses, relianceLimits: limits, keyIdentifier: keyIdentifier)
    }
}

/// Where relying parties fetch what they need. URLs in ASCII, `http` for status objects, since
/// checking a certificate must not need another certificate. RFC 5280 §8.
public struct PublicationAddresses: Sendable, Hashable {
    /// The CRL of the issuer.
    public let certificateLists: [String]
    /// The certificate of the issuer, in DER.
    public let issuerCertificates: [String]
    /// The responder for what the issuer issued.
    public let statusResponders: [String]
    /// The certification practice statement; `https` is as good.
    public let practiceStatement: String?

    public init(
        certificateLists: [String], issuerCertificates: [String], statusResponders: [String],
        practiceStatement: String?
    ) {
        self.certificateLists = certificateLists
        self.issuerCertificates = issuerCertificates
        self.statusResponders = statusResponders
        self.practiceStatement = practiceStatement
    }

    /// Whether a relying party can use this text as an address.
    public static func isAddress(_ text: String, schemes: [String]) -> Bool {
        guard (8...2048).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            !text.utf8.contains(where: { "\"<>\\^`{|}".utf8.contains($0) })
        else { return false }
        return schemes.contains { scheme in
            let start = Array("\(scheme)://".utf8)
            guard text.utf8.starts(with: start) else { return false }
            let host = text.utf8.dropFirst(start.count).prefix { $0 != UInt8(ascii: "/") }
            return !host.isEmpty
        }
    }
}
