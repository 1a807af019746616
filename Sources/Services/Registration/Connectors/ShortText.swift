import CertificatePolicy
package import Messages

/// The text of a short message: at most two parts of UCS-2 (3GPP TS 23.038 §6.2.3, 23.040 §9.2.3.24.1), in one language.
package struct ShortText: Sendable, Hashable {
    /// Two parts of 140 octets, six of each for the header that joins them: 67 characters each.
    package static let maximumUnits = 134

    package let text: String

    /// - Parameters:
    ///   - words: with a place `{name}` for who writes; what of the name does not fit is left out.
    ///   - isTest: whether the words say that nothing of it counts.
    package init(
        _ words: Text, in language: Language, name: String, _ arguments: [String: String] = [:],
        isTest: Bool
    ) {
        let mark = isTest ? "[TEST] " : ""
        func written(_ name: String) -> String {
            mark + words.text(in: language, arguments.merging(["name": name]) { $1 })
        }
        var shown = name
        while written(shown).utf16.count > Self.maximumUnits, !shown.isEmpty {
            shown = shown.dropLast().isEmpty ? "" : String(shown.dropLast(2)) + "…"
            if shown == "…" { shown = "" }
        }
        text = written(shown)
    }
}
