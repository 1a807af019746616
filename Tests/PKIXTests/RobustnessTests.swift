import Cryptography
import PKIX
import Testing

@Suite("Hostile input")
struct RobustnessTests {
    /// Decodes with both tolerances; whatever comes out re-encodes to the same octets.
    private static func decode(_ bytes: [UInt8]) {
        for tolerance in [Tolerance.strict, .tolerant] {
            guard let certificate = try? Certificate(derEncoded: bytes, tolerance: tolerance)
            else { continue }
            #expect(certificate.derEncoded == bytes)
            for element in certificate.extensions {
                if let recode = KnownExtensions.all[element.oid],
                    let again = try? recode(element.value, tolerance), tolerance == .strict
                {
                    #expect(again == element.value)
                }
                _ = try? IdentityExtension(element, tolerance: tolerance)
            }
            _ = certificate.subject.description
            _ = certificate.subject.matchingKey
        }
        _ = try? CertificationRequest(derEncoded: bytes)
    }

    private static func sample() throws -> [UInt8] {
        let key = try SoftwareKey.generate(.p256)
        return try Samples.certificate(
            key, .ecdsaWithSHA256, extensions: Samples.everyExtension(key.publicKey)
        ).derEncoded
    }

    @Test func `every prefix of a certificate is refused`() throws {
        let inputs = [
            try Self.sample(), try Vectors.file("pkits/UserNoticeQualifierTest16EE.crt"),
            try Vectors.file("real-cas/Hongkong-Post-Root-CA-3-5a2fc03f.der"),
        ]
        for bytes in inputs {
            for length in 0..<bytes.count {
                let prefix = Array(bytes[..<length])
                for tolerance in [Tolerance.strict, .tolerant] {
                    #expect(throws: PKIXError.notDER(Certificate.structure.whole)) {
                        try Certificate(derEncoded: prefix, tolerance: tolerance)
                    }
                }
            }
        }
    }

    @Test func `one flipped bit never crashes and never re-encodes to something else`() throws {
        let inputs = [
            try Self.sample(), try Vectors.file("pkits/ValidDNSnameConstraintsTest30EE.crt"),
            try PEM.contents(
                of: Vectors.file("sm2/sm2-csr.pem"), labels: PEM.requestLabels),
        ]
        for bytes in inputs {
            // One bit an octet, another one in each: all of them take minutes in debug builds.
            for index in bytes.indices {
                var changed = bytes
                changed[index] ^= 1 << (index % 8)
                Self.decode(changed)
            }
        }
    }

    @Test func `values of extensions survive every prefix and flipped bit`() throws {
        let key = try SoftwareKey.generate(.p256)
        let extensions = try Samples.everyExtension(key.publicKey)
        for element in extensions {
            guard let recode = KnownExtensions.all[element.oid] else { continue }
            for length in element.value.indices {
                #expect(throws: PKIXError.self, "\(element.oid.dotted) cut to \(length)") {
                    try recode(Array(element.value[..<length]), .tolerant)
                }
            }
            for index in element.value.indices {
                for bit in 0..<8 {
                    var changed = element.value
                    changed[index] ^= 1 << bit
                    if let again = try? recode(changed, .strict) { #expect(again == changed) }
                    _ = try? recode(changed, .tolerant)
                }
            }
        }
    }

    @Test func `100 MB are refused before anything is read`() {
        let bytes = [UInt8](repeating: 0x30, count: 100_000_000)
        #expect(
            throws: PKIXError.tooLarge(
                Certificate.structure.whole, maximumBytes: DERLimits.certificate)
        ) {
            try Certificate(derEncoded: bytes, tolerance: .tolerant)
        }
        #expect(
            throws: PKIXError.tooLarge(
                CertificationRequest.structure.whole, maximumBytes: DERLimits.request)
        ) {
            try CertificationRequest(derEncoded: bytes)
        }
        #expect(throws: PKIXError.self) { try PEM.decode(bytes) }
    }

    @Test func `nesting without end is refused`() {
        let definite = (0..<100).reduce([UInt8]()) { inside, _ in
            var writer = DERWriter()
            writer.primitive(.sequence, inside)
            return writer.bytes
        }
        let indefinite = [UInt8](repeating: 0, count: 100_000).enumerated().map {
            UInt8($0.offset % 2 == 0 ? 0x30 : 0x80)
        }
        for bytes in [definite, indefinite] {
            #expect(throws: PKIXError.notDER(Certificate.structure.whole)) {
                try Certificate(derEncoded: bytes, tolerance: .tolerant)
            }
        }
    }
}
