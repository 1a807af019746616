import ChildPrograms
import Cryptography
import Foundation
import Glibc
import PKCS11
import Testing

/// SoftHSM with tokens of its own, for one test after another: it finds its settings by a variable of
/// the process.
///
/// Each test loads its own copy of the module, so that none meets what another one left in it.
final class SoftHSM {
    static let pin = "gF4-7Qx9"
    static let library = "/usr/lib/softhsm/libsofthsm2.so"

    let folder: String
    var module: String { "\(folder)/module.so" }

    /// Written before each module starts; the variable is set once, since others read the environment.
    private static let settings: String = {
        let path = "/tmp/kapok-softhsm-\(getpid()).conf"
        unsafe setenv("SOFTHSM2_CONF", path, 1)
        return path
    }()

    init(tokens: String...) throws {
        folder = "/tmp/kapok-softhsm-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: "\(folder)/tokens", withIntermediateDirectories: true)
        let library = try Data(contentsOf: URL(fileURLWithPath: Self.library))
        try library.write(to: URL(fileURLWithPath: module))
        unsafe chmod(module, 0o755)
        try """
        directories.tokendir = \(folder)/tokens
        objectstore.backend = file
        log.level = ERROR
        slots.removable = false
        """.write(toFile: Self.settings, atomically: true, encoding: .utf8)
        for token in tokens {
            try run(
                "softhsm2-util", "--init-token", "--free", "--label", token, "--pin", Self.pin,
                "--so-pin", "so-\(Self.pin)")
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
        try? FileManager.default.removeItem(atPath: Self.settings)
    }

    /// Puts a module with faults before the copy of SoftHSM, before anything has loaded it: see `FaultyModule`.
    func makeFaulty() throws {
        let files = FileManager.default
        let faulty = try files.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            .split(separator: "/").dropLast().joined(separator: "/")
        try files.moveItem(atPath: module, toPath: "\(folder)/real.so")
        try files.copyItem(atPath: "/\(faulty)/libFaultyModule.so", toPath: module)
        unsafe chmod(module, 0o755)
    }

    /// How many PINs were tried, by a module that is made faulty.
    var logins: Int { FileManager.default.contents(atPath: "\(folder)/logins")?.count ?? 0 }

    /// Until the file is gone: `hang` or `lie`.
    func ask(for fault: String) throws { try write([], to: fault) }
    func stop(_ fault: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/\(fault)")
    }

    /// A module that starts meanwhile finds none of its settings, and refuses.
    func withoutSettings(_ body: () throws -> Void) throws {
        let kept = "\(folder)/settings"
        try FileManager.default.moveItem(atPath: Self.settings, toPath: kept)
        defer { try? FileManager.default.moveItem(atPath: kept, toPath: Self.settings) }
        try body()
    }

    func session(_ uri: String = "pkcs11:token=Mei") throws -> TokenSession {
        try TokenSession(TokenModule(path: module), token: TokenURI(uri))
    }

    /// A session that knows the PIN.
    func loggedIn(_ uri: String = "pkcs11:token=Mei") async throws -> TokenSession {
        let session = try session(uri)
        try await session.login { _ in SecretBytes(Array(Self.pin.utf8)) }
        return session
    }

    /// The other program that works with tokens, and shares no code with ours.
    @discardableResult
    func pkcs11Tool(_ arguments: String...) throws -> String { try pkcs11Tool(arguments) }

    @discardableResult
    func pkcs11Tool(_ arguments: [String]) throws -> String {
        try run(
            [
                "pkcs11-tool", "--module", Self.library, "--token-label", "Mei", "--login", "--pin",
                Self.pin,
            ] + arguments)
    }

    @discardableResult
    func run(_ words: String...) throws -> String { try run(words) }

    @discardableResult
    private func run(_ words: [String]) throws -> String {
        let run = try ChildProgram.run(
            words, in: folder,
            environment: ProcessInfo.processInfo.environment.merging(
                ["SOFTHSM2_CONF": Self.settings, "LC_ALL": "C"]) { $1 })
        try #require(run.status == 0, "\(words.first ?? ""): \(run.text)")
        return run.text
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    /// Sets flags in the token's own file, as a token does that counts wrong PINs; SoftHSM never locks.
    func setFlags(_ flags: UInt8) throws {
        let tokens = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/tokens")
        let path = "\(folder)/tokens/\(try #require(tokens.first))/token.object"
        var content = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        // The attribute's number, its kind, and eight octets of flags; these are in the sixth.
        let attribute: [UInt8] = [0, 0, 0, 0, 0x80, 0, 0x53, 0x4b]
        let place = try #require(
            content.indices.first { content[$0...].starts(with: attribute) })
        content[place + 16 + 5] |= flags
        try Data(content).write(to: URL(fileURLWithPath: path))
    }
}

/// What an error of the adapter is; nil where none came.
func tokenError(_ work: () async throws -> Void) async -> TokenError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? TokenError
    }
}
