import Cryptography
import Glibc
import HTTPClient
import HTTPListeners
import PKIX
import Synchronization
import Testing

/// A certificate that its own key signed, and both in PEM.
private struct Shown: Sendable {
    let der: [UInt8]
    let certificate: [UInt8]
    let key: [UInt8]

    init(_ name: String, addresses: [GeneralName] = [.ipAddress([127, 0, 0, 1])]) throws {
        let own = try SoftwareKey.generate(.p256)
        let subject = DistinguishedName(attributes: [try NameAttribute(.commonName, name)])
        let contents = TBSCertificate(
            serialNumber: try SerialNumber(bytes: [1]),
            signature: SignatureAlgorithm.ecdsaWithSHA256.identifier, issuer: subject,
            // From 2000 to 2099: nothing here is about time.
            validity: try Validity(
                notBeforeMilliseconds: 946_684_800_000, notAfterMilliseconds: 4_102_358_400_000),
            subject: subject, subjectPublicKeyInfo: own.publicKey.subjectPublicKeyInfo,
            extensions: try Extensions([
                SubjectAlternativeName(addresses).asExtension(critical: false)
            ]))
        der = try Certificate(
            contents, signatureAlgorithm: SignatureAlgorithm.ecdsaWithSHA256.identifier,
            signature: own.sign(contents.derEncoded, with: .ecdsaWithSHA256)
        ).derEncoded
        certificate = Array(PEM.encode(der, label: PEM.certificateLabel).utf8)
        key = try own.pkcs8().withBytes {
            Array(PEM.encode($0, label: "PRIVATE KEY").utf8)
        }
    }
}

@Suite struct `Connections with certificates on both sides` {
    private static let address = Listener.Address.tls(host: "127.0.0.1", port: 0)

    private func client(
        _ address: Listener.Address, trusting server: Shown, as own: Shown
    ) -> HTTPClient {
        HTTPClient(
            .origin(address.description),
            tls: .init(
                trusted: server.certificate, certificate: own.certificate, key: own.key))
    }

    /// Of an exchange: its status, or why there was none, in a word.
    private func outcome(_ client: HTTPClient) async -> String {
        do throws(HTTPClientError) {
            return try await client.response(to: .init("GET", "/")).status.description
        } catch {
            switch error {
            case .clientRefused: return "clientRefused"
            case .serverUntrusted: return "serverUntrusted"
            default: return "\(error)"
            }
        }
    }

    @Test func `hand the admitted client's certificate to the handler`() async throws {
        let (server, officer, stranger) = (try Shown("s"), try Shown("o"), try Shown("x"))
        let identity = try TLSIdentity(certificate: server.certificate, key: server.key) {
            $0 == officer.der
        }
        let seen = Mutex<[[UInt8]?]>([])
        let listener = Listener(Self.address, identity: identity) { request in
            seen.withLock { $0.append(request.peerCertificate) }
            return HTTPResponse(status: 200)
        }
        try await withListeners([listener]) { addresses in
            let address = addresses[0]
            #expect(address.description.hasPrefix("https://127.0.0.1:"))
            #expect(await outcome(client(address, trusting: server, as: officer)) == "200")
            #expect(
                await outcome(client(address, trusting: server, as: stranger)) == "clientRefused")
            #expect(
                await outcome(client(address, trusting: stranger, as: officer))
                    == "serverUntrusted")
            let plain = HTTPClient(.origin("http://" + address.description.dropFirst(8)))
            #expect(await outcome(plain) != "200")
        }
        #expect(seen.withLock { $0 } == [officer.der])
    }

    @Test func `know the server by its name, too`() async throws {
        let server = try Shown("s", addresses: [.dnsName("officers.example")])
        let identity = try TLSIdentity(certificate: server.certificate, key: server.key) { _ in
            true
        }
        let listener = Listener(Self.address, identity: identity) { _ in HTTPResponse(status: 200) }
        try await withListeners([listener]) { addresses in
            #expect(
                await outcome(client(addresses[0], trusting: server, as: server))
                    == "serverUntrusted")
        }
    }

    @Test func `show another certificate from one moment on, or the old one where it is none`()
        async throws
    {
        let (first, second) = (try Shown("1"), try Shown("2"))
        let identity = try TLSIdentity(certificate: first.certificate, key: first.key) { _ in true }
        let listener = Listener(Self.address, identity: identity) { _ in HTTPResponse(status: 200) }
        try await withListeners([listener]) { addresses in
            let address = addresses[0]
            #expect(throws: TLSIdentityError.keyOfAnother) {
                try identity.replace(certificate: second.certificate, key: first.key)
            }
            #expect(await outcome(client(address, trusting: first, as: first)) == "200")
            try identity.replace(certificate: second.certificate, key: second.key)
            #expect(await outcome(client(address, trusting: first, as: first)) == "serverUntrusted")
            #expect(await outcome(client(address, trusting: second, as: first)) == "200")
        }
    }

    @Test func `are cut where the handshake does not come to its end`() async throws {
        let server = try Shown("s")
        let identity = try TLSIdentity(certificate: server.certificate, key: server.key) { _ in
            true
        }
        let listener = Listener(
            Self.address, identity: identity, handshakeTime: .milliseconds(50)
        ) { _ in HTTPResponse(status: 200) }
        try await withListeners([listener]) { addresses in
            // A record's head that announces a hello.
            for text in ["", "\u{16}\u{3}\u{1}\u{2}"] {
                let connection = try RawConnection(to: addresses[0])
                connection.send(text)
                #expect(try await connection.readToEnd() != nil)
            }
        }
    }

    @Test func `need a certificate, a key, and that they belong together`() throws {
        let (one, other) = (try Shown("1"), try Shown("2"))
        let text = Array("nothing".utf8)
        for (certificate, key, error) in [
            (text, one.key, TLSIdentityError.certificateUnreadable),
            (one.key, one.key, .certificateUnreadable), (one.certificate, text, .keyUnreadable),
            (one.certificate, one.certificate, .keyUnreadable),
            (one.certificate, other.key, .keyOfAnother),
        ] {
            #expect(throws: error) {
                try TLSIdentity.check(certificate: certificate, key: key)
            }
        }
        try TLSIdentity.check(certificate: one.certificate, key: one.key)
    }

    @Test func `are never plain where nothing was named to show`() async throws {
        let listener = Listener(Self.address) { _ in HTTPResponse(status: 200) }
        await #expect(throws: ListenerError.self) {
            try await withListeners([listener]) { _ in }
        }
    }
}
