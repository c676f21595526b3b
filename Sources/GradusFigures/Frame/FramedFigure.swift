import GradusGraphics

/// A figure that happens step by step: drawn, it shows its last frame.
public protocol FramedFigure: Figure {
    /// All frames on one layout.
    func frames(in context: FigureContext) -> DrawingFrames
}

extension FramedFigure {
    /// The last frame.
    public func drawing(in context: FigureContext) -> Drawing { frames(in: context).last }
}
