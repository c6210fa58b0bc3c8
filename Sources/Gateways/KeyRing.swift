// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Synchronization

/// The keys of a gateway, and which of them it takes.
///
/// A key is rotated by putting the new one first: whichever the gateway knows works, before, during and after its
/// restart. A refused request goes round the ring, and what was taken is what the next request begins with.
final class KeyRing: Sendable {
    /// The header lines of each key, made once; one set without a key where there is none.
    private let headers: [[HTTPHeader]]
    private let current = Atomic(0)

    /// A ring of those keys.
    ///
    /// - Parameters:
    ///   - name: the header that carries the key.
    ///   - common: the header lines that go with every key.
    init(keys: [Secret], header name: String, common: [HTTPHeader]) {
        headers = keys.isEmpty ? [common] : keys.map { common + [HTTPHeader(name, $0.revealed)] }
    }

    /// How many keys can be tried, at least one.
    var count: Int { headers.count }

    /// The place of the key to begin with.
    var first: Int { current.load(ordering: .relaxed) }

    /// The place of the key to try after that one.
    func next(after place: Int) -> Int { (place + 1) % headers.count }

    /// The header lines with the key at that place.
    func headers(at place: Int) -> [HTTPHeader] { headers[place] }

    /// Notes that the gateway took the key at that place.
    func accept(_ place: Int) {
        guard place != first else { return }
        current.store(place, ordering: .relaxed)
    }
}

extension KeyRing: CustomReflectable {
    /// No children, so that a dump of an adapter shows no key.
    var customMirror: Mirror { Mirror(self, children: []) }
}
