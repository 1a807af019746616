import Cryptography
import Messages

extension Session {
    /// A PIN that whoever has the token chooses: from a file, or typed twice at the terminal, so that the officer beside
    /// them does not see it.
    ///
    /// - Throws: `token.pinMissing`, `token.pinDiffers`, `token.pinFileUnusable`; `officer.declined`.
    func newPIN(of token: String, file: String?) throws(Refusal) -> SecretBytes {
        if let file { return try SecretFile.read(file, refusing: .tokenPINFileUnusable) }
        let chosen = try typedPIN(CommandLineSentence.askForNewPIN, token)
        guard chosen.equals(try typedPIN(CommandLineSentence.askForPassphraseAgain, token)) else {
            throw Refusal(.tokenPINDiffers)
        }
        return chosen
    }

    private func typedPIN(_ sentence: Text, _ token: String) throws(Refusal) -> SecretBytes {
        guard surroundings.isInteractive else {
            throw Refusal(.tokenPINMissing, ["token": token])
        }
        let pin = surroundings.readUnseen {
            console.prompt(console.reader.text(sentence, ["token": SafeText.of(token)]))
        }
        console.note("")
        guard let pin, pin.count > 0 else { throw Refusal(.commandOfficerDeclined) }
        return pin
    }
}
