import Cryptography
import PKIX
import SwiftASN1
import Testing

@Suite("OCSP messages of our own")
struct OCSPTests {
    static func certID(_ number: Int = 1, _ digest: DigestAlgorithm = .sha1) throws -> CertID {
        CertID(
            issuerName: try StatusFixture.issuer(),
            issuerKey: try StatusFixture.rsaKey.get().publicKey.subjectPublicKeyInfo,
            serialNumber: try StatusFixture.serial(number), digest: digest)
    }

    static let statuses: [SingleResponse.Status] = [
        .good, .unknown, .revoked(atMilliseconds: StatusFixture.now - 5000, reason: nil),
        .revoked(atMilliseconds: StatusFixture.now - 5000, reason: .certificateHold),
        .revoked(atMilliseconds: StatusFixture.now - 5000, reason: .unspecified),
    ]

    /// A response with each status, an archive cutoff and a nonce.
    static func response(
        key: SoftwareKey, algorithm: SignatureAlgorithm = .sha256WithRSA,
        responderID: ResponderID? = nil, certificates: [[UInt8]] = []
    ) throws -> BasicOCSPResponse {
        let cutoff = try ArchiveCutoff(milliseconds: StatusFixture.now - StatusFixture.day)
        let singles = try statuses.enumerated().map { number, status in
            try SingleResponse(
                certID: certID(number), status: status,
                thisUpdateMilliseconds: StatusFixture.now,
                nextUpdateMilliseconds: number == 0 ? nil : StatusFixture.now + StatusFixture.day,
                extensions: Extensions([cutoff.asExtension(critical: false)]))
        }
        let data = try ResponseData(
            responderID: responderID ?? .byName(StatusFixture.issuer()),
            producedAtMilliseconds: StatusFixture.now + 999, responses: singles,
            nonce: OCSPNonce(Array(1...32)))
        let toBeSigned = data.derEncoded
        #expect(ResponseData.mayBegin(toBeSigned))
        return try BasicOCSPResponse(
            toBeSigned: toBeSigned, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(toBeSigned, with: algorithm), certificates: certificates)
    }

