import CanonicalJSON
import Ledger
import Messages

/// What an act would change, for the officer who is about to sign it.
enum PlainWords {
    /// The payload of an act, member by member.
    static func of(_ payload: JSONValue, _ language: Language) -> String {
        FieldList(language).rendered(namingKeys(payload)).split(separator: "\n")
            .map { "  \($0)" }.joined(separator: "\n")
    }

    /// An application: what was stated, and the exact contents that a signature is about.
    static func of(_ review: ApplicationReview, _ language: Language) -> String {
        let application = (CommandLineLabel.application.text(in: language), review.id)
        guard let contents = review.contents, let hash = review.contentsHashHex else {
            let stated = review.statement.map { "\n" + of($0, language) } ?? ""
            return AlignedLines.rendered([application], indent: 2) + stated
        }
        return AlignedLines.rendered(
            [application] + CertificateView(contents, language).lines
                + [(CommandLineLabel.contents.text(in: language), "SHA-256 \(hash)")],
            indent: 2)
    }

    /// A public key says nothing to a person; the id that the journal will know it by does.
    private static func namingKeys(_ payload: JSONValue) -> JSONValue {
        guard var members = payload.object,
            let key = members["publicKey"]?.string.flatMap(Base64.decode)
        else { return payload }
        members["publicKey"] = .string(Officer.keyID(of: key))
        return .object(members)
    }
}
