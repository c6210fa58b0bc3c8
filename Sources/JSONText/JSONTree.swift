// SPDX-License-Identifier: Apache-2.0

import CJSONC

/// Copies a json-c tree into values. The nodes are borrowed: who parsed the root frees it, once.
struct JSONTree {
    /// The members of all objects copied so far.
    private(set) var memberCount = 0

    /// Copies a node and all below it. Throws when a number is not finite.
    mutating func value(of node: OpaquePointer?) throws(JSONError) -> JSONValue {
        switch json_object_get_type(node) {
        case json_type_boolean:
            return .bool(json_object_get_boolean(node) != 0)
        case json_type_int:
            return Self.integer(of: node)
        case json_type_double:
            let number = json_object_get_double(node)
            guard number.isFinite else { throw .numberOutOfRange }
            return .double(number)
        case json_type_string:
            return .string(Self.text(of: node))
        case json_type_array:
            return .array(try elements(of: node))
        case json_type_object:
            return .object(try members(of: node))
        default:
            return .null
        }
    }

    /// The 64-bit getter of json-c stops at `Int64.max`, so that value alone needs a second look.
    private static func integer(of node: OpaquePointer?) -> JSONValue {
        let value = json_object_get_int64(node)
        guard value == Int64.max else { return .integer(value) }
        let unsigned = json_object_get_uint64(node)
        return unsigned > UInt64(Int64.max) ? .unsigned(unsigned) : .integer(value)
    }

    /// Reads by length: a text may hold NULs.
    private static func text(of node: OpaquePointer?) -> String {
        guard let start = json_object_get_string(node) else { return "" }
        let count = Int(json_object_get_string_len(node))
        return UnsafeRawPointer(start).withMemoryRebound(to: UInt8.self, capacity: count) {
            String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
        }
    }

    private mutating func elements(of node: OpaquePointer?) throws(JSONError) -> [JSONValue] {
        let count = json_object_array_length(node)
        var elements: [JSONValue] = []
        elements.reserveCapacity(count)
        for index in 0..<count {
            elements.append(try value(of: json_object_array_get_idx(node, index)))
        }
        return elements
    }

    private mutating func members(of node: OpaquePointer?) throws(JSONError) -> JSONObject {
        let count = Int(json_object_object_length(node))
        var members: [JSONMember] = []
        members.reserveCapacity(count)
        var place = json_object_iter_begin(node)
        var end = json_object_iter_end(node)
        while json_object_iter_equal(&place, &end) == 0 {
            let key = json_object_iter_peek_name(&place).map { String(cString: $0) } ?? ""
            members.append(JSONMember(key: key, value: try value(of: json_object_iter_peek_value(&place))))
            json_object_iter_next(&place)
        }
        memberCount += count
        return JSONObject(distinct: members)
    }
}
