public import Messages

/// What every value of a name has to hold: readable, bounded, and the same to everyone.
///
/// CP 5.1, 5.2a; upper bounds of RFC 5280 appendix A. Values are counted and compared by Unicode
/// scalars, since equality of `String` takes canonically equivalent spellings for the same.
public enum NameRules {
    /// How a value is written, which decides what it may contain.
    public enum Form: Sendable, Hashable {
        /// DirectoryString, written as UTF8String.
        case text
        /// PrintableString.
        case printable
        /// Two letters of ISO 3166-1.
        case country
        /// A mailbox of RFC 5321 in ASCII, the local part at most 64 octets.
        case mailbox
    }

    /// The upper bound of text in a name without one of its own: ub-name of RFC 5280.
    public static let greatestBound = 32_768

    /// All that is wrong with one value, in the order of reading.
    ///
    /// Linear in the value's length; an overlong value is not read beyond its bound.
    public static func problems(in value: String, form: Form, upperBound: Int) -> [NameProblem] {
        let scalars = value.unicodeScalars
        guard !scalars.isEmpty else { return [.empty] }
        let count = scalars.count
        guard count <= upperBound else { return [.tooLong(count: count, bound: upperBound)] }
        var problems: [NameProblem] = []
        if let first = scalars.first, first.properties.isWhitespace {
            problems.append(.leadingWhiteSpace)
        }
        for (index, scalar) in scalars.enumerated() {
            if let problem = CodePointProblem(scalar) {
                problems.append(.codePoint(problem, scalar, position: index + 1))
            } else if form == .printable, !isPrintable(scalar) {
                problems.append(.notPrintable(scalar, position: index + 1))
            }
        }
        if let last = scalars.last, last.properties.isWhitespace {
            problems.append(.trailingWhiteSpace)
        }
        if problems.isEmpty { problems += markProblems(in: scalars) }
        if problems.isEmpty { problems += formProblems(in: value, form: form) }
        return problems
    }

    /// The first mark that no letter carries.
    ///
    /// Vietnamese puts two marks on a letter, pointed Hebrew three; signs that join the letter rather
    /// than stand over it (combining class 0: Tibetan and Burmese stacks) go up to six.
    private static func markProblems(in scalars: String.UnicodeScalarView) -> [NameProblem] {
        var (marks, over) = (0, 0)
        var carries = false
        for (index, scalar) in scalars.enumerated() {
            guard scalar.isMark else {
                (marks, over) = (0, 0)
                carries = !scalar.properties.isWhitespace
                continue
            }
            guard carries else { return [.markAlone(scalar, position: index + 1)] }
            marks += 1
            over += scalar.properties.canonicalCombiningClass == .notReordered ? 0 : 1
            if marks > greatestMarks || over > greatestMarksOver {
                return [.manyMarks(position: index + 1)]
            }
        }
        return []
    }

    /// Beyond what scripts stack, and short of what covers the lines above and below.
    private static let greatestMarks = 8
    private static let greatestMarksOver = 4

    /// Refuses the first thing that is wrong with a value.
    ///
    /// - Throws: a refusal whose code begins with `name.`, its field the one given here.
    public static func check(
        _ value: String, field: String, form: Form, upperBound: Int
    ) throws(Refusal) {
        guard let first = problems(in: value, form: form, upperBound: upperBound).first else {
            return
        }
        throw refusal(for: first, field: field)
    }

