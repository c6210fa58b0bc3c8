// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Templating

/// One template of a channel, rendered for alerts and checked against what the receiver accepts.
struct AlertTemplate: Sendable {
    /// Its path below `templates/`, or the file that the configuration names.
    let path: String
    private let catalog: TemplateCatalog
    private let speech: Speech
    /// What the receiver would refuse in a rendered text whose slots are filled; nil when it accepts it.
    private let objection: @Sendable (String) -> String?

    /// Loads a template. Throws with all problems of it and of its partials.
    ///
    /// - Parameters:
    ///   - files: text by path, of this template and of what it may include.
    ///   - objection: see the property.
    init(
        path: String, files: [String: String], speech: Speech, objection: @escaping @Sendable (String) -> String?
    ) throws(TemplateError) {
        self.path = path
        self.speech = speech
        self.objection = objection
        catalog = try TemplateCatalog(bundled: files) { _ in AlertContext.schema }
    }

    /// The alert in as much detail as the receiver takes, or why there is no such text.
    func render(_ alert: Alert, showing: QRShowing) -> Result<[FrozenRequest.Segment], RenderFailure> {
        var failure = RenderFailure(reason: "there is nothing to render")
        for limits in DataLimits.levels {
            let context = AlertContext(alert, speech: speech, limits: limits, showing: showing)
            do throws(TemplateError) {
                let rendered = try catalog.render(path, context.templateContext)
                let segments = try SlotSplitter.split(rendered, known: SlotFiller.canFill).map(\.frozen)
                guard let objection = objection(StandIn.filling(segments)) else { return .success(segments) }
                failure = RenderFailure(reason: objection)
            } catch {
                return .failure(RenderFailure(reason: "\(error)"))
            }
        }
        return .failure(failure)
    }

    /// What goes wrong with the sample alerts, one problem for each sentence of it.
    func problems(showing: QRShowing) -> [ChannelProblem] {
        var messages: [String] = []
        for sample in SampleAlerts.all {
            guard case .failure(let failure) = render(sample.alert, showing: showing) else { continue }
            let message = "\(failure.reason) (with the sample \(sample.name))"
            if !messages.contains(where: { $0.hasPrefix(failure.reason) }) { messages.append(message) }
        }
        return messages.map { ChannelProblem(file: path, message: $0) }
    }
}

extension TemplateSegment {
    /// The same as a piece of a frozen request.
    fileprivate var frozen: FrozenRequest.Segment {
        switch self {
        case .text(let text): .text(text)
        case .slot(let name): .slot(Slot(rawValue: name))
        }
    }
}
