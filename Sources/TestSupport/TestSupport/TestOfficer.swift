package import CertificatePolicy
package import Cryptography
package import Ledger

/// An officer with a P-256 key that signs whatever a test wants.
package struct TestOfficer: Sendable {
    package let id: String
    package let key: SoftwareKey
    package let roles: [Role]

    package init(id: String, roles: [Role]) throws {
        self.id = id
        self.roles = roles
        key = try SoftwareKey.generate(.p256)
    }

    package init(id: String, roles: [Role], key: SoftwareKey) {
        self.id = id
        self.roles = roles
        self.key = key
    }

    /// DER SubjectPublicKeyInfo.
    package var publicKey: [UInt8] { key.publicKey.subjectPublicKeyInfo.derEncoded }

    package var keyID: String { Officer.keyID(of: publicKey) }

    package func sign(_ bytes: [UInt8]) throws -> [UInt8] {
        try key.sign(bytes, with: .ecdsaWithSHA256)
    }

    package func sign(_ statement: ActStatement) throws -> SignedAct {
        let bytes = statement.canonicalBytes
        return try SignedAct(bytes: bytes, signature: sign(bytes))
    }
}
