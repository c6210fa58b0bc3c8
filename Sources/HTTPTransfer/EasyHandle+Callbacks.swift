// SPDX-License-Identifier: Apache-2.0

import CCurl
import Glibc

/// The functions libcurl calls back. Their context is the handle itself, which outlives every transfer on it.
extension EasyHandle {
    static let onHeader: curl_write_callback = { data, size, count, context in
        guard let handle = EasyHandle.from(context) else { return 0 }
        let length = size * count
        return EasyHandle.bytes(data, length, handle.receive(header:)) ? length : 0
    }

    static let onBody: curl_write_callback = { data, size, count, context in
        guard let handle = EasyHandle.from(context) else { return 0 }
        let length = size * count
        // 0 for an empty piece is "all taken" too.
        return EasyHandle.bytes(data, length, handle.receive(body:)) ? length : 0
    }

    /// Opens the socket unless the guard refuses the address. libcurl then tries the name's next address.
    static let onOpenSocket: curl_opensocket_callback = { context, _, address in
        guard let handle = EasyHandle.from(context), let address else { return CURL_SOCKET_BAD }
        let family = address.pointee.family
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return CURL_SOCKET_BAD }
        // The declared member has 16 bytes; libcurl has room for any family behind it, which only a raw pointer reaches.
        guard handle.allows(UnsafeRawPointer(address) + offset, family: family) else { return CURL_SOCKET_BAD }
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(family, type, address.pointee.protocol)
    }

    /// Looks at the peer once more before the request is sent: the socket callback is not called for a reused connection.
    static let onBeforeRequest: curl_prereq_callback = { context, peer, _, _, _ in
        guard let handle = EasyHandle.from(context), let peer else { return CURL_PREREQFUNC_ABORT }
        return handle.allows(peer: peer) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> EasyHandle? {
        context.map { Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func bytes(
        _ data: UnsafeMutablePointer<CChar>?, _ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        guard let data else { return count == 0 }
        return data.withMemoryRebound(to: UInt8.self, capacity: count) {
            body(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    private func allows(_ address: UnsafeRawPointer, family: Int32) -> Bool {
        guard let addressGuard = settings.addressGuard else { return true }
        if family == AF_UNIX { return job?.request.unixSocketPath != nil }
        guard let bytes = SocketAddress.bytes(of: address, family: family) else { return false }
        guard addressGuard.blocks(bytes) else { return true }
        blockedAddress = SocketAddress.text(of: bytes)
        return false
    }

    private func allows(peer: UnsafePointer<CChar>) -> Bool {
        guard let addressGuard = settings.addressGuard, job?.request.unixSocketPath == nil else { return true }
        guard let bytes = SocketAddress.bytes(ofText: peer), !addressGuard.blocks(bytes) else {
            blockedAddress = String(cString: peer)
            return false
        }
        return true
    }
}
