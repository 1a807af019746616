import Cryptography
import PKIX

extension Property {
    /// What people upload: PEM, DER, and private keys among it.
    static let container = Property("container") { input throws(Violation) in
        if let blocks = try? PEM.decode(input) {
            let text = blocks.map { PEM.encode($0.bytes, label: $0.label) }.joined()
            try require(
                (try? PEM.decode(Array(text.utf8))) == blocks, "blocks are read as written")
        }
        let wrapped = Array(PEM.encode(input, label: PEM.certificateLabel).utf8)
        try require(
            (try? PEM.decode(wrapped))
                == [PEM.Block(label: PEM.certificateLabel, bytes: input)],
            "a block of any bytes is read as written")
        _ = try? PEM.contents(of: input, labels: PEM.requestLabels)

        let password = SecretBytes(Array("0000-0000".utf8))
        if let opened = try? PKCS12Container(derEncoded: input, password: password),
            let written = try? opened.derEncoded(password: password)
        {
            try require(
                (try? PKCS12Container(derEncoded: written, password: password)) == opened,
                "a container is read as written")
        }

        let isFound = PrivateKeyDetection.looksLikePrivateKey(input)
        if PrivateKeyDetection.publicKey(inside: input) != nil {
            try require(isFound, "a key pair that can be read looks like a private key")
        }
        // Without line ends and with octets beyond ASCII, only DER itself can have been found.
        let isText = input.contains { $0 == 0x0a || $0 == 0x0d } || input.allSatisfy { $0 < 0x80 }
        if isFound, !isText, !input.starts(withLabelAnywhere: "PRIVATE KEY-----") {
            try require(
                PrivateKeyDetection.looksLikePrivateKey(wrapped),
                "a private key is found under a false label, too")
        }
    }
}

extension [UInt8] {
    fileprivate func starts(withLabelAnywhere label: String) -> Bool {
        indices.contains { self[$0...].starts(with: label.utf8) }
    }
}
