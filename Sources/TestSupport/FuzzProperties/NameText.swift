import CanonicalJSON

/// A reader of names in text, made for comparing alone. RFC 4514 §3.
struct NameText {
    /// Type and value of the attributes of each step, unescaped.
    private(set) var steps: [[(type: [UInt8], value: [UInt8])]] = []

    /// Nil where the text is not what RFC 4514 allows.
    init?(_ text: String) {
        guard !text.isEmpty else { return }
        var rest = Array(text.utf8)[...]
        steps = [[]]
        while true {
            guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let type = Array(rest[..<equals])
            rest = rest[(equals + 1)...]
            guard let value = Self.value(&rest) else { return nil }
            steps[steps.count - 1].append((type, value))
            guard let separator = rest.popFirst() else { return }
            if separator == UInt8(ascii: ",") { steps.append([]) }
        }
    }

    /// The value up to the next separator that is not escaped.
    private static func value(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var value: [UInt8] = []
        while let octet = rest.first, octet != UInt8(ascii: ","), octet != UInt8(ascii: "+") {
            rest.removeFirst()
            switch octet {
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst() else { return nil }
                if specials.contains(next) {
                    value.append(next)
                } else {
                    guard let low = rest.popFirst(),
                        let octets = Hex.decode(String(decoding: [next, low], as: UTF8.self))
                    else { return nil }
                    value += octets
                }
            case UInt8(ascii: "\""), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"):
                return nil
            default:
                value.append(octet)
            }
        }
        return value
    }

    private static let specials = Array("\"+,;<>\\# =".utf8)
}
