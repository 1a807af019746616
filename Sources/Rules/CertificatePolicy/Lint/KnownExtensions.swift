import PKIX
import SwiftASN1

/// The extensions of a certificate whose types are known here, read strictly.
struct KnownExtensions: Sendable {
    private(set) var values: [ASN1ObjectIdentifier: any ExtensionValue] = [:]
    /// In the order of the certificate.
    private(set) var unreadable: [(oid: ASN1ObjectIdentifier, error: PKIXError)] = []

    init(_ extensions: Extensions) {
        for element in extensions {
            guard let type = Self.types[element.oid] else { continue }
            do {
                values[element.oid] = try type.init(derEncoded: element.value)
            } catch {
                unreadable.append((element.oid, error))
            }
        }
    }

    private static let types: [ASN1ObjectIdentifier: any ExtensionValue.Type] = {
        let all: [any ExtensionValue.Type] = [
            AuthorityInformationAccess.self, AuthorityKeyIdentifier.self, BasicConstraints.self,
            CRLDistributionPoints.self, CertificatePolicies.self, ExtendedKeyUsage.self,
            KeyUsage.self, OCSPNoCheck.self, PrivateKeyUsagePeriod.self, QCStatements.self,
            SubjectAlternativeName.self, SubjectKeyIdentifier.self,
        ]
        return Dictionary(uniqueKeysWithValues: all.map { ($0.oid, $0) })
    }()
}
