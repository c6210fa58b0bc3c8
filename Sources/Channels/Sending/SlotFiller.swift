// SPDX-License-Identifier: Apache-2.0

import JSONText
import QRImage
import RelinkModel
import Signing
import Templating

/// Fills the slots of a frozen request for one attempt.
struct SlotFiller {
    /// The configuration's values by slot.
    let secrets: [Slot: Secret]
    /// The code that the session shows now.
    let qr: LiveQR?
    /// What stands where a code's text would, when there is none.
    let absent: String
    /// The language of the text around the slots.
    let language: TemplateContentType

    /// Whether a template may name the slot: secrets never come from a template, and bytes are no text.
    static func canFill(_ name: String) -> Bool {
        let slot = Slot(rawValue: name)
        return codeSlots.contains(slot) || slot == .contactAddress
    }

    private static let codeSlots: Set<Slot> = [.qrObject, .qrPayload, .qrPNGBase64, .qrHalfBlocks, .qrExpiresAt]

    /// The text as it is frozen for a recipient: the address in it is that of its contact.
    ///
    /// - Parameter showsCode: whether the recipient may see a code at any attempt.
    func addressed(
        _ segments: [FrozenRequest.Segment], to recipient: Recipient, showsCode: Bool
    ) -> [FrozenRequest.Segment] {
        segments.compactMap { segment in
            switch segment {
            case .slot(.contactAddress): recipient.contact.map { .slot(.address(of: $0)) }
            case .slot(let slot) where !showsCode && Self.codeSlots.contains(slot): .text(value(of: slot))
            default: segment
            }
        }
    }

    /// The text with its slots filled. A slot that nothing fills is empty.
    func text(_ segments: [FrozenRequest.Segment]) -> String {
        var text = ""
        for segment in segments {
            switch segment {
            case .text(let fixed): text += fixed
            case .slot(let slot): text += value(of: slot)
            }
        }
        return text
    }

    /// The content of a form's part; nil when it is a picture and there is none.
    func content(_ segments: [FrozenRequest.Segment]) -> [UInt8]? {
        guard segments == [.slot(.qrPNG)] else { return Array(text(segments).utf8) }
        return qr.flatMap { Self.picture($0.payload) }
    }

    /// The code as a PNG; nil when it cannot be drawn.
    static func picture(_ payload: QRPayload) -> [UInt8]? {
        (try? QRCode(payload: payload.revealed))?.png()
    }

    private func value(of slot: Slot) -> String {
        switch slot {
        case .qrObject: JSONText.serialize(Self.object(qr))
        case .qrPayload: qr?.payload.revealed ?? language.escape(absent)
        case .qrPNGBase64: qr.flatMap { Self.picture($0.payload) }.map { Base64.encode($0) } ?? ""
        case .qrHalfBlocks: language.escape(qr.flatMap { Self.halfBlocks($0.payload) } ?? absent)
        case .qrExpiresAt: qr.map { "\($0.expiresAt)" } ?? ""
        case _ where slot.isAddress: secrets[slot].map { language.escape($0.revealed) } ?? ""
        default: secrets[slot]?.revealed ?? ""
        }
    }

    private static func halfBlocks(_ payload: QRPayload) -> String? {
        (try? QRCode(payload: payload.revealed))?.halfBlocks(style: .plain)
    }

    /// The `qr` of the webhook body; null where there is no code.
    private static func object(_ qr: LiveQR?) -> JSONValue {
        guard let qr else { return .null }
        return [
            "payload": .string(qr.payload.revealed),
            "png_base64": picture(qr.payload).map { .string(Base64.encode($0)) } ?? .null,
            "expires_at": .string("\(qr.expiresAt)"), "round": .integer(Int64(qr.round)),
            "sequence": .integer(Int64(qr.sequence)), "page_url": .null, "pairing_code": .null,
        ]
    }
}

extension Slot {
    /// Whether a contact's address fills it: text of the operator's, which a template may place within any language.
    fileprivate var isAddress: Bool { rawValue.hasPrefix("contact.to.") }
}
