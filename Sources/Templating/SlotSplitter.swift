// SPDX-License-Identifier: Apache-2.0

/// Takes rendered text apart into what is fixed and what is filled in at each attempt.
package enum SlotSplitter {
    /// The segments in their order; no two texts are neighbours and no text is empty.
    ///
    /// - Parameters:
    ///   - rendered: What `TemplateCatalog.render` returned.
    ///   - known: Whether the caller can fill the slot of this name.
    ///
    /// Throws `malformedSlot` for a sentinel without its partner or around no valid name, and `unknownSlot`.
    package static func split(
        _ rendered: String, known: (String) -> Bool = { _ in true }
    ) throws(TemplateError) -> [TemplateSegment] {
        let bytes = Array(rendered.utf8)
        var segments: [TemplateSegment] = []
        var textStart = 0
        var index = 0

        func endText(at end: Int) {
            guard end > textStart else { return }
            segments.append(.text(String(decoding: bytes[textStart..<end], as: UTF8.self)))
        }

        while let start = bytes[index...].firstIndex(of: SlotSentinel.opening[0]) {
            index = start + 1
            let rest = bytes[start...]
            if rest.starts(with: SlotSentinel.closing) { throw .malformedSlot(offset: start) }
            guard rest.starts(with: SlotSentinel.opening) else { continue }

            let nameStart = start + SlotSentinel.opening.count
            guard
                let nameEnd = bytes[nameStart...].firstIndex(of: SlotSentinel.closing[0]),
                bytes[nameEnd...].starts(with: SlotSentinel.closing),
                SlotSentinel.isName(bytes[nameStart..<nameEnd])
            else { throw .malformedSlot(offset: start) }
            let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
            guard known(name) else { throw .unknownSlot(name: name) }

            endText(at: start)
            segments.append(.slot(name))
            textStart = nameEnd + SlotSentinel.closing.count
            index = textStart
        }
        endText(at: bytes.count)
        return segments
    }
}
