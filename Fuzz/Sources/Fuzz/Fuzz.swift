import FuzzProperties
import Glibc

/// The property of this run, which the environment names: `TARGET=note`.
private let property: Property = {
    let name = unsafe getenv("TARGET").map { unsafe String(cString: $0) }
    guard let property = Property.all.first(where: { $0.name == name }) else {
        fatalError("TARGET is none of \(Property.all.map(\.name).joined(separator: ", "))")
    }
    return property
}()

/// Called by libFuzzer with each input: ends the process where the property does not hold, which is
/// how libFuzzer knows. Always returns 0, so that the input may join the corpus.
@c(LLVMFuzzerTestOneInput)
public func check(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    if let violation = property.violation(by: input) {
        fatalError("\(property.name): it does not hold that \(violation)")
    }
    return 0
}
