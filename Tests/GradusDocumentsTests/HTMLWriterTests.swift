import Foundation
import GradusGraphics
import Testing

@testable import GradusDocuments

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct HTMLWriterTests {
    /// What a strict XML parser found on a page.
    private final class Elements: NSObject, XMLParserDelegate {
        var identifiers: [String] = []
        var addresses: [String] = []
        var sources: [String] = []
        var keys: [String] = []
        var names: [String] = []
        var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            names.append(name)
            if let identifier = attributes["id"] { identifiers.append(identifier) }
            if name == "a", let address = attributes["href"] { addresses.append(address) }
            if name != "a" {
                sources += ["src", "href", "xlink:href"].compactMap { attributes[$0] }
            }
            if let key = attributes["data-key"] { keys.append(key) }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }

    private func elements(of html: String) throws -> Elements {
        let parser = XMLParser(data: Data(html.utf8))
        let elements = Elements()
        parser.delegate = elements
        let isWellFormed = parser.parse()
        #expect(
            isWellFormed, "line \(parser.lineNumber): \(String(describing: parser.parserError))")
        return elements
    }

    private func page() throws -> (html: String, document: Document) {
        let renderer = try SampleDocument.renderer()
        let document = SampleDocument.document(measure: renderer)
        let navigation = DocumentNavigation(
            home: DocumentLink("All & sundry", path: "index.html"),
            next: DocumentLink("Next <one>", path: "next.html?a&b"),
            downloads: [DocumentDownload("PDF", path: "x.pdf")])
        return (
            try HTMLWriter(renderer: renderer).page(of: document, navigation: navigation), document
        )
    }

    @Test func pageIsWellFormedAndCarriesEverything() throws {
        let (html, document) = try page()
        let found = try elements(of: html)
        #expect(Set(found.identifiers).count == found.identifiers.count)
        #expect(Set(found.identifiers).isSuperset(of: ["first", "second", "figure-fig"]))
        #expect(Set(found.keys) == Set(document.keyedValues.map(\.key)))
        for word in [
            "Title with <angles> & “quotes”", "Angle < & > \"quoted\" 'single' ", "return",
            "\"<b>\"", "refused", "Figure 1", "A caption & more", "Next <one>", "All & sundry",
        ] {
            #expect(found.text.contains(word), "\(word)")
        }
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"de-CH\">"))
        #expect(found.names.filter { $0 == "h1" }.count == 1)
        #expect(found.names.contains("h2") && found.names.contains("h3"))
        #expect(!found.names.contains("b"))
    }

    @Test func pageAsksForNothing() throws {
        let found = try elements(of: try page().html)
        for source in found.sources { #expect(source.hasPrefix("data:"), "\(source)") }
        #expect(found.addresses.contains("figures/fig.png"))
        #expect(!found.addresses.contains { $0.lowercased().contains("javascript") })
        // Every inner link has its place; `#nowhere` is what the document itself lacks.
        let places = Set(found.identifiers)
        let inner = found.addresses.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        #expect(inner.filter { !places.contains($0) } == ["nowhere"])
    }

    @Test func fileNamesBecomeAddresses() throws {
        #expect(
            HTMLText.address(ofFile: "a b/50% # a?ü.html") == "a%20b/50%25%20%23%20a%3F%C3%BC.html")
        let renderer = try SampleDocument.renderer()
        let link = DocumentLink("Next", path: "50% # a?.html")
        let html = try HTMLWriter(renderer: renderer).page(
            of: Document(title: "T"),
            navigation: DocumentNavigation(
                home: link, previous: link, next: link,
                downloads: [DocumentDownload("PDF", path: "50% # a?.pdf")]))
        #expect(html.components(separatedBy: "href=\"50%25%20%23%20a%3F.html\"").count == 4)
        #expect(html.contains("href=\"50%25%20%23%20a%3F.pdf\""))
    }

    @Test func itemsToDoHaveBoxes() throws {
        let list = DocumentList(
            items: [[.paragraph([.text("one")])], [.paragraph([.text("two")])], []],
            tasks: [true, false, nil])
        let renderer = try SampleDocument.renderer()
        let document = Document(title: "T", blocks: [.list(list)])
        let html = try HTMLWriter(renderer: renderer).page(of: document)
        #expect(html.contains("aria-label=\"done\"></span>\none</li>"))
        #expect(html.contains("aria-label=\"to do\"></span>\ntwo</li>"))
        #expect(html.contains("<li></li>"))
        let pages = DocumentPaginator(measure: renderer).pages(of: document)
        let names = pages.pages[0].leaves.map(\.name)
        #expect(names.count { $0.hasSuffix("/box") } == 2)
        #expect(names.count { $0.hasSuffix("/tick") } == 1)
    }

    @Test func sameBytesEachTime() throws {
        #expect(try page().html == page().html)
    }

    @Test func sitePageIsWellFormed() throws {
        let renderer = try SampleDocument.renderer()
        let drawing = SampleDocument.drawing(measure: renderer)
        let site = SitePage(
            title: "Lessons & more", subtitle: "<sub>",
            entries: [
                SiteEntry(
                    title: "One <1>", summary: "about", path: "one.html", thumbnail: drawing,
                    downloads: [DocumentDownload("Trace", path: "one.trace")]),
                SiteEntry(title: "Two", path: "two.html", thumbnail: drawing),
            ])
        let found = try elements(of: try HTMLWriter(renderer: renderer).page(of: site))
        #expect(Set(found.identifiers).count == found.identifiers.count)
        // A thumbnail's own links are gone.
        #expect(
            found.addresses == ["#main.content", "one.html", "one.trace", "two.html"])
        #expect(found.text.contains("One <1>"))
    }

    @Test func charactersThatHTMLCannotHold() {
        #expect(HTMLText.escaped("a\u{0}b\u{1B}c\n\u{FFFF}") == "a\u{FFFD}b\u{FFFD}c\n\u{FFFD}")
        #expect(HTMLText.escaped("<&>\"'") == "&lt;&amp;&gt;&quot;&#39;")
    }

    @Test(arguments: [
        ("https://a.b", LinkTarget.address("https://a.b")), ("#x", .place("x")),
        ("a/b.html", .file("a/b.html")), ("a?b:c", .file("a?b:c")), ("", .refused),
        ("JavaScript:x", .refused), ("java\tscript:x", .refused), ("data:text/html,x", .refused),
        ("//host/x", .refused), ("mailto:a@b.c", .address("mailto:a@b.c")),
    ])
    func linkTargets(url: String, target: LinkTarget) {
        #expect(LinkTarget(url) == target)
    }

    @Test func figuresShrinkOnlyWhileTheirTextCanBeRead() throws {
        let renderer = try SampleDocument.renderer()
        let drawing = SampleDocument.drawing(width: 960, measure: renderer)
        // 12 pt text: at 600 px it is 7.5 px high.
        #expect(FigureScale.leastWidth(of: drawing) == 600)
        // The empty ground beside the marks is not shown on a page.
        let trimmed = drawing.trimmed(margin: 4)
        #expect(trimmed.size.width < 960 && trimmed.size.height == drawing.size.height)
        #expect(trimmed.trimmed(margin: 4) == trimmed)
    }
}
