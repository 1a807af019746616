import CPKCS11
import Glibc
import Synchronization

/// A PKCS#11 module that was loaded by path and initialised; nothing of one is linked.
///
/// A module has one state in each process, however often it is loaded: the first of these objects
/// initialises it and the last one finalises it. It is never unloaded, since modules leave threads and
/// exit handlers behind. All calls may run at the same time (`CKF_OS_LOCKING_OK`), those of
/// one session one after another. Not to be used after a fork.
@safe package final class TokenModule: @unchecked Sendable {
    // Set once; the module's table of functions is its own and constant.
    private let list: UnsafeMutablePointer<CK_FUNCTION_LIST>
    private let path: String

    /// How many objects use each module, by the address of its table; below zero where somebody else
    /// in this process initialised it.
    private static let users = Mutex<[UInt: Users]>([:])

    /// Of one module; locked while it starts or ends, so that one that hangs holds up no other.
    private final class Users: Sendable {
        let count = Mutex(0)
    }

    private static func users(of key: UInt) -> Users {
        users.withLock { all in
            if let known = all[key] { return known }
            let new = Users()
            all[key] = new
            return new
        }
    }

    /// Loads a module. It runs as this user from here on, so others may not be able to write it.
    /// - Throws: `.moduleMissing`, `.moduleExposed`, `.notAModule`, `.failed`.
    package init(path: String) throws(TokenError) {
        try Self.checkFile(path)
        let found = try unsafe Self.load(path)
        // Before the object is whole: one that was never started must not be counted off.
        try unsafe Self.start(found)
        self.path = path
        unsafe list = found
    }

    deinit {
        unsafe Self.users(of: UInt(bitPattern: list)).count.withLock { count in
            count -= 1
            guard count == 0 else { return }
            _ = unsafe list.pointee.C_Finalize?(nil)
        }
    }

    private static func checkFile(_ path: String) throws(TokenError) {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else {
            throw .moduleMissing(path: path, reason: errorText(ENOENT))
        }
        var found = stat()
        guard unsafe stat(path, &found) == 0 else {
            throw .moduleMissing(path: path, reason: errorText(errno))
        }
        guard found.st_mode & 0o022 == 0, found.st_uid == 0 || found.st_uid == geteuid() else {
            throw .moduleExposed(path: path)
        }
    }

    private static func load(
        _ path: String
    ) throws(TokenError) -> UnsafeMutablePointer<CK_FUNCTION_LIST> {
        guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
            let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? ""
            throw .moduleMissing(path: path, reason: reason)
        }
        guard let symbol = unsafe dlsym(library, "C_GetFunctionList") else {
            throw .notAModule(path: path)
        }
        typealias GetFunctionList =
            @convention(c) (UnsafeMutablePointer<UnsafeMutablePointer<CK_FUNCTION_LIST>?>?) -> CK_RV
        let get = unsafe unsafeBitCast(symbol, to: GetFunctionList.self)
        var list: UnsafeMutablePointer<CK_FUNCTION_LIST>?
        guard unsafe get(&list) == CK_RV(CKR_OK), let list = unsafe list,
            unsafe list.pointee.version.major == 2
        else { throw .notAModule(path: path) }
        return unsafe list
    }

    private static func errorText(_ number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "errno \(number)" }
        return unsafe String(cString: text)
    }

    private static func start(
        _ list: UnsafeMutablePointer<CK_FUNCTION_LIST>
    ) throws(TokenError) {
        let code = users(of: UInt(bitPattern: list)).count.withLock { count -> ReturnCode in
            guard count == 0 else {
                count += 1
                return ReturnCode(UInt(CKR_OK))
            }
            let code = unsafe initialise(list)
            // What somebody else initialised is theirs to finalise: the count never comes to zero.
            if code.value == UInt(CKR_CRYPTOKI_ALREADY_INITIALIZED) { count = Int.min / 2 }
            if code.isOK { count = 1 }
            return code
        }
        guard code.isOK || code.value == UInt(CKR_CRYPTOKI_ALREADY_INITIALIZED) else {
            throw .failed(call: "C_Initialize", code)
        }
    }

    private static func initialise(_ list: UnsafeMutablePointer<CK_FUNCTION_LIST>) -> ReturnCode {
        var arguments = unsafe CK_C_INITIALIZE_ARGS()
        unsafe arguments.flags = CK_FLAGS(CKF_OS_LOCKING_OK)
        return ReturnCode(unsafe list.pointee.C_Initialize?(&arguments) ?? missing)
    }

    /// Initialises the module anew, unless somebody else in this process uses it too. No call may run meanwhile, and
    /// all sessions are gone.
    func renew() {
        unsafe Self.users(of: UInt(bitPattern: list)).count.withLock { count in
            guard count == 1 else { return }
            _ = unsafe list.pointee.C_Finalize?(nil)
            // Where that fails, the next call tells it.
            _ = unsafe Self.initialise(list)
        }
    }

    /// What a function that a module leaves out would answer.
    private static let missing = CK_RV(CKR_FUNCTION_NOT_SUPPORTED)

    /// Calls one function of the module. - Throws: `.failed` for every answer but `CKR_OK`.
    func call(
        _ name: String, _ body: (UnsafeMutablePointer<CK_FUNCTION_LIST>) -> CK_RV?
    ) throws(TokenError) {
        let code = ReturnCode(unsafe body(list) ?? Self.missing)
        guard code.isOK else { throw .failed(call: name, code) }
    }
}
