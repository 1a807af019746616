import Cryptography
import PKIX
import SwiftASN1
import Testing

@Suite("Extensions")
struct ExtensionTests {
    @Test func `one of each is written into a certificate and read back the same`() throws {
        let key = try SoftwareKey.generate(.sm2)
        let extensions = try Samples.everyExtension(key.publicKey)
        let made = try Samples.certificate(key, .sm2WithSM3, extensions: extensions)
        let read = try Certificate(derEncoded: made.derEncoded)
        #expect(read == made)
        #expect(read.isSigned(by: key.publicKey))
        #expect(read.extensions == extensions)
        var decoded = 0
        for element in read.extensions {
            guard let recode = KnownExtensions.all[element.oid] else { continue }
            decoded += 1
            #expect(try recode(element.value, .strict) == element.value, "\(element.oid.dotted)")
        }
        #expect(decoded == KnownExtensions.all.count)
    }

    @Test func `values come back as they went in`() throws {
        let key = try SoftwareKey.generate(.ed25519).publicKey
        let all = try Samples.everyExtension(key)
        #expect(try all.value(of: BasicConstraints.self) == .authority(pathLength: 0))
        #expect(
            try all.value(of: KeyUsage.self)?.usages == [.keyCertSign, .cRLSign, .decipherOnly])
        #expect(
            try all.value(of: AuthorityKeyIdentifier.self)?.keyIdentifier == key.keyIdentifier)
        #expect(
            try all.value(of: CRLDistributionPoints.self)?.uris == ["http://ca.example/crl/1.crl"])
        #expect(
            try all.value(of: AuthorityInformationAccess.self)?.uris(of: AccessDescription.ocsp)
                == ["http://ca.example/ocsp"])
        let limit = try all.value(of: QCStatements.self)?.limit
        #expect(limit?.amount == 200_000)
        #expect(limit?.currency == .alphabetic("HKD"))
        #expect(try Samples.arc.value(of: IdentityVerificationMethod.self, in: all) == .a)
        #expect(try Samples.arc.value(of: IssuingEnvironment.self, in: all) == .test)
        let checkpoint = try Samples.arc.value(of: JournalCheckpoint.self, in: all)
        #expect(checkpoint?.origin == "ca.example/journal")
        #expect(checkpoint?.size == 77)
        let unverified = try Samples.arc.value(of: UnverifiedInformation.self, in: all)
        #expect(unverified?.attributes == [.emailAddress, .title])
        let identities = try all.compactMap { try IdentityExtension($0) }
        #expect(identities.map(\.number) == ["11010519491231002X", "91110000600037341L"])
        #expect(identities[0].document == .residentCard)
    }

    /// Type, encoding, the error of a strict decoder, and what a tolerant one re-encodes to; nil
    /// where it refuses too.
    static let defective: [(ASN1ObjectIdentifier, [UInt8], PKIXError, [UInt8]?)] = [
        // cA FALSE written out; a path length without cA; a negative one.
        (
            BasicConstraints.oid, [0x30, 0x03, 0x01, 0x01, 0x00],
            .encodedDefault(BasicConstraints.structure.at("cA")), [0x30, 0x00]
        ),
        (
            BasicConstraints.oid, [0x30, 0x03, 0x02, 0x01, 0x00],
            .inconsistent(BasicConstraints.structure.at("pathLenConstraint")), [0x30, 0x00]
        ),
        (
            BasicConstraints.oid, [0x30, 0x06, 0x01, 0x01, 0xff, 0x02, 0x01, 0xff],
            .outOfRange(BasicConstraints.structure.at("pathLenConstraint")), nil
        ),
        (
            BasicConstraints.oid, [0x30, 0x03, 0x04, 0x01, 0x00],
            .unexpectedType(BasicConstraints.structure.at("pathLenConstraint")), nil
        ),
        // Trailing zero bits; no bit; an unknown bit; padding that is not zero; eight unused bits.
        (
            KeyUsage.oid, [0x03, 0x02, 0x00, 0x80], .notDER(KeyUsage.structure.whole),
            [0x03, 0x02, 0x07, 0x80]
        ),
        (
            KeyUsage.oid, [0x03, 0x01, 0x00], .missing(KeyUsage.structure.whole),
            [0x03, 0x01, 0x00]
        ),
        (
            KeyUsage.oid, [0x03, 0x03, 0x06, 0x80, 0x40], .outOfRange(KeyUsage.structure.whole),
            [0x03, 0x02, 0x07, 0x80]
        ),
        (
            KeyUsage.oid, [0x03, 0x02, 0x07, 0x81], .notDER(KeyUsage.structure.whole),
            [0x03, 0x02, 0x07, 0x80]
        ),
        (KeyUsage.oid, [0x03, 0x02, 0x08, 0x80], .notDER(KeyUsage.structure.whole), nil),
        (KeyUsage.oid, [0x03, 0x00], .notDER(KeyUsage.structure.whole), nil),
        // Lists without elements.
        (
            ExtendedKeyUsage.oid, [0x30, 0x00],
            .missing(ExtendedKeyUsage.structure.at("KeyPurposeId")), [0x30, 0x00]
        ),
        (
            SubjectAlternativeName.oid, [0x30, 0x00],
            .missing(SubjectAlternativeName.structure.at("GeneralName")), [0x30, 0x00]
        ),
        (
            PolicyConstraints.oid, [0x30, 0x00],
            .missing(PolicyConstraints.structure.at("requireExplicitPolicy")), [0x30, 0x00]
        ),
        // A purpose twice, a policy twice.
        (
            ExtendedKeyUsage.oid, [0x30, 0x06, 0x06, 0x01, 0x2a, 0x06, 0x01, 0x2a],
            .duplicate(ExtendedKeyUsage.structure.at("KeyPurposeId")),
            [0x30, 0x06, 0x06, 0x01, 0x2a, 0x06, 0x01, 0x2a]
        ),
        (
            CertificatePolicies.oid,
            [0x30, 0x0a, 0x30, 0x03, 0x06, 0x01, 0x2a, 0x30, 0x03, 0x06, 0x01, 0x2a],
            .duplicate(CertificatePolicies.structure.at("policyIdentifier")),
            [0x30, 0x0a, 0x30, 0x03, 0x06, 0x01, 0x2a, 0x30, 0x03, 0x06, 0x01, 0x2a]
        ),
        // A name that is not ASCII; a directory name without its explicit tag; a tag too high.
        (
            SubjectAlternativeName.oid, [0x30, 0x04, 0x82, 0x02, 0xc3, 0xa9],
            .invalidString(GeneralName.structure.at("dNSName")),
            [0x30, 0x04, 0x82, 0x02, 0xc3, 0xa9]
        ),
        (
            SubjectAlternativeName.oid, [0x30, 0x02, 0xa4, 0x00],
            .missing(GeneralName.structure.at("directoryName")), nil
        ),
        (
            SubjectAlternativeName.oid, [0x30, 0x02, 0x89, 0x00],
            .unexpectedType(GeneralName.structure.whole), nil
        ),
        // An issuer without a serial number.
        (
            AuthorityKeyIdentifier.oid, [0x30, 0x05, 0xa1, 0x03, 0x82, 0x01, 0x61],
            .inconsistent(AuthorityKeyIdentifier.structure.at("authorityCertIssuer")),
            [0x30, 0x05, 0xa1, 0x03, 0x82, 0x01, 0x61]
        ),
        // A subtree with minimum 0 written out, with another one, with a maximum.
        (
            NameConstraints.oid,
            [0x30, 0x0a, 0xa0, 0x08, 0x30, 0x06, 0x82, 0x01, 0x61, 0x80, 0x01, 0x00],
            .encodedDefault(Structure("GeneralSubtree", "RFC 5280 §4.2.1.10").at("minimum")),
            [0x30, 0x07, 0xa0, 0x05, 0x30, 0x03, 0x82, 0x01, 0x61]
        ),
        (
            NameConstraints.oid,
            [0x30, 0x0a, 0xa0, 0x08, 0x30, 0x06, 0x82, 0x01, 0x61, 0x80, 0x01, 0x01],
            .unsupported(Structure("GeneralSubtree", "RFC 5280 §4.2.1.10").at("minimum")), nil
        ),
        (
            NameConstraints.oid,
            [0x30, 0x0a, 0xa0, 0x08, 0x30, 0x06, 0x82, 0x01, 0x61, 0x81, 0x01, 0x01],
            .unsupported(Structure("GeneralSubtree", "RFC 5280 §4.2.1.10").at("maximum")), nil
        ),
        (
            InhibitAnyPolicy.oid, [0x02, 0x01, 0xff], .outOfRange(InhibitAnyPolicy.structure.whole),
            nil
        ),
        (
            InhibitAnyPolicy.oid, [0x02, 0x09, 0x01, 0, 0, 0, 0, 0, 0, 0, 0],
            .outOfRange(InhibitAnyPolicy.structure.whole), nil
        ),
        (OCSPNoCheck.oid, [0x05, 0x01, 0x00], .notDER(OCSPNoCheck.structure.whole), nil),
        (OCSPNoCheck.oid, [0x04, 0x00], .unexpectedType(OCSPNoCheck.structure.whole), nil),
        // A distribution point with reasons alone.
        (
            CRLDistributionPoints.oid, [0x30, 0x06, 0x30, 0x04, 0x81, 0x02, 0x06, 0x40],
            .missing(DistributionPoint.structure.at("distributionPoint")),
            [0x30, 0x06, 0x30, 0x04, 0x81, 0x02, 0x06, 0x40]
        ),
        // A currency in small letters.
        (
            QCStatements.oid,
            [0x30, 0x17, 0x30, 0x15, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x02, 0x30, 0x0b]
                + [0x13, 0x03, 0x68, 0x6b, 0x64, 0x02, 0x01, 0x05, 0x02, 0x01, 0x00],
            .invalidString(MonetaryValue.structure.at("currency")),
            [0x30, 0x17, 0x30, 0x15, 0x06, 0x06, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x02, 0x30, 0x0b]
                + [0x13, 0x03, 0x68, 0x6b, 0x64, 0x02, 0x01, 0x05, 0x02, 0x01, 0x00]
        ),
        (
            Samples.arc.oid(of: IdentityVerificationMethod.self), [0x13, 0x01, 0x43],
            .outOfRange(IdentityVerificationMethod.structure.whole), nil
        ),
        (
            Samples.arc.oid(of: UnverifiedInformation.self),
            [0x30, 0x0a, 0x06, 0x03, 0x55, 0x04, 0x0c, 0x06, 0x03, 0x55, 0x04, 0x03],
            .unordered(UnverifiedInformation.structure.whole), nil
        ),
    ]

    @Test(arguments: defective)
    func `defective values are refused, some tolerated`(
        oid: ASN1ObjectIdentifier, value: [UInt8], error: PKIXError, tolerated: [UInt8]?
    ) throws {
        let recode = try #require(KnownExtensions.all[oid])
        #expect(throws: error) { try recode(value, .strict) }
        if let tolerated {
            #expect(try recode(value, .tolerant) == tolerated)
        } else {
            #expect(throws: error) { try recode(value, .tolerant) }
        }
    }

    @Test func `[RFC 5280 4.2.1.4] a notice has 1 to 200 scalars`() throws {
        #expect(throws: Never.self) { try DisplayText(String(repeating: "𠮷", count: 200)) }
        for text in ["", String(repeating: "a", count: 201)] {
            #expect(throws: PKIXError.outOfRange(DisplayText.structure.whole)) {
                try DisplayText(text)
            }
        }
    }

    @Test func `texts that Swift holds equal are different values`() throws {
        let one = try DisplayText("\u{f907}")
        let other = try DisplayText("\u{9f9c}")
        #expect(one != other)
        #expect(UserNotice(one) != UserNotice(other))
        #expect(Set([UserNotice(one), UserNotice(other)]).count == 2)
    }

    @Test(arguments: ["hkd", "HK", "HKDD", "港元"])
    func `[EN 319 412-5 4.3.2] a currency has three capital letters`(currency: String) {
        #expect(throws: PKIXError.invalidString(MonetaryValue.structure.at("currency"))) {
            try MonetaryValue(currency: currency, amount: 1)
        }
    }

    @Test func `PKITS user notices are read as written`() throws {
        func notices(_ name: String) throws -> [String?] {
            let certificate = try Certificate(
                derEncoded: Vectors.file("pkits/UserNoticeQualifierTest\(name)EE.crt"))
            let policies = try certificate.extensions.value(
                of: CertificatePolicies.self, tolerance: .tolerant)
            return (policies?.policies ?? []).flatMap(\.qualifiers).map { qualifier in
                guard case .userNotice(let notice) = qualifier else { return nil }
                return notice.explicitText?.text
            }
        }
        #expect(
            try notices("15") == [
                "q1:  This is the user notice from qualifier 1.  This certificate is for test "
                    + "purposes only"
            ])
        #expect(try notices("16").count == 2)
        #expect(try notices("19").first??.unicodeScalars.count ?? 0 > 200)
    }

    // MARK: GM/T 0015

    private static let number = Array("11010519491231002X".utf8)

    private static func string(_ tag: UInt8) -> [UInt8] {
        [tag, UInt8(number.count)] + number
    }

    private static func wrapped(_ tag: UInt8, _ inside: [UInt8]) -> [UInt8] {
        [tag, UInt8(inside.count)] + inside
    }

    /// The writings of issuers, and the document that they name.
    static let writings: [([UInt8], IdentityExtension.Document?)] = [
        (wrapped(0xa0, string(0x13)), .residentCard), (string(0x80), .residentCard),
        (wrapped(0xa2, string(0x13)), .passport), (wrapped(0xa2, string(0x0c)), .passport),
        (wrapped(0xa1, string(0x0c)), .militaryOfficerCard), (string(0x13), nil),
        (string(0x0c), nil), (wrapped(0x30, wrapped(0xa0, string(0x13))), .residentCard),
        (wrapped(0x31, string(0x80)), .residentCard), (wrapped(0x31, string(0x13)), nil),
        (wrapped(0x30, wrapped(0x30, string(0x13))), nil),
    ]

    @Test(arguments: writings)
    func `[GM/T 0015 5.2.4] an identity code is read in every writing`(
        value: [UInt8], document: IdentityExtension.Document?
    ) throws {
        let kind = IdentityExtension.Kind.identityCode
        for oid in [kind.oid, kind.formerOID] {
            let element = Extension(oid: oid, critical: false, value: value)
            let identity = try #require(try IdentityExtension(element, tolerance: .tolerant))
            #expect(identity.number == "11010519491231002X")
            #expect(identity.document == document)
            #expect(identity.kind == kind)
            let strict = try? IdentityExtension(element)
            #expect((strict != nil) == (identity.derEncoded == value))
        }
    }

    @Test(
        arguments: [
            [0x05, 0x00], [0xa3, 0x03, 0x13, 0x01, 0x31], [0x30, 0x00],
            [0xa0, 0x05, 0xa0, 0x03, 0x13, 0x01, 0x31],
            [0x30, 0x06, 0x13, 0x01, 0x31, 0x13, 0x01, 0x31],
            [0x30, 0x09, 0x30, 0x07, 0x30, 0x05, 0x30, 0x03, 0x13, 0x01, 0x31],
        ] as [[UInt8]])
    func `what is no identity code is refused`(value: [UInt8]) {
        let element = Extension(
            oid: IdentityExtension.Kind.identityCode.oid, critical: false, value: value)
        #expect(throws: PKIXError.self) {
            try IdentityExtension(element, tolerance: .tolerant)
        }
    }

    @Test func `[GM/T 0015 5.2.4] numbers of organisations carry no tag`() throws {
        let kind = IdentityExtension.Kind.organizationCode
        let element = try IdentityExtension(kind, "91110000600037341L").asExtension()
        #expect(element.oid.dotted == "1.2.156.10260.4.1.4")
        #expect(element.value.first == 0x13)
        let tagged = Extension(oid: kind.oid, critical: false, value: Self.string(0x80))
        #expect(throws: PKIXError.unexpectedType(IdentityExtension.structure.whole)) {
            try IdentityExtension(tagged, tolerance: .tolerant)
        }
        let other = Extension(oid: KeyUsage.oid, critical: false, value: [])
        #expect(try IdentityExtension(other) == nil)
    }

    // MARK: Foreign readers

    @Test(arguments: [
        (KeyAlgorithm.rsa(bits: 2048), SignatureAlgorithm.sha256WithRSA), (.sm2, .sm2WithSM3),
    ])
    func `openssl reads what we write and accepts its signature`(
        kind: KeyAlgorithm, algorithm: SignatureAlgorithm
    ) throws {
        let key = try SoftwareKey.generate(kind)
        let extensions = try Extensions(
            Samples.everyExtension(key.publicKey).filter { element in
                // What openssl does not know may not be critical; and the root is its own issuer.
                ![NameConstraints.oid, PolicyConstraints.oid, InhibitAnyPolicy.oid]
                    .contains(element.oid)
            })
        let certificate = try Samples.certificate(key, algorithm, extensions: extensions)
        try Tools.withDirectory { directory in
            try Tools.write(
                Array(PEM.encode(certificate.derEncoded, label: PEM.certificateLabel).utf8),
                "root.pem", in: directory)
            let output = try Tools.run(
                "openssl", "x509", "-in", "root.pem", "-noout", "-text", "-nameopt",
                "RFC2253,utf8,-esc_msb", in: directory)
            let text = String(decoding: output, as: UTF8.self)
            for part in [
                "CN=Root,O=Kapok 測試,C=HK", "CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign",
                "Decipher Only", "OCSP Signing", "email:person@example.com", "DNS:example.com",
                "IP Address:192.0.2.1", "Registered ID:1.2.3.4", "2.16.156.339.1.1.1.2.1",
                "CPS: https://ca.example/cps", "Explicit Text:", "1.2.3.4:1.2.3.5",
                "URI:http://ca.example/crl/1.crl", "OCSP - URI:http://ca.example/ocsp",
                "CA Issuers - URI:http://ca.example/1.cer", "Not After : Jan  1 00:00:00 2031 GMT",
                "Not Before: Jan  1 00:00:00 2026 GMT", "X509v3 Private Key Usage Period",
                "OCSP No Check",
            ] {
                #expect(text.contains(part), "\(part) in \(text)")
            }
            // openssl gives the identifier of SM2 to the certificate in question alone, so that
            // only one level can be checked.
            let leaf = try Self.leaf(under: key, algorithm)
            try Tools.write(
                Array(PEM.encode(leaf.derEncoded, label: PEM.certificateLabel).utf8),
                "leaf.pem", in: directory)
            try Tools.run(
                "sh", "-c",
                "openssl verify -attime 1800000000 -CAfile root.pem "
                    + (kind == .sm2 ? "-vfyopt distid:1234567812345678 " : "") + "leaf.pem",
                in: directory)
        }
    }

    private static func leaf(
        under root: SoftwareKey, _ algorithm: SignatureAlgorithm
    ) throws -> Certificate {
        let key = try SoftwareKey.generate(.sm2).publicKey
        let extensions = try Extensions([
            KeyUsage([.digitalSignature]).asExtension(critical: true),
            AuthorityKeyIdentifier(keyIdentifier: root.publicKey.keyIdentifier)
                .asExtension(critical: false),
        ])
        let tbs = try Samples.tbs(
            key, algorithm, extensions: extensions, subject: "Leaf"
        ).derEncoded
        return try Certificate(
            toBeSigned: tbs, signatureAlgorithm: algorithm.identifier,
            signature: root.sign(tbs, with: algorithm))
    }
}
