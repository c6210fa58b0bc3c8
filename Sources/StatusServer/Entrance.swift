// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// Takes the requests of one server to the ``Reception``.
struct Entrance: HTTPResponder {
    /// Nothing of the connection matters to an answer.
    struct Context: InitializableFromSource {
        init(source: ApplicationRequestContextSource) {}
    }

    let reception: Reception
    let isControl: Bool
    let bodyLimit: Int

    func respond(to request: Request, context: Context) async -> Response {
        await reception.answer(Inquiry(request, isControl: isControl, bodyLimit: bodyLimit))
    }
}
