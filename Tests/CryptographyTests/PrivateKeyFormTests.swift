import SwiftASN1
import Testing

@testable import Cryptography

/// Keys that strangers may send: the library computes with whatever numbers it is given.
@Suite struct `Private keys from strangers` {
    /// RFC 5958 around RFC 8017, with numbers of these lengths in octets: modulus, exponents and
    /// primes that nobody chose well, but odd and without leading zeros.
    private func rsa(_ lengths: [Int], version: Int = 0) throws -> [UInt8] {
        try rsa(numbers: lengths.map { Array(repeating: 0x7d, count: $0) }, version: version)
    }

    private func rsa(numbers: [[UInt8]], version: Int = 0) throws -> [UInt8] {
        try pkcs8(ObjectIdentifiers.rsaEncryption, parameters: AlgorithmIdentifier.null) { coder in
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize(version)
                for number in numbers { try coder.serialize(number[...]) }
            }
        }
    }

    private func pkcs8(
        _ algorithm: ASN1ObjectIdentifier, parameters: [UInt8]?,
        _ key: (inout DER.Serializer) throws -> Void
    ) throws -> [UInt8] {
        var inside = DER.Serializer()
        try key(&inside)
        var outside = DER.Serializer()
        try outside.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(0)
            try coder.serialize(AlgorithmIdentifier(algorithm: algorithm, parameters: parameters))
            try coder.serialize(ASN1OctetString(contentBytes: inside.serializedBytes[...]))
        }
        return outside.serializedBytes
    }

    /// Testing two primes of 8192 bits takes seconds, of 30 000 bits minutes.
    @Test(arguments: [
        [1025, 3, 1025, 512, 512, 512, 512, 512], [4096, 3, 4096, 2048, 2048, 2048, 2048, 2048],
        [256, 3, 256, 7500, 7500, 7500, 7500, 7500], [256, 3, 256, 257, 128, 128, 128, 128],
        [256, 3, 30_000, 128, 128, 128, 128, 128], [256, 257, 256, 128, 128, 128, 128, 128],
    ])
    func `RSA numbers that are too long are refused unread`(lengths: [Int]) throws {
        let encoded = try rsa(lengths)
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try SoftwareKey(pkcs8: encoded)
        }
    }

    @Test(arguments: [1, 8, 62, 256, 1024])
    func `RSA numbers of good length that make no key are refused`(octets: Int) throws {
        let half = (octets + 1) / 2
        let encoded = try rsa([octets, min(3, octets), octets, half, half, half, half, half])
        #expect(throws: CryptographyError.invalidKey) { try SoftwareKey(pkcs8: encoded) }
    }

    /// Else anyone could have the public key of another blocked. 7 × 11 are factors, 1 × 77 are none.
    @Test func `RSA factors must make the modulus, and one is no factor`() throws {
        func key(_ modulus: [UInt8], _ first: [UInt8], _ second: [UInt8]) throws -> [UInt8] {
            try rsa(numbers: [modulus, [3], [7], first, second, [1], [1], [1]])
        }
        let modulus = [UInt8](repeating: 0x7d, count: 256)
        for (first, second) in [([1], modulus), (modulus, [1]), ([7], [11]), (modulus, modulus)] {
            let encoded = try key(modulus, first, second)
            #expect(throws: CryptographyError.invalidKey) { try SoftwareKey(pkcs8: encoded) }
        }
        #expect(try SoftwareKey(pkcs8: key([77], [7], [11])).publicKey.rsaModulus == [77])
    }

    @Test(
        arguments: [
            ([7], [11], [77]), ([0xff, 0xff], [0xff, 0xff], [0xff, 0xfe, 0x00, 0x01]),
            ([0x01, 0x00], [0x80], [0x80, 0x00]), ([], [7], []),
        ] as [([UInt8], [UInt8], [UInt8])])
    func `numbers are multiplied`(left: [UInt8], right: [UInt8], product: [UInt8]) {
        #expect(UnsignedNumber.product(left, right) == product)
    }

    @Test func `RSA keys of many primes are refused`() throws {
        let encoded = try rsa([256, 3, 256, 128, 128, 128, 128, 128], version: 1)
        #expect(throws: CryptographyError.malformedEncoding) { try SoftwareKey(pkcs8: encoded) }
    }

    /// DSA, Diffie-Hellman, X25519, and curves without a name that we know.
    @Test(
        arguments: [
            ("1.2.840.10040.4.1", nil), ("1.2.840.113549.1.3.1", nil), ("1.3.101.110", nil),
            ("1.2.840.10045.2.1", nil), ("1.2.840.10045.2.1", [0x30, 0x00]),
            ("1.2.840.10045.2.1", [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23]),
        ] as [(String, [UInt8]?)])
    func `kinds and curves that nobody here uses are refused unread`(
        algorithm: String, parameters: [UInt8]?
    ) throws {
        let identifier = try ASN1ObjectIdentifier(dotRepresentation: algorithm)
        let encoded = try pkcs8(identifier, parameters: parameters) { try $0.serialize(1) }
        #expect(throws: CryptographyError.unsupportedAlgorithm) {
            try SoftwareKey(pkcs8: encoded)
        }
    }

    @Test(arguments: [ObjectIdentifiers.ecPublicKey, ObjectIdentifiers.ed25519])
    func `octets without end are refused unread`(algorithm: ASN1ObjectIdentifier) throws {
        let curve: [UInt8] = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
        let encoded = try pkcs8(algorithm, parameters: curve) { coder in
            try coder.serialize(
                ASN1OctetString(contentBytes: [UInt8](repeating: 1, count: 300)[...]))
        }
        #expect(throws: CryptographyError.parameterOutOfRange) {
            try SoftwareKey(pkcs8: encoded)
        }
    }
}
