/// The version of Gradus that is running.
public enum ProgramVersion {
    /// The version as `major.minor.patch`, the same in `--version`, traces and reports.
    public static let text = "0.1.0"
}
