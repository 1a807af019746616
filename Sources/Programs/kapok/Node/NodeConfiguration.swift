import CertificatePolicy
import Messages

/// The node's part of `kapok.yaml`: what belongs to this machine, read at start and in part on
/// SIGHUP.
///
/// ```yaml
/// node:
///   listen: 127.0.0.1:8080      # public HTTP: OCSP, CRL, certificates, journal
///   baseURL: http://127.0.0.1:8080   # where the public reaches it; stands in certificates
///   unlock: unlock.secret       # file with the unlock secret; relative to the folder
///   database: postgresql://kapok@/kapok?host=/run/postgresql   # in place of ledger.sqlite
///   files: /srv/kapok/files     # sealed attachments, where several servers share them; else files/
///   attachmentMegabytes: 25     # the most that one attachment may have
///   signer: /run/kapok-signer/signer.sock   # who keeps the keys and signs; missing: the server
///   metrics: 127.0.0.1:9464     # where Prometheus asks; nobody can where it is missing
///   logLevel: info              # debug, info, warning or error
/// officers:                     # where officers' clients connect; see OfficerListenerSetting
///   listen: 0.0.0.0:8443
///   certificate: officers.pem
///   key: officers.key.pem
/// witnesses:                    # who cosigns the journal's checkpoints; see WitnessSetting
///   first: http://w.example/ w.example/1+0a1b2c3d+BA…
/// timestamps:                   # who time-stamps them; see TimeStampSetting
///   tsa: https://tsa.example/tsr tsa.pem
/// modules:                      # tokens that keep keys of authorities; see ModuleSetting
///   hsm: /usr/lib/softhsm/libsofthsm2.so 0a1b2c3d4e5f6071 hsm.pin
/// mail:                         # who is told what by mail; see MailSetting
///   server: smtp://mail.ca.example
/// ```
struct NodeConfiguration: Sendable, Equatable {
    /// Host and port of the public listener.
    var listenHost: String
    var listenPort: Int
    /// Where the public reaches the listener: it may lie behind a proxy.
    var baseURL: BaseURL
    /// The file that holds the unlock secret; nil to take it from the credential
    /// `kapok-unlock` of the service manager.
    var unlockFile: String?
    /// Where the ledger lies: a PostgreSQL database, or nil for the file in the folder.
    var database: DatabaseAddress?
    /// Host and port of the listener for metrics; nil for none.
    var metrics: HostPort?
    /// The folder of sealed files, an absolute path; nil for `files/` in the data folder.
    var files: String?
    /// The most that one of them may have, in MiB.
    var attachmentMegabytes = 25
    var logLevel = LogLevel.info
    /// Where officers' clients connect; nil for the socket alone.
    var officers: OfficerListenerSetting?
    /// In the order of their names.
    var witnesses: [WitnessSetting] = []
    /// In the order of their names.
    var timeStamps: [TimeStampSetting] = []
    /// In the order of their names.
    var modules: [ModuleSetting] = []
    /// The socket of the signer; nil where this process signs by itself.
    var signer: String?
    /// Nil where nobody is told anything by mail.
    var mail: MailSetting?

    static let fileName = "kapok.yaml"
    static let maximumBytes = 1 << 16
    private static let known: Set<String> = [
        "listen", "baseURL", "unlock", "database", "metrics", "logLevel",
        "files", "attachmentMegabytes", "signer",
    ]

