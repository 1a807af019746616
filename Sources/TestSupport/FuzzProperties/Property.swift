/// What must hold for every input of one decoder, whatever the bytes are.
///
/// The fuzzer looks for an input that breaks it; the tests try it on all inputs that are kept.
/// Public for the fuzzer alone, which is a package of its own (`Fuzz/`).
public struct Property: Sendable {
    /// Also the name of the folder of its inputs in `Fuzz/Seeds`.
    public let name: String
    private let check: @Sendable ([UInt8]) throws(Violation) -> Void

    init(
        _ name: String, _ check: @escaping @Sendable ([UInt8]) throws(Violation) -> Void
    ) {
        self.name = name
        self.check = check
    }

    /// What does not hold for this input; nil if everything does. Bytes that a decoder refuses
    /// break nothing; a decoder that ends the process does so here, too.
    public func violation(by input: [UInt8]) -> Violation? {
        do {
            try check(input)
            return nil
        } catch {
            return error
        }
    }

    /// Every property there is.
    public static let all: [Property] = [
        actStatement, age, bundle, canonicalJSON, certificate, certificateList,
        certificationRequest, connectorAnswer, container, csvText, ejbcaTable, extensionValue,
        fileContent,
        journalEntry, name, nameText,
        note, ocspRequest, ocspResponse, opensslIndex, proof, publicKey, serialNumber, share,
        signerMessage, tar, tile, timeStamp, witness,
    ]
}

/// A sentence that should be true of the input and is not.
public struct Violation: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Property {
    /// Breaks the property unless the sentence is true.
    static func require(_ isTrue: Bool, _ sentence: @autoclosure () -> String)
        throws(Violation)
    {
        guard isTrue else { throw Violation(sentence()) }
    }

    /// Breaks the property where there is no value.
    static func require<Value>(
        _ value: Value?, _ sentence: @autoclosure () -> String
    ) throws(Violation) -> Value {
        guard let value else { throw Violation(sentence()) }
        return value
    }
}
