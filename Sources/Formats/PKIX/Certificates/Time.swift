public import SwiftASN1

/// Moments as milliseconds since 1970 UTC, and how X.509 writes them.
///
/// ```
/// Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime }
/// ```
/// UTCTime to the end of 2049, GeneralizedTime from 2050, both to the second and in UTC.
/// RFC 5280 §4.1.2.5.
public enum Time {
    public static let structure = Structure("Time", "RFC 5280 §4.1.2.5")
    /// 1950-01-01T00:00:00Z, the first moment of UTCTime.
    public static let earliestMilliseconds: Int64 = -631_152_000_000
    /// 9999-12-31T23:59:59Z, which in notAfter means that there is no end. RFC 5280 §4.1.2.5.
    public static let latestMilliseconds: Int64 = 253_402_300_799_000

    /// Reads either form. Where tolerated: the form of the other half of time, UTCTime without
    /// seconds, fractions of a second, and offsets from UTC.
    public static func decode(
        _ node: ASN1Node, at place: Place, _ context: DecodingContext
    ) throws(PKIXError) -> Int64 {
        switch node.identifier {
        case .utcTime:
            return try DERTimeText(node.octets(at: place, context), at: place, context)
                .milliseconds(yearDigits: 2)
        case .generalizedTime:
            let moment = try decodeGeneralized(node, at: place, context)
            if moment < firstGeneralizedMilliseconds { try context.tolerate(.outOfRange(place)) }
            return moment
        default:
            throw .unexpectedType(place)
        }
    }

    /// Reads a GeneralizedTime that holds any year, as OCSP and others use it. RFC 6960 §4.2.2.1.
    public static func decodeGeneralized(
        _ node: ASN1Node, at place: Place, _ context: DecodingContext
    ) throws(PKIXError) -> Int64 {
        try DERTimeText(node.octets(at: place, context), at: place, context)
            .milliseconds(yearDigits: 4)
    }

    /// Appends a moment in the form that RFC 5280 asks for; fractions of a second are cut off.
    /// A moment before 1950 or after 9999 has no encoding and becomes the nearest that has one.
    public static func encode(_ milliseconds: Int64, into writer: inout DERWriter) {
        let milliseconds = max(milliseconds, earliestMilliseconds)
        guard milliseconds < firstGeneralizedMilliseconds else {
            return encodeGeneralized(milliseconds, into: &writer)
        }
        let moment = CivilTime(milliseconds: milliseconds)
        writer.string(moment.digits(yearDigits: 2) + "Z", .utcTime)
    }

    /// Appends a GeneralizedTime without fractions; `tag` may be an implicit one.
    /// A moment before year 0 or after 9999 becomes the nearest that has an encoding.
    public static func encodeGeneralized(
        _ milliseconds: Int64, into writer: inout DERWriter, _ tag: DERTag = .generalizedTime
    ) {
        let moment = CivilTime(
            milliseconds: min(max(milliseconds, firstYearMilliseconds), latestMilliseconds))
        writer.string(moment.digits(yearDigits: 4) + "Z", tag)
    }

    /// The moment as RFC 3339 writes it, in UTC: `2026-01-02T03:04:05Z`, with `.678` where the
    /// milliseconds are not zero.
    /// A moment before year 0 or after 9999 becomes the nearest that can be written.
    public static func rfc3339(_ milliseconds: Int64) -> String {
        let milliseconds = min(max(milliseconds, firstYearMilliseconds), latestMilliseconds)
        let moment = CivilTime(milliseconds: milliseconds)
        let fraction = milliseconds - milliseconds.flooredSeconds * 1000
        let end = fraction == 0 ? "Z" : "." + CivilTime.padded(Int(fraction), 3) + "Z"
        return CivilTime.padded(moment.year, 4) + "-" + CivilTime.padded(moment.month, 2) + "-"
            + CivilTime.padded(moment.day, 2) + "T" + CivilTime.padded(moment.hour, 2) + ":"
            + CivilTime.padded(moment.minute, 2) + ":" + CivilTime.padded(moment.second, 2) + end
    }

    /// 2050-01-01T00:00:00Z.
    static let firstGeneralizedMilliseconds: Int64 = 2_524_608_000_000
    /// 0000-01-01T00:00:00Z.
    static let firstYearMilliseconds: Int64 = -62_167_219_200_000
}

/// The characters of a UTCTime or GeneralizedTime. X.680 §46, §47, as X.690 §11.7, §11.8 limit
/// them.
private struct DERTimeText {
    let characters: [UInt8]
    let place: Place
    let context: DecodingContext

    init(_ characters: [UInt8], at place: Place, _ context: DecodingContext) {
        self.characters = characters
        self.place = place
        self.context = context
    }

    func milliseconds(yearDigits: Int) throws(PKIXError) -> Int64 {
        let digits = characters.prefix { (0x30...0x39).contains($0) }
        // Year, month, day, hour and minute; seconds.
        let whole = yearDigits + 10
        guard digits.count == whole || digits.count == whole - 2 else { throw .notDER(place) }
        if digits.count != whole { try context.tolerate(.notDER(place)) }
        var numbers: [Int] = []
        var rest = digits.dropFirst(yearDigits)
        while rest.count >= 2 {
            numbers.append(Self.number(rest.prefix(2)))
            rest = rest.dropFirst(2)
        }
        if numbers.count == 4 { numbers.append(0) }
        var year = Self.number(digits.prefix(yearDigits))
        if yearDigits == 2 { year += year >= 50 ? 1900 : 2000 }
        guard
            let moment = CivilTime(
                year: year, month: numbers[0], day: numbers[1], hour: numbers[2],
                minute: numbers[3], second: numbers[4])
        else { throw .outOfRange(place) }
        return try moment.milliseconds + remainder(characters[digits.count...])
    }

    /// What stands after the seconds: `Z`; where tolerated also a fraction and an offset.
    private func remainder(_ text: ArraySlice<UInt8>) throws(PKIXError) -> Int64 {
        if text.elementsEqual("Z".utf8) { return 0 }
        try context.tolerate(.notDER(place))
        var rest = text
        var milliseconds: Int64 = 0
        if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
            let fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard (1...9).contains(fraction.count) else { throw .notDER(place) }
            let padded = Array(fraction) + [0x30, 0x30]
            milliseconds = Int64(Self.number(padded.prefix(3)))
            rest = rest.dropFirst(1 + fraction.count)
        }
        if rest.elementsEqual("Z".utf8) { return milliseconds }
        guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            rest.count == 5, rest.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { throw .notDER(place) }
        let hours = Self.number(rest.dropFirst().prefix(2))
        let minutes = Self.number(rest.suffix(2))
        guard hours < 24, minutes < 60 else { throw .outOfRange(place) }
        let offset = Int64(hours * 60 + minutes) * 60_000
        return milliseconds + (sign == UInt8(ascii: "+") ? -offset : offset)
    }

    private static func number(_ digits: some Collection<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
