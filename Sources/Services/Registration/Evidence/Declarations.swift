package import CanonicalJSON
import Cryptography
package import Governance
import Ledger
import Messages

/// What the applicant declared with the application (CP 5.3a, 5.3b, 6.2c).
///
/// Under `declarations`: `version` of the words, `digest` of their texts (hex SHA-256), `intellectualProperty`
/// and `liability`: true, and `trademark`: whether the contents hold one. The signature of the request does
/// not cover them; that of the acceptance does.
package struct Declarations: Sendable {
    package let holdsTrademark: Bool
    private let version: Int64
    private let textsHex: String

    /// Under which they lie in the vault.
    package static let valueName = "declarations"

    /// Of the words in force: canonical JSON of the three texts of each.
    package static let digestHex = Hex.encode(
        DigestAlgorithm.sha256.hash(
            JSONValue.object(
                Dictionary(
                    uniqueKeysWithValues: DeclarationWords.all.map { declaration in
                        let texts = declaration.text
                        return (
                            declaration.name,
                            JSONValue.array([
                                .string(texts.english), .string(texts.traditionalChinese),
                                .string(texts.simplifiedChinese),
                            ])
                        )
                    })
            ).canonicalBytes))

    /// - Throws: `application.declarationMissing` by the clause of each, `application.declarationsOther`.
    package init(_ payload: Payload) throws {
        let said = payload.json["declarations"] ?? .null
        guard said.object != nil else {
            throw Self.missing(DeclarationWords.intellectualProperty)
        }
        let declared = Payload(said)
        try declared.refuseUnknown(
            besides: ["version", "digest"] + DeclarationWords.all.map(\.name))
        for declaration in [DeclarationWords.intellectualProperty, DeclarationWords.liability]
        where said[declaration.name] != true {
            throw Self.missing(declaration)
        }
        guard let trademark = said[DeclarationWords.trademark.name]?.bool else {
            throw Self.missing(DeclarationWords.trademark)
        }
        version = try declared.integer("version")
        textsHex = try declared.digest("digest")
        guard version == DeclarationWords.version, textsHex == Self.digestHex else {
            throw Refusal(
                .declarationsOther, field: "declarations",
                [
                    "said": String(version), "version": String(DeclarationWords.version),
                    "digest": Self.digestHex,
                ])
        }
        holdsTrademark = trademark
    }

    private static func missing(_ declaration: DeclarationWords.Declaration) -> Refusal {
        Refusal(.declarationMissing(declaration), field: declaration.name)
    }

    /// As they are kept, and as a client sends them.
    package var json: JSONValue { Self.json(holdsTrademark: holdsTrademark) }

    /// What says yes to the words in force.
    package static func json(holdsTrademark: Bool) -> JSONValue {
        [
            "version": .integer(DeclarationWords.version), "digest": .string(digestHex),
            "intellectualProperty": true, "liability": true, "trademark": .bool(holdsTrademark),
        ]
    }

    /// Hex SHA-256 of what was kept: the acceptance names it.
    package static func hashHex(ofKept bytes: [UInt8]) -> String {
        Hex.encode(DigestAlgorithm.sha256.hash(bytes))
    }
}
