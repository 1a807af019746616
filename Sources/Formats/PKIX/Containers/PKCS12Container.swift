public import Cryptography
import SwiftASN1

/// One private key under a password, and the certificates that go with it, as they are handed over (PKCS#12).
///
/// ```
/// PFX ::= SEQUENCE { version INTEGER { v3(3) }, authSafe ContentInfo, macData MacData OPTIONAL }
/// AuthenticatedSafe ::= SEQUENCE OF ContentInfo
/// SafeContents ::= SEQUENCE OF SafeBag
/// SafeBag ::= SEQUENCE {
///     bagId          OBJECT IDENTIFIER,
///     bagValue       [0] EXPLICIT ANY DEFINED BY bagId,
///     bagAttributes  SET OF PKCS12Attribute OPTIONAL }
/// MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }
/// ```
/// RFC 7292 §4. Written is one form: the key as a PKCS8ShroudedKeyBag by PBES2, certificates in clear (they are
/// public), an HMAC-SHA-256 over all of it, and no friendly name, which could be a person's. Read is that form
/// alone. The older ciphers of RFC 7292 appendix C are not written: what needs them breaks the policy's
/// algorithms.
public struct PKCS12Container: Hashable, Sendable {
    static let structure = Structure("PFX", "RFC 7292 §4")
    /// A chain has a handful; and a key is under 8 kB.
    public static let maximumCertificates = 16
    public static let maximumBytes = 256 << 10

    /// EncryptedPrivateKeyInfo, whole: see `SoftwareKey.shroudedPKCS8`.
    public let shroudedKey: [UInt8]
    /// What key and certificate have in common, so that a reader puts them together.
    public let localKeyID: [UInt8]
    /// Whole encodings, the key's own first, then those above it.
    public let certificates: [[UInt8]]

    /// - Parameter publicKey: of the shrouded key.
    public init(shroudedKey: [UInt8], of publicKey: PublicKey, certificates: [[UInt8]] = []) {
        self.shroudedKey = shroudedKey
        localKeyID = DigestAlgorithm.sha256.hash(publicKey.subjectPublicKeyInfo.derEncoded)
        self.certificates = certificates
    }

    private init(_ other: PKCS12Container, certificates: [[UInt8]]) {
        shroudedKey = other.shroudedKey
        localKeyID = other.localKeyID
        self.certificates = certificates
    }

    /// The same key with these certificates beside it.
    public func with(certificates: [[UInt8]]) -> PKCS12Container {
        PKCS12Container(self, certificates: certificates)
    }

    /// The key itself.
    /// - Throws: `.authenticationFailed` where the password is another.
    public func key(password: SecretBytes) throws(CryptographyError) -> SoftwareKey {
        try SoftwareKey(shroudedPKCS8: shroudedKey, password: password)
    }

    // MARK: Writing

    /// The whole file.
    public func derEncoded(
        password: SecretBytes, randomness: some Randomness = SystemRandomness()
    ) throws(CryptographyError) -> [UInt8] {
        let content = authenticatedSafe
        let salt = randomness.bytes(PKCS12MAC.saltCount)
        let code = try PKCS12MAC.authenticationCode(
            of: content, password: password, salt: salt, iterations: PKCS12MAC.iterations)
        var writer = DERWriter()
        writer.sequence { file in
            file.integer(3)
            file.content(content)
            file.sequence { mac in
                mac.sequence { digest in
                    digest.sequence { algorithm in
                        algorithm.objectIdentifier(.sha256)
                        algorithm.null()
                    }
                    digest.octetString(code)
                }
                mac.octetString(salt)
                mac.integer(PKCS12MAC.iterations)
            }
        }
        return writer.bytes
    }