    /// Reads and checks a configuration; every unknown or malformed setting is refused by name.
    ///
    /// - Parameter file: its path, for refusals.
    init(yaml source: [UInt8], file: String) throws {
        let sections = try Self.sections(source, file)
        let parts = [
            "node", OfficerListenerSetting.section, "witnesses", "timestamps", "modules", "mail",
        ]
        if let section = sections.keys.sorted().first(where: { !parts.contains($0) }) {
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
            unlockFile: text("unlock"), database: text("database"), prefix: "node.")
        metrics = try text("metrics").map { try HostPort($0, field: "node.metrics") }
        if let path = try text("files") {
            guard path.hasPrefix("/"), !path.hasSuffix("/"), !path.utf8.contains(0) else {
                throw Refusal(.configurationFiles, field: "node.files", ["value": path])
            }
            files = path
        }
        if let size = try text("attachmentMegabytes") {
            guard let number = Int(size), (1...1024).contains(number) else {
                throw Refusal(
                    .configurationAttachment, field: "node.attachmentMegabytes",
                    ["value": size])
            }
            attachmentMegabytes = number
        }
        if let level = try text("logLevel") {
            guard let known = LogLevel(rawValue: level) else {
                throw Refusal(
                    .configurationLogLevel, field: "node.logLevel", ["value": level])
            }
            logLevel = known
        }
        officers = try OfficerListenerSetting(sections[OfficerListenerSetting.section])
        witnesses = try (sections["witnesses"] ?? [:]).sorted { $0.key < $1.key }.map {
            try WitnessSetting(name: $0.key, text: $0.value)
        }
        timeStamps = try (sections["timestamps"] ?? [:]).sorted { $0.key < $1.key }.map {
            try TimeStampSetting(name: $0.key, text: $0.value)
        }
        modules = try ModuleSetting.all(sections["modules"])
        signer = try text("signer").map {
            try SignerConfiguration.socket($0, field: "node.signer")
        }
        guard signer == nil || sections["modules"] == nil else {
            throw Refusal(.signerHasModules, field: "modules")
        }
        mail = try sections["mail"].map { try MailSetting($0) }
    }

    static func sections(_ source: [UInt8], _ file: String) throws -> FlatYAML.Sections {
        guard source.count <= maximumBytes else { throw tooLarge(file) }
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

    /// - Parameter prefix: goes before the names of settings in refusals: a file says
    /// `node.listen`,
    ///   a command line `listen`.
    init(
        listen: String, baseURL: String?, unlockFile: String?, database: String? = nil,
        prefix: String = ""
    ) throws {
        self.database = try database.map { try DatabaseAddress($0, field: prefix + "database") }
        (listenHost, listenPort) = try Self.address(listen, field: prefix + "listen")
        let base = baseURL ?? "http://\(Self.listen(listenHost, listenPort))"
        guard let url = BaseURL(base) else {
            throw Refusal(
                .baseURLInvalid, field: prefix.isEmpty ? "base-url" : prefix + "baseURL",
                ["value": base])
        }
        self.baseURL = url
        let hasControl =
            unlockFile?.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard unlockFile?.isEmpty != true, hasControl != true else {
            let name = prefix.isEmpty ? "unlock-file" : prefix + "unlock"
            throw Refusal(.unlockUnnamed, field: name, ["name": name])
        }
        self.unlockFile = unlockFile
    }

    /// The text of a new folder's file.
    var yaml: String {
        var text = """
            # What belongs to this machine; read at the start, and in part on SIGHUP. The practice
            # settings lie in the ledger: see `kapok config show`.
            node:
              # Public HTTP listener: OCSP, CRL, certificates, the journal's hashes.
              listen: \(FlatYAML.written(Self.listen(listenHost, listenPort)))
              # Where the public reaches it; it stands in certificates.
              baseURL: \(FlatYAML.written(baseURL.text))

            """
        if let unlockFile {
            text += "  # The file with the unlock secret; keep it on another medium.\n"
            text += "  unlock: \(FlatYAML.written(unlockFile))\n"
        }
        if let database { text += Self.yaml(of: database) }
        return text
    }

    /// Where a listener stands.
    struct HostPort: Sendable, Equatable {
        let host: String
        let port: Int

        init(_ text: String, field: String) throws {
            (host, port) = try NodeConfiguration.address(text, field: field)
        }
    }

    /// From which severity on the log tells something.
    enum LogLevel: String, Sendable, CaseIterable {
        case debug, info, warning, error
    }

    private static func listen(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// HOST:PORT, an IPv6 address in brackets; port 0 takes any that is free.
    static func address(_ text: String, field: String) throws -> (String, Int) {
        let refusal = Refusal(.configurationAddress, field: field, ["value": text])
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { throw refusal }
        let digits = text.utf8[text.utf8.index(after: colon)...]
        guard let port = digits.elementsEqual("0".utf8) ? 0 : BaseURL.port(digits) else {
            throw refusal
        }
        let host = text[..<colon]
        let isBracketed = host.utf8.count > 2 && host.hasPrefix("[") && host.hasSuffix("]")
        let name = isBracketed ? host.dropFirst().dropLast() : host
        let extra = isBracketed ? ":.%" : "-._"
        let isHost = name.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                || extra.unicodeScalars.contains($0)
        }
        guard isHost, !name.isEmpty, !isBracketed || name.contains(":") else { throw refusal }
        return (String(name), port)
    }
}
