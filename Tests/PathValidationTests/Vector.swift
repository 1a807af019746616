import Foundation

/// Files of this target's `Vectors` folder.
enum Vector {
    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }

    private static let root = Bundle.module.bundleURL.appendingPathComponent("Vectors")
}
