import ArgumentParser
import CanonicalJSON
import Messages

/// What acts that an officer signs have in common.
struct ActOptions: ParsableArguments {
    @Flag(name: .customLong("yes"), help: .says(CommandLineOption.yes))
    var isConfirmed = false
}

/// Of acts that take several people.
struct CorrectionOptions: ParsableArguments {
    @Option(name: .customLong("corrects"), help: .says(CommandLineOption.corrects, "proposal"))
    var proposal: String?
}

extension Session {
    /// One officer's act: told, signed, handed in, answered.
    func sign(
        _ act: IntendedAct, told: String, _ options: ActOptions
    ) async throws -> ExitStatus {
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: options.isConfirmed)
            try desk.tell(told, operation: act.operation)
            try await desk.carryOut(act, in: self)
        }
        return .done
    }

    /// An act on nothing that exists yet, which opens a proposal where it takes several people.
    func propose(
        _ operation: String, _ payload: JSONValue, _ options: ActOptions,
        corrects: CorrectionOptions
    ) async throws -> ExitStatus {
        try await sign(
            IntendedAct(
                operation: operation, payload: payload, caseID: nil, corrects: corrects.proposal),
            told: PlainWords.hashed(payload, console.reader), options)
    }

    /// What became of an act.
    func tellDone(_ answer: JSONValue) {
        console.show(answer) { answer in
            let result = answer["result"] ?? .null
            var lines = [FieldList(console.reader).rendered(result)]
            if result["state"]?.string == "pending", let id = result["proposal"]?.string {
                lines.append(console.text(CommandLineSentence.moreSignatures, ["id": id]))
            }
            if let code = answer["suspensionCode"]?.string {
                lines.append(console.text(CommandLineSentence.suspensionCode, ["code": code]))
            }
            if let code = answer["draftCode"]?.string {
                lines.append(console.text(CommandLineSentence.draftCode, ["code": code]))
            }
            if let password = answer["password"]?.string {
                lines.append(
                    console.text(CommandLineSentence.password, ["password": password]))
            }
            for member in ["letter", "file"] {
                guard let path = answer[member]?.string else { continue }
                lines.append(
                    console.text(CommandLineSentence.written, ["file": SafeText.of(path)]))
            }
            if answer["replayed"]?.bool == true {
                lines.append(console.text(CommandLineSentence.replayed))
            }
            if let entry = answer["entry"]?.integer {
                lines.append(console.text(CommandLineSentence.entry, ["index": String(entry)]))
            }
            return lines.joined(separator: "\n")
        }
    }
}
