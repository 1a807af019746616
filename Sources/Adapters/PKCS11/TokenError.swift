/// Why a token did not do what was asked. No case holds a PIN, a key or what was to be signed.
package enum TokenError: Error, Hashable, Sendable {
    /// The module cannot be loaded; the reason is the loader's own.
    case moduleMissing(path: String, reason: String)
    /// Others than root and this user may write the module, and it would run as this user.
    case moduleExposed(path: String)
    /// A library that is no PKCS#11 module of version 2.
    case notAModule(path: String)
    /// Not a `pkcs11:` URI of RFC 7512, or one with a part that is not taken; names the part.
    case uriMalformed(part: String)
    /// No token that is present and initialised answers to the URI.
    case tokenMissing(uri: String)
    case tokensAmbiguous(uri: String, count: Int)
    /// Without a label or id a new key would have no name.
    case keyUnnamed(uri: String)
    case keyMissing(uri: String)
    case keysAmbiguous(uri: String, count: Int)
    /// A key of this name is there already; none is made beside it.
    case keyExists(uri: String)
    /// What the token says of the key is not what a key must be.
    case keyUnfit(uri: String, faults: [TokenKeyFault])
    /// The key is of a kind that is not asked for here, or that nobody here knows.
    case keyKindUnfit(uri: String)
    /// The token shows no public half of the private key.
    case publicKeyMissing(uri: String)
    /// What the token signs does not verify with the public key.
    case signatureWrong(uri: String)
    /// The token has no mechanism for it; names the mechanism.
    case mechanismMissing(name: String)
    /// Refused by the token. It was tried once, and is not tried again by itself.
    case pinWrong(token: String, tries: PINTries)
    /// Too many wrong PINs; told beforehand by the token, or as its answer.
    case pinLocked(token: String)
    /// One try is left, and a PIN that nobody types is not spent on it.
    case pinFinalTry(token: String)
    /// None of the PINs that are known for the token's security officer is the right one, or a last try was not spent.
    case officerPINWrong(token: String)
    /// Too many wrong PINs of the security officer: the token is of no use any more.
    case officerPINLocked(token: String)
    /// There is no room for it.
    case tokenFull(token: String)
    /// The token tells no serial number to know it by.
    case serialMissing(uri: String)
    /// Nobody said a PIN, and nobody can be asked.
    case pinMissing(token: String)
    /// The token or its session went, and was not there again when it was looked for once.
    case tokenGone(token: String, ReturnCode)
    /// The module gave no answer in time; it may give one yet.
    case blocked(token: String)
    /// Any other answer of the module.
    case failed(call: String, ReturnCode)
}

/// What a token says of the tries that are left for its PIN.
package enum PINTries: Hashable, Sendable {
    /// The token says nothing.
    case untold
    /// A wrong PIN was entered since the last right one (`CKF_USER_PIN_COUNT_LOW`).
    case low
    /// The next wrong one locks the token (`CKF_USER_PIN_FINAL_TRY`).
    case final
}
