import Messages
import PKIX
import SwiftASN1
import Testing

@testable import PathValidation

/// Vectors that OpenSSL made: see `Tests/Verifiers/tsa.py`.
private enum TimeStampVector {
    static func bytes(_ name: String) throws -> [UInt8] {
        try Vector.bytes("timestamps/\(name)")
    }

    static func response(_ name: String) throws -> TimeStampResponse {
        try TimeStampResponse(derEncoded: bytes("\(name).tsr"), tolerance: .tolerant)
    }

    static func judge(_ anchor: String, policy: ASN1ObjectIdentifier? = nil) throws
        -> TimeStampJudge
    {
        let block = try #require(try PEM.decode(bytes("\(anchor).pem")).first)
        let certificate = try Certificate(derEncoded: block.bytes, tolerance: .tolerant)
        return TimeStampJudge(
            anchors: [try TrustAnchor(certificate: certificate)], policy: policy)
    }
}

private let policy: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 32473, 7, 1]

/// What a judge says of a vector: the code of the refusal, or "good".
private func verdict(
    of name: String, by judge: TimeStampJudge, over message: [UInt8]? = nil,
    to request: TimeStampRequest? = nil, laterBy difference: Int64 = 0
) throws -> String {
    let response = try TimeStampVector.response(name)
    let message = try message ?? TimeStampVector.bytes("message")
    let asked = try request ?? TimeStampRequest(derEncoded: TimeStampVector.bytes("query"))
    do throws(Refusal) {
        _ = try judge.judge(
            response, to: asked, of: message,
            atMilliseconds: (response.token?.info.atMilliseconds ?? 0) + difference)
        return "good"
    } catch {
        return error.code.id
    }
}

@Suite struct `A time-stamp` {
    @Test(arguments: ["good", "good-ec", "good-sha1-name", "good-cms"])
    func `[RFC 3161 §2.2] is good that a service of a trusted root made for these bytes`(
        name: String
    ) throws {
        #expect(try verdict(of: name, by: TimeStampVector.judge("root")) == "good")
        #expect(try verdict(of: name, by: TimeStampVector.judge("root", policy: policy)) == "good")
    }

    @Test func `says what it says: time, accuracy, policy, serial number`() throws {
        let info = try #require(try TimeStampVector.response("good").token?.info)
        let judge = try TimeStampVector.judge("root")
        #expect(
            try judge.judge(
                #require(TimeStampVector.response("good").token),
                of: TimeStampVector.bytes("message")) == info)
        #expect(info.policy == policy && info.accuracyMilliseconds == 1500)
        #expect(info.atMilliseconds > 1_700_000_000_000 && !info.serialOctets.isEmpty)
        #expect(info.atMilliseconds % 1000 == 0)
    }

    @Test(arguments: [
        ("rejected", "timestamp.rejected"), ("ended", "timestamp.untrusted"),
        ("uncritical", "timestamp.purposeWrong"), ("two", "timestamp.purposeWrong"),
        ("mail", "timestamp.purposeWrong"), ("keyusage", "timestamp.purposeWrong"),
        ("sha1", "timestamp.signatureInvalid"), ("no-certificate", "timestamp.signerUnknown"),
    ])
    func `[RFC 3161 §2.3] is refused with what is wrong with it`(name: String, code: String) throws
    {
        #expect(try verdict(of: name, by: TimeStampVector.judge("root")) == code)
    }

    @Test func `[RFC 3161 §2.4.2] has one signer`() throws {
        #expect(throws: PKIXError.self) { try TimeStampVector.response("two-signers") }
    }

    @Test func `[RFC 3161 §2.2] is for the bytes, nonce, policy and time that were asked for`()
        throws
    {
        let judge = try TimeStampVector.judge("root")
        let message = try TimeStampVector.bytes("message")
        #expect(
            try verdict(of: "good", by: judge, over: message + [0]) == "timestamp.imprintDiffers")
        let other = TimeStampRequest(
            MessageImprint(of: message), policy: nil, random: Array(1...16))
        #expect(try verdict(of: "good", by: judge, to: other) == "timestamp.nonceDiffers")
        let strict = try TimeStampVector.judge("root", policy: [1, 3, 6, 1, 4, 1, 32473, 7, 2])
        #expect(try verdict(of: "good", by: strict) == "timestamp.policyDiffers")
        let limit = TimeStampJudge.toleranceMilliseconds
        for (difference, code) in [
            (limit, "good"), (-limit, "good"), (limit + 1, "timestamp.timeImplausible"),
            (-limit - 1, "timestamp.timeImplausible"),
        ] {
            #expect(try verdict(of: "good", by: judge, laterBy: difference) == code)
        }
    }

    @Test func `[RFC 5280 §6.1] leads to a certificate that is trusted`() throws {
        #expect(
            try verdict(of: "good", by: TimeStampVector.judge("stranger"))
                == "timestamp.untrusted")
        // The service's own certificate may be what is trusted.
        #expect(try verdict(of: "good", by: TimeStampVector.judge("good")) == "good")
        #expect(
            try verdict(of: "good-ec", by: TimeStampVector.judge("good")) == "timestamp.untrusted")
        #expect(
            try verdict(of: "ended", by: TimeStampVector.judge("ended")) == "timestamp.untrusted")
        #expect(
            try verdict(of: "good", by: TimeStampJudge(anchors: [], policy: nil))
                == "timestamp.untrusted")
    }

    /// Whatever octet is altered on the way: refused, or the service's word unaltered.
    @Test(arguments: ["good", "good-ec"])
    func `that was altered says nothing else`(name: String) throws {
        let bytes = try TimeStampVector.bytes("\(name).tsr")
        let message = try TimeStampVector.bytes("message")
        let info = try #require(try TimeStampVector.response(name).token?.info)
        let judge = try TimeStampVector.judge("root")
        var refused = 0
        for place in bytes.indices {
            var altered = bytes
            altered[place] ^= 0x01
            let answer = try? TimeStampResponse(derEncoded: altered, tolerance: .tolerant)
            guard let token = answer?.token, let said = try? judge.judge(token, of: message) else {
                refused += 1
                continue
            }
            #expect(said == info, "octet \(place)")
        }
        #expect(refused > bytes.count * 9 / 10)
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: PKIXError.self) {
                try TimeStampResponse(
                    derEncoded: Array(bytes.prefix(length)), tolerance: .tolerant)
            }
        }
    }
}

@Suite struct `A question for a time-stamp` {
    @Test func `[RFC 3161 §2.4.1] is written as OpenSSL writes it`() throws {
        let bytes = try TimeStampVector.bytes("query")
        let theirs = try TimeStampRequest(derEncoded: bytes)
        #expect(theirs.derEncoded == bytes && theirs.wantsCertificate)
        #expect(theirs.policy == policy)
        let message = try TimeStampVector.bytes("message")
        #expect(theirs.imprint.matches(message) && theirs.imprint == MessageImprint(of: message))
    }

    @Test(arguments: [[0x00, 0x00], [0xFF, 0xFF], [0x80], [0x7F, 0x01], []] as [[UInt8]])
    func `has a positive nonce in the fewest octets, whatever is random`(random: [UInt8]) throws {
        let request = TimeStampRequest(
            MessageImprint(of: [1]), policy: nil, random: random)
        let read = try TimeStampRequest(derEncoded: request.derEncoded)
        #expect(read == request && read.nonce == request.nonce)
        #expect((0x40...0x7F).contains(try #require(read.nonce?.first)))
    }
}
