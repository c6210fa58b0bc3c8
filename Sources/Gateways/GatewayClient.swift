// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText
import RelinkModel

/// Sends the requests of one gateway, with whichever key it takes.
struct GatewayClient: Sendable {
    private let endpoint: GatewayEndpoint
    private let keys: KeyRing
    private let transfer: TransferClient
    private let isRefusal: @Sendable (GatewayReply) -> Bool

    /// A client of that gateway.
    ///
    /// - Parameters:
    ///   - keyHeader: the header that carries the API key.
    ///   - isRefusal: whether a reply is the gateway's own way of refusing a key.
    init(
        settings: GatewaySettings, keyHeader: String, transfer: TransferClient,
        isRefusal: @escaping @Sendable (GatewayReply) -> Bool
    ) {
        endpoint = settings.endpoint
        keys = KeyRing(keys: settings.keys, header: keyHeader, common: Self.common)
        self.transfer = transfer
        self.isRefusal = isRefusal
    }

    /// Gets a path without showing any key.
    func getOpenly(_ path: String, limits: TransferLimits) async -> Result<GatewayReply, GatewayFailure> {
        await reply(to: HTTPRequest(url: endpoint.url(path), headers: Self.common, limits: limits))
    }

    /// Gets a path. A key that the gateway refuses is followed by the next, until one is taken or none is left.
    ///
    /// - Parameter connection: `.fresh` for what must not be sent twice.
    func get(
        _ path: String, limits: TransferLimits, connection: ConnectionUse = .reuse
    ) async -> Result<GatewayReply, GatewayFailure> {
        await perform(HTTPRequest(url: endpoint.url(path), limits: limits, connection: connection))
    }

    /// Posts JSON to a path, on a connection of its own: it is not sent twice.
    func post(_ path: String, _ body: JSONValue, limits: TransferLimits) async -> Result<GatewayReply, GatewayFailure> {
        await perform(
            HTTPRequest(
                method: "POST", url: endpoint.url(path), body: JSONText.serializeBytes(body), limits: limits,
                connection: .fresh), and: [HTTPHeader("Content-Type", "application/json")])
    }

    /// Sends a request with whichever key is taken.
    private func perform(
        _ request: HTTPRequest, and further: [HTTPHeader] = []
    ) async -> Result<GatewayReply, GatewayFailure> {
        var request = request
        var place = keys.first
        var left = keys.count
        while true {
            request.headers = keys.headers(at: place) + further
            let result = await reply(to: request)
            guard case .success(let reply) = result else { return result }
            guard isRefusal(reply) else {
                keys.accept(place)
                return result
            }
            left -= 1
            guard left > 0 else { return result }
            place = keys.next(after: place)
        }
    }

    /// Gets one path per session and hands over the answers as they come, without waiting.
    ///
    /// - Parameters:
    ///   - path: what stands before the session's name.
    ///   - interpret: reads a reply, on the client's thread.
    ///   - deliver: gets each session once, on the client's thread.
    func poll(
        _ sessions: [String], path: String, limits: TransferLimits,
        interpret: @escaping @Sendable (GatewayReply) -> PollAnswer,
        deliver: @escaping @Sendable ([PolledSession]) -> Void
    ) {
        let round = PollRound(
            base: endpoint.url(path), limits: limits, keys: keys, transfer: transfer, interpret: interpret,
            deliver: deliver)
        round.ask(sessions)
    }

    private func reply(to request: HTTPRequest) async -> Result<GatewayReply, GatewayFailure> {
        do throws(TransferError) {
            return GatewayReply.result(of: .success(try await transfer.perform(request)), limits: request.limits)
        } catch {
            return .failure(GatewayFailure(error))
        }
    }

    private static let common = [HTTPHeader("Accept", "application/json")]
}
