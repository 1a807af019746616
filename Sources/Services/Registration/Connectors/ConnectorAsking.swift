package import CertificatePolicy

/// Puts questions to sources outside the authority, over the network.
///
/// Any number of questions may be put at the same time. Returns within a bounded time, and within that time puts
/// the same question again, under the same id, where it can do no harm. What it returns is bounded and is not
/// judged yet: who asks reads it. Nothing is kept between questions but how each connector did lately.
package protocol ConnectorAsking: Sendable {
    /// - Parameters:
    ///   - body: the question as it is sent.
    ///   - networks: addresses inside that are allowed all the same.
    /// - Throws: why there is no answer.
    func ask(
        _ connector: Connector, id: String, body: [UInt8], allowing networks: [NetworkRange]
    ) async throws(ConnectorFault) -> [UInt8]
}

/// Where nobody is asked.
package struct NoConnectors: ConnectorAsking {
    package init() {}

    package func ask(
        _ connector: Connector, id: String, body: [UInt8], allowing networks: [NetworkRange]
    ) async throws(ConnectorFault) -> [UInt8] {
        throw .filesUnusable(connector.name)
    }
}
