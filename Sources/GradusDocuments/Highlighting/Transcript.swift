/// Cuts the transcript of a session into prompts, code and answers.
enum Transcript {
    /// Lines that begin with `>>>`, and those with `...` behind one, are code.
    static func lines(of texts: [String]) -> [CodeLine] {
        var openQuote: String?
        var continues = false
        return texts.map { text in
            let isPrompt = text == ">>>" || text.hasPrefix(">>> ")
            let isContinuation = continues && (text == "..." || text.hasPrefix("... "))
            guard isPrompt || isContinuation else {
                continues = false
                return CodeLine(
                    tokens: text.isEmpty ? [] : [CodeToken(.output, text)], isOutput: true)
            }
            if isPrompt { openQuote = nil }
            continues = true
            let prompt = String(text.prefix(4))
            let code = PythonHighlighter.tokens(
                of: String(text.dropFirst(4)), openQuote: &openQuote)
            return CodeLine(tokens: [CodeToken(.prompt, prompt)] + code)
        }
    }
}
