/// Why a code point may not stand in a name.
///
/// What cannot be seen, cannot be told from something else, or has no agreed meaning cannot lead
/// a reader to exactly one person or organisation (CP 5.2a).
public enum CodePointProblem: String, Sendable, Hashable, CaseIterable {
    /// C0 and C1 controls, line and paragraph separators.
    case control
    /// Changes the order in which text is shown (Unicode Standard Annex 9).
    case bidirectional
    /// Has no agreed meaning (general category Co).
    case privateUse
    /// Picks another shape of the character before it.
    case variationSelector
    /// A permanently reserved code point (U+FFFE, U+FDD0 and the like).
    case noncharacter
    /// Not assigned in the Unicode version of this system (general category Cn).
    case unassigned
    /// Canonically equivalent to another code point, so that two spellings compare equal:
    /// CJK compatibility ideographs (U+F900–FAFF, U+2F800–2FA1F) and singletons such as U+212B.
    case compatibility
    /// Shows nothing: zero-width characters, fillers, tags, soft hyphens.
    case invisible
    /// Looks like a space but is not U+0020.
    case unusualSpace
    /// U+FFFD, left behind where an earlier system could not read the name.
    case replacement

    /// What is wrong with this code point; nil for a code point that may stand in a name.
    ///
    /// Constant cost. The order matters: a more telling reason comes before a wider one.
    public init?(_ scalar: Unicode.Scalar) {
        let properties = scalar.properties
        let value = scalar.value
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator:
            self = .control
        case .privateUse:
            self = .privateUse
        case .spaceSeparator where value != 0x20:
            self = .unusualSpace
        default:
            if properties.isBidiControl {
                self = .bidirectional
            } else if properties.isVariationSelector {
                self = .variationSelector
            } else if properties.isNoncharacterCodePoint {
                self = .noncharacter
            } else if properties.isDefaultIgnorableCodePoint
                || properties.generalCategory == .format
            {
                self = .invisible
            } else if properties.generalCategory == .unassigned {
                self = .unassigned
            } else if Self.hasCanonicalTwin(value) {
                self = .compatibility
            } else if value == 0xFFFD {
                self = .replacement
            } else {
                return nil
            }
        }
    }

    /// U+FA0E, FA0F, FA11, FA13, FA14, FA1F, FA21, FA23, FA24 and FA27 to FA29 lie in the first
    /// block without having a twin; they are ordinary ideographs that the standard put there.
    private static func hasCanonicalTwin(_ value: UInt32) -> Bool {
        switch value {
        case 0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24,
            0xFA27...0xFA29:
            false
        case 0xF900...0xFAFF, 0x2F800...0x2FA1F: true
        case 0x0340, 0x0341, 0x0343, 0x0344, 0x0374, 0x037E, 0x0387: true
        case 0x1FEF, 0x1FFD, 0x2126, 0x212A, 0x212B, 0x2329, 0x232A: true
        default: false
        }
    }
}

/// What is wrong with a value of a name.
public enum NameProblem: Sendable, Hashable {
    case empty
    case leadingWhiteSpace
    case trailingWhiteSpace
    /// The offending code point and its place, counted in Unicode scalars from 1.
    case codePoint(CodePointProblem, Unicode.Scalar, position: Int)
    /// Counted in Unicode scalars.
    case tooLong(count: Int, bound: Int)
    /// A character that PrintableString cannot carry.
    case notPrintable(Unicode.Scalar, position: Int)
    /// Not two capital letters of ISO 3166-1.
    case countryUnknown(String)
    /// Not `local@domain` in ASCII.
    case mailboxMalformed
}
