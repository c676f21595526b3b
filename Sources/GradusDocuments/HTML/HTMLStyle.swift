import GradusGraphics

/// The style sheet and script of every page: measure, rhythm and colours by role.
enum HTMLStyle {
    /// The whole sheet; `fontFaceRules` embed what the page sets.
    static func sheet(fontFaceRules: String) -> String {
        [
            fontFaceRules, SVGStyle.pageSheet(themes: Theme.all),
            ":root{--text:\(SVGStyle.families(of: .text));--code:\(SVGStyle.families(of: .code))}\n",
            frame, prose, code, figures, site, narrow, paper,
        ].joined()
    }

    /// Switches between light and dark; the choice lives as long as the page.
    static let script = """
        (function () {
          var root = document.documentElement;
          var button = document.getElementById('theme.toggle');
          var system = window.matchMedia('(prefers-color-scheme: dark)');
          function isDark() {
            return root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
          }
          function show() {
            button.setAttribute('aria-pressed', String(isDark()));
          }
          button.addEventListener('click', function () {
            root.dataset.theme = isDark() ? 'light' : 'dark';
            show();
          });
          system.addEventListener('change', show);
          button.hidden = false;
          show();
          var contents = document.querySelector('.contents details');
          if (contents) { contents.open = window.matchMedia('(min-width: 70rem)').matches; }
        })();
        """

    private static let frame = """
        *,*::before,*::after{box-sizing:border-box}
        html{color-scheme:light dark;font-size:106.25%;-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1.5rem}
        :root[data-theme="light"]{color-scheme:light}
        :root[data-theme="dark"]{color-scheme:dark}
        body{margin:0;background:var(--gradus-surface);color:var(--gradus-ink);font-family:var(--text);line-height:1.6;font-kerning:normal;overflow-wrap:break-word}
        a{color:var(--gradus-input);text-decoration-thickness:.06em;text-underline-offset:.18em}
        a:hover{text-decoration-thickness:.12em}
        :focus-visible{outline:3px solid var(--gradus-series1);outline-offset:3px;border-radius:3px}
        main:focus{outline:none}
        .skip{position:absolute;left:-999rem;top:.5rem;padding:.5rem 1rem;background:var(--gradus-surface);z-index:2}
        .skip:focus{left:.5rem}
        .bar{display:flex;justify-content:space-between;align-items:center;gap:1rem;max-width:78rem;margin:0 auto;padding:.9rem 1.5rem 0;font-size:.9rem}
        .bar a{color:var(--gradus-muted);text-decoration:none}
        .bar a:hover{color:var(--gradus-ink);text-decoration:underline}
        .bar button{font:inherit;font-size:.85rem;line-height:1.3;color:var(--gradus-muted);background:none;border:1px solid var(--gradus-rule);border-radius:2rem;padding:.3rem .95rem;cursor:pointer}
        .bar button:hover{color:var(--gradus-ink);border-color:var(--gradus-muted)}
        .bar button[aria-pressed="true"]{background:var(--gradus-panel);color:var(--gradus-ink)}
        .layout{max-width:78rem;margin:0 auto;padding:0 1.5rem}
        main{min-width:0;padding:2.2rem 0 3rem}
        .contents{font-size:.88rem;line-height:1.4;padding-top:1.4rem}
        .contents summary{color:var(--gradus-muted);cursor:pointer;font-weight:700;padding:.2rem 0}
        .contents ol{list-style:none;margin:.4rem 0 0;padding:0}
        .contents li{margin:0}
        .contents li a{display:block;padding:.3rem 0;color:var(--gradus-muted);text-decoration:none}
        .contents li a:hover{color:var(--gradus-ink);text-decoration:underline}
        .contents .depth-2 a{padding-left:1rem}
        .neighbours{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem;max-width:78rem;margin:0 auto;padding:1.2rem 1.5rem 3rem}
        .neighbours a{display:block;text-decoration:none}
        .neighbours small{display:block;color:var(--gradus-muted)}
        .neighbours span:last-child{text-align:right;margin-left:auto}
        @media (min-width:70rem){
        .layout{display:grid;grid-template-columns:13.5rem minmax(0,1fr);column-gap:3rem}
        .layout>main:only-child{grid-column:1/-1}
        .layout>main:only-child>*{margin-left:auto;margin-right:auto}
        .layout>main:only-child>figure>*{margin-left:auto;margin-right:auto}
        .layout>main:only-child .figure-box svg{margin:0 auto}
        .contents{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:2.9rem 0 2rem}
        }

        """

