import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Governance
import MerkleLog
import Messages
import Transfer

/// The report with everything that it rests on, for an assessor who has no Kapok.
struct ConformanceExport: KapokCommand {
    static let help = CommandHelp.conformanceExport
    static let looksBack = true

    @Option(help: .says(CommandLineOption.packageTarget, "folder"), completion: .directory)
    var out: String

    @Option(help: .says(CommandLineOption.conformanceTests, "file"), completion: .file())
    var tests: String?

    @OptionGroup var span: SpanOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let request = try ConformanceRequest.body(
            at: session.at, span, clause: nil, tests: tests)
        let results = try tests.map { try LocalFile.read($0) }
        let (answer, digest, package) = try await session.withServer { server in
            let target = try EvidenceFolder.target(out)
            let answer = try await server.post("/api/v1/conformance", request)
            let package = try await Self.package(of: answer, server)
            let report = Self.report(answer, package.checkpoint)
            let digest = try EvidenceFolder.make(target) { folder in
                try folder.write("report.json", report)
                for language in Language.allCases {
                    let view = ConformanceView(
                        Self.spoken(report, language), isTested: tests != nil)
                    let page = ConformancePage(view, language).html
                    try folder.write("report.\(language.rawValue).html", Array(page.utf8))
                }
                if let results { try folder.write("tests.json", results) }
                let index = EvidenceIndex(package, .conformance(report), isTested: tests != nil)
                try folder.write("index.html", Array(index.html.utf8))
                try package.write(kind: "conformance", to: folder)
            }
            return (answer, digest, package)
        }
        let shown = EvidenceFolder.answer(to: out, package, sha256: digest)
            .merging(["totals": answer["totals"] ?? .null])
        session.console.show(shown) { _ in
            EvidenceFolder.readable(to: out, package, sha256: digest, session.console.reader)
        }
        return .done
    }

    /// Every entry that the report names, under the checkpoint that it was made with.
    private static func package(
        of answer: JSONValue, _ server: Server
    ) async throws -> EvidencePackage {
        let size = (answer["proofs"]?.array?.first?["checkpoint"]?.string)
            .flatMap { try? SignedNote(parsing: Array($0.utf8)) }
            .flatMap { try? Checkpoint(parsing: $0.text) }?.size
        var package = try await EvidencePackage(server, size: size)
        for clause in answer["clauses"]?.array ?? [] {
            let answers = (clause["answeredBy"]?.array ?? []) + [clause["evidence"] ?? .null]
            for index in answers.compactMap({ $0["entry"]?.integer }) {
                try await package.add(index)
            }
        }
        try await package.addEnrolments()
        try await package.addCosigned()
        return package
    }

    /// In no language: what a clause asks stands in all of them, and the proofs in files of their own.
    private static func report(_ answer: JSONValue, _ checkpoint: Checkpoint) -> JSONValue {
        var report = answer.object ?? [:]
        report["proofs"] = nil
        report["type"] = "kapok-conformance/v1"
        report["origin"] = .string(checkpoint.origin)
        report["checkpoint"] = [
            "size": .integer(checkpoint.size), "root": .string(Hex.encode(checkpoint.root)),
        ]
        report["clauses"] = .array(
            (answer["clauses"]?.array ?? []).map { clause in
                guard let asks = clause["id"]?.string.flatMap({ Clause[$0] })?.asks else {
                    return clause
                }
                let said = Language.allCases.map {
                    ($0.rawValue, JSONValue.string(asks.text(in: $0)))
                }
                return clause.merging(["asks": .object(Dictionary(uniqueKeysWithValues: said))])
            })
        return .object(report)
    }

    private static func spoken(_ report: JSONValue, _ language: Language) -> JSONValue {
        let clauses = (report["clauses"]?.array ?? []).map { clause in
            clause.merging(["asks": clause["asks"]?[language.rawValue] ?? .null])
        }
        return report.merging(["clauses": .array(clauses)])
    }
}
