/// Names a token and a key on it. RFC 7512.
///
/// Of the path, `token`, `serial`, `manufacturer`, `model`, `object`, `id` and `type` (`private`
/// alone) are taken; of the query, `module-path` and `pin-source`. Whatever else is refused: a part
/// that was overlooked might have named another key, and a `pin-value` would stand where all can
/// read it.
package struct TokenURI: Hashable, Sendable {
    /// The token's label.
    package var token: String?
    package var serial: String?
    package var manufacturer: String?
    package var model: String?
    /// The label of the key (`CKA_LABEL`).
    package var object: String?
    /// The id of the key (`CKA_ID`).
    package var id: [UInt8]?
    /// The file of the module, absolute.
    package var modulePath: String?
    /// The file that the PIN stands in, as a path.
    package var pinFile: String?

    package init() {}

    /// More than any token has; a whole URI is one line.
    private static let maximumBytes = 2048

    /// - Throws: `.uriMalformed`, naming the part.
    package init(_ text: String) throws(TokenError) {
        let octets = Array(text.utf8)
        guard octets.count <= Self.maximumBytes, octets.allSatisfy({ (0x21...0x7e).contains($0) }),
            text.hasPrefix("pkcs11:")
        else { throw .uriMalformed(part: "pkcs11:") }
        let halves = text.dropFirst("pkcs11:".count)
            .split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        for part in halves[0].split(separator: ";") { try take(path: part) }
        for part in halves.dropFirst().joined().split(separator: "&") { try take(query: part) }
    }

    private mutating func take(path part: Substring) throws(TokenError) {
        let (name, value) = try Self.divided(part)
        switch name {
        case "token": try Self.set(&token, value, name)
        case "serial": try Self.set(&serial, value, name)
        case "manufacturer": try Self.set(&manufacturer, value, name)
        case "model": try Self.set(&model, value, name)
        case "object": try Self.set(&object, value, name)
        case "id" where id == nil && !value.isEmpty: id = value
        case "type" where value == Array("private".utf8): break
        default: throw .uriMalformed(part: name)
        }
    }

    private mutating func take(query part: Substring) throws(TokenError) {
        let (name, value) = try Self.divided(part)
        switch name {
        case "module-path": try Self.set(&modulePath, value, name)
        case "pin-source":
            var source: String?
            try Self.set(&source, value, name)
            let path = source.map { $0.hasPrefix("file:") ? String($0.dropFirst(5)) : $0 }
            // `file://host/…` names a host, `|command` a program.
            guard let path, path.hasPrefix("/"), !path.hasPrefix("//") || path.hasPrefix("///"),
                pinFile == nil
            else { throw .uriMalformed(part: name) }
            pinFile = path
        default: throw .uriMalformed(part: name)
        }
    }

    private static func set(
        _ field: inout String?, _ value: [UInt8], _ name: String
    ) throws(TokenError) {
        guard field == nil, !value.isEmpty, !value.contains(0),
            let text = String(validating: value, as: UTF8.self)
        else { throw .uriMalformed(part: name) }
        field = text
    }

    private static func divided(_ part: Substring) throws(TokenError) -> (String, [UInt8]) {
        let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves[0])
        guard halves.count == 2 else { throw .uriMalformed(part: name) }
        var value: [UInt8] = []
        var rest = halves[1].utf8[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "%") else {
                value.append(octet)
                continue
            }
            guard rest.count >= 2,
                rest.prefix(2).allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let number = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else { throw .uriMalformed(part: name) }
            value.append(number)
            rest = rest.dropFirst(2)
        }
        return (name, value)
    }
}

extension TokenURI: CustomStringConvertible {
    /// The URI without its query, which says where to look and not what is meant.
    package var description: String {
        let named: [(String, [UInt8]?)] = [
            ("token", token.map { Array($0.utf8) }), ("serial", serial.map { Array($0.utf8) }),
            ("manufacturer", manufacturer.map { Array($0.utf8) }),
            ("model", model.map { Array($0.utf8) }),
            ("object", object.map { Array($0.utf8) }),
        ]
        var parts = named.compactMap { name, value in
            value.map { "\(name)=\(Self.escaped($0))" }
        }
        if let id { parts.append("id=\(id.map(Self.escape).joined())") }
        return "pkcs11:" + parts.joined(separator: ";")
    }

    /// RFC 3986 §2.3: what needs no escape anywhere.
    private static func escaped(_ octets: [UInt8]) -> String {
        octets.map { octet in
            let character = Character(Unicode.Scalar(octet))
            let isPlain =
                character.isASCII
                && (character.isLetter || character.isNumber || "-._~".contains(character))
            return isPlain ? String(character) : escape(octet)
        }.joined()
    }

    private static func escape(_ octet: UInt8) -> String {
        let digits = String(octet, radix: 16, uppercase: true)
        return octet < 0x10 ? "%0\(digits)" : "%\(digits)"
    }
}
