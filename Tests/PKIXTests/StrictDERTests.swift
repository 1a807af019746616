import Cryptography
import PKIX
import SwiftASN1
import Testing

/// A to-be-signed certificate with one thing wrong: refused strictly, tolerated with a warning.
@Suite("Strict DER of certificates")
struct StrictDERTests {
    private static let structure = TBSCertificate.structure

    /// The fields in their order; a test replaces one.
    private struct Fields {
        var version: [UInt8] = [0xa0, 0x03, 0x02, 0x01, 0x02]
        var serial: [UInt8] = [0x02, 0x01, 0x2a]
        var issuer: [UInt8]
        var validity: [UInt8]
        var uniqueID: [UInt8] = []
        var extensions: [UInt8]
        var trailing: [UInt8] = []

        init() throws {
            issuer = try Samples.name("Root").derEncoded
            validity = try Validity(
                notBeforeMilliseconds: Samples.start, notAfterMilliseconds: Samples.end
            ).derEncoded
            extensions = Self.extensions([
                BasicConstraints.endEntity.asExtension(critical: true).derEncoded
            ])
        }

        static func extensions(_ elements: [[UInt8]]) -> [UInt8] {
            var writer = DERWriter()
            writer.explicit(3) { $0.sequence { list in elements.forEach { list.raw($0) } } }
            return writer.bytes
        }

        func encoded() throws -> [UInt8] {
            let key = try SubjectPublicKeyInfo(
                derEncoded: [
                    0x30, 0x0a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x01, 0x00,
                ])
            var writer = DERWriter()
            writer.sequence { inside in
                for field in [
                    version, serial, SignatureAlgorithm.ed25519.identifier.derEncoded, issuer,
                    validity, issuer, key.derEncoded, uniqueID, extensions, trailing,
                ] {
                    inside.raw(field)
                }
            }
            return writer.bytes
        }
    }

