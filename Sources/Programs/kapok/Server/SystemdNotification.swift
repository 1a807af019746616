import Glibc

/// Tells the service manager how the server is: systemd's notification protocol, sd_notify(3).
///
/// One datagram to the socket that `$NOTIFY_SOCKET` names. Where there is none, nobody is told, and
/// a lost datagram stops nothing.
struct SystemdNotification: Sendable {
    /// A path, or an abstract name behind `@`.
    let socket: String?

    /// That of this process.
    static var own: SystemdNotification {
        SystemdNotification(
            socket: unsafe getenv("NOTIFY_SOCKET").map { unsafe String(cString: $0) })
    }

    func ready(_ status: String) { tell("READY=1\nSTATUS=\(status)") }

    func stopping() { tell("STOPPING=1") }

    /// systemd takes the reloading for done at the next `READY=1`.
    func reloading() {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
        tell("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    private func tell(_ message: String) {
        guard let socket, var address = Self.address(socket) else { return }
        let descriptor = Glibc.socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        let length = socklen_t(MemoryLayout<sa_family_t>.size + socket.utf8.count)
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bytes.withUnsafeBytes { bytes in
                    unsafe sendto(
                        descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL),
                        pointer, length)
                }
            }
        }
    }

    private static func address(_ name: String) -> sockaddr_un? {
        var octets = Array(name.utf8)
        var address = sockaddr_un()
        guard octets.first == UInt8(ascii: "/") || octets.first == UInt8(ascii: "@"),
            octets.count < MemoryLayout.size(ofValue: address.sun_path)
        else { return nil }
        // The abstract namespace begins with a zero octet.
        if octets[0] == UInt8(ascii: "@") { octets[0] = 0 }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in
            for (place, octet) in octets.enumerated() { unsafe path[place] = octet }
        }
        return address
    }
}
