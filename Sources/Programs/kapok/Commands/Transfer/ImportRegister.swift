import ArgumentParser
import CanonicalJSON
import Messages

/// Takes a register over: looks at it, has it signed, and enters it. The same command with the same
/// files does what is next, so that it goes on wherever it stopped.
struct ImportRegister: KapokCommand {
    static let help = CommandHelp.importRegister

    @Argument(help: .says(CommandLineOption.authority, "name"))
    var authority: String

    @Option(help: .says(CommandLineOption.importIndex, "index.txt"), completion: .file())
    var index: String?

    @Option(help: .says(CommandLineOption.importTable, "table.csv"), completion: .file())
    var ejbca: String?

    @Option(help: .says(CommandLineOption.importFolder, "folder"), completion: .directory)
    var certificates: String?

    @Option(help: .says(CommandLineOption.importList, "file"), completion: .file())
    var crl: String?

    @Flag(help: .says(CommandLineOption.importDryRun))
    var dryRun = false

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let files = RegisterFiles(
            index: index, ejbca: ejbca, certificates: certificates, list: crl)
        guard !files.isEmpty else { throw UsageFailure(.importNothing, field: "--index") }
        return try await session.withServer { server in
            try await perform(RegisterDesk(server, session, files, authority), session)
        }
    }

    private func perform(
        _ desk: RegisterDesk, _ session: Session
    ) async throws -> ExitStatus {
        if dryRun {
            let survey = try await desk.survey(judging: true)
            session.console.show(survey.json) { _ in desk.told(survey) }
            return survey.conflictCount == 0 ? .done : .refused
        }
        // The files alone say which batch it is, and that how far it came.
        let survey = try await desk.survey(judging: false)
        let batch = try await desk.batch(survey)
        switch batch["state"]?.string {
        case "new":
            try await desk.propose(
                desk.survey(judging: true), act, corrects: correction.proposal)
        case "open":
            session.console.show(
                try await desk.enter(survey, from: batch.required("next") { $0.integer })
            ) { FieldList(session.console.reader).rendered($0) }
        default:
            session.console.show(batch) { FieldList(session.console.reader).rendered($0) }
        }
        return .done
    }
}
