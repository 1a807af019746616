import Cryptography
import PKIX
import SwiftASN1
import Testing

@Suite("Revocation lists of our own")
struct RevocationListsTests {
    static let reasons: [RevocationReason?] = [nil] + RevocationReason.allCases

    static func entries(_ count: Int) throws -> [RevokedCertificate] {
        try (0..<count).map { number in
            try RevokedCertificate(
                serialNumber: StatusFixture.serial(number),
                revocationDateMilliseconds: StatusFixture.now - Int64(number) * 1000,
                reason: reasons[number % reasons.count],
                invalidityDateMilliseconds: number % 3 == 0 ? StatusFixture.now : nil)
        }
    }

    static func extensions(number: UInt64 = 1_767_323_045_000) throws -> Extensions {
        try Extensions([
            CRLNumber(number).asExtension(critical: false),
            ExpiredCertsOnCRL(sinceMilliseconds: StatusFixture.now).asExtension(critical: false),
        ])
    }

    @Test(arguments: [(SignatureAlgorithm.sha256WithRSA, false), (.sm2WithSM3, true)])
    func `[9.2] a list is written, signed, read and searched`(
        algorithm: SignatureAlgorithm, isSM2: Bool
    ) throws {
        let key = try (isSM2 ? StatusFixture.sm2Key : StatusFixture.rsaKey).get()
        let entries = try Self.entries(40)
        let list = try StatusFixture.list(
            entries, key: key, algorithm: algorithm, extensions: Self.extensions())
        let read = try CertificateList(derEncoded: list.derEncoded)
        #expect(read.issuer == (try StatusFixture.issuer()))
        #expect(read.thisUpdateMilliseconds == StatusFixture.now)
        #expect(read.nextUpdateMilliseconds == StatusFixture.now + 2 * StatusFixture.day)
        #expect(Array(read.entries) == entries)
        #expect(read.entryCount == entries.count)
        #expect(read.crlNumber?.value == 1_767_323_045_000)
        #expect(read.expiredCertsOnCRL?.sinceMilliseconds == StatusFixture.now)
        #expect(read.deltaCRLIndicator == nil)
        #expect(read.warnings.isEmpty)
        #expect(read.isSigned(by: key.publicKey))
        #expect(!read.isSigned(by: try StatusFixture.otherKey.get().publicKey))
        for entry in entries { #expect(read.entry(of: entry.serialNumber) == entry) }
        #expect(read.entry(of: try StatusFixture.serial(40)) == nil)
    }

    @Test func `[RFC 5280 §5.1.2.6] a list without entries has no field for them`() throws {
        let key = try StatusFixture.rsaKey.get()
        let list = try StatusFixture.list([], key: key)
        #expect(list.entryCount == 0)
        #expect(Array(list.entries).isEmpty)
        #expect(list.entry(of: try StatusFixture.serial(0)) == nil)

        let written = Self.toBeSigned { $0.sequence { _ in } }
        let place = CertificateList.structure.at("revokedCertificates")
        let bytes = Self.signed(written)
        #expect(throws: PKIXError.missing(place)) { try CertificateList(derEncoded: bytes) }
        let foreign = try CertificateList(derEncoded: bytes, tolerance: .tolerant)
        #expect(foreign.warnings.map(\.error) == [.missing(place)])
        #expect(foreign.entryCount == 0)
    }

    @Test func `[A1.2] a suspension is an entry with certificateHold`() throws {
        let entry = try RevokedCertificate(
            serialNumber: SerialNumber(bytes: [0x01]),
            revocationDateMilliseconds: StatusFixture.now, reason: .certificateHold)
        // SEQUENCE { 1, 260102030405Z, { { 2.5.29.21, ENUMERATED 6 } } }
        let expected: [UInt8] =
            [0x30, 0x20, 0x02, 0x01, 0x01, 0x17, 0x0d] + Array("260102030405Z".utf8) + [
                0x30, 0x0c, 0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 0x15, 0x04, 0x03, 0x0a, 0x01, 0x06,
            ]
        #expect(entry.derEncoded == expected)
        #expect(try RevokedCertificate(derEncoded: expected) == entry)
    }

    @Test func `[RFC 5280 §5.3.1] an unspecified reason is left out, and refused if written`()
        throws
    {
        let entry = try RevokedCertificate(
            serialNumber: SerialNumber(bytes: [0x01]),
            revocationDateMilliseconds: StatusFixture.now, reason: .unspecified)
        #expect(entry.reason == nil)
        #expect(try RevokedCertificate(derEncoded: entry.derEncoded).reason == nil)
        let written = Self.entry(extensions: [ReasonCode(.unspecified).asExtension(critical: false)]
        )
        #expect(throws: PKIXError.encodedDefault(CertificateList.structure.at("reasonCode"))) {
            try RevokedCertificate(derEncoded: written)
        }
        let foreign = try RevokedCertificate(derEncoded: written, tolerance: .tolerant)
        #expect(foreign.reason == .unspecified)
    }

