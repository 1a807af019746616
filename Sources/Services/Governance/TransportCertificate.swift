import CertificatePolicy
package import Cryptography
package import Ledger
import Messages
package import PKIX
import SwiftASN1

/// A certificate with which an officer's client makes a TLS connection, and nothing else (design: TLS
/// transports, it authorises nothing).
///
/// The officer's own enrolled key signs it, for a key made for the connection: nobody else issues it, nobody
/// registers it, and it lasts a week at most. What makes it good is that the officer is one at the moment: the
/// server asks on each connection and each request, so that suspension and leaving end it at once (CP 7.15).
///
/// What an officer signs as an act is JSON, and what is signed here is a DER SEQUENCE, so that neither is ever
/// taken for the other.
package struct TransportCertificate: Sendable {
    package let certificate: Certificate
    /// Of the certificate; nothing that an officer enrolled.
    package let key: SoftwareKey

    /// A stolen file opens connections no longer than this; until then it is stopped with its officer.
    package static let maximumDays = 7
    private static let dayMilliseconds: Int64 = 86_400_000
    private static let algorithm = SignatureAlgorithm.ecdsaWithSHA256

    /// Makes a key and its certificate.
    ///
    /// - Parameters:
    ///   - officer: the P-256 key that is enrolled.
    ///   - sign: makes its ECDSA signature with SHA-256, wherever the key is.
    package init(
        by officer: PublicKey, _ validity: Validity,
        randomness: any Randomness = SystemRandomness(),
        sign: (_ bytes: [UInt8]) async throws -> [UInt8]
    ) async throws {
        key = try SoftwareKey.generate(.p256)
        // RFC 5280 §4.1.2.2: positive, at most 20 octets.
        let serial = try SerialNumber(bytes: [1] + randomness.bytes(16))
        let contents = try Self.contents(
            serial, validity, key.publicKey.subjectPublicKeyInfo,
            of: Officer.keyID(of: officer.subjectPublicKeyInfo.derEncoded))
        certificate = try Certificate(
            contents, signatureAlgorithm: Self.algorithm.identifier,
            signature: try await sign(contents.derEncoded))
    }

    /// All that such a certificate says: whatever else one says, it is not one.
    private static func contents(
        _ serial: SerialNumber, _ validity: Validity, _ key: SubjectPublicKeyInfo,
        of keyID: String
    ) throws -> TBSCertificate {
        TBSCertificate(
            serialNumber: serial, signature: algorithm.identifier,
            issuer: try name("officer", keyID), validity: validity,
            subject: try name("transport only", keyID), subjectPublicKeyInfo: key,
            extensions: try Extensions([
                KeyUsage([.digitalSignature]).asExtension(critical: true),
                ExtendedKeyUsage([ExtendedKeyUsage.clientAuth]).asExtension(critical: true),
            ]))
    }

    private static func name(_ what: String, _ keyID: String) throws -> DistinguishedName {
        DistinguishedName(attributes: [
            try NameAttribute(.organizationalUnitName, what),
            try NameAttribute(.commonName, keyID),
        ])
    }

    /// Which officer's key it says that it is from; nil where it is of another form.
    fileprivate static func keyID(in certificate: Certificate) -> String? {
        guard let keyID = certificate.issuer[.commonName].first,
            let contents = try? contents(
                certificate.serialNumber, certificate.validity,
                certificate.subjectPublicKeyInfo, of: keyID),
            contents.derEncoded == certificate.toBeSigned
        else { return nil }
        return keyID
    }

    fileprivate static func lastsTooLong(_ validity: Validity) -> Bool {
        validity.notAfterMilliseconds - validity.notBeforeMilliseconds
            > Int64(maximumDays) * dayMilliseconds
    }
}

extension ReadableLedger {
    /// The officer whose client shows this certificate, if the officer may read now: enrolled, neither
    /// suspended nor ended, with a role in force.
    ///
    /// - Parameter certificate: DER, as it came.
    /// - Throws: `transport.unusable` for anything but a ``TransportCertificate``, `.stranger` where no
    ///   officer's key made it, `.outOfTime`, `.officerStopped`. Never says more of an officer than that.
    package func officer(presenting certificate: [UInt8]) throws -> Officer {
        guard let certificate = try? Certificate(derEncoded: certificate),
            let keyID = TransportCertificate.keyID(in: certificate)
        else { throw Refusal(.transportUnusable) }
        guard let officer = try officer(keyID: keyID),
            let key = Officer.usableKey(officer.publicKey), certificate.isSigned(by: key),
            // One key, one use: the key of acts makes no connections.
            certificate.subjectPublicKeyInfo.derEncoded != officer.publicKey
        else { throw Refusal(.transportStranger) }
        guard certificate.validity.contains(atMilliseconds: atMilliseconds),
            !TransportCertificate.lastsTooLong(certificate.validity)
        else {
            throw Refusal(
                .transportOutOfTime, ["days": String(TransportCertificate.maximumDays)])
        }
        let standing = try standing(of: officer)
        guard !standing.isSuspended, !standing.isKeyRetired,
            standing.grants.contains(where: { $0.isInForce(atMilliseconds: atMilliseconds) })
        else { throw Refusal(.transportOfficerStopped) }
        return officer
    }
}