    private static let prose = """
        main>*,main blockquote,main li{max-width:41rem}
        main>figure,main.site>*{max-width:none}
        main>.table{max-width:min(100%,54rem)}
        main.site>.title{max-width:41rem}
        p,ul,ol,blockquote,pre,.table{margin:0 0 1.1rem}
        .title{margin:0 0 2.2rem}
        h1,h2,h3,h4,h5,h6{line-height:1.22;font-weight:700;text-wrap:balance;letter-spacing:-.008em}
        h1{font-size:2.3rem;margin:0 0 .6rem;letter-spacing:-.017em}
        h2{font-size:1.5rem;margin:3rem 0 .8rem}
        h3{font-size:1.18rem;margin:2.1rem 0 .6rem}
        h4,h5,h6{font-size:1rem;margin:1.7rem 0 .5rem}
        .subtitle{font-size:1.2rem;line-height:1.45;color:var(--gradus-muted);margin:0 0 .9rem;text-wrap:pretty}
        p,li,figcaption{text-wrap:pretty;hanging-punctuation:first last}
        .anchor{margin-left:.35em;color:var(--gradus-rule);text-decoration:none;font-weight:400;opacity:0}
        :hover>.anchor,.anchor:focus{opacity:1}
        ul,ol{padding-left:1.5rem}
        li{margin:.25rem 0}
        li>ul,li>ol{margin:.25rem 0 .25rem}
        .loose>li{margin:.7rem 0}
        li::marker{color:var(--gradus-muted)}
        .task{list-style:none}
        .box{display:inline-block;width:.85em;height:.85em;margin:0 .5em 0 -1.35em;border:1.5px solid var(--gradus-muted);border-radius:.15em;vertical-align:-.08em;position:relative}
        .ticked::after{content:"";position:absolute;left:.24em;top:.04em;width:.2em;height:.42em;border:solid var(--gradus-ink);border-width:0 .13em .13em 0;transform:rotate(42deg)}
        blockquote{margin-left:0;padding:.1rem 0 .1rem 1.2rem;border-left:3px solid var(--gradus-rule);color:var(--gradus-muted)}
        blockquote>:last-child,li>p:last-child{margin-bottom:0}
        hr{border:0;border-top:1px solid var(--gradus-rule);margin:2.6rem 0}
        .value{font-variant-numeric:tabular-nums lining-nums;text-decoration:underline dotted var(--gradus-rule) 1px;text-underline-offset:.22em}
        .value:hover{text-decoration-color:var(--gradus-ink)}
        .table{overflow-x:auto}
        table{border-collapse:collapse;font-size:.94rem;line-height:1.45}
        th,td{text-align:left;vertical-align:baseline;padding:.4rem 1.4rem .4rem 0;border-bottom:1px solid var(--gradus-grid);font-variant-numeric:tabular-nums}
        th{border-bottom:2px solid var(--gradus-rule)}
        th:last-child,td:last-child{padding-right:0}
        .center{text-align:center}
        .trailing{text-align:right}

        """

    private static let code = """
        code,pre{font-family:var(--code);font-variant-ligatures:none;font-feature-settings:"calt" 0}
        code{font-size:.88em;background:var(--gradus-panel);border-radius:.25em;padding:.1em .22em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
        a code{color:inherit}
        pre.code{background:var(--gradus-panel);border-radius:.5rem;padding:.95rem 1.15rem;overflow-x:auto;line-height:1.55;margin:1.4rem 0 1.6rem}
        pre.code code{background:none;padding:0;font-size:.84rem;border-radius:0}
        pre.session{border-left:3px solid var(--gradus-rule);border-radius:0 .5rem .5rem 0;background:none;padding-top:.1rem;padding-bottom:.1rem}
        .c-keyword{color:var(--gradus-loss)}
        .c-string{color:var(--gradus-parameter)}
        .c-number{color:var(--gradus-input)}
        .c-comment{color:var(--gradus-muted)}
        .c-prompt{color:var(--gradus-muted);-webkit-user-select:none;user-select:none}
        .c-output{color:var(--gradus-muted)}

        """

