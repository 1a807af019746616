import Glibc
import Messages

/// Files of the person who runs the command: read whole and bounded, written by rename.
enum LocalFile {
    /// No file that a command reads whole is larger, a bundle of all public authorities included.
    static let maximumBytes = 16 << 20

    /// - Throws: `file.unreadable`, `file.tooLarge`.
    static func read(_ path: String, limit: Int = maximumBytes) throws(Refusal) -> [UInt8] {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, errno) }
            if count == 0 { return result }
            guard result.count + count <= limit else {
                throw Refusal(
                    .commandFileTooLarge, field: path, ["path": path, "limit": String(limit)])
            }
            result.append(contentsOf: buffer[..<count])
        }
    }

    /// Writes a whole file in place of what was there: old or new content, never a mixture.
    /// - Parameter replacing: false refuses where something of that name exists.
    /// - Throws: `file.unwritable`, `file.exists`.
    static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t = 0o644, replacing: Bool = true
    ) throws(Refusal) {
        if !replacing && exists(path) {
            throw Refusal(.commandFileExists, field: path, ["path": path])
        }
        let temporary = "\(path).\(getpid()).new"
        let descriptor = unsafe Glibc.open(
            temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw unwritable(path, errno) }
        let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
        let reason = errno
        close(descriptor)
        guard isWritten, unsafe rename(temporary, path) == 0 else {
            let reason = isWritten ? errno : reason
            unsafe unlink(temporary)
            throw unwritable(path, reason)
        }
    }

    /// A new file, for this user alone, written piece by piece; without ``finish()`` nothing stays.
    final class Partial {
        private let path: String
        private let temporary: String
        private let descriptor: Int32

        /// - Throws: `file.unwritable`.
        init(_ path: String) throws(Refusal) {
            let name = "\(path).\(getpid()).new"
            let opened = unsafe Glibc.open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            // Before the object is whole: a file of that name that is another's stays.
            guard opened >= 0 else { throw unwritable(path, errno) }
            self.path = path
            temporary = name
            descriptor = opened
        }

        deinit {
            close(descriptor)
            unsafe unlink(temporary)
        }

        func write(_ bytes: [UInt8]) throws(Refusal) {
            guard writeAll(bytes, to: descriptor) else { throw unwritable(path, errno) }
        }

        /// Gives it its name, which nothing has yet.
        /// - Throws: `file.exists`, `file.unwritable`.
        func finish() throws(Refusal) {
            guard fsync(descriptor) == 0 else { throw unwritable(path, errno) }
            guard unsafe link(temporary, path) == 0 else {
                throw errno == EEXIST
                    ? Refusal(.commandFileExists, field: path, ["path": path])
                    : unwritable(path, errno)
            }
        }
    }

    /// The path by which everybody knows a file that is there; as given where it is not.
    static func absolute(_ path: String) -> String {
        guard let resolved = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    static func exists(_ path: String) -> Bool { attributes(path) != nil }

    /// Who owns a file or folder, and who may use it.
    struct Attributes: Sendable {
        let owner: uid_t
        let permissions: mode_t
        let isFolder: Bool
        /// Neither a folder nor a pipe, socket or device.
        let isFile: Bool
    }

    /// Nil where there is nothing of that name. A symbolic link is followed.
    static func attributes(_ path: String) -> Attributes? {
        var found = stat()
        guard unsafe stat(path, &found) == 0 else { return nil }
        return Attributes(
            owner: found.st_uid, permissions: found.st_mode & 0o7777,
            isFolder: found.st_mode & S_IFMT == S_IFDIR,
            isFile: found.st_mode & S_IFMT == S_IFREG)
    }

    /// Whether it only leads to something else.
    static func isLink(_ path: String) -> Bool {
        var found = stat()
        return unsafe lstat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFLNK
    }

    /// Makes a folder and those above it, for this user alone where they are new.
    static func makeFolder(_ path: String) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
            unsafe mkdir(made, 0o700)
        }
    }

    /// The folder that a file lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Writes to an open descriptor until all is out; false with errno set on failure.
    @discardableResult
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(
                    descriptor, $0.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    private static func unreadable(_ path: String, _ number: Int32) -> Refusal {
        Refusal(
            .commandFileUnreadable, field: path, ["path": path, "reason": SystemError.text(number)])
    }

    private static func unwritable(_ path: String, _ number: Int32) -> Refusal {
        Refusal(
            .commandFileUnwritable, field: path, ["path": path, "reason": SystemError.text(number)])
    }
}

/// What the operating system says of its own error numbers.
enum SystemError {
    static func text(_ number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "errno \(number)" }
        return unsafe String(cString: text)
    }
}
