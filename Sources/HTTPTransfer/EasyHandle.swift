// SPDX-License-Identifier: Apache-2.0

import CCurl

/// A libcurl easy handle with what it receives. It never leaves the thread of its loop.
///
/// Handles are kept from one transfer to the next, and so is the set-up that the next request shares with the last.
final class EasyHandle {
    /// The C handle.
    let raw: UnsafeMutableRawPointer
    /// The job under way, or nil when idle.
    private(set) var job: TransferJob?
    /// When the body must have ended; set once the final headers are complete.
    private(set) var bodyDeadline: ContinuousClock.Instant?
    /// What all requests of the client share.
    let settings: TransferSettings
    /// The last plain request this handle was set up for.
    var configured: HTTPRequest?
    /// The header list libcurl holds a pointer to.
    var headerList: UnsafeMutablePointer<curl_slist>?
    /// The form libcurl holds a pointer to.
    var form: OpaquePointer?
    /// The address the guard refused, if any.
    var blockedAddress: String?

    private var receiver = ResponseReceiver()

    /// Nil when memory is short.
    init?(settings: TransferSettings) {
        guard let raw = curl_easy_init() else { return nil }
        self.raw = raw
        self.settings = settings
    }

    deinit {
        curl_easy_cleanup(raw)
        curl_slist_free_all(headerList)
        curl_mime_free(form)
    }

    /// The wrapper of a C handle that libcurl hands back.
    static func behind(_ raw: UnsafeMutableRawPointer) -> EasyHandle? {
        var context: UnsafeMutableRawPointer?
        ccurl_get_pointer(raw, CURLINFO_PRIVATE, &context)
        return context.map { Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Sets the handle up for a job. False when libcurl refuses an option.
    func begin(_ job: TransferJob) -> Bool {
        self.job = job
        receiver = ResponseReceiver(limits: job.request.limits)
        return configure(job.request)
    }

    /// Makes the handle idle and returns its job.
    @discardableResult
    func forget() -> TransferJob? {
        defer {
            job = nil
            bodyDeadline = nil
            blockedAddress = nil
            receiver = ResponseReceiver()
        }
        return job
    }

    // MARK: - Called back by libcurl

    /// Takes a header line. False ends the transfer.
    func receive(header line: UnsafeBufferPointer<UInt8>) -> Bool {
        let wasComplete = receiver.hasFinalHeaders
        guard receiver.take(header: line) else { return false }
        if !wasComplete, receiver.hasFinalHeaders, let limit = job?.request.limits.body {
            bodyDeadline = .now + limit
        }
        return true
    }

    /// Takes a piece of the body. False ends the transfer.
    func receive(body piece: UnsafeBufferPointer<UInt8>) -> Bool {
        receiver.take(body: piece)
    }

    // MARK: - The end

    /// How the transfer ended, given the code libcurl ended it with.
    func outcome(_ code: CURLcode) -> TransferOutcome {
        // libcurl is content when a connection ends in the middle of the headers (7.88.1); a receiver that died while it
        // answered has promised nothing.
        guard receiver.hasFinalHeaders else { return .failure(diagnosis(code).error) }
        let response = HTTPResponse(
            status: receiver.status, headers: HTTPHeaderBlock(receiver.headers), body: receiver.body,
            bodyComplete: code == CURLE_OK, connectionReused: long(CURLINFO_NUM_CONNECTS) == 0,
            elapsed: .microseconds(offset(CURLINFO_TOTAL_TIME_T)))
        return .success(response)
    }

    private func diagnosis(_ code: CURLcode) -> TransferDiagnosis {
        let request = job?.request
        return TransferDiagnosis(
            code: code,
            status: long(CURLINFO_RESPONSE_CODE),
            requestBytes: long(CURLINFO_REQUEST_SIZE),
            isBodySent: offset(CURLINFO_SIZE_UPLOAD_T) >= request?.body?.count ?? 0,
            hasAnswerBytes: receiver.headerCount > 0,
            isHeaderLimitReached: receiver.isHeaderLimitReached,
            isEncrypted: request?.url.utf8.dropFirst(4).first.map { $0 | 0x20 } == UInt8(ascii: "s"),
            isResolved: offset(CURLINFO_NAMELOOKUP_TIME_T) > 0,
            // CONNECT_TIME stays 0 until the TLS handshake ends too (7.88.1); the local port is known before it.
            isConnected: long(CURLINFO_LOCAL_PORT) > 0,
            isSecured: offset(CURLINFO_APPCONNECT_TIME_T) > 0,
            systemError: Int32(truncatingIfNeeded: long(CURLINFO_OS_ERRNO)),
            verifyResult: long(CURLINFO_SSL_VERIFYRESULT),
            blockedAddress: blockedAddress,
            limits: request?.limits ?? TransferLimits())
    }

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        ccurl_get_long(raw, info, &value)
        return value
    }

    private func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        ccurl_get_offset(raw, info, &value)
        return value
    }
}
