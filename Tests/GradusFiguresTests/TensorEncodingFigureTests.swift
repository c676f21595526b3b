import GradusFigures
import GradusGraphics
import GradusTensors
import Testing

@Suite struct TensorEncodingFigureTests {
    private let documents = ["The cat sat on the mat.", "The dog saw the cat!", "It's a dog."]

    @Test func wordsAreCounted() {
        #expect(
            TextEncoding.words(of: "It's the CAT, the cat!") == [
                "it's", "the", "cat", "the", "cat",
            ])
        let words = TextEncoding.vocabulary(of: documents)
        #expect(words == ["the", "cat", "sat", "on", "mat", "dog", "saw", "it's", "a"])
        #expect(
            TextEncoding.counts(of: documents, vocabulary: words) == [
                2, 1, 1, 1, 1, 0, 0, 0, 0,
                2, 1, 0, 0, 0, 1, 1, 0, 0,
                0, 0, 0, 0, 0, 1, 0, 1, 1,
            ])
        #expect(TextEncoding.vocabulary(of: ["", " .,"]) == [])
    }

    private func counted(_ documents: [String]) -> WordCountsFigure {
        let words = TextEncoding.vocabulary(of: documents)
        return WordCountsFigure(
            documents: documents, vocabulary: words,
            counts: TensorFixture.matrix(
                "counts", TextEncoding.counts(of: documents, vocabulary: words),
                [documents.count, words.count]), text: FigureText(title: "Counts"))
    }

    @Test(arguments: FigureSize.presets)
    func countsAreReadableAndKeyed(size: FigureSize) throws {
        let long = (0..<30).map { "word\($0)" }.joined(separator: " ")
        for texts in [documents, [long, "word3 word3"]] {
            let figure = counted(texts)
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems(at: size) == [])
            TensorFixture.checkKeys(drawing, [figure.counts], atLeast: 10)
        }
        #expect(try Fixture.draw(counted([]), size).strings == ["Counts", "nothing to count"])
        #expect(
            counted(documents).description
                == "3 documents as counts of 9 words, shape (3, 9). "
                + "“The cat sat on the mat.”: the 2, cat 1, sat 1, on 1, mat 1. "
                + "“The dog saw the cat!”: the 2, cat 1, dog 1, saw 1. "
                + "“It's a dog.”: dog 1, it's 1, a 1.")
    }

    @Test(arguments: FigureSize.presets)
    func oneHotVectorsAreReadableAndKeyed(size: FigureSize) throws {
        for (text, alphabet) in [
            ("the cat", Array("abcdefghijklmnopqrstuvwxyz ")), ("The cat!\n", TextEncoding.ascii),
            (String(repeating: "ab", count: 30), Array("ab")),
        ] {
            let places = TextEncoding.places(of: text, in: alphabet).compactMap(\.self)
            #expect(places.count == text.count)
            var vectors = [Int64](repeating: 0, count: text.count * alphabet.count)
            for (row, place) in places.enumerated() { vectors[row * alphabet.count + place] = 1 }
            let figure = OneHotFigure(
                characters: Array(text), alphabet: alphabet,
                vectors: TensorFixture.matrix("one_hot", vectors, [text.count, alphabet.count]),
                places: TensorFixture.matrix("places", places.map { Int64($0) }, [text.count]))
            let drawing = try Fixture.draw(figure, size)
            #expect(drawing.problems(at: size) == [], "\(text)")
            TensorFixture.checkKeys(drawing, [figure.vectors, figure.places], atLeast: 10)
            // The 1 of the first character is among the cells that are drawn.
            #expect(drawing.string("vectors/cell/\(places[0])/value") == "1")
        }
        #expect(TextEncoding.places(of: "aé", in: TextEncoding.ascii) == [97, nil])
    }
}
