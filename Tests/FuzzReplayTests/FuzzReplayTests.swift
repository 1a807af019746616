import FuzzProperties
import Testing

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

    @Test func `have a folder of inputs each`() throws {
        #expect(try seeds.folders == Property.all.map(\.name).sorted())
    }
}
