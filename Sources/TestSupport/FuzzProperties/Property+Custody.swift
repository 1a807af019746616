import KeyCustody

extension Property {
    /// What a server says to the signer, or the signer to a module's process: the door at which keys are asked for.
    static let signerMessage = Property("signerMessage") { input throws(Violation) in
        guard let message = try? SignerMessage(parsing: input) else { return }
        let written = message.encoded
        let again = try require(
            try? SignerMessage(parsing: written), "what is written is read again")
        try require(again == message, "it says the same")
        if let request = try? SignerRequest(message) {
            let told = try require(
                try? SignerRequest(SignerMessage(parsing: request.message.encoded)),
                "a request that was read is written so that it is read")
            try require(told == request, "it asks for the same")
        }
        if let request = try? ModuleRequest(message) {
            let told = try require(
                try? ModuleRequest(SignerMessage(parsing: request.message.encoded)),
                "a request that was read is written so that it is read")
            try require(told == request, "it asks for the same")
        }
    }
}
