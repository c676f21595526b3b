/// The names that are known in a graph: its own and those of the graphs around it.
final class ONNXScope {
    /// A weight, as text.
    struct Weight {
        /// Its shape.
        var shape: String
        /// Its numbers if it works like an attribute wherever it is used: axes, shapes, and single
        /// numbers such as bounds, factors and scales.
        var numbers: String?
        /// Its numbers if they are few, which only some operators take as settings.
        var fewNumbers: String?
    }

    private let outer: ONNXScope?
    private var sources: [String: Int] = [:]
    private var shapes: [String: String] = [:]
    private var weights: [String: Weight] = [:]

    /// A scope without names of its own.
    init(inside outer: ONNXScope?) { self.outer = outer }

    /// The box that yields a value.
    func source(_ value: String) -> Int? { sources[value] ?? outer?.source(value) }

    /// The shape of a value as text.
    func shape(_ value: String) -> String? { shapes[value] ?? outer?.shape(value) }

    /// A weight; nil where the name is none.
    func weight(_ name: String) -> Weight? { weights[name] ?? outer?.weight(name) }

    /// Takes note of the box that yields a value, from here on.
    func addSource(_ box: Int, of value: String) { sources[value] = box }

    /// Takes note of a value's shape.
    func addShape(_ shape: String, of value: String) { shapes[value] = shape }

    /// Takes note of a weight.
    func addWeight(_ name: String, _ weight: Weight) { weights[name] = weight }
}
