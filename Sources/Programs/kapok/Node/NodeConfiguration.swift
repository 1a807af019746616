import Messages

/// The node's part of `kapok.yaml`: what belongs to this machine and is read at start.
///
/// ```yaml
/// node:
///   listen: 127.0.0.1:8080      # public HTTP: OCSP, CRL, certificates, journal
///   baseURL: http://127.0.0.1:8080   # where the public reaches it; stands in certificates
///   unlock: unlock.secret       # file with the unlock secret; relative to the folder
/// ```
struct NodeConfiguration: Sendable, Equatable {
    /// Host and port of the public listener.
    var listenHost: String
    var listenPort: Int
    /// Where the public reaches the listener: it may lie behind a proxy.
    var baseURL: String
    /// The file that holds the unlock secret; nil to take it from the credential
    /// `kapok-unlock` of the service manager.
    var unlockFile: String?

    static let fileName = "kapok.yaml"
    static let maximumBytes = 1 << 16
    private static let known: Set<String> = ["listen", "baseURL", "unlock"]

    /// Reads and checks a configuration; every unknown or malformed setting is refused by name.
    ///
    /// - Parameter file: its path, for refusals.
    init(yaml source: [UInt8], file: String) throws {
        guard source.count <= Self.maximumBytes else { throw Self.tooLarge(file) }
        let sections = try Self.sections(source, file)
        if let section = sections.keys.sorted().first(where: { $0 != "node" }) {
            throw Refusal(.configurationUnknown, field: section, ["name": section])
        }
        guard let node = sections["node"] else { throw Self.unreadable(file, line: 1) }
        if let name = node.keys.sorted().first(where: { !Self.known.contains($0) }) {
            throw Refusal(.configurationUnknown, field: "node.\(name)", ["name": "node.\(name)"])
        }
        func text(_ name: String) throws -> String? {
            guard let value = node[name] else { return nil }
            guard let value else {
                throw Refusal(
                    .configurationNotText, field: "node.\(name)", ["name": "node.\(name)"])
            }
            return value
        }
        try self.init(
            listen: text("listen") ?? "127.0.0.1:8080", baseURL: text("baseURL"),
            unlockFile: text("unlock"), prefix: "node.")
    }

    private static func sections(_ source: [UInt8], _ file: String) throws -> FlatYAML.Sections {
        guard let text = String(validating: source, as: UTF8.self) else {
            throw unreadable(file, line: 1)
        }
        do {
            return try FlatYAML.sections(in: text)
        } catch .alias(let line) {
            throw Refusal(
                .configurationAlias, field: "node", ["file": file, "line": String(line)])
        } catch .unreadable(let line) {
            throw unreadable(file, line: line)
        }
    }

    private static func unreadable(_ file: String, line: Int) -> Refusal {
        Refusal(.configurationUnreadable, field: "node", ["file": file, "line": String(line)])
    }

    static func tooLarge(_ file: String) -> Refusal {
        Refusal(.configurationTooLarge, field: file, ["file": file])
    }

    /// - Parameter prefix: goes before the names of settings in refusals: a file says `node.listen`,
    ///   a command line `listen`.
    init(
        listen: String, baseURL: String?, unlockFile: String?, prefix: String = ""
    ) throws {
        (listenHost, listenPort) = try Self.address(listen, field: prefix + "listen")
        self.baseURL = baseURL ?? "http://\(listenHost):\(listenPort)"
        guard self.baseURL.hasPrefix("http://"), !self.baseURL.hasSuffix("/") else {
            throw Refusal(
                .baseURLInvalid, field: prefix.isEmpty ? "base-url" : prefix + "baseURL",
                ["value": self.baseURL])
        }
        self.unlockFile = unlockFile
    }

    /// The text of a new folder's file.
    var yaml: String {
        var text = """
            # What belongs to this machine; read when `kapok serve` starts. The practice settings
            # lie in the ledger: see `kapok config show`.
            node:
              # Public HTTP listener: OCSP, CRL, certificates, the journal's hashes.
              listen: \(FlatYAML.written("\(listenHost):\(listenPort)"))
              # Where the public reaches it; it stands in certificates.
              baseURL: \(FlatYAML.written(baseURL))

            """
        if let unlockFile {
            text += "  # The file with the unlock secret; keep it on another medium.\n"
            text += "  unlock: \(FlatYAML.written(unlockFile))\n"
        }
        return text
    }

    /// The path part of the base URL, such as `/kapok`; empty where it has none.
    var publicPrefix: String {
        let afterScheme = baseURL.dropFirst("http://".count)
        return afterScheme.firstIndex(of: "/").map { String(afterScheme[$0...]) } ?? ""
    }

    static func address(_ text: String, field: String) throws -> (String, Int) {
        guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
            let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
        else { throw Refusal(.configurationAddress, field: field, ["value": text]) }
        let host = text[..<colon].trimmingPrefix("[")
        return (String(host.hasSuffix("]") ? host.dropLast() : host), port)
    }
}
