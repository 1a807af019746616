import ArgumentParser
import CanonicalJSON
import Messages

struct ConfigGroup: CommandGroup {
    static let help = CommandHelp.config
    static let members: [any ParsableCommand.Type] = [
        ConfigCheck.self, ConfigShow.self, ConfigExport.self, ConfigDiff.self, ConfigPropose.self,
    ]

    @OptionGroup var group: GroupOptions
}

/// Judges a settings file by itself: needs no data folder and no server.
struct ConfigCheck: KapokCommand {
    static let help = CommandHelp.configCheck

    @Argument(help: .says(CommandLineOption.settingsFile, "file"), completion: .file())
    var file: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let path = file ?? "\(session.dataFolder)/kapok.yaml"
        let content = try LocalFile.read(path, limit: SettingsFile.maximumBytes)
        if path.hasSuffix(".json") { _ = try SettingsFile.read(path) }
        let answer = try await session.node.checkSettings(path, content)
        session.console.show(answer) { _ in
            session.console.text(CommandLineSentence.settingsGood, ["file": SafeText.of(path)])
        }
        return .done
    }
}

struct ConfigShow: KapokCommand {
    static let help = CommandHelp.configShow

    @Option(name: .customLong("version"), help: .says(CommandLineOption.practiceVersion, "number"))
    var practiceVersion: Int64?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showFields("/api/v1/practice", PracticeQuery.items(practiceVersion))
    }
}

struct ConfigExport: KapokCommand {
    static let help = CommandHelp.configExport

    @Option(help: .says(CommandLineOption.settingsOut, "file"), completion: .file())
    var out: String?

    @Option(name: .customLong("version"), help: .says(CommandLineOption.practiceVersion, "number"))
    var practiceVersion: Int64?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query(
            "/api/v1/practice", PracticeQuery.items(practiceVersion))
        let settings = try answer.required("settings") { $0.object.map(JSONValue.object) }
        guard let out else {
            session.console.say(settings.formatted())
            return .done
        }
        try LocalFile.write(Array((settings.formatted() + "\n").utf8), to: out)
        session.console.show(answer) { _ in
            session.console.text(CommandLineSentence.written, ["file": SafeText.of(out)])
        }
        return .done
    }
}

struct ConfigDiff: KapokCommand {
    static let help = CommandHelp.configDiff

    @Argument(help: .says(CommandLineOption.settingsFile, "file"), completion: .file())
    var file: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let wanted = try SettingsFile.read(file)
        let answer = try await session.query("/api/v1/practice")
        let present = try answer.required("settings") { $0 }
        let changes = SettingsChange.proposed(wanted, over: present)
        session.console.show(SettingsChange.json(changes)) { _ in
            changes.isEmpty
                ? session.console.text(CommandLineSentence.settingsSame)
                : SettingsChange.readable(changes, session.console.reader)
        }
        return .done
    }
}

struct ConfigPropose: KapokCommand {
    static let help = CommandHelp.configPropose

    @Argument(help: .says(CommandLineOption.settingsFile, "file"), completion: .file())
    var file: String

    @Option(help: .says(CommandLineOption.effectiveFrom, "time"))
    var effectiveFrom: Moment?

    @Option(help: .says(CommandLineOption.replacedPractice, "number"))
    var replaces: Int64?

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let wanted = try SettingsFile.read(file)
        return try await session.withServer { server in
            let present = try await server.get("/api/v1/practice").required("settings") { $0 }
            // What stays as it is would take back what a version with a later date changes.
            let changed = (wanted.object ?? [:]).filter { present[$0.key] != $0.value }
            var payload: [String: JSONValue] = ["settings": .object(changed)]
            if let effectiveFrom {
                payload["effectiveFrom"] = .integer(effectiveFrom.milliseconds)
            }
            if let replaces { payload["replaces"] = .integer(replaces) }
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let changes = SettingsChange.proposed(wanted, over: present)
            var told =
                changes.isEmpty
                ? "  " + session.console.text(CommandLineSentence.settingsSame)
                : SettingsChange.readable(changes, indent: 2, session.console.reader)
            if let effectiveFrom {
                told +=
                    "\n"
                    + FieldList(session.console.reader).rendered(
                        ["effectiveFrom": .string(effectiveFrom.rfc3339)], indent: 2)
            }
            if let replaces {
                told +=
                    "\n"
                    + FieldList(session.console.reader).rendered(
                        ["replaces": .integer(replaces)], indent: 2)
            }
            told +=
                "\n"
                + PlainWords.hashLine(of: .object(payload), session.console.reader, indent: 2)
            try desk.tell(told, operation: "practice.change")
            try await desk.carryOut(
                IntendedAct(
                    operation: "practice.change", payload: .object(payload), caseID: nil,
                    corrects: correction.proposal),
                in: session)
            return .done
        }
    }
}

/// The settings that govern the authority, as the API gives them.
enum PracticeQuery {
    static func items(_ version: Int64?) -> [APIQueryItem] {
        filters(("version", version.map { String($0) }))
    }
}
