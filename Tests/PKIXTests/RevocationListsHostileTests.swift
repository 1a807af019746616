import Cryptography
import PKIX
import SwiftASN1
import Testing

@Suite("Revocation lists from anyone")
struct RevocationListsHostileTests {
    static func sample() throws -> (CertificateList, SoftwareKey) {
        let key = try StatusFixture.rsaKey.get()
        let list = try StatusFixture.list(
            RevocationListsTests.entries(5), key: key,
            extensions: RevocationListsTests.extensions())
        return (list, key)
    }

    @Test func `what decodes strictly re-encodes to the same bytes`() throws {
        var count = 0
        for facts in try RevocationListsVectorTests.lists() {
            let bytes = try StatusFixture.contents(facts.path)
            guard let list = try? CertificateList(derEncoded: bytes) else { continue }
            try Self.expectSameBytes(list, facts.file)
            count += 1
        }
        #expect(count > 20)
        try Self.expectSameBytes(Self.sample().0, "own")
    }

    @Test func `truncated lists are refused`() throws {
        let bytes = try Self.sample().0.derEncoded
        for truncated in Mutations.truncations(of: bytes) {
            #expect(throws: PKIXError.self) {
                try CertificateList(derEncoded: truncated, tolerance: .tolerant)
            }
        }
        #expect(throws: PKIXError.trailingData(CertificateList.structure.at("CertificateList"))) {
            try CertificateList(derEncoded: bytes + [0])
        }
    }

    @Test func `no flipped bit crashes, keeps the signature or escapes the round trip`() throws {
        let (list, key) = try Self.sample()
        for changed in Mutations.bitFlips(of: list.derEncoded, step: 3) {
            if let read = try? CertificateList(derEncoded: changed) {
                try Self.expectSameBytes(read, "strict")
            }
            guard let read = try? CertificateList(derEncoded: changed, tolerance: .tolerant)
            else { continue }
            #expect(!read.isSigned(by: key.publicKey))
            #expect(Array(read.entries).count == read.entryCount)
        }
    }

    @Test(arguments: [
        "pyca/crl_all_reasons.pem", "pyca/crl_idp_relative_user_all_reasons.pem",
        "pyca/crl_ian_aia_aki.pem", "pyca/crl_inval_date_fractional_seconds.der",
    ])
    func `absurd octets anywhere do not crash`(file: String) throws {
        let bytes = try StatusFixture.contents("crl/" + file)
        for changed in Mutations.replacements(of: bytes, step: bytes.count > 1000 ? 11 : 3) {
            guard let read = try? CertificateList(derEncoded: changed, tolerance: .tolerant)
            else { continue }
            #expect(Array(read.entries).count == read.entryCount)
            _ = read.entry(of: try SerialNumber(bytes: [1]), issuedBy: read.issuer)
            _ = (read.crlNumber, read.deltaCRLIndicator, read.expiredCertsOnCRL)
        }
    }

    @Test func `a list above its limit is not looked into`() throws {
        let bytes = try Self.sample().0.derEncoded
        let limit = bytes.count - 1
        #expect(
            throws: PKIXError.tooLarge(CertificateList.structure.whole, maximumBytes: limit)
        ) { try CertificateList(derEncoded: bytes, maximumBytes: limit) }
        #expect(throws: Never.self) {
            try CertificateList(derEncoded: bytes, maximumBytes: limit + 1)
        }
    }

    @Test func `an entry has at most 16 extensions, each type once`() throws {
        func entry(_ count: Int) -> [UInt8] {
            RevocationListsTests.entry(
                extensions: (0..<count).map { number in
                    Extension(
                        oid: [1, 3, 6, 1, 4, 1, 32473, UInt(number)], critical: false,
                        value: [5, 0])
                })
        }
        let place = CertificateList.structure.at("crlEntryExtensions")
        let sixteen = try CertificateList(derEncoded: RevocationListsTests.list([entry(16)]))
        #expect(sixteen.entries.map(\.otherExtensions.count) == [16])
        #expect(!sixteen.hasUnknownCriticalEntryExtension)
        #expect(throws: PKIXError.outOfRange(place)) {
            try CertificateList(derEncoded: RevocationListsTests.list([entry(17)]))
        }
        let reason = ReasonCode(.superseded).asExtension(critical: false)
        let twice = RevocationListsTests.entry(extensions: [reason, reason])
        for tolerance in [Tolerance.strict, .tolerant] {
            #expect(throws: PKIXError.duplicate(place)) {
                try CertificateList(
                    derEncoded: RevocationListsTests.list([twice]), tolerance: tolerance)
            }
        }
        let empty = RevocationListsTests.entry(extensions: [])
        #expect(throws: PKIXError.missing(place)) {
            try CertificateList(derEncoded: RevocationListsTests.list([empty]))
        }
    }

    @Test(arguments: [[0x00], [0xff], [UInt8](repeating: 0x11, count: 21)])
    func `odd serial numbers of foreign lists are told and found`(octets: [UInt8]) throws {
        let entry = RevocationListsTests.entry(serial: octets)
        let bytes = RevocationListsTests.list([entry])
        let error = PKIXError.outOfRange(CertificateList.structure.at("userCertificate"))
        #expect(throws: error) { try CertificateList(derEncoded: bytes) }
        let list = try CertificateList(derEncoded: bytes, tolerance: .tolerant)
        #expect(list.warnings.map(\.error) == [error])
        let serial = try #require(list.entries.first { _ in true }).serialNumber
        #expect(serial.integerOctets == octets)
        #expect(list.entry(of: serial) != nil)
    }

    @Test(arguments: [[0x00, 0x01], [0xff, 0x80], [], [UInt8](repeating: 0x11, count: 65)])
    func `serial numbers with two writings or without end are refused`(octets: [UInt8]) {
        let bytes = RevocationListsTests.list([RevocationListsTests.entry(serial: octets)])
        #expect(throws: PKIXError.self) {
            try CertificateList(derEncoded: bytes, tolerance: .tolerant)
        }
    }

    @Test func `one defect in each of many entries is told once`() throws {
        let entry = RevocationListsTests.entry(time: (.generalizedTime, "20260102030405Z"))
        let bytes = RevocationListsTests.list(Array(repeating: entry, count: 500))
        let list = try CertificateList(derEncoded: bytes, tolerance: .tolerant)
        #expect(list.warnings.count == 1)
        #expect(list.entryCount == 500)
    }

    @Test func `[RFC 5280 §5.3.3] an entry of an indirect list is about the issuer named last`()
        throws
    {
        func name(_ text: String) throws -> DistinguishedName {
            DistinguishedName(attributes: [try NameAttribute(.commonName, text)])
        }
        func entry(_ serial: UInt8, of issuer: DistinguishedName?) throws -> RevokedCertificate {
            try RevokedCertificate(
                serialNumber: SerialNumber(bytes: [serial]),
                revocationDateMilliseconds: StatusFixture.now,
                certificateIssuer: issuer.map { CertificateIssuer($0) })
        }
        let (one, two) = (try name("One"), try name("Two"))
        let list = try StatusFixture.list(
            [
                entry(1, of: nil), entry(2, of: one), entry(3, of: nil), entry(1, of: two),
                entry(4, of: nil),
            ], key: StatusFixture.rsaKey.get())
        #expect(list.namesCertificateIssuers)
        let own = try StatusFixture.issuer()
        let expected: [(UInt8, DistinguishedName?, Bool)] = [
            (1, nil, true), (1, own, true), (2, nil, false), (2, one, true), (3, one, true),
            (3, two, false), (1, two, true), (1, one, false), (4, two, true), (4, own, false),
        ]
        for (serial, issuer, isListed) in expected {
            let found = list.entry(of: try SerialNumber(bytes: [serial]), issuedBy: issuer)
            #expect((found != nil) == isListed, "\(serial)")
        }
    }

    /// Every entry and the whole list, built again from their fields.
    static func expectSameBytes(_ list: CertificateList, _ name: String) throws {
        let end = try #require(list.nextUpdateMilliseconds)
        for entry in list.entries where entry.otherExtensions.isEmpty {
            #expect(try RevokedCertificate(derEncoded: entry.derEncoded) == entry)
        }
        guard list.thisUpdateMilliseconds < end else { return }
        let again = try TBSCertList(
            signature: list.signatureAlgorithm, issuer: list.issuer,
            thisUpdateMilliseconds: list.thisUpdateMilliseconds, nextUpdateMilliseconds: end,
            entries: list.entries.map(\.derEncoded), extensions: list.extensions)
        #expect(again.derEncoded == list.toBeSigned, "\(name)")
        let whole = try CertificateList(
            toBeSigned: again.derEncoded, signatureAlgorithm: list.signatureAlgorithm,
            signature: list.signature)
        #expect(whole.derEncoded == list.derEncoded, "\(name)")
    }
}
