import CanonicalJSON
import Governance
import Ledger
import Messages
import Records

/// How a container or its password was sent out, as it lies sealed in the application's dossier: each sending under a
/// name of its own, so that a later one makes nobody forget where an earlier one went.
struct KeySending: Sendable {
    enum Content: String, Sendable { case container, password }

    let route: DeliveryRoute
    let package: String
    let destination: String
    /// Random, so that the signed payload's digest tells nothing of an address.
    let salt: String

    static let members = ["route", "package", "destination", "salt"]

    /// - Throws: `record.saltInvalid`, and what is no such payload.
    init(_ payload: Payload, among routes: [DeliveryRoute]) throws {
        route = try payload.choice("route")
        guard routes.contains(route) else {
            throw Refusal(
                .payloadChoiceUnknown, field: "route",
                [
                    "name": "route", "value": route.rawValue,
                    "choices": routes.map(\.rawValue).joined(separator: ", "),
                ])
        }
        package = try payload.packageNumber()
        destination = try payload.string("destination", maximumBytes: 256)
        salt = try RecordEntry.checked(salt: payload.optionalString("salt", maximumBytes: 64))
    }

    fileprivate init?(_ bytes: [UInt8]) throws {
        let json = try JSONValue(parsing: bytes)
        guard let route = json["route"]?.string.flatMap(DeliveryRoute.init),
            let package = json["package"]?.string,
            let destination = json["destination"]?.string, let salt = json["salt"]?.string
        else { return nil }
        (self.route, self.package) = (route, package)
        (self.destination, self.salt) = (destination, salt)
    }

    fileprivate var json: JSONValue {
        [
            "route": .string(route.rawValue), "package": .string(package),
            "destination": .string(destination), "salt": .string(salt),
        ]
    }

    /// Whether it goes by another route, under another number and to another address (CP 8.2b).
    func isApart(from other: KeySending) -> Bool {
        route != other.route && Self.folded(package) != Self.folded(other.package)
            && Self.folded(destination) != Self.folded(other.destination)
    }

    /// Small letters, blanks and marks make no other address.
    private static func folded(_ text: String) -> [Unicode.Scalar] {
        text.lowercased().unicodeScalars.filter {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }

    /// The number of the entry behind it: none is written over.
    fileprivate static func name(_ content: Content) -> String { "key-\(content.rawValue)-" }
}

extension Payload {
    /// The number on a package or letter: upper-case letters, digits, `-` and `/`, at least one digit, for entries
    /// tell it and must not tell a name.
    func packageNumber() throws -> String {
        let number = try string("package", maximumBytes: 64)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard number.utf8.contains(where: digits.contains),
            number.utf8.allSatisfy({
                digits.contains($0) || letters.contains($0) || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: "/")
            })
        else { throw Refusal(.payloadInvalid, field: "package", ["name": "package"]) }
        return number
    }
}

extension Transaction {
    mutating func keep(
        _ sending: KeySending, of content: KeySending.Content, for application: String
    ) throws {
        try vault.put(
            sending.json.canonicalBytes, name: KeySending.name(content) + String(entryIndex),
            dossier: application)
    }

    /// Every one that was ever sent out; at least one.
    ///
    /// - Throws: `application.unknown` where one of them is gone: nothing could be compared with it.
    func sendings(
        of content: KeySending.Content, for application: String
    ) throws -> [KeySending] {
        let found = try vault.names(dossier: application).filter {
            $0.hasPrefix(KeySending.name(content))
        }.map { try vault.read($0, dossier: application).flatMap { try KeySending($0) } }
        let known = found.compactMap { $0 }
        guard !known.isEmpty, known.count == found.count else {
            throw Refusal(.applicationUnknown, field: "application", ["id": application])
        }
        return known
    }
}
