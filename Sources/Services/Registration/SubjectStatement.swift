package import CanonicalJSON
package import CertificatePolicy
package import Governance
import Ledger
import Messages

/// What an applicant states about the subject; every value passes the name rules before it is kept.
package struct SubjectStatement: Sendable {
    package let attributes: [SubjectAttributeKind: String]
    /// Who it is by documents; nil in applications of before these were asked for.
    package let identity: StatedIdentity?
    /// How the applicant is reached beside the e-mail address; nil where nothing was stated.
    package let contact: StatedContact?

    /// Of the identity, beside the attributes.
    static let identityMember = "identity"

    /// Reads and judges `subject` of the payload: only attributes that the profile knows, each by
    /// its own rules. The serial number is ours to give and cannot be stated.
    package init(_ payload: Payload, category: Application.Category) throws {
        guard let object = payload.json["subject"]?.object else {
            throw Refusal(.payloadInvalid, field: "subject", ["name": "subject"])
        }
        let allowed = Self.kinds(of: category)
        var attributes: [SubjectAttributeKind: String] = [:]
        for (name, value) in object {
            guard let kind = SubjectAttributeKind(rawValue: name), allowed.contains(kind) else {
                throw Refusal(
                    name == SubjectAttributeKind.pseudonym.rawValue
                        ? .subjectPseudonym : .subjectFieldUnknown, field: name,
                    [
                        "field": name,
                        "allowed": allowed.map(\.rawValue).joined(separator: ", "),
                    ])
            }
            guard let text = value.string else {
                throw Refusal(.payloadInvalid, field: name, ["name": name])
            }
            try NameRules.check(text, field: name, form: kind.form, upperBound: kind.upperBound)
            attributes[kind] = text
        }
        self.attributes = attributes
        identity = try StatedIdentity(
            payload, category: category, commonName: attributes[.commonName])
        contact = try StatedContact(payload)
        if category == .personal { try judgeNameParts() }
    }

    /// An officer sees the name on the document and compares it whole: its parts in the certificate are parts of
    /// that, or those that the identity states. CP 5.2c, 5.5A.
    private func judgeNameParts() throws {
        let parts = [attributes[.surname], attributes[.givenName]].compactMap { $0 }
        guard let commonName = attributes[.commonName], !parts.isEmpty else { return }
        let stated = [identity?.name?.surname, identity?.name?.givenName]
        if parts.count == 2, stated == parts { return }
        let isPart =
            parts.count == 2
            ? [parts, parts.reversed()].contains {
                Checklist.areSame($0.joined(), commonName)
            } : Checklist.begins(commonName, with: parts[0])
        guard isPart else {
            throw Refusal(
                .subjectNameParts, field: attributes[.surname] == nil ? "givenName" : "surname")
        }
    }

    /// Which attributes an applicant may state. They do not depend on the algorithm family.
    static func kinds(of category: Application.Category) -> [SubjectAttributeKind] {
        Profile.of(category.kind, .rsa).attributes.map(\.kind).filter { $0 != .serialNumber }
    }

    /// Reads what was kept; it was judged when it came.
    package init(json: JSONValue) throws {
        var attributes: [SubjectAttributeKind: String] = [:]
        for (name, value) in json.object ?? [:]
        where ![Self.identityMember, StatedContact.member].contains(name) {
            guard let kind = SubjectAttributeKind(rawValue: name), let text = value.string else {
                throw Refusal(.payloadInvalid, field: name, ["name": name])
            }
            attributes[kind] = text
        }
        self.attributes = attributes
        identity = try json[Self.identityMember].map { try StatedIdentity(json: $0) }
        contact = json[StatedContact.member].map { StatedContact(json: $0) }
    }

    package var json: JSONValue {
        var members = attributeMembers
        members[Self.identityMember] = identity?.json
        members[StatedContact.member] = contact?.json
        return .object(members)
    }

    /// What the certificate says of the subject, and nothing of documents: exact to the scalar.
    var attributeBytes: [UInt8] { JSONValue.object(attributeMembers).canonicalBytes }

    private var attributeMembers: [String: JSONValue] {
        attributes.reduce(into: [:]) { $0[$1.key.rawValue] = .string($1.value) }
    }
}

extension SubjectStatement {
    /// Whether a number is the applicant's by what was stated: an officer has nobody else looked up (CP 12.1).
    ///
    /// - Parameter kind: of the person's document; nil of an organisation.
    func states(_ number: String, ofKind kind: String?) -> Bool {
        let documents = identity?.documents.map(\.number) ?? []
        guard let kind else {
            let isIdentifier = attributes[.organizationIdentifier].map {
                Checklist.isNumber(number, in: $0)
            }
            return isIdentifier == true
                || documents.contains { $0.isMeant(by: number) }
        }
        return IdentityDocumentKind(rawValue: kind).flatMap {
            try? IdentityNumber(number, kind: $0)
        }
        .map(documents.contains) ?? false
    }
}

extension ReadableLedger {
    /// What the applicant states; nil where the dossier was erased.
    func statementIfKept(of application: Application) throws -> SubjectStatement? {
        try DossierVault.Reader(of: self).read("statement", dossier: application.id).map {
            try SubjectStatement(json: JSONValue(parsing: $0))
        }
    }

    /// - Throws: `application.unknown` where the dossier was erased.
    func statement(of application: Application) throws -> SubjectStatement {
        guard let statement = try statementIfKept(of: application) else {
            throw Refusal(.applicationUnknown, field: "application", ["id": application.id])
        }
        return statement
    }
}
