import ArgumentParser
import CanonicalJSON
import Governance
import MerkleLog
import Messages
import PathValidation

struct AuditVerify: KapokCommand {
    static let help = CommandHelp.auditVerify

    @OptionGroup var witnesses: WitnessOptions
    @OptionGroup var timeStamps: TimeStampOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let verifiers = try witnesses.verifiers()
        let judge = try timeStamps.judge()
        let (answer, words, stamps, failure) = try await session.withServer(isProven: false) {
            server in
            // Asked first: where the journal is damaged, nothing else is answered.
            let answer = try await server.get("/api/v1/journal/verify")
            do {
                let context = try await LedgerContext.fetch(from: server, session.knownLogs)
                var words: [WitnessWord] = []
                for verifier in verifiers {
                    words.append(try await Self.word(of: verifier, answer, context, server))
                }
                let stamps = try await Self.stamps(answer, judge, context, server)
                return (answer, words, stamps, nil as (any Error)?)
            } catch {
                return (answer, verifiers.map { WitnessWord($0, on: nil) }, [], error)
            }
        }
        let isGood = answer["ok"]?.bool == true
        // A journal that agrees with itself and is not the one of before is not "ok".
        if let failure, isGood { throw failure }
        session.console.show(
            answer.merging([
                "witnesses": .array(words.map(\.json)), "timestamps": .array(stamps.map(\.json)),
            ])
        ) {
            let reader = session.console.reader
            return
                ([AuditView($0, reader).readable] + words.map { $0.readable(reader) }
                + stamps.map { $0.readable(reader) })
                .joined(separator: "\n")
        }
        if let failure = failure as? Refusal { throw failure }
        // Who asks for time-stamps wants one at least that is good.
        let isStamped = judge == nil || stamps.contains(where: \.isGood)
        return isGood && isStamped && words.allSatisfy { $0.cosigned != nil } ? .done : .refused
    }

    /// What the services time-stamped last, as far as the journal that is shown now continues it.
    private static func stamps(
        _ answer: JSONValue, _ judge: TimeStampJudge?, _ context: LedgerContext, _ server: Server
    ) async throws -> [TimeStampWord] {
        guard let judge else { return [] }
        var words: [TimeStampWord] = []
        for stamped in answer["timestamped"]?.array ?? [] {
            let note = stamped["note"]?.string.flatMap {
                try? SignedNote(parsing: Array($0.utf8))
            }
            let word = TimeStampWord(
                stamped["service"]?.string ?? "–",
                response: stamped["response"]?.string.flatMap(Base64.decode) ?? [], over: note,
                judge)
            guard word.isGood, let note else {
                words.append(word)
                continue
            }
            words.append(try await context.continues(note, server) ? word : word.discontinued)
        }
        return words
    }

    /// What a witness cosigned last, as far as the journal that the server shows now continues it.
    private static func word(
        of verifier: CosignatureVerifier, _ answer: JSONValue, _ context: LedgerContext,
        _ server: Server
    ) async throws -> WitnessWord {
        for text in answer["cosigned"]?.array ?? [] {
            guard let note = text.string.flatMap({ try? SignedNote(parsing: Array($0.utf8)) }),
                verifier.seconds(of: note) != nil
            else { continue }
            let isContinued = try await context.continues(note, server)
            return WitnessWord(verifier, on: isContinued ? note : nil)
        }
        return WitnessWord(verifier, on: nil)
    }
}
