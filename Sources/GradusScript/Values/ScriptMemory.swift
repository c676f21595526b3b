import Foundation

/// What the values of the running session charge their memory to, and where nested values
/// are freed one after the other, so that a list nested a million times in itself does not
/// exhaust the stack when it goes. There is one for each thread.
final class ScriptMemory {
    /// The account of the session that runs on this thread, if one does.
    private(set) var account: MemoryAccount?
    /// What is still to be freed.
    private var pending: [[Value]] = []
    private var pendingBodies: [(() throws -> Value?)?] = []
    private var isFreeing = false

    /// The memory of the current thread.
    static var current: ScriptMemory {
        if let found = pthread_getspecific(key) {
            return Unmanaged<ScriptMemory>.fromOpaque(found).takeUnretainedValue()
        }
        let made = ScriptMemory()
        pthread_setspecific(key, Unmanaged.passRetained(made).toOpaque())
        return made
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { pointer in
            #if canImport(Darwin)
                Unmanaged<ScriptMemory>.fromOpaque(pointer).release()
            #else
                if let pointer { Unmanaged<ScriptMemory>.fromOpaque(pointer).release() }
            #endif
        }
        return key
    }()

    /// Runs `body` while containers charge `account`.
    static func charging<Result>(
        _ account: MemoryAccount, _ body: () throws -> Result
    ) rethrows -> Result {
        let memory = current
        let outer = memory.account
        memory.account = account
        defer { memory.account = outer }
        return try body()
    }

    /// Takes values out of an object that goes, and frees them once the objects around are
    /// gone. They are moved and not copied: the last to hold them must be `pending`.
    static func free(_ held: inout [Value]) {
        guard held.contains(where: \.holdsOthers) else { return }
        let memory = current
        memory.pending.append([])
        swap(&memory.pending[memory.pending.count - 1], &held)
        memory.drain()
    }

    /// The same for what an iterator runs.
    static func free(_ body: inout (() throws -> Value?)?) {
        guard body != nil else { return }
        let memory = current
        memory.pendingBodies.append(nil)
        swap(&memory.pendingBodies[memory.pendingBodies.count - 1], &body)
        memory.drain()
    }

    private func drain() {
        guard !isFreeing else { return }
        isFreeing = true
        while !pending.isEmpty || !pendingBodies.isEmpty {
            _ = pending.popLast()
            _ = pendingBodies.popLast()
        }
        isFreeing = false
    }
}

/// The bytes that a container charges to its session.
struct MemoryCharge {
    private let account: MemoryAccount?
    private var bytes = 0

    /// Bytes of a value in a container.
    static let valueSize = MemoryLayout<Value>.stride

    init(_ bytes: Int) {
        account = ScriptMemory.current.account
        self.bytes = bytes
        account?.add(bytes)
    }

    /// Charges another number of bytes.
    mutating func change(to bytes: Int) {
        guard bytes != self.bytes else { return }
        account?.add(bytes - self.bytes)
        self.bytes = bytes
    }

    /// Gives the bytes back.
    mutating func end() { change(to: 0) }
}

extension Value {
    /// Whether freeing the value may free others.
    var holdsOthers: Bool {
        switch self {
        case .none, .ellipsis, .bool, .int, .float, .string, .range, .array, .variable, .module,
            .dtype, .generator:
            false
        default: true
        }
    }
}
