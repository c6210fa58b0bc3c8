// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What stands in for a slot while a rendered text is checked: the longest that may be filled in.
enum StandIn {
    /// The whole text.
    static func filling(_ segments: [FrozenRequest.Segment]) -> String {
        var text = ""
        for segment in segments {
            switch segment {
            case .text(let fixed): text += fixed
            case .slot(let slot): text += value(of: slot)
            }
        }
        return text
    }

    private static func value(of slot: Slot) -> String {
        switch slot {
        case .qrObject: #"{"payload":null}"#
        case .qrPayload: payload
        case .qrHalfBlocks: halfBlocks
        case .qrExpiresAt: "2026-01-01T00:00:00Z"
        default: ""
        }
    }

    /// Twice as long as WhatsApp's payloads are.
    private static let payload = String(repeating: "a", count: 480)
    /// A payload of 480 bytes makes a symbol of 69 modules a side (ISO/IEC 18004, version 13, level L), two rows a line.
    private static let halfBlocks = String(repeating: "█", count: 37 * 74)
}
