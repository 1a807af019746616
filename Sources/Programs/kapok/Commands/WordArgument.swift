public import ArgumentParser
import Messages

/// One of a few words of the product, typed as its identifier or as the word that lists show in
/// any of the languages.
public protocol WordArgument: ExpressibleByArgument, RawRepresentable, CaseIterable
where RawValue == String {
    /// Under which name of the API the words are looked up.
    static var member: String { get }
}

extension WordArgument {
    public init?(argument: String) {
        let found = Self.allCases.first { choice in
            Self.matches(choice.rawValue, argument)
                || Vocabulary.word(choice.rawValue, under: Self.member).map { word in
                    Language.allCases.contains { Self.matches(word.text(in: $0), argument) }
                } ?? false
        }
        guard let found else { return nil }
        self = found
    }

    private static func matches(_ word: String, _ typed: String) -> Bool {
        word.unicodeScalars.elementsEqual(typed.unicodeScalars)
    }
}