    private static let figures = """
        figure{margin:2.1rem 0 2.4rem;container-type:inline-size}
        .figure-frame{position:relative}
        .figure-frame::after{content:"";position:absolute;top:0;right:0;bottom:0;width:clamp(0px,(var(--least) - 100%)*999,1.2rem);background:linear-gradient(to right,transparent,var(--gradus-surface));pointer-events:none}
        .figure-box{overflow-x:auto;overflow-y:hidden;padding-right:clamp(0px,(var(--least) - 100%)*999,1.2rem);scrollbar-width:thin;scrollbar-color:var(--gradus-muted) var(--gradus-panel)}
        .figure-box svg{display:block;max-width:max(100%,var(--least));height:auto}
        .hint{display:inline-block;overflow:hidden;white-space:pre;vertical-align:bottom;max-width:clamp(0px,(var(--least) - 100cqw)*999,9.5rem);font-size:.92em;color:var(--gradus-input)}
        figcaption{max-width:41rem;margin-top:.7rem;font-size:.9rem;line-height:1.5;color:var(--gradus-muted)}
        .figure-number{font-weight:700;color:var(--gradus-ink);text-decoration:none;margin-right:.35em}
        .figure-number:hover{text-decoration:underline}
        .downloads{white-space:nowrap;font-size:.8rem}
        .downloads a{display:inline-block;color:var(--gradus-muted);text-decoration:none;border:1px solid var(--gradus-grid);border-radius:.3rem;padding:.08rem .5rem;margin:.15rem .1rem .15rem 0}
        .downloads a:hover{color:var(--gradus-ink);border-color:var(--gradus-muted)}
        .title .downloads{font-size:.88rem}
        figcaption .downloads{display:block;margin-top:.35rem}

        """

    private static let site = """
        .site{max-width:78rem;margin:0 auto;padding:2.2rem 1.5rem 4rem}
        .lessons{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:1.6rem}
        main .lesson{max-width:none;margin:0;border:1px solid var(--gradus-grid);border-radius:.7rem;overflow:hidden;display:flex;flex-direction:column;position:relative}
        .lesson:hover{border-color:var(--gradus-rule)}
        .thumbnail{aspect-ratio:16/10;padding:1rem;border-bottom:1px solid var(--gradus-grid);display:flex;align-items:center;justify-content:center;overflow:hidden}
        .thumbnail svg{width:100%;height:100%}
        .about{padding:1.1rem 1.3rem 1.2rem;display:flex;flex-direction:column;flex:1}
        .about h2{font-size:1.15rem;margin:0 0 .45rem}
        .about h2 a{color:inherit;text-decoration:none}
        .about h2 a::after{content:"";position:absolute;inset:0}
        .about h2 a:hover{text-decoration:underline}
        .about .number{color:var(--gradus-muted);font-size:inherit;font-weight:400;margin-right:.15em}
        .about p{font-size:.93rem;line-height:1.5;color:var(--gradus-muted);margin:0 0 .9rem;flex:1}
        .about .downloads{position:relative;z-index:1;align-self:flex-start}

        """

    private static let narrow = """
        @media (max-width:40rem){
        html{font-size:100%}
        .bar,.layout,.neighbours,.site{padding-left:1.1rem;padding-right:1.1rem}
        main{padding-top:1.5rem}
        h1{font-size:1.85rem}
        h2{font-size:1.35rem;margin-top:2.4rem}
        main>pre.code:not(.session){margin-left:-1.1rem;margin-right:-1.1rem;border-radius:0;padding-left:1.1rem;padding-right:1.1rem}
        pre.code code{font-size:.8rem}
        .figure-frame{margin:0 -1rem}
        .hint{max-width:clamp(0px,(var(--least) - 100cqw - 2rem)*999,9.5rem)}
        }

        """

    private static let paper = """
        @media print{
        html{font-size:10.5pt;color-scheme:light}
        .bar,.contents,.neighbours,.skip,.anchor,.downloads{display:none}
        .layout{display:block;max-width:none;padding:0}
        main{padding:0}
        main>*,figcaption{max-width:none}
        a{color:inherit}
        h1,h2,h3,h4,h5,h6{break-after:avoid}
        figure,tr,li{break-inside:avoid}
        pre.code{white-space:pre-wrap;border:1px solid var(--gradus-grid)}
        p,li{orphans:3;widows:3}
        .figure-box{overflow:visible}
        .hint{display:none}
        .figure-frame::after{content:none}
        .figure-box svg{max-width:100%;min-width:0}
        }

        """
}
