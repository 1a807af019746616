import CanonicalJSON
import Cryptography
@testable import Egress
import Ledger
import Testing

@Suite struct `What receivers of events are sent` {
    private static let target = "https://receiver.example:8443/hook"
    private static let body = Array("{}".utf8)

    private static func fields(
        _ key: SoftwareKey, body: [UInt8] = body, to target: String = target,
        at seconds: Int64 = 1_764_500_000
    ) async throws -> [String: String] {
        try await HTTPMessageSignature(
            of: body, contentType: "application/json", to: target,
            by: CheckpointSigner(origin: "ca.example/journal", key: key), atSeconds: seconds
        ).fields
    }

    /// As a receiver makes it of the request that came: RFC 9421 §2.5.
    private static func isGood(
        _ fields: [String: String], _ key: SoftwareKey, method: String = "POST",
        to target: String = target, type: String = "application/json"
    ) -> Bool {
        guard let input = fields["Signature-Input"]?.dropFirst("kapok=".count),
            let written = fields["Signature"]?.dropFirst("kapok=:".count).dropLast(),
            let signature = Base64.decode(String(written)), let digest = fields["Content-Digest"]
        else { return false }
        let base =
            "\"@method\": \(method)\n\"@target-uri\": \(target)\n\"content-type\": \(type)\n"
            + "\"content-digest\": \(digest)\n\"@signature-params\": \(input)"
        return key.publicKey.verifies(signature, of: Array(base.utf8), with: .ed25519)
    }

    @Test func `[RFC 9421 3.1] is signed by the key of the journal, over all that matters`()
        async throws
    {
        let key = try SoftwareKey.generate(.ed25519)
        let fields = try await Self.fields(key)
        #expect(Self.isGood(fields, key))
        #expect(
            fields["Content-Digest"]
                == "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:")
        #expect(
            fields["Signature-Input"]?.hasPrefix(
                "kapok=(\"@method\" \"@target-uri\" \"content-type\" \"content-digest\");created=1764500000;"
                    + "keyid=\"ca.example/journal+") == true)
        #expect(
            fields["Signature-Input"]?.hasSuffix(";alg=\"ed25519\";tag=\"kapok-event\"") == true)
    }

    @Test func `[RFC 9421 3.2] another body, address, time or key is refused`() async throws {
        let key = try SoftwareKey.generate(.ed25519)
        let fields = try await Self.fields(key)
        #expect(!Self.isGood(fields, try SoftwareKey.generate(.ed25519)))
        #expect(!Self.isGood(fields, key, to: "https://other.example/hook"))
        #expect(!Self.isGood(fields, key, method: "PUT"))
        #expect(!Self.isGood(fields, key, type: "text/plain"))
        for other in [
            try await Self.fields(key, body: Array("{ }".utf8)),
            try await Self.fields(key, at: 1_764_500_001),
        ] {
            var mixed = fields
            mixed["Content-Digest"] = other["Content-Digest"]
            mixed["Signature-Input"] = other["Signature-Input"]
            #expect(!Self.isGood(mixed, key))
        }
    }
}
