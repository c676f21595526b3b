// swift-tools-version: 6.1
import PackageDescription

// One line a module: its imports run one way, in the order of this list
// (each module may import those above it that it names, and nothing else).
let package = Package(
    name: "gradus",
    platforms: [.macOS(.v13)],
    products: [
        .library(name: "Gradus", targets: ["Gradus"]),
        .library(name: "GradusTesting", targets: ["GradusTesting"]),
        .executable(name: "gradus", targets: ["GradusFront"]),
        .executable(name: "gradus-full", targets: ["GradusCommand"]),
        .executable(name: "gradus-benchmark", targets: ["GradusBenchmark"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // System libraries: a module map and a shim header each.
        .systemLibrary(
            name: "GradusCPangoCairo", pkgConfig: "pangocairo",
            providers: [.apt(["libpango1.0-dev", "libcairo2-dev"]), .brew(["pango", "cairo"])]),
        .systemLibrary(
            name: "GradusCSpng", pkgConfig: "spng",
            providers: [.apt(["libspng-dev"]), .brew(["libspng"])]),
        .systemLibrary(
            name: "GradusCCommonMark", pkgConfig: "libcmark-gfm",
            providers: [
                .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
            ]),
        .systemLibrary(
            name: "GradusCZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        // Code -> graph -> trace.
        .target(name: "GradusDiagnostics"),
        .target(name: "GradusFiles"),
        .target(name: "GradusTensors", exclude: ["Elementary/Tables/make_tables.py"]),
        .target(name: "GradusAutodiff", dependencies: ["GradusTensors"]),
        .target(name: "GradusLearning", dependencies: ["GradusAutodiff", "GradusTensors"]),
        .target(name: "GradusTrace", dependencies: ["GradusTensors", "GradusAutodiff"]),
        .target(
            name: "GradusTraceStore",
            dependencies: [
                "GradusTrace", "GradusTensors", "GradusAutodiff", "GradusDiagnostics",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "GradusImport",
            dependencies: [
                "GradusTensors", "GradusDiagnostics", "GradusCSpng", "GradusCZlib",
            ]),
        .target(name: "GradusDot", dependencies: ["GradusFiles", "GradusDiagnostics"]),
        .target(
            name: "GradusScript",
            dependencies: [
                "GradusAutodiff", "GradusTensors", "GradusImport", "GradusDiagnostics",
            ]),

        // Figure -> drawing -> file.
        .target(name: "GradusGraphLayout"),
        .target(name: "GradusGraphics"),
        .target(
            name: "GradusFigures",
            dependencies: [
                "GradusTrace", "GradusAutodiff", "GradusTensors", "GradusGraphLayout",
                "GradusGraphics",
            ]),
        .target(
            name: "GradusForeignGraphs",
            dependencies: ["GradusDot", "GradusFigures", "GradusGraphics", "GradusDiagnostics"]),
        .target(
            name: "GradusCairoRendering",
            dependencies: ["GradusGraphics", "GradusCPangoCairo", "GradusCSpng", "GradusCZlib"]),
        .target(
            name: "GradusSnapshots", dependencies: ["GradusGraphics", "GradusCairoRendering"]),
        .target(name: "GradusTesting", dependencies: ["GradusSnapshots", "GradusGraphics"]),

        // Reports.
        .target(
            name: "GradusDocuments",
            dependencies: [
                "GradusGraphics", .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .target(
            name: "GradusLessons",
            dependencies: [
                "GradusScript", "GradusImport", "GradusDot", "GradusForeignGraphs",
                "GradusDocuments", "GradusFigures", "GradusGraphics", "GradusTraceStore",
                "GradusTrace", "GradusLearning",
                "GradusAutodiff",
                "GradusTensors", "GradusDiagnostics", "GradusCCommonMark",
                .product(name: "Yams", package: "Yams"),
            ]),

        // What users hold: the library and the command.
        .target(
            name: "Gradus",
            dependencies: [
                "GradusTensors", "GradusAutodiff", "GradusLearning", "GradusTrace",
                "GradusTraceStore", "GradusGraphics", "GradusFigures", "GradusCairoRendering",
            ]),
        .executableTarget(
            name: "GradusCommand",
            dependencies: [
                "GradusLessons", "GradusScript", "GradusDot", "GradusFigures", "GradusGraphics",
                "GradusCairoRendering", "GradusSnapshots", "GradusTraceStore", "GradusTrace",
                "GradusAutodiff", "GradusTensors", "GradusDiagnostics", "GradusFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "GradusFront",
            dependencies: [
                "GradusForeignGraphs", "GradusDot", "GradusFigures", "GradusGraphics",
                "GradusFiles",
            ]),
        .executableTarget(
            name: "GradusBenchmark",
            dependencies: ["GradusLearning", "GradusTrace", "GradusAutodiff", "GradusTensors"],
            exclude: ["Peers"]),

        // Tests: a target a module, and what users run.
        .testTarget(name: "GradusDiagnosticsTests", dependencies: ["GradusDiagnostics"]),
        .testTarget(name: "GradusFilesTests", dependencies: ["GradusFiles"]),
        .testTarget(
            name: "GradusTensorsTests", dependencies: ["GradusTensors"], exclude: ["Cases"]),
        .testTarget(
            name: "GradusAutodiffTests", dependencies: ["GradusAutodiff", "GradusTensors"],
            exclude: ["Cases"]),
        .testTarget(
            name: "GradusLearningTests",
            dependencies: ["GradusLearning", "GradusAutodiff", "GradusTensors"]),
        .testTarget(
            name: "GradusTraceTests",
            dependencies: ["GradusTrace", "GradusAutodiff", "GradusTensors"]),
        .testTarget(
            name: "GradusTraceStoreTests",
            dependencies: [
                "GradusTraceStore", "GradusTrace", "GradusAutodiff", "GradusTensors",
                "GradusDiagnostics", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "GradusImportTests",
            dependencies: ["GradusImport", "GradusTensors", "GradusDiagnostics"],
            exclude: ["Cases"]),
        .testTarget(
            name: "GradusDotTests", dependencies: ["GradusDot", "GradusDiagnostics"]),
        .testTarget(
            name: "GradusScriptTests",
            dependencies: ["GradusScript", "GradusAutodiff", "GradusTensors", "GradusDiagnostics"],
            exclude: ["Cases"]),
        .testTarget(name: "GradusGraphLayoutTests", dependencies: ["GradusGraphLayout"]),
        .testTarget(
            name: "GradusGraphicsTests", dependencies: ["GradusGraphics"]),
        .testTarget(
            name: "GradusFiguresTests",
            dependencies: [
                "GradusFigures", "GradusTrace", "GradusAutodiff", "GradusTensors",
                "GradusGraphics", "GradusCairoRendering",
            ]),
        .testTarget(
            name: "GradusForeignGraphsTests",
            dependencies: [
                "GradusForeignGraphs", "GradusDot", "GradusFigures", "GradusGraphics",
                "GradusDiagnostics",
            ]),
        .testTarget(
            name: "GradusCairoRenderingTests",
            dependencies: ["GradusCairoRendering", "GradusGraphics"]),
        .testTarget(
            name: "GradusSnapshotsTests",
            dependencies: ["GradusSnapshots", "GradusCairoRendering", "GradusGraphics"]),
        .testTarget(
            name: "GradusTestingTests", dependencies: ["GradusTesting", "GradusGraphics"],
            exclude: ["__Snapshots__"]),
        .testTarget(
            name: "GradusDocumentsTests",
            dependencies: ["GradusDocuments", "GradusGraphics", "GradusCairoRendering"]),
        .testTarget(
            name: "GradusLessonsTests",
            dependencies: [
                "GradusLessons", "GradusFigures", "GradusTrace", "GradusGraphics",
                "GradusCairoRendering", "GradusDiagnostics", "GradusDocuments", "GradusAutodiff",
                "GradusTensors", "GradusImport",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Gradus", "GradusTraceStore", "GradusTrace", "GradusSnapshots",
                "GradusCairoRendering",
            ],
            exclude: ["References", "NumPyScripts", "Listings"]),
    ]
)
