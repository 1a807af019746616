import Cryptography
import Messages
import PKCS11
import PKIX

/// A subscriber's token that is plugged in here, known by its serial number.
struct TokenInHand: Sendable {
    let found: TokenFacts
    /// The file of the PIN that the URI names.
    let pinFile: String?
    private let module: TokenModule
    /// A token of ours has one key: what the URI says of it narrows nothing that is needed.
    private let keyURI: TokenURI

    /// - Throws: `TokenError` `.tokenMissing`, `.tokensAmbiguous`, `.serialMissing`, and of the module.
    init(_ uri: TokenURI, module: String) throws(TokenError) {
        self.module = try TokenModule(path: module)
        found = try self.module.describe(uri)
        pinFile = uri.pinFile
        var key = found.uri
        (key.object, key.id) = (uri.object, uri.id)
        keyURI = key
    }

    /// A session in which nobody is logged in.
    func session() throws(TokenError) -> TokenSession {
        try TokenSession(module, token: found.uri)
    }

    /// A session of the token's user, and the key, which was looked at.
    func key(_ pins: PINSource) async throws -> (session: TokenSession, key: TokenKey) {
        let session = try session()
        try await session.login(pins)
        return (session, try await session.key(keyURI))
    }

    /// As many digits as are wanted, or as the token takes.
    /// - Throws: `token.pinWeak` where it takes no PIN of six.
    func drawnPIN(digits: Int) throws(Refusal) -> SecretBytes {
        let lengths = found.pinLengths
        guard lengths.upperBound >= TokenPIN.leastBytes else { throw weak }
        return TokenPIN.drawn(
            digits: min(max(digits, lengths.lowerBound), lengths.upperBound))
    }

    /// - Throws: `token.pinWeak`.
    func judge(chosen pin: SecretBytes, before: SecretBytes? = nil) throws(Refusal) {
        let isOld = before.map { pin.equals($0) } ?? false
        guard found.pinLengths.contains(pin.count), !TokenPIN.isWeak(pin), !isOld else {
            throw weak
        }
    }

    private var weak: Refusal {
        let least = max(found.pinLengths.lowerBound, TokenPIN.leastBytes)
        return Refusal(
            .tokenPINWeak,
            [
                "least": String(least), "most": String(max(least, found.pinLengths.upperBound)),
            ])
    }
}

extension TokenInHand {
    /// The label of the key and of its certificate: a token of ours has one.
    static let keyLabel = "subscriber"
    /// As of a container.
    private static let maximumCertificates = PKCS12Container.maximumCertificates

    /// The key is made in the token, and shows that it is there.
    func makeKey(
        _ algorithm: KeyAlgorithm, provenBy signature: SignatureAlgorithm, _ pin: SecretBytes
    ) async throws -> CertificationRequest {
        let session = try session()
        try await session.login { _ in pin }
        var uri = found.uri
        uri.object = Self.keyLabel
        let key = try await session.makeKey(algorithm, as: uri)
        let information = CertificationRequest.information(of: key.publicKey)
        return try CertificationRequest(
            information,
            signature: await session.sign(information, with: signature, key: key),
            with: signature)
    }

    /// Writes certificates beside the key that the first of them is of.
    ///
    /// - Returns: how many were not there before.
    /// - Throws: `token.certificateOther`; what `TokenSession` throws.
    func write(_ certificates: [Certificate], _ pins: PINSource) async throws -> Int {
        let (session, key) = try await key(pins)
        guard let own = certificates.first, certificates.count <= Self.maximumCertificates,
            own.subjectPublicKeyInfo == key.publicKey.subjectPublicKeyInfo
        else {
            throw Refusal(
                .tokenCertificateOther, field: "--certificate", ["token": found.serial])
        }
        return try await session.write(
            certificates.enumerated().map { place, certificate in
                let hash = DigestAlgorithm.sha256.hash(certificate.derEncoded)
                var number = DERWriter()
                certificate.serialNumber.encode(into: &number)
                return TokenCertificate(
                    value: certificate.derEncoded, subject: certificate.subject.derEncoded,
                    issuer: certificate.issuer.derEncoded, serialNumber: number.bytes,
                    label: place == 0 ? Self.keyLabel : "issuer \(place)",
                    id: place == 0 ? key.uri.id ?? [] : Array(hash.prefix(8)))
            })
    }
}
