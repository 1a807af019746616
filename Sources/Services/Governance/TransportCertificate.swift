import CanonicalJSON
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
/// It names the journal that it is for, under whatever name the client knows it: an officer's key that is enrolled
/// in two of them makes a file for the one that opens nothing at the other. Only one for two hours at most may
/// leave it out, for who comes to a server the first time: its key never leaves the process that made it.
///
/// What an officer signs as an act is JSON, and what is signed here is a DER SEQUENCE, so that neither is ever
/// taken for the other.
package struct TransportCertificate: Sendable {
    package let certificate: Certificate
    /// Of the certificate; nothing that an officer enrolled.
    package let key: SoftwareKey

    /// A stolen file opens connections no longer than this; until then it is stopped with its officer.
    package static let maximumDays = 7
    /// Of one that names no journal.
    package static let maximumUnnamedHours = 2
    private static let scheme = "kapok-journal:"
    private static let dayMilliseconds: Int64 = 86_400_000
    private static let algorithm = SignatureAlgorithm.ecdsaWithSHA256

    /// Makes a key and its certificate.
    ///
    /// - Parameters:
    ///   - officer: the P-256 key that is enrolled.
    ///   - journal: the name of the one it is for, as far as is known.
    ///   - sign: makes its ECDSA signature with SHA-256, wherever the key is.
    package init(
        by officer: PublicKey, of journal: String?, _ validity: Validity,
        randomness: any Randomness = SystemRandomness(),
        sign: (_ bytes: [UInt8]) async throws -> [UInt8]
    ) async throws {
        key = try SoftwareKey.generate(.p256)
        // RFC 5280 §4.1.2.2: positive, at most 20 octets.
        let serial = try SerialNumber(bytes: [1] + randomness.bytes(16))
        let contents = try Self.contents(
            serial, validity, key.publicKey.subjectPublicKeyInfo,
            of: Officer.keyID(of: officer.subjectPublicKeyInfo.derEncoded),
            uri: journal.map(Self.uri(of:)))
        certificate = try Certificate(
            contents, signatureAlgorithm: Self.algorithm.identifier,
            signature: try await sign(contents.derEncoded))
    }

    /// All that such a certificate says: whatever else one says, it is not one.
    private static func contents(
        _ serial: SerialNumber, _ validity: Validity, _ key: SubjectPublicKeyInfo,
        of keyID: String, uri: String?
    ) throws -> TBSCertificate {
        TBSCertificate(
            serialNumber: serial, signature: algorithm.identifier,
            issuer: try name("officer", keyID), validity: validity,
            subject: try name("transport only", keyID), subjectPublicKeyInfo: key,
            extensions: try Extensions(
                [
                    KeyUsage([.digitalSignature]).asExtension(critical: true),
                    ExtendedKeyUsage([ExtendedKeyUsage.clientAuth]).asExtension(critical: true),
                ]
                    + (uri.map { [SubjectAlternativeName([.uri($0)]).asExtension(critical: true)] }
                        ?? [])))
    }

    /// A journal as a URI, in ASCII: what a URI has no place for is percent-encoded (RFC 3986 §2.1).
    private static func uri(of journal: String) -> String {
        scheme
            + journal.utf8.map { byte in
                let isPlain =
                    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                    || (0x61...0x7a).contains(byte) || "-._~/:@".utf8.contains(byte)
                return isPlain
                    ? String(Unicode.Scalar(byte)) : "%" + Hex.encode([byte]).uppercased()
            }.joined()
    }

    /// Whether it is for one of these journals; nil where it names none.
    fileprivate static func isFor(_ journals: [String], _ uri: String?) -> Bool? {
        uri.map { uri in journals.contains { Self.uri(of: $0).utf8.elementsEqual(uri.utf8) } }
    }

    private static func name(_ what: String, _ keyID: String) throws -> DistinguishedName {
        DistinguishedName(attributes: [
            try NameAttribute(.organizationalUnitName, what),
            try NameAttribute(.commonName, keyID),
        ])
    }

    /// Which officer's key it says that it is from, and for which journal; nil where it is of another form.
    fileprivate static func told(
        by certificate: Certificate
    ) -> (keyID: String, uri: String?)? {
        var uri: String?
        if case .uri(let text)? = certificate.names?.first { uri = text }
        guard let keyID = certificate.issuer[.commonName].first,
            let contents = try? contents(
                certificate.serialNumber, certificate.validity,
                certificate.subjectPublicKeyInfo, of: keyID, uri: uri),
            contents.derEncoded == certificate.toBeSigned
        else { return nil }
        return (keyID, uri)
    }

    fileprivate static func lastsTooLong(_ validity: Validity, isNamed: Bool) -> Bool {
        validity.notAfterMilliseconds - validity.notBeforeMilliseconds
            > (isNamed
                ? Int64(maximumDays) * dayMilliseconds
                : Int64(maximumUnnamedHours) * dayMilliseconds / 24)
    }
}

extension Certificate {
    /// Its further names; nil where there are none, or none that can be read.
    fileprivate var names: [GeneralName]? {
        (try? extensions.value(of: SubjectAlternativeName.self))?.names
    }
}

extension ReadableLedger {
    /// The officer whose client shows this certificate, if the officer may read now: enrolled, neither
    /// suspended nor ended, with a role in force.
    ///
    /// - Parameters:
    ///   - certificate: DER, as it came.
    ///   - journals: every name that this ledger's journal had.
    /// - Throws: `transport.unusable` for anything but a ``TransportCertificate``, `.stranger` where no
    ///   officer's key made it, `.otherJournal`, `.journalMissing`, `.outOfTime`, `.officerStopped`. Never says
    ///   more of an officer than that.
    package func officer(
        presenting certificate: [UInt8], of journals: [String]
    ) throws -> Officer {
        guard let certificate = try? Certificate(derEncoded: certificate),
            let (keyID, uri) = TransportCertificate.told(by: certificate)
        else { throw Refusal(.transportUnusable) }
        guard let officer = try officer(keyID: keyID),
            let key = Officer.usableKey(officer.publicKey), certificate.isSigned(by: key),
            // One key, one use: the key of acts makes no connections.
            certificate.subjectPublicKeyInfo.derEncoded != officer.publicKey
        else { throw Refusal(.transportStranger) }
        let isHere = TransportCertificate.isFor(journals, uri)
        if isHere == false { throw Refusal(.transportOtherJournal) }
        if isHere == nil,
            TransportCertificate.lastsTooLong(certificate.validity, isNamed: false),
            !TransportCertificate.lastsTooLong(certificate.validity, isNamed: true)
        {
            throw Refusal(
                .transportJournalMissing,
                ["hours": String(TransportCertificate.maximumUnnamedHours)])
        }
        guard certificate.validity.contains(atMilliseconds: atMilliseconds),
            !TransportCertificate.lastsTooLong(certificate.validity, isNamed: isHere == true)
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
