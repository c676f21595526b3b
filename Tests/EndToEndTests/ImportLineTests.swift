import Foundation
import Testing

/// The import lines of every module say what `Package.swift` says, no more and no less: the
/// compiler lets a module import what it reaches through another, so that the one direction in
/// which data passes would be a wish.
@Suite struct ImportLineTests {
    /// A target of the package, as its manifest declares it.
    struct Target {
        var name: String
        var dependencies: Set<String>
    }

    /// The targets with sources, in the order of the manifest.
    static func targets() throws -> [Target] {
        let manifest = try String(
            contentsOf: Command.sources.appendingPathComponent("Package.swift"), encoding: .utf8)
        let declarations = /\.(?:target|executableTarget|testTarget)\(\s*name: "(\w+)"/
        let starts = manifest.matches(of: declarations)
        #expect(starts.count > 30)
        return starts.enumerated().map { place, start in
            let end =
                place + 1 < starts.count
                ? starts[place + 1].range.lowerBound : manifest.endIndex
            let text = manifest[start.range.upperBound..<end]
            // Folders that hold no sources are named in `exclude:`, after the dependencies.
            let list = text.range(of: "exclude:").map { text[..<$0.lowerBound] } ?? text
            let products = list.matches(of: /\.product\(name: "(\w+)"/).map { String($0.output.1) }
            let modules = list.matches(of: /"(Gradus\w*)"/).map { String($0.output.1) }
            return Target(name: String(start.output.1), dependencies: Set(products + modules))
        }
    }

    /// The modules that the files of a folder import, without those that come with Swift.
    static func imports(below folder: URL) throws -> Set<String> {
        let shipped: Set = [
            "Foundation", "FoundationXML", "Testing", "XCTest", "Glibc", "Musl", "Darwin",
        ]
        let line =
            /^(?:@\w+(?:\(\w+\))? )*(?:(?:public|package|internal|private) )?import (?:struct |class |enum |func )?(\w+)$/
            .anchorsMatchLineEndings()
        var names = Set<String>()
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            names.formUnion(text.matches(of: line).map { String($0.output.1) })
        }
        return names.subtracting(shipped)
    }

    @Test func everyModuleImportsWhatThePackageDeclares() throws {
        for target in try Self.targets() {
            let isTest = target.name.hasSuffix("Tests")
            let folder = Command.sources
                .appendingPathComponent(isTest ? "Tests" : "Sources")
                .appendingPathComponent(target.name)
            let imports = try Self.imports(below: folder)
            let undeclared = imports.subtracting(target.dependencies).sorted()
            let unused = target.dependencies.subtracting(imports).sorted()
            #expect(undeclared == [], "\(target.name) imports what it does not declare")
            #expect(unused == [], "\(target.name) declares what it does not import")
        }
    }

    @Test func everyModuleComesAfterThoseThatItImports() throws {
        var declared = Set<String>()
        let targets = try Self.targets()
        let own = Set(targets.map(\.name))
        for target in targets {
            let later = target.dependencies.intersection(own).subtracting(declared).sorted()
            #expect(later == [], "\(target.name) imports what stands below it")
            declared.insert(target.name)
        }
    }
}
