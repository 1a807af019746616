import PKIX

/// Moments as `openssl ca` writes them: the text of a UTCTime or GeneralizedTime, to the second.
enum RegisterTime {
    /// - Throws: `.time` for anything but digits and `Z`, or outside the years 1950 to 9999.
    static func milliseconds(_ text: String) throws(RegisterError) -> Int64 {
        let octets = Array(text.utf8)
        let yearDigits = octets.count - 11
        guard yearDigits == 2 || yearDigits == 4, octets.last == UInt8(ascii: "Z") else {
            throw .time
        }
        var numbers: [Int] = []
        var place = 0
        for count in [yearDigits, 2, 2, 2, 2, 2] {
            var number = 0
            for octet in octets[place..<place + count] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { throw .time }
                number = number * 10 + Int(octet - UInt8(ascii: "0"))
            }
            numbers.append(number)
            place += count
        }
        if yearDigits == 2 { numbers[0] += numbers[0] >= 50 ? 1900 : 2000 }
        guard
            let moment = CivilTime(
                year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3],
                minute: numbers[4], second: numbers[5])?.milliseconds,
            moment >= Time.earliestMilliseconds
        else { throw .time }
        return moment
    }

    /// UTCTime to the end of 2049, GeneralizedTime from 2050.
    static func text(_ milliseconds: Int64) -> String {
        let moment = CivilTime(milliseconds: milliseconds)
        guard (1950..<2050).contains(moment.year) else { return generalized(milliseconds) }
        return String(generalized(milliseconds).dropFirst(2))
    }

    static func generalized(_ milliseconds: Int64) -> String {
        let moment = CivilTime(milliseconds: milliseconds)
        let year = String(moment.year)
        let fields = [moment.month, moment.day, moment.hour, moment.minute, moment.second]
        return String(repeating: "0", count: max(0, 4 - year.count)) + year
            + fields.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined() + "Z"
    }
}
