package import Messages

extension TokenError {
    /// The same in three languages, with what to do.
    package var refusal: Refusal {
        switch self {
        case .moduleMissing(let path, let reason):
            Refusal(.tokenModuleMissing, field: path, ["path": path, "reason": reason])
        case .moduleExposed(let path):
            Refusal(.tokenModuleExposed, field: path, ["path": path])
        case .notAModule(let path): Refusal(.tokenModuleForeign, field: path, ["path": path])
        case .uriMalformed(let part): Refusal(.tokenURIMalformed, field: part, ["part": part])
        case .pinWrong(let token, let tries): Refusal(tries.refused, ["token": token])
        case .pinLocked(let token): Refusal(.tokenPINLocked, ["token": token])
        case .pinFinalTry(let token): Refusal(.tokenPINFinalTry, ["token": token])
        case .pinMissing(let token): Refusal(.tokenPINMissing, ["token": token])
        case .officerPINWrong(let token): Refusal(.tokenOfficerPINWrong, ["token": token])
        case .officerPINLocked(let token): Refusal(.tokenOfficerPINLocked, ["token": token])
        case .tokenFull(let token): Refusal(.tokenFull, ["token": token])
        case .serialMissing(let uri): Refusal(.tokenSerialMissing, field: uri, ["uri": uri])
        case .tokenGone(let token, let code):
            Refusal(.tokenGone, ["token": token, "code": code.description])
        case .blocked(let token): Refusal(.tokenBlocked, ["token": token])
        case .failed(let call, let code):
            Refusal(.tokenFailed, ["call": call, "code": code.description])
        case .mechanismMissing(let name): Refusal(.tokenMechanismMissing, ["name": name])
        default: refusalOfKey
        }
    }

    private var refusalOfKey: Refusal {
        switch self {
        case .tokensAmbiguous(let uri, let count):
            Refusal(.tokenAmbiguous, field: uri, ["uri": uri, "count": String(count)])
        case .keyUnnamed(let uri): Refusal(.tokenKeyUnnamed, field: uri, ["uri": uri])
        case .keyMissing(let uri): Refusal(.tokenKeyMissing, field: uri, ["uri": uri])
        case .keysAmbiguous(let uri, let count):
            Refusal(.tokenKeyAmbiguous, field: uri, ["uri": uri, "count": String(count)])
        case .keyExists(let uri): Refusal(.tokenKeyExists, field: uri, ["uri": uri])
        case .keyUnfit(let uri, let faults):
            Refusal(
                .tokenKeyUnfit, field: uri,
                ["uri": uri, "faults": faults.map(\.description).joined(separator: ", ")])
        case .keyKindUnfit(let uri): Refusal(.tokenKeyKindUnfit, field: uri, ["uri": uri])
        case .publicKeyMissing(let uri): Refusal(.tokenPublicKeyMissing, field: uri, ["uri": uri])
        case .signatureWrong(let uri): Refusal(.tokenSignatureWrong, field: uri, ["uri": uri])
        case .tokenMissing(let uri): Refusal(.tokenMissing, field: uri, ["uri": uri])
        default: Refusal(.tokenFailed, ["call": "", "code": String(describing: self)])
        }
    }
}

extension PINTries {
    fileprivate var refused: RefusalCode {
        switch self {
        case .untold: .tokenPINWrong
        case .low: .tokenPINWrongLow
        case .final: .tokenPINWrongFinal
        }
    }
}
