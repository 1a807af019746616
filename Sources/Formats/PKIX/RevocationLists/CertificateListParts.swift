import Cryptography
import SwiftASN1

/// Reads the fields of a revocation list in their order. RFC 5280 §5.1.
struct CertificateListParts {
    let toBeSignedRange: Range<Int>
    let signatureAlgorithm: AlgorithmIdentifier
    let signature: [UInt8]
    private(set) var issuer = DistinguishedName.empty
    private(set) var thisUpdateMilliseconds: Int64 = 0
    private(set) var nextUpdateMilliseconds: Int64?
    private(set) var entriesRange = 0..<0
    private(set) var entryCount = 0
    private(set) var hasUnknownCriticalEntryExtension = false
    private(set) var namesCertificateIssuers = false
    private(set) var hasEntryExtensions = false
    private(set) var extensions = Extensions.none
    private(set) var defects: ListDefects

    init(_ bytes: [UInt8], _ context: DecodingContext) throws(PKIXError) {
        defects = ListDefects(context)
        var file = ListCursor(bytes)
        let whole = try file.next(.sequence, "CertificateList")
        try file.finish("CertificateList")
        var list = file.inside(whole)
        let toBeSigned = try list.next(.sequence, "tbsCertList")
        toBeSignedRange = toBeSigned.whole
        signatureAlgorithm = try list.algorithm("signatureAlgorithm")
        signature = try list.signature(&defects)
        try list.finish("CertificateList")
        try readToBeSigned(list.inside(toBeSigned))
    }

    private mutating func readToBeSigned(_ cursor: ListCursor) throws(PKIXError) {
        var fields = cursor
        let isVersion2 = try fields.isVersion2(&defects)
        // RFC 5280 §5.1.1.2. Refused in any case: which one would be believed is anyone's guess.
        guard try fields.algorithm("signature") == signatureAlgorithm else {
            throw .inconsistent(ListCursor.place("signatureAlgorithm"))
        }
        issuer = try fields.name("issuer", &defects)
        thisUpdateMilliseconds = try fields.time("thisUpdate", &defects)
        if fields.nextTag == DERTag.utcTime.octet
            || fields.nextTag == DERTag.generalizedTime.octet
        {
            nextUpdateMilliseconds = try fields.time("nextUpdate", &defects)
        } else {
            try defects.tolerate(.missing(ListCursor.place("nextUpdate")))
        }
        if let entries = try fields.optional(.sequence, "revokedCertificates") {
            try readEntries(fields.inside(entries), entries.contents)
        }
        if let tagged = try fields.optional(.contextConstructed(0), "crlExtensions") {
            try readExtensions(fields.inside(tagged))
        }
        try fields.finish("tbsCertList")
        // RFC 5280 §5.1.2.1: extensions make it version 2.
        if !isVersion2 && (!extensions.isEmpty || hasEntryExtensions) {
            try defects.tolerate(.inconsistent(ListCursor.place("version")))
        }
    }

    /// One pass that checks every entry and keeps none.
    private mutating func readEntries(
        _ cursor: ListCursor, _ range: Range<Int>
    ) throws(PKIXError) {
        var cursor = cursor
        // RFC 5280 §5.1.2.6: absent where there are none.
        if cursor.isAtEnd {
            try defects.tolerate(.missing(ListCursor.place("revokedCertificates")))
        }
        while !cursor.isAtEnd {
            let entry = try ListEntry(&cursor, &defects)
            entryCount += 1
            hasEntryExtensions = hasEntryExtensions || entry.hasExtensions
            namesCertificateIssuers = namesCertificateIssuers || entry.certificateIssuer != nil
            hasUnknownCriticalEntryExtension =
                hasUnknownCriticalEntryExtension || entry.hasUnknownCriticalExtension
        }
        entriesRange = range
    }

    private mutating func readExtensions(_ tagged: ListCursor) throws(PKIXError) {
        var tagged = tagged
        let list = try tagged.next(.sequence, "crlExtensions")
        try tagged.finish("crlExtensions")
        let context = defects.context
        extensions = try Extensions(
            derEncoded: tagged.copy(list.whole), context,
            maximumBytes: CertificateList.maximumFieldBytes)
        // Those that say what the list is about must be readable, or nothing may be read from it.
        try check(CRLNumber.self)
        try check(IssuingDistributionPoint.self)
        try check(DeltaCRLIndicator.self)
        try check(ExpiredCertsOnCRL.self)
    }

    private func check<Value: ExtensionValue>(_ type: Value.Type) throws(PKIXError) {
        guard let element = extensions[Value.oid] else { return }
        _ = try Value(derEncoded: element.value, defects.context)
    }
}

extension ListCursor {
    /// Version 2 is written as 1, version 1 as nothing; there is no other.
    fileprivate mutating func isVersion2(_ defects: inout ListDefects) throws(PKIXError) -> Bool {
        guard let contents = try optional(.integer, "version")?.contents else {
            try defects.tolerate(.unsupported(Self.place("version")))
            return false
        }
        guard contents.count == 1, bytes[contents.lowerBound] == CertificateList.version2 else {
            throw .unsupported(Self.place("version"))
        }
        return true
    }

    fileprivate mutating func algorithm(
        _ field: StaticString
    ) throws(PKIXError) -> AlgorithmIdentifier {
        let element = try next(.sequence, field)
        guard element.whole.count <= CertificateList.maximumFieldBytes else {
            throw .tooLarge(
                Self.place(field), maximumBytes: CertificateList.maximumFieldBytes)
        }
        do {
            return try AlgorithmIdentifier(derEncoded: copy(element.whole))
        } catch {
            throw .notDER(Self.place(field))
        }
    }

    fileprivate mutating func name(
        _ field: StaticString, _ defects: inout ListDefects
    ) throws(PKIXError) -> DistinguishedName {
        let element = try next(.sequence, field)
        let name = try DistinguishedName(
            derEncoded: copy(element.whole), defects.context,
            maximumBytes: CertificateList.maximumFieldBytes)
        // RFC 5280 §5.1.2.3.
        if name.isEmpty { try defects.tolerate(.missing(Self.place(field))) }
        return name
    }

    /// A BIT STRING of whole octets.
    fileprivate mutating func signature(_ defects: inout ListDefects) throws(PKIXError) -> [UInt8] {
        let contents = try next(.bitString, "signatureValue").contents
        guard let first = contents.first, bytes[first] == 0 else {
            throw .notDER(Self.place("signatureValue"))
        }
        if contents.count == 1 {
            try defects.tolerate(.missing(Self.place("signatureValue")))
        }
        return copy(contents.lowerBound + 1..<contents.upperBound)
    }
}
