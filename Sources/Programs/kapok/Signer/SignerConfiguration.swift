import Glibc
import Messages

/// `signer.yaml`: what belongs to the signer's machine; read at the start.
///
/// ```yaml
/// signer:
///   socket: /run/kapok-signer/signer.sock   # where the server asks; signer.sock in the folder where it is missing
///   server: kapok                    # the user whom it answers; its own where it is missing
///   unlock: unlock.secret            # file with the unlock secret; else the credential kapok-unlock
/// modules:                           # tokens that keep keys of authorities; see ModuleSetting
///   hsm: /usr/lib/softhsm/libsofthsm2.so 0a1b2c3d4e5f6071 hsm.pin
/// ```
struct SignerConfiguration: Sendable, Equatable {
    var socket: String?
    /// By number; nil for whoever the signer is.
    var server: uid_t?
    var unlockFile: String?
    /// In the order of their names.
    var modules: [ModuleSetting] = []

    static let fileName = "signer.yaml"

    init(unlockFile: String?) { self.unlockFile = unlockFile }

    /// Reads and checks the file; every unknown or malformed setting is refused by name.
    init(yaml source: [UInt8], file: String) throws {
        let sections = try NodeConfiguration.sections(source, file)
        if let section = sections.keys.sorted().first(where: {
            !["signer", "modules"].contains($0)
        }) {
            throw Refusal(.signerSettingUnknown, field: section, ["name": section])
        }
        let own = sections["signer"] ?? [:]
        let known = ["socket", "server", "unlock"]
        if let name = own.keys.sorted().first(where: { !known.contains($0) }) {
            throw Refusal(
                .signerSettingUnknown, field: "signer.\(name)", ["name": "signer.\(name)"])
        }
        for name in known {
            guard let value = own[name], value == nil || value == "" else { continue }
            throw Refusal(
                .configurationNotText, field: "signer.\(name)", ["name": "signer.\(name)"])
        }
        if let path = own["socket"] ?? nil {
            socket = try Self.socket(path, field: "signer.socket")
        }
        server = try (own["server"] ?? nil).map(Self.user)
        unlockFile = own["unlock"] ?? nil
        modules = try ModuleSetting.all(sections["modules"])
    }

    /// An absolute path that the system takes for a socket.
    static func socket(_ path: String, field: String) throws -> String {
        guard path.hasPrefix("/"), path.utf8.count <= 107, !path.utf8.contains(0) else {
            throw Refusal(.signerSocketInvalid, field: field, ["name": field, "value": path])
        }
        return path
    }

    private static func user(_ name: String) throws -> uid_t {
        if let number = uid_t(name) { return number }
        guard let found = unsafe getpwnam(name) else {
            throw Refusal(.signerUserUnknown, field: "signer.server", ["value": name])
        }
        return unsafe found.pointee.pw_uid
    }

    /// The text of a new folder's file.
    var yaml: String {
        var text = """
            # What belongs to the signer's machine; read at its start.
            signer:
              # Where the server asks, and the user as whom it runs:
              #socket: /run/kapok-signer/signer.sock
              #server: kapok

            """
        if let unlockFile {
            text += "  # The file with the unlock secret; keep it on another medium.\n"
            text += "  unlock: \(FlatYAML.written(unlockFile))\n"
        }
        return text
    }
}
