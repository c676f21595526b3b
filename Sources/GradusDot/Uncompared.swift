/// What a value carries along without being part of it, such as the place in a file from which it
/// comes: values are equal whatever theirs are.
@propertyWrapper
public struct Uncompared<Value: Sendable>: Sendable, Hashable {
    /// What is carried along.
    public var wrappedValue: Value

    /// Wraps a value.
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    /// Always true.
    public static func == (_: Self, _: Self) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
}
