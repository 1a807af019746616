import Cryptography
import Foundation
import KeyCustody
import Messages
import PKCS11

/// Keys of authorities in a PKCS#11 token, each under its name as its label.
///
/// Nothing is asked of the token before somebody needs it, so that one that is not there keeps no server from starting.
actor TokenKeyStore: ModuleKeyStore {
    private let setting: ModuleSetting
    private let pinPath: String
    private let pool: TokenPool
    private var keys: [KeyReference: TokenKey] = [:]

    /// - Parameter folder: to which the PIN's file is relative.
    init(_ setting: ModuleSetting, in folder: String) {
        self.setting = setting
        pinPath =
            setting.pinFile.hasPrefix("/") ? setting.pinFile : "\(folder)/\(setting.pinFile)"
        pool = TokenPool(
            library: setting.library, token: Self.token(setting),
            sessions: setting.sessions ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    /// By the serial numbers of their tokens.
    static func all(_ settings: [ModuleSetting], in folder: String) -> [String: any ModuleKeyStore]
    {
        Dictionary(
            settings.map { ($0.serial, TokenKeyStore($0, in: folder)) },
            // Refused where the settings are read.
            uniquingKeysWith: { first, _ in first })
    }

    func facts() async throws -> ModuleFacts {
        try await telling {
            let found = try await self.pool.facts()
            return ModuleFacts(model: found.model, firmware: found.firmware)
        }
    }

    func generateKey(
        _ algorithm: KeyAlgorithm, as reference: KeyReference
    ) async throws -> PublicKey {
        let key = try await telling {
            try await self.unlocked().makeKey(algorithm, as: self.uri(reference))
        }
        keys[reference] = key
        return key.publicKey
    }

    func publicKey(of reference: KeyReference) async throws -> PublicKey {
        try await telling {
            do {
                return try await self.key(reference).publicKey
            } catch TokenError.keyMissing {
                throw KeyCustodyError.keyNowhere(reference.id)
            }
        }
    }

    func sign(
        _ message: [UInt8], with algorithm: SignatureAlgorithm, key reference: KeyReference
    ) async throws -> [UInt8] {
        try await telling {
            let key = try await self.key(reference)
            return try await self.unlocked().sign(message, with: algorithm, key: key)
        }
    }

    private func key(_ reference: KeyReference) async throws -> TokenKey {
        if let key = keys[reference] { return key }
        let key = try await unlocked().key(uri(reference))
        keys[reference] = key
        return key
    }

    private static func token(_ setting: ModuleSetting) -> TokenURI {
        var uri = TokenURI()
        uri.serial = setting.serial
        return uri
    }

    private func uri(_ reference: KeyReference) -> TokenURI {
        var uri = Self.token(setting)
        uri.object = reference.id
        return uri
    }

    /// With the PIN that its file has now, where the pool knows none.
    private func unlocked() async throws -> TokenPool {
        if !pool.isUnlocked {
            try await pool.unlock(SecretFile.read(pinPath, refusing: .modulePINFileUnusable))
        }
        return pool
    }

    /// Who asks for a signature has no token at hand and types no PIN: what the token said is told as the module's.
    private func telling<R>(_ work: () async throws -> R) async throws -> R {
        do {
            return try await work()
        } catch let error as TokenError {
            let said = error.refusal
            throw Refusal(
                .moduleUnusable, field: "module",
                [
                    "serial": setting.serial,
                    "reason":
                        ([said.code.id]
                        + said.arguments.sorted { $0.key < $1.key }.map(\.value))
                        .joined(separator: ", "),
                ])
        }
    }
}
