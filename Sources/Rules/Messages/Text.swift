/// The three languages of everything that a person reads.
public enum Language: String, Sendable, CaseIterable {
    /// Traditional Chinese with the terms used in Hong Kong.
    case traditionalChinese = "zh-Hant"
    /// Simplified Chinese with the terms used in the mainland.
    case simplifiedChinese = "zh-Hans"
    case english = "en"
}

/// One sentence or paragraph in all three languages; it cannot be made in fewer.
///
/// `{name}` marks a place that an argument fills. A test compares the places of the three texts.
public struct Text: Sendable, Hashable {
    public let english: String
    public let traditionalChinese: String
    public let simplifiedChinese: String

    public init(en: String, zhHant: String, zhHans: String) {
        english = en
        traditionalChinese = zhHant
        simplifiedChinese = zhHans
    }

    /// The text in one language, its places filled. A place without an argument stays visible.
    public func text(in language: Language, _ arguments: [String: String] = [:]) -> String {
        let template =
            switch language {
            case .english: english
            case .traditionalChinese: traditionalChinese
            case .simplifiedChinese: simplifiedChinese
            }
        return Self.filled(template, arguments)
    }

    /// The names of the places, in the order of their first appearance.
    public static func places(in template: String) -> [String] {
        var names: [String] = []
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"),
            let close = rest[open...].firstIndex(of: "}")
        {
            let name = String(rest[rest.index(after: open)..<close])
            if !names.contains(name) { names.append(name) }
            rest = rest[rest.index(after: close)...]
        }
        return names
    }

    /// Fills in one pass, so that an argument's own braces are never read as places.
    private static func filled(_ template: String, _ arguments: [String: String]) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"),
            let close = rest[open...].firstIndex(of: "}")
        {
            let name = String(rest[rest.index(after: open)..<close])
            result += rest[..<open]
            result += arguments[name] ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
