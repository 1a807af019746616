package import CanonicalJSON

/// Somebody's system that is told of what the public repository shows anew, as the practice names it.
///
/// Whom the authority connects to stands here, as of a ``Connector``, and changes only as the practice does.
package struct EventReceiver: Sendable, Hashable {
    /// Up to 32 lower-case letters and digits; its folder on the machine is called so.
    package let name: String
    package let address: ConnectorAddress
    /// SHA-256 of the root's certificate (DER) in lower-case hex.
    package let rootHex: String

    private static let members = ["name", "url", "root"]
    /// How many a practice can have.
    package static let maximumCount = 16

    /// Nil for anything that is not one, whole and with nothing else in it.
    package init?(_ json: JSONValue) {
        guard let object = json.object, Set(object.keys) == Set(Self.members),
            let name = json["name"]?.string, Connector.isName(name),
            let address = json["url"]?.string.flatMap(ConnectorAddress.init),
            let root = json["root"]?.string, RecordField.Form.digest.allows(root)
        else { return nil }
        self.name = name
        self.address = address
        rootHex = root
    }

    package var json: JSONValue {
        ["name": .string(name), "url": .string(address.text), "root": .string(rootHex)]
    }

    /// How a setting is written, for who wrote it otherwise.
    package static let form = "[{name, url: https://…, root: SHA-256}] ≤ \(maximumCount)"
}
