import CanonicalJSON
import Cryptography
import Ledger
import Messages

/// What an act would change, for the officer who is about to sign it.
enum PlainWords {
    /// The payload of an act, member by member.
    static func of(_ payload: JSONValue, _ reader: Reader) -> String {
        FieldList(reader).rendered(namingKeys(payload), indent: 2)
    }

    /// An application: what was stated, and the exact contents that a signature is about.
    static func of(_ review: ApplicationReview, _ reader: Reader) -> String {
        let named = naming(review, reader)
        guard let contents = review.contents, let hash = review.contentsHashHex else {
            let stated = review.shownStatement.map { "\n" + of($0, reader) } ?? ""
            return AlignedLines.rendered(
                named + corrections(review, reader), indent: 2, reader) + stated
                + proofs(of: review, reader)
        }
        return AlignedLines.rendered(
            named + corrections(review, reader) + CertificateView(contents, reader).lines
                + [(reader.text(CommandLineLabel.contents), "SHA-256 \(hash)")],
            indent: 2, reader) + proofs(of: review, reader)
    }

    /// Which application it is.
    static func name(of review: ApplicationReview, _ reader: Reader) -> String {
        AlignedLines.rendered(naming(review, reader), indent: 2, reader)
    }

    private static func naming(
        _ review: ApplicationReview, _ reader: Reader
    ) -> [(String, String)] {
        [(reader.text(CommandLineLabel.application), review.id)]
            + (review.caseNumber.map {
                [(reader.text(CommandLineLabel.caseNumber), SafeText.of($0))]
            } ?? [])
    }

    private static func proofs(of review: ApplicationReview, _ reader: Reader) -> String {
        let told = EvidenceView(review.evidence, reader).rendered(indent: 2)
        return told.isEmpty ? "" : "\n" + told
    }

    /// What changed since the first statement, for who decides on the last one.
    private static func corrections(
        _ review: ApplicationReview, _ reader: Reader
    ) -> [(String, String)] {
        review.corrections.map { change in
            (
                reader.text(CommandLineLabel.corrected),
                "\(CommandLineLabel.of(change.field).map { reader.text($0) } ?? change.field): \(SafeText.of(change.before ?? "-")) → "
                    + SafeText.of(change.after ?? "-")
            )
        }
    }

    /// The same with the hash of the exact bytes, for what others are to sign as well.
    static func hashed(_ payload: JSONValue, _ reader: Reader) -> String {
        "\(of(payload, reader))\n\(hashLine(of: payload, reader, indent: 2))"
    }

    /// The hash that a signature names, over exactly what is sent.
    static func hashLine(of payload: JSONValue, _ reader: Reader, indent: Int) -> String {
        let hash = Hex.encode(DigestAlgorithm.sha256.hash(payload.canonicalBytes))
        return AlignedLines.rendered(
            [(reader.text(CommandLineLabel.signedHash), "SHA-256 \(hash)")], indent: indent, reader)
    }

    /// A public key says nothing to a person; the id that the journal will know it by does. Of a
    /// certificate its digest, beside what it says.
    static func namingKeys(_ payload: JSONValue) -> JSONValue {
        guard var members = payload.object else { return payload }
        if let key = members["publicKey"]?.string.flatMap(Base64.decode) {
            members["publicKey"] = .string(Officer.keyID(of: key))
        }
        if let own = members["ownCertificate"]?.string.flatMap(Base64.decode) {
            members["ownCertificate"] = .string(
                "SHA-256 \(Hex.encode(DigestAlgorithm.sha256.hash(own)))")
        }
        return .object(members)
    }
}
