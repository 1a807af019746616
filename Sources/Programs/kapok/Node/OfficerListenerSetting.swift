import HTTPListeners
import Ledger
import Messages
import PKIX

/// The section `officers:` of `kapok.yaml`: where officers' clients connect, and what is shown to them.
///
/// ```yaml
/// officers:
///   listen: 0.0.0.0:8443        # TLS 1.3, each client with a certificate of its officer's key
///   certificate: officers.pem   # PEM, the server's own first; relative to the data folder
///   key: officers.key.pem       # PEM without a passphrase, mode 0600
/// ```
struct OfficerListenerSetting: Sendable, Equatable {
    let place: NodeConfiguration.HostPort
    private(set) var certificateFile: String
    private(set) var keyFile: String

    static let section = "officers"
    private static let known: Set<String> = ["listen", "certificate", "key"]
    /// A chain of some certificates.
    private static let maximumBytes = 1 << 16

    /// Nil where nobody is listened to.
    /// - Throws: `configuration.unknown`, `.officersIncomplete`, `.address`.
    init?(_ settings: [String: String?]?) throws {
        guard let settings else { return nil }
        if let name = settings.keys.sorted().first(where: { !Self.known.contains($0) }) {
            let setting = "\(Self.section).\(name)"
            throw Refusal(.configurationUnknown, field: setting, ["name": setting])
        }
        func text(_ name: String) throws(Refusal) -> String {
            guard case .some(.some(let value)) = settings[name], !value.isEmpty else {
                let setting = "\(Self.section).\(name)"
                throw Refusal(.listenerSettingMissing, field: setting, ["name": setting])
            }
            return value
        }
        place = try NodeConfiguration.HostPort(
            text("listen"), field: "\(Self.section).listen")
        certificateFile = try text("certificate")
        keyFile = try text("key")
    }

    /// At the same place with another's certificate and key.
    func showing(_ other: OfficerListenerSetting) -> OfficerListenerSetting {
        var changed = self
        (changed.certificateFile, changed.keyFile) = (other.certificateFile, other.keyFile)
        return changed
    }

    /// Certificate and key as their files hold them now.
    struct Files: Sendable, Equatable {
        let certificate: [UInt8]
        let key: [UInt8]
    }

    /// - Throws: `configuration.officersCertificate`, `.officersKey` for what no server can show,
    ///   `.officersKeyExposed` where others than the owner may use the key.
    func files(in folder: DataFolder) throws(Refusal) -> Files {
        let certificatePath = Self.path(certificateFile, in: folder)
        let keyPath = Self.path(keyFile, in: folder)
        let noCertificate = Refusal(
            .listenerCertificateUnusable, field: "\(Self.section).certificate",
            ["path": certificatePath])
        let noKey = Refusal(
            .listenerKeyUnusable, field: "\(Self.section).key",
            ["path": keyPath, "certificate": certificatePath])
        guard let certificate = try? DurableFile.read(certificatePath, limit: Self.maximumBytes)
        else { throw noCertificate }
        guard let key = try? DurableFile.read(keyPath, limit: Self.maximumBytes) else {
            throw noKey
        }
        if let attributes = LocalFile.attributes(keyPath), attributes.permissions & 0o077 != 0 {
            throw Refusal(
                .listenerKeyExposed, field: "\(Self.section).key", ["path": keyPath])
        }
        do throws(TLSIdentityError) {
            try TLSIdentity.check(certificate: certificate, key: key)
        } catch {
            throw error == .certificateUnreadable ? noCertificate : noKey
        }
        return Files(certificate: certificate, key: key)
    }

    /// When the server's certificate ends; nil where our own reader cannot say.
    static func end(of files: Files) -> Int64? {
        guard let first = try? EvidenceFile.certificates(in: files.certificate, path: "").first
        else { return nil }
        return first.validity.notAfterMilliseconds
    }

    private static func path(_ file: String, in folder: DataFolder) -> String {
        file.hasPrefix("/") ? file : "\(folder.path)/\(file)"
    }
}
