/// The targets of the package as Package.swift declares them, read as text.
struct Manifest {
    struct Target {
        let name: String
        /// The folder below Sources; nil for tests.
        let layer: String?
        /// Targets of this package only.
        let needs: [String]
    }

    let targets: [Target]

    /// The layers in order: a dependency may point to its own layer or one before it.
    static let layers = [
        "CLibraries", "Formats", "Rules", "Ledger", "Services", "Adapters", "Interfaces",
        "Programs", "TestSupport",
    ]

    init(_ text: String) {
        let text = text.split(separator: "\n").filter { !$0.isComment }.joined(separator: "\n")
        var targets: [Target] = []
        for match in text.matches(of: #/library\(\s*"(\w+)"/#) {
            targets.append(Target(name: String(match.1), layer: "CLibraries", needs: []))
        }
        let layered = #/\btarget\(\s*"(\w+)",\s*"(\w+)"(?:,\s*needs:\s*\[([^\]]*)\])?/#
        for match in text.matches(of: layered) {
            targets.append(
                Target(
                    name: String(match.2), layer: String(match.1),
                    needs: Self.names(in: match.3 ?? "")))
        }
        let program =
            #/executableTarget\(\s*name:\s*"(\w+)",\s*dependencies:\s*\[([^\]]*)\],\s*path:\s*"Sources/(\w+)/#
        for match in text.matches(of: program) {
            targets.append(
                Target(
                    name: String(match.1), layer: String(match.3), needs: Self.names(in: match.2)))
        }
        for match in text.matches(of: #/\btests\(\s*"(\w+)",\s*needs:\s*\[([^\]]*)\]/#) {
            targets.append(
                Target(name: String(match.1), layer: nil, needs: Self.names(in: match.2)))
        }
        self.targets = targets
    }

    /// The quoted names in a list of dependencies, without the products of other packages.
    private static func names(in list: Substring) -> [String] {
        list.replacing(#/product\([^)]*\)/#, with: "").matches(of: #/"(\w+)"/#)
            .map { String($0.1) }
    }

    subscript(_ name: String) -> Target? { targets.first { $0.name == name } }

    /// Dependencies that point down the list of layers, or to nothing.
    var misdirected: [String] {
        targets.flatMap { target in
            target.needs.compactMap { need in
                guard let needed = self[need]?.layer,
                    let height = Self.layers.firstIndex(of: needed)
                else { return "\(target.name) needs \(need), which is in no layer" }
                guard let layer = target.layer else { return nil }
                guard let own = Self.layers.firstIndex(of: layer) else {
                    return "\(target.name) is in \(layer), which is no layer"
                }
                return height <= own ? nil : "\(target.name) (\(layer)) needs \(need) (\(needed))"
            }
        }
    }
}

extension StringProtocol {
    var isComment: Bool { drop { $0 == " " }.hasPrefix("//") }
}
