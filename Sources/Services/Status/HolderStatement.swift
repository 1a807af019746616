import CanonicalJSON

/// What the holder of a certificate signs with its key to have it suspended or revoked (CP 5.8a).
///
/// Canonical JSON, so that any client can write the same bytes. It names journal, environment and
/// certificate, so that it can serve nowhere else, and how many lines the certificate's history has, so
/// that it serves once: any change of the status makes it worthless.
package struct StatusRequestStatement: Sendable {
    package enum Act: String, Sendable, CaseIterable { case suspend, revoke }

    package let bytes: [UInt8]

    /// - Parameters:
    ///   - certificate: `AUTHORITY/SERIAL`.
    ///   - sequence: the number of lines in the history that `kapok status` shows.
    package init(
        origin: String, environment: String, certificate: String, act: Act, reason: String,
        sequence: Int64
    ) {
        let json: JSONValue = [
            "type": "kapok-status-request/v1", "origin": .string(origin),
            "environment": .string(environment), "certificate": .string(certificate),
            "act": .string(act.rawValue), "reason": .string(reason),
            "sequence": .integer(sequence),
        ]
        bytes = json.canonicalBytes
    }
}

/// What the holder of a certificate signs with its key to read what its subscriber was told.
///
/// It serves for minutes of the time that it names, and while the history has as many lines: who keeps it apart reads
/// nothing later with it. Within these minutes it reads as often as it is shown, and does nothing else.
package struct InboxStatement: Sendable {
    package let bytes: [UInt8]

    /// - Parameters:
    ///   - certificate: `AUTHORITY/SERIAL`.
    ///   - sequence: the number of lines in the history that `kapok status` shows.
    ///   - timeMilliseconds: when it is signed.
    package init(
        origin: String, environment: String, certificate: String, sequence: Int64,
        timeMilliseconds: Int64
    ) {
        let json: JSONValue = [
            "type": "kapok-inbox/v1", "origin": .string(origin),
            "environment": .string(environment), "certificate": .string(certificate),
            "sequence": .integer(sequence), "time": .integer(timeMilliseconds),
        ]
        bytes = json.canonicalBytes
    }
}

/// What anyone signs with a private key to show that it is known to others than its holder.
///
/// It may be handed in at any time and by anyone: the key is lost for ever, whoever signed.
package struct KeyProofStatement: Sendable {
    package let bytes: [UInt8]

    /// - Parameter certificate: `AUTHORITY/SERIAL`, of one under this key.
    package init(origin: String, environment: String, certificate: String) {
        let json: JSONValue = [
            "type": "kapok-key-proof/v1", "origin": .string(origin),
            "environment": .string(environment), "certificate": .string(certificate),
        ]
        bytes = json.canonicalBytes
    }
}
