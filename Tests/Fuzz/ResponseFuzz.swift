// SPDX-License-Identifier: Apache-2.0
// Compiled together with ResponseReceiver, HTTPHeaderBlock and TransferLimits by Tests/Fuzz/run.

/// Feeds any lines as headers and as a body in pieces; the limits must hold and looking headers up must not fail.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzResponse(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    var receiver = ResponseReceiver(limits: TransferLimits(responseBytes: 64, headerBytes: 256))
    var rest = input[...]
    while !rest.isEmpty {
        let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
        let line = UnsafeBufferPointer(rebasing: rest[..<end])
        let isTaken = receiver.hasFinalHeaders ? receiver.take(body: line) : receiver.take(header: line)
        if !isTaken { break }
        rest = rest[end...]
    }
    precondition(receiver.body.count <= 64 && receiver.headerCount <= 256, "a limit does not hold")
    precondition((0...999).contains(receiver.status), "not a status")
    let headers = HTTPHeaderBlock(receiver.headers)
    precondition(headers["retry-after"] == headers.values(of: "Retry-After").first, "look-ups disagree")
    return 0
}
