import CPKCS11

/// What a token says of itself.
package struct TokenFacts: Sendable {
    let slot: CK_SLOT_ID
    package let label: String
    /// 1 to 16 characters; empty where the token tells none.
    package let serial: String
    package let manufacturer: String
    package let model: String
    /// The token's own version, `major.minor`, both in plain numbers as `pkcs11-tool` shows them.
    package let firmware: String
    private let flags: CK_FLAGS
    /// How long a PIN may be, in octets.
    package let pinLengths: ClosedRange<Int>

    var needsLogin: Bool { has(UInt(CKF_LOGIN_REQUIRED)) }
    package var isLocked: Bool { has(UInt(CKF_USER_PIN_LOCKED)) }
    /// The PIN is entered at the token itself.
    var hasPINPad: Bool { has(UInt(CKF_PROTECTED_AUTHENTICATION_PATH)) }
    var isWriteProtected: Bool { has(UInt(CKF_WRITE_PROTECTED)) }
    /// Whether somebody gave it a security officer's PIN. Of one that came so, that PIN is needed.
    package var isInitialised: Bool { has(UInt(CKF_TOKEN_INITIALIZED)) }
    package var hasUserPIN: Bool { has(UInt(CKF_USER_PIN_INITIALIZED)) }
    /// The next wrong PIN of the security officer locks it for ever.
    var isOfficersFinalTry: Bool { has(UInt(CKF_SO_PIN_FINAL_TRY)) }
    var isLockedForOfficer: Bool { has(UInt(CKF_SO_PIN_LOCKED)) }

    package var tries: PINTries {
        if has(UInt(CKF_USER_PIN_FINAL_TRY)) { return .final }
        return has(UInt(CKF_USER_PIN_COUNT_LOW)) ? .low : .untold
    }

    /// Names this token by its serial number alone: its label changes where it is initialised.
    package var uri: TokenURI {
        var uri = TokenURI()
        uri.serial = serial
        return uri
    }

    private func has(_ flag: UInt) -> Bool { UInt(flags) & flag != 0 }

    /// No machine has more slots than this with tokens in them.
    private static let maximumSlots = 1024

    /// The one token that the URI names.
    /// - Parameter evenBlank: whether it may be one that nobody initialised yet.
    /// - Throws: `.tokenMissing`, `.tokensAmbiguous`, `.failed`.
    static func matching(
        _ uri: TokenURI, _ module: TokenModule, evenBlank: Bool = false
    ) throws(TokenError) -> TokenFacts {
        var slots = [CK_SLOT_ID](repeating: 0, count: maximumSlots)
        var count = CK_ULONG(slots.count)
        // Asked without room first, since some modules look for new tokens then alone.
        try unsafe module.call("C_GetSlotList") {
            unsafe $0.pointee.C_GetSlotList?(CK_BBOOL(CK_TRUE), nil, &count)
        }
        count = CK_ULONG(slots.count)
        try unsafe module.call("C_GetSlotList") {
            unsafe $0.pointee.C_GetSlotList?(CK_BBOOL(CK_TRUE), &slots, &count)
        }
        var found: [TokenFacts] = []
        for slot in slots.prefix(Int(min(count, CK_ULONG(slots.count)))) {
            // A token that went just now, or that its module cannot read, is not the one.
            guard let facts = try? of(slot, module), evenBlank || facts.isInitialised,
                facts.answers(to: uri)
            else { continue }
            found.append(facts)
        }
        guard let first = found.first else { throw .tokenMissing(uri: uri.description) }
        guard found.count == 1 else {
            throw .tokensAmbiguous(uri: uri.description, count: found.count)
        }
        return first
    }

    static func of(_ slot: CK_SLOT_ID, _ module: TokenModule) throws(TokenError) -> TokenFacts {
        var info = CK_TOKEN_INFO()
        try unsafe module.call("C_GetTokenInfo") { unsafe $0.pointee.C_GetTokenInfo?(slot, &info) }
        return TokenFacts(
            slot: slot, label: text(of: info.label), serial: text(of: info.serialNumber),
            manufacturer: text(of: info.manufacturerID), model: text(of: info.model),
            firmware: version(info.firmwareVersion), flags: info.flags,
            pinLengths: lengths(info.ulMinPinLen, info.ulMaxPinLen))
    }

    private static func version(_ version: CK_VERSION) -> String {
        "\(version.major).\(version.minor)"
    }

    /// Some tokens tell nothing, or nonsense.
    private static func lengths(_ least: CK_ULONG, _ most: CK_ULONG) -> ClosedRange<Int> {
        let least = Int(min(least, CK_ULONG(maximumPINBytes)))
        let most = Int(min(most, CK_ULONG(maximumPINBytes)))
        return least...(most < max(least, 1) ? maximumPINBytes : most)
    }

    /// Nobody types more.
    private static let maximumPINBytes = 64

    private func answers(to uri: TokenURI) -> Bool {
        [
            (uri.token, label), (uri.serial, serial), (uri.manufacturer, manufacturer),
            (uri.model, model),
        ].allSatisfy { wanted, own in wanted.map { $0.utf8.elementsEqual(own.utf8) } ?? true }
    }

    /// A field of fixed length, filled up with spaces.
    private static func text<Field>(of field: Field) -> String {
        unsafe withUnsafeBytes(of: field) { bytes in
            var octets = unsafe Array(bytes)
            while octets.last == UInt8(ascii: " ") || octets.last == 0 { octets.removeLast() }
            return String(decoding: octets, as: UTF8.self)
        }
    }
}

extension TokenModule {
    /// The token that a URI names, be it blank.
    /// - Throws: `.tokenMissing`, `.tokensAmbiguous`, `.serialMissing`, `.failed`.
    package func describe(_ uri: TokenURI) throws(TokenError) -> TokenFacts {
        let found = try TokenFacts.matching(uri, self, evenBlank: true)
        guard !found.serial.isEmpty, found.serial.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .serialMissing(uri: uri.description) }
        return found
    }
}
