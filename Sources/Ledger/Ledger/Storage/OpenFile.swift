import Glibc

/// Plain files as the operating system has them, read and written in pieces.
///
/// The descriptor is closed when the last reference goes; used by one task at a time.
package final class OpenFile {
    package let path: String
    private let descriptor: Int32

    /// Octets read or written at once.
    package static let pieceCount = 1 << 18

    /// Opens a file to be read.
    package init(reading path: String) throws(DurableFileError) {
        self.path = path
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(path) : .fileFailure(path, errno)
        }
    }

    /// Makes a file, for this user alone; nothing of this name may be there.
    package init(creating path: String) throws(DurableFileError) {
        self.path = path
        descriptor = unsafe Glibc.open(
            path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .fileFailure(path, errno) }
    }

    deinit { close(descriptor) }

    package func size() throws(DurableFileError) -> Int64 {
        var found = stat()
        guard unsafe fstat(descriptor, &found) == 0 else { throw .fileFailure(path, errno) }
        return Int64(found.st_size)
    }

    /// The next piece; empty at the end.
    package func read() throws(DurableFileError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: Self.pieceCount)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .fileFailure(path, errno) }
            buffer.removeLast(buffer.count - count)
            return buffer
        }
    }

    /// Octets from a place, whole or to the end of the file.
    package func read(
        at offset: Int64, _ wanted: Int
    ) throws(DurableFileError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: wanted)
        var filled = 0
        while filled < wanted {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe pread(
                    descriptor, $0.baseAddress.map { unsafe $0 + filled }, wanted - filled,
                    off_t(offset) + off_t(filled))
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .fileFailure(path, errno) }
            if count == 0 { break }
            filled += count
        }
        buffer.removeLast(wanted - filled)
        return buffer
    }

    /// Lines from here on, without their ends; what stands behind the last end is none.
    /// - Throws: `.fileFailure` with EFBIG for a line of more than `maximumBytes`; what `body` throws.
    package func forEachLine(
        maximumBytes: Int, _ body: ([UInt8]) throws -> Void
    ) throws {
        var rest: [UInt8] = []
        while true {
            let piece = try read()
            if piece.isEmpty { return }
            rest += piece
            var start = 0
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                guard end - start <= maximumBytes else {
                    throw DurableFileError.fileFailure(path, EFBIG)
                }
                try body(Array(rest[start..<end]))
                start = end + 1
            }
            rest.removeFirst(start)
            guard rest.count <= maximumBytes else {
                throw DurableFileError.fileFailure(path, EFBIG)
            }
        }
    }

    package func write(_ bytes: [UInt8]) throws(DurableFileError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(
                    descriptor, $0.baseAddress.map { unsafe $0 + written },
                    bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .fileFailure(path, count < 0 ? errno : ENOSPC) }
            written += count
        }
    }

    package func sync() throws(DurableFileError) {
        guard fsync(descriptor) == 0 else { throw .fileFailure(path, errno) }
    }
}

/// Names in folders.
package enum Folder {
    package static func holds(_ path: String) -> Bool {
        var found = stat()
        return unsafe lstat(path, &found) == 0
    }

    package static func isFolder(_ path: String) -> Bool {
        var found = stat()
        return unsafe stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
    }

    /// When a file was changed last, in seconds since 1970; nil where there is none.
    package static func changedSeconds(_ path: String) -> Int64? {
        var found = stat()
        guard unsafe lstat(path, &found) == 0 else { return nil }
        return Int64(found.st_mtim.tv_sec)
    }

    /// The folder that a path lies in.
    package static func above(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Names of plain files, in order.
    package static func files(in path: String) throws(DurableFileError) -> [String] {
        guard let folder = unsafe opendir(path) else { throw .fileFailure(path, errno) }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix("."), !isFolder("\(path)/\(name)") { names.append(name) }
        }
        return names.sorted()
    }

    /// Gives a whole file or folder its name, which nothing has yet, durably.
    package static func rename(_ path: String, to target: String) throws(DurableFileError) {
        guard !holds(target) else { throw .fileFailure(target, EEXIST) }
        guard unsafe Glibc.rename(path, target) == 0 else { throw .fileFailure(target, errno) }
        try sync(above(target))
    }

    package static func make(_ path: String) throws(DurableFileError) {
        guard unsafe mkdir(path, 0o700) == 0 else { throw .fileFailure(path, errno) }
    }

    package static func sync(_ path: String) throws(DurableFileError) {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .fileFailure(path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .fileFailure(path, errno) }
    }

    /// What is not there is gone already.
    package static func remove(file path: String) { unsafe unlink(path) }
    package static func remove(folder path: String) { unsafe rmdir(path) }
}

extension DurableFileError {
    /// The file, and what the system says.
    package var arguments: [String: String] {
        switch self {
        case .missing(let path): Self.arguments(path, ENOENT)
        case .fileFailure(let path, let number): Self.arguments(path, number)
        }
    }

    private static func arguments(_ path: String, _ number: Int32) -> [String: String] {
        let text = unsafe strerror(number).map { unsafe String(cString: $0) }
        return ["path": path, "reason": text ?? "errno \(number)"]
    }
}
