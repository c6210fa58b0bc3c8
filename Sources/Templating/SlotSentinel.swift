// SPDX-License-Identifier: Apache-2.0

/// How a slot is marked in rendered text: U+E000, its name, U+E001. Both are for private use and are stripped from every
/// value and refused in every template, so that only `TemplateValue.slot` can make one.
enum SlotSentinel {
    static let opening: [UInt8] = [0xEE, 0x80, 0x80]
    static let closing: [UInt8] = [0xEE, 0x80, 0x81]

    /// The marked name. A name that is not valid becomes a mark that `SlotSplitter` refuses.
    static func mark(_ name: String) -> String {
        "\u{E000}\(isName(name.utf8) ? name : "")\u{E001}"
    }

    /// Whether the whole of `text` is a slot; a value is either one or has no sentinel at all.
    static func isSlot(_ text: String) -> Bool {
        text.utf8.starts(with: opening)
    }

    /// Whether a slot can have this name: 1 to 128 of `A-Z a-z 0-9 . _ : ( ) -`.
    static func isName(_ name: some Collection<UInt8>) -> Bool {
        1...128 ~= name.count
            && name.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: ":"),  // 0-9 and :
                    UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"):
                    true
                default:
                    false
                }
            }
    }
}
