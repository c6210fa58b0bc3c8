// SPDX-License-Identifier: Apache-2.0

/// A JSON document as a plain Swift value, without any reference into the C library.
package enum JSONValue: Sendable, Hashable {
    /// The word `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction and exponent that fits.
    case integer(Int64)
    /// A number above `Int64.max`, written without fraction and exponent; smaller ones are always `integer`.
    case unsigned(UInt64)
    /// A number written with a fraction or an exponent. A value that is not finite serializes as `null`.
    case double(Double)
    /// A text; it may hold any character, also NUL.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// A list of keys and values.
    case object(JSONObject)
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// `nil` is `null`.
    package init(nilLiteral: ()) { self = .null }

    /// `true` and `false`.
    package init(booleanLiteral value: Bool) { self = .bool(value) }

    /// A whole number.
    package init(integerLiteral value: Int64) { self = .integer(value) }

    /// A number with a fraction.
    package init(floatLiteral value: Double) { self = .double(value) }

    /// A text.
    package init(stringLiteral value: String) { self = .string(value) }

    /// A list.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// An object in the written order; of a repeated key the last value stays.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements { object[key] = value }
        self = .object(object)
    }
}
