//! Answers as mail programs write them.

use super::said;

/// Who wrote it and how, the mail, and what was said.
const SHAPES: &[(&str, &str, &str)] = &[
    ("nothing else", "Hello\nthere", "Hello\nthere"),
    (
        "Gmail, English",
        "Yes, please.\n\nOn Sat, 21 Nov 2026 at 10:00, Fern & Oak <hello@example.com> wrote:\n\n> Ada, 09:58:\n> Shall I keep one?\n>\n",
        "Yes, please.",
    ),
    (
        "Gmail, English, over two lines",
        "Yes\nOn Sat, Nov 21, 2026 at 10:00 AM Fern & Oak with a long name\n<hello@example.com> wrote:\n> Shall I?",
        "Yes",
    ),
    (
        "Gmail, over three lines",
        "Yes.\n\nOn Saturday, November 21, 2026 at\n10:00:00 AM GMT+1, Fern & Oak\n<hello@example.com> wrote:\n\n> Shall I?",
        "Yes.",
    ),
    (
        "Gmail, German",
        "Ja, gern.\n\nAm Sa., 21. Nov. 2026 um 10:00 Uhr schrieb Fern & Oak <\nhello@example.com>:\n\n> Soll ich?\n",
        "Ja, gern.",
    ),
    (
        "Gmail, French",
        "Oui.\n\nLe sam. 21 nov. 2026 à 10:00, Fern & Oak <hello@example.com> a écrit :\n\n> Je garde ?",
        "Oui.",
    ),
    (
        "Gmail, Spanish",
        "Sí.\n\nEl sáb, 21 nov 2026 a las 10:00, Fern & Oak (<hello@example.com>)\nescribió:\n\n> ¿Lo guardo?",
        "Sí.",
    ),
    (
        "Gmail, Italian",
        "Sì.\n\nIl giorno sab 21 nov 2026 alle ore 10:00 Fern & Oak <hello@example.com>\nha scritto:\n\n> Tengo?",
        "Sì.",
    ),
    ("Gmail, Dutch", "Ja.\n\nOp za 21 nov 2026 om 10:00 schreef Fern & Oak <hello@example.com>:\n\n> Zal ik?", "Ja."),
    (
        "Gmail, Portuguese",
        "Sim.\n\nEm sáb., 21 de nov. de 2026 às 10:00, Fern & Oak <hello@example.com> escreveu:\n\n> Guardo?",
        "Sim.",
    ),
    (
        "Gmail, Polish",
        "Tak.\n\nsob., 21 lis 2026 o 10:00 Fern & Oak <hello@example.com> napisał(a):\n\n> Zachować?",
        "Tak.",
    ),
    (
        "Gmail, Polish, over two lines",
        "Tak.\n\nsob., 21 lis 2026 o 10:00 Fern & Oak <hello@example.com>\nnapisał(a):\n\n> Zachować?",
        "Tak.",
    ),
    (
        "Gmail, Swedish",
        "Ja.\n\nDen lör 21 nov. 2026 kl 10:00 skrev Fern & Oak <hello@example.com>:\n\n> Ska jag?",
        "Ja.",
    ),
    (
        "Gmail, Japanese",
        "はい。\n\n2026年11月21日(土) 10:00 Fern & Oak <hello@example.com>:\n\n> 取り置きますか?",
        "はい。",
    ),
    (
        "Gmail, a language that we do not know",
        "Igen.\n\nFern & Oak <hello@example.com> ezt írta (időpont: 2026. nov. 21., Szo, 10:00):\n\n> Félretegyem?",
        "Igen.",
    ),
    (
        "Apple Mail, English",
        "Yes, please.\n\n> On 21 Nov 2026, at 10:00, Fern & Oak <hello@example.com> wrote:\n> \n> Shall I?\n",
        "Yes, please.",
    ),
    (
        "Apple Mail on a telephone, German",
        "Ja.\n\nVon meinem iPhone gesendet\n\n> Am 21.11.2026 um 10:00 schrieb Fern & Oak <hello@example.com>:\n> \n> \u{feff}Soll ich?",
        "Ja.",
    ),
    (
        "Apple Mail on a telephone, English",
        "Yes\n\nSent from my iPhone\n\n> On 21 Nov 2026, at 10:00, Fern & Oak <hello@example.com> wrote:\n>\n> Shall I?",
        "Yes",
    ),
    (
        "Apple Mail on a telephone, French",
        "Oui\n\nEnvoyé de mon iPhone\n\n> Le 21 nov. 2026 à 10:00, Fern & Oak <hello@example.com> a écrit :\n> \n> Je garde ?",
        "Oui",
    ),
    (
        "Apple Mail on a telephone, Japanese",
        "はい\n\niPhoneから送信\n\n2026/11/21 10:00、Fern & Oak <hello@example.com>のメール:\n\n> 取り置きますか?",
        "はい",
    ),
    (
        "Outlook on a desktop, English",
        "Yes, please.\n\nFrom: Fern & Oak <hello@example.com>\nSent: Saturday, November 21, 2026 10:00 AM\nTo: Grace <grace@example.com>\nSubject: Fern & Oak has answered you\n\nShall I keep one?\n",
        "Yes, please.",
    ),
    (
        "Outlook of old",
        "Yes.\n\n-----Original Message-----\nFrom: Fern & Oak\nSent: Saturday, November 21, 2026\n\nShall I?",
        "Yes.",
    ),
    (
        "Outlook of old, German",
        "Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Fern & Oak\nGesendet: Samstag, 21. November 2026 10:00\nAn: Grace\n\nSoll ich?",
        "Ja.",
    ),
    (
        "Outlook on the web, German",
        "Ja.\n________________________________\nVon: Fern & Oak <hello@example.com>\nGesendet: Samstag, 21. November 2026 10:00\nAn: Grace\nBetreff: Antwort\n\nSoll ich?",
        "Ja.",
    ),
    (
        "Outlook on a telephone",
        "Yes\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Fern & Oak <hello@example.com>\nSent: Saturday, November 21, 2026 10:00:00 AM\nTo: grace@example.com <grace@example.com>\n\nShall I?",
        "Yes",
    ),
    (
        "Outlook, French",
        "Oui.\n\nDe : Fern & Oak <hello@example.com>\nEnvoyé : samedi 21 novembre 2026 10:00\nÀ : Grace\nObjet : Réponse\n\nJe garde ?",
        "Oui.",
    ),
    (
        "Outlook, Spanish",
        "Sí.\n\nDe: Fern & Oak <hello@example.com>\nEnviado el: sábado, 21 de noviembre de 2026 10:00\nPara: Grace\nAsunto: Respuesta\n\n¿Lo guardo?",
        "Sí.",
    ),
    (
        "Outlook, Italian",
        "Sì.\n\nDa: Fern & Oak <hello@example.com>\nInviato: sabato 21 novembre 2026 10:00\nA: Grace\nOggetto: Risposta\n\nTengo?",
        "Sì.",
    ),
    (
        "Outlook, Dutch",
        "Ja.\n\nVan: Fern & Oak <hello@example.com>\nVerzonden: zaterdag 21 november 2026 10:00\nAan: Grace\n\nZal ik?",
        "Ja.",
    ),
    (
        "Outlook, Polish",
        "Tak.\n\nOd: Fern & Oak <hello@example.com>\nWysłano: sobota, 21 listopada 2026 10:00\nDo: Grace\n\nZachować?",
        "Tak.",
    ),
    (
        "Outlook, Swedish",
        "Ja.\n\nFrån: Fern & Oak <hello@example.com>\nSkickat: den 21 november 2026 10:00\nTill: Grace\n\nSka jag?",
        "Ja.",
    ),
    (
        "Outlook, Japanese",
        "はい。\n\n差出人: Fern & Oak <hello@example.com>\n送信日時: 2026年11月21日 10:00\n宛先: Grace\n件名: 返信\n\n取り置きますか?",
        "はい。",
    ),
    (
        "Outlook as plain text with stars",
        "Yes.\n\n*From:* Fern & Oak <hello@example.com>\n*Sent:* Saturday, November 21, 2026 10:00\n*To:* Grace\n\nShall I?",
        "Yes.",
    ),
    (
        "Thunderbird, under the quote",
        "On 21/11/2026 10:00, Fern & Oak wrote:\n> Shall I keep one?\n> Ada\n\nYes, please.\n\n-- \nGrace Hopper\n+1 555 0100\n",
        "Yes, please.",
    ),
    ("Thunderbird, German", "Ja.\n\nAm 21.11.26 um 10:00 schrieb Fern & Oak:\n> Soll ich?\n\n-- \nGrace", "Ja."),
    ("Thunderbird, Polish", "W dniu 21.11.2026 o 10:00, Fern & Oak pisze:\n> Zachować?\n\nTak.", "Tak."),
    (
        "Thunderbird, in between",
        "Hello Ada,\n\nOn 21/11/2026 10:00, Fern & Oak wrote:\n> Shall I keep one?\nYes.\n> In red?\nIn blue.\n> Regards\n> Ada\n",
        "Hello Ada,\n\n> Shall I keep one?\nYes.\n> In red?\nIn blue.",
    ),
    (
        "Yahoo",
        "Yes.\n\n    On Saturday, November 21, 2026 at 10:00:00 AM GMT+1, Fern & Oak <hello@example.com> wrote:  \n \n Shall I keep one?\n\n  ",
        "Yes.",
    ),
    (
        "Yahoo on a telephone",
        "Yes.\n\nSent from Yahoo Mail for iPhone\n\nOn Saturday, November 21, 2026, 10:00, Fern & Oak <hello@example.com> wrote:\n\nShall I?",
        "Yes.",
    ),
    (
        "Proton",
        "Yes.\n\nSent with [Proton Mail](https://proton.me/mail/home) secure email.\n\nOn Saturday, November 21st, 2026 at 10:00 AM, Fern & Oak <hello@example.com> wrote:\n\n> Shall I?",
        "Yes.",
    ),
    (
        "Proton of old",
        "Yes.\n\n------- Original Message -------\nOn Saturday, November 21st, 2026 at 10:00, Fern & Oak <hello@example.com> wrote:\n\n> Shall I?",
        "Yes.",
    ),
    (
        "K-9",
        "Ja.\n\nAm 21. November 2026 10:00:00 MEZ schrieb Fern & Oak <hello@example.com>:\n>Soll ich?\n\n-- \nDiese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
        "Ja.",
    ),
    (
        "Samsung",
        "Yes.\n\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: Fern & Oak <hello@example.com>\nDate: 21/11/2026 10:00 (GMT+01:00)\nTo: grace@example.com\nSubject: Fern & Oak has answered you\n\nShall I?",
        "Yes.",
    ),
    (
        "Samsung, German",
        "Ja.\n\nVon meinem Samsung Galaxy Smartphone gesendet.\n\n-------- Ursprüngliche Nachricht --------\nVon: Fern & Oak\nDatum: 21.11.26 10:00 (GMT+01:00)\n\nSoll ich?",
        "Ja.",
    ),
    ("a quote and nothing else", "On 21/11/2026 10:00, Fern & Oak wrote:\n> Shall I keep one?\n", ""),
    (
        "a quote that is not marked and nothing else",
        "On 21/11/2026 10:00, Fern & Oak wrote:\n\nShall I keep one?\n",
        "",
    ),
    ("a telephone's line and nothing else", "\n\nSent from my iPhone\n", ""),
    ("a signature and nothing else", "-- \nGrace", ""),
    (
        "what looks a little like a quote",
        "From: the old one, please.\nI wrote:\nkeep it at 10:00 and\nsend it to grace@example.com:\n\n- one",
        "From: the old one, please.\nI wrote:\nkeep it at 10:00 and\nsend it to grace@example.com:\n\n- one",
    ),
    ("lines of its own", "Two things:\n\n\n\n1. This\n-----\n2. That", "Two things:\n\n1. This\n-----\n2. That"),
    (
        "a long text under two dashes",
        "a\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12",
        "a\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12",
    ),
];

#[test]
fn f2_of_an_answer_stays_what_was_said() {
    for (name, mail, words) in SHAPES {
        assert_eq!(said(mail), *words, "{name}");
        assert_eq!(said(&mail.replace('\n', "\r\n")), *words, "{name}, as it travels");
    }
}
