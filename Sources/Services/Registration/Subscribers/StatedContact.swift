import CanonicalJSON
package import CertificatePolicy
import Governance
import Ledger
package import Messages

/// How an applicant wants to be reached beside the e-mail address, which stands in the certificate: this does not.
///
/// Payload, under `contact`: `telephone`, see ``TelephoneNumber``; `language` of short messages (`en`, `zh-Hant`,
/// `zh-Hans`). One of them at least.
package struct StatedContact: Sendable, Hashable {
    package let telephone: TelephoneNumber?
    package let language: Language?

    /// Of the payload, and of a statement.
    static let member = "contact"

    /// Nil where the payload has none.
    /// - Throws: `contact.telephone`, naming the form; `payload.invalid`.
    init?(_ payload: Payload) throws {
        guard let json = payload.json[Self.member], !json.isNull else { return nil }
        guard let object = json.object, !object.isEmpty else {
            throw Refusal(.payloadInvalid, field: Self.member, ["name": Self.member])
        }
        let read = Payload(json)
        try read.refuseUnknown(besides: ["telephone", "language"])
        telephone = try read.optionalString("telephone", maximumBytes: 64).map { typed in
            guard let number = TelephoneNumber(typed) else {
                throw Refusal(
                    .contactTelephone, field: "telephone", ["form": TelephoneNumber.form])
            }
            return number
        }
        language = object["language"] == nil ? nil : try read.choice("language")
    }

    /// What was kept; it was judged when it came.
    init(json: JSONValue) {
        telephone = json["telephone"]?.string.flatMap(TelephoneNumber.init)
        language = json["language"]?.string.flatMap(Language.init)
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [:]
        members["telephone"] = telephone.map { .string($0.text) }
        members["language"] = language.map { .string($0.rawValue) }
        return .object(members)
    }
}

/// One of the two things that a code proves.
package enum ContactWay: String, Sendable, CaseIterable {
    case emailAddress, telephone
}

extension SubjectStatement {
    /// What it states to be reached by this way.
    func contact(by way: ContactWay) -> String? {
        switch way {
        case .emailAddress: attributes[.emailAddress]
        case .telephone: contact?.telephone?.text
        }
    }
}
