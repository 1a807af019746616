import CanonicalJSON
import Governance
import Ledger
import Messages

/// An issuing officer's decision on many applications: `applications`, each with the members of a
/// `ContentsDecision`.
struct IssuingList {
    /// As many as one entry has room for, with what it tells of each.
    static let maximumCount = 64

    private let decisions: [(application: String, decision: ContentsDecision)]
    private let list: JSONValue

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["applications"])
        list = payload.json["applications"] ?? .null
        guard let items = list.array, (1...Self.maximumCount).contains(items.count) else {
            throw Refusal(.payloadInvalid, field: "applications", ["name": "applications"])
        }
        decisions = try items.map { item in
            let payload = Payload(item)
            let application = try payload.string("application")
            // It stands in the entry whether there is such an application or not: no free text.
            guard Application.isID(application) else {
                throw Refusal(.payloadInvalid, field: "application", ["name": "application"])
            }
            return (application, try ContentsDecision(payload))
        }
        guard Set(decisions.map(\.application)).count == decisions.count else {
            throw Refusal(.payloadInvalid, field: "applications", ["name": "applications"])
        }
    }

    /// Everything about one application is judged before anything of it changes, so that a refusal
    /// leaves nothing of it and holds up no other.
    func record(
        _ transaction: inout Transaction, _ contents: ContentsJudge
    ) throws -> JSONValue {
        transaction.tell(list: list)
        var issuing = Issuing(contents)
        var results: [JSONValue] = []
        var refusals: [Refusal] = []
        for (application, decision) in decisions {
            let step: Issuing.Step
            do {
                step = try issuing.prepare(decision, &transaction)
                try transaction.requireStanding(inCase: application, step.scope)
            } catch let refusal as Refusal {
                refusals.append(refusal)
                results.append(Self.refused(application, refusal))
                continue
            }
            let result = try issuing.open(step, &transaction)
            try transaction.takePart(
                inCase: application, announcing: result["intent"]?.string)
            results.append(result)
        }
        if let first = refusals.first, refusals.count == decisions.count { throw first }
        if !refusals.isEmpty {
            transaction.note(
                "refused", .array(results.filter { $0["intent"] == nil }))
        }
        return ["applications": .array(results)]
    }

    /// The answer, with each application as it stands now: issued, still to be signed, or given up.
    static func answer(_ result: JSONValue, _ snapshot: Snapshot) throws -> JSONValue {
        let results = try result.each("applications").map { item in
            guard item["intent"] != nil, let id = item["application"]?.string else { return item }
            let row = try snapshot.rows("SELECT state FROM application WHERE id = ?", [.text(id)])
            return item.merging(["state": .string(try row.first?.text("state") ?? "")])
        }
        return ["applications": .array(results)]
    }

    /// Code and clause alone, as in the journal; the words are found by the code.
    private static func refused(_ application: String, _ refusal: Refusal) -> JSONValue {
        [
            "application": .string(application), "state": "refused",
            "code": .string(refusal.code.id),
            "clause": refusal.code.clause.map { .string($0) } ?? .null,
        ]
    }
}

extension JSONValue {
    /// The items of a list among the members; none where there is no such list.
    func each(_ member: String) -> [JSONValue] { self[member]?.array ?? [] }
}
