// SPDX-License-Identifier: Apache-2.0
// Compiled together with RetryAfter and HTTPDate by Tests/Fuzz/run.

/// Feeds any text to the parser, cut in two at the first line feed: header and date of the answer.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzRetryAfter(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let seconds = RetryAfter.parse(parts[0], now: 1_800_000_000, responseDate: parts.count > 1 ? parts[1] : nil)
    // Dates have four-digit years.
    precondition((0...400_000_000_000).contains(seconds ?? 0), "out of range")
    return 0
}
