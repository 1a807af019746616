import CertificatePolicy
import Egress
import Ledger

/// Where the data folder keeps what a connector needs beside the practice: `connectors/NAME/`.
///
/// `root.pem`, the certificate that the other end leads to and whose SHA-256 the practice names; `client.pem` and
/// `client.key`, what is shown to it, the key without a passphrase and readable by its owner alone. Secrets of this
/// machine: no backup takes them. Read anew for each question. `receivers/NAME/root.pem` is the same of who is told of
/// events, to whom nothing is shown.
struct ConnectorFolder: Sendable {
    private let path: String
    private let receivers: String

    /// A chain of some certificates.
    private static let maximumBytes = 1 << 16

    init(_ folder: DataFolder) {
        path = "\(folder.path)/connectors"
        receivers = "\(folder.path)/receivers"
    }

    /// - Throws: `.filesUnusable`.
    func root(of receiver: EventReceiver) throws(ConnectorFault) -> [UInt8] {
        try Self.read("\(receivers)/\(receiver.name)/root.pem", "root.pem")
    }

    /// - Throws: `.filesUnusable` naming the file that is missing, or a key that others may read.
    @Sendable func credentials(
        of connector: Connector
    ) throws(ConnectorFault) -> Egress.Credentials {
        let place = "\(path)/\(connector.name)"
        let key = "\(place)/client.key"
        if let attributes = LocalFile.attributes(key), attributes.permissions & 0o077 != 0 {
            throw .filesUnusable("client.key: chmod 600")
        }
        return Egress.Credentials(
            root: try Self.read("\(place)/root.pem", "root.pem"),
            certificate: try Self.read("\(place)/client.pem", "client.pem"),
            key: try Self.read(key, "client.key"))
    }

    private static func read(
        _ path: String, _ name: String
    ) throws(ConnectorFault) -> [UInt8] {
        guard let bytes = try? DurableFile.read(path, limit: maximumBytes) else {
            throw .filesUnusable(name)
        }
        return bytes
    }
}
