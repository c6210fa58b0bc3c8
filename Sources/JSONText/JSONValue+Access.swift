// SPDX-License-Identifier: Apache-2.0

/// Reading. Each accessor answers nil for a value of another type; nothing is converted, since a gateway that sends
/// `"true"` for `true` has changed its contract and should be seen to have done so.
extension JSONValue {
    /// The value of a key, or nil when absent or when this is no object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    /// The element at a place counted from 0, or nil when there is none or when this is no array.
    package subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// Whether this is `null`.
    package var isNull: Bool { self == .null }

    /// The text.
    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The whole number, also of a double that is one exactly (`3.0`); nil when it does not fit.
    package var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The number, rounded to a double.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// The truth value.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements of a list.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object.
    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The value a JSON pointer names (RFC 6901), or nil when there is none or when the pointer is malformed.
    ///
    /// The empty pointer names the whole document. An array index has no leading zero.
    package func at(pointer: String) -> JSONValue? {
        guard !pointer.isEmpty else { return self }
        guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
        var current = self
        for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let key = Self.unescape(token), let next = current.child(named: key) else { return nil }
            current = next
        }
        return current
    }

    private func child(named key: String) -> JSONValue? {
        switch self {
        case .object(let object):
            return object[key]
        case .array:
            let isIndex = !key.isEmpty && key.utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard isIndex, key == "0" || key.utf8.first != 0x30, let index = Int(key) else { return nil }
            return self[index]
        default:
            return nil
        }
    }

    /// Undoes `~1` and `~0`; nil when a `~` is followed by anything else.
    private static func unescape(_ token: Substring) -> String? {
        guard token.utf8.contains(UInt8(ascii: "~")) else { return String(token) }
        var bytes: [UInt8] = []
        var rest = token.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.next() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
