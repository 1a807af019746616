import Cryptography

/// Secrets put together and taken apart, each part a secret of its own that is wiped.
extension SecretBytes {
    func part(_ places: Range<Int>) -> SecretBytes {
        withBytes { bytes in
            SecretBytes.filled(places.count) { part in
                for place in part.indices { part[place] = bytes[places.lowerBound + place] }
            }
        }
    }

    static func joined(_ parts: [SecretBytes]) -> SecretBytes {
        filled(parts.reduce(0) { $0 + $1.count }) { joined in
            var end = 0
            for part in parts {
                part.withBytes { bytes in
                    for place in bytes.indices { joined[end + place] = bytes[place] }
                }
                end += part.count
            }
        }
    }

    /// Of two that are equally long.
    static func ^ (one: SecretBytes, other: SecretBytes) -> SecretBytes {
        one.withBytes { one in
            other.withBytes { other in
                filled(one.count) { difference in
                    for place in one.indices { difference[place] = one[place] ^ other[place] }
                }
            }
        }
    }
}
