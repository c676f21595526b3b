extension String {
    /// Whether a short text, such as a word of a style, stands somewhere in it, byte for byte.
    /// The library's search for any collection in any other costs more than all the rest of
    /// reading a small graph.
    func contains(_ word: String) -> Bool {
        let (text, word) = (Array(utf8), Array(word.utf8))
        guard word.count <= text.count else { return false }
        return (0...text.count - word.count).contains { text[$0...].starts(with: word) }
    }
}
