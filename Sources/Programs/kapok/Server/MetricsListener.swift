import HTTPListeners
import Monitoring

/// The listener for Prometheus: one address, and nothing of the public's.
struct MetricsListener: Sendable {
    let watch: ServerWatch
    let counts: RequestCounts

    func listener(_ place: NodeConfiguration.HostPort) -> Listener {
        Listener(
            .tcp(host: place.host, port: place.port), maximumBodyBytes: 0,
            idleTime: .seconds(60), maximumConnections: 16, handler: handler)
    }

    private var handler: HTTPHandler {
        { [watch, counts] request in
            guard request.method == "GET" else {
                return HTTPResponse(status: 405, headers: ["Allow": "GET, HEAD"], route: "metrics")
            }
            guard request.rawPath == "/metrics" else {
                return HTTPResponse(status: 404, route: "metrics")
            }
            let text = MetricsText(
                await watch.facts(), requests: counts.now, version: Version.number
            ).text
            return HTTPResponse(
                status: 200,
                headers: ["Content-Type": MetricsText.contentType, "Cache-Control": "no-store"],
                body: Array(text.utf8), route: "metrics")
        }
    }
}

extension RequestCounts {
    /// The same handler, each answer counted.
    func counting(
        _ handler: @escaping HTTPHandler, listener: String,
        segment: @escaping @Sendable (HTTPRequest) -> String?
    ) -> HTTPHandler {
        { request in
            let start = ContinuousClock.now
            let answer = await handler(request)
            self.count(
                listener: listener, segment: segment(request), status: answer.status,
                duration: ContinuousClock.now - start)
            return answer
        }
    }
}
