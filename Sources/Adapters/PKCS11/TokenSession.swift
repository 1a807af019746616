import CPKCS11
import CanonicalJSON
package import Cryptography
import OwnThread

/// Asks for the PIN of a token; on the session's own thread, so it may wait for a person.
package typealias PINSource = @Sendable (PINRequest) throws -> SecretBytes

/// Whose PIN is asked for.
package struct PINRequest: Hashable, Sendable {
    /// The token's label, as the token has it.
    package let token: String
    package let tries: PINTries

    package init(token: String, tries: PINTries) {
        (self.token, self.tries) = (token, tries)
    }
}

/// One session with one token, on a thread of its own.
///
/// A session does one thing at a time: for more at once there are more sessions. It is opened by the
/// first call that needs it. Where session or token went, what may be repeated is tried once more with
/// a new session and the PIN that was right before; a PIN that the token refused is never tried
/// again. The PIN is kept as long as the session, in memory that is wiped.
@safe package actor TokenSession {
    private nonisolated let thread: ThreadExecutor
    let module: TokenModule
    /// Which token.
    let wanted: TokenURI
    var token: TokenFacts?
    var handle: CK_SESSION_HANDLE?
    var pin: SecretBytes?
    /// Where several sessions share a PIN, in place of one of its own.
    var keeper: PINKeeper?
    var isLoggedIn = false
    /// The handles of keys, which live as long as the session.
    var keys: [TokenURI: CK_OBJECT_HANDLE] = [:]

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    /// Nothing is asked of the token yet.
    /// - Parameter token: names the token; what it says of a key does not matter here.
    package init(_ module: TokenModule, token: TokenURI) throws(TokenError) {
        thread = try .forToken()
        self.module = module
        wanted = token
    }

    deinit {
        guard let handle else { return }
        try? unsafe module.call("C_CloseSession") { unsafe $0.pointee.C_CloseSession?(handle) }
    }

    /// Logs in as the token's user, unless that was done. The source is asked once at most.
    /// - Throws: `TokenError` `.tokenMissing`, `.tokensAmbiguous`, `.pinWrong`, `.pinLocked`, `.failed`;
    ///   what the source throws.
    package func login(_ source: PINSource) throws {
        guard !isLoggedIn else { return }
        try open()
        let facts = try TokenFacts.of(slot(), module)
        guard facts.needsLogin else { return }
        // The answer would be the same, and some tokens count it.
        if facts.isLocked { throw TokenError.pinLocked(token: facts.label) }
        let pin =
            facts.hasPINPad
            ? nil : try source(PINRequest(token: facts.label, tries: facts.tries))
        try enter(pin, as: CK_USER_TYPE(CKU_USER))
        self.pin = pin
        isLoggedIn = true
    }

    /// Logs in by a PIN that sessions share, unless that was done; again in the same way where the session is lost.
    func login(_ keeper: PINKeeper) throws(TokenError) {
        guard !isLoggedIn else { return }
        self.keeper = keeper
        try open()
        try enterKnown()
        isLoggedIn = true
    }

    /// With what opened the token before, or does for all that share it.
    private func enterKnown() throws(TokenError) {
        guard let keeper else { return try enter(pin, as: CK_USER_TYPE(CKU_USER)) }
        try keeper.enter { () throws(TokenError) in
            try TokenFacts.of(slot(), module)
        } _: { pin throws(TokenError) in
            try enter(pin, as: CK_USER_TYPE(CKU_USER))
        }
    }

    /// Looks for a private key and at what the token says of it.
    /// - Throws: `.keyMissing`, `.keysAmbiguous`, `.publicKeyMissing`, `.keyKindUnfit`, `.keyUnfit`.
    package func key(_ uri: TokenURI) throws(TokenError) -> TokenKey {
        try repeating { () throws(TokenError) -> TokenKey in
            try inspected(found(uri), uri)
        }
    }

    /// Makes a pair on the token, whose private half can never leave it and only signs.
    ///
    /// What the token made is looked at like every other key, and destroyed where it is not so.
    /// Not repeated: a second pair might come to be.
    /// - Throws: `.keyUnnamed`, `.keyExists`, `.mechanismMissing`, and as ``key(_:)``.
    package func makeKey(
        _ algorithm: KeyAlgorithm, as uri: TokenURI,
        randomness: some Randomness = SystemRandomness()
    ) throws(TokenError) -> TokenKey {
        guard uri.object != nil || uri.id != nil else { throw .keyUnnamed(uri: uri.description) }
        guard try objects(CK_OBJECT_CLASS(CKO_PRIVATE_KEY), uri).isEmpty else {
            throw .keyExists(uri: uri.description)
        }
        guard let generation = TokenKeyForm.generation(of: algorithm) else {
            throw .mechanismMissing(name: "SM2")
        }
        try require(generation.mechanism)
        var exact = uri
        exact.id = uri.id ?? randomness.bytes(Self.idCount)
        exact.object = uri.object ?? exact.id.map(Hex.encode)
        let pair = try noticingFull { () throws(TokenError) in
            try generate(generation.mechanism, generation.parameters, exact)
        }
        do throws(TokenError) {
            return try inspected(pair.privateKey, exact)
        } catch {
            for object in [pair.privateKey, pair.publicKey] {
                try? unsafe call("C_DestroyObject") { list, session in
                    unsafe list.pointee.C_DestroyObject?(session, object)
                }
            }
            throw error
        }
    }

    /// As many as keep two keys apart that one label names.
    private static let idCount = 8

    /// Signs a whole message; what comes is checked with the public key.
    /// - Throws: `.mechanismMissing`, `.signatureWrong`, `.tokenGone`, `.pinWrong`, `.failed`.
    package func sign(
        _ message: [UInt8], with algorithm: SignatureAlgorithm, key: TokenKey
    ) throws(TokenError) -> [UInt8] {
        guard let mechanism = TokenMechanism(signing: algorithm),
            algorithm.suits(key.publicKey.algorithm),
            let input = TokenKeyForm.input(message, algorithm)
        else { throw .mechanismMissing(name: algorithm.rawValue) }
        let raw = try repeating { () throws(TokenError) -> [UInt8] in
            try signed(input, mechanism, key)
        }
        guard let signature = TokenKeyForm.signature(raw, algorithm),
            key.publicKey.verifies(signature, of: message, with: algorithm)
        else { throw .signatureWrong(uri: key.uri.description) }
        return signature
    }
}

