import Glibc
import Synchronization

/// One connection: frames both ways, of which any number may be on their way.
///
/// A frame is the length of what follows (4 octets), a number that an answer has from its request (8 octets),
/// and the content; integers in network order. Written by one at a time, read by one thread.
@safe final class FramedConnection: Sendable {
    /// Nil once it was closed: the number may be another file's by then.
    private let descriptor: Mutex<Int32?>
    /// Held while a frame is written, and while the descriptor is closed.
    private let writing = Mutex(())
    private let reading: Int32
    private let maximumBytes: Int

    private static let headBytes = 12

    init(_ descriptor: Int32, maximumBytes: Int) {
        self.descriptor = Mutex(descriptor)
        reading = descriptor
        self.maximumBytes = maximumBytes
        limitWriting(descriptor)
    }

    /// Blocks until the system took it all.
    func write(_ content: [UInt8], number: UInt64) throws(LocalSocketError) {
        guard content.count <= maximumBytes else { throw .tooLarge }
        var frame: [UInt8] = []
        frame.reserveCapacity(Self.headBytes + content.count)
        unsafe withUnsafeBytes(of: UInt32(content.count + 8).bigEndian) { unsafe frame += $0 }
        unsafe withUnsafeBytes(of: number.bigEndian) { unsafe frame += $0 }
        frame += content
        let isWritten = writing.withLock { _ in
            guard let open = descriptor.withLock({ $0 }) else { return false }
            if Self.send(frame, to: open) { return true }
            // Before anybody else writes into the rest of this frame.
            shutdown(open, Int32(SHUT_RDWR))
            return false
        }
        guard isWritten else { throw .broken }
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(
                    descriptor, $0.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// The next frame; nil where the line ended, or brought what is no frame. For one thread alone.
    func read() -> (number: UInt64, content: [UInt8])? {
        guard let head = receive(Self.headBytes) else { return nil }
        let length = Int(Self.integer(head[..<4]))
        guard length >= 8, length - 8 <= maximumBytes, let content = receive(length - 8) else {
            return nil
        }
        return (Self.integer(head[4...]), content)
    }

    private func receive(_ wanted: Int) -> [UInt8]? {
        // Grows with what comes: who only announces much costs nothing.
        var bytes: [UInt8] = []
        while bytes.count < wanted {
            let start = bytes.count
            let piece = min(wanted - start, 1 << 18)
            bytes.append(contentsOf: repeatElement(0, count: piece))
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe recv(reading, $0.baseAddress.map { unsafe $0 + start }, piece, 0)
            }
            if count < 0 && errno == EINTR {
                bytes.removeLast(piece)
                continue
            }
            guard count > 0 else { return nil }
            bytes.removeLast(piece - count)
        }
        return bytes
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Wakes both sides; whoever reads closes.
    func end() {
        descriptor.withLock { if let descriptor = $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    /// For the reading thread, when it has ended.
    func close() {
        end()
        writing.withLock { _ in
            descriptor.withLock { descriptor in
                if let open = descriptor { Glibc.close(open) }
                descriptor = nil
            }
        }
    }
}

/// A peer that takes nothing for 20 s is given up, and so is one that takes no connection.
private func limitWriting(_ descriptor: Int32) {
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    unsafe setsockopt(
        descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
}

/// The address of a Unix socket, as the system's calls take it.
func withAddress<R>(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
) throws(LocalSocketError) -> R {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    // The last octet stays zero.
    let room = MemoryLayout.size(ofValue: address.sun_path) - 1
    guard !bytes.isEmpty, bytes.count <= room, !bytes.contains(0) else { throw .pathTooLong }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    return unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
}

/// A connection to whoever listens there.
/// - Throws: `.unreachable`, `.pathTooLong`.
func connected(to path: String) throws(LocalSocketError) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .unreachable(errno) }
    limitWriting(descriptor)
    let result: Int32
    do {
        result = try unsafe withAddress(of: path) { unsafe connect(descriptor, $0, $1) }
    } catch {
        Glibc.close(descriptor)
        throw error
    }
    guard result == 0 else {
        let reason = errno
        Glibc.close(descriptor)
        throw .unreachable(reason)
    }
    return descriptor
}
