import CanonicalJSON
import Cryptography

// How algorithms, names and what modules tell of themselves stand in messages.

extension KeyAlgorithm {
    var word: String {
        switch self {
        case .rsa(let bits): "rsa:\(bits)"
        case .sm2: "sm2"
        case .p256: "p256"
        case .p384: "p384"
        case .ed25519: "ed25519"
        }
    }

    /// RSA as long as the policy and its future ask: a longer key would keep the signer busy for minutes.
    private init?(word: String) {
        switch word {
        case "sm2": self = .sm2
        case "p256": self = .p256
        case "p384": self = .p384
        case "ed25519": self = .ed25519
        default:
            guard word.hasPrefix("rsa:"), let bits = Int(word.dropFirst(4)),
                (2048...8192).contains(bits), word.utf8.elementsEqual("rsa:\(bits)".utf8)
            else { return nil }
            self = .rsa(bits: bits)
        }
    }

    init(told head: JSONValue) throws(KeyCustodyError) {
        guard let algorithm = head["algorithm"]?.string.flatMap(KeyAlgorithm.init(word:)) else {
            throw .unintelligible
        }
        self = algorithm
    }
}

extension SignatureAlgorithm {
    init(told json: JSONValue, _ name: String = "algorithm") throws(KeyCustodyError) {
        guard let algorithm = json[name]?.string.flatMap(SignatureAlgorithm.init(rawValue:)) else {
            throw .unintelligible
        }
        self = algorithm
    }
}

extension KeyReference {
    /// A name as keys bear it, which is a file's name, too: nothing else is taken from outside.
    init(told json: JSONValue) throws(KeyCustodyError) {
        guard let id = json["key"]?.string, (1...64).contains(id.utf8.count),
            id.utf8.allSatisfy({
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-")
            })
        else { throw .unintelligible }
        self.init(id: id)
    }
}

extension PublicKey {
    var message: SignerMessage { SignerMessage([:], [subjectPublicKeyInfo.derEncoded]) }

    convenience init(told answer: SignerMessage) throws {
        try self.init(SubjectPublicKeyInfo(derEncoded: answer.octets(0)))
    }
}

extension ModuleFacts {
    var message: SignerMessage {
        SignerMessage(["model": .string(model), "firmware": .string(firmware)])
    }

    init(told head: JSONValue) throws(KeyCustodyError) {
        guard let model = head["model"]?.string, let firmware = head["firmware"]?.string else {
            throw .unintelligible
        }
        self.init(model: model, firmware: firmware)
    }
}
