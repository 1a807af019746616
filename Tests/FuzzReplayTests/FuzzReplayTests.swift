import Testing

@testable import FuzzProperties

/// Every input that is kept, with what the fuzzer found among them, is tried for ever.
@Suite(.timeLimit(.minutes(2))) struct `Properties of decoders` {
    private let seeds = FuzzSeeds()

    @Test(arguments: Property.all.map(\.name))
    func `hold for every input that is kept`(name: String) throws {
        let property = try #require(Property.all.first { $0.name == name })
        let inputs = try seeds.inputs(of: property)
        try #require(!inputs.isEmpty)
        for input in inputs {
            #expect(property.violation(by: input.bytes) == nil, "\(input.path)")
        }
    }

    @Test func `hold for no bytes and for one byte of each value`() {
        let inputs = [[]] + (UInt8.min...UInt8.max).map { [$0] }
        for property in Property.all {
            for input in inputs {
                #expect(property.violation(by: input) == nil, "\(property.name), \(input)")
            }
        }
    }

    /// Else the fuzzer would never come as far as the content of an encrypted file.
    @Test(arguments: ["small", "two"])
    func `begin with encrypted files that open`(name: String) throws {
        let file = try #require(try age(name))
        let text = Array("what the program age wrote\n".utf8)
        #expect(Property.ageContent(of: file, step: file.count) == text)
        #expect(Property.ageContent(of: file, step: 1) == text)
        #expect(Property.ageContent(of: Array(file.dropLast()), step: 1) == nil)
    }

    /// The header of a file alone, as the name says.
    @Test func `begin with an encrypted file that is cut short`() throws {
        let (header, file) = (try #require(try age("header")), try #require(try age("small")))
        #expect(file.starts(with: header))
        #expect(Property.ageContent(of: header, step: 1) == nil)
    }

    private func age(_ name: String) throws -> [UInt8]? {
        try seeds.inputs(of: .age).first { $0.path == "Fuzz/Seeds/age/\(name)" }?.bytes
    }

    @Test func `have a folder of inputs each`() throws {
        #expect(try seeds.folders == Property.all.map(\.name).sorted())
    }
}
