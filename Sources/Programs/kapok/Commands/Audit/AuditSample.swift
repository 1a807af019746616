import ArgumentParser
import CanonicalJSON
import Conformance
import Ledger
import MerkleLog
import Messages
import Transfer

/// Cases for an assessor to look at, drawn so that everybody can draw them again.
struct AuditSample: KapokCommand {
    static let help = CommandHelp.auditSample
    /// Vetting joins two cases, and what is joined joins no third.
    private static let maximumWalks = 4

    @Option(name: .customLong("of"), help: .says(CommandLineOption.sampleOf, "kind"))
    var kind: PopulationArgument

    @Option(name: .customLong("n"), help: .says(CommandLineOption.sampleCount, "number"))
    var count: Int

    @Option(help: .says(CommandLineOption.sampleSeed, "seed"))
    var seed: String

    @Option(help: .says(CommandLineOption.packageTarget, "folder"), completion: .directory)
    var out: String

    @Option(help: .says(CommandLineOption.sampleSize, "number"))
    var size: Int64?

    @OptionGroup var global: GlobalOptions

    mutating func validate() throws {
        guard (1...AuditDraw.maximumCount).contains(count) else {
            throw ValidationError("--n: 1–\(AuditDraw.maximumCount)")
        }
        let isPlain = seed.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard AuditDraw.seedBytes.contains(seed.utf8.count), isPlain else {
            throw ValidationError(
                "--seed: \(AuditDraw.seedBytes.lowerBound)–\(AuditDraw.seedBytes.upperBound)")
        }
    }

    func perform(in session: Session) async throws -> ExitStatus {
        let made = try await session.withServer { server in
            try await make(server, in: session.console.language)
        }
        let shown = EvidenceFolder.answer(to: out, made.package, sha256: made.digest)
            .merging(sample: made.sample)
        session.console.show(shown) { _ in readable(made, session.console.reader) }
        return .done
    }

    private struct Made: Sendable {
        let sample: JSONValue
        let digest: String
        let package: EvidencePackage
    }

    private func make(_ server: Server, in language: Language) async throws -> Made {
        let target = try EvidenceFolder.target(out)
        var package = try await EvidencePackage(server, size: size)
        let walk = JournalWalk(server, to: package.checkpoint)
        var draw = AuditDraw(count, from: kind.population, seed: seed)
        var keys: [UInt8] = []
        try await walk.forEach { index, entry in
            for member in kind.population.members(in: entry, at: index) {
                draw.offer(member)
                keys += Array((member.key + "\n").utf8)
            }
        }
        let histories = try await histories(of: draw.drawn, walk, &package)
        for history in histories {
            for index in history.entries { try await package.add(index) }
        }
        try await package.addEnrolments()
        try await package.addCosigned()
        let sample = sample(draw, histories, package.checkpoint)
        let entries = try package.entries
        let digest = try EvidenceFolder.make(target) { folder in
            try folder.write("sample.json", sample)
            try folder.write("population.txt", keys)
            for (number, history) in histories.enumerated() {
                let page = CasePage(
                    number, sample, entries, package, isShortened: history.leftOff)
                try folder.write(
                    "cases/\(number + 1).html", Array(page.html(in: language).utf8))
            }
            try folder.write(
                "index.html", Array(EvidenceIndex(package, .sample(sample)).html.utf8))
            try package.write(kind: "sample", to: folder)
        }
        return Made(sample: sample, digest: digest, package: package)
    }

    /// Goes through the journal until nothing is joined to a case any more.
    private func histories(
        of drawn: [AuditDraw.Drawn], _ walk: JournalWalk, _ package: inout EvidencePackage
    ) async throws -> [CaseHistory] {
        guard !drawn.isEmpty else { return [] }
        for drawn in drawn { try await package.add(drawn.member.index) }
        let entries = try package.entries
        var histories = CaseHistories(
            drawn.compactMap { drawn in
                entries[drawn.member.index].map { (drawn.member, $0) }
            })
        for _ in 0..<Self.maximumWalks {
            histories.beginAgain()
            try await walk.forEach { index, entry in histories.look(at: entry, index) }
            if !histories.haveGrown { break }
        }
        return histories.cases
    }

    private func sample(
        _ draw: AuditDraw, _ histories: [CaseHistory], _ checkpoint: Checkpoint
    ) -> JSONValue {
        [
            "type": .string(AuditDraw.type), "of": .string(kind.population.id),
            "seed": .string(seed), "n": .integer(Int64(count)),
            "checkpoint": [
                "size": .integer(checkpoint.size), "root": .string(Hex.encode(checkpoint.root)),
            ],
            "population": .integer(draw.population),
            "drawn": .array(
                zip(draw.drawn, histories).map { drawn, history in
                    [
                        "key": .string(drawn.member.key),
                        "score": .string(Hex.encode(drawn.score)),
                        "history": .array(history.entries.map { .integer($0) }),
                        "leftOff": .integer(history.leftOff),
                    ]
                }),
        ]
    }

    private func readable(_ made: Made, _ reader: Reader) -> String {
        let drawn = made.sample["drawn"]?.array ?? []
        let about = AssessorWords.about(made.sample, made.package, reader)
        let cases = drawn.enumerated().map { number, item in
            let key = item["key"]?.string ?? "–"
            let count = String(item["history"]?.array?.count ?? 0)
            return "  cases/\(number + 1).html  "
                + reader.text(AssessorWords.caseLine, ["key": key, "count": count])
        }
        return
            ([reader.folded(about)] + cases
            + [EvidenceFolder.readable(to: out, made.package, sha256: made.digest, reader)])
            .joined(separator: "\n")
    }
}

/// A population by its name or an operation by its id.
struct PopulationArgument: ExpressibleByArgument, Sendable {
    let population: AuditPopulation

    static var allValueStrings: [String] { AuditPopulation.names }

    init?(argument: String) {
        guard let population = AuditPopulation(id: argument) else { return nil }
        self.population = population
    }
}

extension JSONValue {
    fileprivate func merging(sample: JSONValue) -> JSONValue {
        var members = object ?? [:]
        for (name, value) in sample.object ?? [:] where name != "type" && name != "checkpoint" {
            members[name] = value
        }
        return .object(members)
    }
}
