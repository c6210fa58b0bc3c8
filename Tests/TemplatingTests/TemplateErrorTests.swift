// SPDX-License-Identifier: Apache-2.0

import Templating
import Testing

struct TemplateErrorTests {
    @Test(arguments: [
        (TemplateError.unknownTemplate(path: "a/b.txt.mustache"), "there is no template a/b.txt.mustache; "),
        (.tooLarge(path: "a/b.txt.mustache", bytes: 300_000), "a/b.txt.mustache: renders to 300000 bytes, "),
        (.malformedSlot(offset: 3), "rendered text has a stray slot mark at byte 3; "),
        (.unknownSlot(name: "x"), "rendered text has a slot x that cannot be filled here; "),
        (.problems([]), ""),
    ])
    func saysWhatAndWhere(error: TemplateError, beginning: String) {
        #expect(error.description.hasPrefix(beginning))
    }
}
