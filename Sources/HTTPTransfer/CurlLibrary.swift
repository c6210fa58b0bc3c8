// SPDX-License-Identifier: Apache-2.0

import CCurl
import Glibc

/// The process-wide set-up of libcurl.
enum CurlLibrary {
    /// Reading it sets libcurl up, once. libcurl does not block SIGPIPE when NOSIGNAL is set, as it must be with threads.
    static let isReady: Bool = {
        _ = signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()
}
