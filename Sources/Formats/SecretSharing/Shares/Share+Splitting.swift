public import Cryptography

extension Share {
    /// Splits a secret so that any `needed` of the shares give it back, and fewer tell nothing of it.
    ///
    /// One group of the standard, as it recommends where all members are equal. The set is extendable and its
    /// iteration exponent 0: more iterations make guessing a passphrase dearer, and by default there is none.
    /// - Parameters:
    ///   - secret: 16 to 64 octets, an even number, of 128 random bits at least: who has all shares but one can
    ///     test guesses.
    ///   - passphrase: printable ASCII. Who forgets it has lost the secret, and no share tells that there is one.
    /// - Returns: the shares of the members 0 to M − 1, in this order.
    /// - Throws: `.secretLength`, `.passphrase`.
    public static func split(
        _ secret: SecretBytes, among quorum: Quorum, passphrase: SecretBytes = SecretBytes([]),
        from randomness: some Randomness = SystemRandomness()
    ) throws(ShareError) -> [Share] {
        guard isSecretCount(secret.count) else { throw .secretLength(octets: secret.count) }
        try requirePrintable(passphrase)
        let random = randomness.bytes(2)
        let set = ShareSet(
            identifier: (UInt16(random[0]) << 8 | UInt16(random[1])) & 0x7FFF, isExtendable: true,
            iterationExponent: 0, groupsNeeded: 1, groups: 1)
        let encrypted = MasterSecretCipher(set: set, passphrase: passphrase).encrypted(secret)
        return points(hiding: encrypted, quorum, randomness).map { point in
            Share(
                set: set, group: 0, member: point.x, membersNeeded: quorum.needed, value: point.y)
        }
    }

    /// SplitSecret of the standard: N − 2 random points, the digest and the secret, and all others from these.
    private static func points(
        hiding secret: SecretBytes, _ quorum: Quorum, _ randomness: some Randomness
    ) -> [SharePoint] {
        let random = (0..<UInt8(quorum.needed - 2)).map { member in
            SharePoint(x: member, y: .random(secret.count, from: randomness))
        }
        let salt = SecretBytes.random(secret.count - digestCount, from: randomness)
        let fixed =
            random + [
                SharePoint(
                    x: SharePoint.digest, y: .joined([digest(of: secret, salt: salt), salt])),
                SharePoint(x: SharePoint.secret, y: secret),
            ]
        return random
            + (UInt8(random.count)..<UInt8(quorum.members)).map { member in
                SharePoint(x: member, y: SharePoint.value(at: member, through: fixed))
            }
    }

    static let digestCount = 4

    /// By which a wrong combination is known. SLIP-0039, Digest.
    static func digest(of secret: SecretBytes, salt: SecretBytes) -> SecretBytes {
        let code = SecretBytes(
            secret.withBytes { HMAC.authenticationCode(of: $0, key: salt, digest: .sha256) })
        return code.part(0..<digestCount)
    }

    static func requirePrintable(_ passphrase: SecretBytes) throws(ShareError) {
        let isPrintable = passphrase.withBytes { $0.allSatisfy { (0x20...0x7E).contains($0) } }
        guard isPrintable else { throw .passphrase }
    }
}
