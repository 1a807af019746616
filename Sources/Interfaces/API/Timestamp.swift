import CanonicalJSON
import Messages
import PKIX

/// A time as queries write it, in UTC (RFC 3339): a day, a second, or parts of one.
///
/// What is written shortly means all of it: `to=2026-11-22` reaches to the end of that day.
struct Timestamp {
    /// The first and the last millisecond that the writing names.
    let first: Int64
    let last: Int64

    /// `2026-11-22`, `2026-11-22T08:00:00Z` or `2026-11-22T08:00:00.512Z`, the latter with up to
    /// nine digits, of which what is finer than a millisecond is cut off; nil for anything else.
    init?(parsing text: String) {
        var rest = Array(text.utf8)
        guard let year = Self.number(&rest, 4, then: "-"),
            let month = Self.number(&rest, 2, then: "-"), let day = Self.number(&rest, 2)
        else { return nil }
        guard !rest.isEmpty else {
            guard
                let start = CivilTime(
                    year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
            else { return nil }
            (first, last) = (start.milliseconds, start.milliseconds + 86_400_000 - 1)
            return
        }
        guard Self.take("T", &rest), let hour = Self.number(&rest, 2, then: ":"),
            let minute = Self.number(&rest, 2, then: ":"), let second = Self.number(&rest, 2),
            let start = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second),
            rest.popLast() == UInt8(ascii: "Z"), let part = Self.fraction(rest)
        else { return nil }
        first = start.milliseconds + part.milliseconds
        last = first + part.span - 1
    }

    /// - Throws: `api.queryInvalid`, saying how a time is written.
    static func required(_ text: String, name: String) throws -> Timestamp {
        guard let time = Timestamp(parsing: text) else {
            throw Refusal(
                .queryInvalid, field: name,
                ["name": name, "reason": "2026-11-22, 2026-11-22T08:00:00Z"])
        }
        return time
    }

    /// Milliseconds of `.5`, `.512`, and how many of them were said at once; a whole second for
    /// nothing.
    private static func fraction(
        _ octets: [UInt8]
    ) -> (milliseconds: Int64, span: Int64)? {
        guard !octets.isEmpty else { return (0, 1000) }
        var rest = octets
        guard take(".", &rest), (1...9).contains(rest.count) else { return nil }
        let said = rest.count
        rest = Array((rest + [0x30, 0x30]).prefix(max(3, said)))
        guard rest.allSatisfy({ (0x30...0x39).contains($0) }),
            let milliseconds = number(&rest, 3)
        else { return nil }
        return (Int64(milliseconds), said == 1 ? 100 : said == 2 ? 10 : 1)
    }

    /// So many digits, and what must follow them.
    private static func number(
        _ rest: inout [UInt8], _ digits: Int, then separator: Character? = nil
    ) -> Int? {
        let taken = rest.prefix(digits)
        guard taken.count == digits, taken.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        rest.removeFirst(digits)
        if let separator, !take(separator, &rest) { return nil }
        return Int(String(decoding: taken, as: UTF8.self))
    }

    private static func take(_ separator: Character, _ rest: inout [UInt8]) -> Bool {
        guard rest.first == separator.asciiValue else { return false }
        rest.removeFirst()
        return true
    }
}

extension JSONValue {
    static func time(_ milliseconds: Int64) -> JSONValue {
        .string(Time.rfc3339(milliseconds))
    }
}
