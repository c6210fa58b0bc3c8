// SPDX-License-Identifier: Apache-2.0

import BundledTemplates
import RelinkModel
import Testing

@testable import Channels

struct TranslatedWriterTests {
    private func text(_ sample: String, in locale: String) throws -> String {
        let alert = try #require(SampleAlerts.all.first { $0.name == sample }?.alert)
        let writer = MessageWriter(alert: alert, clock: .utc, limits: .generous, showing: .withheld)
        let book = try Phrasebook(locale, files: BundledTemplates.files)
        return PlainText.text(try #require(TranslatedWriter(writer: writer, book: book).message))
    }

    @Test(arguments: [
        (
            "pt",
            "🟡 Shop Centro: o WhatsApp está desligado. Os clientes estão sem resposta desde 09:02. Por favor ligue-o de "
                + "novo, demora um minuto. Telefone: black phone at the till, número terminado em 0143. Quem cuida do "
                + "servidor mostra-lhe o código para ler com esse telefone: WhatsApp, Dispositivos associados, Associar um "
                + "dispositivo. #K7Q2"
        ),
        (
            "de",
            "🟡 Shop Centro: WhatsApp ist getrennt. Kunden bekommen seit 09:02 keine Antwort. Bitte neu verknüpfen, es "
                + "dauert eine Minute. Telefon: black phone at the till, Nummer mit der Endung 0143. Den Code zeigt Ihnen, "
                + "wer den Server betreut; scannen Sie ihn mit diesem Telefon: WhatsApp, Verknüpfte Geräte, Gerät "
                + "hinzufügen. #K7Q2"
        ),
    ])
    func anOutageIsToldInTheHoldersLanguage(locale: String, expected: String) throws {
        #expect(try text("session.opened.scan_qr", in: locale) == expected)
    }

    @Test func aRecoveryIsToldWithItsLengthAndTheNumber() throws {
        #expect(
            try text("session.recovered", in: "es")
                == "🟢 Shop Centro está conectado otra vez. Desconectado de 09:02 a 09:11 (9 min). 8 min a la espera de una "
                + "persona. Número terminado en 0143, como se esperaba. #K7Q2")
        #expect(
            try text("session.brief_outage", in: "fr").hasPrefix(
                "🟢 Shop Centro était déconnecté de 09:02 à 09:11 et est de nouveau connecté. Déconnecté pendant 9 min.")
        )
    }

    /// Nothing of English, and no hole, in anything that a holder is told.
    @Test(arguments: PhrasebookTests.locales)
    func everythingAboutASessionIsTranslatedWhole(locale: String) throws {
        let english = ["WhatsApp is ", "Please", "Customers", "connected again", "Number ending", "Phone:"]
        let book = try Phrasebook(locale, files: BundledTemplates.files)
        var count = 0
        for sample in SampleAlerts.all {
            let writer = MessageWriter(alert: sample.alert, clock: .utc, limits: .generous, showing: .withheld)
            guard let message = TranslatedWriter(writer: writer, book: book).message else { continue }
            let text = PlainText.text(message)
            count += 1
            #expect(!english.contains { text.contains($0) }, "\(sample.name): \(text)")
            #expect(!text.contains("  ") && !text.contains(" ."), "\(sample.name): \(text)")
        }
        #expect(count > 15)
    }

    @Test func gatewaysAndGroupsStayEnglish() throws {
        let book = try Phrasebook("pt", files: BundledTemplates.files)
        for sample in SampleAlerts.all where sample.alert.event.subject.sessionName == nil {
            let writer = MessageWriter(alert: sample.alert, clock: .utc, limits: .generous, showing: .nothing)
            #expect(TranslatedWriter(writer: writer, book: book).message == nil)
        }
    }

    @Test func aDayIsNamedInTheLanguage() throws {
        let book = try Phrasebook("pt", files: BundledTemplates.files)
        let sunday = Timestamp(milliseconds: 1_767_488_520_000)
        let words = LocalClock.utc.words(sunday, seenFrom: sunday + .hours(48)) { book.say($0, [:]) }
        #expect(words == "dom 01:02")
    }
}
