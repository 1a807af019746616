import CertificatePolicy
import Cryptography
import PKIX
import SwiftASN1
import TestSupport

/// Ways to make a certificate wrong that no template would make.
extension TBSCertificate {
    func with(
        serial: [UInt8]? = nil, signature: AlgorithmIdentifier? = nil,
        issuer: DistinguishedName? = nil, validity: Validity? = nil,
        subject: DistinguishedName? = nil, key: SubjectPublicKeyInfo? = nil,
        extensions: [Extension]? = nil
    ) throws -> TBSCertificate {
        TBSCertificate(
            serialNumber: try serial.map { try SerialNumber(bytes: $0) } ?? serialNumber,
            signature: signature ?? self.signature, issuer: issuer ?? self.issuer,
            validity: validity ?? self.validity, subject: subject ?? self.subject,
            subjectPublicKeyInfo: key ?? subjectPublicKeyInfo,
            extensions: try extensions.map { try Extensions($0) } ?? self.extensions)
    }

    /// One extension replaced, or added at the end.
    func replacing(_ new: Extension) throws -> TBSCertificate {
        let list = Array(extensions)
        let isThere = list.contains { $0.oid == new.oid }
        return try with(
            extensions: isThere ? list.map { $0.oid == new.oid ? new : $0 } : list + [new])
    }

    func replacing(_ value: some ExtensionValue) throws -> TBSCertificate {
        try replacing(value.asExtension(critical: false))
    }

    func removing(_ oid: ASN1ObjectIdentifier) throws -> TBSCertificate {
        try with(extensions: extensions.filter { $0.oid != oid })
    }

    /// Another key with its identifier.
    func certifying(_ key: SubjectPublicKeyInfo) throws -> TBSCertificate {
        let identifier = Array(DigestAlgorithm.sha256.hash(key.key).prefix(20))
        return try with(key: key).replacing(SubjectKeyIdentifier(identifier))
    }

    /// Another validity, the usage period of the key with it.
    func valid(from start: Int64, until end: Int64) throws -> TBSCertificate {
        let period = try PrivateKeyUsagePeriod(
            notBeforeMilliseconds: start, notAfterMilliseconds: end)
        return try with(
            validity: Validity(notBeforeMilliseconds: start, notAfterMilliseconds: end)
        ).replacing(period)
    }

    /// The name with further attributes.
    func naming(_ further: NameAttribute...) throws -> TBSCertificate {
        try with(subject: DistinguishedName(attributes: subject.attributes + further))
    }

    /// The octets by hand, for what cannot be made otherwise.
    func encoded(
        version: Int?, uniqueID: [UInt8]? = nil, withExtensions: Bool = true
    ) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { inside in
            if let version { inside.explicit(0) { $0.integer(version) } }
            serialNumber.encode(into: &inside)
            inside.raw(signature.derEncoded)
            issuer.encode(into: &inside)
            validity.encode(into: &inside)
            subject.encode(into: &inside)
            inside.raw(subjectPublicKeyInfo.derEncoded)
            if let uniqueID { inside.bitString(uniqueID, .context(1)) }
            if withExtensions { inside.explicit(3) { extensions.encode(into: &$0) } }
        }
        return writer.bytes
    }
}

/// The same modulus with the exponent 3.
func weakened(_ key: PublicKey) -> SubjectPublicKeyInfo {
    var writer = DERWriter()
    writer.sequence { inside in
        inside.primitive(.integer, [0] + (key.rsaModulus ?? []))
        inside.integer(3)
    }
    return SubjectPublicKeyInfo(
        algorithm: key.subjectPublicKeyInfo.algorithm, key: writer.bytes)
}

extension SubjectFacts {
    /// The same facts with some replaced or, where nil, left out.
    func with(_ changes: [SubjectAttributeKind: String?]) -> SubjectFacts {
        let kept = attributes.filter { changes[$0.kind] == nil }
        let added = changes.compactMap { kind, value in value.map { SubjectAttribute(kind, $0) } }
        return SubjectFacts(attributes: kept + added, method: method)
    }

    func with(_ method: IdentityVerificationMethod?) -> SubjectFacts {
        SubjectFacts(attributes: attributes, method: method)
    }
}
