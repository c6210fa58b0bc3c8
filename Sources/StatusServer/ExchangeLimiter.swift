// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTPTypes

/// Cuts a connection whose request or answer drags on, or whose request is too large.
///
/// Hummingbird's own idle timeout starts again with every piece of a body (Hummingbird 2.28.1,
/// `HTTPConnectionStateHandler.readHTTPPart`), so that a client that drips one byte now and then holds its connection
/// for good. A header that drips is within the idle timeout, since no piece arrives before it is complete.
final class ExchangeLimiter: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ServerLimits
    private var bodyBytes = 0
    /// Requests whose answers are not with the client yet; more than one where the client pipelines.
    private var unanswered = 0
    private var bodyDeadline: Scheduled<Void>?
    private var exchangeDeadline: Scheduled<Void>?

    init(limits: ServerLimits) { self.limits = limits }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            bodyBytes = 0
            bodyDeadline = cut(context, after: limits.body)
            unanswered += 1
            if unanswered == 1 { exchangeDeadline = cut(context, after: limits.exchange) }
        case .body(let buffer):
            bodyBytes += buffer.readableBytes
            guard bodyBytes <= limits.bodyBytes else {
                context.close(promise: nil)
                return
            }
        case .end:
            bodyDeadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else {
            context.write(data, promise: promise)
            return
        }
        // Fulfilled when the bytes are with the kernel: a client that does not read keeps them here.
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        let isolated = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            let (limiter, context) = isolated.value
            limiter.finish(context)
        }
        context.write(data, promise: written)
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    private func finish(_ context: ChannelHandlerContext) {
        // Hummingbird answers a request that it cannot read, too.
        unanswered = max(0, unanswered - 1)
        exchangeDeadline?.cancel()
        exchangeDeadline = unanswered > 0 && context.channel.isActive ? cut(context, after: limits.exchange) : nil
    }

    private func stop() {
        bodyDeadline?.cancel()
        exchangeDeadline?.cancel()
    }

    private func cut(_ context: ChannelHandlerContext, after limit: Duration) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limit)) { context.close(promise: nil) }
    }
}