    @Test(arguments: [(SignatureAlgorithm.sha256WithRSA, false), (.sm2WithSM3, true)])
    func `[9.4] a response is written, signed, read and checked`(
        algorithm: SignatureAlgorithm, isSM2: Bool
    ) throws {
        let key = try (isSM2 ? StatusFixture.sm2Key : StatusFixture.rsaKey).get()
        let responder = ResponderID.byKey(of: key.publicKey.subjectPublicKeyInfo)
        let written = try Self.response(key: key, algorithm: algorithm, responderID: responder)
        let bytes = OCSPResponse.successful(written).derEncoded
        let read = try #require(try OCSPResponse(derEncoded: bytes).basic)
        #expect(read == written)
        #expect(read.responses.map(\.status) == Self.statuses)
        #expect(read.responses.map(\.nextUpdateMilliseconds).first == .some(nil))
        // Cut to the second: GeneralizedTime without fractions.
        #expect(read.producedAtMilliseconds == StatusFixture.now)
        #expect(read.nonce?.octets == Array(1...32))
        #expect(
            try read.responses[0].extensions.value(of: ArchiveCutoff.self)?.milliseconds
                == StatusFixture.now - StatusFixture.day)
        #expect(read.responderID == responder)
        #expect(
            responder.matches(subject: .empty, key: key.publicKey.subjectPublicKeyInfo))
        #expect(read.isSigned(by: key.publicKey))
        #expect(!read.isSigned(by: try StatusFixture.otherKey.get().publicKey))
        #expect(read.responseData.derEncoded == read.toBeSigned)
    }

    @Test func `an answer names its certificate by issuer and serial number`() throws {
        let key = try StatusFixture.rsaKey.get()
        let response = try Self.response(key: key)
        let (name, info) = (try StatusFixture.issuer(), key.publicKey.subjectPublicKeyInfo)
        let third = try StatusFixture.serial(3)
        let found = try #require(response.responses.first { $0.certID.serialNumber == third })
        #expect(found.status == Self.statuses[3])
        #expect(found.certID.matches(issuerName: name, issuerKey: info))
        #expect(!found.certID.matches(issuerName: .empty, issuerKey: info))
        let other = try StatusFixture.otherKey.get().publicKey.subjectPublicKeyInfo
        #expect(!found.certID.matches(issuerName: name, issuerKey: other))
    }

    @Test(arguments: OCSPFailure.allCases)
    func `[RFC 6960 §4.2.1] failures are one number`(failure: OCSPFailure) throws {
        let bytes = OCSPResponse.failed(failure).derEncoded
        #expect(bytes == [0x30, 0x03, 0x0a, 0x01, UInt8(failure.rawValue)])
        #expect(try OCSPResponse(derEncoded: bytes) == .failed(failure))
        #expect(try OCSPResponse(derEncoded: bytes).basic == nil)
    }

    @Test(arguments: [DigestAlgorithm.sha1, .sha256, .sm3], [nil, AlgorithmIdentifier.null])
    func `[RFC 6960 §4.1.1] the algorithm is mirrored with or without NULL`(
        digest: DigestAlgorithm, parameters: [UInt8]?
    ) throws {
        let made = try Self.certID(1, digest)
        let algorithm = AlgorithmIdentifier(
            algorithm: digest.identifier.algorithm, parameters: parameters)
        var writer = DERWriter()
        writer.sequence { inside in
            inside.raw(algorithm.derEncoded)
            inside.octetString(made.issuerNameHash)
            inside.octetString(made.issuerKeyHash)
            made.serialNumber.encode(into: &inside)
        }
        let asked = try CertID(derEncoded: writer.bytes)
        #expect(asked.digest == digest)
        #expect(asked.derEncoded == writer.bytes)
        #expect(
            asked.matches(
                issuerName: try StatusFixture.issuer(),
                issuerKey: try StatusFixture.rsaKey.get().publicKey.subjectPublicKeyInfo))
        let answer = try SingleResponse(
            certID: asked, status: .good, thisUpdateMilliseconds: StatusFixture.now,
            nextUpdateMilliseconds: nil)
        #expect(try SingleResponse(derEncoded: answer.derEncoded).certID == asked)
    }

    @Test func `a request for several certificates is written and read`() throws {
        let limit = OCSPLimits.requestedCertificates
        let certificates = try (0..<limit).map { try Self.certID($0, .sha256) }
        let nonce = try OCSPNonce([7])
        let request = try OCSPRequest(certificates, nonce: nonce)
        let read = try OCSPRequest(derEncoded: request.derEncoded)
        #expect(read == request)
        #expect(read.requests.map(\.certID) == certificates)
        #expect(read.nonce == nonce)
        #expect(read.signature == nil)

        let place = OCSPRequest.structure.at("requestList")
        let more = certificates + [try Self.certID()]
        #expect(throws: PKIXError.outOfRange(place)) { try OCSPRequest(more) }
        #expect(throws: PKIXError.outOfRange(place)) {
            try OCSPRequest(derEncoded: Self.request(more))
        }
        #expect(throws: PKIXError.missing(place)) { try OCSPRequest([]) }
        #expect(throws: PKIXError.missing(place)) {
            try OCSPRequest(derEncoded: Self.request([]))
        }
    }

    @Test(arguments: [0, 1, 32, 128, 129])
    func `[RFC 9654 §2.1] a nonce has 1 to 128 octets`(count: Int) throws {
        let octets = [UInt8](repeating: 0x5a, count: count)
        var value = DERWriter()
        value.octetString(octets)
        let nonce = Extension(oid: OCSPNonce.oid, critical: false, value: value.bytes)
        let bytes = try Self.request([Self.certID()], extensions: [nonce])
        guard OCSPNonce.lengths.contains(count) else {
            let error = PKIXError.outOfRange(OCSPNonce.structure.whole)
            #expect(throws: error) { try OCSPNonce(octets) }
            #expect(throws: error) { try OCSPRequest(derEncoded: bytes) }
            return
        }
        #expect(try OCSPRequest(derEncoded: bytes).nonce == OCSPNonce(octets))
    }

    @Test func `[RFC 6960 §4.1.2] names and signatures of requesters are kept as they are`() throws
    {
        let name = GeneralName.directoryName(try StatusFixture.issuer())
        var signature = DERWriter()
        signature.sequence { inside in
            inside.raw(SignatureAlgorithm.sha256WithRSA.identifier.derEncoded)
            inside.bitString([1, 2, 3])
        }
        var writer = DERWriter()
        let certID = try Self.certID()
        writer.sequence { message in
            message.sequence { fields in
                fields.explicit(1) { name.encode(into: &$0) }
                fields.sequence { list in list.sequence { certID.encode(into: &$0) } }
            }
            message.explicit(0) { $0.raw(signature.bytes) }
        }
        let request = try OCSPRequest(derEncoded: writer.bytes)
        #expect(request.requestorName == name.derEncoded)
        #expect(request.signature == signature.bytes)
        #expect(request.derEncoded == writer.bytes)
    }

    @Test func `an answer needs an order of times and times that can be written`() throws {
        let (now, structure) = (StatusFixture.now, SingleResponse.structure)
        func make(
            from start: Int64, to end: Int64?, _ status: SingleResponse.Status = .good
        ) throws -> SingleResponse {
            try SingleResponse(
                certID: Self.certID(), status: status, thisUpdateMilliseconds: start,
                nextUpdateMilliseconds: end)
        }
        #expect(throws: Never.self) { try make(from: now, to: now + 1000) }
        #expect(throws: PKIXError.inconsistent(structure.at("nextUpdate"))) {
            try make(from: now, to: now + 999)
        }
        #expect(throws: PKIXError.outOfRange(structure.at("thisUpdate"))) {
            try make(from: .min, to: nil)
        }
        let never = SingleResponse.Status.revoked(atMilliseconds: .max, reason: nil)
        #expect(throws: PKIXError.outOfRange(SingleResponse.Status.structure.at("revocationTime")))
        {
            try make(from: now, to: nil, never)
        }
        #expect(throws: PKIXError.missing(ResponseData.structure.at("responses"))) {
            try ResponseData(
                responderID: .byName(StatusFixture.issuer()), producedAtMilliseconds: now,
                responses: [])
        }
    }

    @Test(arguments: ["20260102030405.5Z", "20260102030405+0000", "202601020304Z"])
    func `[RFC 6960 §4.2.2.1] other writings of GeneralizedTime are refused, or told`(
        text: String
    ) throws {
        let bytes = try Self.answer(at: text)
        #expect(throws: PKIXError.notDER(SingleResponse.structure.at("thisUpdate"))) {
            try SingleResponse(derEncoded: bytes)
        }
        let context = DecodingContext(.tolerant)
        #expect(throws: Never.self) { try SingleResponse(derEncoded: bytes, context) }
        #expect(context.warnings.count == 1)
    }

    @Test(arguments: ["00000101000000+0100", "99991231235959-0100"])
    func `an offset that leads out of the calendar is refused`(text: String) throws {
        let bytes = try Self.answer(at: text)
        #expect(throws: PKIXError.outOfRange(SingleResponse.structure.at("thisUpdate"))) {
            try SingleResponse(derEncoded: bytes, tolerance: .tolerant)
        }
    }
}

extension OCSPTests {
    /// An answer `good` with any writing of its time.
    static func answer(at text: String) throws -> [UInt8] {
        let certID = try certID()
        var writer = DERWriter()
        writer.sequence { answer in
            certID.encode(into: &answer)
            answer.null(.context(0))
            answer.string(text, .generalizedTime)
        }
        return writer.bytes
    }

    /// A request with any number of certificates and any extensions.
    static func request(_ certificates: [CertID], extensions: [Extension] = []) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { message in
            message.sequence { fields in
                fields.sequence { list in
                    for certID in certificates { list.sequence { certID.encode(into: &$0) } }
                }
                guard !extensions.isEmpty else { return }
                fields.explicit(2) { tagged in
                    tagged.sequence { list in
                        for element in extensions { element.encode(into: &list) }
                    }
                }
            }
        }
        return writer.bytes
    }
}
