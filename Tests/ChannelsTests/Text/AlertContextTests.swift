// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Templating
import Testing

@testable import Channels

struct AlertContextTests {
    @Test(arguments: SampleAlerts.all.map(\.name))
    func everyValueIsDeclared(name: String) throws {
        let sample = try #require(SampleAlerts.all.first { $0.name == name })
        let context = AlertContext(sample.alert, speech: .utc, limits: .generous, showing: .text)
        #expect(Self.undeclared(.object(context.values), in: AlertContext.schema, at: "") == [])
    }

    @Test(arguments: EventKind.allCases)
    func theWordsOfClosedSetsAreNamesThatAreTrue(kind: EventKind) {
        let alert = SampleAlerts.alert(kind)
        let values = AlertContext(alert, speech: .utc, limits: .generous, showing: .nothing).values
        let expected = [
            alert.event.kind.flag, alert.event.condition.state.flag, alert.event.severity.flag,
            "is_\(alert.event.status)", "is_\(alert.event.subject.kind)",
        ]
        for name in expected { #expect(values[name] == .boolean(true)) }
        #expect(values.keys.filter { $0.hasPrefix("is_") }.count == expected.count)
    }

    @Test func theCodeIsOnlyEverAPlace() throws {
        let values = AlertContext(SampleAlerts.alert(.sessionOpened), speech: .utc, limits: .generous, showing: .text)
            .values
        guard case .object(let code)? = values["qr"] else { throw TestFailure() }
        #expect(code["payload"] == .slot("qr.payload"))
        #expect(code["object"] == .slot("qr.object"))
    }

    private struct TestFailure: Error {}

    private static func undeclared(_ value: TemplateValue, in schema: TemplateSchema, at path: String) -> [String] {
        switch (value, schema) {
        case (.object(let values), .object(let names)):
            values.flatMap { name, value in
                names[name].map { undeclared(value, in: $0, at: "\(path).\(name)") } ?? ["\(path).\(name)"]
            }
        case (.list(let items), .list(let item)): items.flatMap { undeclared($0, in: item, at: path) }
        case (.string, .text), (.integer, .text), (.slot, .text), (.boolean, .boolean): []
        default: [path]
        }
    }
}
