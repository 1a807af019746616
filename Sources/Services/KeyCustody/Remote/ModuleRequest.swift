import CanonicalJSON
package import Cryptography

/// What the signer asks of the process that has one module.
///
/// ```
/// {"ask":"facts"}
/// {"ask":"generateKey","algorithm":"rsa:3072","key":"key-…"}
/// {"ask":"publicKey","key":"key-…"}
/// {"ask":"sign","algorithm":"sha256WithRSA","key":"key-…","message":octets}
/// ```
package enum ModuleRequest: Sendable, Equatable {
    case facts
    case generateKey(KeyAlgorithm, as: KeyReference)
    case publicKey(KeyReference)
    case sign([UInt8], with: SignatureAlgorithm, key: KeyReference)

    package var message: SignerMessage {
        switch self {
        case .facts: SignerMessage(["ask": "facts"])
        case .generateKey(let algorithm, let key):
            SignerMessage([
                "ask": "generateKey", "algorithm": .string(algorithm.word), "key": .string(key.id),
            ])
        case .publicKey(let key): SignerMessage(["ask": "publicKey", "key": .string(key.id)])
        case .sign(let bytes, let algorithm, let key):
            SignerMessage(
                [
                    "ask": "sign", "algorithm": .string(algorithm.rawValue),
                    "key": .string(key.id), "message": 0,
                ], [bytes])
        }
    }

    /// - Throws: `KeyCustodyError.unintelligible` for anything else.
    package init(_ message: SignerMessage) throws(KeyCustodyError) {
        let head = message.head
        switch head["ask"]?.string {
        case "facts": self = .facts
        case "generateKey":
            self = .generateKey(try KeyAlgorithm(told: head), as: try KeyReference(told: head))
        case "publicKey": self = .publicKey(try KeyReference(told: head))
        case "sign":
            self = .sign(
                try message.octets(head["message"]), with: try SignatureAlgorithm(told: head),
                key: try KeyReference(told: head))
        default: throw .unintelligible
        }
    }
}
