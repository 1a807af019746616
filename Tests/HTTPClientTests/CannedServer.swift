import Foundation
import Glibc
import Synchronization

/// A server on a Unix socket that answers every request with the same bytes and notes what it got.
final class CannedServer: Sendable {
    let path: String
    private let descriptor: Int32
    private let folder: String
    private let requests: Mutex<[String]> = Mutex([])

    enum Failure: Error { case systemCall }

    /// - Parameter answer: Sent as it is; nil keeps the connection open and silent.
    init(answer: String?) throws {
        var template = Array("/tmp/canned.XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Failure.systemCall }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        path = "\(folder)/s"
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let bound = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(descriptor, 64) == 0 else { throw Failure.systemCall }
        Thread.detachNewThread { [self] in serve(answer) }
    }

    /// What was received, request by request.
    var received: [String] { requests.withLock { $0 } }

    /// Ends the serving thread, which lets go of the server.
    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    deinit {
        close(descriptor)
        _ = unsafe unlink(path)
        _ = unsafe rmdir(folder)
    }

    private func serve(_ answer: String?) {
        var silent: [Int32] = []
        defer { for connection in silent { close(connection) } }
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { return }
            let request = Self.receive(connection)
            requests.withLock { $0.append(request) }
            guard let answer else {
                silent.append(connection)
                continue
            }
            let bytes = Array(answer.utf8)
            var sent = 0
            while sent < bytes.count {
                let count = unsafe bytes[sent...].withUnsafeBytes {
                    unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { break }
                sent += count
            }
            close(connection)
        }
    }

    /// The header and, where it names a length, the body.
    private static func receive(_ connection: Int32) -> String {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = text.firstRange(of: "\r\n\r\n") {
                let header = text[..<end.lowerBound].lowercased()
                let length = header.firstRange(of: "content-length: ").flatMap { range in
                    Int(header[range.upperBound...].prefix { $0.isNumber })
                }
                if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
            }
            let count = unsafe recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
    }
}

/// Gives the body a server and ends it after.
func withServer(
    answering answer: String?, _ body: (CannedServer) async throws -> Void
) async throws {
    let server = try CannedServer(answer: answer)
    defer { server.stop() }
    try await body(server)
}
