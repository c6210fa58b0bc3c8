// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import OutboxStore

struct NamespaceTests {
    @Test func isTheSameInEveryRun() {
        #expect(
            Namespace.of("main", instance: "0123456789abcdef") == Namespace.of("main", instance: "0123456789abcdef"))
    }

    @Test func thousandStoresAndGatewaysHaveTheirOwn() {
        var seen: Set<String> = []
        for number in 0..<1000 {
            let gateway = GatewayID("gateway-\(number % 40)")
            let namespace = Namespace.of(gateway, instance: String(number / 40, radix: 16))
            #expect(namespace.count == 6)
            #expect(namespace.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) })
            seen.insert(namespace)
        }
        #expect(seen.count == 1000)
    }
}
