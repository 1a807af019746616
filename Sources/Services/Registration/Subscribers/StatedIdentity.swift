package import CanonicalJSON
package import CertificatePolicy
import Governance
import Messages

/// Who a subject is, by its documents: what an applicant states, and an officer compares with them.
///
/// Payload, under `identity`: `documents`, each `kind`, `number`, `country` (of passports alone; the
/// others have their own) and `until` (a day, where the document names one); and `name`, of persons: its
/// parts as on the document. CP 5.2a, 6.2b.
package struct StatedIdentity: Sendable, Hashable {
    package struct Document: Sendable, Hashable {
        package let number: IdentityNumber
        package let country: String
        /// The last day of its validity; nil where the document names none.
        package let until: CalendarDate?

        init(number: IdentityNumber, country: String, until: CalendarDate?) {
            self.number = number
            self.country = country
            self.until = until
        }

        /// A number that is looked for.
        /// - Throws: `identity.country`.
        package init(number: IdentityNumber, country: String?) throws {
            try self.init(
                number: number, country: Self.country(country, of: number.kind), until: nil)
        }

        /// Stated, or that of its kind.
        fileprivate static func country(
            _ stated: String?, of kind: IdentityDocumentKind
        ) throws -> String {
            guard let country = stated ?? kind.country, CountryCodes.contains(country),
                kind.country == nil || kind.country == country
            else {
                throw Refusal(.identityCountry, field: "country", ["document": kind.rawValue])
            }
            return country
        }

        /// What it is found by: the same number of another kind or country is another one.
        package func lookups(_ lookup: (String, [String]) -> String) -> [String] {
            ([number] + number.implied).map {
                lookup("number", [$0.kind.rawValue, $0.kind.country ?? country, $0.canonical])
            }
        }
    }

    /// Nil where only the subject's commonName tells it: organisations, and persons of one script.
    package let name: PersonName?
    package let documents: [Document]

    /// More than anybody shows.
    package static let maximumDocuments = 8

    /// Nil where the payload has none: such an application can be handed in and not vetted.
    init?(
        _ payload: Payload, category: Application.Category, commonName: String?
    ) throws {
        guard let json = payload.json["identity"], !json.isNull else { return nil }
        guard json.object != nil else {
            throw Refusal(.payloadInvalid, field: "identity", ["name": "identity"])
        }
        self = try Self(Payload(json), holder: category == .personal ? .person : .organisation)
        guard let name else { return }
        guard let commonName, name.isNamed(commonName) else {
            throw Refusal(
                .identityNameDiffers, field: "commonName",
                ["forms": name.forms.joined(separator: " / ")])
        }
    }

    private init(_ payload: Payload, holder: IdentityDocumentKind.Holder) throws {
        try payload.refuseUnknown(besides: ["documents", "name"])
        name = try Self.name(payload)
        guard name == nil || holder == .person else {
            throw Refusal(.payloadInvalid, field: "name", ["name": "name"])
        }
        guard let listed = payload.json["documents"]?.array,
            (1...Self.maximumDocuments).contains(listed.count)
        else { throw Refusal(.payloadInvalid, field: "documents", ["name": "documents"]) }
        documents = try listed.map { try Self.document(Payload($0)) }
        if let foreign = documents.first(where: { $0.number.kind.holder != holder }) {
            throw Refusal(
                .identityHolder, field: "kind", ["document": foreign.number.kind.rawValue])
        }
        let kinds = documents.map { [$0.number.kind.rawValue, $0.country, $0.number.canonical] }
        guard Set(kinds).count == kinds.count else {
            throw Refusal(.identityTwice, field: "documents")
        }
        // As many as the checklist has somebody see, each told by its kind.
        guard
            holder == .organisation
                || documents.count <= 2 && Set(kinds.map(\.first)).count == kinds.count
        else { throw Refusal(.identityMany, field: "documents") }
    }

    private static func document(_ payload: Payload) throws -> Document {
        try payload.refuseUnknown(besides: ["kind", "number", "country", "until"])
        let kind: IdentityDocumentKind = try payload.choice("kind")
        let number = try IdentityNumber(
            payload.string("number", maximumBytes: IdentityNumber.maximumBytes), kind: kind)
        let country = try Document.country(
            payload.optionalString("country", maximumBytes: 8), of: kind)
        let until = try payload.optionalString("until", maximumBytes: 16).map { text in
            guard let day = CalendarDate(parsing: text) else {
                throw Refusal(.payloadInvalid, field: "until", ["name": "until"])
            }
            return day
        }
        return Document(number: number, country: country, until: until)
    }

    private static func name(_ payload: Payload) throws -> PersonName? {
        guard let json = payload.json["name"], !json.isNull else { return nil }
        guard json.object != nil else {
            throw Refusal(.payloadInvalid, field: "name", ["name": "name"])
        }
        let parts = Payload(json)
        try parts.refuseUnknown(besides: ["chinese", "surname", "givenName", "single", "order"])
        return try PersonName(
            chinese: parts.optionalString("chinese"), surname: parts.optionalString("surname"),
            givenName: parts.optionalString("givenName"),
            single: parts.optionalString("single"),
            order: json["order"] == nil ? .surnameFirst : parts.choice("order"))
    }

    // MARK: What is kept

    /// Reads what was kept, and judges it again: who makes a rule of numbers or names stricter has to keep what was
    /// taken before readable.
    init(json: JSONValue) throws {
        let payload = Payload(json)
        name = try Self.name(payload)
        documents = try (json["documents"]?.array ?? []).map { try Self.document(Payload($0)) }
    }

    package var json: JSONValue {
        var members: [String: JSONValue] = ["documents": .array(documents.map(\.json))]
        if let name {
            let parts = [
                ("chinese", name.chinese), ("surname", name.surname),
                ("givenName", name.givenName), ("single", name.single),
                ("order", name.surname == nil ? nil : name.order.rawValue),
            ]
            members["name"] = .object(
                Dictionary(
                    uniqueKeysWithValues: parts.compactMap { part, value in
                        value.map { (part, .string($0)) }
                    }))
        }
        return .object(members)
    }

    /// Refuses documents whose last day is over. CP 5.5: a legal identity document.
    func judgeValidity(atMilliseconds now: Int64) throws {
        for document in documents {
            guard let until = document.until, until < CalendarDate(milliseconds: now) else {
                continue
            }
            throw Refusal(
                .identityExpired, field: "until",
                [
                    "document": document.number.kind.rawValue, "until": until.description,
                ])
        }
    }
}

extension StatedIdentity.Document {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "kind": .string(number.kind.rawValue), "number": .string(number.canonical),
            "country": .string(country),
        ]
        if let until { members["until"] = .string(until.description) }
        return .object(members)
    }
}
