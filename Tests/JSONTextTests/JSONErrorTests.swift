// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

struct JSONErrorTests {
    @Test(arguments: [
        (JSONError.tooLarge(limit: 8), "8 bytes"), (.tooDeep(limit: 32), "32 levels"), (.truncated, "too early"),
        (.byteOrderMark, "byte order mark"), (.notAContainer, "neither an object nor an array"),
        (.notUTF8(offset: 5), "not UTF-8 at byte 5"), (.unexpected(offset: 6), "at byte 6"),
        (.trailing(offset: 7), "at byte 7"), (.numberOutOfRange, "out of range"), (.duplicateKey, "same key twice"),
    ])
    func saysWhatIsWrongAndWhere(_ error: JSONError, _ words: String) {
        #expect(error.description.contains(words))
    }
}
