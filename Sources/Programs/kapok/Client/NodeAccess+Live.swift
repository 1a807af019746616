import Messages

extension NodeAccess {
    static let live = NodeAccess(
        open: { _ in throw Refusal(.commandNotInThisBuild, ["what": "open"]) },
        initialise: { _ in throw Refusal(.commandNotInThisBuild, ["what": "init"]) },
        serve: { _ in throw Refusal(.commandNotInThisBuild, ["what": "serve"]) },
        checkSettings: { _, _ in throw Refusal(.commandNotInThisBuild, ["what": "config check"]) })
}
