import GradusGraphics

/// Puts strips on pages, one after the other.
struct PageComposer {
    let style: PageStyle
    private(set) var pages: [[Mark]] = []
    private(set) var outline: [PagedDrawing.OutlineEntry] = []
    private(set) var destinations: [(name: String, page: Int, y: Double)] = []
    private var seen: Set<String> = []

    /// The place below what is set on this page, from the top of the text.
    private var y = 0.0
    private var isEmpty = true
    private var open: [(box: FlowBox, top: Double, place: Int)] = []
    private var marks: [Mark] = []
    private var stripCount = 0

    init(_ items: [FlowItem], style: PageStyle) {
        self.style = style
        var chains = Self.chains(of: items)[...]
        while let chain = chains.popFirst() {
            if chain[0].isFigure { fillPage(before: chain, from: &chains) }
            if chain.contains(where: \.isFigure), let last = lastPage(from: chain, chains) {
                for item in last { put(item) }
                break
            }
            place(chain)
        }
        if !isEmpty || pages.isEmpty { finishPage() }
    }

    /// Strips that belong together, in order.
    private static func chains(of items: [FlowItem]) -> [[FlowItem]] {
        var chains: [[FlowItem]] = []
        for (place, item) in items.enumerated() {
            if place > 0, items[place - 1].keepsWithNext {
                chains[chains.count - 1].append(item)
            } else {
                chains.append([item])
            }
        }
        return chains
    }

    /// How many blocks of text may come to stand before a figure that they follow.
    private static let blocksBeforeFigure = 2

    /// Where a figure does not fit on this page, not even made smaller, sets what fits of the
    /// text that follows it, so that the page does not end half empty.
    private mutating func fillPage(
        before figure: [FlowItem], from chains: inout ArraySlice<[FlowItem]>
    ) {
        guard !isEmpty, !fits(figure), shrunk(figure) == nil else { return }
        // The space below the figure stays with it.
        var space: [[FlowItem]] = []
        while let next = chains.first, next[0].isFigure, next.allSatisfy({ $0.marks.isEmpty }) {
            space.append(next)
            chains.removeFirst()
        }
        var blocks: [Int] = []
        while let next = chains.first, let block = next[0].textBlock, fits(next) {
            if !blocks.contains(block) {
                guard blocks.count < Self.blocksBeforeFigure else { break }
                blocks.append(block)
            }
            for item in next { put(item) }
            chains.removeFirst()
        }
        chains = (space + chains)[...]
    }

    /// A figure and all that follows it, where these are the document's end and fit on one page
    /// only when the figure is made smaller: a few lines do not begin a page of their own.
    private mutating func lastPage(
        from figure: [FlowItem], _ rest: ArraySlice<[FlowItem]>
    ) -> [FlowItem]? {
        guard rest.count <= 16 else { return nil }
        let end = figure + rest.flatMap(\.self)
        if !isEmpty, !fits(figure), shrunk(figure) == nil { finishPage() }
        return fits(end) ? nil : shrunk(end)
    }

    /// The strips with their figure so much smaller that they fit; nil where they do not.
    private func shrunk(_ chain: [FlowItem]) -> [FlowItem]? {
        let figures = chain.indices.filter { !chain[$0].smaller.isEmpty }
        guard let figure = figures.first, figures.count == 1 else { return nil }
        for smaller in chain[figure].smaller {
            var tighter = chain
            tighter[figure].height = smaller.height
            tighter[figure].marks = smaller.marks
            if fits(tighter) { return tighter }
        }
        return nil
    }

    /// Places strips that belong together: here, made smaller here, on the next page, or
    /// one by one where a page cannot hold them.
    private mutating func place(_ chain: [FlowItem]) {
        if let fitting = fits(chain) ? chain : shrunk(chain) {
            for item in fitting { put(item) }
            return
        }
        // Strips that only make room are not carried over.
        if chain.allSatisfy({ $0.marks.isEmpty && $0.destinations.isEmpty }) { return }
        if !isEmpty {
            finishPage()
            for item in chain.first?.repeated ?? [] { put(item) }
            if let fitting = fits(chain) ? chain : shrunk(chain) {
                for item in fitting { put(item) }
                return
            }
        }
        for item in chain {
            if !isEmpty, !fits([item]) {
                finishPage()
                for repeated in item.repeated { put(repeated) }
            }
            put(item)
        }
    }

    /// Whether strips fit below what is set.
    private func fits(_ chain: [FlowItem]) -> Bool {
        var bottom = y
        var boxes = open.map(\.box)
        var isFirst = isEmpty
        for item in chain {
            let common = Self.common(boxes, item.boxes)
            bottom += boxes[common...].reduce(0) { $0 + $1.padding }
            bottom += isFirst ? 0 : item.spaceBefore
            bottom += item.boxes[common...].reduce(0) { $0 + $1.padding }
            bottom += item.height
            boxes = item.boxes
            isFirst = false
        }
        bottom += boxes.reduce(0) { $0 + $1.padding }
        return bottom <= style.textHeight + 1e-6
    }

    private static func common(_ left: [FlowBox], _ right: [FlowBox]) -> Int {
        zip(left, right).prefix { $0.identifier == $1.identifier }.count
    }

    private mutating func put(_ item: FlowItem) {
        let common = Self.common(open.map(\.box), item.boxes)
        close(to: common)
        if !isEmpty { y += item.spaceBefore }
        for box in item.boxes[common...] {
            open.append((box, y, marks.count))
            y += box.padding
        }
        let top = style.topMargin + y
        let offset = Vector(style.sideMargin, top)
        marks += item.marks.map { $0.placed(by: offset, prefix: "strip-\(stripCount)/") }
        stripCount += 1
        for name in item.destinations where seen.insert(name).inserted {
            destinations.append((name, pages.count, max(0, top - 12)))
        }
        if let entry = item.outline {
            outline.append(
                PagedDrawing.OutlineEntry(
                    title: entry.title, level: entry.level, page: pages.count, y: max(0, top - 12)))
        }
        y += item.height
        isEmpty = false
    }

    /// Ends the boxes behind the first `count` and puts their grounds below what they hold.
    private mutating func close(to count: Int) {
        while open.count > count, let (box, top, place) = open.popLast() {
            y += box.padding
            let width = box.look == .panel ? box.width : 1.6
            let frame = Rectangle(
                x: style.sideMargin + box.x, y: style.topMargin + top, width: width, height: y - top
            )
            guard frame.height > 0 else { continue }
            let corner = box.look == .panel ? 3.5 : 0
            let paint: Paint = .role(box.look == .panel ? .panel : .rule)
            marks.insert(
                Mark(
                    "box-\(box.identifier)", .panel,
                    .path(.rectangle(frame, cornerRadius: corner), fill: paint, stroke: nil)),
                at: place)
        }
    }

    private mutating func finishPage() {
        close(to: 0)
        pages.append(marks)
        marks = []
        y = 0
        isEmpty = true
        stripCount = 0
    }
}
