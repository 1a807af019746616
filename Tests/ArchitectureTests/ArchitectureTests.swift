import Testing

/// What must hold in the whole tree. Each check fails where it has looked at nothing.
@Suite struct `The architecture` {
    private let repository = Repository.shared

    private func manifest() throws -> Manifest {
        let file = try #require(repository.files.first { $0.path == "Package.swift" })
        let manifest = Manifest(file.text)
        try #require(manifest.targets.count > 10)
        return manifest
    }

    private func sources(in layers: [String] = Manifest.layers) throws -> [Repository.File] {
        let files = repository.sources.filter { layers.contains($0.place?.layer ?? "") }
        try #require(!files.isEmpty)
        return files
    }

    @Test func `dependencies point up the list of layers only`() throws {
        #expect(try manifest().misdirected == [])
    }

    @Test func `every source stands in a declared target of its layer`() throws {
        let manifest = try manifest()
        let strays = repository.sources.filter { file in
            guard let place = file.place else { return true }
            return manifest[place.target]?.layer != place.layer
        }
        try #require(repository.sources.count > 10)
        #expect(strays.map(\.path) == [])
    }

    @Test func `a module of ours is imported only where it is declared as needed`() throws {
        let manifest = try manifest()
        var inspected = 0
        for file in try sources() {
            guard let name = file.place?.target, let target = manifest[name] else { continue }
            for module in file.imports where manifest[module] != nil && module != name {
                inspected += 1
                #expect(target.needs.contains(module), "\(file.path) imports \(module)")
            }
        }
        try #require(inspected > 0)
    }

    @Test func `C libraries are imported by adapters and by Cryptography only`() throws {
        let libraries = try manifest().targets.filter { $0.layer == "CLibraries" }.map(\.name)
        var inspected = 0
        for file in repository.sources + repository.tests {
            for module in file.imports where libraries.contains(module) {
                inspected += 1
                let isAllowed =
                    file.place?.layer == "Adapters" || file.place?.target == "Cryptography"
                    || file.path.hasPrefix("Tests/CryptographyTests/")
                    || file.path.hasPrefix("Tests/PKCS11Tests/")
                #expect(isAllowed, "\(file.path) imports \(module)")
            }
        }
        try #require(inspected > 0)
    }

    @Test func `inner layers do without Foundation and without HTTP`() throws {
        let foreign: Set = [
            "Foundation", "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOPosix",
            "NIOHTTP1", "NIOSSL", "Crypto", "X509",
        ]
        for file in try sources(in: ["Formats", "Rules", "Ledger", "Services"]) {
            #expect(foreign.intersection(file.imports) == [], "\(file.path)")
        }
    }

    @Test func `nothing ends the process on what comes in`() throws {
        for file in try sources() { #expect(file.crashes == [], "\(file.path), these lines") }
    }

    /// `Process` of Swift 6.3's Foundation crashes where many files are open: `ChildProgram` says why.
    /// Benchmarks open few, and wait beside a program that runs.
    @Test func `other programs are started in one place`() throws {
        let starters = (try sources() + repository.tests).filter {
            $0.text.contains(/\bProcess\(\)/)
        }
        #expect(starters.map(\.path) == [])
        #expect(repository.sources.contains { $0.text.contains("posix_spawnp(") })
    }

    @Test func `files stay short enough to read`() throws {
        for file in try sources() { #expect(file.lines.count <= 401, "\(file.path)") }
        try #require(!repository.tests.isEmpty)
        for file in repository.tests { #expect(file.lines.count <= 601, "\(file.path)") }
    }

    @Test func `nothing leads out of the checkout by a link`() {
        #expect(repository.links == [])
    }

    @Test func `nothing names a folder of one machine`() throws {
        try #require(repository.written.count > 50)
        for file in repository.written {
            #expect(file.machinePaths == [], "\(file.path), these lines")
        }
    }
}

/// The checks themselves, on planted faults.
@Suite struct `The checks of the architecture` {
    private func file(_ text: String) -> Repository.File { .init(path: "a.swift", text: text) }

    @Test func `a dependency down the list is found, and one to nothing`() {
        let manifest = Manifest(
            """
            // target("Rules", "Comment", needs: ["A"]),
            library("C", package: "p", pkgConfig: "c"),
            target("Formats", "A", needs: ["C", "B", product("X", of: "x")]),
            target(
                "Rules", "B",
                needs: [
                    "A", "Gone",
                ]),
            target("Rules", "Alone"),
            .executableTarget(
                name: "program",
                dependencies: [product("Y", of: "y"), "B"],
                path: "Sources/Programs/program", swiftSettings: settings),
            tests("ATests", needs: ["A"]),
            """)
        #expect(manifest.targets.map(\.name) == ["C", "A", "B", "Alone", "program", "ATests"])
        #expect(manifest["program"]?.needs == ["B"])
        #expect(manifest["program"]?.layer == "Programs")
        #expect(
            manifest.misdirected == [
                "A (Formats) needs B (Rules)", "B needs Gone, which is in no layer",
            ])
    }

    @Test(arguments: [
        ("import A", "A"), ("public import A", "A"), ("@testable import A", "A"),
        ("@_spi(B) package import A", "A"), ("  import struct A.B", "A"), ("// import A", nil),
        ("let important = 1", nil),
    ])
    func `imports are found in every writing`(line: String, module: String?) {
        #expect(file(line).imports == (module.map { [$0] } ?? []))
    }

    @Test(arguments: [
        ("let a = try! b()", true), ("let a = b as! C", true), ("fatalError(\"no\")", true),
        ("let a = try? b()", false), ("let a = b as? C", false), ("/// Never `try!` here.", false),
        ("myfatalError(", false),
    ])
    func `code that ends the process is found`(line: String, isFound: Bool) {
        #expect(file("\n" + line).crashes == (isFound ? [2] : []))
    }

    @Test(arguments: [
        ("see /w*ork/main", true), ("/w*ork", true), ("\"/o*pt/x\"", true), ("`/ho*me/me`", true),
        ("../sh*ared/design.md", true), ("in sh*ared/design.md", true), ("/w*orkers", false),
        ("a/w*ork", false), ("https://x.example/o*pt/", false), ("MEU/+/o*pt/w==", false),
        ("sh*ared memory", false),
    ])
    func `a folder of one machine is found`(line: String, isFound: Bool) {
        #expect(file(line.replacing("*", with: "")).machinePaths == (isFound ? [1] : []))
    }
}
