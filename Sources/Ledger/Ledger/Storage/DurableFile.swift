package import Glibc

/// Whole files, written so that a crash leaves the old or the new content and never a mixture.
package enum DurableFile {
    /// Durable on return: the content is synced, then renamed into place, then the folder is synced.
    ///
    /// - Parameter mode: of the file, whatever mask the process has.
    package static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t
    ) throws(DurableFileError) {
        let temporary = path + ".new"
        let descriptor = unsafe Glibc.open(
            temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .fileFailure(path, errno) }
        guard fchmod(descriptor, mode) == 0 else {
            let reason = errno
            close(descriptor)
            unsafe unlink(temporary)
            throw .fileFailure(path, reason)
        }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(
                    descriptor, $0.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let reason = errno
                close(descriptor)
                unsafe unlink(temporary)
                throw .fileFailure(path, reason)
            }
            written += count
        }
        guard fsync(descriptor) == 0 else {
            let reason = errno
            close(descriptor)
            unsafe unlink(temporary)
            throw .fileFailure(path, reason)
        }
        close(descriptor)
        guard unsafe rename(temporary, path) == 0 else { throw .fileFailure(path, errno) }
        syncFolder(of: path)
    }

    /// The content of a file of at most `limit` bytes; `.missing` where there is none.
    package static func read(_ path: String, limit: Int) throws(DurableFileError) -> [UInt8] {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(path) : .fileFailure(path, errno)
        }
        defer { close(descriptor) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .fileFailure(path, errno) }
            if count == 0 { return result }
            guard result.count + count <= limit else { throw .fileFailure(path, EFBIG) }
            result.append(contentsOf: buffer[..<count])
        }
    }

    /// A rename is durable only once its folder is synced; a folder that cannot be opened for this
    /// leaves the old name after a power cut, which every reader of these files tolerates.
    private static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

/// Why a file could not be read or written whole: its path and errno.
package enum DurableFileError: Error, Sendable, Hashable {
    case missing(String)
    case fileFailure(String, Int32)
}
