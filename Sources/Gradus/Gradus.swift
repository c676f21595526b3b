/// What a program needs to compute, record and draw: tensors, variables and their gradients,
/// models and their training, traces, figures, and Cairo to make files of them.
///
/// Each module can be imported by itself as well.
@_exported import GradusAutodiff
@_exported import GradusCairoRendering
@_exported import GradusFigures
@_exported import GradusGraphics
@_exported import GradusLearning
@_exported import GradusTensors
@_exported import GradusTrace
@_exported import GradusTraceStore
