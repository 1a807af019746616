/// Distinguished names in lists, where there is room for their beginning alone.
enum SubjectText {
    /// The parts of an RFC 4514 text with the common name first; the others keep their order.
    static func nameFirst(_ text: String) -> String {
        let parts = parts(of: text)
        let names = parts.filter { $0.hasPrefix("CN=") }
        return (names + parts.filter { !$0.hasPrefix("CN=") }).joined(separator: ",")
    }

    /// Commas after a backslash belong to a value. RFC 4514 §2.4.
    private static func parts(of text: String) -> [String] {
        var parts = [""]
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == "," && !isEscaped {
                parts.append("")
            } else {
                parts[parts.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return parts
    }
}
