import Ledger
package import Messages

/// The number under which people speak of an application, on paper and over the telephone.
///
/// Eight random digits, the first not 0, and a check digit, printed in groups as `1234-5678-9`. The check digit
/// is that of H. M. Damm, *Total anti-symmetrische Quasigruppen* (dissertation, Marburg 2004): it finds every
/// single wrong digit and every swap of two neighbours. The number tells nothing of when or for whom it was drawn,
/// and opens nothing: whoever knows it sees no more than before.
package struct CaseNumber: Sendable, Hashable {
    /// Nine digits, as they are stored.
    package let digits: String

    private static let length = 9

    /// `1234-5678-9`.
    package var grouped: String {
        "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(4))-\(digits.dropFirst(8))"
    }

    /// Whether a text is meant as a number and not as an id: nothing but digits, blanks and hyphens.
    package static func isMeant(by text: String) -> Bool {
        text.utf8.contains(where: isDigit) && text.utf8.allSatisfy { isDigit($0) || isBetween($0) }
    }

    /// Reads what somebody typed, wherever blanks and hyphens stand.
    ///
    /// - Throws: `application.numberMistyped` where it has not nine digits, or the last one does not fit the others.
    package init(parsing text: String) throws(Refusal) {
        let typed = text.utf8.filter { !Self.isBetween($0) }
        guard typed.count == Self.length, typed.allSatisfy(Self.isDigit),
            typed.first != UInt8(ascii: "0"), Self.state(after: typed) == 0
        else { throw Refusal(.caseNumberMistyped, field: "application", ["number": text]) }
        digits = String(decoding: typed, as: UTF8.self)
    }

    /// - Parameter number: eight digits.
    private init(of number: UInt64) {
        let digits = Array(String(number).utf8)
        self.digits = String(
            decoding: digits + [UInt8(ascii: "0") + Self.state(after: digits)], as: UTF8.self)
    }

    /// Read from a row.
    init(stored digits: String) { self.digits = digits }

    /// With a million applications one draw in ninety finds its number taken; so many draws in a row fail only
    /// where the random source does, or where half of all numbers are used up.
    private static let maximumDraws = 16

    /// One that no application has.
    static func unused(_ transaction: Transaction) throws -> CaseNumber {
        for _ in 0..<maximumDraws {
            let drawn = transaction.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let number = CaseNumber(of: 10_000_000 + drawn % 90_000_000)
            if try transaction.application(numbered: number) == nil { return number }
        }
        throw Refusal(.caseNumbersExhausted)
    }

    // MARK: The check digit

    private static func state(after digits: some Sequence<UInt8>) -> UInt8 {
        digits.reduce(0) { state, digit in
            quasigroup[Int(state) * 10 + Int(digit - UInt8(ascii: "0"))]
        }
    }

    /// Weakly totally anti-symmetric, with zeros on the diagonal: the check digit of some digits is the state that they
    /// lead to, and all of them together lead to 0.
    private static let quasigroup: [UInt8] = [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ]

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ")
    }
}

extension ReadableLedger {
    func application(numbered number: CaseNumber) throws -> Application? {
        try select(Application.self, where: "case_number = ?", [.text(number.digits)], limit: 1)
            .first
    }

    /// The application of this id or case number.
    ///
    /// - Throws: `application.unknown`, `application.numberMistyped`.
    package func application(named name: String) throws -> Application {
        guard CaseNumber.isMeant(by: name) else { return try application(name) }
        guard let found = try application(numbered: CaseNumber(parsing: name)) else {
            throw Refusal(.applicationUnknown, field: "application", ["id": name])
        }
        return found
    }
}
