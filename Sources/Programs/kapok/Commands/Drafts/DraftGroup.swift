import ArgumentParser
import CanonicalJSON
import Cryptography
import Governance
import Messages
import PKIX

/// What an applicant writes before handing it in.
struct DraftGroup: CommandGroup {
    static let help = CommandHelp.draft
    static let members: [any ParsableCommand.Type] = [
        DraftSave.self, DraftShow.self, DraftSubmit.self, DraftDiscard.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct DraftSave: KapokCommand {
    static let help = CommandHelp.draftSave

    @Argument(help: .says(CommandLineOption.draftFile, "file"), completion: .file())
    var file: String

    @Option(
        name: .customLong("csr"), help: .says(CommandLineOption.request, "file"),
        completion: .file())
    var requestFile: String?

    @Option(help: .says(CommandLineOption.draftReplaced, "file"), completion: .file())
    var code: String?

    @OptionGroup var declarations: DeclareOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var content = try written()
        if let requestFile {
            content["request"] = .string(
                Base64.encode(try LocalFile.read(requestFile, limit: 100_000)))
        }
        if declarations.declare || declarations.trademark != nil {
            content["declarations"] = .object(try declarations.declared())
        }
        let written = JSONValue.object(content)
        session.tellDone(
            try await session.withServer { server in
                var payload: [String: JSONValue] = ["content": written]
                payload["code"] = try code.map { .string(try DraftCodeFile.read($0)) }
                return try await server.act("draft.save", payload: .object(payload))
            })
        return .done
    }

    private func written() throws -> [String: JSONValue] {
        let bytes = try LocalFile.read(file, limit: 1 << 20)
        guard let members = (try? JSONValue(parsing: bytes))?.object else {
            throw Refusal(.payloadInvalid, field: file, ["name": SafeText.of(file)])
        }
        return members
    }
}

struct DraftShow: KapokCommand {
    static let help = CommandHelp.draftShow

    @OptionGroup var draft: DraftCodeOptions

    @Option(help: .says(CommandLineOption.draftOut, "file"), completion: .file())
    var out: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let found = try await session.withServer {
            try await $0.post("/api/v1/drafts", ["code": .string(try draft.read())])
        }
        guard let out else {
            session.console.show(found) { FieldList(session.console.reader).rendered($0) }
            return .done
        }
        try LocalFile.write((found["content"] ?? .null).canonicalBytes, to: out, mode: 0o600)
        session.console.show(found.merging(["content": .null, "file": .string(out)])) { _ in
            session.console.text(CommandLineSentence.written, ["file": SafeText.of(out)])
        }
        return .done
    }
}

struct DraftSubmit: KapokCommand {
    static let help = CommandHelp.draftSubmit

    @OptionGroup var draft: DraftCodeOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        session.tellDone(
            try await session.withServer {
                try await $0.act(
                    "application.apply", payload: ["draft": .string(try draft.read())])
            })
        return .done
    }
}

struct DraftDiscard: KapokCommand {
    static let help = CommandHelp.draftDiscard

    @OptionGroup var draft: DraftCodeOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        session.tellDone(
            try await session.withServer {
                try await $0.act("draft.discard", payload: ["code": .string(try draft.read())])
            })
        return .done
    }
}

struct DraftCodeOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.draftCode, "file"), completion: .file())
    var code: String

    func read() throws -> String { try DraftCodeFile.read(code) }
}

/// A code lies in a file for its owner alone, and so in no list of processes.
private enum DraftCodeFile {
    static func read(_ path: String) throws -> String {
        try SecretFile.read(path, refusing: .codeFileUnusable).withBytes {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
