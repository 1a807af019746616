import CanonicalJSON
import CertificatePolicy

/// Columns of an order that say who each subject is by one identity document, and its name as that has it.
///
/// Without them an application can be handed in, and nobody can vet it.
enum OrderIdentity: String, CaseIterable {
    case documentKind, documentNumber, documentCountry, documentUntil
    case documentChinese, documentSurname, documentGivenName, documentSingle, documentOrder

    /// Its name in the API.
    private var member: String {
        switch self {
        case .documentKind: "kind"
        case .documentNumber: "number"
        case .documentCountry: "country"
        case .documentUntil: "until"
        case .documentChinese: "chinese"
        case .documentSurname: "surname"
        case .documentGivenName: "givenName"
        case .documentSingle: "single"
        case .documentOrder: "order"
        }
    }

    private static let ofName: [Self] = [
        .documentChinese, .documentSurname, .documentGivenName, .documentSingle, .documentOrder,
    ]

    /// What a line says of the document, as an application states it; nil where it says nothing.
    ///
    /// A kind may be typed as lists show it; whatever is wrong or missing is for the server to say.
    static func stated(_ values: [OrderFile.Column: String]) -> JSONValue? {
        func members(_ parts: [Self]) -> [String: JSONValue] {
            parts.reduce(into: [:]) { members, part in
                guard let text = values[.identity(part)] else { return }
                let kind = part == .documentKind ? IdentityDocumentKind(argument: text) : nil
                members[part.member] = .string(kind?.rawValue ?? text)
            }
        }
        let document = members(allCases.filter { !ofName.contains($0) })
        let name = members(ofName)
        guard !document.isEmpty || !name.isEmpty else { return nil }
        var identity: [String: JSONValue] = ["documents": [.object(document)]]
        if !name.isEmpty { identity["name"] = .object(name) }
        return .object(identity)
    }
}
