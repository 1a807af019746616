public import Cryptography
import SwiftASN1

/// The structures that Cryptography owns, read with the tolerance of the run.
extension DERReader {
    /// `AlgorithmIdentifier`, its parameters kept as they are. RFC 5280 §4.1.1.2.
    public mutating func algorithmIdentifier(
        _ field: String
    ) throws(PKIXError) -> AlgorithmIdentifier {
        try AlgorithmIdentifier.decode(next(.sequence, field), context)
    }

    /// `SubjectPublicKeyInfo` of any algorithm. RFC 5280 §4.1.2.7.
    public mutating func subjectPublicKeyInfo(
        _ field: String
    ) throws(PKIXError) -> SubjectPublicKeyInfo {
        let structure = Structure("SubjectPublicKeyInfo", "RFC 5280 §4.1.2.7")
        var reader = try DERReader(next(.sequence, field), as: structure, context)
        let algorithm = try reader.algorithmIdentifier("algorithm")
        let key = try reader.bitString("subjectPublicKey")
        try reader.finish()
        return SubjectPublicKeyInfo(algorithm: algorithm, key: key)
    }
}

extension AlgorithmIdentifier {
    static let structure = Structure("AlgorithmIdentifier", "RFC 5280 §4.1.1.2")

    static func decode(
        _ node: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) -> AlgorithmIdentifier {
        var reader = try DERReader(node, as: structure, context)
        let algorithm = try reader.objectIdentifier("algorithm")
        let parameters = reader.isAtEnd ? nil : try reader.next("parameters").encoded
        try reader.finish()
        return AlgorithmIdentifier(algorithm: algorithm, parameters: parameters)
    }
}
