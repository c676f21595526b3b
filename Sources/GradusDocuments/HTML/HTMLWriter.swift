import GradusGraphics

/// Writes documents and sites as HTML pages that need nothing beside themselves: style,
/// script, figures and fonts are in the page, and a policy in it forbids all requests.
///
/// The pages follow the reader's choice of light or dark, print well, and are well-formed
/// XML as well. The same input gives the same bytes.
public struct HTMLWriter: Sendable {
    private let renderer: any DrawingRendering
    private let embedsFonts: Bool

    /// Makes a writer; without embedded fonts the reader's own are used.
    public init(renderer: any DrawingRendering, embedsFonts: Bool = true) {
        self.renderer = renderer
        self.embedsFonts = embedsFonts
    }

    private var svg: SVGWriter {
        let renderer = renderer
        return SVGWriter { try renderer.png(of: $0) }
    }

    /// The page of a document.
    ///
    /// Throws what the renderer or the SVG writer throws: a character that no font has, a
    /// number that is not finite.
    public func page(
        of document: Document, navigation: DocumentNavigation = DocumentNavigation()
    ) throws -> String {
        let topLevel = document.headings.map(\.level).min() ?? 2
        let blocks = HTMLBlocks(svg: svg, levelShift: 2 - topLevel)
        let contents = document.headings.filter { $0.level <= topLevel + 1 }.map { heading in
            HTMLTemplates.Article.Entry(
                html: HTMLInlines.html(of: heading.inlines, inLink: true),
                identifier: heading.identifier, depth: heading.level - topLevel + 1)
        }
        let downloads =
            navigation.downloads.isEmpty
            ? "" : HTMLBlocks.downloads(navigation.downloads, of: document.title)
        let article = HTMLTemplates.Article(
            title: document.title, subtitle: document.subtitle, contents: contents,
            body: try blocks.html(of: document.blocks), downloads: downloads,
            previous: navigation.previous.map(HTMLTemplates.Link.init),
            next: navigation.next.map(HTMLTemplates.Link.init))

        var fonts = HTMLFontUses()
        fonts.add(document.title, weight: .bold)
        fonts.add(document.subtitle ?? "")
        fonts.add(document.blocks)
        fonts.add("On this page", weight: .bold)
        fonts.add(HTMLBlocks.hint)
        for link in [navigation.home, navigation.previous, navigation.next] {
            fonts.add(link?.label ?? "")
        }
        for download in navigation.downloads + document.figures.flatMap(\.downloads) {
            fonts.add(download.label)
        }
        return try shell(
            language: document.language, title: document.title, description: document.subtitle,
            home: navigation.home, content: try HTMLTemplates.article(article), fonts: fonts,
            drawings: document.figures.map { $0.frames?.union ?? $0.drawing },
            hasSteps: document.figures.contains { $0.frames != nil })
    }

    /// The front page of a site.
    ///
    /// Throws as `page(of:navigation:)` does.
    public func page(of site: SitePage) throws -> String {
        var fonts = HTMLFontUses()
        fonts.add(site.title, weight: .bold)
        fonts.add(site.subtitle ?? "")
        var entries: [HTMLTemplates.Site.Entry] = []
        for (index, entry) in site.entries.enumerated() {
            fonts.add(entry.title, weight: .bold)
            fonts.add(entry.summary ?? "")
            for download in entry.downloads { fonts.add(download.label) }
            // A thumbnail only shows: it is not read out and has no links of its own.
            let thumbnail = try entry.thumbnail.map { drawing in
                "<div class=\"thumbnail\" aria-hidden=\"true\">"
                    + (try svg.inline(of: drawing.withoutInteraction, idPrefix: "t\(index + 1)."))
                    + "</div>"
            }
            entries.append(
                HTMLTemplates.Site.Entry(
                    title: entry.title, summary: entry.summary,
                    address: HTMLText.address(ofFile: entry.path),
                    number: index + 1, thumbnail: thumbnail ?? "",
                    downloads: entry.downloads.isEmpty
                        ? "" : HTMLBlocks.downloads(entry.downloads, of: entry.title)))
        }
        return try shell(
            language: site.language, title: site.title, description: site.subtitle, home: nil,
            content: try HTMLTemplates.site(
                HTMLTemplates.Site(title: site.title, subtitle: site.subtitle, entries: entries)),
            fonts: fonts, drawings: site.entries.compactMap(\.thumbnail))
    }

    private func shell(
        language: String, title: String, description: String?, home: DocumentLink?,
        content: String, fonts: HTMLFontUses, drawings: [Drawing],
        hasSteps: Bool = false
    ) throws -> String {
        let rules = embedsFonts ? try renderer.fontFaceRules(for: fonts.uses(with: drawings)) : ""
        return try HTMLTemplates.page(
            HTMLTemplates.Shell(
                language: language, title: title, description: description,
                style: HTMLStyle.sheet(fontFaceRules: rules) + (hasSteps ? HTMLSteps.style : ""),
                script: HTMLStyle.script + (hasSteps ? "\n" + HTMLSteps.script : ""),
                home: home.map(HTMLTemplates.Link.init), content: content))
    }
}
