import CanonicalJSON
import Ledger
import Messages
import Registration

/// What applicants declare: the words in force, for clients to show and to name by their digest.
extension API {
    static func declarations(_ language: Language) -> JSONValue {
        [
            "version": .integer(DeclarationWords.version),
            "digest": .string(Declarations.digestHex),
            "declarations": .array(
                DeclarationWords.all.map { declaration in
                    [
                        "name": .string(declaration.name), "clause": .string(declaration.clause),
                        "text": .string(declaration.text.text(in: language)),
                    ]
                }),
        ]
    }

    /// What an applicant declared, and the digest that the acceptance names; nothing where it was erased or
    /// nobody asked yet.
    static func declared(_ application: String, _ snapshot: Snapshot) throws -> JSONValue {
        guard let bytes = try snapshot.vault.read(Declarations.valueName, dossier: application)
        else { return [:] }
        return ["declarations": try JSONValue(parsing: bytes)]
    }
}
