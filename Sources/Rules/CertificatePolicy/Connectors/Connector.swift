package import CanonicalJSON

/// One source outside the authority that is asked directly, as the practice names it.
///
/// Everything that decides whom is trusted stands here, and changes only as the practice does: the address,
/// the root under which the other end is known, the contract, the code under which its answers count.
package struct Connector: Sendable, Hashable {
    /// Up to 32 lower-case letters and digits; its folder on the machine is called so.
    package let name: String
    package let kind: ConnectorKind
    /// `https://HOST`, with a port and a path where there are.
    package let address: ConnectorAddress
    /// The code of the source, as evidence names it.
    package let source: String
    /// SHA-256 of the root's certificate (DER) in lower-case hex.
    package let rootHex: String
    /// The number of the contract that divides responsibility (CP 5.5B4, 5.5e).
    package let agreement: String

    static let members = ["name", "kind", "url", "source", "root", "contract"]
    /// How many a practice can have.
    package static let maximumCount = 16

    /// Nil for anything that is not one, whole and with nothing else in it.
    package init?(_ json: JSONValue) {
        guard let object = json.object, Set(object.keys) == Set(Self.members),
            let name = json["name"]?.string, Self.isName(name),
            let kind = json["kind"]?.string.flatMap(ConnectorKind.init),
            let address = json["url"]?.string.flatMap(ConnectorAddress.init),
            let source = json["source"]?.string, RecordField.Form.handle.allows(source),
            let root = json["root"]?.string, RecordField.Form.digest.allows(root),
            let agreement = json["contract"]?.string, !agreement.isEmpty,
            RecordField.Form.text.allows(agreement)
        else { return nil }
        self.name = name
        self.kind = kind
        self.address = address
        self.source = source
        rootHex = root
        self.agreement = agreement
    }

    package var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind.rawValue), "url": .string(address.text),
            "source": .string(source), "root": .string(rootHex), "contract": .string(agreement),
        ]
    }

    /// How a setting is written, for who wrote it otherwise.
    package static let form =
        "[{name, kind, url: https://…, source, root: SHA-256, contract}] ≤ \(maximumCount)"

    static func isName(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count) && text.utf8.allSatisfy(\.isLowerCaseLetterOrDigit)
    }
}

/// Where a connector is asked: HTTPS, and one form alone (see ``BaseURL``).
package struct ConnectorAddress: Sendable, Hashable {
    package let text: String
    /// Without the brackets of IPv6.
    package let host: String
    package let port: Int
    /// Begins with a slash.
    package let path: String

    package init?(_ text: String) {
        guard text.hasPrefix("https://"), let url = BaseURL("http" + text.dropFirst(5)) else {
            return nil
        }
        let authority = url.text.dropFirst("http://".count).dropLast(url.path.count)
        let digits: Substring
        if authority.hasPrefix("[") {
            let inside = authority.dropFirst().prefix { $0 != "]" }
            // What the digits mean is settled here, and not by who connects.
            guard NetworkAddress(String(inside)) != nil else { return nil }
            host = String(inside)
            digits = authority.dropFirst(inside.count + 2)
        } else {
            host = String(authority.prefix { $0 != ":" })
            digits = authority.dropFirst(host.count)
        }
        let named = digits.isEmpty ? 443 : BaseURL.port(digits.dropFirst().utf8)
        guard let named else { return nil }
        port = named
        path = url.path.isEmpty ? "/" : url.path
        self.text = text
    }

    /// Scheme and authority.
    package var origin: String { "https://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
