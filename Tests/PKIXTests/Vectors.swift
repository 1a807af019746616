import Foundation
import PKIX
import Testing

/// The files under Vectors.
enum Vectors {
    /// All files of a folder, in the order of their names. A folder without files fails.
    static func files(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
        let url = root.appendingPathComponent(folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
        try #require(!names.isEmpty)
        return try names.map { ($0, [UInt8](try Data(contentsOf: url.appendingPathComponent($0)))) }
    }

    static func file(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }

    /// Every certificate of the folders, DER.
    static func certificates() throws -> [(name: String, bytes: [UInt8])] {
        var all = try files("real-cas") + files("pkits")
        for file in try files("sm2") {
            for block in try PEM.decode(file.bytes) where block.label == PEM.certificateLabel {
                all.append((file.name, block.bytes))
            }
        }
        return all
    }

    private static let root = Bundle.module.resourceURL!.appendingPathComponent("Vectors")
}
