import SwiftASN1

/// The places of one entry's fields in the bytes of its list, and what can be read without
/// allocating. A list of a million entries is checked and searched by these alone.
struct ListEntry {
    /// An entry has three known extensions; more than a dozen is no honest entry.
    static let maximumExtensions = 16

    let whole: Range<Int>
    /// The contents of the INTEGER, in the fewest octets; may be zero, negative or too long where
    /// that is tolerated.
    let serial: Range<Int>
    let revocationDateMilliseconds: Int64
    private(set) var reason: RevocationReason?
    private(set) var invalidityDateMilliseconds: Int64?
    /// The whole GeneralNames.
    private(set) var certificateIssuer: Range<Int>?
    /// Whole extensions of other types.
    private(set) var others: [Range<Int>] = []
    /// Whether one of those is critical: the list must not be used. RFC 5280 §5.3.
    private(set) var hasUnknownCriticalExtension = false
    /// Whether there are any extensions at all.
    private(set) var hasExtensions = false

    /// Reads the entry that the cursor stands before.
    init(_ cursor: inout ListCursor, _ defects: inout ListDefects) throws(PKIXError) {
        let element = try cursor.next(.sequence, "revokedCertificates")
        whole = element.whole
        var fields = cursor.inside(element)
        serial = try Self.serial(&fields, &defects)
        revocationDateMilliseconds = try fields.time("revocationDate", &defects)
        if let list = try fields.optional(.sequence, "crlEntryExtensions") {
            hasExtensions = true
            try readExtensions(fields.inside(list), &defects)
        }
        try fields.finish("revokedCertificates")
    }

    private static func serial(
        _ fields: inout ListCursor, _ defects: inout ListDefects
    ) throws(PKIXError) -> Range<Int> {
        let contents = try fields.next(.integer, "userCertificate").contents
        guard let first = contents.first else {
            throw .notDER(ListCursor.place("userCertificate"))
        }
        let lead = fields.bytes[first]
        if contents.count > 1 {
            let sign = fields.bytes[first + 1] & 0x80
            guard !(lead == 0x00 && sign == 0), !(lead == 0xff && sign != 0) else {
                throw .notDER(ListCursor.place("userCertificate"))
            }
        }
        let isZero = contents.count == 1 && lead == 0
        if isZero || lead >= 0x80 || contents.count > SerialNumber.maximumOctets {
            try defects.tolerate(.outOfRange(ListCursor.place("userCertificate")))
        }
        guard contents.count <= SerialNumber.maximumTolerated else {
            throw .outOfRange(ListCursor.place("userCertificate"))
        }
        return contents
    }

    private mutating func readExtensions(
        _ list: ListCursor, _ defects: inout ListDefects
    ) throws(PKIXError) {
        var list = list
        if list.isAtEnd {
            try defects.tolerate(.missing(ListCursor.place("crlEntryExtensions")))
        }
        var identifiers: [Range<Int>] = []
        while !list.isAtEnd {
            guard identifiers.count < Self.maximumExtensions else {
                throw .outOfRange(ListCursor.place("crlEntryExtensions"))
            }
            let element = try list.next(.sequence, "crlEntryExtensions")
            var fields = list.inside(element)
            let identifier = try fields.next(.objectIdentifier, "extnID").contents
            let bytes = fields.bytes
            guard !identifiers.contains(where: { bytes[$0].elementsEqual(bytes[identifier]) })
            else { throw .duplicate(ListCursor.place("crlEntryExtensions")) }
            // Nothing comes after the last one; with most entries the only one, this saves an array.
            if !list.isAtEnd { identifiers.append(identifier) }
            let isCritical = try fields.critical(&defects)
            let value = try fields.next(.octetString, "extnValue")
            try fields.finish("crlEntryExtensions")
            try readExtension(
                Known(bytes, identifier), isCritical: isCritical, in: fields.inside(value),
                whole: element.whole, &defects)
        }
    }

    private mutating func readExtension(
        _ known: Known?, isCritical: Bool, in value: ListCursor, whole: Range<Int>,
        _ defects: inout ListDefects
    ) throws(PKIXError) {
        var value = value
        switch known {
        case .reasonCode:
            reason = try value.reason(&defects)
        case .invalidityDate:
            invalidityDateMilliseconds = try value.invalidityDate(&defects)
        case .certificateIssuer:
            // Names whom the entry is about: unreadable, the entry could be anyone's.
            let names = try value.next(.sequence, "certificateIssuer").whole
            try value.finish("certificateIssuer")
            _ = try CertificateIssuer(derEncoded: value.copy(names), defects.context)
            certificateIssuer = names
        case nil:
            // Is decoded when asked for; must be readable then.
            _ = try Extension(derEncoded: value.copy(whole), defects.context)
            others.append(whole)
            hasUnknownCriticalExtension = hasUnknownCriticalExtension || isCritical
        }
    }

    /// The entry extensions of RFC 5280 §5.3, by the last octet of 2.5.29.x.
    private enum Known {
        case reasonCode, invalidityDate, certificateIssuer

        init?(_ bytes: [UInt8], _ identifier: Range<Int>) {
            let start = identifier.lowerBound
            guard identifier.count == 3, bytes[start] == 0x55, bytes[start + 1] == 0x1d else {
                return nil
            }
            switch bytes[start + 2] {
            case 21: self = .reasonCode
            case 24: self = .invalidityDate
            case 29: self = .certificateIssuer
            default: return nil
            }
        }
    }
}

/// Gathers what a list of any length may have wrong, each defect once.
struct ListDefects {
    let context: DecodingContext
    private var noted: Set<PKIXError> = []

    init(_ context: DecodingContext) {
        self.context = context
    }

    /// Throws where decoding is strict; else records the first of each defect.
    mutating func tolerate(_ error: PKIXError) throws(PKIXError) {
        guard context.tolerance == .tolerant else { throw error }
        // Errors name only fields of this structure: a few dozen at most.
        guard noted.insert(error).inserted else { return }
        try context.tolerate(error)
    }
}
