import CPKCS11
import Cryptography

/// Finding keys, and reading what the token says of them.
extension TokenSession {
    func objects(
        _ kind: CK_OBJECT_CLASS, _ uri: TokenURI
    ) throws(TokenError) -> [CK_OBJECT_HANDLE] {
        var wanted: [TokenAttribute] = [.number(UInt(CKA_CLASS), kind)]
        if let label = uri.object { wanted.append(.text(UInt(CKA_LABEL), label)) }
        if let id = uri.id { wanted.append(.bytes(UInt(CKA_ID), id)) }
        try unsafe call("C_FindObjectsInit") { list, session in
            unsafe TokenAttribute.lend(wanted) { attributes, count in
                unsafe list.pointee.C_FindObjectsInit?(session, attributes, count)
            }
        }
        defer {
            try? unsafe call("C_FindObjectsFinal") { list, session in
                unsafe list.pointee.C_FindObjectsFinal?(session)
            }
        }
        var found: [CK_OBJECT_HANDLE] = []
        while found.count < Self.maximumFound {
            var object: CK_OBJECT_HANDLE = 0
            var count: CK_ULONG = 0
            try unsafe call("C_FindObjects") { list, session in
                unsafe list.pointee.C_FindObjects?(session, &object, 1, &count)
            }
            guard count == 1 else { break }
            found.append(object)
        }
        return found
    }

    /// Two are as bad as a thousand, and are told by their number.
    private static let maximumFound = 100

    func found(_ uri: TokenURI) throws(TokenError) -> CK_OBJECT_HANDLE {
        if let known = keys[uri] { return known }
        let objects = try objects(CK_OBJECT_CLASS(CKO_PRIVATE_KEY), uri)
        guard let object = objects.first else { throw .keyMissing(uri: uri.description) }
        guard objects.count == 1 else {
            throw .keysAmbiguous(uri: uri.description, count: objects.count)
        }
        keys[uri] = object
        return object
    }

    func inspected(
        _ object: CK_OBJECT_HANDLE, _ uri: TokenURI
    ) throws(TokenError) -> TokenKey {
        let name = uri.description
        var flags: [UInt: Bool] = [:]
        for attribute in TokenKeyFacts.asked {
            flags[attribute] = try value(attribute, of: object).flatMap { $0.first }.map { $0 != 0 }
        }
        let facts = TokenKeyFacts(kind: try number(UInt(CKA_KEY_TYPE), of: object), flags: flags)
        var exact = uri
        exact.token = token?.label
        exact.serial = token?.serial
        (exact.manufacturer, exact.model) = (nil, nil)
        if let id = try value(UInt(CKA_ID), of: object), !id.isEmpty { exact.id = id }
        if let label = try value(UInt(CKA_LABEL), of: object), !label.isEmpty,
            let text = String(validating: label, as: UTF8.self)
        {
            exact.object = text
        }
        guard let info = try publicKey(of: object, exact) else {
            throw .publicKeyMissing(uri: name)
        }
        guard let publicKey = try? PublicKey(info) else { throw .keyKindUnfit(uri: name) }
        let faults = facts.faults(of: publicKey)
        guard faults.isEmpty else { throw .keyUnfit(uri: name, faults: faults) }
        keys[exact] = object
        return TokenKey(
            uri: exact, publicKey: publicKey,
            needsPINEachTime: flags[UInt(CKA_ALWAYS_AUTHENTICATE)] == true)
    }

    /// Of the public half beside it; whether it is that, a signature shows.
    private func publicKey(
        of object: CK_OBJECT_HANDLE, _ uri: TokenURI
    ) throws(TokenError) -> SubjectPublicKeyInfo? {
        var wanted = uri
        // Some programs give the halves different labels.
        if uri.id != nil { wanted.object = nil }
        for half in try objects(CK_OBJECT_CLASS(CKO_PUBLIC_KEY), wanted) {
            if let info = try info(half) { return info }
        }
        // Since v2.40 a private key may tell it itself.
        guard let der = try value(UInt(CKA_PUBLIC_KEY_INFO), of: object) else { return nil }
        return try? SubjectPublicKeyInfo(derEncoded: der)
    }

    private func info(_ half: CK_OBJECT_HANDLE) throws(TokenError) -> SubjectPublicKeyInfo? {
        guard let kind = try number(UInt(CKA_KEY_TYPE), of: half) else { return nil }
        if kind == UInt(CKK_RSA) {
            guard let modulus = try value(UInt(CKA_MODULUS), of: half),
                let exponent = try value(UInt(CKA_PUBLIC_EXPONENT), of: half)
            else { return nil }
            return TokenKeyForm.rsa(modulus: modulus, exponent: exponent)
        }
        guard let parameters = try value(UInt(CKA_EC_PARAMS), of: half),
            let point = try value(UInt(CKA_EC_POINT), of: half)
        else { return nil }
        return TokenKeyForm.point(kind: kind, parameters: parameters, point: point)
    }

    private func number(
        _ type: UInt, of object: CK_OBJECT_HANDLE
    ) throws(TokenError) -> UInt? {
        guard let bytes = try value(type, of: object),
            bytes.count == MemoryLayout<CK_ULONG>.size
        else { return nil }
        return unsafe bytes.withUnsafeBytes { unsafe UInt($0.loadUnaligned(as: CK_ULONG.self)) }
    }

    /// No attribute of a key that is read here is longer, and no certificate that is written.
    private static let maximumValueBytes = 16384

    /// Nil for what the token has not or does not tell.
    func value(
        _ type: UInt, of object: CK_OBJECT_HANDLE
    ) throws(TokenError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: Self.maximumValueBytes)
        var length = CK_ULONG(0)
        do throws(TokenError) {
            try unsafe call("C_GetAttributeValue") { list, session in
                unsafe bytes.withUnsafeMutableBytes { place in
                    var attribute = unsafe CK_ATTRIBUTE(
                        type: CK_ATTRIBUTE_TYPE(type), pValue: place.baseAddress,
                        ulValueLen: CK_ULONG(place.count))
                    let code = unsafe list.pointee.C_GetAttributeValue?(
                        session, object, &attribute, 1)
                    length = unsafe attribute.ulValueLen
                    return code
                }
            }
        } catch .failed(_, let code)
            where code.value == UInt(CKR_ATTRIBUTE_TYPE_INVALID)
            || code.value == UInt(CKR_ATTRIBUTE_SENSITIVE)
        {
            return nil
        }
        guard length <= CK_ULONG(bytes.count) else { return nil }
        return Array(bytes[..<Int(length)])
    }
}
