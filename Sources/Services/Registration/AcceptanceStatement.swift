import CanonicalJSON

/// What an applicant signs, with the key to be certified, to accept the exact contents (CP 6.12).
///
/// Canonical JSON, so that any client can write the same bytes; it names the contents by their
/// SHA-256 and says where and what for, so that it can serve nowhere else. Version 2 names what was declared
/// with the application as well, so that one signature stands under both (CP 5.3a, 6.2c).
package struct AcceptanceStatement: Sendable {
    package let bytes: [UInt8]

    /// - Parameter declarationsHashHex: nil for an application of before there were declarations.
    package init(
        origin: String, environment: String, application: String, contentsHashHex: String,
        declarationsHashHex: String? = nil
    ) {
        var members: [String: JSONValue] = [
            "type": "kapok-acceptance/v1", "origin": .string(origin),
            "environment": .string(environment), "application": .string(application),
            "contents": .string(contentsHashHex),
        ]
        if let declarationsHashHex {
            members["type"] = "kapok-acceptance/v2"
            members["declarations"] = .string(declarationsHashHex)
        }
        bytes = JSONValue.object(members).canonicalBytes
    }
}
