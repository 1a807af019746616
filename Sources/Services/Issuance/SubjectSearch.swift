package import PKIX

/// Folding for search by part of a name. Search folds variants; identity never does.
package enum SubjectSearch {
    /// ASCII letters in lower case, white space runs as one space, attribute values joined by `|`.
    package static func folded(_ name: DistinguishedName) -> String {
        name.attributes.map { folded($0.value) }.joined(separator: "|")
    }

    package static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                pendingSpace = !result.isEmpty
                continue
            }
            if pendingSpace { result.append(" ") }
            pendingSpace = false
            result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
        return String(result)
    }
}
