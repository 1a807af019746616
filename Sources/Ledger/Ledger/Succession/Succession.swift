package import CanonicalJSON
import Cryptography
import MerkleLog
import Messages

/// What ends one chapter of a journal and begins the next: signed by security officers of what was kept.
///
/// Each of them signs the canonical bytes of this payload (ECDSA P-256, SHA-256, DER):
/// ```
/// {"checkpointKey":"name+hash+base64","entered":{"pieces":n,"root":hex},
///  "environment":"test"|"production","origin":"…",
///  "predecessor":{"kept":{"root":hex,"size":n},"origin":"…",
///                 "seen":{"note":"…"|null,"root":hex,"size":n}|null,"verifierKey":"…"},
///  "recovered":{…},"type":"kapok-succession/v1"}
/// ```
/// `seen` is the farthest that anybody saw of the predecessor, with the signed checkpoint if there was
/// one; null where nothing but lists was ahead. `recovered` is what the services enter of what was lost.
package struct Succession: Sendable {
    package static let type = "kapok-succession/v1"
    /// CP 7.11b: it decides on the certificates of everybody.
    package static let minimumOfficers = 2

    /// A state of the predecessor.
    package struct State: Sendable, Hashable {
        package let size: Int64
        package let root: [UInt8]

        package init(size: Int64, root: [UInt8]) {
            self.size = size
            self.root = root
        }
    }

    /// The chapter that ends.
    package let predecessor: JournalChapter
    package let kept: State
    package let seen: State?
    /// The signed checkpoint that `seen` was told by.
    package let seenNote: String?
    package let environment: LedgerEnvironment
    /// Of the chapter that begins.
    package let origin: String
    package let checkpointKey: String
    package let recovered: JSONValue
    package let entered: Entered

    /// All that stands right behind it, in its order.
    package struct Entered: Sendable, Hashable {
        let pieces: Int64
        let root: [UInt8]

        package init(_ pieces: [Ledger.LostPiece]) {
            var range = CompactRange()
            for piece in pieces { range.append(Self.leafHash(of: piece.facts)) }
            self.init(range)
        }

        init(_ range: CompactRange) {
            pieces = range.size
            root = range.root
        }

        static func leafHash(of piece: JSONValue) -> [UInt8] {
            MerkleTree.leafHash(of: piece.canonicalBytes)
        }

        init?(_ json: JSONValue) {
            guard let pieces = json["pieces"]?.integer,
                let root = json["root"]?.string.flatMap(Hex.decode)
            else { return nil }
            self.pieces = pieces
            self.root = root
        }

        var json: JSONValue {
            ["pieces": .integer(pieces), "root": .string(Hex.encode(root))]
        }
    }

    package init(
        predecessor: JournalChapter, kept: State, seen: State?, seenNote: String?,
        environment: LedgerEnvironment, origin: String, checkpointKey: String,
        recovered: JSONValue, entered: Entered
    ) {
        self.predecessor = predecessor
        self.kept = kept
        self.seen = seen
        self.seenNote = seenNote
        self.environment = environment
        self.origin = origin
        self.checkpointKey = checkpointKey
        self.recovered = recovered
        self.entered = entered
    }

    package var json: JSONValue {
        [
            "type": .string(Self.type), "origin": .string(origin),
            "checkpointKey": .string(checkpointKey),
            "environment": .string(environment.rawValue),
            "predecessor": [
                "origin": .string(predecessor.origin),
                "verifierKey": .string(predecessor.verifierKey), "kept": Self.json(kept),
                "seen": seen.map {
                    [
                        "size": .integer($0.size), "root": .string(Hex.encode($0.root)),
                        "note": .init(seenNote),
                    ]
                } ?? .null,
            ],
            "recovered": recovered, "entered": entered.json,
        ]
    }

    private static func json(_ state: State) -> JSONValue {
        ["size": .integer(state.size), "root": .string(Hex.encode(state.root))]
    }

    /// The bytes that each officer signs.
    package var canonicalBytes: [UInt8] { json.canonicalBytes }

    /// That it ends this chapter, at this state, because more was seen of it.
    /// - Throws: `succession.invalid`.
    func check(
        ending chapter: JournalChapter, at state: State, _ environment: LedgerEnvironment,
        by signer: CheckpointSigner, entering pieces: [Ledger.LostPiece]
    ) throws(Refusal) {
        guard entered == Entered(pieces) else {
            throw .successionInvalid("what is entered is not what was signed")
        }
        guard predecessor == chapter, kept == state else {
            throw .successionInvalid("the ledger is not the one that was looked at")
        }
        guard self.environment == environment else {
            throw .successionInvalid("the environment is another one")
        }
        guard !origin.utf8.elementsEqual(chapter.origin.utf8),
            origin.utf8.elementsEqual(signer.verifier.name.utf8),
            checkpointKey.utf8.elementsEqual(signer.verifier.description.utf8)
        else { throw .successionInvalid("the checkpoint key is not that of this journal") }
        guard let seen else { return }
        guard seen.size > kept.size else {
            throw .successionInvalid("nothing was seen behind what is kept")
        }
        guard let seenNote else { return }
        guard let verifier = try? chapter.verifier,
            let note = try? SignedNote(parsing: Array(seenNote.utf8)), verifier.verifies(note),
            let said = try? Checkpoint(parsing: note.text),
            said.origin.utf8.elementsEqual(chapter.origin.utf8), said.size == seen.size,
            said.root == seen.root
        else { throw .successionInvalid("the checkpoint that was seen is not of this journal") }
    }
}

extension Refusal {
    fileprivate static func successionInvalid(_ reason: String) -> Refusal {
        Refusal(.successionInvalid, ["reason": reason])
    }
}
