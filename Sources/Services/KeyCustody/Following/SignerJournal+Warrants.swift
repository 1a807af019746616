import Cryptography

extension SignerJournal {
    /// Judges warrants whose keys are all at hand.
    ///
    /// - Parameters:
    ///   - warrants: each with the place of the entry that announces it.
    ///   - place: of a key of this signer, by its name.
    /// - Returns: how far the journal was followed at least.
    nonisolated func judge(
        _ warrants: [(warrant: Warrant, entry: Int64)],
        place: (KeyReference) async throws -> KeyPlace
    ) async throws -> JournalPosition {
        var keys: [KeyReference: [UInt8]] = [:]
        var questions: [Question] = []
        for (warrant, entry) in warrants {
            let key =
                if let known = keys[warrant.key] {
                    known
                } else { try await place(warrant.key).publicKey.subjectPublicKeyInfo.derEncoded }
            keys[warrant.key] = key
            questions.append(
                Question(use: AnnouncedUse(warrant), entry: entry, publicKey: key))
        }
        let judged = try await standings(of: questions)
        for ((asked, question), standing) in zip(zip(warrants, questions), judged) {
            let signedAlong = try await GroundedBytes(
                toBeSigned: asked.warrant.toBeSigned, algorithm: asked.warrant.algorithm,
                publicKey: question.publicKey, issuer: standing.issuer,
                nowMilliseconds: standing.nowMilliseconds
            ).judge(standing.ground, place: place)
            for position in signedAlong {
                guard await had(position) else {
                    throw KeyCustodyError.warrantRefused("a checkpoint of another journal")
                }
            }
        }
        return try await markSigned(judged)
    }
}
