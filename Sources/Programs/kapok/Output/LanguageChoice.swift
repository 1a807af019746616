import Messages

/// In which language a command speaks: what the caller says, else what the environment says.
///
/// Help is made while the arguments are parsed, so this reads them before the parser does.
enum LanguageChoice {
    static func choose(arguments: [String], _ surroundings: Surroundings) -> Language {
        if let wish = option(in: arguments), let language = Language(rawValue: wish) {
            return language
        }
        if let wish = surroundings["KAPOK_LANG"], let language = language(ofLocale: wish) {
            return language
        }
        // POSIX.1-2017 §8.2: the first of these that is set decides.
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            if let locale = surroundings[name] { return language(ofLocale: locale) ?? .english }
        }
        return .english
    }

    /// `zh_HK.UTF-8`, `zh-Hant`, `en_GB`: by script where it is said, by region otherwise.
    static func language(ofLocale locale: String) -> Language? {
        let name = locale.prefix { $0 != "." && $0 != "@" }
        let parts = name.lowercased().split { $0 == "_" || $0 == "-" }
        switch parts.first {
        case "en": return .english
        case "zh":
            let isTraditional = parts.dropFirst().contains {
                ["hant", "hk", "tw", "mo"].contains($0)
            }
            let isSimplified = parts.dropFirst().contains("hans")
            return isTraditional && !isSimplified ? .traditionalChinese : .simplifiedChinese
        default: return nil
        }
    }

    private static func option(in arguments: [String]) -> String? {
        var wish: String?
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { break }
            if argument == "--lang", index + 1 < arguments.count { wish = arguments[index + 1] }
            if argument.hasPrefix("--lang=") { wish = String(argument.dropFirst(7)) }
        }
        return wish
    }
}
