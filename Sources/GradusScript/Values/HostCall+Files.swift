import Foundation
import GradusDiagnostics

extension HostCall {
    /// The file below the data folder that an argument names. Throws where there is none, and
    /// for a name that leads out of the folder.
    public func dataFile(_ argument: HostArgument) throws(Diagnostic) -> URL {
        try interpreter.dataFile(try argument.string(), argument)
    }
}