    private static func expect(
        _ error: PKIXError, tolerated: Bool, _ change: (inout Fields) throws -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var fields = try Fields()
        try change(&fields)
        let bytes = try fields.encoded()
        #expect(throws: error, sourceLocation: sourceLocation) {
            try TBSCertificate(derEncoded: bytes)
        }
        let context = DecodingContext(.tolerant)
        if tolerated {
            let certificate = try TBSCertificate(derEncoded: bytes, context)
            #expect(
                context.warnings == [PKIXWarning(error: error)], sourceLocation: sourceLocation)
            #expect(certificate.derEncoded == bytes, sourceLocation: sourceLocation)
        } else {
            #expect(throws: error, sourceLocation: sourceLocation) {
                try TBSCertificate(derEncoded: bytes, context)
            }
        }
    }

    @Test func `the certificate from which the others differ is accepted`() throws {
        let bytes = try Fields().encoded()
        #expect(try TBSCertificate(derEncoded: bytes).derEncoded == bytes)
    }

    @Test func `[X.690 11.5] version 1 written out is refused`() throws {
        try Self.expect(.encodedDefault(Self.structure.at("version")), tolerated: true) {
            $0.version = [0xa0, 0x03, 0x02, 0x01, 0x00]
            $0.extensions = []
        }
    }

    @Test func `[RFC 5280 4.1.2.1] extensions in version 1 or 2 are refused`() throws {
        try Self.expect(.inconsistent(Self.structure.at("version")), tolerated: true) {
            $0.version = []
        }
        try Self.expect(.inconsistent(Self.structure.at("version")), tolerated: true) {
            $0.version = [0xa0, 0x03, 0x02, 0x01, 0x01]
        }
    }

    @Test func `[RFC 5280 4.1.2.1] version 4 is refused`() throws {
        try Self.expect(.unsupported(Self.structure.at("version")), tolerated: false) {
            $0.version = [0xa0, 0x03, 0x02, 0x01, 0x03]
        }
    }

    @Test(
        arguments: [
            [0x02, 0x01, 0x00], [0x02, 0x01, 0xff],
            [0x02, 0x15, 0x01] + Array(repeating: 0, count: 20),
            [0x02, 0x15, 0x00, 0x80] + Array(repeating: 0, count: 19),
        ] as [[UInt8]])
    func `[RFC 5280 4.1.2.2] a serial of zero, below, or above 20 octets is refused`(
        serial: [UInt8]
    ) throws {
        try Self.expect(.outOfRange(SerialNumber.structure.whole), tolerated: true) {
            $0.serial = serial
        }
    }

    @Test func `a serial beyond all measure is refused in any case`() throws {
        var fields = try Fields()
        fields.serial = [0x02, 0x41, 0x01] + [UInt8](repeating: 0, count: 64)
        #expect(throws: PKIXError.outOfRange(SerialNumber.structure.whole)) {
            try TBSCertificate(derEncoded: fields.encoded(), tolerance: .tolerant)
        }
    }

    @Test func `[X.690 8.3.2] a serial with a needless octet is refused`() throws {
        try Self.expect(.notDER(SerialNumber.structure.whole), tolerated: true) {
            $0.serial = [0x02, 0x02, 0x00, 0x2a]
        }
    }

    @Test func `[X.690 10.1] a length in more octets than needed is refused`() throws {
        try Self.expect(.notDER(Self.structure.whole), tolerated: true) {
            $0.serial = [0x02, 0x81, 0x01, 0x2a]
        }
    }

    @Test func `[X.690 10.1] an indefinite length is refused`() throws {
        try Self.expect(.notDER(Self.structure.whole), tolerated: true) {
            $0.extensions = [0xa3, 0x80] + $0.extensions.dropFirst(2) + [0x00, 0x00]
        }
    }

    @Test func `[RFC 5280 4.1.2.4] an empty issuer is refused`() throws {
        try Self.expect(.missing(Self.structure.at("issuer")), tolerated: true) {
            $0.issuer = [0x30, 0x00]
        }
    }

    @Test func `[X.690 11.6] a name with a SET out of order is refused`() throws {
        let attributes = [
            try NameAttribute(.commonName, "A").derEncoded,
            try NameAttribute(.countryName, "HK").derEncoded,
        ]
        var name = DERWriter()
        name.sequence {
            $0.constructed(.set) { set in attributes.reversed().forEach { set.raw($0) } }
        }
        let error = PKIXError.unordered(RelativeDistinguishedName.structure.whole)
        #expect(throws: error) { try DistinguishedName(derEncoded: name.bytes) }
        let tolerated = try DistinguishedName(derEncoded: name.bytes, tolerance: .tolerant)
        #expect(tolerated.derEncoded == name.bytes)
    }

    @Test func `[RFC 5280 4.2] an extension twice is refused in any case`() throws {
        let element = BasicConstraints.endEntity.asExtension(critical: true).derEncoded
        try Self.expect(.duplicate(Extensions.structure.whole), tolerated: false) {
            $0.extensions = Fields.extensions([element, element])
        }
    }

    @Test func `[RFC 5280 4.1.2.9] an empty list of extensions is refused`() throws {
        try Self.expect(.missing(Extensions.structure.at("Extension")), tolerated: true) {
            $0.extensions = Fields.extensions([])
        }
    }

    @Test func `[X.690 11.5] critical FALSE written out is refused`() throws {
        try Self.expect(.encodedDefault(Extension.structure.at("critical")), tolerated: true) {
            $0.extensions = Fields.extensions([
                [0x30, 0x0a, 0x06, 0x03, 0x2a, 0x03, 0x04, 0x01, 0x01, 0x00, 0x04, 0x00]
            ])
        }
    }

    @Test func `[X.690 11.1] a BOOLEAN of neither 00 nor FF is refused`() throws {
        try Self.expect(.notDER(Extension.structure.at("critical")), tolerated: true) {
            $0.extensions = Fields.extensions([
                [0x30, 0x0a, 0x06, 0x03, 0x2a, 0x03, 0x04, 0x01, 0x01, 0x01, 0x04, 0x00]
            ])
        }
    }

    @Test func `elements after the last field are refused in any case`() throws {
        try Self.expect(.trailingData(Self.structure.whole), tolerated: false) {
            $0.trailing = [0x05, 0x00]
        }
    }

    @Test func `octets after the end are refused in any case`() throws {
        let bytes = try Fields().encoded() + [0x05, 0x00]
        for tolerance in [Tolerance.strict, .tolerant] {
            #expect(throws: PKIXError.trailingData(Self.structure.whole)) {
                try TBSCertificate(derEncoded: bytes, tolerance: tolerance)
            }
        }
    }

    @Test func `[RFC 5280 4.1.2.8] unique identifiers of old certificates are kept`() throws {
        var fields = try Fields()
        fields.uniqueID = [0x81, 0x02, 0x04, 0xf0]
        let certificate = try TBSCertificate(derEncoded: fields.encoded())
        #expect(certificate.issuerUniqueID?.octets == [0xf0])
        #expect(certificate.issuerUniqueID?.count == 4)
    }

    @Test func `[RFC 5280 4.1.1.2] two signature algorithms are refused in any case`() throws {
        let key = try SoftwareKey.generate(.ed25519)
        let tbs = try Fields().encoded()
        let signature = try key.sign(tbs, with: .ed25519)
        let error = PKIXError.inconsistent(Certificate.structure.at("signatureAlgorithm"))
        let other = SignatureAlgorithm.ecdsaWithSHA256.identifier
        #expect(throws: error) {
            try Certificate(toBeSigned: tbs, signatureAlgorithm: other, signature: signature)
        }
        var writer = DERWriter()
        writer.sequence { inside in
            inside.raw(tbs)
            inside.raw(other.derEncoded)
            inside.bitString(signature)
        }
        #expect(throws: error) {
            try Certificate(derEncoded: writer.bytes, tolerance: .tolerant)
        }
    }
}
