import Foundation
import GradusDiagnostics
import GradusDocuments

/// Checks where the links of lessons lead: to places of the same page, to other lessons and
/// their places, to files.
struct LinkChecker: Sendable {
    /// What is known of the lessons of a build, by the path of their file.
    private var lessons: [String: Target] = [:]
    /// The names of outputs that links may lead to.
    private var outputs: Set<String> = ["index.html"]

    private struct Target: Sendable {
        var name: String
        var slugs: Set<String>
    }

    /// Knows the lessons of a build, also those that another shard runs.
    init(_ lessons: [(file: LessonFile, lesson: Lesson)]) {
        for (file, lesson) in lessons {
            let slugs = lesson.blocks.flatMap(\.slugs)
            self.lessons[Self.plainPath(file.path)] = Target(name: file.name, slugs: Set(slugs))
            for ending in ["html", "pdf", "trace"] { outputs.insert("\(file.name).\(ending)") }
        }
    }

    /// What is wrong with the links of a lesson that became a document.
    func problems(of lesson: Lesson, in file: LessonFile, as document: Document) -> [Diagnostic] {
        let places = document.places
        return lesson.links.compactMap { link in
            problem(link, in: file, places: places)
        }
    }

    private func problem(
        _ link: LessonLink, in file: LessonFile, places: Set<String>
    ) -> Diagnostic? {
        let url = link.url
        guard !url.isEmpty else {
            return Diagnostic("the link leads nowhere", at: link.span, fix: "write an address")
        }
        guard LessonConverter.scheme(of: url) == nil, !url.hasPrefix("//") else { return nil }
        let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let place = parts.count > 1 ? String(parts[1]).removingPercentEncoding : nil
        let path = String(parts[0].prefix { $0 != "?" }).removingPercentEncoding ?? String(parts[0])
        if path.isEmpty { return missing(place, among: places, of: nil, link) }
        guard !path.hasPrefix("/") else {
            return Diagnostic(
                "a link cannot begin with '/': a page does not know where its site will lie",
                at: link.span, fix: "say where the file is, seen from the lesson")
        }
        if outputs.contains(path) || path.hasPrefix("figures/") { return nil }
        let target = Self.plainPath(file.folder.appendingPathComponent(path).path)
        if let other = lessons[target] {
            // Figures get their names when a lesson runs.
            guard place?.hasPrefix("figure-") != true else { return nil }
            return missing(place, among: other.slugs, of: path, link)
        }
        guard !FileManager.default.fileExists(atPath: target) else { return nil }
        return Diagnostic(
            "there is no file '\(path)' for this link", at: link.span,
            fix: nearestFile(to: target, path: path).map { "did you mean '\($0)'?" })
    }

    private func missing(
        _ place: String?, among places: Set<String>, of path: String?, _ link: LessonLink
    ) -> Diagnostic? {
        guard let place, !places.contains(place), !(place.isEmpty && path != nil) else {
            return nil
        }
        let whose = path.map { " in '\($0)'" } ?? ""
        return Diagnostic(
            "there is no heading or figure '#\(place)'\(whose) for this link", at: link.span,
            notes: places.isEmpty
                ? [] : [Diagnostic.Note("there are: " + Self.listed(places.sorted()))],
            fix: Suggestion.nearest(to: place, among: places.sorted()).map {
                "did you mean '#\($0)'?"
            })
    }

    private static func listed(_ names: [String]) -> String {
        names.prefix(12).map { "#" + $0 }.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    }

    /// The file beside the missing one whose name is most like it.
    private func nearestFile(to target: String, path: String) -> String? {
        let folder = (target as NSString).deletingLastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let name = (target as NSString).lastPathComponent
        return Suggestion.nearest(to: name, among: names.sorted()).map { near in
            let parent = (path as NSString).deletingLastPathComponent
            return parent.isEmpty ? near : parent + "/" + near
        }
    }

    private static func plainPath(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}

extension LessonBlock {
    /// What links may lead to in this block.
    fileprivate var slugs: [String] {
        switch content {
        case .heading(_, _, let slug): [slug]
        case .list(let list): list.items.flatMap { $0.flatMap(\.slugs) }
        case .quote(let blocks): blocks.flatMap(\.slugs)
        case .paragraph, .table, .rule, .code: []
        }
    }
}
