// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The main file and those that it includes, parsed, in the order in which their lists are joined.
struct FileSet {
    /// Files in one configuration.
    static let fileLimit = 1000

    /// The main file; nil when it could not be read.
    private(set) var main: MapReader?
    /// The included files.
    private(set) var included: [MapReader] = []

    private let reading: Reading
    private var seen: Set<String> = []
    private var trail: [String] = []

    /// Reads the main file and follows every `include:`.
    init(path: String, reading: Reading) {
        self.reading = reading
        open(path, from: Place(file: path, line: 1, column: 1))
    }

    /// All files in order.
    var all: [MapReader] { (main.map { [$0] } ?? []) + included }

    private mutating func open(_ path: String, from origin: Place) {
        let identity = FileAccess.shortest(path)
        if trail.contains(identity) {
            return reading.error("\(Shown.text(path)) includes itself; take it out of `include`", at: origin)
        }
        guard seen.count < Self.fileLimit else {
            return reading.error("more than \(Self.fileLimit) files are included", at: origin)
        }
        guard seen.insert(identity).inserted else {
            return reading.error("\(Shown.text(path)) is included twice; keep one", at: origin)
        }
        guard let file = read(path, from: origin) else { return }
        let isMain = trail.isEmpty
        if isMain { main = file } else { append(file) }
        trail.append(identity)
        for pattern in file.texts("include") {
            for match in matches(pattern) { open(match, from: pattern.place) }
        }
        trail.removeLast()
    }

    private func read(_ path: String, from origin: Place) -> MapReader? {
        do throws(FileAccess.Failure) {
            let text = try reading.files.read(path)
            do throws(YAMLText.Flaw) {
                return MapReader(try YAMLText.parse(text, file: path), path: "", reading: reading)
            } catch {
                reading.error(error.message, at: error.place)
            }
        } catch {
            reading.error("the file \(Shown.text(path)) \(error)", at: origin)
        }
        return nil
    }

    /// Only lists can be joined; anything else would silently win or lose against the main file.
    private mutating func append(_ file: MapReader) {
        let joined = ["gateways", "channels", "contacts", "routes", "maintenance", "include"]
        for setting in ConfigurationSchema.children[""] ?? [] where !joined.contains(setting.key) {
            guard let node = file.node(setting.key) else { continue }
            reading.error("`\(setting.key)` belongs into the main file; included ones add to lists", at: node.place)
        }
        included.append(file)
    }

    /// The files that an item of `include:` names, sorted; `*` stands for anything within the last part of the path.
    private func matches(_ pattern: Text) -> [String] {
        let path = FileAccess.resolve(pattern.value, besides: pattern.place.file)
        guard path.contains("*") else { return [path] }
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { String(path[...$0]) } ?? ""
        guard !directory.contains("*") else {
            reading.error("`*` may only stand in the last part of a path", at: pattern.place)
            return []
        }
        let names = reading.files.list(directory.isEmpty ? "." : directory) ?? []
        let wanted = DiscoveryPlan(include: [String(path.dropFirst(directory.count))])
        return names.filter { !$0.hasPrefix(".") && wanted.admits($0) }.sorted().map { directory + $0 }
    }
}
