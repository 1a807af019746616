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
        let found = Self.allCases.first {
            TypedWord.names($0.rawValue, under: Self.member, argument)
        }
        guard let found else { return nil }
        self = found
    }
}

/// What a person typed for one of the product's words.
enum TypedWord {
    /// Whether it is the identifier, or the word that lists show for it in any of the languages.
    static func names(_ identifier: String, under member: String, _ typed: String) -> Bool {
        matches(identifier, typed)
            || Vocabulary.word(identifier, under: member).map { word in
                Language.allCases.contains { matches(word.text(in: $0), typed) }
            } ?? false
    }

    /// The same for an attribute of a subject.
    static func names(_ identifier: String, amongAttributes typed: String) -> Bool {
        matches(identifier, typed)
            || Vocabulary.attributes[identifier].map { word in
                Language.allCases.contains { matches(word.text(in: $0), typed) }
            } ?? false
    }

    private static func matches(_ word: String, _ typed: String) -> Bool {
        word.unicodeScalars.elementsEqual(typed.unicodeScalars)
    }
}
