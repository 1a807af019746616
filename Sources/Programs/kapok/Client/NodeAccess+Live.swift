import Messages

extension NodeAccess {
    static let live = NodeAccess(
        open: { _ in throw Refusal(.notInThisBuild, ["what": "open"]) },
        initialise: { _ in throw Refusal(.notInThisBuild, ["what": "init"]) },
        serve: { _ in throw Refusal(.notInThisBuild, ["what": "serve"]) },
        checkSettings: { _, _ in throw Refusal(.notInThisBuild, ["what": "config check"]) })
}
