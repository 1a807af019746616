import Cryptography
import PKIX

extension Property {
    /// Certificates, strict and tolerant, with everything in them that has a type.
    static let certificate = Property("certificate") { input throws(Violation) in
        try DERLaws.check(Certificate.self, input, maximumBytes: DERLimits.certificate)
        if let certificate = try? Certificate(derEncoded: input) {
            try require(certificate.warnings.isEmpty, "a strict decoder warns of nothing")
            try checkRebuilding(certificate)
        }
        // What is read strictly is read tolerantly, too, and as the same.
        if let certificate = try? Certificate(derEncoded: input, tolerance: .tolerant) {
            try checkContents(certificate)
        }
    }

    /// Requests, whose names and extensions are listed for people.
    static let certificationRequest = Property("certificationRequest") {
        input throws(Violation) in
        try DERLaws.check(CertificationRequest.self, input, maximumBytes: DERLimits.request)
        guard let request = try? CertificationRequest(derEncoded: input) else { return }
        try require(request.derEncoded == input, "a request keeps its bytes")
        try checkText(of: request.subject)
        if let extensions = try? request.requestedExtensions {
            for element in extensions { try ExtensionTypes.check(element) }
        }
        _ = request.isProofOfPossessionValid
    }

    /// One value, read as each type that an extension or a part of one can have.
    static let extensionValue = Property("extensionValue") { input throws(Violation) in
        try ExtensionTypes.checkAll(input)
    }

    /// Public keys of any kind.
    static let publicKey = Property("publicKey") { input throws(Violation) in
        guard let information = try? SubjectPublicKeyInfo(derEncoded: input) else { return }
        try require(information.derEncoded == input, "a public key re-encodes to the same bytes")
        try require(DERForm.holds(for: input), "a public key is DER")
        try checkKey(information)
    }
}

extension Property {
    /// A certificate of version 3 is what its parts make when they are put together again.
    private static func checkRebuilding(_ certificate: Certificate) throws(Violation) {
        let tbs = certificate.tbsCertificate
        if tbs.version == .v3, tbs.issuerUniqueID == nil, tbs.subjectUniqueID == nil {
            let again = TBSCertificate(
                serialNumber: tbs.serialNumber, signature: tbs.signature, issuer: tbs.issuer,
                validity: tbs.validity, subject: tbs.subject,
                subjectPublicKeyInfo: tbs.subjectPublicKeyInfo, extensions: tbs.extensions)
            try require(again == tbs, "the parts of a certificate make the same certificate")
        }
        let again = try? Certificate(
            toBeSigned: certificate.toBeSigned, signatureAlgorithm: certificate.signatureAlgorithm,
            signature: certificate.signature)
        try require(again == certificate, "signed bytes and signature make the same certificate")
    }

    private static func checkContents(_ certificate: Certificate) throws(Violation) {
        try checkText(of: certificate.subject)
        try checkText(of: certificate.issuer)
        try require(
            certificate.subject.matches(certificate.subject), "a name matches itself")
        for element in certificate.extensions { try ExtensionTypes.check(element) }
        let validity = certificate.validity
        try require(
            validity.notAfterMilliseconds < validity.notBeforeMilliseconds
                || validity.contains(atMilliseconds: validity.notAfterMilliseconds),
            "a period contains its last second")
        _ = Time.rfc3339(validity.notBeforeMilliseconds)
        _ = certificate.serialNumber.hex
        if let key = try? PublicKey(certificate.subjectPublicKeyInfo) {
            _ = certificate.isSigned(by: key)
        }
    }

    /// A key that can be made verifies nothing that nobody signed.
    private static func checkKey(_ information: SubjectPublicKeyInfo) throws(Violation) {
        guard let key = try? PublicKey(information) else { return }
        _ = key.evidentWeaknesses
        try require(key.pairIdentifier.count == 32, "a key pair's name has 32 octets")
        try require(key.keyIdentifier.count == 20, "a key identifier has 20 octets")
        for algorithm in SignatureAlgorithm.allCases where algorithm.suits(key.algorithm) {
            let length = key.rsaModulus?.count ?? 64
            let forged = [UInt8](repeating: 0, count: length)
            try require(
                !key.verifies(forged, of: [], with: algorithm),
                "zeros are no signature with \(algorithm)")
        }
    }
}
