/// The `gradus` command as users start it. It draws no text and therefore loads no fonts and
/// none of the libraries that do, which takes ten times as long as laying out a small graph:
/// layouts of graphs whose sizes are all given are made here, and everything else by the full
/// command, which lies beside it and takes over.
@main
enum GradusFront {
    static func main() {
        if let request = LayoutRequest(CommandLine.arguments), request.isServed() { return }
        FullCommand.takeOver()
    }
}
