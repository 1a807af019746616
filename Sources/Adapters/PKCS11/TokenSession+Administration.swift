import CPKCS11
package import Cryptography

/// What the security officer of a token does: initialising it, and giving it PINs (PKCS#11 v2.40 §5.5, §5.6).
extension TokenSession {
    /// Empties the token, and gives it PINs of its own. Interrupted, it is begun again with the same PINs and both
    /// security officer's PINs among the known.
    ///
    /// - Parameters:
    ///   - known: PINs of its security officer, the likeliest first; each is tried once. Of a blank token none is needed.
    ///   - officerPIN: what its security officer enters from now on.
    ///   - userPIN: the PIN of whoever is to have it; nil where it is only emptied.
    ///   - label: 1 to 32 ASCII characters.
    /// - Throws: `.officerPINWrong`, `.officerPINLocked`, `.tokenMissing`, `.failed`.
    package func initialise(
        knowing known: [SecretBytes], officerPIN: SecretBytes, userPIN: SecretBytes?, label: String
    ) throws(TokenError) {
        let facts = try TokenFacts.matching(wanted, module, evenBlank: true)
        guard facts.isInitialised else {
            try empty(facts.slot, officerPIN, label)
            if let userPIN {
                try enterAsOfficer([officerPIN])
                try setUserPIN(userPIN)
            }
            close()
            return
        }
        let current = try enterAsOfficer(known)
        close()
        try empty(facts.slot, current, label)
        try enterAsOfficer([current])
        try setOfficerPIN(from: current, to: officerPIN)
        if let userPIN { try setUserPIN(userPIN) }
        close()
    }

    /// Gives the token another PIN in place of a locked or forgotten one, and its security officer another one.
    /// - Throws: as `initialise`.
    package func unblock(
        knowing known: [SecretBytes], officerPIN: SecretBytes, userPIN: SecretBytes
    ) throws(TokenError) {
        let current = try enterAsOfficer(known)
        // First what cannot be learnt again from the server: whoever was told the old one cannot use it twice.
        try setOfficerPIN(from: current, to: officerPIN)
        try setUserPIN(userPIN)
        close()
    }

    /// Changes the PIN of whoever has the token.
    /// - Throws: `.pinWrong`, `.pinLocked`, `.failed`.
    package func changePIN(from current: SecretBytes, to next: SecretBytes) throws(TokenError) {
        try enter(current, as: CK_USER_TYPE(CKU_USER))
        try setPIN(from: current, to: next)
        close()
    }

    /// - Returns: the one that the token took.
    @discardableResult
    private func enterAsOfficer(_ known: [SecretBytes]) throws(TokenError) -> SecretBytes {
        let label = try TokenFacts.matching(wanted, module, evenBlank: true).label
        // The newest that was told, then the one from before all that broke off.
        let likely = known.count > 2 ? [known[0], known[known.count - 1]] : known
        let order = likely + (known.count > 2 ? known[1..<(known.count - 1)] : [])
        for pin in order {
            let facts = try TokenFacts.of(slot(), module)
            if facts.isLockedForOfficer { throw .officerPINLocked(token: label) }
            // The one there is, is worth the last try; one of several is a guess, and a locked token is lost.
            if facts.isOfficersFinalTry, known.count > 1 { break }
            do throws(TokenError) {
                try enter(pin, as: CK_USER_TYPE(CKU_SO))
                return pin
            } catch .pinWrong {
                continue
            } catch .pinLocked {
                throw .officerPINLocked(token: label)
            }
        }
        throw .officerPINWrong(token: label)
    }

    /// Nothing of what was on it is left. No session may be open.
    private func empty(
        _ slot: CK_SLOT_ID, _ pin: SecretBytes, _ label: String
    ) throws(TokenError) {
        var name = [UInt8](repeating: UInt8(ascii: " "), count: 32)
        for (place, octet) in label.utf8.prefix(name.count).enumerated() { name[place] = octet }
        try unsafe Self.lend(pin) { (start, count) throws(TokenError) in
            try unsafe module.call("C_InitToken") {
                unsafe $0.pointee.C_InitToken?(slot, start, count, &name)
            }
        }
    }

    private func setUserPIN(_ pin: SecretBytes) throws(TokenError) {
        try unsafe Self.lend(pin) { (start, count) throws(TokenError) in
            try unsafe call("C_InitPIN") { list, session in
                unsafe list.pointee.C_InitPIN?(session, start, count)
            }
        }
    }

    private func setOfficerPIN(
        from current: SecretBytes, to next: SecretBytes
    ) throws(TokenError) {
        if !current.equals(next) { try setPIN(from: current, to: next) }
    }

    private func setPIN(from current: SecretBytes, to next: SecretBytes) throws(TokenError) {
        try unsafe Self.lend(current) { (old, oldCount) throws(TokenError) in
            try unsafe Self.lend(next) { (new, newCount) throws(TokenError) in
                try unsafe call("C_SetPIN") { list, session in
                    unsafe list.pointee.C_SetPIN?(session, old, oldCount, new, newCount)
                }
            }
        }
    }

    /// A module reads a PIN only; the standard has no word for that.
    static func lend(
        _ pin: SecretBytes,
        _ body: (UnsafeMutablePointer<UInt8>?, CK_ULONG) throws(TokenError) -> Void
    ) throws(TokenError) {
        try pin.withBytes { (bytes) throws(TokenError) in
            try unsafe bytes.withUnsafeBufferPointer { (octets) throws(TokenError) in
                let start = unsafe octets.baseAddress.map {
                    unsafe UnsafeMutablePointer(mutating: $0)
                }
                try unsafe body(start, CK_ULONG(octets.count))
            }
        }
    }
}
