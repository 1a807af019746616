import Cryptography
import PKIX

extension Property {
    /// Revocation lists: read, walked through, searched, and put together again.
    static let certificateList = Property("certificateList") { input throws(Violation) in
        for tolerance in [Tolerance.strict, .tolerant] {
            guard let list = try? CertificateList(derEncoded: input, tolerance: tolerance) else {
                continue
            }
            try require(list.derEncoded == input, "a list keeps its bytes")
            try require(
                tolerance == .tolerant || list.warnings.isEmpty,
                "a strict decoder warns of nothing")
            let entries = Array(list.entries)
            try require(entries.count == list.entryCount, "every entry that was counted is given")
            for element in list.extensions { try ExtensionTypes.check(element) }
            try checkText(of: list.issuer)
            // One look-up passes over the list: a few of them tell as much as all.
            for entry in entries.prefix(8) { try checkEntry(entry, of: list, tolerance) }
            guard tolerance == .strict else { continue }
            try require(DERForm.holds(for: input), "a strict decoder refuses what is not DER")
            try checkRebuilding(list, entries)
        }
    }

    /// Requests as a responder gets them.
    static let ocspRequest = Property("ocspRequest") { input throws(Violation) in
        try DERLaws.check(OCSPRequest.self, input, maximumBytes: OCSPLimits.requestBytes)
        guard let request = try? OCSPRequest(derEncoded: input) else { return }
        try require(!request.requests.isEmpty, "a request asks for something")
        for single in request.requests {
            _ = single.certID.digest
            for element in single.extensions { try ExtensionTypes.check(element) }
        }
        for element in request.extensions { try ExtensionTypes.check(element) }
    }

    /// Responses as a relying party gets them.
    static let ocspResponse = Property("ocspResponse") { input throws(Violation) in
        try DERLaws.check(OCSPResponse.self, input, maximumBytes: OCSPLimits.responseBytes)
        for tolerance in [Tolerance.strict, .tolerant] {
            guard let response = try? OCSPResponse(derEncoded: input, tolerance: tolerance),
                let basic = response.basic
            else { continue }
            for single in basic.responses {
                for element in single.extensions { try ExtensionTypes.check(element) }
            }
            for element in basic.extensions { try ExtensionTypes.check(element) }
            _ = basic.nonce
            for bytes in basic.certificates {
                guard let certificate = try? Certificate(derEncoded: bytes, tolerance: .tolerant),
                    let key = try? PublicKey(certificate.subjectPublicKeyInfo)
                else { continue }
                _ = basic.isSigned(by: key)
                _ = basic.responderID.matches(
                    subject: certificate.subject, key: certificate.subjectPublicKeyInfo)
                let own = basic.responses.first {
                    $0.certID.serialNumber == certificate.serialNumber
                }
                _ = own?.certID.matches(
                    issuerName: certificate.issuer, issuerKey: certificate.subjectPublicKeyInfo)
            }
            guard tolerance == .strict else { continue }
            let again = try? BasicOCSPResponse(
                toBeSigned: basic.toBeSigned, signatureAlgorithm: basic.signatureAlgorithm,
                signature: basic.signature, certificates: basic.certificates)
            try require(again == basic, "the parts of a response make the same response")
        }
    }
}

extension Property {
    /// Time-stamps as a requester gets them: read, and what is read of them used.
    static let timeStamp = Property("timeStamp") { input throws(Violation) in
        try DERLaws.check(
            TimeStampResponse.self, input, maximumBytes: TimeStampResponse.maximumBytes)
        try DERLaws.check(TimeStampRequest.self, input)
        try DERLaws.check(TimeStampInfo.self, input)
        guard let response = try? TimeStampResponse(derEncoded: input, tolerance: .tolerant),
            let token = response.token
        else { return }
        try require(response.isGranted, "what was not granted has no token")
        let content = token.signedData.content
        for bytes in token.signedData.certificates {
            guard let certificate = try? Certificate(derEncoded: bytes, tolerance: .tolerant),
                let key = try? PublicKey(certificate.subjectPublicKeyInfo)
            else { continue }
            _ = token.signer.identifier.matches(certificate)
            _ = token.signer.attributes.signingCertificates.map { $0.matches(certificate) }
            let isSigned = token.signer.signs(content, of: TimeStampToken.contentType, by: key)
            try require(
                !isSigned
                    || !token.signer.signs(
                        content + [0], of: TimeStampToken.contentType, by: key),
                "a signature is for one content")
        }
        let alone = try? TimeStampInfo(derEncoded: content, tolerance: .tolerant)
        try require(alone == token.info, "what the service says reads the same by itself")
    }
}

extension Property {
    private static func checkEntry(
        _ entry: RevokedCertificate, of list: CertificateList, _ tolerance: Tolerance
    ) throws(Violation) {
        let alone = try? RevokedCertificate(derEncoded: entry.derEncoded, tolerance: tolerance)
        try require(alone == entry, "an entry reads the same when it stands alone")
        // In an indirect list an entry may be about another issuer.
        guard !list.namesCertificateIssuers else {
            _ = list.entry(of: entry.serialNumber)
            return
        }
        let found = list.entry(of: entry.serialNumber)
        try require(
            found?.serialNumber == entry.serialNumber, "a serial number on a list is found")
    }

    private static func checkRebuilding(
        _ list: CertificateList, _ entries: [RevokedCertificate]
    ) throws(Violation) {
        guard let end = list.nextUpdateMilliseconds, list.thisUpdateMilliseconds < end else {
            return
        }
        let tbs = try? TBSCertList(
            signature: list.signatureAlgorithm, issuer: list.issuer,
            thisUpdateMilliseconds: list.thisUpdateMilliseconds, nextUpdateMilliseconds: end,
            entries: entries.map(\.derEncoded), extensions: list.extensions)
        try require(tbs?.derEncoded == list.toBeSigned, "the parts of a list make the same list")
        let again = try? CertificateList(
            toBeSigned: list.toBeSigned, signatureAlgorithm: list.signatureAlgorithm,
            signature: list.signature)
        try require(
            again?.derEncoded == list.derEncoded, "signed bytes and signature make the same list")
    }
}
