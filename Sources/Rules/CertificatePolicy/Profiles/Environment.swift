public import PKIX

/// What a folder and everything made in it is for. Fixed when the folder is made. CP 8.22b.
public typealias Environment = IssuingEnvironment

extension IssuingEnvironment {
    /// The word that the names of issuers bear in test and never bear in production.
    public static let testMark = "TEST"

    /// A name of an authority as it stands in this environment: marked once in test, unchanged in
    /// production.
    public func named(_ name: String) -> String {
        self == .test && !Self.isMarked(name) ? "\(Self.testMark) \(name)" : name
    }

    /// Whether a name says TEST, as a word of its own in capital letters.
    public static func isMarked(_ name: String) -> Bool {
        name.unicodeScalars
            .split { !("A"..."Z" ~= $0 || "a"..."z" ~= $0 || "0"..."9" ~= $0) }
            .contains { $0.elementsEqual(testMark.unicodeScalars) }
    }
}
