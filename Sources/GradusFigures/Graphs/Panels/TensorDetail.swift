/// How a graph's cards show tensors.
public enum TensorCells: String, Sendable, Codable, CaseIterable {
    /// Numbers where there are few and they fit, histograms of thousands, heat maps between.
    case auto
    /// Every number, of matrices of at most 12 rows and columns; heat maps of larger ones.
    case numbers
    /// Numbers as colours, whatever the size.
    case heatmap
    /// How the elements are spread between the smallest and the largest.
    case histogram
}

/// How much room there is for tensors.
enum TensorDetail: Int, Comparable, CaseIterable {
    /// Every number, where there are few.
    case numbers
    /// A heat map with its range.
    case heat

    static func < (a: TensorDetail, b: TensorDetail) -> Bool { a.rawValue < b.rawValue }
}

/// What is drawn of one tensor.
enum TensorLook {
    case numbers
    case heatMap
    case histogram

    /// The most rows and columns of which every number is written.
    static let numberLimit = (rows: 5, columns: 6)
    /// Likewise where numbers were asked for.
    static let askedNumberLimit = (rows: 12, columns: 12)
    /// From more elements than this on, the cells of a heat map would be several in one.
    static let heatMapLimit = HeatMap.limit * HeatMap.limit

    init(_ content: TensorContent, cells: TensorCells, detail: TensorDetail) {
        func fits(_ limit: (rows: Int, columns: Int)) -> Bool {
            content.isMatrix && content.rows <= limit.rows && content.columns <= limit.columns
        }
        switch cells {
        case .heatmap: self = .heatMap
        case .histogram: self = .histogram
        case .numbers where fits(Self.askedNumberLimit): self = .numbers
        case .auto where detail == .numbers && fits(Self.numberLimit): self = .numbers
        case .auto, .numbers:
            self = content.elements.count > Self.heatMapLimit ? .histogram : .heatMap
        }
    }
}
