// SPDX-License-Identifier: Apache-2.0

/// Reads and writes JSON text: the one door for all JSON that comes in or goes out.
package enum JSONText {
    /// Reads a document. Throws when it is not strict JSON (RFC 8259) with an object or an array outside.
    package static func parse(_ bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) -> JSONValue {
        try JSONParser(limits: limits).parse(bytes)
    }

    /// Reads a document. Throws when it is not strict JSON (RFC 8259) with an object or an array outside.
    package static func parse(_ text: String, limits: JSONLimits = .default) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8), limits: limits)
    }

    /// Writes a value on one line or, pretty, indented by two spaces and ended by a line feed.
    package static func serialize(_ value: JSONValue, pretty: Bool = false) -> String {
        String(decoding: serializeBytes(value, pretty: pretty), as: UTF8.self)
    }

    /// Writes a value as UTF-8, on one line or, pretty, indented by two spaces and ended by a line feed.
    package static func serializeBytes(_ value: JSONValue, pretty: Bool = false) -> [UInt8] {
        var writer = JSONWriter(pretty: pretty)
        writer.write(value)
        if pretty { writer.endLine() }
        return writer.bytes
    }
}
