import Cryptography

extension SignerJournal {
    /// Judges warrants whose keys are all at hand.
    ///
    /// - Parameter place: of a key of this signer, by its name.
    /// - Returns: how far the journal was followed at least.
    nonisolated func judge(
        _ warrants: [Warrant], place: (KeyReference) async throws -> KeyPlace
    ) async throws -> JournalPosition {
        var keys: [KeyReference: [UInt8]] = [:]
        var questions: [Question] = []
        for warrant in warrants {
            guard let entry = warrant.announcement?.index else {
                throw KeyCustodyError.warrantRefused("no entry announces these bytes")
            }
            let key =
                if let known = keys[warrant.key] {
                    known
                } else { try await place(warrant.key).publicKey.subjectPublicKeyInfo.derEncoded }
            keys[warrant.key] = key
            questions.append(
                Question(use: AnnouncedUse(warrant), entry: entry, publicKey: key))
        }
        let judged = try await standings(of: questions)
        for ((warrant, question), standing) in zip(zip(warrants, questions), judged) {
            let signedAlong = try await GroundedBytes(
                toBeSigned: warrant.toBeSigned, algorithm: warrant.algorithm,
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
