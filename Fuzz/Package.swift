// swift-tools-version: 6.3
// The fuzzer, run by `make fuzz`; see README.md. A package of its own, since all of it is built with
// coverage and sanitizers, and since libFuzzer brings the main function.

import PackageDescription

let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "kapok", path: "..")],
    targets: [
        .systemLibrary(name: "CFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: ["CFuzzer", .product(name: "FuzzProperties", package: "kapok")],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)]),
    ],
    swiftLanguageModes: [.v6]
)
