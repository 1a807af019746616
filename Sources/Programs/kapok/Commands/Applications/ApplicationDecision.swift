import CanonicalJSON

extension Session {
    /// An officer's act about one application, whoever's it is: the whole application or its name is shown
    /// with what is said of it, and signed under its id.
    ///
    /// - Parameters:
    ///   - said: the members of the payload beside `application`.
    ///   - unshown: members that are there for chance alone.
    ///   - isShownWhole: for what is decided on its contents.
    func decide(
        _ operation: String, on name: String, _ said: [String: JSONValue] = [:],
        unshown: [String: JSONValue] = [:], isShownWhole: Bool, _ options: ActOptions
    ) async throws -> ExitStatus {
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: options.isConfirmed)
            let review = try await ApplicationReview.fetch(name, from: server)
            let reader = console.reader
            var told = [
                isShownWhole ? PlainWords.of(review, reader) : PlainWords.name(of: review, reader)
            ]
            if !said.isEmpty { told.append(PlainWords.of(.object(said), reader)) }
            try desk.tell(told.joined(separator: "\n"), operation: operation)
            var payload = said.merging(unshown) { $1 }
            payload["application"] = .string(review.id)
            try await desk.carryOut(
                IntendedAct(
                    operation: operation, payload: .object(payload), caseID: review.id),
                in: self)
        }
        return .done
    }
}
