import Cryptography
import PKIX
import Testing

@Suite("OCSP messages from anyone")
struct OCSPHostileTests {
    @Test func `what decodes strictly re-encodes to the same bytes`() throws {
        var count = 0
        for facts in try OCSPVectorTests.Manifest.read().parse {
            let bytes = try Vectors.file("ocsp/" + facts.file)
            if let request = try? OCSPRequest(derEncoded: bytes) {
                #expect(request.derEncoded == bytes, "\(facts.file)")
                count += 1
            }
            if let response = try? OCSPResponse(derEncoded: bytes) {
                #expect(response.derEncoded == bytes, "\(facts.file)")
                Self.expectSameBytes(response, facts.file)
                count += 1
            }
        }
        #expect(count > 20)
    }

    @Test func `truncated requests and responses are refused`() throws {
        let request = try OCSPRequest([OCSPTests.certID()], nonce: OCSPNonce([1])).derEncoded
        for truncated in Mutations.truncations(of: request) {
            #expect(throws: PKIXError.self) {
                try OCSPRequest(derEncoded: truncated, tolerance: .tolerant)
            }
        }
        let response = try Self.response().derEncoded
        for truncated in Mutations.truncations(of: response) {
            #expect(throws: PKIXError.self) {
                try OCSPResponse(derEncoded: truncated, tolerance: .tolerant)
            }
        }
        #expect(throws: PKIXError.trailingData(OCSPRequest.structure.whole)) {
            try OCSPRequest(derEncoded: request + [0])
        }
        #expect(throws: PKIXError.trailingData(OCSPResponse.structure.whole)) {
            try OCSPResponse(derEncoded: response + [0])
        }
    }

    @Test func `no flipped bit of a request crashes or escapes the round trip`() throws {
        let certificates = [try OCSPTests.certID(1), try OCSPTests.certID(2, .sm3)]
        let bytes = try OCSPRequest(certificates, nonce: OCSPNonce([1, 2])).derEncoded
        for changed in Mutations.bitFlips(of: bytes) {
            if let request = try? OCSPRequest(derEncoded: changed) {
                #expect(request.derEncoded == changed)
            }
            _ = try? OCSPRequest(derEncoded: changed, tolerance: .tolerant)
        }
        for changed in Mutations.replacements(of: bytes) {
            _ = try? OCSPRequest(derEncoded: changed, tolerance: .tolerant)
        }
    }

    @Test func `no flipped bit of a response crashes or keeps the signature`() throws {
        let key = try StatusFixture.rsaKey.get().publicKey
        let message = try Self.response()
        for changed in Mutations.bitFlips(of: message.derEncoded, step: 7) {
            if let read = try? OCSPResponse(derEncoded: changed) {
                #expect(read.derEncoded == changed)
                Self.expectSameBytes(read, "flipped")
            }
            guard let read = try? OCSPResponse(derEncoded: changed, tolerance: .tolerant),
                let basic = read.basic
            else { continue }
            // The frame around the signed response may change: what was signed may not.
            #expect(!basic.isSigned(by: key) || basic.responseData == message.basic?.responseData)
        }
        for changed in Mutations.replacements(of: message.derEncoded, step: 11) {
            _ = try? OCSPResponse(derEncoded: changed, tolerance: .tolerant)
        }
    }

    @Test func `messages above their limits are not looked into`() throws {
        let request = [UInt8](repeating: 0x30, count: OCSPLimits.requestBytes + 1)
        #expect(
            throws: PKIXError.tooLarge(
                OCSPRequest.structure.whole, maximumBytes: OCSPLimits.requestBytes)
        ) { try OCSPRequest(derEncoded: request) }
        let response = [UInt8](repeating: 0x30, count: OCSPLimits.responseBytes + 1)
        #expect(
            throws: PKIXError.tooLarge(
                OCSPResponse.structure.whole, maximumBytes: OCSPLimits.responseBytes)
        ) { try OCSPResponse(derEncoded: response) }
    }

    @Test func `a response has at most 1024 answers and 16 certificates`() throws {
        let one = try SingleResponse(
            certID: OCSPTests.certID(), status: .good,
            thisUpdateMilliseconds: StatusFixture.now, nextUpdateMilliseconds: nil)
        func data(_ count: Int) throws -> ResponseData {
            try ResponseData(
                responderID: .byName(StatusFixture.issuer()),
                producedAtMilliseconds: StatusFixture.now,
                responses: Array(repeating: one, count: count))
        }
        let most = try data(OCSPLimits.singleResponses)
        #expect(throws: Never.self) { try ResponseData(derEncoded: most.derEncoded) }
        #expect(throws: PKIXError.outOfRange(ResponseData.structure.at("responses"))) {
            try data(OCSPLimits.singleResponses + 1)
        }
        let small = try data(1).derEncoded
        func basic(certificates count: Int) throws -> BasicOCSPResponse {
            try BasicOCSPResponse(
                toBeSigned: small,
                signatureAlgorithm: SignatureAlgorithm.sm2WithSM3.identifier, signature: [1],
                certificates: Array(repeating: [0x30, 0x00], count: count))
        }
        #expect(try basic(certificates: OCSPLimits.certificates).certificates.count == 16)
        #expect(throws: PKIXError.outOfRange(BasicOCSPResponse.structure.at("certs"))) {
            try basic(certificates: OCSPLimits.certificates + 1)
        }
    }

    static func response() throws -> OCSPResponse {
        .successful(try OCSPTests.response(key: StatusFixture.rsaKey.get()))
    }

    /// What is inside, built again from its fields.
    static func expectSameBytes(_ response: OCSPResponse, _ name: String) {
        guard let basic = response.basic else { return }
        #expect(basic.responseData.derEncoded == basic.toBeSigned, "\(name)")
    }
}
