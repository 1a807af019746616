import Cryptography
import PKIX
import Testing

@Suite("OCSP messages exchanged with OpenSSL")
struct OCSPInteropTests {
    @Test(arguments: [("-sha1", DigestAlgorithm.sha1), ("-sha256", .sha256), ("-sm3", .sm3)])
    func `a request by OpenSSL is read, and ours is the same`(
        option: String, digest: DigestAlgorithm
    ) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.writeAuthority(StatusFixture.rsaKey.get())
        let serials = try [StatusFixture.serial(1), StatusFixture.serial(2)]
        try tool.writeCertificate(serials[0], "one")
        try tool.writeCertificate(serials[1], "two")
        var arguments = ["ocsp", option, "-issuer", "ca.pem", "-cert", "one.pem"]
        arguments += [option, "-cert", "two.pem", "-reqout", "request.der"]
        let (status, text) = try tool.run(arguments)
        try #require(status == 0, "\(text)")

        let request = try OCSPRequest(derEncoded: tool.read("request.der"))
        #expect(request.requests.map(\.certID.serialNumber) == serials)
        #expect(request.requests.allSatisfy { $0.certID.digest == digest })
        let issuer = try tool.authority()
        for one in request.requests {
            #expect(
                one.certID.matches(
                    issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo))
        }
        let nonce = try #require(request.nonce)
        #expect(OCSPNonce.lengths.contains(nonce.octets.count))
        let ours = try OCSPRequest(request.requests.map(\.certID), nonce: nonce)
        #expect(ours.derEncoded == request.derEncoded)

        try tool.write(ours.derEncoded, "ours.der")
        let (_, said) = try tool.run("ocsp", "-reqin", "ours.der", "-req_text")
        #expect(said.contains("OCSP Nonce"))
        for serial in serials { #expect(said.contains(serial.hex.uppercased())) }
    }

    @Test(arguments: [
        (SingleResponse.Status.good, "one.pem: good"), (.unknown, "one.pem: unknown"),
        (
            .revoked(atMilliseconds: StatusFixture.now, reason: .certificateHold),
            "Reason: certificateHold"
        ),
        (.revoked(atMilliseconds: StatusFixture.now, reason: nil), "one.pem: revoked"),
    ])
    func `OpenSSL relies on a response of the authority`(
        status: SingleResponse.Status, expected: String
    ) throws {
        let key = try StatusFixture.rsaKey.get()
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.writeAuthority(key)
        try tool.writeCertificate(StatusFixture.serial(1), "one")
        let responder = ResponderID.byName(try tool.authority().subject)
        let text = try tool.answer(status, by: responder, key: key, certificates: [])
        #expect(text.contains("Response verify OK"), "\(text)")
        #expect(text.contains(expected), "\(text)")
    }

    @Test func `OpenSSL relies on a delegated responder whose certificate comes along`() throws {
        let key = try StatusFixture.otherKey.get()
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.writeAuthority(StatusFixture.rsaKey.get())
        try tool.writeCertificate(StatusFixture.serial(1), "one")
        try tool.writeCertificate(
            StatusFixture.serial(2), "responder", key: key,
            extensions: ["extendedKeyUsage=OCSPSigning", "noCheck=ignored"])
        let block = try #require(try PEM.decode(tool.read("responder.pem")).first)
        let certificate = try Certificate(derEncoded: block.bytes)
        for responder in [
            ResponderID.byName(certificate.subject),
            .byKey(of: certificate.subjectPublicKeyInfo),
        ] {
            let text = try tool.answer(
                .good, by: responder, key: key, certificates: [block.bytes])
            #expect(text.contains("Response verify OK"), "\(text)")
            #expect(text.contains("one.pem: good"), "\(text)")
        }
    }

    @Test func `OpenSSL reads a response with every status, signed by SM2`() throws {
        let key = try StatusFixture.sm2Key.get()
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let response = try OCSPTests.response(key: key, algorithm: .sm2WithSM3)
        try tool.write(OCSPResponse.successful(response).derEncoded, "response.der")
        let (_, text) = try tool.run("ocsp", "-respin", "response.der", "-resp_text", "-noverify")
        for expected in [
            "OCSP Response Status: successful", "Cert Status: good", "Cert Status: unknown",
            "Cert Status: revoked", "Revocation Reason: certificateHold",
            "Produced At: Jan  2 03:04:05 2026 GMT", "Archive Cutoff", "OCSP Nonce",
            "SM2-with-SM3",
        ] {
            #expect(text.contains(expected), "\(expected) in \(text)")
        }
        let (status, said) = try tool.verify(
            response.signature, of: response.toBeSigned, by: key.publicKey,
            options: ["-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"])
        #expect(status == 0, "\(said)")
    }

    @Test(arguments: [
        (OCSPFailure.malformedRequest, "malformedrequest (1)"),
        (.internalError, "internalerror (2)"), (.tryLater, "trylater (3)"),
        (.sigRequired, "sigrequired (5)"), (.unauthorized, "unauthorized (6)"),
    ])
    func `OpenSSL reads a failure`(failure: OCSPFailure, expected: String) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.write(OCSPResponse.failed(failure).derEncoded, "response.der")
        let (_, text) = try tool.run("ocsp", "-respin", "response.der", "-noverify")
        #expect(text.contains("Responder Error: " + expected), "\(text)")
    }
}

extension OpenSSLTool {
    /// The certificate of `writeAuthority`.
    func authority() throws -> Certificate {
        let block = try #require(try PEM.decode(read("ca.pem")).first)
        return try Certificate(derEncoded: block.bytes, tolerance: .tolerant)
    }

    /// NAME.pem, issued by the authority for its own or another key.
    func writeCertificate(
        _ serial: SerialNumber, _ name: String, key: SoftwareKey? = nil, extensions: [String] = []
    ) throws {
        if let key {
            try key.pkcs8().withBytes { bytes in
                try write(Array(PEM.encode(bytes, label: "PRIVATE KEY").utf8), name + ".key")
            }
        }
        let file = key == nil ? "ca.key" : name + ".key"
        var arguments = ["req", "-x509", "-CA", "ca.pem", "-CAkey", "ca.key", "-key", file]
        arguments += ["-subj", "/CN=" + name, "-set_serial", "0x" + serial.hex, "-days", "36500"]
        for text in extensions { arguments += ["-addext", text] }
        let (status, text) = try run(arguments + ["-out", name + ".pem"])
        try #require(status == 0, "\(text)")
    }

    /// What OpenSSL says of a response about `one.pem`.
    func answer(
        _ status: SingleResponse.Status, by responder: ResponderID, key: SoftwareKey,
        certificates: [[UInt8]]
    ) throws -> String {
        let issuer = try authority()
        let certID = CertID(
            issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo,
            serialNumber: try StatusFixture.serial(1), digest: .sha1)
        let data = try ResponseData(
            responderID: responder, producedAtMilliseconds: StatusFixture.now,
            responses: [
                SingleResponse(
                    certID: certID, status: status, thisUpdateMilliseconds: StatusFixture.now,
                    nextUpdateMilliseconds: StatusFixture.now + 36_500 * StatusFixture.day)
            ])
        let algorithm = SignatureAlgorithm.sha256WithRSA
        let basic = try BasicOCSPResponse(
            toBeSigned: data.derEncoded, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(data.derEncoded, with: algorithm), certificates: certificates)
        try write(OCSPResponse.successful(basic).derEncoded, "response.der")
        return try run(
            "ocsp", "-respin", "response.der", "-issuer", "ca.pem", "-cert", "one.pem", "-CAfile",
            "ca.pem", "-no_nonce", "-text"
        ).text
    }
}
