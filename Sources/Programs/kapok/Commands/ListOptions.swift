import ArgumentParser
import CanonicalJSON
import Messages

/// How a list is written.
enum ListFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case table, json, csv
}

/// The form of a list that has no pages.
struct FormOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.format, "format"))
    var format: ListFormat = .table
}

/// Form and page of a list.
struct PageOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.page, "number"))
    var page: Int?

    @Option(help: .says(CommandLineOption.size, "number"))
    var size: Int?

    @Option(help: .says(CommandLineOption.format, "format"))
    var format: ListFormat = .table

    mutating func validate() throws {
        if let page, page < 1 { throw ValidationError(Self.needsPositive("--page")) }
        if let size, size < 1 { throw ValidationError(Self.needsPositive("--size")) }
    }

    private static func needsPositive(_ name: String) -> String {
        CommandLineSentence.needsPositive.text(in: HelpLanguage.current, ["name": name])
    }

    var query: [APIQueryItem] {
        [("page", page), ("size", size)].compactMap { name, value in
            value.map { APIQueryItem(name, String($0)) }
        }
    }
}

/// The span of a list.
struct SpanOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.from, "time"))
    var from: Moment?

    @Option(help: .says(CommandLineOption.to, "time"))
    var to: Moment?

    var query: [APIQueryItem] {
        [("from", from), ("to", to?.asEnd)].compactMap { name, value in
            value.map { APIQueryItem(name, $0.rfc3339) }
        }
    }
}

extension Session {
    /// Answers a list query in the form that was asked for.
    ///
    /// - Parameter notes: lines below a table, of what the list does not hold.
    func showList(
        _ path: String, _ items: [APIQueryItem], _ view: ListView, _ format: ListFormat,
        notes: (JSONValue, Reader) -> [String] = { _, _ in [] }
    ) async throws -> ExitStatus {
        let answer = try await query(path, items)
        switch console.isJSON ? .json : format {
        case .json: console.say(answer.formatted())
        case .csv: console.emit(view.csv(answer))
        case .table:
            let lines = notes(answer, console.reader)
            console.say(
                ([view.table(answer, console.reader)] + (lines.isEmpty ? [] : [""] + lines))
                    .joined(separator: "\n"))
        }
        return .done
    }
}

/// Filters that were given, as a query.
func filters(_ values: (String, String?)...) -> [APIQueryItem] {
    values.compactMap { name, value in value.map { APIQueryItem(name, $0) } }
}
