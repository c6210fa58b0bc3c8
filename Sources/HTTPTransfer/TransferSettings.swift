// SPDX-License-Identifier: Apache-2.0

/// What all requests of a client share.
struct TransferSettings: Sendable {
    let maxConnections: Int
    let userAgent: String
    let addressGuard: AddressGuard?
}
