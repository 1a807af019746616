import ArgumentParser
import CanonicalJSON
import Cryptography
import Messages
import PKIX

/// Puts certificates into a container with a key, for software that wants them together. Asks no server.
struct KeyComplete: KapokCommand {
    static let help = CommandHelp.keyComplete

    @Argument(help: .says(CommandLineOption.container, "file"), completion: .file())
    var container: String

    @Option(help: .says(CommandLineOption.containerPassword, "file"), completion: .file())
    var password: String

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.containerCertificates, "file"),
        completion: .file())
    var certificate: [String]

    @Option(help: .says(CommandLineOption.recordOut, "file"), completion: .file())
    var out: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let password = try typed()
        let opened = try open(password)
        let certificates = try certificate.flatMap { try EvidenceFile.certificates($0) }
        guard let own = certificates.first,
            certificates.count <= PKCS12Container.maximumCertificates,
            try own.subjectPublicKeyInfo == key(opened, password).subjectPublicKeyInfo
        else { throw Refusal(.containerOtherKey, field: "--certificate", ["path": container]) }
        let complete = try opened.with(certificates: certificates.map(\.derEncoded))
            .derEncoded(password: password)
        try LocalFile.write(complete, to: out, mode: 0o600, replacing: false)
        session.console.show([
            "file": .string(out), "certificates": .integer(Int64(certificates.count)),
        ]) { FieldList(session.console.reader).rendered($0) }
        return .done
    }

    /// As it stands in the letter; a line end behind it does not count.
    private func typed() throws -> SecretBytes {
        var bytes = try LocalFile.read(password, limit: 1 << 10)
        while let last = bytes.last, [0x0a, 0x0d, 0x20].contains(last) { bytes.removeLast() }
        return SecretBytes(bytes)
    }

    private func open(_ password: SecretBytes) throws -> PKCS12Container {
        let bytes = try LocalFile.read(container, limit: PKCS12Container.maximumBytes)
        do throws(PKCS12Container.Failure) {
            return try PKCS12Container(derEncoded: bytes, password: password)
        } catch {
            throw unopened(error)
        }
    }

    private func key(
        _ opened: PKCS12Container, _ password: SecretBytes
    ) throws -> PublicKey {
        do throws(CryptographyError) {
            return try opened.key(password: password).publicKey
        } catch {
            throw unopened(.password)
        }
    }

    private func unopened(_ failure: PKCS12Container.Failure) -> Refusal {
        switch failure {
        case .password:
            Refusal(.containerPasswordWrong, field: "--password", ["path": container])
        case .form(let error):
            Refusal(
                .containerUnreadable, field: container,
                ["path": container, "reason": "\(error)"])
        }
    }
}
