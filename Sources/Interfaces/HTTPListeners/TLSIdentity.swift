import NIOCore
import NIOSSL
import Synchronization

/// What a listener shows and asks for over TLS 1.3: its own certificate, and one of each client.
///
/// There is no list of trusted issuers: `admits` is asked about every client's certificate while the
/// connection is made, and TLS itself proves that the client holds the key in it. Certificate and key can be
/// replaced while the listener runs; connections that stand keep the old ones.
package final class TLSIdentity: Sendable {
    /// Whether the holder of this certificate (DER) may connect now. Asked at any time, by many at once.
    package typealias Admission = @Sendable (_ certificate: [UInt8]) async -> Bool

    private let context: Mutex<NIOSSLContext>
    private let admits: Admission

    /// - Parameters:
    ///   - certificate: PEM, the server's own first, then those that lead from it to the clients' anchor.
    ///   - key: PEM without a passphrase.
    package init(
        certificate: [UInt8], key: [UInt8], admits: @escaping Admission
    ) throws(TLSIdentityError) {
        context = Mutex(try Self.context(certificate, key))
        self.admits = admits
    }

    /// New connections get these. Where they are refused, the old ones stay.
    package func replace(certificate: [UInt8], key: [UInt8]) throws(TLSIdentityError) {
        let fresh = try Self.context(certificate, key)
        context.withLock { $0 = fresh }
    }

    /// Whether this certificate and key can be used together.
    package static func check(
        certificate: [UInt8], key: [UInt8]
    ) throws(TLSIdentityError) {
        _ = try context(certificate, key)
    }

    /// The handler that speaks TLS on one new connection.
    func handler() -> NIOSSLServerHandler {
        NIOSSLServerHandler(
            context: context.withLock { $0 },
            customVerificationCallback: { [admits] chain, promise in
                guard let first = chain.first, let certificate = try? first.toDERBytes() else {
                    return promise.succeed(.failed)
                }
                // The one way from TLS's callback to a question that waits; it ends with its promise.
                promise.completeWithTask {
                    await admits(certificate) ? .certificateVerified : .failed
                }
            })
    }

    private static func context(
        _ certificate: [UInt8], _ key: [UInt8]
    ) throws(TLSIdentityError) -> NIOSSLContext {
        guard let chain = try? NIOSSLCertificate.fromPEMBytes(certificate), !chain.isEmpty else {
            throw .certificateUnreadable
        }
        guard let key = try? NIOSSLPrivateKey(bytes: key, format: .pem) else {
            throw .keyUnreadable
        }
        var configuration = TLSConfiguration.makeServerConfigurationWithMTLS(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key),
            trustRoots: .certificates([]))
        configuration.minimumTLSVersion = .tlsv13
        configuration.applicationProtocols = ["http/1.1"]
        guard let context = try? NIOSSLContext(configuration: configuration) else {
            throw .keyOfAnother
        }
        return context
    }
}

/// Why a certificate and its key cannot be shown.
package enum TLSIdentityError: Error, Sendable, Hashable {
    /// The file holds no certificate in PEM.
    case certificateUnreadable
    /// The file holds no private key in PEM, or one under a passphrase.
    case keyUnreadable
    /// The key is not that of the first certificate.
    case keyOfAnother
}
