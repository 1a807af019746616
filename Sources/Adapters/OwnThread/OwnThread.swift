import Glibc

/// Runs blocking work on a thread of its own, detached.
///
/// Not on a dispatch queue: on Linux its threads are those of Swift tasks, and a blocked one is
/// missing there until the library notices, a second later.
///
/// - Returns: Whether there is such a thread; if not, the work is not run.
package func runOnOwnThread(_ work: @escaping @Sendable () -> Void) -> Bool {
    let box = unsafe Unmanaged.passRetained(Box(work))
    var thread = pthread_t()
    let code = unsafe pthread_create(
        &thread, nil,
        { context in
            if let context = unsafe context {
                let box = unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue()
                box.work()
            }
            return nil
        }, box.toOpaque())
    guard code == 0 else {
        unsafe box.release()
        return false
    }
    pthread_detach(thread)
    return true
}

/// The work, as an object that a C pointer can hold.
private final class Box: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}
