import Glibc

exit(
    await CommandLineProgram.run(Array(CommandLine.arguments.dropFirst()), .process).rawValue)
