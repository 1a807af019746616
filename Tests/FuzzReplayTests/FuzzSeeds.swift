import Foundation
import FuzzProperties

/// The inputs that the fuzzer begins with: files in this checkout.
struct FuzzSeeds {
    struct Input {
        /// From the root of the checkout.
        let path: String
        let bytes: [UInt8]
    }

    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The names of the folders in `Fuzz/Seeds`, in order.
    var folders: [String] {
        get throws { try names(in: "Fuzz/Seeds") }
    }

    /// The files of the property's own folder, and those of the folders that `Fuzz/seeds.txt` adds.
    func inputs(of property: Property) throws -> [Input] {
        let list = try String(contentsOf: root.appending(path: "Fuzz/seeds.txt"), encoding: .utf8)
        var folders = ["Fuzz/Seeds/\(property.name)"]
        for line in list.split(separator: "\n") where line.hasPrefix("\(property.name) ") {
            folders.append(String(line.dropFirst(property.name.count + 1)))
        }
        return try folders.flatMap(files)
    }

    private func files(below folder: String) throws -> [Input] {
        try names(in: folder).flatMap { name in
            let path = "\(folder)/\(name)"
            let url = root.appending(path: path)
            let isFolder = try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
            return try isFolder
                ? files(below: path) : [Input(path: path, bytes: Array(Data(contentsOf: url)))]
        }
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())
            .sorted()
    }
}
