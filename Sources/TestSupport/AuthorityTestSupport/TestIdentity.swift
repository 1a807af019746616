package import CanonicalJSON
import Cryptography

/// Documents of made-up people and organisations: one name, one number, in every test.
package enum TestIdentity {
    /// What `identity` of an application holds, for a subject of this name.
    package static func of(_ name: String, category: String) -> JSONValue {
        [
            "documents": [
                category == "organisation"
                    ? ["kind": "businessRegistration", "number": .string(registration(of: name))]
                    : [
                        "kind": "passport", "country": "HK", "number": .string(passport(of: name)),
                    ]
            ]
        ]
    }

    /// Nine characters, so that even a million names have as many numbers.
    package static func passport(of name: String) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
        let drawn = digest(name).prefix(8).map { alphabet[Int($0) % alphabet.count] }
        return "7" + String(decoding: drawn, as: UTF8.self)
    }

    package static func registration(of name: String) -> String {
        digest(name).prefix(8).map { String($0 % 10) }.joined()
    }

    private static func digest(_ name: String) -> [UInt8] {
        DigestAlgorithm.sha256.hash(Array(name.utf8))
    }
}
