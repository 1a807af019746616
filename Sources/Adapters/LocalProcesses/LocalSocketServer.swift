import CLinux
import Glibc
import OwnThread
import Synchronization

/// Answers requests at a Unix socket to the users that it may answer.
///
/// Each connection has a thread that reads and one that writes, so that no thread of Swift tasks waits for a peer. So many
/// requests of one are worked on at once as was said, and further ones wait in the socket; 64 connections are taken at once, and
/// further ones are ended.
package final class LocalSocketServer: Sendable {
    package typealias Handler = @Sendable (_ request: [UInt8]) async -> [UInt8]

    /// Whose connections are taken, by user number.
    private let isAllowed: @Sendable (UInt32) -> Bool
    private let maximumBytes: Int
    private let requestsAtOnce: Int
    private let handler: Handler
    private let path: String
    private let listening: Int32
    private let lines = Mutex<[ObjectIdentifier: FramedConnection]>([:])
    private let isStopped = Atomic(false)

    private static let maximumConnections = 64
    package static let requestsAtOnce = 256

    /// Listens; the answers begin with `run()`.
    ///
    /// The file may be connected to by everybody who reaches it: the folder's mode and the peer's user decide.
    /// - Throws: `.inUse`, `.notASocket`, `.pathTooLong`, `.cannotListen`.
    package init(
        socket path: String, maximumBytes: Int, requestsAtOnce: Int = requestsAtOnce,
        for isAllowed: @escaping @Sendable (UInt32) -> Bool,
        handler: @escaping Handler
    ) throws(LocalSocketError) {
        try Self.makeRoom(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .cannotListen(errno) }
        let isBound: Bool
        do {
            isBound = try unsafe withAddress(of: path) { unsafe bind(descriptor, $0, $1) == 0 }
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        guard isBound, listen(descriptor, 64) == 0, Self.open(path) else {
            let reason = errno
            Glibc.close(descriptor)
            throw .cannotListen(reason)
        }
        self.path = path
        self.maximumBytes = maximumBytes
        self.requestsAtOnce = requestsAtOnce
        self.isAllowed = isAllowed
        self.handler = handler
        listening = descriptor
    }

    /// Takes a socket away that nobody answers at any more.
    private static func makeRoom(_ path: String) throws(LocalSocketError) {
        var found = stat()
        guard unsafe lstat(path, &found) == 0 else { return }
        guard found.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket }
        let answering: Int32
        do throws(LocalSocketError) {
            answering = try connected(to: path)
        } catch .unreachable(ECONNREFUSED) {
            _ = unsafe unlink(path)
            return
        } catch .unreachable {
            // Somebody is there, and too busy to answer.
            throw .inUse
        } catch {
            throw error
        }
        Glibc.close(answering)
        throw .inUse
    }

    /// Lets everybody connect to the socket, and to nothing that somebody put in its place meanwhile.
    private static func open(_ path: String) -> Bool {
        let place = unsafe Glibc.open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC)
        guard place >= 0 else { return false }
        defer { Glibc.close(place) }
        var found = stat()
        guard unsafe fstat(place, &found) == 0, found.st_mode & S_IFMT == S_IFSOCK,
            found.st_uid == geteuid()
        else { return false }
        return unsafe chmod("/proc/self/fd/\(place)", 0o666) == 0
    }

    /// Takes connections on a thread of its own, until `stop()`.
    package func run() throws(LocalSocketError) {
        guard runOnOwnThread({ self.accept() }) else { throw .noThread }
    }

    /// Takes no more connections, ends those that are there, and removes the file.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
        shutdown(listening, Int32(SHUT_RDWR))
        _ = unsafe unlink(path)
        for line in lines.withLock({ Array($0.values) }) { line.end() }
    }

    private func accept() {
        defer { Glibc.close(listening) }
        while true {
            let descriptor = accept4(listening, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
            guard descriptor >= 0 else {
                // Too many open files, and all else, pass.
                if isStopped.load(ordering: .relaxed) { return }
                if errno != EINTR { usleep(10_000) }
                continue
            }
            guard let user = Self.peer(of: descriptor), isAllowed(user) else {
                Glibc.close(descriptor)
                continue
            }
            let line = FramedConnection(descriptor, maximumBytes: maximumBytes)
            let isTaken = lines.withLock { lines in
                guard lines.count < Self.maximumConnections, !isStopped.load(ordering: .relaxed)
                else { return false }
                lines[ObjectIdentifier(line)] = line
                return true
            }
            guard isTaken, runOnOwnThread({ self.serve(line) }) else {
                lines.withLock { lines in lines[ObjectIdentifier(line)] = nil }
                line.close()
                continue
            }
        }
    }

    private func serve(_ line: FramedConnection) {
        let turns = Semaphore(requestsAtOnce)
        if let answers = Answers(line) {
            let handler = handler
            while let (number, content) = line.read() {
                turns.wait()
                // The connection's thread waits for nobody: each answer goes out when it is there.
                Task {
                    await answers.write(await handler(content), number: number)
                    turns.signal()
                }
            }
        }
        lines.withLock { lines in lines[ObjectIdentifier(line)] = nil }
        line.close()
    }

    /// Writes on a thread of its own.
    private actor Answers {
        private nonisolated let thread: ThreadExecutor
        private let line: FramedConnection

        nonisolated var unownedExecutor: UnownedSerialExecutor {
            unsafe thread.asUnownedSerialExecutor()
        }

        init?(_ line: FramedConnection) {
            guard let thread = ThreadExecutor() else { return nil }
            (self.thread, self.line) = (thread, line)
        }

        /// Who went away gets none; where an answer is too long the connection ends, so that nobody waits for it.
        func write(_ answer: [UInt8], number: UInt64) {
            do {
                try line.write(answer, number: number)
            } catch {
                line.end()
            }
        }
    }

    /// The user at the other end, as the kernel noted it when the peer connected.
    private static func peer(of descriptor: Int32) -> UInt32? {
        var credentials = PeerCredentials(processID: 0, userID: 0, groupID: 0)
        var size = socklen_t(MemoryLayout<PeerCredentials>.size)
        guard
            unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0
        else { return nil }
        return credentials.userID
    }

    /// `struct ucred` of unix(7), which Glibc declares for GNU sources only.
    private struct PeerCredentials {
        var processID: Int32
        var userID: UInt32
        var groupID: UInt32
    }
}
