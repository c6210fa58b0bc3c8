// SPDX-License-Identifier: Apache-2.0

/// What has an ordinary value.
protocol Defaulted: Hashable, Sendable {
    /// The ordinary value.
    init()
}

/// A value that is nearly always the ordinary one, held apart so that whatever has it by the thousand is small: the
/// ordinary one takes a pointer's room, and no memory of its own.
struct Rare<Value: Defaulted>: Hashable, Sendable {
    private indirect enum Box: Hashable, Sendable {
        case value(Value)
    }

    private var box: Box?

    /// That value.
    init(_ value: Value = Value()) {
        self.value = value
    }

    /// The value.
    var value: Value {
        get { if case .value(let value) = box { value } else { Value() } }
        set { box = newValue == Value() ? nil : .value(newValue) }
    }
}
