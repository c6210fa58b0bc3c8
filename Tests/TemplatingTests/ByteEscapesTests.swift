// SPDX-License-Identifier: Apache-2.0

import Foundation
import Templating
import Testing

struct ByteEscapesTests {
    @Test(arguments: [
        (TemplateContentType.json, #"a"b\c"# + "\n\t/<é🟢", #"a\"b\\c\n\t/<é🟢"#),
        (.slackJSON, #"<!channel> & "x""#, #"&lt;!channel&gt; &amp; \"x\""#),
        (.markdownJSON, #"*a* \ [b](c) "d" shop-07"#, #"\\*a\\* \\\\ \\[b\\](c) \"d\" shop-07"#),
        (.telegramHTML, #"<b> & "x" 'y'"#, #"&lt;b&gt; &amp; "x" 'y'"#),
        (.html, #"<b> & "x" 'y'"#, "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;"),
        (.text, #"<b> & "x" \ {{y}}"#, #"<b> & "x" \ {{y}}"#),
        (.url, "a b/c?d=é&~.-_", "a%20b%2Fc%3Fd%3D%C3%A9%26~.-_"),
        (.header, "a\nX: b\tc", "a X: b c"),
    ])
    func escapesWhatMeansSomething(type: TemplateContentType, text: String, escaped: String) {
        #expect(type.escape(text) == escaped)
    }

    @Test(arguments: [TemplateContentType.json, .slackJSON, .markdownJSON], Samples.hostile)
    func jsonStaysOneString(type: TemplateContentType, value: String) throws {
        let rendered = try Samples.render(#"{"a":"{{title}}"}"#, as: type, ["title": .string(value)])
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(rendered.utf8)) as? [String: String])
        #expect(parsed.keys.sorted() == ["a"])
        if type == .json { #expect(parsed["a"] == value) }
        if type == .slackJSON { #expect(parsed["a"]?.contains { $0 == "<" || $0 == ">" } == false) }
    }

    @Test(arguments: Samples.hostile)
    func addressesComeBackWhenDecoded(value: String) {
        let escaped = TemplateContentType.url.escape(value)
        #expect(escaped.removingPercentEncoding == value)
        #expect(escaped.utf8.allSatisfy { $0 < 0x80 && !" \"<>/?&#\n".utf8.contains($0) })
    }

    @Test(arguments: TemplateContentType.allCases)
    func everyByteIsEscapedOrStays(type: TemplateContentType) {
        let ascii = (UInt8(0x20)...0x7E).map { String(UnicodeScalar($0)) }
        for character in ascii where type.escape(character) != character {
            #expect(type.escape("x\(character)y") == "x\(type.escape(character))y")
        }
        let letters = "abcXYZ019-"
        #expect(type.escape(letters) == letters)
    }
}
