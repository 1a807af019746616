import ArgumentParser
import Messages

/// One command that does something. Parsing makes it; `perform` carries it out and never exits.
protocol KapokCommand: AsyncParsableCommand {
    /// What help says about it.
    static var help: CommandHelp { get }
    /// Whether `--at` means something to it: acts take the server's clock, and most queries tell
    /// what is so now.
    static var looksBack: Bool { get }

    var global: GlobalOptions { get }

    func perform(in session: Session) async throws -> ExitStatus
}

extension KapokCommand {
    static var configuration: CommandConfiguration { CommandConfiguration(help) }
    static var looksBack: Bool { false }

    /// Runs by itself too, as a parser expects of each command.
    mutating func run() async throws {
        let status = await CommandLineProgram.perform(
            self, global.lang ?? HelpLanguage.current, .process)
        if status != .done { throw ExitCode(status.rawValue) }
    }
}

/// A command that only groups others.
protocol CommandGroup: AsyncParsableCommand {
    static var help: CommandHelp { get }
    static var members: [any ParsableCommand.Type] { get }
}

extension CommandGroup {
    static var configuration: CommandConfiguration {
        CommandConfiguration(help, subcommands: members)
    }
}

/// A group alone only shows help, so it knows the one option that help follows.
struct GroupOptions: ParsableArguments {
    @Option(help: .hidden)
    var lang: Language?
}

/// A command line in help: long ones go on after a backslash, before an option.
enum CommandExample {
    static func laidOut(_ example: String) -> String {
        var lines: [String] = []
        var line = ""
        for (index, part) in example.split(separator: " ").enumerated() {
            let isLong = line.utf8.count + part.utf8.count > 62
            if isLong && part.hasPrefix("--") {
                lines.append(line + " \\")
                line = "    " + part
            } else {
                line += index == 0 ? String(part) : " \(part)"
            }
        }
        return (lines + [line]).map { "  \($0)" }.joined(separator: "\n")
    }
}

extension CommandConfiguration {
    /// Help in the language of this process, laid out for 80 columns.
    init(
        _ help: CommandHelp, subcommands: [any ParsableCommand.Type] = [],
        defaultSubcommand: (any ParsableCommand.Type)? = nil
    ) {
        let language = HelpLanguage.current
        var discussion = TextLayout.wrapped(help.explanation.text(in: language), to: 78)
        if !help.examples.isEmpty {
            let title = CommandLineSentence.example.text(in: language)
            discussion +=
                "\n\n\(title)\n" + help.examples.map(CommandExample.laidOut).joined(separator: "\n")
        }
        self.init(
            commandName: help.name, abstract: help.summary.text(in: language),
            discussion: discussion, subcommands: subcommands,
            defaultSubcommand: defaultSubcommand)
    }
}

extension ArgumentHelp {
    /// Help of one option. The parser cannot break lines in scripts without spaces: done here.
    static func says(_ text: Text, _ valueName: String? = nil) -> ArgumentHelp {
        let language = HelpLanguage.current
        var said = text.text(in: language)
        if language != .english { said = TextLayout.wrapped(said, to: 54) }
        return ArgumentHelp(said, valueName: valueName)
    }
}

/// The language of help, chosen once: the parser's configurations are made before any command.
enum HelpLanguage {
    static let current = LanguageChoice.choose(
        arguments: Array(CommandLine.arguments.dropFirst()), .process)
}
