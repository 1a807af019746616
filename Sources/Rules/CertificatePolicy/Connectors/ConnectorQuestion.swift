package import CanonicalJSON
import Cryptography

/// What one connector is asked on behalf of one application: the request of the contract in
/// docs/formats.md.
///
/// It names its pictures by SHA-256; what is sent holds them, too.
package struct ConnectorQuestion: Sendable, Hashable {
    /// The name of the contract, which each side says.
    package static let contract = "kapok-connector/1"

    package struct Picture: Sendable, Hashable {
        package let role: ConnectorKind.Picture
        package let mediaType: String
        package let sha256Hex: String

        package init(role: ConnectorKind.Picture, mediaType: String, sha256Hex: String) {
            self.role = role
            self.mediaType = mediaType
            self.sha256Hex = sha256Hex
        }

        fileprivate var json: [String: JSONValue] {
            [
                "role": .string(role.rawValue), "mediaType": .string(mediaType),
                "sha256": .string(sha256Hex),
            ]
        }
    }

    /// Drawn at random for one question: a source that gets it again gives its first answer.
    package let id: String
    package let kind: ConnectorKind
    /// The number of the contract under which it is asked.
    package let agreement: String
    /// Of the asker: `test` or `production`.
    package let environment: String
    /// `name` and what the kind asks for; no value is empty.
    package let subject: [String: String]
    package let pictures: [Picture]

    /// Why anybody is asked: to identify an applicant, or to tell somebody something.
    private static func purpose(of kind: ConnectorKind) -> String {
        kind == .smsGateway ? "notification" : "identification"
    }

    package init(
        id: String, kind: ConnectorKind, agreement: String, environment: String,
        subject: [String: String], pictures: [Picture] = []
    ) {
        self.id = id
        self.kind = kind
        self.agreement = agreement
        self.environment = environment
        self.subject = subject
        self.pictures = pictures
    }

    package var json: JSONValue { written { _ in nil } }

    /// What is sent: canonical JSON with the pictures in it.
    ///
    /// - Parameter content: of a picture, in the order of ``pictures``.
    package func bytes(with content: [[UInt8]]) -> [UInt8] {
        written { content.indices.contains($0) ? content[$0] : nil }.canonicalBytes
    }

    /// Hex SHA-256 of the request without the pictures' content, which their own digests bind. An answer names
    /// it, so that it belongs to exactly this question.
    package var digestHex: String {
        Hex.encode(DigestAlgorithm.sha256.hash(json.canonicalBytes))
    }

    private func written(_ content: (Int) -> [UInt8]?) -> JSONValue {
        [
            "contract": .string(Self.contract), "id": .string(id), "kind": .string(kind.rawValue),
            "purpose": .string(Self.purpose(of: kind)), "agreement": .string(agreement),
            "environment": .string(environment),
            "subject": .object(subject.mapValues { .string($0) }),
            "pictures": .array(
                pictures.enumerated().map { place, picture in
                    var members = picture.json
                    members["content"] = content(place).map { .string(Base64.encode($0)) }
                    return .object(members)
                }),
        ]
    }

    // MARK: Reading

    /// A request as it was kept, or as it came: the content of pictures is left out.
    ///
    /// Nil for anything that is no request of the contract. Whoever answers compares the pictures' digests.
    package init?(_ json: JSONValue) {
        let names: Set = [
            "contract", "id", "kind", "purpose", "agreement", "environment", "subject", "pictures",
        ]
        guard let object = json.object, Set(object.keys) == names,
            json["contract"]?.string == Self.contract,
            let id = json["id"]?.string, Self.isID(id),
            let kind = json["kind"]?.string.flatMap(ConnectorKind.init),
            json["purpose"]?.string == Self.purpose(of: kind),
            let agreement = json["agreement"]?.string,
            let environment = json["environment"]?.string,
            let subject = json["subject"]?.object, let pictures = json["pictures"]?.array
        else { return nil }
        let values = subject.compactMapValues(\.string)
        let read = pictures.compactMap { picture -> Picture? in
            guard let role = picture["role"]?.string.flatMap(ConnectorKind.Picture.init),
                let mediaType = picture["mediaType"]?.string,
                let sha256 = picture["sha256"]?.string, RecordField.Form.digest.allows(sha256)
            else { return nil }
            return Picture(role: role, mediaType: mediaType, sha256Hex: sha256)
        }
        guard values.count == subject.count, read.count == pictures.count,
            read.map(\.role) == kind.pictures
        else { return nil }
        self.init(
            id: id, kind: kind, agreement: agreement, environment: environment, subject: values,
            pictures: read)
    }

    /// 8 to 64 lower-case letters, digits and hyphens.
    static func isID(_ text: String) -> Bool {
        (8...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isLowerCaseLetterOrDigit || $0 == UInt8(ascii: "-") }
    }
}
