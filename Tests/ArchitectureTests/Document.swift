/// A Markdown file, as far as a machine can check what it says.
struct Document {
    let path: String
    /// Lines outside fences.
    private let prose: [Substring]
    /// What stands in fences and code spans.
    let code: [Substring]
    /// What stands in fences.
    let fenced: [Substring]

    init(_ file: Repository.File) {
        path = file.path
        var prose: [Substring] = []
        var code: [Substring] = []
        var isFenced = false
        for line in file.lines {
            if line.hasPrefix("```") {
                isFenced.toggle()
            } else if isFenced {
                code.append(line)
            } else {
                prose.append(line)
            }
        }
        fenced = code
        for line in prose { code += line.matches(of: #/`([^`]+)`/#).map(\.1) }
        self.prose = prose
        self.code = code
    }

    /// What links point to, but for other sites.
    var links: [String] {
        prose.joined(separator: "\n").matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.1) }
            .filter { !$0.contains("://") }
    }

    /// The names by which links reach the headings.
    var anchors: Set<String> {
        Set(
            prose.filter { $0.hasPrefix("#") }.map { line in
                let heading = line.drop { $0 == "#" || $0 == " " }.lowercased()
                return String(
                    heading.map { $0 == " " ? "-" : $0 }
                        .filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
            })
    }

    /// How many headings, items, rows and fences there are: translations have as many.
    var shape: [String: Int] {
        let marks = ["# ", "## ", "### ", "- ", "|"]
        var counts = Dictionary(
            uniqueKeysWithValues: marks.map { mark in
                (mark, prose.count { $0.hasPrefix(mark) })
            })
        counts["links"] = links.count
        counts["kapok"] = commands.count
        return counts
    }

    /// The words after `kapok` wherever it is called: the command, then what may name a part of it.
    var commands: [(command: String, next: String?)] {
        code.flatMap {
            $0.matches(of: #/\bkapok ([a-z][a-z-]*)(?: ([a-z][a-z-]*)(?=\s|$))?/#)
        }
        .map { (String($0.1), $0.2.map(String.init)) }
    }

    /// Code spans of the form `part.part`, such as the codes of refusals.
    var codes: [String] {
        prose.flatMap { $0.matches(of: #/`([a-z]+\.[a-zA-Z*]+)`/#) }.map { String($0.1) }
    }

    /// Links that lead nowhere in this checkout.
    func broken(among files: [Repository.File], _ documents: [String: Document]) -> [String] {
        links.filter { link in
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let target = parts[0].isEmpty ? path : Self.joined(path, String(parts[0]))
            guard files.contains(where: { $0.path == target || $0.path.hasPrefix(target + "/") })
            else { return true }
            guard parts.count == 2 else { return false }
            return documents[target]?.anchors.contains(String(parts[1])) != true
        }
    }

    private static func joined(_ path: String, _ link: String) -> String {
        var parts = path.split(separator: "/").dropLast().map(String.init)
        for part in link.split(separator: "/") {
            if part == ".." {
                _ = parts.popLast()
            } else if part != "." {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}

extension Repository {
    /// Documents for readers; the pages of targets (`*.docc`) link in another way.
    var documents: [Document] {
        written.filter { $0.path.hasSuffix(".md") && !$0.path.contains(".docc/") }
            .map(Document.init)
    }

    /// The words of every command that help knows.
    var commands: Set<String> {
        Set(
            sources.filter { $0.path.contains("/Messages/CommandLineHelp") }.flatMap { file in
                file.text.matches(of: #/CommandHelp\(\s*"([a-z -]+)"/#).map { String($0.1) }
            })
    }
}