    private var authenticatedSafe: [UInt8] {
        var safes = DERWriter()
        safes.sequence { list in
            if !certificates.isEmpty {
                list.safe { bags in
                    for (place, certificate) in certificates.enumerated() {
                        bags.bag(.certBag, localKeyID: place == 0 ? localKeyID : nil) { value in
                            value.sequence { bag in
                                bag.objectIdentifier(.x509Certificate)
                                bag.explicit(0) { $0.octetString(certificate) }
                            }
                        }
                    }
                }
            }
            list.safe { bags in
                bags.bag(.shroudedKeyBag, localKeyID: localKeyID) { $0.raw(shroudedKey) }
            }
        }
        return safes.bytes
    }
}

// MARK: - Reading

extension PKCS12Container {
    /// Why a container is not opened.
    public enum Failure: Error, Hashable, Sendable {
        /// Not the form that is written here.
        case form(PKIXError)
        /// The password is another, or the octets were changed.
        case password
    }

    /// Reads the form that is written here, once its MAC shows that the password is right and nothing was
    /// changed.
    public init(derEncoded bytes: [UInt8], password: SecretBytes) throws(Failure) {
        let parts: Parts
        do throws(PKIXError) {
            parts = try Parts(bytes)
        } catch {
            throw .form(error)
        }
        let code = try? PKCS12MAC.authenticationCode(
            of: parts.content, password: password, salt: parts.salt, iterations: parts.iterations)
        guard let code, constantTimeEquals(code, parts.code) else { throw .password }
        do throws(PKIXError) {
            try self.init(content: parts.content)
        } catch {
            throw .form(error)
        }
    }

    /// The outer layer, before anything of it is believed.
    private struct Parts {
        let content: [UInt8]
        let code: [UInt8]
        let salt: [UInt8]
        let iterations: Int

        init(_ bytes: [UInt8]) throws(PKIXError) {
            let (structure, context) = (PKCS12Container.structure, DecodingContext(.strict))
            var file = try DERReader(
                ASN1Node.parse(
                    bytes, as: structure, context, maximumBytes: PKCS12Container.maximumBytes),
                as: structure, context)
            guard try file.integer("version") == 3 else {
                throw .unsupported(structure.at("version"))
            }
            content = try file.content("authSafe")
            var mac = try DERReader(
                file.next(.sequence, "macData"), as: structure, context)
            try file.finish()
            var digest = try DERReader(mac.next(.sequence, "mac"), as: structure, context)
            guard try digest.algorithmIdentifier("digestAlgorithm").algorithm == .sha256 else {
                throw .unsupported(structure.at("digestAlgorithm"))
            }
            code = try digest.octetString("digest")
            try digest.finish()
            salt = try mac.octetString("macSalt")
            iterations = try mac.integer("iterations")
            try mac.finish()
            guard (1...PKCS12MAC.maximumIterations).contains(iterations), !salt.isEmpty else {
                throw .outOfRange(structure.at("iterations"))
            }
        }
    }

    private init(content: [UInt8]) throws(PKIXError) {
        let context = DecodingContext(.strict)
        var safes = try DERReader(
            ASN1Node.parse(
                content, as: Self.structure, context, maximumBytes: Self.maximumBytes),
            as: Self.structure, context)
        var keys: [Bag] = []
        var certificates: [[UInt8]] = []
        while !safes.isAtEnd {
            let safe = try safes.content("SafeContents")
            var bags = try DERReader(
                ASN1Node.parse(safe, as: Self.structure, context, maximumBytes: Self.maximumBytes),
                as: Self.structure, context)
            while !bags.isAtEnd {
                let bag = try Bag(bags.next(.sequence, "SafeBag"), context)
                switch bag.type {
                case .shroudedKeyBag: keys.append(bag)
                case .certBag: certificates.append(try bag.certificate(context))
                default: throw .unsupported(Self.structure.at("bagId"))
                }
                guard keys.count <= 1, certificates.count <= Self.maximumCertificates else {
                    throw .outOfRange(Self.structure.at("SafeContents"))
                }
            }
        }
        guard let key = keys.first, let id = key.localKeyID else {
            throw .missing(Self.structure.at("pkcs8ShroudedKeyBag"))
        }
        shroudedKey = key.value.encoded
        localKeyID = id
        self.certificates = certificates
    }

