/// Plain memory for numbers, freed with its last user: 0 each at first.
final class NumberStorage {
    let numbers: UnsafeMutablePointer<Int32>

    init(count: Int) {
        numbers = .allocate(capacity: max(1, count))
        numbers.initialize(repeating: 0, count: max(1, count))
    }

    deinit { numbers.deallocate() }
}