    @Test(arguments: [
        (Int64(2_524_607_999_000), DERTag.utcTime), (2_524_608_000_000, .generalizedTime),
    ])
    func `[RFC 5280 §5.1.2.4] UTCTime to 2049, GeneralizedTime from 2050`(
        moment: Int64, tag: DERTag
    ) throws {
        let entry = try RevokedCertificate(
            serialNumber: SerialNumber(bytes: [0x01]), revocationDateMilliseconds: moment)
        #expect(entry.derEncoded[5] == tag.octet)
        #expect(
            try RevokedCertificate(derEncoded: entry.derEncoded).revocationDateMilliseconds
                == moment)
    }

    @Test func `[RFC 5280 §5.1.2.4] the other form of Time is refused, or told`() throws {
        let early = Self.entry(time: (.generalizedTime, "20260102030405Z"))
        let place = CertificateList.structure.at("revocationDate")
        #expect(throws: PKIXError.outOfRange(place)) { try RevokedCertificate(derEncoded: early) }
        let read = try RevokedCertificate(derEncoded: early, tolerance: .tolerant)
        #expect(read.revocationDateMilliseconds == StatusFixture.now)
    }

    @Test(arguments: [
        "2601020304Z", "260102030405", "260102030405+0800", "261302030405Z", "260102240405Z",
        "26010203040aZ", "260102030405z", "",
    ])
    func `[RFC 5280 §4.1.2.5.1] other writings of UTCTime are refused`(text: String) {
        let bytes = Self.entry(time: (.utcTime, text))
        #expect(throws: PKIXError.self) { try RevokedCertificate(derEncoded: bytes) }
    }

    @Test func `a list needs a name, an order of times and times that can be written`() throws {
        func make(
            issuer: DistinguishedName, from start: Int64, to end: Int64
        ) throws(PKIXError) -> TBSCertList {
            try TBSCertList(
                signature: SignatureAlgorithm.sha256WithRSA.identifier, issuer: issuer,
                thisUpdateMilliseconds: start, nextUpdateMilliseconds: end, entries: [],
                extensions: .none)
        }
        let (issuer, now) = (try StatusFixture.issuer(), StatusFixture.now)
        let structure = TBSCertList.structure
        #expect(throws: Never.self) { try make(issuer: issuer, from: now, to: now + 1000) }
        #expect(throws: PKIXError.missing(structure.at("issuer"))) {
            try make(issuer: .empty, from: now, to: now + 1000)
        }
        #expect(throws: PKIXError.inconsistent(structure.at("nextUpdate"))) {
            try make(issuer: issuer, from: now, to: now + 999)
        }
        #expect(throws: PKIXError.outOfRange(structure.at("thisUpdate"))) {
            try make(issuer: issuer, from: Time.earliestMilliseconds - 1, to: now)
        }
        #expect(throws: PKIXError.outOfRange(structure.at("nextUpdate"))) {
            try make(issuer: issuer, from: now, to: Time.latestMilliseconds + 1000)
        }
    }

    @Test func `a list of one hundred thousand entries is built and searched`() throws {
        let key = try StatusFixture.rsaKey.get()
        let count = 100_000
        let template = try RevokedCertificate(
            serialNumber: StatusFixture.serial(0), revocationDateMilliseconds: StatusFixture.now,
            reason: .keyCompromise
        ).derEncoded
        // As rows of a database hold them: encoded once. The number ends at octet 24.
        let entries = (0..<count).map { number in
            var entry = template
            for index in 0..<3 {
                entry[23 - index] = UInt8(truncatingIfNeeded: number >> (index * 8))
            }
            return entry
        }
        let algorithm = SignatureAlgorithm.sha256WithRSA
        let toBeSigned = try TBSCertList(
            signature: algorithm.identifier, issuer: StatusFixture.issuer(),
            thisUpdateMilliseconds: StatusFixture.now,
            nextUpdateMilliseconds: StatusFixture.now + StatusFixture.day, entries: entries,
            extensions: Self.extensions()
        ).derEncoded
        let list = try CertificateList(
            toBeSigned: toBeSigned, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(toBeSigned, with: algorithm))
        #expect(list.entryCount == count)
        #expect(list.isSigned(by: key.publicKey))
        for number in [0, count - 1] {
            let entry = list.entry(of: try StatusFixture.serial(number))
            #expect(entry?.reason == .keyCompromise, "\(number)")
        }
        #expect(list.entry(of: try StatusFixture.serial(count)) == nil)
    }

    @Test func `numbers of lists are ordered by value and have at most 20 octets`() throws {
        let numbers: [UInt64] = [0, 1, 127, 128, 255, 256, 32_767, 32_768, .max - 1, .max]
        for number in numbers {
            let encoded = CRLNumber(number).derEncoded
            #expect(try CRLNumber(derEncoded: encoded).value == number)
        }
        let sorted = numbers.map { CRLNumber($0) }
        #expect(sorted.shuffled().sorted() == sorted)

        let twenty: [UInt8] = [0x02, 0x14, 0x7f] + [UInt8](repeating: 0xff, count: 19)
        let longest = try CRLNumber(derEncoded: twenty)
        #expect(longest.value == nil)
        #expect(longest > CRLNumber(.max))
        let place = CRLNumber.structure.whole
        for refused in [
            [0x02, 0x15, 0x01] + [UInt8](repeating: 0, count: 20), [0x02, 0x01, 0xff],
        ] {
            #expect(throws: PKIXError.outOfRange(place)) { try CRLNumber(derEncoded: refused) }
        }
    }

    @Test func `[RFC 5280 §5.2.5] a list cannot be about nothing in particular or two things`()
        throws
    {
        let structure = IssuingDistributionPoint.structure
        #expect(throws: PKIXError.missing(structure.whole)) {
            try IssuingDistributionPoint(distributionPoint: nil)
        }
        let nothing: [UInt8] = [0x30, 0x00]
        #expect(throws: PKIXError.missing(structure.whole)) {
            try IssuingDistributionPoint(derEncoded: nothing)
        }
        let two: [UInt8] = [0x30, 0x06, 0x81, 0x01, 0xff, 0x82, 0x01, 0xff]
        #expect(throws: PKIXError.inconsistent(structure.whole)) {
            try IssuingDistributionPoint(derEncoded: two, tolerance: .tolerant)
        }
        let encodedDefault: [UInt8] = [0x30, 0x06, 0x81, 0x01, 0xff, 0x84, 0x01, 0x00]
        #expect(throws: PKIXError.encodedDefault(structure.at("indirectCRL"))) {
            try IssuingDistributionPoint(derEncoded: encodedDefault)
        }
        let full = try IssuingDistributionPoint(
            distributionPoint: .fullName([.uri("http://crl.example/1.crl")]),
            scope: .userCertificates, onlySomeReasons: ReasonFlags([.keyCompromise]),
            isIndirect: true)
        #expect(try IssuingDistributionPoint(derEncoded: full.derEncoded) == full)
        let list = try StatusFixture.list(
            [], key: StatusFixture.rsaKey.get(),
            extensions: Extensions([full.asExtension(critical: true)]))
        #expect(list.issuingDistributionPoint == full)
    }

    @Test func `[RFC 5280 §5.2.4] the base of a delta list is a number of its own name`() throws {
        let delta = DeltaCRLIndicator(baseNumber: CRLNumber(7))
        #expect(try DeltaCRLIndicator(derEncoded: delta.derEncoded) == delta)
        let list = try StatusFixture.list(
            [], key: StatusFixture.rsaKey.get(),
            extensions: Extensions([delta.asExtension(critical: true)]))
        #expect(list.deltaCRLIndicator == delta)
    }
}

