import Cryptography
import Glibc
import Messages

/// What a command takes from the process it runs in, as a value, so that tests give their own.
struct Surroundings: Sendable {
    let environment: [String: String]
    /// Whether a person sits at both standard input and standard error.
    let isInteractive: Bool
    /// Of the terminal at standard output; nil where there is none.
    var terminalColumns: Int?
    /// Milliseconds since 1970 UTC; for `verify` and offline checks alone, acts take the server's.
    let nowMilliseconds: @Sendable () -> Int64
    /// Where words go.
    var write: @Sendable (Console.Stream, String) -> Void = Console.writeToProcess
    /// The server code in this process.
    var node = NodeAccess.live
    /// What a person types at standard input without its being seen; nil where they would not.
    /// Prompts once what is typed is not shown any more.
    var readUnseen: @Sendable (_ prompt: () -> Void) -> SecretBytes? = Terminal.readUnseen
    /// How evidence is fetched for `verify`.
    var exchange: WebObject.Exchange = WebObject.overNetwork

    /// Those of this process.
    static var process: Surroundings {
        Surroundings(
            environment: environmentOfProcess(), isInteractive: isatty(0) == 1 && isatty(2) == 1,
            terminalColumns: columnsOfTerminal(),
            nowMilliseconds: {
                var now = timespec()
                unsafe clock_gettime(CLOCK_REALTIME, &now)
                return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
            })
    }

    /// Who reads: the terminal says how wide its lines are, else `$COLUMNS` does.
    func reader(_ language: Language) -> Reader {
        guard let columns = terminalColumns ?? self["COLUMNS"].flatMap({ Int($0) }) else {
            return Reader(language)
        }
        return Reader(language, columns: columns)
    }

    /// A variable that is set and not empty.
    subscript(name: String) -> String? {
        guard let value = environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// The names alone that commands read: a whole environment may hold secrets of others.
    private static let names = [
        "KAPOK_DATA", "KAPOK_KEY", "KAPOK_LANG", "KAPOK_PASSPHRASE_FILE", "KAPOK_PIN_FILE",
        "KAPOK_STATE", "XDG_STATE_HOME", "HOME",
        "KAPOK_SERVER", "KAPOK_SERVER_CA", "KAPOK_TRANSPORT",
        "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS",
    ]

    private static func columnsOfTerminal() -> Int? {
        var size = winsize()
        guard isatty(1) == 1, unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    private static func environmentOfProcess() -> [String: String] {
        var values: [String: String] = [:]
        for name in names {
            if let value = unsafe getenv(name) { values[name] = unsafe String(cString: value) }
        }
        return values
    }
}
