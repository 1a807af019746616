/// What a token says of itself to whoever looks, without a PIN.
package struct TokenDescription: Hashable, Sendable {
    package let label: String
    /// 1 to 16 characters; empty where the token tells none.
    package let serial: String
    package let model: String
    /// Whether somebody gave it a security officer's PIN. Of one that came so, that PIN is needed.
    package let isInitialised: Bool
    package let hasUserPIN: Bool
    package let isLocked: Bool
    package let isLockedForOfficer: Bool
    package let tries: PINTries
    /// How long a PIN may be, in octets.
    package let pinLengths: ClosedRange<Int>

    init(_ facts: TokenFacts) {
        label = facts.label
        serial = facts.serial
        model = facts.model
        isInitialised = facts.isInitialised
        hasUserPIN = facts.hasUserPIN
        isLocked = facts.isLocked
        isLockedForOfficer = facts.isLockedForOfficer
        tries = facts.tries
        pinLengths = facts.pinLengths
    }

    /// Names this token by its serial number alone: its label changes where it is initialised.
    package var uri: TokenURI {
        var uri = TokenURI()
        uri.serial = serial
        return uri
    }
}

extension TokenModule {
    /// The token that a URI names, be it blank.
    /// - Throws: `.tokenMissing`, `.tokensAmbiguous`, `.serialMissing`, `.failed`.
    package func describe(_ uri: TokenURI) throws(TokenError) -> TokenDescription {
        let found = TokenDescription(try TokenFacts.matching(uri, self, evenBlank: true))
        guard !found.serial.isEmpty, found.serial.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .serialMissing(uri: uri.description) }
        return found
    }
}
