// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOCore

/// Turns HTTP requests into questions to the simulator, and its answers into responses.
///
/// Hummingbird's router is left out: whatever is cheap here is not measured as the watcher's cost.
struct SimulatorResponder: HTTPResponder {
    /// What a response needs of its connection.
    struct Context: InitializableFromSource {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) { channel = source.channel }
    }

    let simulator: GatewaySimulator

    func respond(to request: Request, context: Context) async throws -> Response {
        let target = request.head.path ?? "/"
        if target.hasPrefix(SimulatorControl.prefix) {
            let body = try await request.body.collect(upTo: 65_536)
            return SimulatorControl(simulator: simulator).response(to: target, body: Array(body.readableBytesView))
        }
        let answer = simulator.answer(
            SimulatedRequest(method: request.method.rawValue, target: target, key: request.headers[Self.keyField]))
        if answer.delay > .zero {
            do {
                try await Task.sleep(for: simulator.real(answer.delay))
            } catch {
                // A gateway that dies says nothing: what is written to a closed channel goes nowhere.
                try? await context.channel.close()
                throw error
            }
        }
        return Response(
            status: .init(code: answer.status), headers: [.contentType: answer.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: request.method == .head ? [] : answer.body)))
    }

    private static let keyField = HTTPField.Name("x-api-key") ?? .authorization
}
