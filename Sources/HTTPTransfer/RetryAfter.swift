// SPDX-License-Identifier: Apache-2.0

/// Reads a `Retry-After` header (RFC 9110 §10.2.3).
///
/// Ours, since `CURLINFO_RETRY_AFTER` of libcurl 7.88.1 gives negative numbers for dates in the past, 2026 s for an ISO
/// date, and no cap.
package enum RetryAfter {
    /// Seconds to wait, never negative and not capped otherwise; nil when the value is none of the known forms.
    ///
    /// - Parameters:
    ///   - value: 1 to 9 digits, such a number with a fraction (rounded up), or one of the three HTTP dates. What is
    ///     negative or past gives 0.
    ///   - now: the wall clock in seconds since 1970.
    ///   - responseDate: the `Date` header, against which a date is measured where it can be read, so that a wrong clock
    ///     on either side does no harm.
    package static func parse(_ value: String, now: Int64, responseDate: String?) -> Int? {
        let text = trim(value)
        if let seconds = number(text) { return seconds }
        guard let date = HTTPDate.parse(text, now: now) else { return nil }
        let reference = responseDate.flatMap { HTTPDate.parse(trim($0), now: now) } ?? now
        return Int(max(0, date - reference))
    }

    private static func trim(_ text: String) -> String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        let head = text.drop(while: isSpace)
        return String(head.reversed().drop(while: isSpace).reversed())
    }

    private static func number(_ text: String) -> Int? {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let magnitude = isNegative ? text.dropFirst() : text[...]
        let parts = magnitude.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...9).contains(whole.utf8.count), isDigits(whole), let seconds = Int(whole)
        else { return nil }
        guard parts.count == 2 else { return isNegative ? 0 : seconds }
        guard !parts[1].isEmpty, isDigits(parts[1]) else { return nil }
        let hasFraction = parts[1].utf8.contains { $0 != UInt8(ascii: "0") }
        return isNegative ? 0 : seconds + (hasFraction ? 1 : 0)
    }

    private static func isDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
