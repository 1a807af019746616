import ArgumentParser
import Messages

struct Verify: KapokCommand {
    static let help = CommandHelp.verify
    @OptionGroup var global: GlobalOptions
    func perform(in session: Session) async throws -> ExitStatus { .refused }
}
