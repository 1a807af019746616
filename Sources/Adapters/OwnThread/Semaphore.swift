import Glibc

/// A counting semaphore for threads, sem_overview(7). Not for the threads of Swift tasks: who waits blocks.
@safe package final class Semaphore: @unchecked Sendable {
    // Shared by address: it stays where it is in memory, and the system orders who uses it.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    package init(_ count: Int) { unsafe sem_init(semaphore, 0, UInt32(count)) }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    package func signal() { unsafe sem_post(semaphore) }

    package func wait() { while unsafe sem_wait(semaphore) != 0 {} }
}
