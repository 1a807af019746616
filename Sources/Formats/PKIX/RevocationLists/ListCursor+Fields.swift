import SwiftASN1

/// The small fields of a list and its entries, read without allocating.
extension ListCursor {
    /// A Time, RFC 5280 §5.1.2.4: UTCTime to 2049, GeneralizedTime from 2050.
    mutating func time(
        _ field: StaticString, _ defects: inout ListDefects
    ) throws(PKIXError) -> Int64 {
        let element = try next(field)
        let isUTC = element.tag == DERTag.utcTime.octet
        if isUTC || element.tag == DERTag.generalizedTime.octet,
            let moment = plainTime(element.contents, yearDigits: isUTC ? 2 : 4)
        {
            if !isUTC && moment < Time.firstGeneralizedMilliseconds {
                try defects.tolerate(.outOfRange(Self.place(field)))
            }
            return moment
        }
        // Any other writing: refused, or tolerated with a warning.
        let node = try ASN1Node.parse(
            copy(element.whole), as: Time.structure, defects.context,
            maximumBytes: Self.maximumTimeBytes)
        return try Time.decode(node, at: Self.place(field), defects.context)
    }

    /// `critical` of an extension: a BOOLEAN that is left out where it is false.
    mutating func critical(_ defects: inout ListDefects) throws(PKIXError) -> Bool {
        guard let contents = try optional(.boolean, "critical")?.contents else { return false }
        guard contents.count == 1 else { throw .notDER(Self.place("critical")) }
        let octet = bytes[contents.lowerBound]
        if octet == 0x00 {
            try defects.tolerate(.encodedDefault(Self.place("critical")))
        } else if octet != 0xff {
            try defects.tolerate(.notDER(Self.place("critical")))
        }
        return octet != 0x00
    }

    /// A reason; nil for a number that is none, which takes nothing from the revocation.
    mutating func reason(_ defects: inout ListDefects) throws(PKIXError) -> RevocationReason? {
        let contents = try next(.enumerated, "reasonCode").contents
        try finish("reasonCode")
        guard contents.count == 1,
            let reason = RevocationReason(rawValue: Int(bytes[contents.lowerBound]))
        else {
            try defects.tolerate(.outOfRange(Self.place("reasonCode")))
            return nil
        }
        // RFC 5280 §5.3.1: left out rather than written.
        if reason == .unspecified {
            try defects.tolerate(.encodedDefault(Self.place("reasonCode")))
        }
        return reason
    }

    /// An invalidity date; nil if it is unreadable, which takes nothing from the revocation.
    mutating func invalidityDate(_ defects: inout ListDefects) throws(PKIXError) -> Int64? {
        let element = try next(.generalizedTime, "invalidityDate")
        try finish("invalidityDate")
        guard let moment = plainTime(element.contents, yearDigits: 4) else {
            try defects.tolerate(.notDER(Self.place("invalidityDate")))
            return nil
        }
        return moment
    }

    /// The one writing that DER leaves: all digits to the second, then `Z`.
    private func plainTime(_ contents: Range<Int>, yearDigits: Int) -> Int64? {
        guard contents.count == yearDigits + 11,
            bytes[contents.upperBound - 1] == UInt8(ascii: "Z"),
            var year = number(at: contents.lowerBound)
        else { return nil }
        let rest = contents.lowerBound + yearDigits
        if yearDigits == 2 {
            year += year >= 50 ? 1900 : 2000
        } else {
            guard let yearOfCentury = number(at: contents.lowerBound + 2) else { return nil }
            year = year * 100 + yearOfCentury
        }
        guard let month = number(at: rest), let day = number(at: rest + 2),
            let hour = number(at: rest + 4), let minute = number(at: rest + 6),
            let second = number(at: rest + 8)
        else { return nil }
        return CivilTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second)?
            .milliseconds
    }

    private func number(at index: Int) -> Int? {
        let (tens, units) = (bytes[index] &- 0x30, bytes[index + 1] &- 0x30)
        return tens < 10 && units < 10 ? Int(tens) * 10 + Int(units) : nil
    }

    /// The longest writing that is tolerated has a fraction and an offset: below 40 octets.
    private static let maximumTimeBytes = 64
}
