import Mustache

/// The Mustache templates of whole pages. What `{{{…}}}` fills in is HTML already.
enum HTMLTemplates {
    /// A link with its address as attributes write it.
    struct Link {
        var label: String
        var address: String

        init(_ link: DocumentLink) {
            label = link.label
            address = link.address
        }
    }

    /// What both kinds of page share.
    struct Shell {
        var language: String
        var title: String
        var description: String?
        var style: String
        var script: String
        var home: Link?
        var content: String
    }

    /// Fills in the frame of a page.
    static func page(_ shell: Shell) throws -> String {
        try MustacheTemplate(string: shellTemplate).render(shell)
    }

    /// The inside of a document's page.
    struct Article {
        var title: String
        var subtitle: String?
        var contents: [Entry]
        var hasContents: Bool { !contents.isEmpty }
        var body: String
        var downloads: String
        var previous: Link?
        var next: Link?

        /// A line of the table of contents.
        struct Entry {
            var html: String
            var identifier: String
            var depth: Int
        }
    }

    /// Fills in a document.
    static func article(_ article: Article) throws -> String {
        // Computed members are not seen by reflection, which the renderer uses.
        try MustacheTemplate(string: articleTemplate).render(
            [
                "article": article, "contents": article.hasContents ? article.contents : [],
                "hasContents": article.hasContents,
                "hasNeighbours": article.previous != nil || article.next != nil,
            ] as [String: Any])
    }

    /// The inside of a site's front page.
    struct Site {
        var title: String
        var subtitle: String?
        var entries: [Entry]

        /// A lesson.
        struct Entry {
            var title: String
            var summary: String?
            var address: String
            var number: Int
            var thumbnail: String
            var downloads: String
        }
    }

    /// Fills in a site.
    static func site(_ site: Site) throws -> String {
        try MustacheTemplate(string: siteTemplate).render(site)
    }

    private static let shellTemplate = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:"/>
        <meta name="color-scheme" content="light dark"/>
        {{#description}}
        <meta name="description" content="{{description}}"/>
        {{/description}}
        <meta name="generator" content="Gradus"/>
        <title>{{title}}</title>
        <link rel="icon" href="data:,"/>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <a class="skip" href="#main.content">Skip to the content</a>
        <header class="bar">
        <span>{{#home}}<a href="{{address}}">{{label}}</a>{{/home}}</span>
        <button type="button" id="theme.toggle" hidden="hidden" aria-pressed="false">Dark</button>
        </header>
        {{{content}}}
        <script>
        {{{script}}}
        </script>
        </body>
        </html>

        """

    private static let articleTemplate = """
        <div class="layout">
        {{#hasContents}}
        <nav class="contents" aria-label="On this page">
        <details open="open">
        <summary>On this page</summary>
        <ol>
        {{#contents}}
        <li class="depth-{{depth}}"><a href="#{{identifier}}">{{{html}}}</a></li>
        {{/contents}}
        </ol>
        </details>
        </nav>
        {{/hasContents}}
        {{#article}}
        <main id="main.content" tabindex="-1">
        <header class="title">
        <h1>{{title}}</h1>
        {{#subtitle}}
        <p class="subtitle">{{subtitle}}</p>
        {{/subtitle}}
        {{{downloads}}}
        </header>
        {{{body}}}
        </main>
        {{/article}}
        </div>
        {{#hasNeighbours}}
        <nav class="neighbours" aria-label="Neighbouring lessons">
        {{#article}}
        <span>{{#previous}}<a rel="prev" href="{{address}}"><small>Previous</small> {{label}}</a>{{/previous}}</span>
        <span>{{#next}}<a rel="next" href="{{address}}"><small>Next</small> {{label}}</a>{{/next}}</span>
        {{/article}}
        </nav>
        {{/hasNeighbours}}
        """

    private static let siteTemplate = """
        <main class="site" id="main.content" tabindex="-1">
        <header class="title">
        <h1>{{title}}</h1>
        {{#subtitle}}
        <p class="subtitle">{{subtitle}}</p>
        {{/subtitle}}
        </header>
        <ol class="lessons">
        {{#entries}}
        <li class="lesson">
        {{{thumbnail}}}
        <div class="about">
        <h2><a href="{{address}}"><span class="number">{{number}}</span> {{title}}</a></h2>
        {{#summary}}
        <p>{{summary}}</p>
        {{/summary}}
        {{{downloads}}}
        </div>
        </li>
        {{/entries}}
        </ol>
        </main>
        """
}
