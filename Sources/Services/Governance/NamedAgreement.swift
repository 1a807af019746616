import CertificatePolicy

/// A subscriber agreement that the practice names: its version, the document's digest, and where it is.
package struct NamedAgreement: Sendable, Hashable {
    package let version: String
    /// Hex SHA-256 of the document.
    package let digestHex: String
    package let address: String

    /// As it is set, and as a refusal tells it.
    package static let form = "2026-1 SHA-256 https://…"

    /// Nil for anything that does not have the ``form``.
    package init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0].utf8.count <= 32,
            // What is Kapok's own says so by this beginning.
            !parts[0].lowercased().utf8.starts(with: "kapok".utf8),
            !parts[0].isEmpty, parts[0].utf8.allSatisfy(Self.isOfVersion),
            RecordField.Form.digest.allows(parts[1]),
            parts[2].utf8.starts(with: "https://".utf8), (9...512).contains(parts[2].utf8.count),
            parts[2].utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        (version, digestHex, address) = (parts[0], parts[1], parts[2])
    }

    package var text: String { "\(version) \(digestHex) \(address)" }

    private static func isOfVersion(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
