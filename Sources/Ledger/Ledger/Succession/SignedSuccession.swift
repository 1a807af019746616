import CanonicalJSON
import Cryptography

/// A succession as its entry tells it, and by that entry alone: the signatures verify under the keys that it
/// names. Whether those are security officers' keys is for who knows the officers.
package struct SignedSuccession: Sendable {
    /// The chapter that ends.
    package let predecessor: String
    package let predecessorKey: String
    /// What was kept of it: so many entries, and the root over them.
    package let kept: Succession.State
    /// The chapter that begins.
    package let origin: String
    package let checkpointKey: String
    let environment: LedgerEnvironment
    /// All that has to follow it.
    let entered: Succession.Entered
    /// Two or more different people with different keys.
    package let signers: [SignedItem]

    /// Nil for any other entry, and for one that too few people signed.
    package init?(_ entry: JournalEntry) {
        guard entry.operation == Ledger.succession, entry.outcome == .done,
            let payload = entry.facts["payload"],
            payload["type"]?.string == Succession.type, let before = payload["predecessor"],
            let predecessor = before["origin"]?.string,
            let predecessorKey = before["verifierKey"]?.string,
            let size = before["kept"]?["size"]?.integer,
            let root = before["kept"]?["root"]?.string.flatMap(Hex.decode),
            let origin = payload["origin"]?.string,
            let checkpointKey = payload["checkpointKey"]?.string,
            let environment = payload["environment"]?.string.flatMap(LedgerEnvironment.init),
            let entered = payload["entered"].flatMap(Succession.Entered.init),
            entry.signed.count >= Succession.minimumOfficers,
            Set(entry.signed.map(\.officer)).count == entry.signed.count,
            Set(entry.signed.map(\.publicKey)).count == entry.signed.count
        else { return nil }
        let bytes = payload.canonicalBytes
        let isSigned = entry.signed.allSatisfy { item in
            item.act.isEmpty
                && Officer.usableKey(item.publicKey)?.verifies(
                    item.signature, of: bytes, with: .ecdsaWithSHA256) == true
        }
        guard isSigned else { return nil }
        self.predecessor = predecessor
        self.predecessorKey = predecessorKey
        kept = Succession.State(size: size, root: root)
        self.origin = origin
        self.checkpointKey = checkpointKey
        self.environment = environment
        self.entered = entered
        signers = entry.signed
    }
}
