package import PKIX

/// Folding for search by the begin of a name. Search folds variants; identity never does.
package enum SubjectSearch {
    /// The common name, by which people look for certificates; empty where there is none.
    package static func folded(_ name: DistinguishedName) -> String {
        folded(name[.commonName].first ?? "")
    }

    /// Letters in lower case, white space runs as one space and none at the ends.
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