    private struct Bag {
        let type: ASN1ObjectIdentifier
        let value: ASN1Node
        let localKeyID: [UInt8]?

        init(_ node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
            let structure = Structure("SafeBag", "RFC 7292 §4.2")
            var bag = try DERReader(node, as: structure, context)
            type = try bag.objectIdentifier("bagId")
            guard let tagged = bag.optional(tag: 0) else {
                throw .missing(structure.at("bagValue"))
            }
            value = try tagged.explicit(at: structure.at("bagValue"))
            guard let set = bag.optional(.set) else {
                localKeyID = nil
                try bag.finish()
                return
            }
            try bag.finish()
            let attributes = try set.children(at: structure.at("bagAttributes"))
            guard attributes.count == 1 else { throw .unsupported(structure.at("bagAttributes")) }
            let attribute = try RequestAttribute(from: attributes[0], context)
            guard attribute.type == .localKeyID, attribute.values.count == 1 else {
                throw .unsupported(structure.at("bagAttributes"))
            }
            localKeyID = try ASN1Node.parse(
                attribute.values[0], as: structure, context,
                maximumBytes: PKCS12Container.maximumBytes
            ).octets(at: structure.at("localKeyId"), context)
        }

        func certificate(_ context: DecodingContext) throws(PKIXError) -> [UInt8] {
            let structure = Structure("CertBag", "RFC 7292 §4.2.3")
            var bag = try DERReader(value, as: structure, context)
            guard try bag.objectIdentifier("certId") == .x509Certificate else {
                throw .unsupported(structure.at("certId"))
            }
            guard let tagged = bag.optional(tag: 0) else {
                throw .missing(structure.at("certValue"))
            }
            try bag.finish()
            return try tagged.explicit(at: structure.at("certValue")).octets(
                at: structure.at("certValue"), context)
        }
    }
}

extension DERReader {
    /// The octets of a ContentInfo of type data. RFC 5652 §3, §4.
    fileprivate mutating func content(_ field: String) throws(PKIXError) -> [UInt8] {
        let place = structure.at(field)
        var content = try DERReader(next(.sequence, field), as: structure, context)
        guard try content.objectIdentifier(field) == .data else { throw .unsupported(place) }
        guard let tagged = content.optional(tag: 0) else { throw .missing(place) }
        try content.finish()
        return try tagged.explicit(at: place).octets(at: place, context)
    }
}

extension DERWriter {
    /// A ContentInfo of type data.
    fileprivate mutating func content(_ octets: [UInt8]) {
        sequence { content in
            content.objectIdentifier(.data)
            content.explicit(0) { $0.octetString(octets) }
        }
    }

    fileprivate mutating func safe(_ bags: (inout DERWriter) -> Void) {
        var contents = DERWriter()
        contents.sequence(bags)
        content(contents.bytes)
    }

    fileprivate mutating func bag(
        _ type: ASN1ObjectIdentifier, localKeyID: [UInt8]?, _ value: (inout DERWriter) -> Void
    ) {
        sequence { bag in
            bag.objectIdentifier(type)
            bag.explicit(0, value)
            guard let localKeyID else { return }
            var attribute = DERWriter()
            attribute.sequence { inside in
                inside.objectIdentifier(.localKeyID)
                var id = DERWriter()
                id.octetString(localKeyID)
                inside.setOf([id.bytes])
            }
            bag.setOf([attribute.bytes])
        }
    }
}

extension ASN1ObjectIdentifier {
    fileprivate static let data: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 7, 1]
    fileprivate static let localKeyID: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 21]
    fileprivate static let x509Certificate: ASN1ObjectIdentifier = [
        1, 2, 840, 113_549, 1, 9, 22, 1,
    ]
    fileprivate static let shroudedKeyBag: ASN1ObjectIdentifier = [
        1, 2, 840, 113_549, 1, 12, 10, 1, 2,
    ]
    fileprivate static let certBag: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 12, 10, 1, 3]
    fileprivate static let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
}
