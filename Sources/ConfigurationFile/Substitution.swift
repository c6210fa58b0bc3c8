// SPDX-License-Identifier: Apache-2.0

/// Replaces `${NAME}`, `${NAME:-default}` and `${file:/path}` in a string, after YAML has been parsed, so that no value
/// can add keys or end quotes. `$${` stands for a literal `${`. What a value brings in is not looked at again.
struct Substitution {
    /// What became of a string.
    struct Outcome {
        var text = ""
        /// The references in it, as written without their defaults; empty for a string that stands in the file.
        var references: [String] = []
    }

    /// Why a reference has no value.
    enum Failure: Error {
        case unset(name: String)
        case malformed
        case unclosed
        case file(path: String, FileAccess.Failure)

        /// What is wrong and what to do.
        var message: String {
            switch self {
            case .unset(let name):
                "${\(name)} is not set: set it, or write ${\(name):-default}"
            case .malformed:
                "a reference is ${NAME}, ${NAME:-default} or ${file:/path}; write $${ for the characters themselves"
            case .unclosed:
                "a ${ is never closed; write $${ for the characters themselves"
            case .file(let path, let failure):
                "the file \(Shown.text(path)) \(failure)"
            }
        }
    }

    /// The variables.
    let environment: [String: String]
    /// Reads what `${file:…}` names.
    let readFile: (String) throws(FileAccess.Failure) -> String

    /// The string with every reference replaced.
    func apply(to text: String) throws(Failure) -> Outcome {
        var outcome = Outcome()
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            outcome.text += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                outcome.text += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else { throw .unclosed }
                let start = rest.index(rest.startIndex, offsetBy: 2)
                try replace(rest[start..<end], into: &outcome)
                rest = rest[rest.index(after: end)...]
            } else {
                outcome.text += "$"
                rest = rest.dropFirst()
            }
        }
        outcome.text += rest
        return outcome
    }

    private func replace(_ reference: Substring, into outcome: inout Outcome) throws(Failure) {
        if reference.hasPrefix("file:") {
            let path = String(reference.dropFirst("file:".count))
            outcome.references.append("${\(reference)}")
            outcome.text += try contents(of: path)
            return
        }
        let name = reference.prefix { $0 != ":" }
        let tail = reference[name.endIndex...]
        guard isName(name), tail.isEmpty || tail.hasPrefix(":-"), !tail.contains("${") else { throw .malformed }
        outcome.references.append("${\(name)}")
        if let value = value(of: String(name), hasDefault: !tail.isEmpty) {
            outcome.text += value
        } else {
            guard !tail.isEmpty else { throw .unset(name: String(name)) }
            outcome.text += tail.dropFirst(2)
        }
    }

    /// As in a shell, an empty variable gives way to a default. Empty WHATSAPP_ variables always count as unset: that is
    /// how a compose file passes on what nobody filled in.
    private func value(of name: String, hasDefault: Bool) -> String? {
        guard let value = environment[name] else { return nil }
        return value.isEmpty && (hasDefault || name.hasPrefix("WHATSAPP_")) ? nil : value
    }

    /// Without the line ends that editors and `echo` leave behind.
    private func contents(of path: String) throws(Failure) -> String {
        guard !path.isEmpty else { throw .malformed }
        do throws(FileAccess.Failure) {
            var text = Substring(try readFile(path))
            while text.last?.isNewline == true { text = text.dropLast() }
            return String(text)
        } catch {
            throw .file(path: path, error)
        }
    }

    private func isName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.count <= 128 && name.utf8.allSatisfy(\.isWordByte)
    }
}
