import CanonicalJSON
import Messages
import PKIX

/// Times as the API reads them: RFC 3339 in UTC.
enum Timestamp {
    /// A day, a second or parts of one in UTC; nil for anything else.
    static func milliseconds(parsing text: String) -> Int64? {
        let whole = text.utf8.count == 10 ? text + "T00:00:00Z" : text
        let octets = Array(whole.utf8)
        guard octets.count >= 20, octets[4] == 0x2D, octets[7] == 0x2D, octets[10] == 0x54,
            octets[13] == 0x3A, octets[16] == 0x3A, octets.last == 0x5A,
            let fraction = fraction(octets[19..<octets.count - 1])
        else { return nil }
        let numbers = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19].map { range in
            number(octets[range])
        }
        guard let year = numbers[0], let month = numbers[1], let day = numbers[2],
            let hour = numbers[3], let minute = numbers[4], let second = numbers[5]
        else { return nil }
        return CivilTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second
        ).map { $0.milliseconds + Int64(fraction) }
    }

    /// - Throws: `api.queryInvalid`, saying how a time is written.
    static func required(_ text: String, name: String) throws -> Int64 {
        guard let milliseconds = milliseconds(parsing: text) else {
            throw Refusal(
                .queryInvalid, field: name,
                ["name": name, "reason": "2026-11-22, 2026-11-22T08:00:00Z"])
        }
        return milliseconds
    }

    /// Milliseconds of `.5`, `.512`; zero for nothing. Finer parts are cut off.
    private static func fraction(_ octets: ArraySlice<UInt8>) -> Int? {
        guard let point = octets.first else { return 0 }
        let digits = octets.dropFirst()
        guard point == 0x2E, !digits.isEmpty, digits.count <= 9, number(digits) != nil else {
            return nil
        }
        return number((Array(digits) + [0x30, 0x30]).prefix(3))
    }

    private static func number(_ octets: some Collection<UInt8>) -> Int? {
        guard octets.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: octets, as: UTF8.self))
    }
}

extension JSONValue {
    static func time(_ milliseconds: Int64) -> JSONValue {
        .string(Time.rfc3339(milliseconds))
    }
}
