// SPDX-License-Identifier: Apache-2.0

import CCurl

/// Setting the handle up. Setting all options costs more than a poll does, so a handle keeps those of its last plain
/// request (one without a body) and sets only what differs.
extension EasyHandle {
    /// Sets everything the request needs. False when libcurl refuses an option.
    func configure(_ request: HTTPRequest) -> Bool {
        if let last = configured, last.hasSameShape(as: request) {
            configured = request
            let isURLSet = last.url == request.url || set(CURLOPT_URL, request.url)
            return isURLSet && (last.headers == request.headers || setHeaders(of: request))
        }
        curl_easy_reset(raw)
        curl_mime_free(form)
        form = nil
        configured = request.isPlain ? request : nil
        return setFixed() && setLimits(request) && setConnection(request) && set(CURLOPT_URL, request.url)
            && setHeaders(of: request) && setMethodAndBody(request)
    }

    private func setFixed() -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let isSet =
            set(CURLOPT_NOSIGNAL, 1)
            // Without it one name whose server never answers stops every transfer (lib/asyn-thread.c, 7.87).
            && set(CURLOPT_QUICK_EXIT, 1)
            && set(CURLOPT_PROTOCOLS_STR, "http,https") && set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
            && set(CURLOPT_FOLLOWLOCATION, 0) && set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            && set(CURLOPT_PROXY, "") && set(CURLOPT_USERAGENT, settings.userAgent)
            && set(CURLOPT_SSL_VERIFYPEER, 1) && set(CURLOPT_SSL_VERIFYHOST, 2)
            && set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
            // Answers are small, and the first round of polls makes a handle for each of its hundreds: 16 KiB by default.
            && set(CURLOPT_BUFFERSIZE, 4096)
            && set(CURLOPT_MAXLIFETIME_CONN, 300)
        guard isSet else { return false }
        ccurl_set_pointer(raw, CURLOPT_PRIVATE, context)
        ccurl_set_pointer(raw, CURLOPT_HEADERDATA, context)
        ccurl_set_pointer(raw, CURLOPT_WRITEDATA, context)
        ccurl_set_data_callback(raw, CURLOPT_HEADERFUNCTION, Self.onHeader)
        ccurl_set_data_callback(raw, CURLOPT_WRITEFUNCTION, Self.onBody)
        ccurl_set_pointer(raw, CURLOPT_OPENSOCKETDATA, context)
        ccurl_set_open_socket_callback(raw, Self.onOpenSocket)
        ccurl_set_pointer(raw, CURLOPT_PREREQDATA, context)
        ccurl_set_prereq_callback(raw, Self.onBeforeRequest)
        return true
    }

    private func setLimits(_ request: HTTPRequest) -> Bool {
        set(CURLOPT_CONNECTTIMEOUT_MS, request.limits.connect.milliseconds)
            && set(CURLOPT_TIMEOUT_MS, request.limits.total.milliseconds)
    }

    private func setConnection(_ request: HTTPRequest) -> Bool {
        let isFresh = request.connection == .fresh
        return set(CURLOPT_FRESH_CONNECT, isFresh ? 1 : 0) && set(CURLOPT_FORBID_REUSE, isFresh ? 1 : 0)
            // A server that drops idle connections (node after 5 s) must not make a POST leave twice.
            && set(CURLOPT_MAXAGE_CONN, request.isPlain ? 60 : 3)
            // A message finds a receiver that has moved at its next attempts; polls are too many to look up each.
            && set(CURLOPT_DNS_CACHE_TIMEOUT, request.isPlain ? 30 : 5)
            && (request.unixSocketPath.map { set(CURLOPT_UNIX_SOCKET_PATH, $0) } ?? true)
            && (request.caFile.map { set(CURLOPT_CAINFO, $0) } ?? true)
    }

    private func setHeaders(of request: HTTPRequest) -> Bool {
        // An empty Expect keeps libcurl from waiting for a 100 before a large body.
        var lines = ["Expect:"]
        let hasBody = request.body != nil || ["POST", "PUT", "PATCH"].contains(request.method)
        if hasBody, request.multipart == nil,
            !request.headers.contains(where: { $0.name.lowercased() == "content-type" })
        {
            lines.append("Content-Type:")
        }
        // A semicolon in place of the colon sends an empty value; a colon alone would remove the header.
        lines += request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                return false
            }
            list = longer
        }
        let isSet = ccurl_set_list(raw, CURLOPT_HTTPHEADER, list) == CURLE_OK
        curl_slist_free_all(headerList)
        headerList = list
        return isSet
    }

    private func setMethodAndBody(_ request: HTTPRequest) -> Bool {
        if let parts = request.multipart {
            return setForm(parts) && (request.method == "POST" || set(CURLOPT_CUSTOMREQUEST, request.method))
        }
        switch request.method {
        case "GET" where request.body == nil: return set(CURLOPT_HTTPGET, 1)
        case "HEAD": return set(CURLOPT_NOBODY, 1)
        case "POST": return setBody(request.body ?? [])
        case "PUT", "PATCH": return setBody(request.body ?? []) && set(CURLOPT_CUSTOMREQUEST, request.method)
        default:
            let isBodySet = request.body.map { setBody($0) } ?? true
            return isBodySet && set(CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    private func setBody(_ body: [UInt8]) -> Bool {
        guard set(CURLOPT_POST, 1) else { return false }
        guard ccurl_set_offset(raw, CURLOPT_POSTFIELDSIZE_LARGE, body.count) == CURLE_OK else { return false }
        guard !body.isEmpty else { return set(CURLOPT_COPYPOSTFIELDS, "") }
        // libcurl copies the bytes, so the pointer need not outlive the call.
        return body.withUnsafeBytes { ccurl_set_bytes(raw, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) } == CURLE_OK
    }

    private func setForm(_ parts: [FormPart]) -> Bool {
        form = curl_mime_init(raw)
        for part in parts {
            guard let target = curl_mime_addpart(form) else { return false }
            let content = part.body.withUnsafeBytes { bytes in
                let start = bytes.bindMemory(to: CChar.self).baseAddress
                return start.map { curl_mime_data(target, $0, bytes.count) } ?? curl_mime_data(target, "", 0)
            }
            let isSet =
                content == CURLE_OK && curl_mime_name(target, part.name) == CURLE_OK
                && part.fileName.map { curl_mime_filename(target, $0) == CURLE_OK } ?? true
                && part.contentType.map { curl_mime_type(target, $0) == CURLE_OK } ?? true
            guard isSet else { return false }
        }
        return ccurl_set_mime(raw, form) == CURLE_OK
    }

    private func set(_ option: CURLoption, _ value: Int) -> Bool {
        ccurl_set_long(raw, option, value) == CURLE_OK
    }

    private func set(_ option: CURLoption, _ value: String) -> Bool {
        ccurl_set_text(raw, option, value) == CURLE_OK
    }
}

extension HTTPRequest {
    /// Whether the request has no body, and so may arrive twice.
    fileprivate var isPlain: Bool {
        (method == "GET" || method == "HEAD") && body == nil && multipart == nil
    }

    /// Whether a handle set up for this plain request needs only another URL and other headers for the other one.
    fileprivate func hasSameShape(as other: HTTPRequest) -> Bool {
        other.isPlain && method == other.method && limits == other.limits && connection == other.connection
            && unixSocketPath == other.unixSocketPath && caFile == other.caFile
    }
}
