public import Messages

/// A person's name, part by part as on the identity document. CP 5.2a, 5.2c, 6.2b.
///
/// Nothing is normalised: what is kept is what stands on the document, by exact scalars. What could
/// not be told apart, or has no agreed meaning, is refused with what to write instead.
public struct PersonName: Sendable, Hashable {
    /// Which of the two Latin parts the document prints first.
    public enum Order: String, Sendable, Hashable, CaseIterable { case surnameFirst, givenFirst }

    /// In ideographs, the surname first, foreign parts divided by U+00B7.
    public let chinese: String?
    public let surname: String?
    public let givenName: String?
    /// Of people who have one name alone, in letters.
    public let single: String?
    public let order: Order

    /// As wide as a commonName. RFC 5280 appendix A, ub-common-name.
    public static let maximumScalars = 64

    /// - Throws: `name.…` of the first part that breaks a rule, its field named; `identity.nameParts` where
    ///   the parts make no name.
    public init(
        chinese: String?, surname: String?, givenName: String?, single: String?, order: Order
    ) throws(Refusal) {
        let hasBoth = surname != nil && givenName != nil
        let hasOne = (surname != nil) != (givenName != nil)
        guard !hasOne, !(hasBoth && single != nil), hasBoth || single != nil || chinese != nil
        else { throw Refusal(.identityNameParts, field: "name") }
        if let chinese { try Self.judge(chinese: chinese) }
        for (field, part) in [("surname", surname), ("givenName", givenName), ("single", single)] {
            if let part { try Self.judge(letters: part, field) }
        }
        self.chinese = chinese
        self.surname = surname
        self.givenName = givenName
        self.single = single
        self.order = order
    }

    /// How the name may stand in a certificate: each whole, none abbreviated. CP 5.2c.
    public var forms: [String] {
        var result: [String] = []
        if let chinese { result.append(chinese) }
        if let single { result.append(single) }
        if let surname, let givenName {
            result +=
                order == .surnameFirst
                ? ["\(surname) \(givenName)", "\(surname), \(givenName)"]
                : ["\(givenName) \(surname)"]
        }
        return result
    }

    /// Whether a commonName is this name, by exact scalars.
    public func isNamed(_ commonName: String) -> Bool {
        forms.contains { $0.unicodeScalars.elementsEqual(commonName.unicodeScalars) }
    }

    /// Under which it is found, whichever part comes first.
    public var searchForms: Set<String> {
        var found = Set(forms.map(NameFolding.folded))
        if let surname, let givenName {
            found.insert(NameFolding.folded(surname + givenName))
            found.insert(NameFolding.folded(givenName + surname))
        }
        return found
    }

    /// Each glyph with its code point, so that what is on the document can be compared with what will
    /// be in the certificate: `陳 U+9673`.
    public static func readBack(_ name: String) -> [String] {
        name.unicodeScalars.map { "\($0) \(NameRules.notation(of: $0))" }
    }

    // MARK: Rules

    private static func judge(chinese: String) throws(Refusal) {
        for (place, scalar) in chinese.unicodeScalars.enumerated()
        where lookAlikes.contains(scalar.value) {
            throw Refusal(
                .identityInterpunct, field: "chinese",
                [
                    "field": "chinese", "codePoint": NameRules.notation(of: scalar),
                    "position": String(place + 1),
                ])
        }
        try NameRules.check(
            chinese, field: "chinese", form: .text, upperBound: maximumScalars)
        let scalars = Array(chinese.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            let isDivider =
                scalar == interpunct && place > 0 && place < scalars.count - 1
                && scalars[place - 1] != interpunct
            guard isDivider || isIdeograph(scalar) else {
                throw Refusal(
                    .identityNotIdeograph, field: "chinese",
                    [
                        "field": "chinese", "codePoint": NameRules.notation(of: scalar),
                        "position": String(place + 1),
                    ])
            }
        }
    }

    private static func judge(letters: String, _ field: String) throws(Refusal) {
        try NameRules.check(letters, field: field, form: .text, upperBound: maximumScalars)
        if let place = letters.unicodeScalars.map(isIdeograph).firstIndex(of: true) {
            throw Refusal(
                .identityIdeograph, field: field,
                ["field": field, "position": String(place + 1)])
        }
    }

    /// Every unified ideograph of this Unicode version, 〇 and the sign of repetition.
    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isUnifiedIdeograph || scalar.value == 0x3007 || scalar.value == 0x3005
    }

    /// MIDDLE DOT, A1A4 of GB 18030: what forms of the mainland ask for between parts of a name.
    private static let interpunct: Unicode.Scalar = "\u{B7}"

    /// Dots that look like it: bullets, hyphenation point, bullet and dot operators, katakana and
    /// halfwidth middle dots, one-dot leader, Greek ano teleia, fullwidth full stop.
    private static let lookAlikes: Set<UInt32> = [
        0x0387, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5, 0x25CF, 0x25E6, 0x30FB, 0xFF0E, 0xFF65,
        0x16EB, 0x2E31, 0x2E33, 0x10101, 0x002E, 0x3002,
    ]
}
