import Glibc

// Keys, passphrases and PINs are in memory, and a core file would put them on the disk. Where the kernel pipes
// cores to a program, that program is to be told (see docs/operations).
var none = rlimit(rlim_cur: 0, rlim_max: 0)
_ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)

exit(
    await CommandLineProgram.run(Array(CommandLine.arguments.dropFirst()), .process).rawValue)
