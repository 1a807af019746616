import Glibc
import NIOCore

/// The file of a Unix socket, from before it is bound until after it is closed.
///
/// The socket is bound in a folder that only we can enter, gets its mode there, and is then renamed
/// to its place. So there is no moment at which it has another mode, and a stale file is replaced
/// in one step. Two servers that start at the same instant are not told apart here: the lock on the
/// data folder does that.
struct UnixSocketFile: Sendable {
    let path: String
    let mode: UInt32
    /// Where to bind first.
    let stagingPath: String
    private let stagingFolder: String

    /// Makes the staging folder, unless a server or something that is no socket is in the place.
    static func prepare(path: String, mode: UInt32) throws(ListenerError) -> UnixSocketFile {
        guard !path.isEmpty, path.utf8.count <= 98, !path.utf8.contains(0) else {
            throw .pathTooLong(path: path)
        }
        var status = stat()
        if unsafe lstat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
            guard !isAnswered(path) else { throw .addressInUse(path) }
        }
        var template = Array("\(path).XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw .cannotListen(path, errno) }
        let folder = String(
            decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        return UnixSocketFile(
            path: path, mode: mode, stagingPath: "\(folder)/s", stagingFolder: folder)
    }

    /// Puts the bound socket in its place, with its mode.
    func publish() throws(ListenerError) {
        defer { discard() }
        guard unsafe chmod(stagingPath, mode) == 0, unsafe rename(stagingPath, path) == 0 else {
            throw .cannotListen(path, errno)
        }
    }

    /// Takes the staging folder away. Does nothing where there is none.
    func discard() {
        _ = unsafe unlink(stagingPath)
        _ = unsafe rmdir(stagingFolder)
    }

    /// Takes the published file away unless somebody answers there by now.
    func remove() {
        if !Self.isAnswered(path) { _ = unsafe unlink(path) }
    }

    /// Whether a connection succeeds. A full queue (`EAGAIN`) is an answer, too.
    private static func isAnswered(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        guard let address = try? SocketAddress(unixDomainSocketPath: path) else { return true }
        let result = unsafe address.withSockAddr { pointer, size in
            unsafe connect(descriptor, pointer, socklen_t(size))
        }
        return result == 0 || errno == EAGAIN || errno == EINPROGRESS
    }
}

/// The user at the other end of a Unix socket, as the kernel noted it when the peer connected.
func peerUserID(of channel: any Channel) async -> UInt32? {
    guard case .unixDomainSocket? = channel.localAddress,
        let options = channel as? any SocketOptionProvider
    else { return nil }
    let credentials: PeerCredentials? = try? await options.unsafeGetSocketOption(
        level: .socket, name: .init(rawValue: SO_PEERCRED)
    ).get()
    return credentials?.userID
}

/// `struct ucred` of unix(7), which Glibc declares for GNU sources only.
private struct PeerCredentials: Sendable {
    let processID: Int32
    let userID: UInt32
    let groupID: UInt32
}

extension ListenerError {
    fileprivate static func cannotListen(_ path: String, _ code: Int32) -> ListenerError {
        .cannotListen(address: path, reason: unsafe String(cString: strerror(code)))
    }
}
