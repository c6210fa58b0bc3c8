// SPDX-License-Identifier: Apache-2.0

import Templating
import Testing

struct TemplateContentTypeTests {
    @Test(arguments: [
        ("webhook/body.json.mustache", TemplateContentType.json), ("slack/body.slack.json.mustache", .slackJSON),
        ("discord/body.markdown.json.mustache", .markdownJSON), ("telegram/text.telegram.html.mustache", .telegramHTML),
        ("mail/body.html.mustache", .html), ("sms/body.txt.mustache", .text), ("x/request.url.mustache", .url),
        ("mail/subject.header.mustache", .header), ("a.b/session.opened.json.mustache", .json),
        ("opened.json.mustache", .json),
    ])
    func isDecidedByTheFileName(path: String, type: TemplateContentType) {
        #expect(TemplateContentType(path: path) == type)
    }

    @Test(arguments: [
        "webhook/line.mustache", "webhook/body.json", "webhook/body.xml.mustache", "json.mustache", ".mustache", "",
        "a.json.mustache/b", "webhook/body.JSON.mustache",
    ])
    func isNothingForOthers(path: String) {
        #expect(TemplateContentType(path: path) == nil)
    }
}
