import Archives
import ArgumentParser
import CanonicalJSON
import Messages
import PKIX
import Registration

/// Takes out all that is held on somebody.
struct SubscriberExport: KapokCommand {
    static let help = CommandHelp.subscriberExport

    @Argument(help: .says(CommandLineOption.subscriber, "reference"))
    var subscriber: String?

    @Option(help: .says(CommandLineOption.application, "application"))
    var application: String?

    @Option(help: .says(CommandLineOption.dataReason))
    var reason: SubjectData.Reason

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @Option(help: .says(CommandLineOption.dataOut, "file"), completion: .file())
    var out: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        guard !LocalFile.exists(out) else {
            throw Refusal(.commandFileExists, field: out, ["path": out])
        }
        guard let about = subscriber ?? application, subscriber == nil || application == nil else {
            throw Refusal(.subscriberQuery, field: "subscriber")
        }
        let member = subscriber == nil ? "application" : "subscriber"
        let hashes = try evidence.map { try Evidence.hashHex(ofFile: $0) }
        let payload: JSONValue = [
            member: .string(about), "reason": .string(reason.rawValue),
            "evidence": .array(hashes.map { .string($0) }),
        ]
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            try desk.tell(
                PlainWords.of(payload, session.console.reader), operation: "subscriber.export")
            let answer = try await desk.perform(
                IntendedAct(operation: "subscriber.export", payload: payload, caseID: about))
            try await desk.remember([answer])
            let revealed = answer["revealed"] ?? .null
            let files = try await write(revealed, of: server)
            session.console.show([
                "out": .string(out), "files": .integer(files), "entry": answer["entry"] ?? .null,
                member: .string(about),
            ]) { FieldList(session.console.reader).rendered($0) }
        }
        return .done
    }

    /// - Returns: the number of files beside `data.json`.
    private func write(_ revealed: JSONValue, of server: Server) async throws -> Int64 {
        let data = Array((revealed["data"] ?? .null).formatted().utf8)
        let now = NodeClock.shared.read() / 1000
        let archive = try LocalFile.Partial(out)
        var tar = TarWriter()
        func begin(_ name: String, _ size: Int64) throws {
            try archive.write(
                tar.begin(TarHeader(name: name, size: size, modifiedSeconds: now)))
        }
        try begin("data.json", Int64(data.count))
        try archive.write(tar.write(data))
        // What is missing stays named in data.json.
        let files = (revealed["files"]?.array ?? []).filter { $0["ticket"] != nil }
        for file in files {
            // By the name that data.json has for it: what its owner called it may be anything.
            try begin("files/" + file.requiredString("file"), file.required("bytes") { $0.integer })
            try await FileDesk(server: server).fetch(file) { try archive.write(tar.write($0)) }
        }
        try archive.write(tar.finish())
        try archive.finish()
        return Int64(files.count)
    }
}

struct SubscriberRestrict: KapokCommand {
    static let help = CommandHelp.subscriberRestrict

    @Argument(help: .says(CommandLineOption.subscriber, "reference"))
    var subscriber: String

    @Option(help: .says(CommandLineOption.dataReason))
    var reason: SubscriberRestriction.Reason

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.change(
            subscriber, "subscriber.restrict", ["reason": .string(reason.rawValue)], evidence, act)
        return .done
    }
}

struct SubscriberUnrestrict: KapokCommand {
    static let help = CommandHelp.subscriberUnrestrict

    @Argument(help: .says(CommandLineOption.subscriber, "reference"))
    var subscriber: String

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.change(subscriber, "subscriber.unrestrict", [:], evidence, act)
        return .done
    }
}

extension Session {
    fileprivate func change(
        _ subscriber: String, _ operation: String, _ members: [String: JSONValue],
        _ evidence: [String], _ act: ActOptions
    ) async throws {
        let hashes = try evidence.map { try Evidence.hashHex(ofFile: $0) }
        let payload = JSONValue.object(
            members.merging([
                "subscriber": .string(subscriber),
                "evidence": .array(hashes.map { .string($0) }),
            ]) { $1 })
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: act.isConfirmed)
            try desk.tell(PlainWords.of(payload, console.reader), operation: operation)
            try await desk.carryOut(
                IntendedAct(operation: operation, payload: payload, caseID: subscriber),
                in: self)
        }
    }
}

extension SubjectData.Reason: WordArgument {
    public static var member: String { "reason" }
}

extension SubscriberRestriction.Reason: WordArgument {
    public static var member: String { "reason" }
}
