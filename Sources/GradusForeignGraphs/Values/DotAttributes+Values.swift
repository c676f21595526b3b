import GradusDot
import GradusGraphics

extension DotAttributes {
    /// The colour of a name; nil where it is not set or unknown.
    func color(_ name: String) -> RGBColor? { string(name).flatMap(ForeignColor.color(named:)) }

    /// The compass point of a `headport` or `tailport`, whether behind a field's name or not.
    func compass(_ name: String) -> String? {
        string(name)?.split(separator: ":").last.map(String.init)
    }
}
