import GradusGraphics

/// How a page steps through a figure that happens frame by frame: buttons, a slider and keys.
/// The marks of all frames are in the page once; a step shows some and hides others.
enum HTMLSteps {
    /// The controls below a figure, hidden until the script has taken them over, and the steps
    /// in words for those who do not see or do not run it.
    static func controls(of frames: DrawingFrames, _ label: String) -> String {
        let last = frames.count - 1
        func button(_ step: String, _ text: String, _ name: String) -> String {
            "<button type=\"button\" data-step=\"\(step)\" aria-label=\"\(name)\">\(text)</button>"
        }
        var html = "<div class=\"steps\" role=\"group\" aria-label=\""
        html +=
            "\(HTMLText.escaped("Steps of \(label)"))\">\n<div class=\"step-bar\" hidden=\"hidden\">"
        html += button("first", "«", "First step") + button("back", "‹", "Step back")
        html += button("play", "Play", "Play the steps") + button("next", "›", "Next step")
        html += button("last", "»", "Last step")
        html += "<input type=\"range\" min=\"0\" max=\"\(last)\" step=\"1\" value=\"0\""
        html += " aria-label=\"Step\"/></div>\n"
        html += "<output class=\"step-words\" aria-live=\"polite\"></output>\n"
        html += "<details class=\"step-list\"><summary>All steps in words</summary><ol>\n"
        html += frames.captions.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined()
        return html + "</ol></details>\n</div>\n"
    }

    /// The look of the controls.
    static let style = """
        .steps{max-width:41rem;margin-top:.7rem;font-size:.9rem;line-height:1.5}
        .step-bar{display:flex;flex-wrap:wrap;gap:.35rem;align-items:center}
        .step-bar[hidden]{display:none}
        .step-bar button{font:inherit;min-width:2.4rem;min-height:2rem;color:var(--gradus-ink);background:var(--gradus-panel);border:1px solid var(--gradus-rule);border-radius:.4rem;padding:.15rem .6rem;cursor:pointer}
        .step-bar button:hover{border-color:var(--gradus-muted)}
        .step-bar button[disabled]{color:var(--gradus-rule);cursor:default}
        .step-bar [data-step="play"]{min-width:4.4rem}
        .step-bar input{flex:1;min-width:8rem;accent-color:var(--gradus-series1)}
        .step-words{display:block;min-height:1.5em;margin-top:.35rem;color:var(--gradus-ink);font-variant-numeric:tabular-nums}
        .step-list{color:var(--gradus-muted);font-size:.92em;margin-top:.2rem}
        .step-list summary{cursor:pointer}
        .step-list ol{margin:.3rem 0 0}
        @media print{.steps{display:none}}

        """

    /// Takes over every figure with steps. Keys work while the figure or its controls have the
    /// focus: left and right, home and end, and the space bar on the figure plays.
    static let script = """
        (function () {
          document.querySelectorAll('.steps').forEach(function (panel) {
            var figure = panel.closest('figure');
            var box = figure.querySelector('.figure-box');
            var marks = box.querySelectorAll('.frame');
            var words = panel.querySelectorAll('.step-list li');
            var slider = panel.querySelector('input');
            var said = panel.querySelector('output');
            var play = panel.querySelector('[data-step="play"]');
            var last = words.length - 1;
            var now = last;
            var timer = null;
            function show(step) {
              now = Math.min(Math.max(step, 0), last);
              marks.forEach(function (mark) {
                var from = Number(mark.dataset.from);
                var end = Number(mark.dataset.to) - 1;
                mark.classList.toggle('off', Math.min(Math.max(now, from), end) !== now);
              });
              slider.value = String(now);
              slider.setAttribute('aria-valuetext', words[now].textContent);
              said.textContent = (now + 1) + ' of ' + (last + 1) + ': ' + words[now].textContent;
              panel.querySelectorAll('[data-step="first"],[data-step="back"]').forEach(
                function (button) { button.disabled = now === 0; });
              panel.querySelectorAll('[data-step="next"],[data-step="last"]').forEach(
                function (button) { button.disabled = now === last; });
            }
            function stop() {
              if (timer !== null) { clearInterval(timer); timer = null; }
              play.textContent = 'Play';
              play.setAttribute('aria-label', 'Play the steps');
            }
            function start() {
              if (now === last) { show(0); }
              play.textContent = 'Pause';
              play.setAttribute('aria-label', 'Pause');
              timer = setInterval(function () {
                if (now === last) { stop(); } else { show(now + 1); }
              }, 1300);
            }
            var moves = {
              first: function () { return 0; },
              back: function () { return now - 1; },
              next: function () { return now + 1; },
              last: function () { return last; }
            };
            panel.addEventListener('click', function (event) {
              var button = event.target.closest('button');
              if (!button) { return; }
              if (button === play) {
                if (timer === null) { start(); } else { stop(); }
                return;
              }
              stop();
              show(moves[button.dataset.step]());
            });
            slider.addEventListener('input', function () { stop(); show(Number(slider.value)); });
            var keys = { ArrowLeft: 'back', ArrowRight: 'next', Home: 'first', End: 'last' };
            figure.addEventListener('keydown', function (event) {
              if (event.altKey || event.ctrlKey || event.metaKey) { return; }
              if (event.target === slider) { return; }
              var move = keys[event.key];
              if (move) {
                event.preventDefault();
                stop();
                show(moves[move]());
              } else if (event.key === ' ') {
                if (event.target !== box) { return; }
                event.preventDefault();
                if (timer === null) { start(); } else { stop(); }
              }
            });
            panel.querySelector('.step-bar').hidden = false;
            window.addEventListener('beforeprint', function () { stop(); show(last); });
            show(0);
          });
        })();
        """
}
