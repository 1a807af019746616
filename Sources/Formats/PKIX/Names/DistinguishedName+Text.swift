import CanonicalJSON

extension DistinguishedName: CustomStringConvertible {
    /// The name as RFC 4514 writes it: the last step first, such as `CN=Chan Tai Man,C=HK`.
    ///
    /// Control characters and those that turn the direction of writing are shown as escaped
    /// octets, so that a name cannot disturb a terminal or the text around it.
    public var description: String {
        rdns.reversed().map { rdn in
            rdn.attributes.map(\.text).joined(separator: "+")
        }.joined(separator: ",")
    }
}

extension NameAttribute {
    /// RFC 4514 §2.3: types without a short name are written as numbers, their values in
    /// hexadecimal.
    var text: String {
        guard let name = type.shortName else {
            return type.identifier.dotted + "=#" + Hex.encode(encodedValue)
        }
        return name + "=" + (stringType == nil ? value : Self.escaped(value))
    }

    /// RFC 4514 §2.4.
    private static func escaped(_ value: String) -> String {
        let scalars = Array(value.unicodeScalars)
        var text = ""
        for (index, scalar) in scalars.enumerated() {
            let isEdge = index == 0 || index == scalars.count - 1
            switch scalar {
            case "\"", "+", ",", ";", "<", ">", "\\":
                text += "\\"
                text.unicodeScalars.append(scalar)
            case "#" where index == 0, " " where isEdge:
                text += "\\"
                text.unicodeScalars.append(scalar)
            case _ where disturbs(scalar):
                for octet in String(scalar).utf8 { text += "\\" + Hex.encode([octet]) }
            default:
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// C0 and C1 controls, line separators, and the bidirectional controls of Unicode TR 9 §2.
    private static func disturbs(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069:
            true
        default:
            false
        }
    }
}
