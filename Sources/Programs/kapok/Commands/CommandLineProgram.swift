import ArgumentParser
import CanonicalJSON
import Messages

/// The whole command line: parse, perform, tell what became of it. Never exits by itself.
enum CommandLineProgram {
    /// - Parameter arguments: without the program's name.
    static func run(_ arguments: [String], _ surroundings: Surroundings) async -> ExitStatus {
        do {
            var command = try await Kapok.asyncParseAsRoot(arguments)
            if let command = command as? any KapokCommand {
                return await perform(command, surroundings)
            }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .done
        } catch {
            return tell(error, arguments, surroundings)
        }
    }

    static func perform(
        _ command: any KapokCommand, _ surroundings: Surroundings
    ) async -> ExitStatus {
        let language = command.global.lang ?? LanguageChoice.choose(arguments: [], surroundings)
        let console = Console(language: language, isJSON: command.global.json)
        do {
            if command.global.at != nil && !type(of: command).looksBack {
                throw UsageFailure(.commandTimeOnAct, field: "--at", ["command": type(of: command).help.words])
            }
            return try await command.perform(
                in: Session(command.global, console: console, surroundings: surroundings))
        } catch {
            let failure = CommandFailure.of(error, in: language)
            tell(failure, console)
            return failure.status
        }
    }

    private static func tell(_ failure: CommandFailure, _ console: Console) {
        console.note(
            console.isJSON
                ? failure.json.formatted() : failure.readable(in: console.language))
    }

    /// Help and completion scripts are no errors; everything else that the parser throws is a
    /// command written wrongly.
    private static func tell(
        _ error: any Error, _ arguments: [String], _ surroundings: Surroundings
    ) -> ExitStatus {
        let language = LanguageChoice.choose(arguments: arguments, surroundings)
        let console = Console(language: language, isJSON: arguments.contains("--json"))
        if Kapok.exitCode(for: error) == .success {
            console.say(ParserText.translated(Kapok.fullMessage(for: error), to: language))
            return .done
        }
        let message = ParserText.translated(Kapok.message(for: error), to: language)
        tell(
            CommandFailure(
                Refusal(.commandUsage, ["what": message]), in: language, status: .usage), console)
        return .usage
    }
}
