import ArgumentParser
import CanonicalJSON
import Cryptography
import Messages

/// The whole command line: parse, perform, tell what became of it. Never exits by itself.
enum CommandLineProgram {
    /// - Parameter arguments: without the program's name.
    static func run(_ arguments: [String], _ surroundings: Surroundings) async -> ExitStatus {
        do {
            var command = try await Kapok.asyncParseAsRoot(ordered(arguments))
            if let command = command as? any KapokCommand {
                return await perform(
                    command, LanguageChoice.choose(arguments: arguments, surroundings),
                    surroundings)
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
        _ command: any KapokCommand, _ language: Language, _ surroundings: Surroundings
    ) async -> ExitStatus {
        let console = Console(
            reader: surroundings.reader(language), isJSON: command.global.json,
            write: surroundings.write)
        do {
            try checkCryptography()
            if command.global.at != nil && !type(of: command).looksBack {
                throw UsageFailure(
                    .commandTimeOnAct, field: "--at", ["command": type(of: command).help.words])
            }
            return try await command.perform(
                in: Session(command.global, console: console, surroundings: surroundings))
        } catch {
            let failure = CommandFailure.of(error, in: language)
            tell(failure, console)
            return failure.status
        }
    }

    /// What the library lacks would stop the process in the middle of its work.
    private static func checkCryptography() throws(Refusal) {
        do {
            try CryptographyLibrary.check()
        } catch {
            throw Refusal(
                .cryptographyIncomplete, ["library": CryptographyLibrary.version])
        }
    }

    /// Options said before the command's name count as if they were said after it.
    static func ordered(_ arguments: [String]) -> [String] {
        var early: [String] = []
        var rest = arguments[...]
        while let word = rest.first, word.hasPrefix("--") {
            let name = word.prefix { $0 != "=" }
            if valued.contains(String(name)) {
                let count = word == name ? 2 : 1
                early += rest.prefix(count)
                rest = rest.dropFirst(count)
            } else if word == "--json" {
                early.append(word)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard let command = rest.first, !command.hasPrefix("-") else {
            return early + Array(rest)
        }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end]) + early + Array(rest[end...])
    }

    private static let valued: Set<String> = [
        "--data", "--server", "--server-ca", "--transport", "--as", "--key", "--lang", "--at",
    ]

    /// With `--json` one document on one line, so that what follows a log of JSON lines is another.
    static func tell(_ failure: CommandFailure, _ console: Console) {
        console.note(
            console.isJSON
                ? String(decoding: failure.json.canonicalBytes, as: UTF8.self)
                : failure.readable(for: console.reader))
    }

    /// Help and completion scripts are no errors; everything else that the parser throws is a
    /// command written wrongly.
    private static func tell(
        _ error: any Error, _ arguments: [String], _ surroundings: Surroundings
    ) -> ExitStatus {
        let language = LanguageChoice.choose(arguments: arguments, surroundings)
        let console = Console(
            reader: surroundings.reader(language), isJSON: arguments.contains("--json"),
            write: surroundings.write)
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
