import COpenSSL
import Cryptography
import PKIX
import SwiftASN1

/// RSA-2048 keys by the thousand: every two primes out of a few make one.
///
/// Making a key takes a third of a second, and each application needs a key of its own. Keys that
/// share primes protect nothing, and cost the same to certify as any.
struct SharedPrimeKeys {
    private var primes: [[UInt8]] = []
    private var pair = (first: 0, second: 0)

    /// A key that none before was.
    mutating func next() throws -> SoftwareKey {
        if pair.first == pair.second { pair = (0, pair.second + 1) }
        while primes.count <= pair.second { primes += try Self.newPrimes() }
        defer { pair.first += 1 }
        return try SoftwareKey(pkcs8: Self.pkcs8(primes[pair.first], primes[pair.second]))
    }

    /// The two primes of a new key: the numbers 4 and 5 of its RSAPrivateKey (RFC 8017 A.1.2).
    private static func newPrimes() throws -> [[UInt8]] {
        let encoded = try SoftwareKey.generate(.rsa(bits: 2048)).pkcs8().withBytes { $0 }
        return try DER.sequence(DER.parse(encoded), identifier: .sequence) { fields in
            _ = try Int(derEncoded: &fields)
            _ = fields.next()
            let key = try ASN1OctetString(derEncoded: &fields)
            return try DER.sequence(DER.parse(key.bytes), identifier: .sequence) { numbers in
                let all = try (0..<9).map { _ in
                    Array(try ArraySlice<UInt8>(derEncoded: &numbers))
                }
                return [all[4], all[5]]
            }
        }
    }

    /// The key of two primes and the exponent 65537 as PKCS#8 (RFC 5958 §2).
    private static func pkcs8(_ p: [UInt8], _ q: [UInt8]) -> [UInt8] {
        var key = DERWriter()
        key.sequence { inside in
            inside.integer(0)
            for number in numbers(p, q) { inside.primitive(.integer, number) }
        }
        var whole = DERWriter()
        whole.sequence { inside in
            inside.integer(0)
            inside.sequence { algorithm in
                algorithm.objectIdentifier([1, 2, 840, 113_549, 1, 1, 1])
                algorithm.null()
            }
            inside.octetString(key.bytes)
        }
        return whole.bytes
    }

    /// Modulus, exponent, private exponent, primes, their exponents and the coefficient, each as the
    /// contents of an INTEGER.
    private static func numbers(_ p: [UInt8], _ q: [UInt8]) -> [[UInt8]] {
        let context = unsafe BN_CTX_new()
        let names = ["n", "e", "d", "p", "q", "dp", "dq", "qInv", "p-1", "q-1", "phi"]
        let all = unsafe Dictionary(uniqueKeysWithValues: names.map { unsafe ($0, BN_new()!) })
        defer {
            unsafe all.values.forEach { unsafe BN_free($0) }
            unsafe BN_CTX_free(context)
        }
        unsafe BN_bin2bn(p, Int32(p.count), all["p"])
        unsafe BN_bin2bn(q, Int32(q.count), all["q"])
        unsafe BN_set_word(all["e"], 65537)
        unsafe BN_mul(all["n"], all["p"], all["q"], context)
        unsafe BN_sub(all["p-1"], all["p"], BN_value_one())
        unsafe BN_sub(all["q-1"], all["q"], BN_value_one())
        unsafe BN_mul(all["phi"], all["p-1"], all["q-1"], context)
        unsafe BN_mod_inverse(all["d"], all["e"], all["phi"], context)
        unsafe BN_div(nil, all["dp"], all["d"], all["p-1"], context)
        unsafe BN_div(nil, all["dq"], all["d"], all["q-1"], context)
        unsafe BN_mod_inverse(all["qInv"], all["q"], all["p"], context)
        return names.prefix(8).map { name in
            // One bit more than the number has, for the sign.
            var bytes = unsafe [UInt8](repeating: 0, count: Int(BN_num_bits(all[name])) / 8 + 1)
            unsafe BN_bn2binpad(all[name], &bytes, Int32(bytes.count))
            return bytes
        }
    }
}
