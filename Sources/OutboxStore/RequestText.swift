// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// A frozen request as the outbox holds it: JSON, in which a piece of text is `{"text":…}` and a hole `{"slot":…}`.
///
/// No secret and no QR code gets here: the request has only the names of what fills its slots.
enum RequestText {
    /// The request as JSON text.
    static func text(of request: FrozenRequest) -> String {
        JSONText.serialize([
            "method": .string(request.method),
            "url": value(of: request.url),
            "headers": .array(
                request.headers.map { ["name": .string($0.name), "value": value(of: $0.value)] }),
            "body": value(of: request.body),
        ])
    }

    /// The request that was stored.
    static func request(_ text: String, table: String) throws(DamagedRow) -> FrozenRequest {
        let facts = try Facts(text, table: table)
        guard let body = try facts.optionalObject("body") else { throw DamagedRow(table: table, name: "body") }
        var headers: [FrozenRequest.Header] = []
        for header in try facts.objects("headers") {
            headers.append(.init(name: try header.text("name"), value: try segments(header.objects("value"))))
        }
        return FrozenRequest(
            method: try facts.text("method"), url: try segments(facts.objects("url")), headers: headers,
            body: try self.body(body))
    }

    private static func value(of segments: [FrozenRequest.Segment]) -> JSONValue {
        .array(
            segments.map { segment in
                switch segment {
                case .text(let text): ["text": .string(text)]
                case .slot(let slot): ["slot": .string(slot.rawValue)]
                }
            })
    }

    private static func segments(_ list: [Facts]) throws(DamagedRow) -> [FrozenRequest.Segment] {
        var segments: [FrozenRequest.Segment] = []
        for facts in list {
            if let name = try facts.optionalText("slot") {
                segments.append(.slot(Slot(rawValue: name)))
            } else {
                segments.append(.text(try facts.text("text")))
            }
        }
        return segments
    }

    private static func value(of body: FrozenRequest.Body) -> JSONValue {
        switch body {
        case .empty: [:]
        case .text(let segments): ["text": value(of: segments)]
        case .form(let parts): ["form": .array(parts.map(value))]
        }
    }

    private static func body(_ facts: Facts) throws(DamagedRow) -> FrozenRequest.Body {
        if !facts.isNull("text") { return .text(try segments(facts.objects("text"))) }
        guard !facts.isNull("form") else { return .empty }
        var parts: [FrozenRequest.Part] = []
        for part in try facts.objects("form") { parts.append(try self.part(part)) }
        return .form(parts)
    }

    private static func value(of part: FrozenRequest.Part) -> JSONValue {
        [
            "name": .string(part.name), "filename": JSONValue(part.filename),
            "content_type": JSONValue(part.contentType), "content": value(of: part.content),
        ]
    }

    private static func part(_ facts: Facts) throws(DamagedRow) -> FrozenRequest.Part {
        FrozenRequest.Part(
            name: try facts.text("name"), filename: try facts.optionalText("filename"),
            contentType: try facts.optionalText("content_type"), content: try segments(facts.objects("content")))
    }
}