extension TokenSession {
    private func open() throws(TokenError) {
        guard handle == nil else { return }
        let facts = try TokenFacts.matching(wanted, module)
        token = facts
        var session: CK_SESSION_HANDLE = 0
        // Sessions that write are no different to a token until something is written.
        let flags =
            CK_FLAGS(CKF_SERIAL_SESSION) | CK_FLAGS(facts.isWriteProtected ? 0 : CKF_RW_SESSION)
        try unsafe module.call("C_OpenSession") {
            unsafe $0.pointee.C_OpenSession?(facts.slot, flags, nil, nil, &session)
        }
        handle = session
        guard isLoggedIn else { return }
        do throws(TokenError) {
            // A new session of a token where no other one is has no login.
            try enterKnown()
        } catch {
            close()
            throw error
        }
    }

    func slot() throws(TokenError) -> CK_SLOT_ID {
        try open()
        guard let token else { throw .tokenMissing(uri: wanted.description) }
        return token.slot
    }

    func close() {
        if let handle {
            try? unsafe module.call("C_CloseSession") { unsafe $0.pointee.C_CloseSession?(handle) }
        }
        handle = nil
        keys = [:]
    }

    /// One call in the session, which is opened where it is not.
    func call(
        _ name: String,
        _ body: (UnsafeMutablePointer<CK_FUNCTION_LIST>, CK_SESSION_HANDLE) -> CK_RV?
    ) throws(TokenError) {
        try open()
        guard let handle else { throw .tokenMissing(uri: wanted.description) }
        try unsafe module.call(name) { unsafe body($0, handle) }
    }

    private func repeating<R>(_ work: () throws(TokenError) -> R) throws(TokenError) -> R {
        do throws(TokenError) {
            return try work()
        } catch .failed(_, let code) where code.meansLostSession {
            let label = token?.label ?? wanted.description
            close()
            do throws(TokenError) {
                try open()
                return try work()
            } catch .failed(_, let second) where second.meansLostSession {
                throw .tokenGone(token: label, second)
            } catch .tokenMissing {
                throw .tokenGone(token: label, code)
            }
        }
    }

    func enter(_ pin: SecretBytes?, as user: CK_USER_TYPE) throws(TokenError) {
        do throws(TokenError) {
            try unsafe call("C_Login") { list, session in
                guard let pin else {
                    return unsafe list.pointee.C_Login?(session, user, nil, 0)
                }
                return pin.withBytes { bytes in
                    unsafe bytes.withUnsafeBufferPointer { octets in
                        // The module reads only; the standard has no word for that.
                        let start = unsafe octets.baseAddress.map {
                            unsafe UnsafeMutablePointer(mutating: $0)
                        }
                        return unsafe list.pointee.C_Login?(
                            session, user, start, CK_ULONG(octets.count))
                    }
                }
            }
        } catch .failed(let call, let code) {
            let facts = try? TokenFacts.of(slot(), module)
            let label = facts?.label ?? wanted.description
            switch code.value {
            // By another session with this token: the login is the whole program's.
            case UInt(CKR_USER_ALREADY_LOGGED_IN): return
            case UInt(CKR_PIN_INCORRECT), UInt(CKR_PIN_INVALID), UInt(CKR_PIN_LEN_RANGE):
                forget()
                if facts?.isLocked == true { throw .pinLocked(token: label) }
                throw .pinWrong(token: label, tries: facts?.tries ?? .untold)
            case UInt(CKR_PIN_LOCKED):
                forget()
                throw .pinLocked(token: label)
            default: throw .failed(call: call, code)
            }
        }
    }

    /// What the token says of itself, without a login.
    func describe() throws(TokenError) -> TokenFacts { try module.describe(wanted) }

    /// Lets go of session and PIN; the next call opens it anew, and logs in anew.
    func drop() {
        close()
        forget()
    }

    private func forget() {
        pin = nil
        isLoggedIn = false
    }
}

extension ThreadExecutor {
    /// - Throws: `TokenError.failed` where the system gives no thread.
    static func forToken() throws(TokenError) -> ThreadExecutor {
        guard let thread = ThreadExecutor() else {
            throw .failed(call: "pthread_create", ReturnCode(CKR_GENERAL_ERROR))
        }
        return thread
    }
}
