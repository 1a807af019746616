import CertificatePolicy
import Cryptography
import Mail
import Messages
import Notification
import Registration

/// The section `mail:` of `kapok.yaml`: the mail server, and who reads what has to be told.
///
/// ```yaml
/// mail:
///   server: smtp://mail.ca.example:587   # STARTTLS; smtps:// for TLS from the beginning
///   from: kapok@ca.example
///   user: kapok                 # both or neither
///   password: mail.secret       # a file; relative to the folder
///   trust: mail-ca.pem          # certificates in PEM; those of the system where it is missing
///   securityOfficer: security@ca.example   # one mailbox a role
///   others: officers@ca.example            # every role that is not named
/// ```
struct MailSetting: Sendable, Equatable {
    let host: String
    let port: Int
    let protection: MailClient.Protection
    let sender: String
    let user: String?
    let passwordFile: String?
    let anchorsFile: String?
    let others: String?
    let mailboxes: [Role: String]

    /// - Throws: `configuration.mail`, naming the setting; `configuration.unknown`.
    init(_ section: [String: String?]) throws(Refusal) {
        let plain = ["server", "from", "user", "password", "trust", "others"]
        let roles = Role.allCases.map(\.rawValue)
        if let name = section.keys.sorted().first(where: { !(plain + roles).contains($0) }) {
            throw Refusal(.configurationUnknown, field: "mail.\(name)", ["name": "mail.\(name)"])
        }
        func text(_ name: String) throws(Refusal) -> String? {
            guard let value = section[name] else { return nil }
            guard let value, !value.isEmpty, !value.utf8.contains(where: { $0 < 0x20 }) else {
                throw Self.invalid(name)
            }
            return value
        }
        func mailbox(_ name: String) throws(Refusal) -> String? {
            guard let value = try text(name) else { return nil }
            guard MailClient.isMailbox(value) else { throw Self.invalid(name) }
            return value
        }
        guard let server = try text("server") else { throw Self.invalid("server") }
        let isImplicit = server.hasPrefix("smtps://")
        guard isImplicit || server.hasPrefix("smtp://") else { throw Self.invalid("server") }
        let rest = String(server.dropFirst(isImplicit ? 8 : 7))
        let hasPort = rest.last != "]" && rest.contains(":")
        do {
            (host, port) = try NodeConfiguration.address(
                hasPort ? rest : rest + (isImplicit ? ":465" : ":587"), field: "mail.server")
        } catch {
            throw Self.invalid("server")
        }
        guard port > 0, let sender = try mailbox("from") else {
            throw Self.invalid(port > 0 ? "from" : "server")
        }
        self.sender = sender
        (user, passwordFile) = (try text("user"), try text("password"))
        guard (user == nil) == (passwordFile == nil) else {
            throw Self.invalid(user == nil ? "user" : "password")
        }
        anchorsFile = try text("trust")
        // A mail server on the same machine needs no TLS; what is said to be trusted is asked for.
        let isHere = ["127.0.0.1", "::1", "localhost"].contains(host)
        protection = isImplicit ? .implicit : isHere && anchorsFile == nil ? .none : .startTLS
        others = try mailbox("others")
        var mailboxes: [Role: String] = [:]
        for role in Role.allCases { mailboxes[role] = try mailbox(role.rawValue) }
        self.mailboxes = mailboxes
    }

    /// Who reads what a role has to be told; nil for nobody.
    @Sendable func mailbox(of role: Role) -> String? { mailboxes[role] ?? others }

    /// Hands a message to the server; files are read anew each time.
    func send(_ message: NoticeRound.Message, in folder: DataFolder) async throws(Refusal) {
        try await send(
            MailMessage(
                from: sender, to: message.recipient, subject: message.subject,
                text: message.text, id: message.id, seconds: message.atMilliseconds / 1000),
            in: folder)
    }

    /// The same for a message to an applicant.
    func send(_ message: ContactMessage, in folder: DataFolder) async throws(Refusal) {
        try await send(
            MailMessage(
                from: sender, to: message.recipient, subject: message.subject,
                text: message.text, id: message.id, seconds: message.atMilliseconds / 1000),
            in: folder)
    }

    /// - Throws: `mail.mailboxRefused`, `mail.notTaken`.
    private func send(_ message: MailMessage, in folder: DataFolder) async throws(Refusal) {
        // Nobody else waits for what no server can be told to deliver.
        guard MailClient.isMailbox(message.recipient) else {
            throw Refusal(.mailboxRefused, ["reason": "\(MailError.malformed)"])
        }
        let client = MailClient(
            host: host.contains(":") ? "[\(host)]" : host, port: port, protection: protection,
            login: try login(in: folder),
            anchorsFile: anchorsFile.map { Self.path($0, in: folder) })
        do {
            try await client.send(message)
        } catch {
            // RFC 5321 §4.2.3: it does not take this message now or ever, whatever becomes of the others.
            let isOfMailbox = [450, 452, 550, 551, 552, 553, 554].contains {
                error == .refused(code: $0)
            }
            throw Refusal(isOfMailbox ? .mailboxRefused : .mailNotTaken, ["reason": "\(error)"])
        }
    }

    private func login(in folder: DataFolder) throws(Refusal) -> MailClient.Login? {
        guard let user, let passwordFile else { return nil }
        let secret = try SecretFile.read(
            Self.path(passwordFile, in: folder), refusing: .mailPasswordUnreadable)
        // libcurl takes text, and has its own copy.
        let password = secret.withBytes { String(decoding: $0, as: UTF8.self) }
        return MailClient.Login(user: user, password: password)
    }

    private static func path(_ file: String, in folder: DataFolder) -> String {
        file.hasPrefix("/") ? file : "\(folder.path)/\(file)"
    }

    private static func invalid(_ name: String) -> Refusal {
        Refusal(.mailSettingInvalid, field: "mail.\(name)", ["name": "mail.\(name)"])
    }
}
