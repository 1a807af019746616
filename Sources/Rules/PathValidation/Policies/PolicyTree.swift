import CertificatePolicy
import SwiftASN1

/// The valid policy tree: which policies hold along a path, and by way of which mappings.
///
/// RFC 5280 §6.1.2 to §6.1.5, kept by levels, each node knowing its parent. A hostile path can
/// make the tree grow with the product of its policies, so the number of nodes has a limit.
struct PolicyTree<Qualifiers: Sendable>: Sendable {
    /// Honest paths need some dozen nodes; the tree of RFC 5280 can grow exponentially.
    static var maximumNodes: Int { 500 }

    struct Node: Sendable {
        let policy: ASN1ObjectIdentifier
        let qualifiers: Qualifiers?
        var expected: Set<ASN1ObjectIdentifier>
        /// The index in the level above; -1 for the root.
        let parent: Int
        var isRemoved = false
    }

    enum Failure: Error {
        /// More nodes than `maximumNodes`.
        case tooManyNodes
    }

    /// The levels from the root on; empty where the tree is NULL.
    private(set) var levels: [[Node]]
    private var nodeCount = 1

    /// The tree with its root alone: anyPolicy, expected anyPolicy.
    init() {
        let root = Node(
            policy: PolicyOIDs.anyPolicy, qualifiers: nil, expected: [PolicyOIDs.anyPolicy],
            parent: -1)
        levels = [[root]]
    }

    /// Whether no policy holds along the path.
    var isNull: Bool { levels.isEmpty }

    /// The nodes of the deepest level.
    var leaves: [Node] { levels.last?.filter { !$0.isRemoved } ?? [] }

    /// No policies extension: RFC 5280 §6.1.3 (e).
    mutating func becomeNull() {
        levels = []
    }

    /// The next certificate's policies: RFC 5280 §6.1.3 (d).
    ///
    /// - Parameter allowsAny: whether anyPolicy counts in this certificate.
    mutating func extend(
        with policies: [(policy: ASN1ObjectIdentifier, qualifiers: Qualifiers?)], allowsAny: Bool
    ) throws(Failure) {
        guard let above = levels.last else { return }
        levels.append([])
        for (policy, qualifiers) in policies where policy != PolicyOIDs.anyPolicy {
            var parents = above.indices.filter {
                !above[$0].isRemoved && above[$0].expected.contains(policy)
            }
            if parents.isEmpty {
                parents = above.indices.filter {
                    !above[$0].isRemoved && above[$0].policy == PolicyOIDs.anyPolicy
                }
            }
            for parent in parents {
                try append(policy, qualifiers, expected: [policy], parent: parent)
            }
        }
        if allowsAny, let any = policies.first(where: { $0.policy == PolicyOIDs.anyPolicy }) {
            for (index, node) in above.enumerated() where !node.isRemoved {
                let present = Set(
                    levels[levels.count - 1].filter { $0.parent == index }.map(\.policy))
                for policy in node.expected.subtracting(present) {
                    try append(policy, any.qualifiers, expected: [policy], parent: index)
                }
            }
        }
        prune()
    }

    /// One mapping of the certificate just added: RFC 5280 §6.1.4 (b) (1).
    ///
    /// - Parameter anyQualifiers: those of anyPolicy in that certificate.
    mutating func map(
        _ policy: ASN1ObjectIdentifier, to expected: Set<ASN1ObjectIdentifier>,
        anyQualifiers: Qualifiers?
    ) throws(Failure) {
        guard levels.count > 1 else { return }
        let last = levels.count - 1
        let mapped = levels[last].indices.filter {
            !levels[last][$0].isRemoved && levels[last][$0].policy == policy
        }
        for index in mapped { levels[last][index].expected = expected }
        guard mapped.isEmpty else { return }
        let anyNode = levels[last].first {
            !$0.isRemoved && $0.policy == PolicyOIDs.anyPolicy
        }
        if let anyNode {
            try append(policy, anyQualifiers, expected: expected, parent: anyNode.parent)
        }
    }

    /// A mapping where mapping is inhibited: RFC 5280 §6.1.4 (b) (2).
    mutating func remove(_ policy: ASN1ObjectIdentifier) {
        guard levels.count > 1 else { return }
        let last = levels.count - 1
        for index in levels[last].indices where levels[last][index].policy == policy {
            levels[last][index].isRemoved = true
        }
        prune()
    }

    /// Intersects with what the relying party accepts: RFC 5280 §6.1.5 (g). A set that contains
    /// anyPolicy accepts everything.
    mutating func intersect(with accepted: Set<ASN1ObjectIdentifier>) throws(Failure) {
        guard !isNull, !accepted.contains(PolicyOIDs.anyPolicy) else { return }
        let last = levels.count - 1
        for (level, index) in domainNodes
        where levels[level][index].policy != PolicyOIDs.anyPolicy
            && !accepted.contains(levels[level][index].policy)
        {
            removeSubtree(level, index)
        }
        let present = Set(domainNodes.map { levels[$0.level][$0.index].policy })
        let anyLeaves = levels[last].indices.filter {
            !levels[last][$0].isRemoved && levels[last][$0].policy == PolicyOIDs.anyPolicy
        }
        for index in anyLeaves {
            let leaf = levels[last][index]
            for policy in accepted.subtracting(present) {
                try append(policy, leaf.qualifiers, expected: [policy], parent: leaf.parent)
            }
            levels[last][index].isRemoved = true
        }
        prune()
    }

    /// The policies of the trust anchor's domain that hold: the nodes right below anyPolicy, with
    /// anyPolicy itself where it reaches the last level.
    var domainPolicies: Set<ASN1ObjectIdentifier> {
        Set(
            domainNodes.filter {
                levels[$0.level][$0.index].policy != PolicyOIDs.anyPolicy
                    || $0.level == levels.count - 1
            }.map { levels[$0.level][$0.index].policy })
    }

    /// The valid_policy_node_set of RFC 5280 §6.1.5 (g) (iii) (1).
    private var domainNodes: [(level: Int, index: Int)] {
        levels.indices.dropFirst().flatMap { level in
            levels[level].indices.filter { index in
                let node = levels[level][index]
                return !node.isRemoved
                    && levels[level - 1][node.parent].policy == PolicyOIDs.anyPolicy
            }.map { (level, $0) }
        }
    }

    private mutating func append(
        _ policy: ASN1ObjectIdentifier, _ qualifiers: Qualifiers?,
        expected: Set<ASN1ObjectIdentifier>, parent: Int
    ) throws(Failure) {
        nodeCount += 1
        guard nodeCount <= Self.maximumNodes else { throw .tooManyNodes }
        levels[levels.count - 1].append(
            Node(policy: policy, qualifiers: qualifiers, expected: expected, parent: parent))
    }

    private mutating func removeSubtree(_ level: Int, _ index: Int) {
        levels[level][index].isRemoved = true
        guard level + 1 < levels.count else { return }
        for below in levels[level + 1].indices where levels[level + 1][below].parent == index {
            removeSubtree(level + 1, below)
        }
    }

    /// Removes nodes above the last level that have no children; NULL if the root goes.
    private mutating func prune() {
        guard levels.count > 1 else { return }
        for level in levels.indices.dropLast().reversed() {
            let parents = Set(levels[level + 1].filter { !$0.isRemoved }.map(\.parent))
            for index in levels[level].indices where !parents.contains(index) {
                levels[level][index].isRemoved = true
            }
        }
        if levels[0][0].isRemoved { levels = [] }
    }
}
