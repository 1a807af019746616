import Cryptography
import Glibc
import Messages
import PKCS11
import Synchronization

/// Where the secrets that open an officer's key come from.
struct KeySecrets: Sendable {
    /// The PIN of a token, by the PIN file that the key names.
    let pins: @Sendable (_ file: String?) -> PINSource
    /// The passphrase of a key file.
    let passphrase: @Sendable (_ keyFile: String) throws(Refusal) -> SecretBytes

    /// For who has none: keys in clear alone can be used.
    static let none = KeySecrets(
        pins: { _ in { throw TokenError.pinMissing(token: $0.token) } },
        passphrase: { path throws(Refusal) in
            throw Refusal(.passphraseMissing, field: path, ["path": path])
        })
}

extension Session {
    /// The key of a file; this session is asked for what opens it, once.
    func officerKey(_ path: String) throws(Refusal) -> OfficerKey {
        if let known = openedKeys[path] { return known }
        let key = try OfficerKey(
            file: path, secrets: KeySecrets(pins: pins(named:), passphrase: passphrase(of:)))
        openedKeys[path] = key
        return key
    }

    /// The file that `$KAPOK_PASSPHRASE_FILE` names, else whoever sits at the terminal.
    @Sendable func passphrase(of path: String) throws(Refusal) -> SecretBytes {
        if let file = surroundings["KAPOK_PASSPHRASE_FILE"] {
            return try SecretFile.read(file, refusing: .passphraseFileUnusable)
        }
        return try typed(CommandLineSentence.askForPassphrase, path)
    }

    /// One that is to be used from now on, typed twice.
    /// - Throws: `passphrase.short`, `passphrase.differs`.
    func newPassphrase(for path: String) throws(Refusal) -> SecretBytes {
        let chosen = try passphrase(of: path)
        guard chosen.count >= Self.minimumPassphraseBytes else {
            throw Refusal(
                .passphraseShort, field: "--passphrase",
                ["minimum": String(Self.minimumPassphraseBytes)])
        }
        if surroundings["KAPOK_PASSPHRASE_FILE"] == nil {
            let again = try typed(CommandLineSentence.askForPassphraseAgain, path)
            guard again.equals(chosen) else {
                throw Refusal(.passphraseDiffers, field: "--passphrase")
            }
        }
        return chosen
    }

    /// Guessing at scrypt's pace takes years from here on, if it is no phrase that others use.
    private static let minimumPassphraseBytes = 12

    private func typed(_ sentence: Text, _ path: String) throws(Refusal) -> SecretBytes {
        guard surroundings.isInteractive else {
            throw Refusal(.passphraseMissing, field: path, ["path": path])
        }
        let secret = surroundings.readUnseen {
            console.prompt(console.reader.text(sentence, ["path": SafeText.of(path)]))
        }
        console.note("")
        guard let secret, secret.count > 0 else { throw Refusal(.commandOfficerDeclined) }
        return secret
    }

    /// The file that the key names, else the one that `$KAPOK_PIN_FILE` names, else whoever sits at
    /// the terminal. A variable that holds a PIN is not read: other processes of this user see it.
    @Sendable func pins(named file: String?) -> PINSource {
        let (console, surroundings) = (console, surroundings)
        let file = file ?? surroundings["KAPOK_PIN_FILE"]
        return { request in
            if let file {
                if request.tries == .final { throw TokenError.pinFinalTry(token: request.token) }
                return try SecretFile.read(file, refusing: .tokenPINFileUnusable)
            }
            guard surroundings.isInteractive else {
                throw TokenError.pinMissing(token: request.token)
            }
            let sentence =
                request.tries == .final
                ? CommandLineSentence.askForLastPIN : CommandLineSentence.askForPIN
            let pin = surroundings.readUnseen {
                console.prompt(
                    console.reader.text(sentence, ["token": SafeText.of(request.token)]))
            }
            console.note("")
            guard let pin, pin.count > 0 else { throw Refusal(.commandOfficerDeclined) }
            return pin
        }
    }
}

/// The keys that a command opened, by their files: a connection and the act over it are signed by the same.
final class OpenedKeys: Sendable {
    private let keys = Mutex<[String: OfficerKey]>([:])

    subscript(path: String) -> OfficerKey? {
        get { keys.withLock { $0[path] } }
        set { keys.withLock { $0[path] = newValue } }
    }
}

/// A PIN or passphrase in a file: one line, for its owner alone.
enum SecretFile {
    /// - Throws: the refusal, `file.unreadable`.
    static func read(
        _ path: String, refusing code: RefusalCode
    ) throws(Refusal) -> SecretBytes {
        let unusable = Refusal(code, field: path, ["path": path])
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Refusal(
                .commandFileUnreadable, field: path,
                ["path": path, "reason": SystemError.text(errno)])
        }
        defer { close(descriptor) }
        var found = stat()
        guard unsafe fstat(descriptor, &found) == 0, found.st_mode & 0o077 == 0 else {
            throw unusable
        }
        // Octet by octet into one room, so that no copy stays behind.
        var line = [UInt8]()
        line.reserveCapacity(Terminal.maximumBytes)
        var octet: UInt8 = 0
        var hasEnded = false
        while true {
            let count = unsafe Glibc.read(descriptor, &octet, 1)
            if count == 0 { break }
            // A part of a PIN is a wrong one, and costs a try.
            guard count > 0 else {
                if errno == EINTR { continue }
                _ = SecretBytes(line)
                throw Refusal(
                    .commandFileUnreadable, field: path,
                    ["path": path, "reason": SystemError.text(errno)])
            }
            if octet == 0x0A || octet == 0x0D {
                hasEnded = true
            } else if hasEnded || line.count == Terminal.maximumBytes {
                _ = SecretBytes(line)
                throw unusable
            } else {
                line.append(octet)
            }
        }
        let pin = SecretBytes(line)
        guard pin.count > 0 else { throw unusable }
        return pin
    }
}
