// SPDX-License-Identifier: Apache-2.0

/// Why a text is not taken as JSON. Offsets count bytes from 0; no error quotes the text, which may hold a secret.
package enum JSONError: Error, Sendable, Hashable {
    /// The text has more bytes than the limit.
    case tooLarge(limit: Int)
    /// Objects and arrays nest deeper than the limit.
    case tooDeep(limit: Int)
    /// The text ends before its value does; also an empty text.
    case truncated
    /// The text begins with a byte order mark.
    case byteOrderMark
    /// The outermost value is not an object or an array.
    case notAContainer
    /// The bytes are not UTF-8: overlong, a surrogate, above U+10FFFF, or cut.
    case notUTF8(offset: Int)
    /// A character JSON does not allow at this place.
    case unexpected(offset: Int)
    /// Something follows the value.
    case trailing(offset: Int)
    /// A number is too large for a 64-bit integer or, with a fraction or an exponent, for a double.
    case numberOutOfRange
    /// An object has the same key twice; parsers disagree on which one counts.
    case duplicateKey
}

extension JSONError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let limit): "the JSON text has more than \(limit) bytes"
        case .tooDeep(let limit): "the JSON text nests deeper than \(limit) levels"
        case .truncated: "the JSON text ends too early"
        case .byteOrderMark: "the JSON text begins with a byte order mark; send it without"
        case .notAContainer: "the JSON text is neither an object nor an array"
        case .notUTF8(let offset): "the JSON text is not UTF-8 at byte \(offset)"
        case .unexpected(let offset): "the JSON text has an unexpected character at byte \(offset)"
        case .trailing(let offset): "the JSON text goes on after its value at byte \(offset)"
        case .numberOutOfRange: "the JSON text has a number that is out of range"
        case .duplicateKey: "the JSON text has the same key twice in one object"
        }
    }
}
