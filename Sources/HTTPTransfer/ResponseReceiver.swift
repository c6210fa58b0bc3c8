// SPDX-License-Identifier: Apache-2.0

/// Collects an answer as its pieces arrive, within limits.
///
/// libcurl's own MAXFILESIZE does not stop a body of unannounced length (7.88.1: 2.9 GB in 1.5 s), so bytes are counted
/// here.
struct ResponseReceiver {
    /// The status of the last status line, 0 before one.
    private(set) var status = 0
    /// The header lines of the last answer, without its status line.
    private(set) var headers: [UInt8] = []
    /// All header bytes so far, those of interim answers included.
    private(set) var headerCount = 0
    /// The body, at most up to the limit.
    private(set) var body: [UInt8] = []
    /// Whether the headers of a final answer arrived whole.
    private(set) var hasFinalHeaders = false
    /// Whether the header limit ended the transfer.
    private(set) var isHeaderLimitReached = false

    private let responseLimit: Int
    private let headerLimit: Int

    /// Takes what the limits allow.
    init(limits: TransferLimits) {
        responseLimit = limits.responseBytes
        headerLimit = limits.headerBytes
    }

    /// Takes nothing.
    init() {
        responseLimit = 0
        headerLimit = 0
    }

    /// Takes one line, its line end included. False when the limit is reached.
    mutating func take(header line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard headerCount + line.count <= headerLimit else {
            isHeaderLimitReached = !hasFinalHeaders
            return false
        }
        headerCount += line.count
        // What follows the body are trailers: counted, not kept.
        guard !hasFinalHeaders else { return true }
        if let status = Self.status(in: line) {
            self.status = status
            headers.removeAll(keepingCapacity: true)
        } else if line.first == 0x0D || line.first == 0x0A {
            hasFinalHeaders = status >= 200 || status == 101
        } else {
            headers.append(contentsOf: line)
        }
        return true
    }

    /// Takes a piece of the body, or what the limit leaves of it. False when the limit is passed.
    mutating func take(body piece: UnsafeBufferPointer<UInt8>) -> Bool {
        let room = responseLimit - body.count
        guard piece.count <= room else {
            body.append(contentsOf: piece.prefix(max(0, room)))
            return false
        }
        body.append(contentsOf: piece)
        return true
    }

    /// The code of a status line such as `HTTP/1.1 200 OK`, or nil for any other line.
    private static func status(in line: UnsafeBufferPointer<UInt8>) -> Int? {
        let prefix: StaticString = "HTTP/"
        guard line.count >= 12 else { return nil }
        for offset in 0..<5 where line[offset] != prefix.utf8Start[offset] { return nil }
        guard let space = line.firstIndex(of: 0x20), space + 3 < line.count else { return nil }
        var code = 0
        for byte in line[(space + 1)...(space + 3)] {
            guard (0x30...0x39).contains(byte) else { return nil }
            code = code * 10 + Int(byte & 0x0F)
        }
        return code
    }
}
