import CPKCS11
import Cryptography

/// Making keys and signing with them.
extension TokenSession {
    func require(_ mechanism: TokenMechanism) throws(TokenError) {
        let slot = try slot()
        var found = CK_MECHANISM_INFO()
        do throws(TokenError) {
            try unsafe module.call("C_GetMechanismInfo") {
                unsafe $0.pointee.C_GetMechanismInfo?(slot, mechanism.type, &found)
            }
        } catch .failed(_, let code) where code.value == UInt(CKR_MECHANISM_INVALID) {
            throw .mechanismMissing(name: mechanism.rawValue)
        }
    }

    func generate(
        _ mechanism: TokenMechanism, _ parameters: [TokenAttribute], _ uri: TokenURI
    ) throws(TokenError) -> (publicKey: CK_OBJECT_HANDLE, privateKey: CK_OBJECT_HANDLE) {
        let names: [TokenAttribute] = [
            .flag(UInt(CKA_TOKEN), true), .text(UInt(CKA_LABEL), uri.object ?? ""),
            .bytes(UInt(CKA_ID), uri.id ?? []),
        ]
        let ofPublic =
            names + parameters + [
                .flag(UInt(CKA_PRIVATE), false), .flag(UInt(CKA_VERIFY), true),
                .flag(UInt(CKA_ENCRYPT), false), .flag(UInt(CKA_WRAP), false),
            ]
        let ofPrivate =
            names + [
                .flag(UInt(CKA_PRIVATE), true), .flag(UInt(CKA_SENSITIVE), true),
                .flag(UInt(CKA_EXTRACTABLE), false), .flag(UInt(CKA_SIGN), true),
                .flag(UInt(CKA_DECRYPT), false), .flag(UInt(CKA_UNWRAP), false),
                .flag(UInt(CKA_DERIVE), false),
            ]
        var (publicKey, privateKey) = (CK_OBJECT_HANDLE(0), CK_OBJECT_HANDLE(0))
        try unsafe call("C_GenerateKeyPair") { list, session in
            var how = unsafe CK_MECHANISM(
                mechanism: mechanism.type, pParameter: nil, ulParameterLen: 0)
            return unsafe TokenAttribute.lend(ofPublic) { first, firstCount in
                unsafe TokenAttribute.lend(ofPrivate) { second, secondCount in
                    unsafe list.pointee.C_GenerateKeyPair?(
                        session, &how, first, firstCount, second, secondCount, &publicKey,
                        &privateKey)
                }
            }
        }
        return (publicKey, privateKey)
    }

    /// Of an RSA key of 8192 bits; all others are shorter.
    private static let maximumSignatureBytes = 1024

    func signed(
        _ input: [UInt8], _ mechanism: TokenMechanism, _ key: TokenKey
    ) throws(TokenError) -> [UInt8] {
        let object = try found(key.uri)
        do throws(TokenError) {
            try unsafe call("C_SignInit") { list, session in
                var how = unsafe CK_MECHANISM(
                    mechanism: mechanism.type, pParameter: nil, ulParameterLen: 0)
                return unsafe list.pointee.C_SignInit?(session, &how, object)
            }
        } catch .failed(_, let code) where code.value == UInt(CKR_MECHANISM_INVALID) {
            throw .mechanismMissing(name: mechanism.rawValue)
        }
        var input = input
        var signature = [UInt8](repeating: 0, count: Self.maximumSignatureBytes)
        var count = CK_ULONG(signature.count)
        do throws(TokenError) {
            if key.needsPINEachTime {
                try enter(pin, as: CK_USER_TYPE(CKU_CONTEXT_SPECIFIC))
            }
            try unsafe call("C_Sign") { list, session in
                unsafe list.pointee.C_Sign?(
                    session, &input, CK_ULONG(input.count), &signature, &count)
            }
        } catch {
            // What was begun would hinder the next signature.
            close()
            throw error
        }
        guard count <= CK_ULONG(signature.count) else { return [] }
        return Array(signature[..<Int(count)])
    }
}
