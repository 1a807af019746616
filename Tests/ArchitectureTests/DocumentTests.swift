import Testing

/// What must hold of the documents, so that nobody is sent to what is not there.
@Suite struct `The documents` {
    private let repository = Repository.shared

    @Test func `link to what is there`() throws {
        let documents = repository.documents
        try #require(documents.count > 20)
        let byPath = Dictionary(uniqueKeysWithValues: documents.map { ($0.path, $0) })
        var inspected = 0
        for document in documents {
            inspected += document.links.count
            #expect(document.broken(among: repository.files, byPath) == [], "\(document.path)")
        }
        try #require(inspected > 50)
    }

    @Test func `name commands that there are`() throws {
        let known = repository.commands
        let groups = Set(known.filter { $0.contains(" ") }.map { String($0.prefix { $0 != " " }) })
        try #require(known.contains("audit check-proof") && groups.contains("audit"))
        var inspected = 0
        for document in repository.documents {
            for (command, next) in document.commands {
                inspected += 1
                #expect(known.contains(command), "\(document.path): kapok \(command)")
                guard groups.contains(command), let next else { continue }
                #expect(
                    known.contains("\(command) \(next)"),
                    "\(document.path): kapok \(command) \(next)")
            }
        }
        try #require(inspected > 50)
    }

    @Test(arguments: ["README.zh-Hant.md", "README.zh-Hans.md"])
    func `say as much in every language`(path: String) throws {
        let documents = repository.documents
        let english = try #require(documents.first { $0.path == "README.md" })
        let other = try #require(documents.first { $0.path == path })
        try #require((english.shape["## "] ?? 0) > 3)
        #expect(other.shape == english.shape)
    }
}

/// The guide for who runs a server, which stands in three languages.
@Suite struct `The operations guide` {
    private let repository = Repository.shared
    private static let folder = "docs/operations"
    private static let languages = ["zh-Hant", "zh-Hans"]

    private func pages(_ language: String) -> [Repository.File] {
        repository.files.filter { $0.path.hasPrefix("\(Self.folder)/\(language)/") }
    }

    private func page(_ name: Substring, _ language: String) throws -> Document {
        let path = "\(Self.folder)/\(language)/\(name)"
        return Document(try #require(repository.files.first { $0.path == path }, "\(path)"))
    }

    @Test(arguments: languages)
    func `has the same pages, headings, rows, links and commands in each language`(
        language: String
    ) throws {
        let english = pages("en")
        try #require(english.count > 5)
        #expect(pages(language).count == english.count)
        for file in english {
            let name = try #require(file.path.split(separator: "/").last)
            let (one, other) = (try page(name, "en"), try page(name, language))
            #expect(other.shape == one.shape, "\(other.path)")
            #expect(other.fenced == one.fenced, "\(other.path): code is the same everywhere")
            let codes = { (document: Document) in document.codes.sorted() }
            #expect(codes(other) == codes(one), "\(other.path)")
        }
    }

    @Test func `names codes that there are`() throws {
        let known = Set(
            repository.sources.filter { $0.path.contains("/Rules/Messages/") }.flatMap { file in
                file.text.matches(of: #/"([a-z]+\.[a-zA-Z]+)"/#).map { String($0.1) }
            })
        var inspected = 0
        for language in ["en"] + Self.languages {
            let codes = try page("trouble.md", language).codes
            // Settings look alike.
            let settings = ["kapok", "node"]
            for code in codes
            where !code.hasSuffix("*") && !settings.contains(String(code.prefix { $0 != "." })) {
                inspected += 1
                #expect(known.contains(code), "\(code)")
            }
        }
        try #require(inspected > 30)
    }

    @Test(arguments: ["en"] + languages)
    func `tells each metric with type, unit and meaning, and no other`(language: String) throws {
        let source = try #require(
            repository.sources.first { $0.path.hasSuffix("/Monitoring/Metric.swift") })
        let metrics = source.text.matches(of: #/Metric\(\s*"([a-z_]+)", \.(\w+), /#)
            .map { "| `\($0.1)` | \($0.2) | " }
        try #require(metrics.count > 20)
        let path = "\(Self.folder)/\(language)/monitoring.md"
        let file = try #require(repository.files.first { $0.path == path })
        let rows = file.lines.filter { $0.hasPrefix("| `kapok_") || $0.hasPrefix("| `process_") }
        #expect(rows.count == metrics.count)
        for metric in metrics {
            let row = rows.first { $0.hasPrefix(metric) }
            let cells = row?.split(separator: "|").map { $0.filter { $0 != " " } } ?? []
            #expect(cells.count == 4 && cells.allSatisfy { !$0.isEmpty }, "\(metric)")
        }
    }
}

/// The checks themselves, on planted faults.
@Suite struct `The checks of the documents` {
    private func document(_ text: String, path: String = "docs/a.md") -> Document {
        Document(Repository.File(path: path, text: text))
    }

    @Test(arguments: [
        ("[x](b.md)", []), ("[x](../README.md)", []), ("[x](../Sources)", []),
        ("[x](gone.md)", ["gone.md"]), ("[x](b.md#the-first)", []),
        ("[x](b.md#the-last)", ["b.md#the-last"]), ("# Here\n[x](#here)", []),
        ("[x](https://site.example/gone.md)", []), ("```\n[x](gone.md)\n```", []),
    ])
    func `a link that leads nowhere is found`(text: String, broken: [String]) {
        let one = document(text)
        let other = document("## The first!", path: "docs/b.md")
        let files = ["docs/a.md", "docs/b.md", "README.md", "Sources/a.swift"].map {
            Repository.File(path: $0, text: "")
        }
        let documents = ["docs/a.md": one, "docs/b.md": other]
        #expect(one.broken(among: files, documents) == broken)
    }

    @Test(arguments: [
        ("`kapok audit verify`", ["audit verify"]), ("`kapok status 6a24`", ["status"]),
        ("kapok audit verify", []), ("```\n$ kapok issue app-… --yes\n```", ["issue"]),
        ("`kapok-act/v1`, `kapok.yaml`, `kapok --help`", []),
        ("`kapok verify person.pem`", ["verify"]),
    ])
    func `commands are found in code alone`(text: String, commands: [String]) {
        let found = document(text).commands.map { command, next in
            next.map { "\(command) \($0)" } ?? command
        }
        #expect(found == commands)
    }
}
