// SPDX-License-Identifier: Apache-2.0

import CJSONC

/// A parser that keeps its json-c tokener from one document to the next.
///
/// For paths that parse often, such as polls: it belongs to one thread, as json-c's reference counts are not atomic.
/// `JSONText.parse` makes a new one for each document.
package final class JSONParser {
    private let limits: JSONLimits
    private let tokener: UnsafeMutablePointer<json_tokener>?

    /// A parser that refuses documents beyond the limits.
    package init(limits: JSONLimits = .default) {
        self.limits = limits
        // The scanner decides on the depth; json-c counts the scalars inside the innermost container as one more.
        tokener = json_tokener_new_ex(Int32(clamping: limits.depth + 2))
        if let tokener { json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8) }
    }

    deinit {
        if let tokener { json_tokener_free(tokener) }
    }

    /// Reads a document. Throws when it is not strict JSON with an object or an array outside.
    package func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in try parse(buffer) }
    }

    /// Reads a document. Throws when it is not strict JSON with an object or an array outside.
    package func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
        let scan = try JSONScanner(bytes, limits: limits)
        guard let tokener, let start = bytes.baseAddress else { throw .truncated }
        let count = Int32(clamping: scan.value.count)
        json_tokener_reset(tokener)
        let root = start.advanced(by: scan.value.lowerBound).withMemoryRebound(to: CChar.self, capacity: Int(count)) {
            json_tokener_parse_ex(tokener, $0, count)
        }
        defer { json_object_put(root) }
        let end = json_tokener_get_parse_end(tokener)
        switch json_tokener_get_error(tokener) {
        case json_tokener_success where end == scan.value.count: break
        case json_tokener_continue: throw .truncated
        default: throw .unexpected(offset: scan.value.lowerBound + end)
        }
        var tree = JSONTree()
        let value = try tree.value(of: root)
        guard tree.memberCount == scan.memberCount else { throw .duplicateKey }
        return value
    }
}
