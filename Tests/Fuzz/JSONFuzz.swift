// SPDX-License-Identifier: Apache-2.0
// Compiled together with the sources of JSONText by Tests/Fuzz/run.

/// Feeds any bytes to the parser. What it takes must be written and read back as the same value and the same text.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let value = try? JSONParser().parse(input) else { return 0 }
    for pretty in [false, true] {
        let text = JSONText.serializeBytes(value, pretty: pretty)
        // Writing escapes may lengthen a text, but never beyond this.
        let limits = JSONLimits(bytes: .max, depth: 32)
        guard let again = try? JSONText.parse(text, limits: limits) else { preconditionFailure("cannot be read back") }
        precondition(again == value, "reads back as another value")
        precondition(JSONText.serializeBytes(again, pretty: pretty) == text, "is written in another way")
    }
    return 0
}
