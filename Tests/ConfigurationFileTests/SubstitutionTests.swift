// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct SubstitutionTests {
    private let substitution = Substitution(
        environment: ["A": "1", "EMPTY": "", "WHATSAPP_KEY": "", "TRICK": "${A} # \"x\": y"],
        readFile: { path throws(FileAccess.Failure) in
            guard path == "/run/secrets/key" else { throw .missing }
            return "s3\n\r\n"
        })

    @Test(arguments: [
        ("plain", "plain"), ("${A}", "1"), ("x${A}y${A}", "x1y1"), ("${B:-two}", "two"), ("${B:-}", ""),
        ("${EMPTY}", ""), ("${EMPTY:-x}", "x"), ("${WHATSAPP_KEY:-x}", "x"), ("${B:-a:b-c}", "a:b-c"),
        ("$${A}", "${A}"), ("$A $ $$", "$A $ $$"), ("${file:/run/secrets/key}", "s3"), ("${TRICK}", "${A} # \"x\": y"),
        ("é${A}é", "é1é"),
    ])
    func replaces(text: String, expected: String) throws {
        #expect(try substitution.apply(to: text).text == expected)
    }

    @Test(arguments: [
        ("${B}", "${B} is not set: set it, or write ${B:-default}"),
        ("${WHATSAPP_KEY}", "${WHATSAPP_KEY} is not set: set it, or write ${WHATSAPP_KEY:-default}"),
        ("${file:/nowhere}", "the file /nowhere does not exist"),
        ("${A", "a ${ is never closed; write $${ for the characters themselves"),
    ])
    func saysWhatIsMissing(text: String, message: String) {
        let error = #expect(throws: Substitution.Failure.self) { try substitution.apply(to: text) }
        #expect(error?.message == message)
    }

    @Test(arguments: ["${}", "${1A}", "${A-B}", "${A:B}", "${A:+x}", "${B:-${A}}", "${file:}", "${A B}", "${Ä}"])
    func refusesOtherForms(text: String) {
        let error = #expect(throws: Substitution.Failure.self) { try substitution.apply(to: text) }
        #expect(error?.message.hasPrefix("a reference is") == true)
    }

    @Test func remembersTheReferencesWithoutDefaults() throws {
        #expect(try substitution.apply(to: "${A}-${B:-change-me}").references == ["${A}", "${B}"])
        #expect(try substitution.apply(to: "$${A}").references == [])
    }
}
