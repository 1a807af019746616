import Foundation
import Testing

/// The files under `Vectors/`, read once a test.
enum Vectors {
    static func decode<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors"))
        return try JSONDecoder().decode(type, from: Data(contentsOf: url))
    }
}

/// A Wycheproof file, as far as these tests read it.
struct Wycheproof: Decodable {
    struct Group: Decodable {
        let publicKeyDer: String?
        let tagSize: Int?
        let tests: [Case]
    }

    struct Case: Decodable {
        let tcId: Int
        let comment: String
        let flags: [String]
        let msg: String
        let sig: String?
        let key: String?
        let tag: String?
        let result: String
    }

    let numberOfTests: Int
    let testGroups: [Group]
}
