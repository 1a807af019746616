/// The form by which a name is found, whoever types it: never by which two are the same.
///
/// Width, case, marks, spaces, interpuncts and other punctuation are left out; ideographs that are
/// written for each other become one. Identity is of exact scalars (CP 5.2a).
public enum NameFolding {
    /// Folding a folded name gives itself. Linear.
    public static func folded(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            let wide = narrow(scalar)
            let properties = wide.properties
            switch properties.generalCategory {
            case .decimalNumber, .letterNumber, .otherNumber: result.append(wide)
            case .otherLetter: result.append(VariantCharacters.folded(wide))
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter:
                let lower = Array(properties.lowercaseMapping.unicodeScalars)
                result.append(contentsOf: lower.map(withoutMarks).filter { !isMark($0) })
            default: continue
            }
        }
        return String(result)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Fullwidth letters and digits, as forms of the mainland have them.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    /// `ễ` is named LATIN SMALL LETTER E WITH CIRCUMFLEX AND TILDE: the letter before WITH.
    private static func withoutMarks(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value > 0x7F, let name = scalar.properties.name,
            name.hasPrefix("LATIN SMALL LETTER ")
        else { return scalar }
        let words = name.split(separator: " ")
        guard words.count > 4, words[3].utf8.count == 1, words[4] == "WITH",
            let letter = words[3].lowercased().unicodeScalars.first
        else { return scalar }
        return letter
    }
}
