/// A telephone number in international form: `+`, country code and number, 7 to 15 digits (ITU-T E.164 §6.2.1).
///
/// Of Hong Kong, Macao and the mainland the length is that of their numbering plans, so that a digit too many or too few is
/// found before anything is sent. Whether somebody has the number is found by a code that is sent there.
package struct TelephoneNumber: Sendable, Hashable {
    /// `+` and digits, nothing between.
    package let text: String

    /// Country code, and how many digits follow it. A mobile number of the mainland has eleven, one with an area code
    /// ten or eleven.
    private static let plans: [(code: String, digits: ClosedRange<Int>)] = [
        ("852", 8...8), ("853", 8...8), ("86", 10...11),
    ]

    /// Blanks and hyphens do not count. Nil for anything else.
    package init?(_ typed: String) {
        guard typed.utf8.count <= 32, typed.utf8.first == UInt8(ascii: "+") else { return nil }
        let digits = typed.dropFirst().filter { $0 != " " && $0 != "-" }
        let isNumber = digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, (7...15).contains(digits.utf8.count), digits.first != "0" else {
            return nil
        }
        if let plan = Self.plans.first(where: { digits.hasPrefix($0.code) }) {
            let own = digits.dropFirst(plan.code.count)
            // Neither has a trunk prefix abroad; and mobile numbers of the mainland begin with 13 to 19.
            guard plan.digits.contains(own.utf8.count), let first = own.first, first != "0",
                plan.code == "86" || first != "1",
                plan.code != "86" || first != "1" || own.hasPrefix("10") || own.utf8.count == 11
            else { return nil }
        }
        text = "+" + digits
    }

    /// How a number is written, for who wrote it otherwise.
    package static let form = "+852 91234567, +86 13812345678"

    /// As people are shown it who need not call: `+852••••••67`.
    package var masked: String {
        let hidden = text.utf8.count - 6
        return text.prefix(4) + String(repeating: "•", count: hidden) + text.suffix(2)
    }
}
