// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension Cue {
    /// What the script does, in one line.
    var words: String {
        switch self {
        case .session(let gateway, let names, let script):
            "\(Self.words(names, at: gateway)): now \(script.hangs ? "hangs" : script.condition.description)"
        case .reach(let gateway, let reach): "gateway \(gateway): \(reach.rawValue)"
        case .restartGateway(let gateway, let down, let every):
            "gateway \(gateway): its container restarts, away for \(down.wholeSeconds) s, "
                + "then one session every \(every.wholeSeconds) s"
        case .starts(let gateway, let script):
            "gateway \(gateway): starts end in \(script.becomes?.condition.description ?? "nothing")"
        case .list(let gateway, let names): "gateway \(gateway): its list has \(names.count) sessions"
        case .receiver(let channel, let receiver): "whoever is behind \(channel): \(receiver.rawValue)"
        case .kill(let gap): "Relink is killed, and runs again \(gap.wholeSeconds) s later"
        case .jump(let duration): "the wall clock jumps by \(duration.wholeSeconds) s"
        default: deed
        }
    }

    /// What a person does.
    private var deed: String {
        switch self {
        case .acknowledge(let gateway, let subject, let person, _):
            "\(Self.name(person)) takes on \(Self.words(subject, at: gateway))"
        case .unacknowledge(let gateway, let subject, let person):
            "\(Self.name(person)) gives back \(Self.words(subject, at: gateway))"
        case .silence(let id, _, let duration, _): "silence \(id) for \(duration.wholeSeconds / 60) min"
        case .endSilence(let id): "silence \(id) is ended"
        case .relieve(_, let away, let instead, let duration, _):
            "\(away) is away for \(duration.wholeSeconds / 60) min, and \(instead) is told in their place"
        case .endRelief(let id): "relief \(id) is ended"
        case .expect(let gateway, let name, let expectation, _):
            "\(gateway)/\(name) is expected to be \(expectation?.rawValue ?? "as configured")"
        case .acceptAccount(let gateway, let name): "somebody accepts the phone that \(gateway)/\(name) is linked to"
        case .start(let gateway, let name): "somebody starts \(gateway)/\(name)"
        case .push(let gateway, let name): "gateway \(gateway) pushes about \(name)"
        default: ""
        }
    }

    private static func name(_ person: String) -> String { person.isEmpty ? "somebody" : person }

    private static func words(_ names: [String], at gateway: GatewayID) -> String {
        guard let first = names.first, names.count > 1 else { return "\(gateway)/\(names.first ?? "")" }
        return "\(gateway)/\(first) and \(names.count - 1) more"
    }

    private static func words(_ subject: Subject?, at gateway: GatewayID) -> String {
        subject?.sessionName.map { "\(gateway)/\($0)" } ?? "gateway \(gateway)"
    }
}
