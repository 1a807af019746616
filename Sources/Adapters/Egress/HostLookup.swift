package import CertificatePolicy
import Glibc
import OwnThread

/// What a name of the network stands for.
package enum HostLookup {
    /// Blocks; empty where the name is unknown.
    package typealias Function = @Sendable (_ host: String) -> [NetworkAddress]

    /// More than any name has that we ask.
    private static let maximumAddresses = 16

    /// The system's resolver: `getaddrinfo` (POSIX.1-2024).
    package static let system: Function = { host in
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { return [] }
        defer { unsafe freeaddrinfo(list) }
        var found: [NetworkAddress] = []
        var next = unsafe list
        while let entry = unsafe next, found.count < maximumAddresses {
            if let address = unsafe address(of: entry.pointee), !found.contains(address) {
                found.append(address)
            }
            unsafe next = unsafe entry.pointee.ai_next
        }
        return found
    }

    /// Nil for a family that is neither IPv4 nor IPv6.
    private static func address(of entry: addrinfo) -> NetworkAddress? {
        guard let raw = unsafe UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch unsafe entry.ai_family {
        case AF_INET:
            let address = unsafe raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            return NetworkAddress(octets: unsafe withUnsafeBytes(of: address) { unsafe Array($0) })
        case AF_INET6:
            let address = unsafe raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return NetworkAddress(octets: unsafe withUnsafeBytes(of: address) { unsafe Array($0) })
        default: return nil
        }
    }

    /// The same without blocking the caller's thread; empty where it takes longer than allowed.
    static func addresses(
        of host: String, within limit: Duration, by lookup: @escaping Function
    ) async -> [NetworkAddress] {
        let (results, continuation) = AsyncStream<[NetworkAddress]>.makeStream()
        let isRunning = runOnOwnThread {
            continuation.yield(lookup(host))
            continuation.finish()
        }
        guard isRunning else { return [] }
        return await withTaskGroup(of: [NetworkAddress].self) { group in
            group.addTask {
                for await found in results { return found }
                return []
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return []
            }
            defer { group.cancelAll() }
            return await group.next() ?? []
        }
    }
}