extension RevocationListsTests {
    /// One entry with any time and extensions, also such as ours never have.
    static func entry(
        serial: [UInt8] = [1], time: (DERTag, String) = (.utcTime, "260102030405Z"),
        extensions: [Extension]? = nil
    ) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { entry in
            entry.primitive(.integer, serial)
            entry.string(time.1, time.0)
            guard let extensions else { return }
            entry.sequence { list in
                for element in extensions { element.encode(into: &list) }
            }
        }
        return writer.bytes
    }

    /// A list whose fields after nextUpdate are written by the closure.
    static func toBeSigned(_ rest: (inout DERWriter) -> Void) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { list in
            list.integer(1)
            list.raw(SignatureAlgorithm.sha256WithRSA.identifier.derEncoded)
            list.sequence { name in
                name.setOf([
                    [0x30, 0x08, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0c, 0x01, 0x41]  // CN=A
                ])
            }
            list.string("260102030405Z", .utcTime)
            list.string("260103030405Z", .utcTime)
            rest(&list)
        }
        return writer.bytes
    }

    /// With a signature that nobody made.
    static func signed(_ toBeSigned: [UInt8]) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { list in
            list.raw(toBeSigned)
            list.raw(SignatureAlgorithm.sha256WithRSA.identifier.derEncoded)
            list.bitString([1, 2, 3])
        }
        return writer.bytes
    }

    /// A list of these entries.
    static func list(_ entries: [[UInt8]]) -> [UInt8] {
        signed(toBeSigned { $0.sequence { inside in for entry in entries { inside.raw(entry) } } })
    }
}
