import CanonicalJSON
import Cryptography
import Messages
import PKIX
import SwiftASN1

/// The contents of a certificate in plain words, read from its own DER and nothing else.
struct CertificateView: Sendable {
    private let contents: TBSCertificate
    private let reader: Reader

    init(_ contents: TBSCertificate, _ reader: Reader) {
        self.contents = contents
        self.reader = reader
    }

    /// Label and value, in reading order.
    var lines: [(String, String)] {
        var lines: [(Text, String)] = [
            (CommandLineLabel.subject, contents.subject.description),
            (CommandLineLabel.issuer, contents.issuer.description),
            (CommandLineLabel.serial, contents.serialNumber.hex),
            (
                CommandLineLabel.validity,
                "\(Time.rfc3339(contents.validity.notBeforeMilliseconds)) – "
                    + Time.rfc3339(contents.validity.notAfterMilliseconds)
            ),
            (CommandLineLabel.publicKey, publicKey),
        ]
        lines += extensionLines
        return lines.map { (reader.text($0.0), SafeText.of($0.1)) }
    }

    /// Indented lines with aligned values.
    func rendered(indent: Int = 2) -> String {
        AlignedLines.rendered(lines, indent: indent, reader)
    }

    private var publicKey: String {
        guard let key = try? PublicKey(contents.subjectPublicKeyInfo) else {
            return contents.subjectPublicKeyInfo.algorithm.algorithm.dotted
        }
        let hash = DigestAlgorithm.sha256.hash(key.subjectPublicKeyInfo.derEncoded)
        let name =
            switch key.algorithm {
            case .rsa(let bits): "RSA-\(bits)"
            case .sm2: "SM2"
            case .p256: "P-256"
            case .p384: "P-384"
            case .ed25519: "Ed25519"
            }
        return "\(name), SHA-256 \(Hex.encode(hash))"
    }

    private var extensionLines: [(Text, String)] {
        var lines: [(Text, String)] = []
        let extensions = contents.extensions
        if let value = try? extensions.value(of: SubjectAlternativeName.self, tolerance: .tolerant)
        {
            lines.append(
                (CommandLineLabel.otherNames, reader.joined(value.names.map(text))))
        }
        if let value = try? extensions.value(of: BasicConstraints.self, tolerance: .tolerant),
            case .authority(let pathLength) = value
        {
            lines.append((CommandLineLabel.authorityDepth, pathLength.map(String.init) ?? "–"))
        }
        if let value = try? extensions.value(of: KeyUsage.self, tolerance: .tolerant) {
            let usages = KeyUsage.Usage.allCases.filter { value.contains($0) }
            let words = usages.map { reader.word("\($0)", under: "usage") }
            lines.append((CommandLineLabel.keyUsage, reader.joined(words)))
        }
        if let value = try? extensions.value(of: CertificatePolicies.self, tolerance: .tolerant) {
            lines += policyLines(value)
        }
        if let value = try? extensions.value(of: QCStatements.self, tolerance: .tolerant),
            let limit = value.limit
        {
            lines.append((CommandLineLabel.relianceLimit, text(limit)))
        }
        return lines
    }

    private func policyLines(_ value: CertificatePolicies) -> [(Text, String)] {
        var lines = [
            (
                CommandLineLabel.policies,
                value.policies.map(\.policy.dotted).joined(separator: ", ")
            )
        ]
        var notices: [String] = []
        for case .userNotice(let notice) in value.policies.flatMap(\.qualifiers) {
            if let said = notice.explicitText?.text, !notices.contains(said) {
                notices.append(said)
            }
        }
        lines += notices.map { (CommandLineLabel.notice, $0) }
        return lines
    }

    /// 2 × 10^5 is written 200000 where it fits a line.
    private func text(_ limit: MonetaryValue) -> String {
        let currency =
            switch limit.currency {
            case .alphabetic(let code): code
            case .numeric(let number): "ISO 4217 \(number)"
            }
        let amount =
            (0...18).contains(limit.exponent)
            ? "\(limit.amount)"
                + String(repeating: "0", count: limit.amount == 0 ? 0 : limit.exponent)
            : "\(limit.amount) × 10^\(limit.exponent)"
        return "\(currency) \(amount)"
    }

    private func text(_ name: GeneralName) -> String {
        switch name {
        case .rfc822Name(let text), .dnsName(let text), .uri(let text): text
        case .directoryName(let name): name.description
        case .ipAddress(let bytes): "IP " + Hex.encode(bytes)
        case .registeredID(let identifier): identifier.dotted
        case .otherName(let type, let value): "\(type.dotted) #\(Hex.encode(value))"
        case .opaque(let bytes): "#" + Hex.encode(bytes)
        }
    }
}
