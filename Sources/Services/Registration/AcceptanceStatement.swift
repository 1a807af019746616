import CanonicalJSON

/// What an applicant signs, with the key to be certified, to accept the exact contents (CP 6.12).
///
/// Canonical JSON, so that any client can write the same bytes; it names the contents by their
/// SHA-256 and says where and what for, so that it can serve nowhere else.
package struct AcceptanceStatement: Sendable {
    package let bytes: [UInt8]

    package init(origin: String, environment: String, application: String, contentsHashHex: String)
    {
        let json: JSONValue = [
            "type": "kapok-acceptance/v1", "origin": .string(origin),
            "environment": .string(environment), "application": .string(application),
            "contents": .string(contentsHashHex),
        ]
        bytes = json.canonicalBytes
    }
}
