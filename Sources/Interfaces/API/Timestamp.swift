import CanonicalJSON
import PKIX

/// Times as the API reads them: RFC 3339 in UTC.
enum Timestamp {
    /// A day, or a second in UTC; nil for anything else.
    static func milliseconds(parsing text: String) -> Int64? {
        let whole = text.utf8.count == 10 ? text + "T00:00:00Z" : text
        let octets = Array(whole.utf8)
        guard octets.count == 20, octets[4] == 0x2D, octets[7] == 0x2D, octets[10] == 0x54,
            octets[13] == 0x3A, octets[16] == 0x3A, octets[19] == 0x5A
        else { return nil }
        let numbers = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19].map { range in
            Int(String(decoding: octets[range], as: UTF8.self))
        }
        guard let year = numbers[0], let month = numbers[1], let day = numbers[2],
            let hour = numbers[3], let minute = numbers[4], let second = numbers[5]
        else { return nil }
        return CivilTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second)?
            .milliseconds
    }
}

extension JSONValue {
    static func time(_ milliseconds: Int64) -> JSONValue {
        .string(Time.rfc3339(milliseconds))
    }
}
