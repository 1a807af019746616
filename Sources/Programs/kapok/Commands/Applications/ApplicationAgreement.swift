import ArgumentParser
import CanonicalJSON
import Messages

/// What an applicant accepts with the contents, to be read before.
struct ApplicationAgreement: KapokCommand {
    static let help = CommandHelp.applicationAgreement

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query("/api/v1/agreement")
        session.console.show(answer) { answer in
            var members = answer.object ?? [:]
            members["passages"] = nil
            let passages = (answer["passages"]?.array ?? []).enumerated().map { place, passage in
                session.console.reader.folded(
                    SafeText.of(passage["text"]?.string ?? ""), behind: "\(place + 1). ")
            }
            let fields = FieldList(session.console.reader).rendered(.object(members))
            return ([fields] + passages).joined(separator: "\n\n")
        }
        return .done
    }
}
