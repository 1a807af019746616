import API
import CanonicalJSON
import Governance
import HTTPListeners
import Ledger
import Logging
import Messages
import Monitoring

/// The officers' listener: the socket's API over TLS 1.3 with certificates on both sides.
///
/// The certificate of a client says whose connection it is, and that officer must be one now: asked when the
/// connection is made and again for each request, since connections outlast decisions (CP 7.15). It is
/// never the signer of anything: acts are judged by the signatures in them, as on the socket.
struct OfficerListener: Sendable {
    let node: Node
    let logger: Logger
    let identity: TLSIdentity
    private let place: NodeConfiguration.HostPort

    /// Officers and their programs are few; strangers in the handshake are cut soon.
    private static let maximumConnections = 256

    /// Nil where the settings name none.
    init?(node: Node, logger: Logger) throws {
        guard let setting = node.configuration.officers else { return nil }
        let files = try setting.files(in: node.folder)
        self.node = node
        self.logger = logger
        place = setting.place
        identity = try TLSIdentity(certificate: files.certificate, key: files.key) {
            [ledger = node.ledger] certificate in
            do {
                _ = try await Self.officer(presenting: certificate, in: ledger)
                return true
            } catch {
                let code = (error as? Refusal)?.code.id ?? "\(error)"
                logger.notice("officer's connection refused", metadata: ["code": .string(code)])
                return false
            }
        }
        Self.tellEnd(of: files, logger)
    }

    func listener(_ counts: RequestCounts) -> Listener {
        Listener(
            .tls(host: place.host, port: place.port),
            maximumConnections: Self.maximumConnections, identity: identity,
            refusal: NodeServer.refusal,
            handler: counts.counting(
                handler, listener: "officers", segment: { $0.segments.dropFirst(2).first }))
    }

    private var handler: HTTPHandler {
        return { [api = node.api, ledger = node.ledger] request in
            let officer: Officer
            do {
                officer = try await Self.officer(
                    presenting: request.peerCertificate ?? [], in: ledger)
            } catch {
                let refusal = error as? Refusal ?? Refusal(.ledgerInternal)
                var response = HTTPResponse(
                    refusal, language: Language(header: request.headers["Accept-Language"]))
                response.headers["Connection"] = "close"
                return response
            }
            let answer = OfficerAPI(api: api, caller: .officer(officer.id))
            var response = await answer.response(to: request)
            response.officer = officer.id
            return response
        }
    }

    private static func officer(
        presenting certificate: [UInt8], in ledger: Ledger
    ) async throws -> Officer {
        let journals = ledger.identity.chapters.map(\.origin)
        return try await ledger.read { try $0.officer(presenting: certificate, of: journals) }
    }

    /// A server whose certificate has ended still serves the public: it is told, not stopped.
    static func tellEnd(of files: OfficerListenerSetting.Files, _ logger: Logger) {
        guard let end = OfficerListenerSetting.end(of: files), end < NodeClock.shared.read()
        else { return }
        logger.warning("the certificate for officers' connections has ended")
    }
}

/// One HTTP request to the API and its answer, whoever was let in.
struct OfficerAPI: Sendable {
    let api: API
    let caller: APIRequest.Caller

    func response(to request: HTTPRequest) async -> HTTPResponse {
        let language = Language(header: request.headers["Accept-Language"])
        guard let method = APIRequest.Method(rawValue: request.method) else {
            return HTTPResponse(Refusal(.methodUnknown, field: "method"), language: language)
        }
        let body: JSONValue?
        do {
            body = request.body.isEmpty ? nil : try JSONValue(parsing: request.body)
        } catch {
            return HTTPResponse(
                Refusal(.bodyUnreadable, field: "body", ["reason": "\(error)"]),
                language: language)
        }
        let answer = await api.answer(
            APIRequest(
                method, path: request.segments, query: request.query, body: body,
                language: language, caller: caller),
            requestID: request.requestID)
        return HTTPResponse(answer, route: APIRequest.label(method, request.segments))
    }
}
