import CanonicalJSON
import Ledger
import Messages
import Registration

/// What applicants declare and accept: the words in force, for clients to show and to name by their digest.
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

    /// The subscriber agreement in force, with its words where they are this program's, and each that was in
    /// force before.
    func agreement(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: [])
        let language = request.language
        return try await ledger.read { snapshot in
            let own = SubscriberAgreement.own
            let all = try snapshot.subscriberAgreements()
            let versions = all.map { version in
                JSONValue.object([
                    "version": .string(version.agreement.version),
                    "sha256": .string(version.agreement.digestHex),
                    "address": version.agreement.address.map { .string($0) } ?? .null,
                    "from": .time(version.fromMilliseconds),
                ])
            }
            var answer = versions.first?.object ?? [:]
            answer["earlier"] = .array(Array(versions.dropFirst()))
            if all.first?.agreement == own {
                answer["passages"] = .array(
                    AgreementWords.passages.map { passage in
                        [
                            "clause": .string(passage.clause),
                            "text": .string(passage.text.text(in: language)),
                        ]
                    })
            }
            return .object(answer)
        }
    }

    /// What an applicant declared, and the digest that the acceptance names; nothing where it was erased or
    /// nobody asked yet.
    static func declared(_ application: String, _ snapshot: Snapshot) throws -> JSONValue {
        guard let bytes = try snapshot.vault.read(Declarations.valueName, dossier: application)
        else { return [:] }
        return ["declarations": try JSONValue(parsing: bytes)]
    }
}
