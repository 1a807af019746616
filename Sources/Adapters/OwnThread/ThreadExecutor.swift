import Synchronization

/// Runs an actor on one thread of its own: for calls that block as long as a device or a peer takes, and
/// libraries that keep state by thread.
package final class ThreadExecutor: SerialExecutor {
    private let mailbox: Mailbox

    /// Nil where the system gives no thread.
    package init?() {
        let mailbox = Mailbox()
        self.mailbox = mailbox
        guard runOnOwnThread({ mailbox.run() }) else { return nil }
    }

    deinit { mailbox.put(nil) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        mailbox.put { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// What waits to be run. The thread keeps it, and so lives on until it is told to end.
    private final class Mailbox: Sendable {
        private let waiting = Mutex<[(@Sendable () -> Void)?]>([])
        private let bell = Semaphore(0)

        /// Nil ends the thread.
        func put(_ work: (@Sendable () -> Void)?) {
            waiting.withLock { $0.append(work) }
            bell.signal()
        }

        func run() {
            while true {
                bell.wait()
                guard let work = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
                    return
                }
                work()
            }
        }
    }
}
