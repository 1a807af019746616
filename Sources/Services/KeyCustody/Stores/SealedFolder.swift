package import Cryptography
import Glibc
import Ledger

/// A folder of sealed files: each holds one secret, encrypted under one unlock secret.
///
/// The unlock secret passes through scrypt once a process; each file is
/// `AES-256-GCM(key, value)` with the file's name as associated data, so that two files cannot be
/// exchanged. `seal.parameters` holds cost and salt, and `seal.check` a known value, so that a
/// wrong secret is told at once. Files are written whole (temporary name, fsync, rename), mode 0600.
package struct SealedFolder: Sendable {
    private let path: String
    private let key: SecretBytes
    private let randomness: any Randomness

    private static let parametersFile = "seal.parameters"
    private static let checkName = "seal.check"
    private static let checkValue = Array("kapok-seal/v1".utf8)
    /// scrypt with N = 2^15, r = 8, p = 1: about 0.14 s and 32 MiB, once a process.
    private static let cost = 1 << 15

    /// Makes the folder (which must not exist) and seals it with `secret`.
    package static func create(
        at path: String, secret: SecretBytes, randomness: any Randomness = SystemRandomness()
    ) throws(KeyCustodyError) -> SealedFolder {
        guard unsafe mkdir(path, 0o700) == 0 else { throw .fileFailure(path, errno) }
        let salt = randomness.bytes(16)
        let parameters = "scrypt \(cost) " + salt.map(hexPair).joined() + "\n"
        try writeFile(Array(parameters.utf8), to: "\(path)/\(parametersFile)")
        let folder = SealedFolder(
            path: path, key: try derive(secret, salt: salt, cost: cost), randomness: randomness)
        try folder.store(checkValue, as: checkName)
        return folder
    }

    /// Opens an existing folder; a wrong secret throws `.wrongSecret`.
    package static func open(
        at path: String, secret: SecretBytes, randomness: any Randomness = SystemRandomness()
    ) throws(KeyCustodyError) -> SealedFolder {
        let text = String(
            decoding: try readFile("\(path)/\(parametersFile)"), as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, words[0] == "scrypt", let cost = Int(words[1]),
            cost >= 1 << 14, cost <= 1 << 20, let salt = bytes(fromHex: words[2])
        else { throw .damaged(parametersFile) }
        let folder = SealedFolder(
            path: path, key: try derive(secret, salt: salt, cost: cost), randomness: randomness)
        let check: SecretBytes
        do {
            check = try folder.load(checkName)
        } catch .damaged {
            // What the derived key does not open was sealed under another one.
            throw .wrongSecret
        }
        guard check.equals(SecretBytes(checkValue)) else { throw .wrongSecret }
        return folder
    }

    /// Seals `value` under `name`; durable on return. A name is never used again: a key that was
    /// overwritten could not be got back.
    package func store(_ value: [UInt8], as name: String) throws(KeyCustodyError) {
        guard unsafe access("\(path)/\(name).sealed", F_OK) != 0 else {
            throw .fileFailure("\(path)/\(name).sealed", EEXIST)
        }
        let sealed: [UInt8]
        do {
            sealed = try AES256GCM.seal(
                value, key: key, authenticating: Array(name.utf8), randomness: randomness)
        } catch {
            throw .damaged(name)
        }
        try Self.writeFile(sealed, to: "\(path)/\(name).sealed")
    }

    /// The value under `name`; `.missing` where there is none, `.damaged` where it was altered.
    package func load(_ name: String) throws(KeyCustodyError) -> SecretBytes {
        let sealed = try Self.readFile("\(path)/\(name).sealed")
        do {
            return try AES256GCM.open(sealed, key: key, authenticating: Array(name.utf8))
        } catch {
            throw .damaged(name)
        }
    }

    /// The names of all values but the folder's own.
    package func names() throws(KeyCustodyError) -> [String] {
        do {
            let files = try Folder.files(in: path).filter { $0.hasSuffix(".sealed") }
            return files.map { String($0.dropLast(".sealed".count)) }.filter {
                $0 != Self.checkName
            }
        } catch {
            throw KeyCustodyError(error)
        }
    }

    /// Takes a value away that is elsewhere now.
    package func remove(_ name: String) throws(KeyCustodyError) {
        guard unsafe unlink("\(path)/\(name).sealed") == 0 else {
            throw .fileFailure("\(path)/\(name).sealed", errno)
        }
        do {
            try Folder.sync(path)
        } catch {
            throw KeyCustodyError(error)
        }
    }

    /// The largest sealed file: an RSA-8192 key in PKCS#8 is under 5 kB.
    private static let maximumFileBytes = 1 << 16

    private static func writeFile(_ bytes: [UInt8], to path: String) throws(KeyCustodyError) {
        do {
            try DurableFile.write(bytes, to: path, mode: 0o600)
        } catch {
            throw KeyCustodyError(error)
        }
    }

    private static func readFile(_ path: String) throws(KeyCustodyError) -> [UInt8] {
        do {
            return try DurableFile.read(path, limit: maximumFileBytes)
        } catch {
            throw KeyCustodyError(error)
        }
    }

    private static func derive(
        _ secret: SecretBytes, salt: [UInt8], cost: Int
    ) throws(KeyCustodyError) -> SecretBytes {
        do {
            return try Scrypt.derive(secret: secret, salt: salt, cost: cost)
        } catch {
            throw .derivationFailed
        }
    }

    private static func hexPair(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return byte < 16 ? "0" + text : text
    }

    private static func bytes(fromHex text: Substring) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2), digits.count <= 128 else { return nil }
        var result: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            result.append(byte)
        }
        return result
    }
}
