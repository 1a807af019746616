import Cryptography
import Governance
import HTTPClient
import Messages
import PKIX

/// How a command reaches a server elsewhere: its address, by what it is known, and whose client asks.
struct ServerAccess: Sendable {
    let url: String
    /// PEM file of the server's certificate or its issuer's.
    let authorityFile: String?
    /// A file of `kapok operator transport`.
    let transportFile: String?
    /// The officer's own key, which makes a certificate for this one command where there is no such file.
    let keyFile: String?
    /// What this user's commands saw of servers: the journal that a certificate is for.
    let known: KnownLogs
    let nowMilliseconds: Int64

    /// Clocks may differ by so much. The key of such a certificate never leaves this process.
    private static let toleranceMilliseconds: Int64 = 3_600_000
    private static let maximumFileBytes = 1 << 16
    /// A distribution's whole list of public authorities is some 200 KiB.
    private static let maximumAuthorityBytes = 1 << 20

    /// - Throws: `command.serverPlain`, `.serverUnpinned`, `.transportMissing`, `.transportUnusable`, and
    ///   what an officer's key file is refused for.
    /// - Parameter open: opens an officer's key file, and asks for its passphrase or PIN.
    func client(opening open: (String) throws -> OfficerKey) async throws -> SocketClient {
        guard url.hasPrefix("https://") else {
            guard !url.hasPrefix("http://") || isOnThisMachine else {
                throw Refusal(.commandServerPlain, field: "--server", ["place": url])
            }
            return SocketClient(server: url)
        }
        guard let authorityFile else {
            throw Refusal(.commandServerUnpinned, field: "--server-ca", ["place": url])
        }
        let trusted = try LocalFile.read(
            authorityFile, limit: Self.maximumAuthorityBytes)
        let (certificate, key) = try await transport(open)
        return SocketClient(
            server: url,
            tls: HTTPClient.KnownTLS(trusted: trusted, certificate: certificate, key: key),
            knownBy: authorityFile)
    }

    /// Only names that no resolver is asked about, and the loopback networks.
    private var isOnThisMachine: Bool {
        let host = url.dropFirst("http://".count).prefix { $0 != "/" }
        return ["localhost", "127.0.0.1", "[::1]"].contains { name in
            host == name || host.hasPrefix("\(name):")
        }
    }

    /// Certificate and key in PEM.
    private func transport(
        _ open: (String) throws -> OfficerKey
    ) async throws -> ([UInt8], [UInt8]) {
        if let transportFile {
            try OfficerKey.refuseExposed(transportFile)
            let text = try LocalFile.read(transportFile, limit: Self.maximumFileBytes)
            let labels = ((try? PEM.decode(text)) ?? []).map(\.label)
            // OpenSSL's own label for such keys begins with EC.
            guard labels.contains(PEM.certificateLabel),
                labels.contains(where: { $0.hasSuffix(OfficerKey.privateLabel) })
            else {
                throw Refusal(
                    .commandTransportUnusable, field: transportFile, ["path": transportFile])
            }
            return (text, text)
        }
        guard let keyFile else {
            throw Refusal(.commandTransportMissing, field: "--key", ["place": url])
        }
        let officer = try open(keyFile)
        let made = try await TransportCertificate(
            by: officer.publicKey, of: known.journal(at: SocketClient.withoutEndingSlashes(url)),
            Validity(
                notBeforeMilliseconds: nowMilliseconds - Self.toleranceMilliseconds,
                notAfterMilliseconds: nowMilliseconds + Self.toleranceMilliseconds),
            sign: officer.sign)
        return (made.certificatePEM, try made.keyPEM)
    }
}

extension TransportCertificate {
    var certificatePEM: [UInt8] {
        Array(PEM.encode(certificate.derEncoded, label: PEM.certificateLabel).utf8)
    }

    var keyPEM: [UInt8] {
        get throws {
            try key.pkcs8().withBytes {
                Array(PEM.encode($0, label: OfficerKey.privateLabel).utf8)
            }
        }
    }
}
