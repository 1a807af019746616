import CanonicalJSON
import Messages

/// Where a command speaks: results to standard output, everything about them to standard error.
struct Console: Sendable {
    enum Stream: Sendable { case output, error }

    let reader: Reader
    let isJSON: Bool
    private let write: @Sendable (Stream, String) -> Void

    init(
        reader: Reader, isJSON: Bool,
        write: @escaping @Sendable (Stream, String) -> Void
    ) {
        self.reader = reader
        self.isJSON = isJSON
        self.write = write
    }

    var language: Language { reader.language }

    /// A line or more of the result.
    func say(_ text: String) { write(.output, text + "\n") }

    /// A part of the result exactly as it is.
    func emit(_ text: String) { write(.output, text) }

    /// What is told beside the result.
    func note(_ text: String) { write(.error, text + "\n") }

    func prompt(_ text: String) { write(.error, text) }

    /// The answer as it came; or, for a person, what `readable` makes of it.
    func show(_ answer: JSONValue, readable: (JSONValue) -> String) {
        say(isJSON ? answer.formatted() : readable(answer))
    }

    func text(_ text: Text, _ arguments: [String: String] = [:]) -> String {
        reader.folded(reader.text(text, arguments))
    }

    @Sendable static func writeToProcess(_ stream: Stream, _ text: String) {
        LocalFile.writeAll(Array(text.utf8), to: stream == .output ? 1 : 2)
    }
}
