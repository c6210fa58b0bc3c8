// SPDX-License-Identifier: Apache-2.0

/// A strict look at the tokens of a document before json-c sees it.
///
/// json-c 0.16 in strict mode still takes NaN and Infinity, 'single quotes', raw control characters, `1.`, malformed
/// UTF-8, repeated keys and bytes after a NUL, and saturates integers (each was tried). The scanner knows words,
/// numbers, strings and nesting; the order of tokens stays with json-c.
struct JSONScanner {
    /// The bytes of the value itself, without the white space around it.
    private(set) var value: Range<Int> = 0..<0
    /// How many `:` stand outside strings: as many members as the parsed objects must have together.
    private(set) var memberCount = 0

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0
    /// json-c keeps keys as C strings, so a key with a NUL in it would come out cut.
    private var lastStringHasNUL = false

    /// Scans the whole text. Throws when any token of it is not JSON.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) throws(JSONError) {
        self.bytes = bytes
        guard bytes.count <= min(limits.bytes, Int(Int32.max)) else { throw .tooLarge(limit: limits.bytes) }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { throw .byteOrderMark }
        skipWhiteSpace()
        guard position < bytes.count else { throw .truncated }
        let start = position
        guard bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else { throw .notAContainer }
        repeat {
            guard position < bytes.count else { throw .truncated }
            try token(limits)
        } while depth > 0
        value = start..<position
        skipWhiteSpace()
        guard position == bytes.count else { throw .trailing(offset: position) }
    }

    private mutating func token(_ limits: JSONLimits) throws(JSONError) {
        switch bytes[position] {
        case UInt8(ascii: "\""):
            try string()
        case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
            position += 1
        case UInt8(ascii: ":"):
            guard !lastStringHasNUL else { throw .unexpected(offset: position) }
            memberCount += 1
            position += 1
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            guard depth <= limits.depth else { throw .tooDeep(limit: limits.depth) }
            position += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            position += 1
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            try number()
        case UInt8(ascii: "t"):
            try word("true")
        case UInt8(ascii: "f"):
            try word("false")
        case UInt8(ascii: "n"):
            try word("null")
        default:
            throw .unexpected(offset: position)
        }
    }

    private mutating func skipWhiteSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func word(_ word: StaticString) throws(JSONError) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw .truncated }
            guard bytes[position] == word.utf8Start[offset] else { throw .unexpected(offset: position) }
            position += 1
        }
    }

    private mutating func string() throws(JSONError) {
        lastStringHasNUL = false
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return
            } else if byte == UInt8(ascii: "\\") {
                escape()
            } else if byte >= 0x80 {
                position += try multibyteLength()
            } else if byte < 0x20 {
                throw .unexpected(offset: position)
            } else {
                position += 1
            }
        }
        throw .truncated
    }

    /// Steps over a backslash and its letter; whether the letter is right is for json-c to say.
    private mutating func escape() {
        let letter = position + 1
        if letter + 4 < bytes.count, bytes[letter] == UInt8(ascii: "u"),
            (1...4).allSatisfy({ bytes[letter + $0] == UInt8(ascii: "0") })
        {
            lastStringHasNUL = true
        }
        // A letter outside ASCII is no escape at all: leave it for the next round, which checks it as UTF-8.
        let isASCII = letter < bytes.count && bytes[letter] < 0x80
        position += isASCII ? 2 : 1
    }

    /// The length of the well-formed UTF-8 sequence that begins here (Unicode 15, table 3-7).
    private func multibyteLength() throws(JSONError) -> Int {
        let lead = bytes[position]
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: throw .notUTF8(offset: position)
            }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]) else {
            throw .notUTF8(offset: position)
        }
        for index in 2..<max(length, 2) where bytes[position + index] & 0xC0 != 0x80 {
            throw .notUTF8(offset: position)
        }
        return length
    }

    // MARK: - Numbers

    private mutating func number() throws(JSONError) {
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let start = position
        try digits()
        let hasLeadingZero = bytes[start] == UInt8(ascii: "0") && position - start > 1
        guard !hasLeadingZero else { throw .unexpected(offset: start) }
        let end = position
        if take(UInt8(ascii: "."), or: UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e"), or: UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "+"), or: UInt8(ascii: "-"))
            try digits()
        }
        let isInteger = position == end
        if isInteger, end - start > 18 { try checkRange(of: start..<end, isNegative: isNegative) }
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        guard position > start else {
            throw position < bytes.count ? .unexpected(offset: position) : .truncated
        }
    }

    private mutating func take(_ one: UInt8, or other: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == one || bytes[position] == other else { return false }
        position += 1
        return true
    }

    private func checkRange(of digits: Range<Int>, isNegative: Bool) throws(JSONError) {
        var magnitude: UInt64 = 0
        for index in digits {
            let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeWithDigit) = product.addingReportingOverflow(UInt64(bytes[index] & 0x0F))
            guard !isTooLarge, !isTooLargeWithDigit else { throw .numberOutOfRange }
            magnitude = sum
        }
        guard !isNegative || magnitude <= Int64.min.magnitude else { throw .numberOutOfRange }
    }
}
