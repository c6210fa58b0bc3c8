// SPDX-License-Identifier: Apache-2.0

/// A value that few of many have: one word where there is none, a box of its own elsewhere.
///
/// An optional takes as much room empty as full. The box is never changed, only replaced, so copies may share it.
struct Rare<Value: Sendable>: Sendable {
    fileprivate indirect enum Box: Sendable { case holding(Value) }

    private var box: Box?

    /// Nothing.
    init() {}

    /// That value; nil for nothing.
    init(_ value: Value?) { self.value = value }

    /// The value; nil where there is none.
    var value: Value? {
        get {
            guard case .holding(let value) = box else { return nil }
            return value
        }
        set { box = newValue.map { .holding($0) } }
    }
}

extension Rare.Box: Equatable where Value: Equatable {}
extension Rare.Box: Hashable where Value: Hashable {}
extension Rare: Equatable where Value: Equatable {}
extension Rare: Hashable where Value: Hashable {}

extension Rare where Value: Equatable {
    /// The value, for which `usual` stands where there is none; set to what is usual, there is none.
    subscript(usual usual: @autoclosure () -> Value) -> Value {
        get { value ?? usual() }
        set { value = newValue == usual() ? nil : newValue }
    }
}
