import PKIX
import SwiftASN1

/// Every extension type, for tests that must try them all.
enum KnownExtensions {
    typealias Recoding = @Sendable ([UInt8], Tolerance) throws(PKIXError) -> [UInt8]

    /// Decodes and encodes again.
    static let all: [ASN1ObjectIdentifier: Recoding] = [
        BasicConstraints.oid: recode(BasicConstraints.self),
        KeyUsage.oid: recode(KeyUsage.self),
        ExtendedKeyUsage.oid: recode(ExtendedKeyUsage.self),
        SubjectKeyIdentifier.oid: recode(SubjectKeyIdentifier.self),
        AuthorityKeyIdentifier.oid: recode(AuthorityKeyIdentifier.self),
        SubjectAlternativeName.oid: recode(SubjectAlternativeName.self),
        CertificatePolicies.oid: recode(CertificatePolicies.self),
        PolicyMappings.oid: recode(PolicyMappings.self),
        PolicyConstraints.oid: recode(PolicyConstraints.self),
        InhibitAnyPolicy.oid: recode(InhibitAnyPolicy.self),
        NameConstraints.oid: recode(NameConstraints.self),
        CRLDistributionPoints.oid: recode(CRLDistributionPoints.self),
        AuthorityInformationAccess.oid: recode(AuthorityInformationAccess.self),
        PrivateKeyUsagePeriod.oid: recode(PrivateKeyUsagePeriod.self),
        QCStatements.oid: recode(QCStatements.self),
        OCSPNoCheck.oid: recode(OCSPNoCheck.self),
        Samples.arc.oid(of: IdentityVerificationMethod.self): recode(
            IdentityVerificationMethod.self),
        Samples.arc.oid(of: IssuingEnvironment.self): recode(IssuingEnvironment.self),
        Samples.arc.oid(of: JournalCheckpoint.self): recode(JournalCheckpoint.self),
        Samples.arc.oid(of: UnverifiedInformation.self): recode(UnverifiedInformation.self),
    ]

    private static func recode(_ type: (some DERCodable).Type) -> Recoding {
        { bytes, tolerance throws(PKIXError) in
            try type.init(derEncoded: bytes, tolerance: tolerance).derEncoded
        }
    }
}
