public import Cryptography

/// A moment as people read it in refusals and findings, such as `2031-01-01T00:00:00Z`.
public enum UTCNotation {
    /// `2031-01-01T00:00:00Z`, cut to the second.
    public static func text(milliseconds: Int64) -> String {
        let seconds = CalendarYears.floored(milliseconds, by: 1000)
        let days = CalendarYears.floored(seconds, by: 86_400)
        let time = seconds - days * 86_400
        let (year, month, day) = CalendarYears.date(days: days)
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
            + padded(time / 3600, 2) + ":" + padded(time / 60 % 60, 2) + ":" + padded(time % 60, 2)
            + "Z"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension KeyAlgorithm {
    /// As it stands in refusals and findings, such as `RSA-1024`.
    public var notation: String {
        switch self {
        case .rsa(let bits): "RSA-\(bits)"
        case .sm2: "SM2"
        case .p256: "P-256"
        case .p384: "P-384"
        case .ed25519: "Ed25519"
        }
    }
}

extension KeyWeakness {
    /// As it stands in refusals and findings; terms of the trade, the same in every language.
    public var notation: String {
        switch self {
        case .modulusTooShort(let bits): "modulus \(bits) bit"
        case .modulusEven: "modulus mod 2 = 0"
        case .modulusHasSmallFactor(let factor): "modulus mod \(factor) = 0"
        case .modulusOfBrokenGenerator: "ROCA, CVE-2017-15361"
        case .exponentEven: "e mod 2 = 0"
        case .exponentTooSmall: "e < 65537"
        case .exponentTooLarge: "e > 2^256"
        }
    }
}
