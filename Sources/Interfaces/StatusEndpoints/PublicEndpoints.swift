import CanonicalJSON
package import Ledger
import MerkleLog
package import Status

/// What anyone may ask over plain HTTP: certificates, lists, status, and the journal's hashes.
///
/// A pure function from a request to a response, so that any HTTP stack can carry it.
package struct PublicEndpoints: Sendable {
    private let ledger: Ledger
    private let responder: OCSPResponder
    /// Path of the folder `public/`.
    private let folder: String
    /// The path part of the base URL, such as `/kapok`; empty where it has none.
    private let prefix: String
    /// Told of what is there and could not be read: the path, and why.
    private let report: @Sendable (String, any Error) -> Void
    private let readiness: @Sendable () async -> [ReadinessPart]

    package init(
        ledger: Ledger, responder: OCSPResponder, folder: String, prefix: String,
        report: @escaping @Sendable (String, any Error) -> Void,
        readiness: @escaping @Sendable () async -> [ReadinessPart]
    ) {
        self.ledger = ledger
        self.responder = responder
        self.folder = folder
        self.prefix = prefix
        self.report = report
        self.readiness = readiness
    }

    /// - Parameter rawPath: the path as it came, percent-encoding untouched, without query.
    package func answer(method: String, rawPath: String, body: [UInt8]) async -> PublicResponse {
        guard rawPath.utf8.starts(with: prefix.utf8) else { return .notFound }
        let path = String(decoding: rawPath.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        if path == "/ocsp" && method == "POST" { return await status(body) }
        guard method == "GET" || method == "HEAD" else { return .methodNotAllowed }
        if path.utf8.starts(with: "/ocsp/".utf8) {
            return await status(encoded: Array(path.utf8.dropFirst("/ocsp/".utf8.count)))
        }
        switch path {
        case "/cps": return .practiceStatementNotice
        case "/healthz": return .json(["status": "alive"])
        case "/readyz": return await ready()
        default: break
        }
        if path.utf8.starts(with: "/journal/tile/".utf8) { return await tile(path) }
        return file(path)
    }

    // MARK: Status

    private func status(_ request: [UInt8]) async -> PublicResponse {
        PublicResponse(
            contentType: "application/ocsp-response", body: await responder.answer(request),
            headers: [("Cache-Control", "no-store")])
    }

    /// RFC 6960 A.1: the request as base64 in the path, in practice both percent-encoded and raw.
    private func status(encoded: [UInt8]) async -> PublicResponse {
        guard encoded.count <= OCSPResponder.maximumRequestBytes * 4,
            let text = PercentEncoding.decoded(encoded), let request = Base64.decode(text)
        else { return .badRequest }
        return await status(request)
    }

    // MARK: Files

    /// Only names that we give ourselves reach the file system.
    private func file(_ path: String) -> PublicResponse {
        guard let kind = PublicFile(path: path) else { return .notFound }
        do {
            return PublicResponse(
                contentType: kind.contentType,
                body: try DurableFile.read(folder + path, limit: 1 << 30),
                headers: [("Cache-Control", "public, max-age=\(kind.maximumAgeSeconds)")])
        } catch DurableFileError.missing {
            return .notFound
        } catch {
            return unavailable(path, error)
        }
    }

    /// A relying party that is told 404 would take a list that cannot be read for one that is not.
    private func unavailable(_ path: String, _ fault: any Error) -> PublicResponse {
        report(path, fault)
        return .unavailable
    }

    // MARK: Journal

    /// Hash tiles are public; entry bundles are for auditors and not served here.
    private func tile(_ path: String) async -> PublicResponse {
        let name = String(decoding: path.utf8.dropFirst("/journal/".utf8.count), as: UTF8.self)
        // The path of an entry bundle names a tile too, and is not public.
        guard let tile = Tile(path: name), tile.path.utf8.elementsEqual(name.utf8) else {
            return .notFound
        }
        do {
            guard let bytes = try await ledger.read({ try $0.tile(tile) }) else {
                return .notFound
            }
            return PublicResponse(
                contentType: "application/octet-stream", body: bytes,
                headers: [("Cache-Control", "public, max-age=31536000, immutable")])
        } catch {
            return unavailable(path, error)
        }
    }

    // MARK: Operation

    private func ready() async -> PublicResponse {
        let parts = await readiness()
        let body: JSONValue = .object(
            Dictionary(
                uniqueKeysWithValues: parts.map {
                    ($0.name, .string($0.isReady ? "ready" : $0.fault))
                })
        )
        return .json(body, status: parts.allSatisfy(\.isReady) ? 200 : 503)
    }
}

/// One named part of readiness, and what is wrong with it.
package struct ReadinessPart: Sendable {
    package let name: String
    package let isReady: Bool
    package let fault: String

    package init(_ name: String, fault: String? = nil) {
        self.name = name
        isReady = fault == nil
        self.fault = fault ?? ""
    }
}
