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
