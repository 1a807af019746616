import CanonicalJSON
import Messages

/// What an act would change, for the officer who is about to sign it.
enum PlainWords {
    /// The payload of an act, member by member.
    static func of(_ payload: JSONValue, _ language: Language) -> String {
        FieldList(language).rendered(payload).split(separator: "\n")
            .map { "  \($0)" }.joined(separator: "\n")
    }

    /// An application: what was stated, and the exact contents that a signature is about.
    static func of(_ review: ApplicationReview, _ language: Language) -> String {
        var parts = ["  \(CommandLineLabel.application.text(in: language))  \(review.id)"]
        if let contents = review.contents {
            parts.append(CertificateView(contents, language).rendered())
        } else if let statement = review.statement {
            parts.append(of(statement, language))
        }
        if let hash = review.contentsHashHex {
            parts.append("  \(CommandLineLabel.contents.text(in: language))  SHA-256 \(hash)")
        }
        return parts.joined(separator: "\n")
    }
}