    /// The refusal that tells a person what is wrong and what to do.
    public static func refusal(for problem: NameProblem, field: String) -> Refusal {
        switch problem {
        case .empty:
            Refusal(.nameEmpty, field: field, ["field": field])
        case .leadingWhiteSpace:
            Refusal(.nameLeadingWhiteSpace, field: field, ["field": field])
        case .trailingWhiteSpace:
            Refusal(.nameTrailingWhiteSpace, field: field, ["field": field])
        case .codePoint(.privateUse, let scalar, let position):
            privateUse(scalar, position, field: field)
        case .codePoint(let problem, let scalar, let position):
            Refusal(
                code(for: problem), field: field,
                [
                    "field": field, "codePoint": notation(of: scalar),
                    "position": String(position),
                ])
        case .markAlone(let scalar, let position):
            Refusal(
                .nameMarkAlone, field: field,
                [
                    "field": field, "codePoint": notation(of: scalar),
                    "position": String(position),
                ])
        case .manyMarks(let position):
            Refusal(
                .nameManyMarks, field: field, ["field": field, "position": String(position)])
        case .noLetter:
            Refusal(.nameNoLetter, field: field, ["field": field])
        case .tooLong(let count, let bound):
            Refusal(
                .nameTooLong, field: field,
                ["field": field, "count": String(count), "bound": String(bound)])
        case .notPrintable(let scalar, let position):
            Refusal(
                .nameNotPrintable, field: field,
                [
                    "field": field, "codePoint": notation(of: scalar),
                    "position": String(position),
                ])
        case .countryUnknown(let code):
            Refusal(.nameCountryUnknown, field: field, ["field": field, "value": code])
        case .mailboxMalformed:
            Refusal(.nameMailboxMalformed, field: field, ["field": field])
        }
    }

    /// With the characters that it stood for in HKSCS or GB 18030, where there are any.
    private static func privateUse(
        _ scalar: Unicode.Scalar, _ position: Int, field: String
    ) -> Refusal {
        let arguments = [
            "field": field, "codePoint": notation(of: scalar), "position": String(position),
        ]
        let standard = PrivateUseCharacters.standard(for: scalar).map {
            "\($0.scalar) \(notation(of: $0.scalar)) (\($0.source.rawValue))"
        }
        guard !standard.isEmpty else {
            return Refusal(.namePrivateUse, field: field, arguments)
        }
        return Refusal(
            .namePrivateUseKnown, field: field,
            arguments.merging(["standard": standard.joined(separator: " / ")]) { first, _ in first }
        )
    }

    /// A code point as people write it, such as `U+202E`.
    public static func notation(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Whether PrintableString can carry it. X.680 §41.4.
    public static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9": true
        case " ", "'", "(", ")", "+", ",", "-", ".", "/", ":", "=", "?": true
        default: false
        }
    }

    /// Whether a name says that it is none. CP 5.2c.
    public static func isAnonymous(_ name: String) -> Bool {
        anonymousNames.contains { $0.utf8.elementsEqual(name.lowercased().utf8) }
    }

    private static let anonymousNames = [
        "anonymous", "anon", "pseudonym", "unknown", "nobody", "n/a", "匿名", "佚名", "無名氏",
        "无名氏", "假名", "化名", "某某", "不詳", "不详",
    ]

    private static func formProblems(in value: String, form: Form) -> [NameProblem] {
        switch form {
        case .text, .printable:
            value.unicodeScalars.contains { $0.isLetterOrNumber } ? [] : [.noLetter]
        case .country: CountryCodes.contains(value) ? [] : [.countryUnknown(value)]
        case .mailbox: isMailbox(Array(value.utf8)) ? [] : [.mailboxMalformed]
        }
    }

    /// RFC 5280 §4.2.1.6: `Local-part@Domain` without quoting, address literals or comments.
    private static func isMailbox(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].count), parts[1].count <= 253 else {
            return false
        }
        let atoms = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomText) }
            && labels.count > 1 && labels.allSatisfy(HostLabel.isOne)
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func code(for problem: CodePointProblem) -> RefusalCode {
        switch problem {
        case .control: .nameControl
        case .bidirectional: .nameBidirectional
        case .privateUse: .namePrivateUse
        case .variationSelector: .nameVariationSelector
        case .noncharacter: .nameNoncharacter
        case .unassigned: .nameUnassigned
        case .compatibility: .nameCompatibility
        case .invisible: .nameInvisible
        case .unusualSpace: .nameUnusualSpace
        case .replacement: .nameReplacement
        case .enclosing: .nameEnclosing
        case .description: .nameDescription
        }
    }
}

extension Unicode.Scalar {
    /// Those that may stand in a name: enclosing ones were refused before.
    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    fileprivate var isLetterOrNumber: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }
}
