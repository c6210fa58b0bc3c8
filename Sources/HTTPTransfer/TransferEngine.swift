// SPDX-License-Identifier: Apache-2.0

import CCurl

/// Runs transfers on a libcurl multi handle. It never leaves the thread of its loop.
final class TransferEngine {
    private let multi: UnsafeMutableRawPointer
    private let settings: TransferSettings
    private var handles: [EasyHandle] = []
    private var idle: [EasyHandle] = []
    private var waiting = TransferQueue()
    private var sinksToFlush: [any TransferSink] = []
    private var bodyLimitCount = 0

    /// An engine on a multi handle that stays the caller's to free.
    init(multi: UnsafeMutableRawPointer, settings: TransferSettings) {
        self.multi = multi
        self.settings = settings
        // The default of four per handle under way would close connections that the next round of polls needs.
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, settings.maxConnections)
    }

    /// Takes a command.
    func apply(_ command: TransferCommand) {
        switch command {
        case .single(_, let ticket) where ticket.isCancelled:
            ticket.finish(.failure(.notSent))
        case .single(let request, let ticket):
            enqueue(TransferJob(request: request, destination: .single(ticket)))
        case .cancel(let ticket):
            cancel(ticket)
        case .batch(let batch, let sink):
            for item in batch {
                enqueue(TransferJob(request: item.request, destination: .batch(sink, tag: item.tag)))
            }
        }
    }

    /// Moves every transfer on, hands out what ended, and sleeps until a socket, a timer or a command is due.
    func turn() {
        startWaiting()
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
        endOverdueBodies()
        // Reaping must follow the last perform: sleeping on an unread message would hold it for the whole sleep.
        let hasReaped = reap()
        flush()
        if !hasReaped { curl_multi_poll(multi, nil, 0, pollMilliseconds(), nil) }
    }

    /// Ends everything as cancelled.
    func finish() {
        for handle in handles {
            if handle.job != nil { end(handle, with: .failure(.cancelled)) }
        }
        while let job = waiting.popFirst() { tell(job, .failure(.shutDown)) }
        flush()
        handles = []
        idle = []
    }

    // MARK: - Beginning

    private func enqueue(_ job: TransferJob) {
        do throws(TransferError) {
            try RequestRules.check(job.request)
            waiting.append(job)
        } catch {
            tell(job, .failure(error))
        }
    }

    private func startWaiting() {
        while !idle.isEmpty || handles.count < settings.maxConnections {
            guard let job = waiting.popFirst() else { return }
            start(job)
        }
    }

    private func start(_ job: TransferJob) {
        if let used = idle.popLast() {
            if begin(job, on: used) { return }
            // One that ended before it was connected, as where a name was not found, keeps its buffer, and libcurl then
            // refuses to set the buffer's size (7.88.1). It would refuse every later job too.
            discard(used)
        }
        guard let handle = makeHandle() else {
            return tell(job, .failure(TransferError(stage: .notStarted, words: "out of memory")))
        }
        guard !begin(job, on: handle) else { return }
        discard(handle)
        tell(job, .failure(TransferError(stage: .notStarted, words: "the request could not be set up")))
    }

    /// False when libcurl refuses the request, or the handle.
    private func begin(_ job: TransferJob, on handle: EasyHandle) -> Bool {
        guard handle.begin(job), curl_multi_add_handle(multi, handle.raw) == CURLM_OK else { return false }
        if job.request.limits.body != nil { bodyLimitCount += 1 }
        return true
    }

    private func discard(_ handle: EasyHandle) {
        handle.forget()
        handles.removeAll { $0 === handle }
    }

    private func makeHandle() -> EasyHandle? {
        guard let handle = EasyHandle(settings: settings) else { return nil }
        handles.append(handle)
        return handle
    }

    // MARK: - Ending

    private func reap() -> Bool {
        var hasReaped = false
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let raw = message.pointee.easy_handle,
                let handle = EasyHandle.behind(raw)
            else { continue }
            hasReaped = true
            end(handle, with: handle.outcome(ccurl_message_result(message)))
        }
        return hasReaped
    }

    private func end(_ handle: EasyHandle, with outcome: TransferOutcome) {
        curl_multi_remove_handle(multi, handle.raw)
        guard let job = handle.forget() else { return }
        idle.append(handle)
        if job.request.limits.body != nil { bodyLimitCount -= 1 }
        tell(job, outcome)
    }

    private func tell(_ job: TransferJob, _ outcome: TransferOutcome) {
        switch job.destination {
        case .single(let ticket): ticket.finish(outcome)
        case .batch(let sink, let tag): if sink.take(tag: tag, outcome) { sinksToFlush.append(sink) }
        }
    }

    private func flush() {
        for sink in sinksToFlush { sink.flush() }
        sinksToFlush.removeAll(keepingCapacity: true)
    }

    private func cancel(_ ticket: TransferTicket) {
        if let job = waiting.remove(ticket) {
            tell(job, .failure(.notSent))
        } else if let handle = handles.first(where: { $0.job?.belongs(to: ticket) == true }) {
            end(handle, with: .failure(.cancelled))
        }
    }

    // MARK: - Time

    private func endOverdueBodies() {
        guard bodyLimitCount > 0 else { return }
        let now = ContinuousClock.now
        for handle in handles {
            guard let deadline = handle.bodyDeadline, deadline <= now else { continue }
            end(handle, with: handle.outcome(CURLE_OPERATION_TIMEDOUT))
        }
    }

    /// libcurl shortens the sleep by its own timers; the body limits are ours.
    private func pollMilliseconds() -> Int32 {
        var longest = 60_000
        guard bodyLimitCount > 0 else { return Int32(longest) }
        let now = ContinuousClock.now
        for handle in handles {
            if let deadline = handle.bodyDeadline { longest = min(longest, (deadline - now).milliseconds) }
        }
        return Int32(clamping: longest)
    }
}
