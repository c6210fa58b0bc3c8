// SPDX-License-Identifier: Apache-2.0

/// What a request must look like before libcurl gets it.
///
/// libcurl passes line ends in header values through as they are, which would let a value add headers of its own.
enum RequestRules {
    /// Throws with stage `notStarted` when the request is malformed. The words name the place, never the content.
    static func check(_ request: HTTPRequest) throws(TransferError) {
        try require(isToken(request.method), "the method is not a word")
        try require(isURL(request.url), "the URL is not an http or https URL without spaces and control characters")
        for header in request.headers {
            try require(isToken(header.name), "a header name has characters that are not allowed")
            try require(!isReserved(header.name), "the header \(header.name) is not for the request to set")
            try require(isPrintable(header.value), "the header \(header.name) has a control character in its value")
        }
        try require(request.body == nil || request.multipart == nil, "the request has a body and form parts")
        for part in request.multipart ?? [] {
            let words = [part.name, part.fileName ?? "", part.contentType ?? ""]
            try require(words.allSatisfy(isPrintable), "a form part has a control character in its name or type")
        }
        if let path = request.unixSocketPath {
            // sun_path holds 108 bytes with the closing NUL.
            try require(isPrintable(path) && (1...107).contains(path.utf8.count), "the socket path is not usable")
        }
        if let path = request.caFile {
            try require(isPrintable(path) && !path.isEmpty, "the path of the CA file is not usable")
        }
        let limits = request.limits
        try require(limits.connect > .zero && limits.total > .zero, "a time limit is not above zero")
    }

    private static func require(_ condition: Bool, _ words: @autoclosure () -> String) throws(TransferError) {
        guard condition else { throw TransferError(stage: .notStarted, words: words()) }
    }

    private static func isURL(_ url: String) -> Bool {
        let isWeb = hasPrefix(url, "http://") || hasPrefix(url, "https://")
        return isWeb && url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    private static func hasPrefix(_ url: String, _ prefix: StaticString) -> Bool {
        var bytes = url.utf8.makeIterator()
        for offset in 0..<prefix.utf8CodeUnitCount {
            guard let byte = bytes.next() else { return false }
            let lowercase = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            guard lowercase == prefix.utf8Start[offset] else { return false }
        }
        return true
    }

    private static func isPrintable(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    /// A token of RFC 9110 §5.6.2.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: "!#$%&'*+.^`|~".utf8.contains(byte)
                }
            }
    }

    private static func isReserved(_ name: String) -> Bool {
        let length = name.utf8.count
        guard length == 6 || length == 14 || length == 17 else { return false }
        return ["expect", "content-length", "transfer-encoding"].contains(name.lowercased())
    }
}
