import PKIX
import SwiftASN1

/// Every type that stands inside an extension.
enum ExtensionTypes {
    private static let values: [any ExtensionValue.Type] = [
        ArchiveCutoff.self, AuthorityInformationAccess.self, AuthorityKeyIdentifier.self,
        BasicConstraints.self, CRLDistributionPoints.self, CRLNumber.self,
        CertificateIssuer.self, CertificatePolicies.self, DeltaCRLIndicator.self,
        ExpiredCertsOnCRL.self, ExtendedKeyUsage.self, InhibitAnyPolicy.self,
        InvalidityDate.self, IssuingDistributionPoint.self, KeyUsage.self, NameConstraints.self,
        OCSPNoCheck.self, OCSPNonce.self, PolicyConstraints.self, PolicyMappings.self,
        PrivateKeyUsagePeriod.self, QCStatements.self, ReasonCode.self,
        SubjectAlternativeName.self, SubjectKeyIdentifier.self,
    ]

    private static let privateValues: [any PrivateArcValue.Type] = [
        IdentityVerificationMethod.self, IssuingEnvironment.self, JournalCheckpoint.self,
        UnverifiedInformation.self, IdentityNumberTokens.self,
    ]

    private static let parts: [any DERCodable.Type] = [
        AccessDescription.self, DisplayText.self, DistinguishedName.self, DistributionPoint.self,
        Extension.self, Extensions.self, GeneralName.self, MonetaryValue.self,
        NameAttribute.self, PolicyInformation.self, PolicyMapping.self, QCStatement.self,
        RelativeDistinguishedName.self, RequestAttribute.self, RevokedCertificate.self,
        SerialNumber.self, UserNotice.self, Validity.self,
    ]

    private static let types: [ASN1ObjectIdentifier: any ExtensionValue.Type] =
        Dictionary(uniqueKeysWithValues: values.map { ($0.oid, $0) })

    /// The value of an extension under its own type; of an unknown one under those of our own arc,
    /// whose base is a setting.
    static func check(_ element: Extension) throws(Violation) {
        if let type = types[element.oid] {
            try check(type, element.value)
        } else {
            for type in privateValues { try check(type, element.value) }
        }
        try checkIdentity(element)
    }

    /// The bytes under every type there is.
    static func checkAll(_ input: [UInt8]) throws(Violation) {
        // Parsed once for all types, of which most then refuse the element at once.
        guard let node = (try? DER.parse(input)) ?? (try? BER.parse(input)) else { return }
        for type in values + privateValues + parts where reads(node, as: type) {
            try check(type, input)
        }
        for kind in IdentityExtension.Kind.allCases {
            try checkIdentity(Extension(oid: kind.oid, critical: false, value: input))
        }
    }

    private static func reads(_ node: ASN1Node, as type: any DERCodable.Type) -> Bool {
        (try? type.init(from: node, DecodingContext(.tolerant))) != nil
            || (try? type.init(from: node, DecodingContext(.strict))) != nil
    }

    private static func check(
        _ type: any DERCodable.Type, _ input: [UInt8]
    ) throws(Violation) {
        func open<Value: DERCodable>(_ type: Value.Type) throws(Violation) {
            try DERLaws.check(type, input)
        }
        try open(type)
    }

    /// The number of a subject comes back the same from the extension that it makes.
    private static func checkIdentity(_ element: Extension) throws(Violation) {
        for tolerance in [Tolerance.strict, .tolerant] {
            guard let read = try? IdentityExtension(element, tolerance: tolerance) else {
                continue
            }
            let again = try? IdentityExtension(read.asExtension(), tolerance: tolerance)
            try Property.require(again == read, "an identity extension decodes what it encodes")
        }
    }
}
