import Foundation

/// The files of this checkout, without what is built, installed or generated.
struct Repository {
    struct File {
        /// From the root of the checkout.
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        /// `Sources/Layer/Target/…` gives both names.
        var place: (layer: String, target: String)? {
            let parts = path.split(separator: "/")
            guard parts.count > 3, parts[0] == "Sources" else { return nil }
            return (String(parts[1]), String(parts[2]))
        }
    }

    let root: URL
    /// Every file that is UTF-8 text, in order of path.
    let files: [File]
    /// Every symbolic link, by path: what it leads to may be on one machine alone.
    let links: [String]

    static let shared = Repository()

    private init() {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        self.root = root
        let paths = Self.paths(below: root)
        links = (paths + [".venv"]).filter { path in
            let url = root.appending(path: path)
            return (try? url.resourceValues(forKeys: [.isSymbolicLinkKey]))?.isSymbolicLink == true
        }
        files = paths.compactMap { path in
            guard let data = try? Data(contentsOf: root.appending(path: path)),
                let text = String(validating: data, as: UTF8.self)
            else { return nil }
            return File(path: path, text: text)
        }
    }

    /// Not ours, or not meant for readers. What git ignores, and git's own.
    private static func isSkipped(_ name: String, isTop: Bool) -> Bool {
        name == ".git" || name.hasPrefix(".build") || name == ".venv" || name == "__pycache__"
            || name.hasSuffix(".profraw") || isTop && ["demo", "Package.resolved"].contains(name)
    }

    private static func paths(below folder: URL, prefix: String = "") -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().filter { !isSkipped($0, isTop: prefix.isEmpty) }.flatMap { name in
            let url = folder.appending(path: name)
            let isFolder = (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory
            return isFolder == true
                ? paths(below: url, prefix: "\(prefix)\(name)/") : ["\(prefix)\(name)"]
        }
    }

    var sources: [File] { files.filter { $0.path.hasPrefix("Sources/") && $0.isSwift } }

    var tests: [File] { files.filter { $0.path.hasPrefix("Tests/") && $0.isSwift } }

    /// What people write here: everything but vectors, which are foreign data.
    var written: [File] { files.filter { !$0.path.contains("/Vectors/") } }
}

extension Repository.File {
    var isSwift: Bool { path.hasSuffix(".swift") }

    /// The modules that the file imports, whatever stands before or between the words.
    var imports: [String] {
        lines.compactMap { line in
            guard line.utf8.count < 200, line.holds("import ") else {
                return nil
            }
            let pattern =
                #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/#
            return line.firstMatch(of: pattern).map { String($0.1) }
        }
    }

    /// Code that ends the process instead of answering.
    var crashes: [Int] {
        guard text.holds("!") || text.holds("fatalError") else { return [] }
        return numbers {
            ($0.holds("!") || $0.holds("fatalError")) && !$0.isComment
                && $0.contains(#/\b(try|as)!|\bfatalError\(/#)
        }
    }

    /// Lines that name a folder of one machine or of one workplace. The names are put together
    /// here so that this file does not hold them.
    var machinePaths: [Int] {
        let folders = ["work", "opt/", "home/"].map { "/" + $0 } + ["sha" + "red/"]
        guard folders.contains(where: text.holds) else { return [] }
        return numbers { line in
            folders.filter(line.holds).contains { folder in
                line.ranges(of: folder).contains { range in
                    let before = line[..<range.lowerBound].last
                    let after = line[range.upperBound...].first
                    let begins = before.map {
                        !($0.isLetter || $0.isNumber || "_-.+/".contains($0))
                    }
                    let parent = line[..<range.lowerBound].hasSuffix("../")
                    let ends = folder.hasSuffix("/") || !(after?.isLetter ?? false)
                    return (begins ?? true || parent) && ends
                }
            }
        }
    }

    private func numbers(where isFound: (Substring) -> Bool) -> [Int] {
        lines.enumerated().filter { isFound($0.element) }.map { $0.offset + 1 }
    }
}

extension StringProtocol {
    /// Foundation's search, which is fast in debug builds, too.
    fileprivate func holds(_ text: String) -> Bool { range(of: text, options: .literal) != nil }
}
