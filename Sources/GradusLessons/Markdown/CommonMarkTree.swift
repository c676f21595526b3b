import Foundation
import GradusCCommonMark

/// A Markdown text parsed by cmark-gfm with tables, strikethrough, autolinks, task
/// lists and footnotes; owns the nodes.
final class CommonMarkTree {
    /// The document node.
    let root: CommonMarkNode
    private let pointer: OpaquePointer

    /// cmark-gfm keeps its extensions, and while it parses their special characters, in
    /// globals: one text is parsed at a time.
    private static let lock = NSLock()

    /// Parses; nil if cmark has no memory.
    init?(_ text: String) {
        Self.lock.lock()
        defer { Self.lock.unlock() }
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES) else {
            return nil
        }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            guard let syntax = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, syntax)
        }
        var bytes = text
        bytes.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                cmark_parser_feed(parser, $0.baseAddress, $0.count)
            }
        }
        guard let document = cmark_parser_finish(parser) else { return nil }
        pointer = document
        root = CommonMarkNode(pointer: document)
    }

    deinit { cmark_node_free(pointer) }
}

/// A node of a `CommonMarkTree`; valid while the tree lives.
struct CommonMarkNode {
    fileprivate let pointer: OpaquePointer

    /// What the node is, by cmark's word: `paragraph`, `code_block`, `table_cell`.
    var kind: String {
        // cmark has no words for these.
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_FOOTNOTE_REFERENCE: "footnote_reference"
        case CMARK_NODE_FOOTNOTE_DEFINITION: "footnote_definition"
        default: String(cString: cmark_node_get_type_string(pointer))
        }
    }
    /// The first line, from 1.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    /// The first byte's column, from 1.
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    /// The last line, from 1.
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
    /// The characters of a text, a code span, a code block or raw HTML.
    var literal: String { Self.string(cmark_node_get_literal(pointer)) }
    /// The address of a link or picture.
    var url: String { Self.string(cmark_node_get_url(pointer)) }
    /// The title of a link or picture.
    var title: String { Self.string(cmark_node_get_title(pointer)) }
    /// What stands behind the fence of a code block.
    var fenceInfo: String { Self.string(cmark_node_get_fence_info(pointer)) }
    /// 1 to 6.
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    /// Whether a list is numbered.
    var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    /// The number of a list's first item.
    var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
    /// Whether no blank lines stand between a list's items.
    var isTightList: Bool { cmark_node_get_list_tight(pointer) != 0 }
    /// Whether a code block stands between fences.
    var isFenced: Bool {
        var length: Int32 = 0
        var offset: Int32 = 0
        var character: CChar = 0
        return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
    }

    /// Whether an item of a task list is done; nil for an item without a box.
    var isDone: Bool? {
        kind == "tasklist" ? cmark_gfm_extensions_get_tasklist_item_checked(pointer) : nil
    }

    /// `l`, `c`, `r` or 0 for each column of a table.
    var tableAlignments: [UInt8] {
        let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
        guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return Array(UnsafeBufferPointer(start: letters, count: count))
    }

    /// The nodes directly below.
    var children: [CommonMarkNode] {
        var result: [CommonMarkNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            result.append(CommonMarkNode(pointer: child))
            next = cmark_node_next(child)
        }
        return result
    }

    private static func string(_ characters: UnsafePointer<CChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }
}
