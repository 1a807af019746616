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
    /// Stands for the same text as another character: compatibility ideographs, fullwidth and
    /// mathematical letters, ligatures, radicals.
    case compatibility
    /// Shows nothing: zero-width characters, fillers, tags, soft hyphens, the empty Braille pattern.
    case invisible
    /// Draws a ring or box around the character before it.
    case enclosing
    /// Describes an ideograph instead of being one (U+2FF0–2FFF, U+303E, U+31EF).
    case description
    /// Looks like a space but is not U+0020.
    case unusualSpace
    /// U+FFFD and U+FFFC, left behind where an earlier system could not read the name.
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
                || properties.generalCategory == .format || Self.isBlank(value)
            {
                self = .invisible
            } else if Self.describesIdeograph(value) {
                self = .description
            } else if properties.generalCategory == .unassigned {
                self = .unassigned
            } else if properties.generalCategory == .enclosingMark {
                self = .enclosing
            } else if CompatibilityCharacters.contains(value) {
                self = .compatibility
            } else if value == 0xFFFD || value == 0xFFFC {
                self = .replacement
            } else {
                return nil
            }
        }
    }

    /// Blank or a filler, though the standard does not call them ignorable: the empty Braille
    /// pattern, the null notehead, the number joiner of Brahmi, the filler of Khitan, the half space
    /// of ideographs.
    private static func isBlank(_ value: UInt32) -> Bool {
        [0x2800, 0x1D159, 0x1107F, 0x16FE4, 0x303F].contains(value)
    }

    /// Tells how an ideograph is composed, or that it varies, and is none itself.
    private static func describesIdeograph(_ value: UInt32) -> Bool {
        switch value {
        case 0x2FF0...0x2FFF, 0x303E, 0x31EF: true
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
    /// A mark at the start or after a space: it has no letter to stand on.
    case markAlone(Unicode.Scalar, position: Int)
    /// More marks on one letter than any writing has.
    case manyMarks(position: Int)
    /// Nothing in it can be read out.
    case noLetter
    /// Counted in Unicode scalars.
    case tooLong(count: Int, bound: Int)
    /// A character that PrintableString cannot carry.
    case notPrintable(Unicode.Scalar, position: Int)
    /// Not two capital letters of ISO 3166-1.
    case countryUnknown(String)
    /// Not `local@domain` in ASCII.
    case mailboxMalformed
}
